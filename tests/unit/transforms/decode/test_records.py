from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.unit.transforms.decode.inputs import PAGE, PARAGRAPHS, TITLE, values
from transforms.decode.fields import looks_like_html, scalar_text
from transforms.decode.options import DecodeOptions
from transforms.decode.records import record_document
from transforms.errors import UsageError
from transforms.record import RawDocument, Reject


def made(record: dict[str, Any], **fields: tuple[str, ...]) -> RawDocument:
    found = record_document(record, 3, "jsonl", DecodeOptions(fields=fields))
    assert isinstance(found, RawDocument), found
    assert found.record_no == 3
    return found


def test_news_please() -> None:
    found = made(
        {
            "maintext": "Text.", "text": None, "title": "T", "description": "D",
            "authors": ["A B"], "date_publish": "2031-01-02 03:04:05", "date_modify": None,
            "date_download": "2031-01-03 00:00:00", "source_domain": "gazette.example",
            "language": "en", "url": "https://gazette.example/1", "filename": "x.html",
        }
    )  # fmt: skip
    assert [(c.name, c.value, c.method) for c in found.claims] == [
        ("url", "https://gazette.example/1", "field:url"),
        ("title", "T", "field:title"),
        ("dek", "D", "field:description"),
        ("author", "A B", "field:authors"),
        ("published", "2031-01-02 03:04:05", "field:date_publish"),
        ("fetched", "2031-01-03 00:00:00", "field:date_download"),
        ("domain", "gazette.example", "field:source_domain"),
        ("language", "en", "field:language"),
    ]


def test_fundus_body_with_sections() -> None:
    body = {
        "summary": ["In short."],
        "sections": [
            {"headline": [], "paragraphs": ["First.", "Second."]},
            {"headline": ["Then"], "paragraphs": ["Third."]},
        ],
    }
    found = made({"body": body, "topics": ["a", "b"], "publishing_date": "2031-01-02"})
    lines = found.text.split("\n")
    assert lines == ["In short.", "", "First.", "", "Second.", "", "Then", "", "Third."]
    assert [lines[n] for n in found.heading_lines] == ["Then"]
    assert values(found, "tag") == ["a", "b"]


def test_simple_corpus_record() -> None:
    found = made(
        {"id": 7, "source": "The Gazette", "date": "2031-05-06", "title": "T", "byline": "By A B",
         "url": "https://g.example/7", "text": "Text.\nMore."}
    )  # fmt: skip
    assert found.text == "Text.\nMore."
    assert values(found, "external_id") == ["7"]
    assert values(found, "source_name") == ["The Gazette"]
    assert values(found, "author") == ["By A B"]


def test_a_record_with_only_html_goes_the_way_of_html() -> None:
    found = made({"html": PAGE, "title": "Field title"})
    assert [line for line in found.text.split("\n") if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert values(found, "title") == ["Field title", TITLE]
    assert found.body_lines


def test_markup_in_a_text_field_is_read_as_markup() -> None:
    found = made({"content": "<p>One &amp; <a href='https://x.example/'>two</a>.</p><p>Three.</p>"})
    assert found.text == "One & two.\nThree."
    assert found.links[0].url == "https://x.example/"


@pytest.mark.parametrize("text", ["a < b and c > d", "Use <b>bold</b> tags", "5 <p in maths"])
def test_text_with_a_stray_sign_is_no_markup(text: str) -> None:
    assert not looks_like_html(text)


def test_lists_envelopes_and_keys_in_any_case() -> None:
    assert made({"text": ["One.", None, "Two."]}).text == "One.\n\nTwo."
    assert made({"_source": {"body": "Inner."}, "_id": "9"}).text == "Inner."
    found = made({"Article-Text": "Words.", "Pub Date": "2031"})
    assert (found.text, values(found, "published")) == ("Words.", ["2031"])


def test_own_mapping_comes_first() -> None:
    found = made(
        {"text": "Short.", "Volltext": "Long.", "zeile": "T"}, text=("Volltext",), title=("zeile",)
    )
    assert (found.text, values(found, "title")) == ("Long.", ["T"])


def test_mapping_to_an_unknown_claim_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="headline"):
        DecodeOptions(fields={"headline": ("x",)})
    with pytest.raises(UsageError, match="max_members"):
        DecodeOptions(max_members=0)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"tags": "a, b;c"}, ["a", "b", "c"]),
        ({"tags": "['a', 'b']"}, ["a", "b"]),
        ({"tags": [None, 1, ["x"], {"name": "n"}, True]}, ["1", "n"]),
        ({"keywords": ["a", "a"]}, ["a"]),
        ({"tags": {"a": 1}}, []),
        ({"tags": 0}, ["0"]),
    ],
)
def test_tags_of_odd_shapes(record: dict[str, Any], expected: list[str]) -> None:
    assert values(made({"text": "x", **record}), "tag") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x", "x"), (3, "3"), (3.0, "3"), (1744329600000.0, "1744329600000"), (2.5, "2.5"),
        (True, None), (None, None), (float("inf"), None), ([], None), (10**400, None),
        (date(2031, 5, 6), "2031-05-06"), (b"ab", "ab"),
        (datetime(2031, 5, 6, 7, tzinfo=UTC), "2031-05-06T07:00:00+00:00"),
    ],
)  # fmt: skip
def test_scalar_text(value: object, expected: str | None) -> None:
    assert scalar_text(value) == expected


def test_bytes_that_are_no_utf8() -> None:
    found = record_document({"text": b"\xff\xfe\xfa"}, 0, "parquet", DecodeOptions())
    assert isinstance(found, Reject)
    assert found.reason == "unknown_encoding"
