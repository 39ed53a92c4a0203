from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transforms.decode.inputs import (
    PAGE,
    PARAGRAPHS,
    RECORD,
    TEXT,
    csv_bytes,
    document,
    gz,
    jsonl,
    outcomes,
    parquet_bytes,
    reject,
    tar_bytes,
    warc_record,
    zip_bytes,
    zst,
)
from transforms.decode.choose import decode, recognise
from transforms.decode.options import DecodeOptions
from transforms.record import Reject

FLAT = {"title": RECORD["title"], "text": TEXT}
FORMS = {
    "a.txt": TEXT.encode(),
    "a.md": TEXT.encode(),
    "a.html": PAGE.encode(),
    "a.json": json.dumps(RECORD).encode(),
    "a.jsonl": jsonl(RECORD),
    "a.csv": csv_bytes(FLAT),
    "a.tsv": csv_bytes(FLAT, delimiter="\t"),
    "a.parquet": parquet_bytes({"title": [FLAT["title"]], "text": [TEXT]}),
    "a.warc": warc_record(PAGE.encode()),
    "a.warc.gz": gz(warc_record(PAGE.encode())),
    "a.txt.gz": gz(TEXT.encode()),
    "a.html.zst": zst(PAGE.encode()),
    "a.zip": zip_bytes(("x/a.txt", TEXT.encode())),
    "a.tar": tar_bytes(("x/a.txt", TEXT.encode())),
    "a.tgz": gz(tar_bytes(("x/a.txt", TEXT.encode()))),
}


@pytest.mark.parametrize("name", FORMS)
def test_one_article_has_the_same_paragraph_lines_in_every_format(name: str) -> None:
    found = document(FORMS[name], name)
    lines = [line for line in found.text.split("\n") if line in PARAGRAPHS]
    assert lines == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Plain words.", "a.txt", "txt"),
        (b"Plain words.", "noextension", "txt"),
        (b"Plain words.", "a.html", "txt"),
        (b"Plain words.", "a.txt.gz", "txt"),
        (PAGE.encode(), "a.txt", "html"),
        (b"  <!-- c --><HTML><body>x", "a.txt", "html"),
        (b"<script>x</script> is a headline", "a.txt", "txt"),
        (jsonl(RECORD, RECORD), "a.txt", "jsonl"),
        (jsonl(RECORD) + b"and a note", "a.txt", "txt"),
        (b'{"title": "x", oops', "a.txt", "txt"),
        (b'[{"text": "a"}]', "a.txt", "json"),
        (jsonl(RECORD, RECORD), "a.json", "jsonl"),
        (json.dumps(RECORD, indent=1).encode(), "a.jsonl", "json"),
        (b"WARC/1.0\r\n", "a.txt", "warc"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.xml", "rss"),
        (b"<?xml version='1.0'?><feed xmlns='x'>", "a.txt", "atom"),
        (b"<?xml version='1.0'?><catalogue>", "a.xml", "xml"),
        (b"\x89PNG\r\n\x1a\n0000", "a.txt", "png"),
        (b"\0\1\2" * 50, "a.txt", "binary"),
        ("Wörter".encode("utf-16"), "a.txt", "txt"),
        (gz(b"x"), "a.txt", "gz"),
        (b"not parquet", "a.parquet", "parquet"),
        (zip_bytes(("[Content_Types].xml", b"<x/>")), "a.docx", "docx"),
    ],
)
def test_format_is_recognised_by_content_then_extension(
    data: bytes, name: str, expected: str
) -> None:
    assert recognise(data, name) == expected


def test_gzip_named_txt_is_read() -> None:
    assert document(gz(TEXT.encode()), "a.txt").text == TEXT


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty_file"),
        (b"", "a.parquet", "empty_file"),
        (b" \n\t", "a.txt", "empty_text"),
        ("\u200b\ufeff\u00a0".encode(), "a.txt", "empty_text"),
        (b"\xef\xbb\xbf", "a.txt", "empty_text"),
        (b"\0" * 100, "a.txt", "binary_content"),
        (b"%PDF-1.7\n", "a.txt", "unsupported_format"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "unsupported_format"),
        (gz(b""), "a.txt.gz", "empty_file"),
    ],
)
def test_what_is_no_text_is_rejected_by_name(data: bytes, name: str, reason: str) -> None:
    assert reject(data, name).reason == reason


def test_a_document_above_the_limit_is_too_large() -> None:
    options = DecodeOptions(max_text_bytes=10)
    assert reject(b"12345678901", "a.txt", options).reason == "too_large"
    assert document(b"1234567890", "a.txt", options).text == "1234567890"


def test_members_whose_names_look_like_a_path_into_an_archive_keep_apart() -> None:
    inner = zip_bytes(("b.txt", b"One article."))
    data = zip_bytes(("a.zip", inner), ("a.zip!b.txt", b"Another."), ("a.zip%21b.txt", b"Third."))
    members = [found.member for found in outcomes(data, "x.zip")]
    assert members == ["a.zip!b.txt", "a.zip%21b.txt", "a.zip%2521b.txt"]


def test_a_document_of_too_many_lines_is_rejected_and_its_neighbour_is_not() -> None:
    options = DecodeOptions(max_lines=3)
    assert document(b"a\nb\nc", "a.txt", options).text == "a\nb\nc"
    first, second = outcomes(jsonl({"text": "a\nb\nc\nd"}, {"text": "Short."}), "a.jsonl", options)
    assert isinstance(first, Reject)
    assert first.reason == "too_many_lines"
    assert first.detail == "its text has 4 lines; max_lines is 3"
    assert not isinstance(second, Reject)


@settings(max_examples=150)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
        st.sampled_from(sorted(FORMS)).flatmap(
            lambda key: st.tuples(
                st.just(FORMS[key]), st.integers(0, len(FORMS[key])), st.binary(max_size=4)
            ).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + len(t[2]) :])
        ),
    ),
    name=st.sampled_from([*FORMS, "a", "a.xml", "a.rss", "a.7z", "a.bz2"]),
)
def test_no_bytes_make_it_raise(data: bytes, name: str) -> None:
    assert outcomes(data, name)


@given(st.text(min_size=1, max_size=300))
def test_plain_utf8_text_stays_as_it_is(text: str) -> None:
    data = ("Line.\n" + text).encode("utf-8", "surrogatepass")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    (found,) = decode(io.BytesIO(data), "a.txt", DecodeOptions())
    if isinstance(found, Reject):
        assert found.reason == "binary_content"
    elif not found.repairs:
        assert found.text == "Line.\n" + text
