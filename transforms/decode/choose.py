"""Which decoder fits these bytes, and which documents does it find?"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from transforms.decode.charset import bom_of, is_binary
from transforms.decode.delimited import decode_delimited
from transforms.decode.feed import decode_feed
from transforms.decode.html import decode_html
from transforms.decode.jsonlines import decode_json, decode_jsonl
from transforms.decode.options import DecodeOptions
from transforms.decode.parquet import decode_parquet
from transforms.decode.stream import HEAD_BYTES, Budget, Input, Undecodable, read_exactly
from transforms.decode.text import decode_markdown, decode_text
from transforms.decode.unpack import MAGIC, Expanded, members
from transforms.decode.warc import decode_warc
from transforms.record import RawDocument, Reject

Outcome = RawDocument | Reject
Decoder = Callable[[Input], Iterator[Outcome]]

DECODERS: dict[str, Decoder] = {
    "txt": decode_text,
    "md": decode_markdown,
    "html": decode_html,
    "json": decode_json,
    "jsonl": decode_jsonl,
    "csv": decode_delimited,
    "tsv": decode_delimited,
    "parquet": decode_parquet,
    "warc": decode_warc,
    "rss": decode_feed,
    "atom": decode_feed,
}
"""What makes documents of each format."""

COMPRESSIONS = tuple(MAGIC)
ARCHIVES = ("zip", "tar")

EXTENSIONS = {
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "parquet": "parquet",
    "pq": "parquet",
    "warc": "warc",
    "rss": "rss",
    "atom": "atom",
    "zip": "zip",
    "tar": "tar",
    "gz": "gz",
    "tgz": "gz",
    "bz2": "bz2",
    "xz": "xz",
    "zst": "zst",
}
"""Format by extension, for content that does not say what it is."""

BINARY_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x7fELF", "elf"),
    (b"MZ\x90", "exe"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\0", "sqlite"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
)
"""First bytes of formats that are known and not read."""

OFFICE_MARKS = (b"[Content_Types].xml", b"mimetypeapplication/")
"""First member of office documents and e-books, which are zip archives too."""

_HTML_START = re.compile(r"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I)
_FEED_START = re.compile(r"<(?:\w+:)?(rss|feed|rdf)[\s>]", re.I)
_PREAMBLE = re.compile(
    r"(?:\s+|<\?[^>]{0,2000}\?>|<!--(?:(?!-->).){0,20000}-->|<!DOCTYPE[^>\[]*>)", re.S
)
_ANY_TAG = re.compile(r"<[a-zA-Z!/][^<>]{0,1000}>")
_RECORD_START = re.compile(r'\s*\{\s*"[^"\n]{1,80}"\s*:')
_LIST_START = re.compile(r'\s*\[\s*\{\s*"[^"\n]{1,80}"\s*:')


def decode(stream: BinaryIO, name: str, options: DecodeOptions) -> Iterator[Outcome]:
    """Every record of one file: its document, or why it has none. Never raises for bad input.

    Args:
        stream: The file's bytes from their start; it is not closed.
        name: File name; only its endings are used.
        options: Limits and field mapping.

    Returns:
        In the file's order, `record_no` 0, 1, 2, … within each member. A file that can't
        be decoded, or breaks off, gives one last reject for what is missing. At least
        one outcome.

    Raises:
        OSError: The disk failed.
        MemoryError: So did the memory.
    """
    budget = Budget(options.max_expanded_bytes, options.max_members)
    for outcome in _decode(Input(stream, name, options, budget)):
        yield _within_lines(outcome, options.max_lines)


def recognise(head: bytes, name: str) -> str:
    """The format of bytes that begin with `head`: by content, then by extension.

    Args:
        head: The first 64 KiB, fewer when there are no more.
        name: File name.

    Returns:
        A key of `DECODERS`, `COMPRESSIONS` or `ARCHIVES`; or the name of a format that is
        known and not read (`pdf`, `docx`, `xml`, …); or `binary`.
    """
    by_magic = _by_magic(head)
    extension = _extension(name)
    if by_magic:
        return by_magic
    if extension in ("parquet", "zip", "tar") or (extension == "warc" and not head.strip()):
        return extension
    mark = bom_of(head)
    if not mark and is_binary(head) and not _is_wide(head):
        return extension if extension in COMPRESSIONS else "binary"
    text = _preview(head, mark)
    return _by_text(text, extension)


def _within_lines(outcome: Outcome, limit: int) -> Outcome:
    """The outcome, or the reject of a document whose text has too many lines."""
    if isinstance(outcome, Reject) or (count := outcome.text.count("\n") + 1) <= limit:
        return outcome
    return Reject(
        "decode",
        "too_many_lines",
        f"its text has {count:,} lines; max_lines is {limit:,}",
        outcome.record_no,
        outcome.member,
        outcome.format,
    )


def _decode(source: Input) -> Iterator[Outcome]:
    """As `decode`, for a stream at any depth."""
    record_no = 0
    format_name: str | None = None
    try:
        source, head = _with_head(source)
        if not head:
            raise Undecodable("empty_file", "it has no bytes")
        format_name = recognise(head, source.name)
        for outcome in _by_format(source, format_name):
            if outcome.member is None:
                record_no = outcome.record_no + 1
            yield outcome
    except Undecodable as stop:
        yield stop.reject(record_no, format_name)


def _by_format(source: Input, format_name: str) -> Iterator[Outcome]:
    """The outcomes of a stream of a recognised format."""
    if format_name in DECODERS:
        return DECODERS[format_name](source)
    if format_name in COMPRESSIONS:
        return _compressed(source, format_name)
    if format_name in ARCHIVES:
        return _archive(source, format_name)
    if format_name == "binary":
        raise Undecodable("binary_content", "its bytes are no text in any encoding")
    raise Undecodable("unsupported_format", f"{format_name} files are not read")


def _compressed(source: Input, kind: str) -> Iterator[Outcome]:
    """The outcomes of what a compressed stream holds."""
    if source.layers >= source.options.max_layers:
        raise Undecodable("too_deep", "compressed more often than allowed", "unpack")
    raw = Expanded(source.stream, kind, source.options, source.budget)
    inner = replace(
        source,
        stream=io.BufferedReader(raw, HEAD_BYTES),
        name=_without_compression(source.name),
        layers=source.layers + 1,
    )
    record_no = 0
    for outcome in _decode(inner):
        if outcome.member is None:
            record_no = outcome.record_no + 1
        yield outcome
    if raw.trailing_bytes:
        detail = f"{raw.trailing_bytes:,} bytes follow the {kind} stream and are not part of it"
        yield Reject("unpack", "trailing_bytes", detail, record_no, None, kind)


def _archive(source: Input, kind: str) -> Iterator[Outcome]:
    """The outcomes of an archive's members, each with its path inside the archive."""
    for found in members(source, kind):
        if isinstance(found, Reject):
            yield found
            continue
        name, stream = found
        inner = replace(source, stream=stream, name=name, depth=source.depth + 1, layers=0)
        for outcome in _decode(inner):
            place = _escaped(name)
            path = place if outcome.member is None else f"{place}!{outcome.member}"
            yield replace(outcome, member=path)


def _escaped(name: str) -> str:
    """A member's name without `!`, which stands between an archive and its member.

    >>> _escaped("a/100%.txt"), _escaped("a!b.txt"), _escaped("a%21b.txt")
    ('a/100%.txt', 'a%21b.txt', 'a%2521b.txt')
    """
    if not any(mark in name for mark in ("!", "%21", "%25")):
        return name
    return name.replace("%", "%25").replace("!", "%21")


def _with_head(source: Input) -> tuple[Input, bytes]:
    """The source at its start, and its first bytes."""
    stream = source.stream
    if stream.seekable():
        head = read_exactly(stream, HEAD_BYTES)
        stream.seek(0)
        return source, head
    if not isinstance(stream, io.BufferedReader):
        stream = io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES)
        source = replace(source, stream=stream)
    return source, stream.peek(HEAD_BYTES)


def _by_magic(head: bytes) -> str | None:
    """The format that the first bytes name."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_office = any(mark in head[:100] for mark in OFFICE_MARKS)
        return "docx" if is_office else "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    for kind, starts in MAGIC.items():
        if head.startswith(starts):
            return kind
    return next((kind for start, kind in BINARY_MAGIC if head.startswith(start)), None)


def _by_text(text: str, extension: str | None) -> str:
    """The format of text."""
    markup = _markup_format(text, extension)
    if markup:
        return markup
    if extension in ("json", "jsonl", None) or extension not in DECODERS:
        found = _json_format(text, extension)
        if found:
            return found
    if extension in ("html", "rss", "atom") and not _ANY_TAG.search(text):
        return "txt"
    return extension if extension in DECODERS else "txt"


def _markup_format(text: str, extension: str | None) -> str | None:
    """`html`, `rss`, `atom`, `xml`, or None when the text does not begin like markup."""
    start = text[:HEAD_BYTES].lstrip()
    if not start.startswith("<"):
        return None
    position = 0
    is_xml = start.startswith("<?xml")
    if _HTML_START.match(start):
        return "html"
    while match := _PREAMBLE.match(start, position):
        position = match.end()
    body = start[position:]
    feed = _FEED_START.match(body) or (is_xml and _FEED_START.search(body[:5_000]))
    if feed:
        return "atom" if feed.group(1).lower() == "feed" else "rss"
    if _HTML_START.match(body):
        return "html"
    return "xml" if is_xml and extension != "html" else None


def _json_format(text: str, extension: str | None) -> str | None:
    """`json` or `jsonl` for text that is JSON, whatever its extension says.

    Without a JSON extension every whole line of the head must be an object (`jsonl`), or
    all of it one value (`json`).
    """
    lines = [line for line in text[:HEAD_BYTES].split("\n") if line.strip()]
    is_cut = len(text) > HEAD_BYTES // 2 and not text.endswith("\n")
    whole = lines[:-1] if is_cut and len(lines) > 1 else lines
    if extension in ("json", "jsonl"):
        if not lines or extension == "json":
            return "jsonl" if len(lines) > 1 and _is_object(lines[0]) else extension
        first = lines[0].strip()
        is_value = len(first) < 3 or (_LIST_START.match(text) and len(lines) == 1)
        return "json" if is_value and first[0] in "{[" else "jsonl"
    if not _RECORD_START.match(text) and not _LIST_START.match(text):
        return None
    if whole and all(_is_object(line) for line in whole):
        return "jsonl"
    return "json" if is_cut and _LIST_START.match(text) else _whole_json(text)


def _whole_json(text: str) -> str | None:
    """`json` when all of the text is one JSON value."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return None
    return "json"


def _is_object(line: str) -> bool:
    """Whether a line is one JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _preview(head: bytes, mark: tuple[bytes, str] | None) -> str:
    """The head as text, good enough to see its ASCII characters."""
    if mark:
        return head[len(mark[0]) :].decode(mark[1], "replace")
    if _is_wide(head):
        return head.replace(b"\0", b"").decode("latin-1")
    return head.decode("utf-8", "replace")


def _is_wide(head: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 of Western text, or nearly so."""
    sample = head[:4_096]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    others = min(sample[0::2].count(0), sample[1::2].count(0))
    return len(sample) > 30 and others == 0 and zeros > 0.05 * len(sample)


def _extension(name: str) -> str | None:
    """The format that the name's ending stands for."""
    lowered = name.lower()
    if lowered.endswith((".rss.xml", ".atom.xml")):
        return "rss"
    _, dot, ending = lowered.rpartition(".")
    return EXTENSIONS.get(ending.strip()) if dot else None


def _without_compression(name: str) -> str:
    """The name of what is inside: `a.jsonl.gz` holds `a.jsonl`, `a.tgz` holds `a.tar`."""
    stem, dot, ending = name.rpartition(".")
    if ending.lower() == "tgz":
        return f"{stem}.tar"
    return stem if dot and ending.lower() in COMPRESSIONS else name
