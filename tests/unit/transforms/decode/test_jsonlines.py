from __future__ import annotations

import json

import pytest

from tests.unit.transforms.decode.inputs import (
    RECORD,
    TEXT,
    document,
    jsonl,
    outcomes,
    reasons,
    reject,
    values,
)
from transforms.decode.options import DecodeOptions
from transforms.record import RawDocument, Reject

GOOD = {"title": "T", "text": "A good text."}


def test_bad_lines_do_not_take_their_neighbours_along() -> None:
    lines = [
        json.dumps(GOOD),
        "{bad",
        "",
        '"text"',
        "null",
        json.dumps(GOOD),
        '{"title": "no text"}',
    ]
    found = outcomes("\n".join(lines).encode(), "a.jsonl")
    assert reasons(found) == [
        "ok",
        "bad_json",
        "not_a_record",
        "not_a_record",
        "ok",
        "no_text_field",
    ]
    assert [item.record_no for item in found] == list(range(6))
    assert isinstance(found[1], Reject)
    assert found[1].detail.startswith("line 2:")
    assert isinstance(found[5], Reject)
    assert found[5].detail.startswith("line 7:")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": 12}', "wrong_type"),
        (b'{"text": {"x": 1}}', "wrong_type"),
        (b'{"text": true}', "wrong_type"),
        (b'{"text": null}', "no_text_field"),
        (b'{"text": NaN}', "no_text_field"),
        (b'{"text": ""}', "no_text_field"),
        (b'{"text": "\\u200b"}', "empty_text"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "no_text_field"),
        (b'{"text": "x", "y": ' + b"[" * 60_000 + b"]" * 60_000 + b"}", "too_deep"),
    ],
)
def test_bad_records_by_name(line: bytes, reason: str) -> None:
    assert reasons(outcomes(line + b"\n" + jsonl(GOOD), "a.jsonl")) == [reason, "ok"]


def test_only_line_feeds_end_a_line() -> None:
    text = "One\u2028two\x85three"
    data = json.dumps({"text": text}, ensure_ascii=False).encode() + b"\r\n" + jsonl(GOOD)
    found = outcomes(data, "a.jsonl")
    assert reasons(found) == ["ok", "ok"]
    assert isinstance(found[0], RawDocument)
    assert found[0].text == text


def test_long_integers_lone_surrogates_and_a_mark() -> None:
    line = b'\xef\xbb\xbf{"text": "a\\ud800b", "title": "\\udfff", "views": ' + b"9" * 5_000 + b"}"
    found = document(line, "a.jsonl")
    assert (found.text, found.repairs) == ("a\ufffdb", ("lone_surrogates",))


def test_a_line_above_the_limit_is_one_reject() -> None:
    options = DecodeOptions(max_text_bytes=200_000)
    long = b'{"text": "' + b"x" * 900_000 + b'"}\n'
    found = outcomes(jsonl(GOOD) + long + jsonl(GOOD), "a.jsonl", options)
    assert reasons(found) == ["ok", "too_large", "ok"]


@pytest.mark.parametrize("size", [65_500, 65_536, 65_537, 131_072, 400_000])
def test_lines_across_read_boundaries(size: int) -> None:
    records = [{"text": "x" * size}, GOOD, {"text": "y" * size}]
    found = outcomes(jsonl(*records), "a.jsonl")
    assert [item.text for item in found if isinstance(item, RawDocument)] == [
        record["text"] for record in records
    ]


def test_several_values_on_a_line_and_a_list_on_a_line() -> None:
    one = json.dumps(GOOD)
    assert reasons(outcomes(f"{one}{one}\n[{one}, {one}]\n".encode(), "a.jsonl")) == ["ok"] * 4


def test_utf16_and_cp1252_lines() -> None:
    text = json.dumps({"text": "Fährmann"}, ensure_ascii=False)
    assert document(text.encode("utf-16"), "a.jsonl").text == "Fährmann"
    found = outcomes(text.encode("cp1252") + b"\n" + jsonl(GOOD), "a.jsonl")
    assert isinstance(found[0], RawDocument)
    assert found[0].text == "Fährmann"


@pytest.mark.parametrize(
    "value",
    [
        [GOOD, GOOD],
        {"articles": [GOOD, GOOD]},
        {"status": "ok", "news": [GOOD, GOOD]},
        {"response": {"docs": [GOOD, GOOD]}},
        {"hits": {"hits": [{"_source": GOOD}, {"_source": GOOD}]}},
    ],
)
def test_json_files_with_lists(value: object) -> None:
    assert reasons(outcomes(json.dumps(value, indent=1).encode(), "a.json")) == ["ok", "ok"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"42", "not_a_record"),
        (b"// no\n{}", "bad_json"),
        (b"[]", "no_records"),
        (b"[" * 100_000, "too_deep"),
        (b"{}", "no_text_field"),
    ],
)
def test_json_files_that_are_refused(data: bytes, reason: str) -> None:
    assert reject(data, "a.json").reason == reason


def test_record_claims() -> None:
    found = document(jsonl(RECORD), "a.jsonl")
    assert found.text == TEXT
    assert values(found, "external_id") == ["pe-17"]
    assert values(found, "author") == ["Tomas Lind", "Ines Farrow"]
    assert {claim.method for claim in found.claims} >= {"field:date_publish", "field:title"}
