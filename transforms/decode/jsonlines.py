"""How do JSON and JSON-lines files become documents?"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from transforms.decode.charset import bom_of, decode_bytes, is_binary
from transforms.decode.records import record_document
from transforms.decode.stream import HEAD_BYTES, Input, Undecodable, read_whole
from transforms.record import RawDocument, Reject

LIST_KEYS = ("articles", "items", "results", "documents", "docs", "records", "stories", "entries")
"""Keys of an object whose list holds the records; any other list of objects comes after."""

ENVELOPE_KEYS = ("response", "data", "hits", "result")
"""Keys of an object that holds the object with the list."""

_DECODER = json.JSONDecoder()


def decode_json(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of one JSON value: a record, a list of them, or an object with a list.

    Raises:
        Undecodable: The file as a whole is refused: `empty_file`, `too_large`, `bad_json`,
            `too_deep`, `not_a_record`, `no_records`, or its encoding.
    """
    data = read_whole(source.stream, source.options.max_text_bytes)
    if not data:
        raise Undecodable("empty_file", "it has no bytes")
    text = decode_bytes(data, source.charset).text
    if not text.strip():
        raise Undecodable("empty_text", "it has no visible character")
    values = list(_values(text))
    records = _records(values[0]) if len(values) == 1 else values
    if not records:
        raise Undecodable("no_records", "the list of records is empty")
    for record_no, record in enumerate(records):
        yield _record(record, record_no, "json", source)


def decode_jsonl(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of a file with one JSON record per line. Only line feeds end a line.

    A bad line is one reject and the others load; blank lines are no records. A line with
    several values, one after the other, gives several records.

    Raises:
        Undecodable: `empty_file`, `binary_content`, `no_records`.
    """
    record_no = 0
    for line_no, line in enumerate(_lines(source), 1):
        if isinstance(line, Undecodable):
            yield Reject(
                line.step, line.reason, f"line {line_no}: {line.detail}", record_no, None, "jsonl"
            )
            record_no += 1
            continue
        for found in _line_records(line, record_no, line_no, source):
            yield found
            record_no += 1
    if not record_no:
        raise Undecodable("no_records", "it has no line with a record")


def _line_records(
    line: bytes, record_no: int, line_no: int, source: Input
) -> Iterator[RawDocument | Reject]:
    """The documents of one line; rejects tell the line's number, from 1."""
    try:
        text = _text(line)
        values = list(_values(text))
    except Undecodable as stop:
        detail = f"line {line_no}: {stop.detail}"
        yield Reject(stop.step, stop.reason, detail, record_no, None, "jsonl")
        return
    if len(values) == 1 and isinstance(values[0], list):
        values = values[0] or values
    for offset, value in enumerate(values):
        found = _record(value, record_no + offset, "jsonl", source)
        if isinstance(found, Reject):
            detail = f"line {line_no}: {found.detail}"
            found = Reject(found.step, found.reason, detail, found.record_no, None, "jsonl")
        yield found


def _text(line: bytes) -> str:
    """The text of a line: UTF-8 as a rule, else its encoding is detected."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode_bytes(line).text


def _record(value: object, record_no: int, format_name: str, source: Input) -> RawDocument | Reject:
    """The document of one JSON value."""
    if isinstance(value, dict):
        return record_document(value, record_no, format_name, source.options)
    kind = "null" if value is None else type(value).__name__
    detail = f"a record must be an object; this is of type {kind}"
    return Reject("decode", "not_a_record", detail, record_no, None, format_name)


def _records(value: object) -> list[object]:
    """The records that one JSON value holds."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise Undecodable("not_a_record", f"the file holds a {type(value).__name__}, not an object")
    found = _listed(value)
    return found if found else [value]


def _listed(value: Mapping[str, object], depth: int = 0) -> list[object]:
    """The list of objects inside of an object (`articles`, `response.docs`, `hits.hits`)."""
    is_record = any(isinstance(value.get(key), str) for key in ("text", "title"))
    for key in LIST_KEYS if is_record else (*LIST_KEYS, *value):
        items = value.get(key)
        if isinstance(items, list) and items and all(isinstance(item, dict) for item in items):
            return items
    for key in ENVELOPE_KEYS if depth < 2 else ():
        inner = value.get(key)
        found = _listed(inner, depth + 1) if isinstance(inner, dict) else []
        if found:
            return found
    return []


def _values(text: str) -> Iterator[object]:
    """The JSON values that `text` holds one after the other."""
    position = _skip(text, 0)
    while position < len(text):
        value, position = _value(text, position)
        yield value
        position = _skip(text, position)


def _value(text: str, position: int) -> tuple[object, int]:
    """One value and where it ends."""
    try:
        return _DECODER.raw_decode(text, position)
    except RecursionError:
        raise Undecodable("too_deep", "JSON is nested too deep") from None
    except json.JSONDecodeError as error:
        raise Undecodable(
            "bad_json", f"not JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}"
        ) from None
    except ValueError:
        # An integer of more than 4,300 digits, which Python does not convert.
        return json.JSONDecoder(parse_int=_short_int).raw_decode(text, position)


def _short_int(digits: str) -> int | None:
    """The integer; None (not stated) when it is longer than any number of a record."""
    return int(digits) if len(digits) < 1_000 else None


def _skip(text: str, position: int) -> int:
    """The next position that is not JSON's white space."""
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position


def _lines(source: Input) -> Iterator[bytes | Undecodable]:
    """Lines without their end; blank ones too, so that they can be counted."""
    stream = source.stream
    limit = source.options.max_text_bytes
    head = stream.read(HEAD_BYTES) or b""
    if not head:
        raise Undecodable("empty_file", "it has no bytes")
    mark = bom_of(head)
    if mark and mark[1] != "utf-8":
        # UTF-16 has no single byte for a line end, so such a file is read whole.
        rest = read_whole(stream, limit - len(head))
        text = decode_bytes(head + rest).text.encode("utf-8", "replace")
        head, stream = text, io.BytesIO()
    elif is_binary(head):
        raise Undecodable("binary_content", "it has zero or control bytes that no text has")
    elif mark:
        head = head[len(mark[0]) :]
    yield from _split(head, stream, limit)


def _split(pending: bytes, stream: BinaryIO, limit: int) -> Iterator[bytes | Undecodable]:
    """`pending` and the stream's rest, split at line feeds; long lines are passed over."""
    while pending:
        *complete, pending = pending.split(b"\n")
        yield from complete
        parts, size = [pending], len(pending)
        while size <= limit:
            more = stream.read(HEAD_BYTES) or b""
            parts.append(more)
            size += len(more)
            if not more or b"\n" in more:
                break
        pending = b"".join(parts)
        if size > limit and b"\n" not in parts[-1]:
            yield Undecodable("too_large", f"longer than {limit:,} bytes")
            pending = _after_line(stream)
        elif b"\n" not in pending:
            yield pending
            return


def _after_line(stream: BinaryIO) -> bytes:
    """Passes over the rest of a line; what follows it in the last piece read."""
    while more := stream.read(HEAD_BYTES):
        _, found, rest = more.partition(b"\n")
        if found:
            return rest or stream.read(HEAD_BYTES) or b""
    return b""
