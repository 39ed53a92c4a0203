"""How does a record with named fields become a document?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.decode.charset import as_given, is_blank, repair
from transforms.decode.fields import (
    claims_of,
    find,
    is_missing,
    keys_for,
    looks_like_html,
    normal,
)
from transforms.decode.html import fragment_document, page_document
from transforms.decode.options import DecodeOptions
from transforms.decode.stream import Undecodable
from transforms.record import RawDocument, Reject

MAX_PARTS = 100_000
"""A text given as a list has fewer paragraphs than this."""


def record_document(
    record: Mapping[str, object], record_no: int, format_name: str, options: DecodeOptions
) -> RawDocument | Reject:
    """The document of one record, or why there is none.

    A text field is the text. A text field that holds markup, and a field of HTML when
    there is no text, go the way of HTML. A list of paragraphs is joined by blank lines.

    Returns:
        Otherwise a reject: `no_text_field`, `wrong_type`, `empty_text`, `too_large`.
    """
    try:
        return _document(_unwrapped(normal(record), options), record_no, format_name, options)
    except Undecodable as stop:
        return stop.reject(record_no, format_name)


def _document(
    record: dict[str, object], record_no: int, format_name: str, options: DecodeOptions
) -> RawDocument:
    """As `record_document`, with the reject raised."""
    key, value = find(record, "text", options)
    claims = claims_of(record, options)
    if not key:
        key, page = find(record, "html", options)
        if not isinstance(page, str):
            blank = next((name for name in keys_for("text", options) if name in record), "")
            if blank:
                raise Undecodable("no_text_field", f"field {blank!r} is empty")
            names = ", ".join(sorted(record)[:8])
            raise Undecodable("no_text_field", f"no field with a text among: {names}")
        _check_size(page, options)
        return page_document(page, record_no, format_name, claims, options)
    text, headings = _text_of(key, value)
    _check_size(text, options)
    if looks_like_html(text) and not options.as_given:
        return fragment_document(text, record_no, format_name, claims, options)
    text, repairs = (as_given(text), ()) if options.as_given else repair(text)
    if is_blank(text):
        raise Undecodable("empty_text", f"field {key!r} has no visible character")
    return RawDocument(
        record_no=record_no,
        text=text,
        format=format_name,
        claims=claims,
        heading_lines=headings,
        repairs=repairs,
    )


def _unwrapped(record: dict[str, object], options: DecodeOptions) -> dict[str, object]:
    """The article inside of an envelope (`{"_source": {…}}`), or the record itself."""
    if find(record, "text", options)[0] or find(record, "html", options)[0]:
        key, value = find(record, "text", options)
        if not (isinstance(value, Mapping) and key in ("article", "story")):
            return record
    for value in record.values():
        if isinstance(value, Mapping):
            inner = normal(value)
            if find(inner, "text", options)[0] or find(inner, "html", options)[0]:
                return {**record, **inner}
    return record


def _check_size(text: str, options: DecodeOptions) -> None:
    """Refuses a text above `max_text_bytes` (characters, which is never more)."""
    if len(text) > options.max_text_bytes:
        limit = options.max_text_bytes
        raise Undecodable("too_large", f"the text of the record is longer than {limit:,}")


def _text_of(key: str, value: object) -> tuple[str, frozenset[int]]:
    """The text of a field and the numbers of its heading lines."""
    if isinstance(value, str):
        return value, frozenset()
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8"), frozenset()
        except UnicodeDecodeError:
            raise Undecodable("unknown_encoding", f"field {key!r} has bytes, not UTF-8") from None
    if isinstance(value, (list, tuple)) and _are_texts(value):
        return "\n\n".join(str(part) for part in value if not is_missing(part)), frozenset()
    if isinstance(value, Mapping) and isinstance(value.get("sections"), list):
        return _sections(value)
    raise Undecodable("wrong_type", f"field {key!r} is of type {type(value).__name__}, not text")


def _are_texts(value: Sequence[object]) -> bool:
    """Whether all items are texts or missing."""
    return len(value) <= MAX_PARTS and all(p is None or isinstance(p, str) for p in value)


def _sections(body: Mapping[str, object]) -> tuple[str, frozenset[int]]:
    """The text of a Fundus body: summary, then sections of headline and paragraphs."""
    parts: list[tuple[str, bool]] = [(text, False) for text in _texts(body.get("summary"))]
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, Mapping):
            parts.extend((text, True) for text in _texts(section.get("headline")))
            parts.extend((text, False) for text in _texts(section.get("paragraphs")))
    lines: list[str] = []
    headings = set()
    for text, is_heading in parts:
        if lines:
            lines.append("")
        if is_heading:
            headings.add(len(lines))
        lines.extend(text.split("\n"))
    return "\n".join(lines), frozenset(headings)


def _texts(value: object) -> list[str]:
    """The texts of a text or of a list of texts."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, (list, tuple)):
        return [item for item in value if isinstance(item, str) and item.strip()]
    return []
