"""Does a run keep its promises?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.factories import article, write, write_articles
from transforms.tables import FACT_TABLES

CHECKSUM_FREE = {"run_id", "first_seen_at", "last_seen_at"}


def content(ask, path=None):
    """Every fact table as a sorted list of rows, without the run's own marks."""
    found = {}
    for declared in FACT_TABLES:
        columns = ", ".join(c.name for c in declared.columns if c.name not in CHECKSUM_FREE)
        found[declared.name] = sorted(ask(f"select {columns} from {declared.name}", path), key=repr)
    return found


def test_the_outcomes_add_up_and_the_raw_text_can_be_rebuilt(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 4)
    write(tmp_path / "in", "copy.txt", article(0))
    write(tmp_path / "in", "empty.txt", "")
    write(tmp_path / "in", "short.txt", "Three words here.\n")
    summary = run_copydesk(tmp_path / "in")
    assert summary.records == {"loaded": 4, "duplicate": 1, "quarantined": 1, "rejected": 1}
    rows = ask("select outcome, count(*) from ops.records group by 1 order by 1")
    assert dict(rows) == summary.records
    assert ask("select record_count from ops.runs") == [(7,)]
    assert ask("select count(*) from v_rebuilt where is_complete") == [(4,)]
    texts = {
        raw
        for (raw,) in ask(
            "select string_agg(raw_text, chr(10) order by line_no) from lines group by article_id"
        )
    }
    assert texts == {article(n) for n in range(4)}


def test_spans_are_honest(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 3)
    run_copydesk(tmp_path / "in")
    assert ask("select count(*) from v_evidence")[0][0] > 0
    assert ask(
        "select count(*) from v_evidence join articles a using (article_id)"
        " where v_evidence.text <> substr(a.text, start_char + 1, end_char - start_char)"
    ) == [(0,)]
    assert ask(
        "select count(*) from lines l join articles a using (article_id)"
        " where text_start is not null"
        " and trim(l.raw_text) <> substr(a.text, text_start + 1, text_end - text_start)"
    ) == [(0,)]


def test_the_same_command_again_changes_nothing(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 3)
    write(tmp_path / "in", "bad.txt", "")
    first = run_copydesk(tmp_path / "in")
    before = content(ask)
    again = run_copydesk(tmp_path / "in")
    assert first.records == {"loaded": 3, "rejected": 1}
    assert again.records == {"unchanged": 3, "rejected": 1}
    assert content(ask) == before
    reasons = ask(
        "select distinct outcome, reason from ops.records"
        " where run_id = (select max(run_id) from ops.runs)"
    )
    assert sorted(reasons) == [("rejected", "empty_file"), ("unchanged", "known_file")]


@pytest.mark.parametrize(
    "flags", [{"workers": 2, "batch_size": 1}, {"batch_size": 1}, {"batch_bytes": 900}]
)
def test_workers_and_batches_leave_no_trace(tmp_path, run_copydesk, ask, flags):
    write_articles(tmp_path / "in", 5)
    lines = [
        {"url": f"https://lorn.example/{n % 3}", "title": f"Pier {n}", "text": article(n)}
        for n in range(6)
    ]
    write(tmp_path / "in", "crawl.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    run_copydesk(tmp_path / "in")
    run_copydesk(tmp_path / "in", warehouse=str(tmp_path / "other" / "w.duckdb"), **flags)
    assert content(ask) == content(ask, tmp_path / "other" / "w.duckdb")


def test_a_moved_folder_and_two_steps_give_the_same_facts(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 6)
    run_copydesk(tmp_path / "in")
    moved = tmp_path / "else where"
    write_articles(moved, 3)
    target = str(tmp_path / "steps" / "w.duckdb")
    run_copydesk(moved, warehouse=target)
    write_articles(moved, 6)
    second = run_copydesk(moved, warehouse=target)
    assert second.records == {"loaded": 3, "unchanged": 3}
    assert content(ask) == content(ask, Path(target))


def test_a_changed_file_becomes_a_version_of_its_article(tmp_path, run_copydesk, ask):
    path = write(tmp_path / "in", "pier.txt", article(1))
    run_copydesk(tmp_path / "in")
    (before,) = ask("select article_id from articles")
    path.write_text(article(1).replace("two years", "three years"), encoding="utf-8")
    summary = run_copydesk(tmp_path / "in")
    assert summary.records == {"loaded": 1}
    assert ask("select article_id, version_no from articles") == [(*before, 2)]
    assert ask("select reason from ops.records order by run_id") == [
        ("new_article",),
        ("new_version",),
    ]
    assert ask("select version_no, raw_text from versions") == [(1, article(1))]
    assert (
        ask("select count(distinct article_id), count(*) from ops.line_counts, articles")[0][0] == 1
    )
    assert ask("select count(*) from ops.line_counts where article_count <> 1") == [(0,)]


def test_equal_names_in_two_folders_are_two_articles(tmp_path, run_copydesk, ask):
    write(tmp_path / "monday", "1.txt", article(1))
    write(tmp_path / "tuesday", "1.txt", article(2))
    run_copydesk(tmp_path / "monday")
    summary = run_copydesk(tmp_path / "tuesday")
    assert summary.records == {"loaded": 1}
    assert ask("select count(*) from articles") == [(2,)]
    assert ask("select count(*) from versions") == [(0,)]


def test_the_later_fetch_of_one_address_is_current(tmp_path, run_copydesk, ask):
    def record(number: int, day: int) -> str:
        return json.dumps(
            {
                "url": "https://vellmar-post.example/pier",
                "title": "Pier closes",
                "text": article(number),
                "date_download": f"2024-03-0{day} 10:00:00",
            }
        )

    write(tmp_path / "in", "a.jsonl", record(2, 5) + "\n")
    write(tmp_path / "in", "b.jsonl", record(1, 4) + "\n" + record(2, 6) + "\n")
    summary = run_copydesk(tmp_path / "in")
    assert summary.records == {"loaded": 1, "duplicate": 2}
    assert ask("select contains(text, 'Case 2'), version_no from articles") == [(True, 2)]
    assert ask("select contains(raw_text, 'Case 1'), version_no from versions") == [(True, 1)]
    reasons = ask(
        "select f.uri, record_no, reason from ops.records join ops.files f using (file_id)"
        " order by 1, 2"
    )
    assert reasons == [
        ("a.jsonl", 0, "new_article"),
        ("b.jsonl", 0, "older_version"),
        ("b.jsonl", 1, "same_content"),
    ]


def test_a_critical_table_check_blocks_and_leaves_the_file_as_it_is(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 2)
    run_copydesk(tmp_path / "in")
    before = (tmp_path / "w.duckdb").read_bytes()
    write_articles(tmp_path / "in", 4)
    toml = """
    [[expectations]]
    table = "articles"
    expectation = "expect_table_row_count_to_be_between"
    min_value = 1000
    severity = "critical"
    """
    blocked = run_copydesk(tmp_path / "in", toml=toml)
    assert blocked.status == "blocked" and blocked.exit_code(is_strict=False) == 1
    assert "expect_table_row_count_to_be_between" in blocked.blocking[0]
    assert (tmp_path / "w.duckdb").read_bytes() == before
    assert blocked.report and "blocked" in Path(blocked.report).read_text("utf-8")
    done = run_copydesk(tmp_path / "in")
    assert done.records == {"loaded": 2, "unchanged": 2}
    assert ask("select status from ops.runs order by run_id") == [
        ("published",),
        ("blocked",),
        ("published",),
    ]


def test_a_planted_bad_row_takes_its_article_to_quarantine_by_name(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 2)
    record = {
        "url": "https://lorn.example/1",
        "title": "From the future",
        "text": article(9),
        "date": "2199-01-01T00:00:00Z",
    }
    write(tmp_path / "in", "future.json", json.dumps(record))
    summary = run_copydesk(tmp_path / "in")
    assert summary.records == {"loaded": 2, "quarantined": 1}
    rows = ask("select reason, column_name, severity, raw_text from ops.quarantine")
    assert rows == [("expect_column_values_to_be_between", "published_at", "critical", article(9))]
    assert ask("select count(*) from articles") == [(2,)]
    assert ask(
        "select count(*) from lines where article_id not in (select article_id from articles)"
    ) == [(0,)]


def test_a_changed_check_looks_at_the_quarantine_again(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 1)
    write(tmp_path / "in", "brief.txt", "Pier closed\n\nThe old pier is closed from Monday.\n")
    assert run_copydesk(tmp_path / "in").records == {"loaded": 1, "quarantined": 1}
    assert run_copydesk(tmp_path / "in").records == {"unchanged": 1, "quarantined": 1}
    milder = run_copydesk(tmp_path / "in", toml="[newsroom]\nleast_characters = 10\n")
    assert milder.records == {"loaded": 1, "unchanged": 1}
    assert ask("select count(*) from ops.quarantine") == [(0,)]


def test_new_rules_read_known_files_again(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 2)
    run_copydesk(tmp_path / "in")
    summary = run_copydesk(tmp_path / "in", toml='[language]\npipeline = "blank:de"\n')
    assert summary.records == {"loaded": 2}
    assert ask(
        "select distinct reason from ops.records where run_id = (select max(run_id) from ops.runs)"
    ) == [("new_rules",)]
    assert ask("select distinct version_no from articles") == [(1,)]


def test_the_warehouse_own_files_are_no_input(tmp_path, run_copydesk):
    write_articles(tmp_path / "here", 2)
    target = str(tmp_path / "here" / "w.duckdb")
    first = run_copydesk(tmp_path / "here", warehouse=target)
    again = run_copydesk(tmp_path / "here", warehouse=target)
    assert (first.records, again.records) == ({"loaded": 2}, {"unchanged": 2})


def test_the_published_file_is_of_the_promised_storage_version(tmp_path, run_copydesk, ask):
    write_articles(tmp_path / "in", 1)
    run_copydesk(tmp_path / "in")
    (tags,) = ask("select tags from duckdb_databases() where not internal")
    assert tags[0]["storage_version"].startswith("v1.5.0")
