from __future__ import annotations

import pytest

from tests.unit.transforms.decode.inputs import (
    csv_bytes,
    document,
    outcomes,
    reasons,
    reject,
    values,
)
from transforms.decode.options import DecodeOptions
from transforms.record import RawDocument, Reject

HEADER = "title,text,date\n"


def texts(data: bytes | str, name: str = "a.csv") -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [item.text for item in outcomes(raw, name) if isinstance(item, RawDocument)]


def test_quoted_fields_keep_line_ends_quotes_and_delimiters() -> None:
    text = 'One, "two".\n\nThree;\r\nfour.\n'
    found = document(csv_bytes({"title": "T", "text": text, "date": "2031"}), "a.csv")
    assert found.text == text
    assert values(found, "published") == ["2031"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(delimiter: str) -> None:
    data = csv_bytes(
        {"title": "a, b; c | d", "text": "Words, here; and | there"}, delimiter=delimiter
    )
    assert texts(data) == ["Words, here; and | there"]


def test_a_sep_line_decides() -> None:
    assert texts("sep=;\ntitle;text\na,b;Words\n") == ["Words"]


def test_a_ragged_row_is_one_reject() -> None:
    data = HEADER + "a,One.,2031\nshort\nb,Two.,2031,extra\nc,Three.,2031,,\nd,Four.,2031\n"
    found = outcomes(data.encode(), "a.csv")
    assert reasons(found) == ["ok", "bad_row", "bad_row", "ok", "ok"]
    assert isinstance(found[1], Reject)
    assert found[1].detail == "line 3: 1 fields, the header has 3"


def test_an_unclosed_quote_takes_no_neighbours_along() -> None:
    data = HEADER + 'a,One.,2031\nb,"open,2031\nc,Three.,2031\n"d","Four, four.",2031\n'
    found = outcomes(data.encode(), "a.csv")
    assert reasons(found) == ["ok", "bad_row", "ok", "ok"]


def test_many_unclosed_quotes_stay_linear() -> None:
    data = HEADER + 'a,"open,2031\n' * 5_000 + "b,Last.,2031\n"
    assert texts(data)[-1] == "Last."


def test_stray_quotes_are_kept() -> None:
    assert texts(HEADER + 'a,5" pipe,2031\nb,"x"y,2031\n') == ['5" pipe', "xy"]


def test_null_words_are_text() -> None:
    data = HEADER + "NULL,nan,NA\n"
    found = document(data.encode(), "a.csv")
    assert (found.text, values(found, "title")) == ("nan", ["NULL"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("title,text\n", "no_records"),
        ("a,b\n1,2\n", "no_text_field"),
        ("\n\n", "empty_file"),
        ("," * 100_000, "too_large"),
    ],
)
def test_files_that_are_refused(data: str, reason: str) -> None:
    assert reject(data.encode(), "a.csv").reason == reason


def test_repeated_headers_the_first_counts() -> None:
    assert texts("text,text,Text,title\nOne.,Two.,Three.,T\n") == ["One."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = (HEADER + "Fähre,Die Fähre fährt über die Förde nach Süden.,2031\n" * 3).encode(encoding)
    assert texts(data) == ["Die Fähre fährt über die Förde nach Süden."] * 3


def test_a_bad_byte_after_the_head() -> None:
    rows = "x,Plain words.,2031\n" * 5_000
    data = (HEADER + rows).encode() + b"y,Caf\xe9 words.,2031\n"
    assert texts(data)[-1] == "Café words."


def test_lone_carriage_returns_end_lines() -> None:
    assert texts("title,text\ra,One.\rb,Two.\r") == ["One.", "Two."]


@pytest.mark.parametrize("size", [65_500, 65_536, 131_100, 300_000])
def test_fields_across_read_boundaries(size: int) -> None:
    text = ("word word \n" * (size // 11 + 1))[:size]
    assert texts(csv_bytes({"text": text, "title": "é" * 9}, {"text": "Next.", "title": ""})) == [
        text,
        "Next.",
    ]


def test_a_field_above_the_limit() -> None:
    data = csv_bytes({"title": "a", "text": "x" * 300_000}, {"title": "b", "text": "Good."})
    found = outcomes(data, "a.csv", DecodeOptions(max_text_bytes=200_000))
    assert "too_large" in reasons(found)
