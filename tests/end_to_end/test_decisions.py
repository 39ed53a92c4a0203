"""Do decisions by hand hold, where they were made for and until they are taken back?"""

from __future__ import annotations

import json
import zipfile

import pytest
from click.testing import CliRunner

from flows.cli import cli
from tests.factories import BLURB, STORIES, write


@pytest.fixture
def copydesk(tmp_path):
    """Calls a command on the test's warehouse; its JSON."""

    def call(*words: str) -> dict[str, object]:
        command = [*words, "--json", "--warehouse", str(tmp_path / "w.duckdb")]
        result = CliRunner().invoke(cli, command)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return call


def write_pages(folder):
    """Two stories of one outlet and one of another, each with a first line that is dropped."""
    for number, outlet in enumerate(("Lorn Post", "Lorn Post", "Orvane Echo")):
        text = "\n\n".join([f"By Ada Hull {number}", *STORIES[number], BLURB])
        record = {"text": text, "source_name": outlet, "id": str(number)}
        write(folder, f"{number}.jsonl", json.dumps(record))
    return folder


def blurbs(ask) -> list[tuple[object, ...]]:
    """Rule and reason of the blurb, by article."""
    return ask(
        "select a.external_id, l.rule, l.text_start is not null from lines as l"
        f" join articles as a using (article_id) where raw_text = '{BLURB}' order by 1"
    )


def id_of(ask, external: str) -> str:
    return f"{ask(f'select article_id from articles where external_id = {external!r}')[0][0]:016x}"


def line_of(ask, text: str) -> str:
    return str(ask(f"select min(line_no) from lines where raw_text = '{text}'")[0][0])


def test_a_decision_about_one_article_holds_there_until_it_is_undone(
    tmp_path, run_copydesk, ask, copydesk
):
    pages = write_pages(tmp_path / "in")
    run_copydesk(pages)
    assert blurbs(ask) == [(n, "body", True) for n in "012"]
    article = id_of(ask, "1")
    said = copydesk(
        "lines", "drop", article, line_of(ask, BLURB), "--reason", "a slogan", "--by", "Ada"
    )
    assert said["article_count"] == 1
    assert blurbs(ask) == [(n, "body", True) for n in "012"]
    assert run_copydesk(pages).records == {"loaded": 1, "unchanged": 2}
    assert blurbs(ask) == [("0", "body", True), ("1", "hand_drop", False), ("2", "body", True)]
    ((reason,),) = ask("select reason from lines where rule = 'hand_drop'")
    assert reason.startswith("decided by hand: drop (Ada, 20")
    assert reason.endswith("); a slogan")
    assert run_copydesk(pages).records == {"unchanged": 3}
    copydesk("lines", "undo", said["decision_id"])
    assert run_copydesk(pages).records == {"loaded": 1, "unchanged": 2}
    assert blurbs(ask) == [(n, "body", True) for n in "012"]
    (listed,) = copydesk("lines", "decisions")["decisions"]
    assert listed["undone_at"] is not None
    assert (
        CliRunner()
        .invoke(
            cli, ["lines", "undo", said["decision_id"], "--warehouse", str(tmp_path / "w.duckdb")]
        )
        .exit_code
        == 2
    )


def test_the_narrower_decision_wins_and_all_win_over_patterns(
    tmp_path, run_copydesk, ask, copydesk
):
    pages = write_pages(tmp_path / "in")
    pattern = "[[clean]]\ndrop = ['printed on paper']\n"
    run_copydesk(pages, toml=pattern)
    assert {rule for _, rule, _ in blurbs(ask)} == {"own_drop"}
    line = line_of(ask, BLURB)
    assert copydesk("lines", "keep", id_of(ask, "0"), line, "--scope", "source") == {
        "decision_id": ask("select printf('%016x', decision_id) from ops.line_decisions")[0][0],
        "article_count": 2,
    }
    copydesk("lines", "drop", id_of(ask, "1"), line)
    run_copydesk(pages, toml=pattern)
    assert blurbs(ask) == [
        ("0", "hand_keep", True), ("1", "hand_drop", False), ("2", "own_drop", False)
    ]  # fmt: skip
    copydesk("lines", "keep", id_of(ask, "2"), line, "--scope", "everywhere")
    run_copydesk(pages, toml=pattern)
    assert [rule for _, rule, _ in blurbs(ask)] == ["hand_keep", "hand_drop", "hand_keep"]


def test_a_decision_holds_for_an_article_that_changes_and_for_one_in_an_archive(
    tmp_path, run_copydesk, ask, copydesk
):
    pages = write_pages(tmp_path / "in")
    with zipfile.ZipFile(pages / "all.zip", "w") as archive:
        archive.write(pages / "0.jsonl", "0.jsonl")
    (pages / "0.jsonl").unlink()
    run_copydesk(pages)
    copydesk("lines", "drop", id_of(ask, "0"), line_of(ask, BLURB), "--scope", "source")
    assert run_copydesk(pages).records == {"loaded": 2, "unchanged": 1}
    changed = "\n\n".join(["A new first line of the story.", *STORIES[1], BLURB])
    record = {"text": changed, "source_name": "Lorn Post", "id": "1"}
    write(pages, "1.jsonl", json.dumps(record))
    run_copydesk(pages)
    assert [rule for _, rule, _ in blurbs(ask)] == ["hand_drop", "hand_drop", "body"]
    assert ask("select version_no from articles where external_id = '1'") == [(2,)]


def test_a_line_that_is_not_there_is_refused(tmp_path, run_copydesk, ask):
    run_copydesk(write_pages(tmp_path / "in"))
    for line, problem in (("2", "no words"), ("99", "no such line")):
        result = CliRunner().invoke(
            cli, ["lines", "drop", id_of(ask, "0"), line, "--warehouse", str(tmp_path / "w.duckdb")]
        )
        assert result.exit_code == 2
        assert problem in result.stderr
