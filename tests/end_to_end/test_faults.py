"""Does a fault stay where it is: a bad record, a dead process, a damaged part, a wrong setting?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from expectations.client import AuditProcess
from flows.ingest import ingest
from flows.journal import Notebook, journal_to_json
from flows.run import Run
from flows.runner import DirectRunner
from flows.settings import load_settings
from flows.state import StateFolder, write_json
from tests.factories import article, write, write_articles
from transforms.errors import UsageError


def test_a_record_with_a_lone_surrogate_is_rejected_alone(tmp_path, run_copydesk, ask):
    good = json.dumps({"url": "https://lorn.example/1", "title": "Pier", "text": article(1)})
    write(tmp_path / "in", "crawl.jsonl", '{"nokey\\ud800": "x"}\n' + good + "\n")
    assert run_copydesk(tmp_path / "in").records == {"loaded": 1, "rejected": 1}
    ((detail,),) = ask("select detail from ops.records where outcome = 'rejected'")
    assert "\\ud800" in detail


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_setting_is_named_and_the_run_failed(tmp_path, run_copydesk, ask, workers):
    write_articles(tmp_path / "in", 2)
    with pytest.raises(UsageError) as caught:
        run_copydesk(
            tmp_path / "in",
            toml='[language]\npipeline = "nosuch"\n',
            workers=workers,
            batch_size=1,
        )
    assert caught.value.exit_code == 2
    run_copydesk(tmp_path / "in")
    rows = ask("select status, message from ops.runs order by run_id")
    assert rows == [("failed", str(caught.value)), ("published", None)]


def test_inputs_that_are_not_there_leave_no_trace(tmp_path, run_copydesk):
    for missing in ("nosuch", "*.nosuch"):
        with pytest.raises(UsageError, match="nosuch"):
            run_copydesk(tmp_path / missing)
    assert not (tmp_path / ".copydesk").exists()


def test_a_crash_between_publish_and_tidying_writes_nothing_twice(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 1)
    first = run_copydesk(tmp_path / "in")
    folder = StateFolder(tmp_path / "w.duckdb")
    ((started,),) = ask("select started_at from ops.runs")
    book = Notebook(first.run_id, "test", "direct", "0.1", 1, "p", "{}", started_at=started)
    write_json(folder.current, book.to_json())
    journal = journal_to_json(book.journal("blocked", "as it was held back"))
    write_json(folder.pending / f"{first.run_id}.json", journal)
    run_copydesk(tmp_path / "in")
    assert ask("select status, count(*) from ops.runs group by run_id, status") == [
        ("published", 1),
        ("published", 1),
    ]
    assert list(folder.pending.iterdir()) == []


def test_a_report_that_fails_leaves_the_run_published(tmp_path, run_copydesk, ask, monkeypatch):
    def fails(*_):
        raise ValueError("no page today")

    monkeypatch.setattr("expectations.report.render_report", fails)
    write_articles(tmp_path / "in", 1)
    summary = run_copydesk(tmp_path / "in")
    assert (summary.status, summary.report) == ("published", None)
    assert ask("select status from ops.runs") == [("published",)]


def test_only_the_reports_in_the_folder_of_reports_are_no_input(tmp_path, run_copydesk):
    inputs = write_articles(tmp_path / "in", 2)
    link = tmp_path / "link"
    link.symlink_to(inputs)
    flags = {"reports": str(link), "warehouse": str(link / "w.duckdb")}
    assert run_copydesk(inputs, **flags).records == {"loaded": 2}
    assert (inputs / "latest.html").exists()
    assert run_copydesk(inputs, **flags).records == {"unchanged": 2}


def test_publishing_keeps_a_link_to_the_warehouse(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 1)
    (tmp_path / "disk").mkdir()
    link = tmp_path / "w.duckdb"
    link.symlink_to(tmp_path / "disk" / "real.duckdb")
    run_copydesk(tmp_path / "in")
    assert link.is_symlink()
    assert ask("select count(*) from articles", tmp_path / "disk" / "real.duckdb") == [(1,)]


def test_another_day_looks_again_at_what_failed_for_its_date_only(tmp_path, run_copydesk, ask):
    """`run_copydesk` runs today; the last run, on a later day."""
    record = {"url": "https://lorn.example/1", "title": "Soon", "text": article(9)}
    write(tmp_path / "in", "future.json", json.dumps({**record, "date": "2199-01-01T00:00:00Z"}))
    write(tmp_path / "in", "brief.txt", "Pier closed\n\nThe old pier is closed from Monday.\n")
    assert run_copydesk(tmp_path / "in").records == {"quarantined": 2}
    marks = ask("select uri, len(string_split(pipeline_version, '/')) from ops.files order by uri")
    assert marks == [("brief.txt", 2), ("future.json", 3)]
    assert run_copydesk(tmp_path / "in").files == 2
    settings = load_settings(None, {"run": {"warehouse": str(tmp_path / "w.duckdb")}}, {})
    with AuditProcess() as audit:
        later = Run.begin(settings, [str(tmp_path / "in")], audit, mode="direct", command="test")
        later.as_of = date(2199, 1, 2)
        summary = ingest(later, DirectRunner())
    assert summary.records == {"loaded": 1, "quarantined": 1}
    reasons = ask(
        "select f.uri, count(*) from ops.records join ops.files f using (file_id)"
        " where reason = 'known_file' or reason = 'new_article' group by 1"
    )
    assert reasons == [("future.json", 1)]


@pytest.mark.parametrize(("more", "code"), [([], 0), (["--prefect"], 3)])
def test_a_prefect_server_that_does_not_answer_is_named(tmp_path, more, code):
    address = "http://desk:secret@127.0.0.1:9/api"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "flows.main", "run", str(write_articles(tmp_path / "in", 1))),
            *("--warehouse", str(tmp_path / "w.duckdb"), *more),
        ],
        env={**os.environ, "PREFECT_API_URL": address, "PREFECT_HOME": str(tmp_path / "prefect")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "@127.0.0.1:9/api" in done.stderr and "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "w.duckdb").exists() == (code == 0)
