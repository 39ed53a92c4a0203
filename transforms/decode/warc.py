"""How does a web archive (WARC) become documents?

Records are framed here, not by a library: one with a wrong length or a damaged header
is one reject, and reading goes on at the next record. Libraries end at the first one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from transforms.decode.charset import decode_bytes, is_blank, repair
from transforms.decode.html import html_bytes_document
from transforms.decode.stream import HEAD_BYTES, Input, Undecodable
from transforms.decode.unpack import decompress
from transforms.record import Claim, RawDocument, Reject

CONTENT_TYPES = frozenset((b"response", b"resource", b"conversion"))
"""WARC-Type of records with content. All others (requests, metadata, revisits) are
book-keeping about these and no records of their own (ISO 28500, chapter 6)."""

MAX_HEADER_BYTES = 65_536

_START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_RECORD_END = re.compile(rb"[\r\n]*")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class _Record:
    """Header fields in lower case, and the block."""

    header: dict[bytes, bytes]
    block: bytes


class _Window:
    """A stream with a look ahead that can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end."""
        parts, held = [self._held], len(self._held)
        while held < size and (more := self._stream.read(max(HEAD_BYTES, size - held))):
            parts.append(more)
            held += len(more)
        self._held = b"".join(parts)
        return self._held[:size]

    def skip(self, size: int) -> int:
        """Passes over up to `size` bytes; how many there were."""
        passed = min(size, len(self._held))
        self._held = self._held[passed:]
        while passed < size and (more := self._stream.read(min(HEAD_BYTES, size - passed))):
            passed += len(more)
        return passed

    def skip_to_record(self) -> bool:
        """Passes over everything before the next record's first line; False: none comes."""
        while data := self.peek(HEAD_BYTES):
            match = _START.search(data)
            if match:
                self._held = self._held[match.start() :]
                return True
            # The line may be cut by the end of the window, so its length is kept.
            if len(data) <= 16:
                self._held = b""
                return False
            self._held = self._held[max(1, len(data) - 16) :]
        return False


def decode_warc(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of a WARC file: one per record with content.

    Pages go the way of HTML, texts the way of text. The record's address and date become
    the claims `url` and `fetched`. Other content, error pages and damaged records are
    rejects.

    Raises:
        Undecodable: `empty_file`, `bad_warc`, `no_records`.
    """
    window = _Window(source.stream)
    if not window.peek(1):
        raise Undecodable("empty_file", "it has no bytes")
    record_no = 0
    for found in _records(window, source):
        outcome = _outcome(found, record_no, source)
        if outcome is not None:
            yield outcome
            record_no += 1
    if not record_no:
        raise Undecodable("no_records", "no record with content")


def _outcome(
    found: _Record | Undecodable, record_no: int, source: Input
) -> RawDocument | Reject | None:
    """What becomes of one record; None for book-keeping."""
    try:
        if isinstance(found, Undecodable):
            raise found
        if found.header.get(b"warc-type", b"").lower() not in CONTENT_TYPES:
            return None
        return _document(found, record_no, source)
    except Undecodable as stop:
        return stop.reject(record_no, "warc")


def _records(window: _Window, source: Input) -> Iterator[_Record | Undecodable]:
    """The records, and a fault for each one that can't be framed."""
    while window.peek(1):
        data = window.peek(MAX_HEADER_BYTES)
        blank = _RECORD_END.match(data)
        if blank and blank.end():
            window.skip(blank.end())
            continue
        if not _START.match(data):
            is_more = window.skip_to_record()
            yield Undecodable("bad_record", "bytes between records that are no record")
            if not is_more:
                return
            continue
        yield from _record(window, data, source)


def _record(window: _Window, data: bytes, source: Input) -> Iterator[_Record | Undecodable]:
    """The record that the window stands at."""
    end = re.search(rb"\r?\n\r?\n", data)
    if not end:
        window.skip(1)
        window.skip_to_record()
        yield Undecodable("bad_record", "the header of the record never ends")
        return
    header = _fields(data[: end.start()])
    window.skip(end.end())
    stated = header.get(b"content-length", b"")
    if not stated.isdigit() or len(stated) > 15:
        window.skip_to_record()
        yield Undecodable("bad_record", f"length of the record: {stated[:40]!r}")
        return
    length = int(stated)
    if length > source.options.max_text_bytes:
        yield from _oversized(window, length, source)
        return
    block = window.peek(length)
    if len(block) < length or not _is_end(window.peek(length + 16)[length:]):
        # A wrong length: what the block swallowed, or left over, may be the next record.
        truncated = len(block) < length
        window.skip_to_record()
        reason = "truncated" if truncated else "bad_record"
        yield Undecodable(reason, f"the record is not {length:,} bytes long, as it says")
        return
    window.skip(length)
    yield _Record(header, block)


def _is_end(follows: bytes) -> bool:
    """Whether a record can end before these bytes: two line ends, a record, nothing."""
    rest = follows.lstrip(b"\r\n")
    return follows.startswith(b"\r\n\r\n") or not rest or _START.match(rest) is not None


def _oversized(window: _Window, length: int, source: Input) -> Iterator[Undecodable]:
    """A record above the limit: passed over, or found to be cut or mis-stated."""
    limit = source.options.max_text_bytes
    near = window.peek(HEAD_BYTES)
    if _START.search(near):
        window.skip_to_record()
        yield Undecodable("bad_record", f"the record says {length:,} bytes, another begins within")
        return
    passed = window.skip(length)
    reason = "truncated" if passed < length else "too_large"
    yield Undecodable(reason, f"the record says {length:,} bytes, the limit is {limit:,}")


def _fields(head: bytes) -> dict[bytes, bytes]:
    """Header fields by lower-case name; continued lines are joined."""
    fields: dict[bytes, bytes] = {}
    name = b""
    for line in head.split(b"\n")[1:]:
        if line[:1] in (b" ", b"\t") and name:
            fields[name] += b" " + line.strip()
            continue
        name, found, value = line.partition(b":")
        name = name.strip().lower()
        if found:
            fields.setdefault(name, value.strip())
    return fields


def _document(record: _Record, record_no: int, source: Input) -> RawDocument:
    """The document of one record with content."""
    _check_digest(record)
    header, body = {b"content-type": record.header.get(b"content-type", b"")}, record.block
    if record.header.get(b"warc-type", b"").lower() == b"response":
        header, body = _http(record.block, source)
    kind = header.get(b"content-type", b"").split(b";")[0].strip().lower()
    charset = _CHARSET.search(header.get(b"content-type", b""))
    claims = tuple(_claims(record.header))
    inner = Input(
        source.stream,
        "",
        source.options,
        source.budget,
        charset.group(1).decode("ascii") if charset else None,
    )
    if not body.strip():
        raise Undecodable("empty_text", "the record has no content")
    if kind in (b"text/html", b"application/xhtml+xml") or (
        not kind and re.match(rb"\s*<(?:!doctype html|html)", body, re.I)
    ):
        return html_bytes_document(body, record_no, "warc", claims, inner)
    if kind == b"text/plain":
        return _plain(body, record_no, claims, inner)
    shown = kind.decode("latin-1")[:80] or "not stated"
    raise Undecodable("unsupported_content", f"content type of the record: {shown}")


def _plain(body: bytes, record_no: int, claims: tuple[Claim, ...], source: Input) -> RawDocument:
    """The document of a record of plain text."""
    decoded = decode_bytes(body, source.charset)
    text, repairs = repair(decoded.text)
    if is_blank(text):
        raise Undecodable("empty_text", "the record has no visible character")
    return RawDocument(
        record_no=record_no,
        text=text,
        format="warc",
        claims=claims,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        repairs=tuple(dict.fromkeys((*decoded.repairs, *repairs))),
    )


def _http(block: bytes, source: Input) -> tuple[dict[bytes, bytes], bytes]:
    """Header fields and body of an HTTP response, its transfer encodings undone."""
    end = re.search(rb"\r?\n\r?\n", block[:MAX_HEADER_BYTES])
    status = re.match(rb"HTTP/\S+\s+(\d{3})", block)
    if not status or not end:
        raise Undecodable("bad_record", "the record has no HTTP header")
    code = status.group(1).decode("ascii")
    if code[0] != "2":
        raise Undecodable("http_status", f"the server answered {code}")
    header = _fields(block[: end.start()])
    body = block[end.end() :]
    if b"chunked" in header.get(b"transfer-encoding", b"").lower():
        body = _unchunked(body)
    for coding in reversed(header.get(b"content-encoding", b"").lower().split(b",")):
        body = _uncoded(body, coding.strip(), source)
    return header, body


def _uncoded(body: bytes, coding: bytes, source: Input) -> bytes:
    """The body without one content coding."""
    if coding in (b"", b"identity"):
        return body
    kind = {b"gzip": "gz", b"x-gzip": "gz", b"zstd": "zst"}.get(coding)
    if kind == "gz" and not body.startswith(b"\x1f\x8b") and b"<" in body[:1_000]:
        return body  # Crawlers that decode the body often keep the header field.
    if kind is None:
        raise Undecodable("unsupported_content", f"content coding {coding.decode('latin-1')[:40]}")
    return decompress(body, kind, source.options)


def _unchunked(body: bytes) -> bytes:
    """The body of a chunked transfer; as it stands when it is not really chunked."""
    parts: list[bytes] = []
    position = 0
    while True:
        match = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, position)
        if not match:
            return body if not parts else b"".join(parts)
        size = int(match.group(1), 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        position = match.end() + size + 2


def _check_digest(record: _Record) -> None:
    """Refuses a block that is not the one that its digest was taken of."""
    name, _, value = record.header.get(b"warc-block-digest", b"").partition(b":")
    if name.lower() not in (b"sha1", b"sha256", b"md5"):
        return
    digest = hashlib.new(name.lower().decode("ascii"), record.block, usedforsecurity=False)
    accepted = {digest.hexdigest().lower(), base64.b32encode(digest.digest()).decode().lower()}
    if value.strip().decode("latin-1").lower() not in accepted:
        raise Undecodable("digest_mismatch", "the record is not the one its digest was taken of")


def _claims(header: dict[bytes, bytes]) -> Iterator[Claim]:
    """Address and date of the capture."""
    for name, field in (("url", b"warc-target-uri"), ("fetched", b"warc-date")):
        value = header.get(field, b"").strip(b"<> ").decode("utf-8", "replace")
        if value and len(value) <= 5_000:
            yield Claim(name, value, "warc_header", 0.95)
