"""How does a text or Markdown file become a document?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from transforms.decode.charset import as_given, decode_bytes, is_blank, repair
from transforms.decode.fields import claims_of, normal
from transforms.decode.stream import Input, Undecodable, read_whole
from transforms.record import Claim, RawDocument, RawLink

FRONT_MATTER_LINES = 200
"""A front matter block that has not ended by then is none."""

_MD_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\(\s*<?([^\s()<>]{1,2000})>?[^()\n]{0,300}\)")
_MD_BARE = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")


def decode_text(source: Input) -> Iterator[RawDocument]:
    """The one document of a text file: its text exactly, byte order mark excepted.

    Raises:
        Undecodable: `empty_file`, `empty_text`, `too_large`, `binary_content`,
            `unknown_encoding`.
    """
    yield _document(source, "txt")


def decode_markdown(source: Input) -> Iterator[RawDocument]:
    """The one document of a Markdown file.

    Its text is the file exactly, front matter and markers included. Front matter (YAML
    between `---`, TOML between `+++`) becomes claims and lies outside `body_lines`, which
    is None for a file without one. Links and headings are found by their markers.

    Raises:
        Undecodable: As `decode_text`.
    """
    document = _document(source, "md")
    lines = document.text.split("\n")
    end, record = _front_matter(lines)
    claims: tuple[Claim, ...] = claims_of(normal(record), source.options) if record else ()
    yield RawDocument(
        record_no=0,
        text=document.text,
        format="md",
        claims=claims,
        links=tuple(_links(lines, end)),
        body_lines=frozenset(range(end, len(lines))) if end else None,
        heading_lines=frozenset(_headings(lines, end)),
        encoding=document.encoding,
        encoding_confidence=document.encoding_confidence,
        repairs=document.repairs,
    )


def _document(source: Input, format_name: str) -> RawDocument:
    """The whole stream as one document."""
    data = read_whole(source.stream, source.options.max_text_bytes)
    if not data:
        raise Undecodable("empty_file", "it has no bytes")
    decoded = decode_bytes(data, source.charset)
    is_as_given = source.options.as_given
    text, repairs = (as_given(decoded.text), ()) if is_as_given else repair(decoded.text)
    if is_blank(text):
        raise Undecodable("empty_text", "it has no visible character")
    return RawDocument(
        record_no=0,
        text=text,
        format=format_name,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        repairs=tuple(dict.fromkeys((*decoded.repairs, *repairs))),
    )


def _front_matter(lines: list[str]) -> tuple[int, dict[str, object]]:
    """The number of lines that front matter takes, and its fields."""
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return 0, {}
    closing = ("---", "...") if fence == "---" else ("+++",)
    for number, line in enumerate(lines[1:FRONT_MATTER_LINES], 1):
        if line.rstrip() in closing:
            inner = lines[1:number]
            record = _toml(inner) if fence == "+++" else _simple_yaml(inner)
            return (number + 1, record) if record else (0, {})
    return 0, {}


def _toml(lines: list[str]) -> dict[str, object]:
    """The fields of TOML front matter; none when it is not TOML."""
    try:
        return dict(tomllib.loads("\n".join(line.rstrip("\r") for line in lines)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _simple_yaml(lines: list[str]) -> dict[str, object]:
    """The fields of YAML front matter: scalars and lists of scalars at the top level.

    That is all that front matter of articles uses; anchors, tags and nested maps of real
    YAML are left unread, which also leaves no room for what they can do.
    """
    record: dict[str, object] = {}
    items: list[str] | None = None
    for line in lines:
        stripped = line.strip()
        if items is not None and stripped.startswith("- "):
            items.append(_scalar(stripped[2:]))
            continue
        match = _KEY.match(line.rstrip())
        if not match:
            continue
        key, value = match.group(1), (match.group(2) or "").strip()
        items = None
        if not value:
            items = []
            record[key] = items
        elif value.startswith("[") and value.endswith("]"):
            record[key] = [_scalar(part) for part in value[1:-1].split(",") if part.strip()]
        else:
            record[key] = _scalar(value)
    return record


def _scalar(value: str) -> str:
    """A scalar without its quotes."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _links(lines: list[str], start: int) -> Iterator[RawLink]:
    """Inline and bare links, in order."""
    for number, line in enumerate(lines[start:], start):
        for match in _MD_LINK.finditer(line):
            yield RawLink(match.group(2), match.group(1).strip(), number)
        for match in _MD_BARE.finditer(line):
            yield RawLink(match.group(1), match.group(1), number)


def _headings(lines: list[str], start: int) -> Iterator[int]:
    """Lines with leading `#` marks, and lines underlined with `===` or `---`."""
    for number, line in enumerate(lines[start:], start):
        if re.match(r" {0,3}#{1,6}\s+\S", line):
            yield number
        elif number + 1 < len(lines) and line.strip():
            under = lines[number + 1].strip()
            if len(under) > 2 and set(under) in ({"="}, {"-"}):
                yield number
