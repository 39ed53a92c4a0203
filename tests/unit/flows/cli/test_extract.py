"""What does `copydesk extract` tell of texts that are clean already?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = (
    "Leave a Reply\nMayor Ines Kovar met Karim Haddad in Geneva on April 11, 2025.\n"
    "“We agree,” Kovar told CBS News. He smiled, and his office said that talks go on."
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    rows = [{"id": "a1", "text": TEXT}, {"id": "a2", "text": "It rained."}]
    path.write_text("\n".join([*map(json.dumps, rows), "no json"]) + "\n", encoding="utf-8")
    return path


def test_rows_have_their_evidence_in_the_given_text(copydesk, texts: Path):
    result = copydesk("extract", str(texts), "--json")
    assert result.exit_code == 0
    first, second, third = map(json.loads, result.stdout.strip().split("\n"))
    assert (first["id"], second["id"]) == ("a1", "a2")
    assert first["steps"] == ["sentences", "names", "entities", "quotes", "figures", "events"]
    for kind in ("mentions", "quotes", "dates", "figures"):
        for row in first[kind]:
            assert TEXT[row["start_char"] : row["end_char"]] == row["text"]
    names = {row["text"]: row["entity_name"] for row in first["mentions"]}
    assert names["Kovar"] == "Ines Kovar"
    assert len({r["entity_id"] for r in first["mentions"] if "Kovar" in r["text"]}) == 1
    quote = next(row for row in first["quotes"] if row["quote_kind"] == "direct")
    assert (quote["text"], quote["speaker_name"]) == ("We agree,", "Ines Kovar")
    assert quote["via_text"] == "CBS News"
    assert len(quote["speaker_entity_id"]) == 16
    assert [row["value_from"] for row in first["dates"]] == ["2025-04-11"]
    assert second["mentions"] == []
    assert [e["event_type"] for e in first["events"]] == ["CONSULT"]
    assert third["reject"]["reason"] == "bad_json"


def test_a_text_too_short_to_tell_its_language_claims_none(copydesk, texts: Path):
    second = json.loads(copydesk("extract", str(texts), "--json").stdout.split("\n")[1])
    assert second["language"] is None
    assert second["language_pipeline"].startswith("copydesk_en/")


def test_people_read_who_said_what(copydesk):
    result = copydesk("extract", "-", stdin=TEXT)
    assert result.exit_code == 0
    assert "person  Ines Kovar (2 times)" in result.stdout
    assert "direct   Ines Kovar: We agree, (via CBS News)" in result.stdout
    assert "date     April 11, 2025: 2025-04-11" in result.stdout


def test_control_characters_never_act(copydesk):
    result = copydesk("extract", "-", stdin="“Red \x1b[31m flag,” Ines Kovar\u202e said.")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_nothing_that_could_be_read_is_an_error(copydesk, tmp_path: Path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("no json\n", encoding="utf-8")
    assert copydesk("extract", str(bad)).exit_code == 3


def test_a_day_may_be_given_for_texts_that_state_none(copydesk, tmp_path: Path):
    path = tmp_path / "texts.jsonl"
    rows = [
        {"id": "a", "text": "He came on Monday."},
        {"id": "b", "text": "He came on Monday.", "date": "2016-05-11"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    plain = copydesk("extract", str(path), "--json").stdout.strip().split("\n")
    assert [json.loads(line)["published_at"] for line in plain] == [None, "2016-05-11"]
    dated = copydesk("extract", str(path), "--json", "--date", "2016-05-18").stdout.strip()
    found = [json.loads(line) for line in dated.split("\n")]
    assert [row["published_at"] for row in found] == ["2016-05-18", "2016-05-11"]
    assert [row["dates"][0]["value_from"] for row in found] == ["2016-05-16", "2016-05-09"]


def test_records_without_a_text_are_told(copydesk, tmp_path: Path):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "a", "text": "It rained."}\n{"id": "b", "text": ""}\n', "utf-8")
    result = copydesk("extract", str(path))
    assert result.exit_code == 0
    assert "line 2: field 'text' is empty" in result.stdout
    assert "1 record of 2 without a text" in result.stderr
    (tmp_path / "empty").mkdir()
    empty = copydesk("extract", str(tmp_path / "empty"))
    assert (empty.exit_code, "no record there" in empty.stderr) == (3, True)


def test_a_text_of_another_language_says_what_was_read(copydesk):
    text = "Der Rat sagte am Montag, dass die Stadt nicht mehr zahlen will und das Land es soll.\n"
    assert "language de: only dates were read" in copydesk("extract", "-", stdin=text).stdout


def test_offsets_count_the_text_as_it_was_given(copydesk, tmp_path: Path):
    texts = [
        "It cost Â£5m, “No,” Ines Kovar said on Monday.",  # mojibake stays as it is
        "<p>It cost <b>5</b> million.</p> <p> “No,” Ines Kovar said. </p>",
        "It rained.\r\n\r\n“No,” Ines Kovar said.\r\nIt cost 5 million.",
        "An odd \ud83d sign. “No,” Ines Kovar said. It cost 5 million.",
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    lines = copydesk("extract", str(path), "--json").stdout.strip().split("\n")
    for text, line in zip(texts, lines, strict=True):
        found = json.loads(line)
        rows = [row for kind in ("quotes", "dates", "figures", "mentions") for row in found[kind]]
        assert text.startswith("<") or any(row["text"] == "No," for row in rows)
        assert any(row["text"] == "Ines Kovar" for row in rows)
        assert all(text[row["start_char"] : row["end_char"]] == row["text"] for row in rows)
    costs = [row["text"] for row in json.loads(lines[0])["figures"]]
    assert costs == ["£5m"]  # which can be read all the same
    (tmp_path / "given.txt").write_bytes("It cost Â£5m.\r“No,” Ines Kovar said.".encode())
    found = json.loads(copydesk("extract", str(tmp_path / "given.txt"), "--json").stdout)
    text = "It cost Â£5m.\r“No,” Ines Kovar said."
    assert all(text[q["start_char"] : q["end_char"]] == q["text"] for q in found["quotes"])
