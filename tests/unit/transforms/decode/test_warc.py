from __future__ import annotations

import base64
import hashlib

import pytest

from tests.unit.transforms.decode.inputs import (
    PAGE,
    document,
    gz,
    outcomes,
    reasons,
    reject,
    values,
    warc_record,
    zst,
)
from transforms.decode.options import DecodeOptions
from transforms.record import RawDocument

INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
PAGE_BYTES = PAGE.encode()
GOOD = warc_record(PAGE_BYTES)


def page(words: str) -> bytes:
    return f"<html><body><p>{words}</p></body></html>".encode()


def texts(data: bytes) -> list[str]:
    return [item.text for item in outcomes(data, "a.warc") if isinstance(item, RawDocument)]


def test_page_with_address_and_date() -> None:
    found = document(INFO + GOOD, "a.warc")
    assert values(found, "url") == ["https://gazette.example/bridge"]
    assert values(found, "fetched") == ["2031-05-07T10:00:00Z"]
    assert (found.format, found.encoding) == ("warc", "utf-8")
    assert found.body_lines


@pytest.mark.parametrize(
    "data",
    [gz(INFO) + gz(warc_record(page("one"))) + gz(warc_record(page("two"))),
     gz(INFO + warc_record(page("one")) + warc_record(page("two"))),
     zst(INFO + warc_record(page("one")) + warc_record(page("two")))],
)  # fmt: skip
def test_compressed_by_record_or_as_a_whole(data: bytes) -> None:
    assert texts(data) == ["one", "two"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (warc_record(page("x"), length="-5"), "bad_record"),
        (warc_record(page("x"), length="abc"), "bad_record"),
        (warc_record(page("x"), length="0"), "bad_record"),
        (warc_record(page("x"), length="99999999999"), "bad_record"),
        (warc_record(page("x"), length="5000"), "truncated"),
        (warc_record(page("x"), length="60"), "bad_record"),
        (b"\0garbage\r\n" * 30, "bad_record"),
        (warc_record(page("x"), status="404 Not Found"), "http_status"),
        (warc_record(b"\x89PNG", kind="image/png"), "unsupported_content"),
        (warc_record(b"", kind="text/html"), "empty_text"),
        (warc_record(page("x"), http="Content-Encoding: br\r\n"), "unsupported_content"),
        (warc_record(b"\x1f\x8b\x08 no", http="Content-Encoding: gzip\r\n"), "bad_archive"),
        (warc_record(gz(b"A" * 30_000_000), http="Content-Encoding: gzip\r\n"), "expansion_limit"),
        (warc_record(page("x"), header="WARC-Block-Digest: sha1:AAAA\r\n"), "digest_mismatch"),
    ],
)
def test_a_broken_record_takes_no_neighbour_along(broken: bytes, reason: str) -> None:
    data = INFO + warc_record(page("before")) + broken + warc_record(page("after"))
    found = outcomes(data, "a.warc")
    assert [item.text for item in found if isinstance(item, RawDocument)] == ["before", "after"]
    assert reason in reasons(found)


def test_a_record_without_http_header() -> None:
    record = GOOD.replace(b"HTTP/1.1 200 OK", b"Nothing of sort")
    assert reasons(outcomes(record + GOOD, "a.warc")) == ["bad_record", "ok"]


def test_right_digest() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page("x")
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    assert texts(warc_record(page("x"), header=f"WARC-Block-Digest: sha1:{digest}\r\n")) == ["x"]


def test_content_and_transfer_coding() -> None:
    assert texts(warc_record(gz(page("x")), http="Content-Encoding: gzip\r\n")) == ["x"]
    assert texts(warc_record(page("x"), http="Content-Encoding: gzip\r\n")) == ["x"]
    body = page("chunky")
    chunked = b"%x\r\n%s\r\n%x;e=1\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:])
    assert texts(warc_record(chunked, http="Transfer-Encoding: chunked\r\n")) == ["chunky"]
    wrong = warc_record(b"ZZZ\r\n" + page("x"), http="Transfer-Encoding: chunked\r\n")
    assert texts(wrong) == ["ZZZ\nx"]


def test_plain_text_record_and_stated_charset() -> None:
    data = warc_record("Café.\n".encode("cp1252"), kind="text/plain; charset=ISO-8859-1")
    assert texts(data) == ["Café.\n"]


def test_bookkeeping_is_no_record() -> None:
    request = GOOD.replace(b"WARC-Type: response", b"WARC-Type: request")
    assert reasons(outcomes(INFO + request + GOOD, "a.warc")) == ["ok"]
    assert reject(INFO, "a.warc").reason == "no_records"


def test_a_cut_file_keeps_what_is_whole() -> None:
    data = INFO + warc_record(page("one")) + warc_record(page("two"))
    assert reasons(outcomes(data[:-60], "a.warc")) == ["ok", "truncated"]
    assert reasons(outcomes(gz(data)[:-30], "a.warc.gz"))[-1] == "truncated"


def test_a_large_record_is_passed_over() -> None:
    data = warc_record(b"x" * 400_000) + warc_record(page("after"))
    found = outcomes(data, "a.warc", DecodeOptions(max_text_bytes=100_000))
    assert reasons(found) == ["too_large", "ok"]
