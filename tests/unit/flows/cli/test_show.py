from __future__ import annotations

import json
import re

import pytest

FERRY_ID = "015afb38ab0a21e2"


@pytest.mark.parametrize(
    "name",
    [FERRY_ID, "0x" + FERRY_ID.upper(), "015a", "https://larn-post.example/ferry", "ferry BACK"],
)
def test_an_article_is_found(copydesk, name: str) -> None:
    result = copydesk("show", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Article {FERRY_ID}")


def test_several_articles_are_listed(copydesk) -> None:
    result = copydesk("show", "e")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert FERRY_ID in result.stderr
    assert "e01efbf66692a6d4" in result.stderr
    assert "<U+202E>" in result.stderr
    assert "2 articles fit" in result.stderr


@pytest.mark.parametrize("name", ["zzz", "0000000000000000", "abcd", "%", "' or true --"])
def test_nothing_fits(copydesk, name: str) -> None:
    result = copydesk("show", name)
    assert result.exit_code == 2
    assert "no article has this" in result.stderr


def test_every_line_stands_with_its_verdict(copydesk, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in ("80", "200"):
        monkeypatch.setenv("COLUMNS", width)
        text = copydesk("show", "ferry").stdout
        assert re.search(r"^1 \+ title +Ferry back in service", text, re.MULTILINE)
        assert re.search(r"^3 - counter +12", text, re.MULTILINE)
        assert "bare_number: a line of nothing but a number (0.90)" in text
        assert "␛[31mMarit<U+202E>" in text
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) <= int(width)


def test_what_is_unknown_is_called_so(copydesk) -> None:
    text = copydesk("show", "ferry").stdout
    assert re.search(r"Title +Ferry back in service  \(first_line_title, confidence 0.90\)", text)
    assert re.search(r"Published +not stated", text)
    assert re.search(r"Not stated +dek, modified", text)
    assert re.search(r"Removed +3 of 5 lines \(60%\)", text)


def test_the_text_view_marks_spans(copydesk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = copydesk("show", "ferry", "--text").stdout
    assert "“Friday (April 11)” = 2031-04-11" in plain
    assert re.search(r"date +48–65", plain)
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = copydesk("show", "ferry", "--text").stdout
    assert "\x1b[4;36mFriday (April 11)\x1b[0m" in colored
    assert "\x1b" not in copydesk("show", "ferry", "--text", "--no-color").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in copydesk("show", "ferry", "--text").stdout


def test_json(copydesk) -> None:
    record = json.loads(copydesk("show", "ferry", "--json").stdout)
    assert record["article_id"] == FERRY_ID
    assert len(record["lines"]) == 6
    assert record["lines"][4]["raw_text"].endswith("(April 11).")
    span = record["spans"][0]
    assert record["text"][span["start_char"] : span["end_char"]] == span["text"]
    assert record["published_at"] is None
