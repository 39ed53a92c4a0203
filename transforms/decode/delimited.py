"""How do CSV and TSV files become documents?"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from transforms.decode.charset import bom_of, decode_bytes, repair
from transforms.decode.fields import key_of, keys_for
from transforms.decode.records import record_document
from transforms.decode.stream import HEAD_BYTES, Input, Undecodable
from transforms.record import RawDocument, Reject

DELIMITERS = (",", ";", "\t", "|")

MAX_RESCUES = 100
"""Unclosed quotes after which a quote may no longer span lines: each one costs a second look."""

MAX_HEADER_COLUMNS = 20_000


@dataclass(slots=True)
class Row:
    """One row: its fields, and the line (from 1) that it begins on. `fault` says why it is bad."""

    fields: list[str]
    line_no: int
    fault: Undecodable | None = None


def decode_delimited(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of a file with a header and one record per row.

    The delimiter is the one of `, ; tab |` that splits the header most often (a `sep=`
    line decides). A row with another number of fields, or with a quote that is never
    closed, is one reject; the other rows load. `NULL` and `nan` are words.

    Raises:
        Undecodable: The file as a whole is refused: `empty_file`, `no_records`,
            `no_text_field`, or its encoding.
    """
    format_name = "tsv" if source.name.lower().endswith((".tsv", ".tab")) else "csv"
    lines = _Lines(_text_lines(source), source.options.max_text_bytes)
    header, delimiter = _header(lines, source)
    record_no = 0
    for row in _rows(lines, delimiter):
        if row.fault is None and not any(row.fields):
            continue
        yield _document(row, header, record_no, format_name, source)
        record_no += 1
    if not record_no:
        raise Undecodable("no_records", "it has a header and no row")


def _document(
    row: Row, header: Sequence[str], record_no: int, format_name: str, source: Input
) -> RawDocument | Reject:
    """The document of one row; rejects tell the row's line."""
    extra = [value for value in row.fields[len(header) :] if value]
    found: RawDocument | Reject
    if row.fault:
        found = row.fault.reject(record_no, format_name)
    elif len(row.fields) < len(header) or extra:
        detail = f"{len(row.fields)} fields, the header has {len(header)}"
        found = Reject("decode", "bad_row", detail, record_no, None, format_name)
    else:
        record: dict[str, object] = {}
        for name, value in zip(header, row.fields, strict=False):
            record.setdefault(name, value)
        found = record_document(record, record_no, format_name, source.options)
    if isinstance(found, Reject):
        detail = f"line {row.line_no}: {found.detail}"
        return Reject(found.step, found.reason, detail, record_no, None, format_name)
    return found


class _Lines:
    """Lines with their numbers, which can be put back."""

    def __init__(self, lines: Iterator[str], limit: int) -> None:
        self.limit = limit
        self.number = 0
        self.rescues = 0
        self._lines = lines
        self._back: list[str] = []

    def take(self) -> str | None:
        """The next line with its end; None after the last one."""
        line = self._back.pop() if self._back else next(self._lines, None)
        self.number += line is not None
        return line

    def put_back(self, lines: Sequence[str]) -> None:
        """Gives back the lines taken last, in their order."""
        self._back.extend(reversed(lines))
        self.number -= len(lines)


def _header(lines: _Lines, source: Input) -> tuple[list[str], str]:
    """The column names and the delimiter."""
    first = lines.take()
    while first is not None and not first.strip():
        first = lines.take()
    if first is None:
        raise Undecodable("empty_file", "it has no text")
    delimiter = None
    if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == 5:
        delimiter = first[4]
        first = lines.take() or ""
    if delimiter is None:
        preferred = "\t" if source.name.lower().endswith((".tsv", ".tab")) else ","
        outside = first[:HEAD_BYTES].split('"')[::2]
        counts = {d: sum(part.count(d) for part in outside) for d in DELIMITERS}
        delimiter = max(DELIMITERS, key=lambda d: (counts[d], d == preferred))
    lines.put_back([first])
    row = next(_rows(lines, delimiter), None)
    header = row.fields if row and not row.fault else []
    if len(header) > MAX_HEADER_COLUMNS:
        raise Undecodable("too_large", f"the header has more than {MAX_HEADER_COLUMNS:,} columns")
    wanted = {*keys_for("text", source.options), *keys_for("html", source.options)}
    if not any(key_of(name) in wanted for name in header):
        names = ", ".join(repr(name[:40]) for name in header[:8])
        raise Undecodable("no_text_field", f"no column with a text in the header: {names}")
    return header, delimiter


@dataclass(slots=True)
class _Parse:
    """A row in the making: whole fields, and the parts of an open quoted one.

    `is_broken`: a quoted field spans lines and ends in the middle of a field, so it is
    one that was never closed and has met the opening quote of another.
    """

    fields: list[str] = field(default_factory=list)
    quoted: list[str] | None = None
    is_broken: bool = False


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    """The rows, with those that can't be read marked."""
    while (line := lines.take()) is not None:
        start = lines.number
        parse = _Parse()
        used: list[str] = []
        size = 0
        while True:
            used.append(line)
            size += len(line)
            _feed(parse, line, delimiter)
            if parse.quoted is None and not parse.is_broken:
                yield Row(parse.fields, start)
                break
            is_open = not parse.is_broken and size <= lines.limit
            more = lines.take() if is_open and lines.rescues < MAX_RESCUES else None
            if more is None:
                # The quote was never closed: give up its first line, read the others anew.
                lines.put_back(used[1:])
                lines.rescues += 1
                yield Row([], start, Undecodable("bad_row", "a quote is never closed"))
                break
            line = more


def _feed(parse: _Parse, line: str, delimiter: str) -> None:
    """Takes one more line into the row. RFC 4180, and stray quotes are kept as they are."""
    position = 0
    if parse.quoted is None:
        line = line if line.count('"') else line.rstrip("\r\n")
    while True:
        if parse.quoted is not None:
            spans_lines = position == 0
            position = _feed_quoted(parse, line, position)
            if parse.quoted is not None:
                return
            follows = line[position : position + 1]
            if spans_lines and follows not in ("", "\r", "\n", delimiter):
                parse.is_broken = True
                return
            text = parse.fields.pop()
        elif line.startswith('"', position):
            parse.quoted = []
            position += 1
            continue
        else:
            text = ""
        end = line.find(delimiter, position)
        rest = line[position:end] if end >= 0 else line[position:].rstrip("\r\n")
        parse.fields.append(text + rest)
        if end < 0:
            return
        position = end + 1


def _feed_quoted(parse: _Parse, line: str, position: int) -> int:
    """Reads on in a quoted field; the position after its closing quote, if it closes."""
    parts = parse.quoted if parse.quoted is not None else []
    while True:
        end = line.find('"', position)
        if end < 0:
            parts.append(line[position:])
            return len(line)
        parts.append(line[position:end])
        if not line.startswith('"', end + 1):
            parse.fields.append("".join(parts))
            parse.quoted = None
            return end + 1
        parts.append('"')
        position = end + 2


def _text_lines(source: Input) -> Iterator[str]:
    """Lines with their ends, decoded.

    The encoding is told from the head; a piece that it does not fit is decoded on its own.
    """
    stream, head = source.stream, b""
    while len(head) < HEAD_BYTES and (more := stream.read(HEAD_BYTES)):
        head += more
    if not head:
        raise Undecodable("empty_file", "it has no bytes")
    cut = head.rfind(b"\n") + 1 or len(head)
    encoding = decode_bytes(head[:cut] if bom_of(head) is None else head, source.charset).encoding
    mark = bom_of(head)
    decoder = codecs.getincrementaldecoder(encoding)(
        "surrogateescape" if encoding == "utf-8" else "replace"
    )
    pending = decoder.decode(head[len(mark[0]) :] if mark else head)
    if "\n" not in pending and "\r" in pending:
        pending = repair(pending)[0]
    for text in _decoded(stream, decoder):
        *complete, pending = (pending + text).split("\n")
        for line in complete:
            yield _mended(line + "\n")
        if len(pending) > source.options.max_text_bytes:
            raise Undecodable("too_large", "a line is longer than the limit")
    if pending:
        yield _mended(pending)


def _decoded(stream: BinaryIO, decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    """Text, piece by piece."""
    while data := stream.read(HEAD_BYTES):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _mended(line: str) -> str:
    """The line with bytes that are no UTF-8 decoded by themselves."""
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return decode_bytes(line.encode("utf-8", "surrogateescape")).text
    return line
