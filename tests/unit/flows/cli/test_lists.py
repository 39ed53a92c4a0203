"""query, runs, quarantine."""

from __future__ import annotations

import json

import pytest

RUN = "01900000-0000-7000-8000-000000000001"
SECOND = "01900000-0000-7000-8000-000000000002"
KEY = "04b3b101dda695be:1"


def test_questions_are_listed_with_their_words(copydesk) -> None:
    text = copydesk("query").stdout
    assert "v_removed_lines" in text
    assert "What did cleaning remove" in text
    listed = json.loads(copydesk("query", "--json").stdout)["questions"]
    assert {"name", "question"} == set(listed[0])
    assert all(q["question"] for q in listed)


def test_every_question_is_answered(copydesk) -> None:
    names = [q["name"] for q in json.loads(copydesk("query", "--json").stdout)["questions"]]
    assert len(names) > 3
    for name in names:
        answer = json.loads(copydesk("query", name, "--json").stdout)
        assert answer["columns"]


def test_a_question_by_its_short_name_and_format(copydesk) -> None:
    text = copydesk("query", "removed_lines", "--format", "csv").stdout
    assert text.startswith("source,kind,rule,")
    assert "bare_number" in text


def test_the_nearest_question_is_suggested(copydesk) -> None:
    result = copydesk("query", "outcoms")
    assert result.exit_code == 2
    assert "did you mean v_outcomes?" in result.stderr


def test_runs_newest_first_and_adding_up(copydesk) -> None:
    listed = json.loads(copydesk("runs", "list", "--json").stdout)["runs"]
    assert [run["run_id"] for run in listed] == [SECOND, RUN]
    for run in listed:
        outcomes = ("loaded", "unchanged", "duplicate", "quarantined", "rejected")
        assert run["record_count"] == sum(run[f"{o}_count"] for o in outcomes)
    assert copydesk("runs", "list", "--limit", "1").stdout.count("published") == 1


@pytest.mark.parametrize("name", [SECOND, "latest"])
def test_one_run(copydesk, name: str) -> None:
    text = copydesk("runs", "show", name).stdout
    assert f"Run {SECOND}" in text
    assert "2 records = 2 loaded + 0 unchanged" in text


def test_a_run_shows_reasons_checks_and_stages(copydesk) -> None:
    text = copydesk("runs", "show", "previous").stdout
    for words in ("quarantined", "text_long_enough", "The text is", "plan"):
        assert words in text
    record = json.loads(copydesk("runs", "show", RUN, "--json").stdout)
    assert record["outcomes"] == [
        {"outcome": "quarantined", "reason": "text_long_enough", "record_count": 1}
    ]
    assert record["failed_checks"][0]["unexpected_count"] == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("nope", "no such run"), ("0190", "more than one run"), ("%", "no such run")],
)
def test_wrong_runs(copydesk, name: str, words: str) -> None:
    result = copydesk("runs", "show", name)
    assert result.exit_code == 2
    assert words in result.stderr


def test_two_runs_differ(copydesk) -> None:
    found = json.loads(copydesk("runs", "diff", "previous", "latest", "--json").stdout)
    changes = {row["count"]: row["change"] for row in found["counts"]}
    assert changes["loaded_count"] == 1
    assert changes["quarantined_count"] == -1
    assert found["metrics"] == [
        {"metric": "removed_lines", "dimension": "counter", "old": 1.0, "new": None}
    ]
    assert [(r["old_outcome"], r["new_outcome"]) for r in found["records"]] == [
        ("quarantined", "loaded")
    ]
    same = copydesk("runs", "diff", "latest", "latest").stdout
    assert same.count("no difference") == 3


def test_quarantine_is_listed_and_shown(copydesk) -> None:
    assert KEY in copydesk("quarantine", "list").stdout
    listed = json.loads(copydesk("quarantine", "list", "--json").stdout)["records"]
    assert [record["key"] for record in listed] == [KEY]
    text = copydesk("quarantine", "show", KEY).stdout
    for words in (
        "critical: text_long_enough",
        "articles.word_count",
        "word_count is 4, at least 20 are expected",
        "The bridge is ␛[5mclosed.",
        "news/ferry.txt",
    ):
        assert words in text
    assert "1 line" not in copydesk("quarantine", "show", KEY, "--lines", "0").stdout


def test_quarantine_by_reason(copydesk) -> None:
    assert KEY in copydesk("quarantine", "list", "--reason", "text_long_enough").stdout
    nothing = copydesk("quarantine", "list", "--reason", "other")
    assert nothing.exit_code == 0
    assert "nothing is in quarantine for other" in nothing.stderr


@pytest.mark.parametrize("key", ["x", "04b3b101dda695be", "04b3b101dda695be:9", "' or true:1"])
def test_wrong_keys(copydesk, key: str) -> None:
    result = copydesk("quarantine", "show", key)
    assert result.exit_code == 2
    assert "quarantine list" in result.stderr


def test_replay_is_not_offered(copydesk) -> None:
    assert "replay" not in copydesk("quarantine", "--help").stdout
