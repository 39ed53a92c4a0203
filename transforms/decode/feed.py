"""How does an RSS or Atom file become documents?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.decode.charset import decode_bytes
from transforms.decode.fields import claims_of, looks_like_html, normal
from transforms.decode.html import fragment_document, stated_charset
from transforms.decode.records import record_document
from transforms.decode.stream import Input, Undecodable, read_whole
from transforms.record import RawDocument, Reject

if TYPE_CHECKING:
    from lxml.etree import _Element  # sec-ok: a type only

FIELDS = {
    "title": "title",
    "guid": "guid",
    "id": "guid",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "date": "date",
    "updated": "updated",
    "modified": "updated",
    "creator": "author",
    "author": "author",
    "category": "tags",
    "subject": "tags",
    "encoded": "content",
    "content": "content",
    "description": "summary",
    "summary": "summary",
}
"""Local element name and the record key that it fills (see `transforms.decode.fields`)."""

_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>|&(?:[a-z]{2,8}|#\d{1,7});")


def decode_feed(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of a feed, one per entry: its content, or else its description.

    Raises:
        Undecodable: The feed as a whole is refused: `doctype_refused` (an XML document
            type could define entities that expand without end or read files), `bad_xml`,
            `no_records`, `empty_file`, `too_large`, or its encoding. Entries before a
            fault are given out first.
    """
    data = read_whole(source.stream, source.options.max_text_bytes)
    if not data:
        raise Undecodable("empty_file", "it has no bytes")
    text = decode_bytes(data, source.charset or stated_charset(data)).text
    if _DOCTYPE.search(text):
        raise Undecodable("doctype_refused", "it has a document type or entities of its own")
    root, fault = _parse(text)
    format_name = "atom" if _local(root) == "feed" else "rss"
    shared = _shared(root)
    record_no = 0
    entries = [e for e in root.iter() if _local(e) in ("item", "entry")]
    # The parser mends what was cut, so the last entry of a broken feed is not whole.
    for entry in entries[:-1] if fault else entries:
        yield _document({**shared, **_record(entry)}, record_no, format_name, source)
        record_no += 1
    if fault:
        raise Undecodable("bad_xml", fault)
    if not record_no:
        raise Undecodable("no_records", "the feed has no entries")


def _parse(text: str) -> tuple[_Element, str | None]:
    """The root element, and what is wrong with the XML, if anything is."""
    from lxml import etree  # noqa: PLC0415 - 25 ms, only markup needs it

    data = _DECLARATION.sub("", text.replace("\0", ""), count=1).encode("utf-8", "replace")
    fault = None
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            recover=recover, encoding="utf-8",
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)  # sec-ok: the parser above
        except etree.XMLSyntaxError as error:
            fault = f"not well-formed: {error.msg}"
            continue
        if root is not None:
            return root, fault
    raise Undecodable("bad_xml", fault or "it has no element")


def _local(element: _Element) -> str:
    """The element's name without its namespace, in lower case."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _shared(root: _Element) -> dict[str, object]:
    """What the feed says about all its entries: its title is the outlet's name."""
    channel = next((e for e in root if _local(e) == "channel"), root)
    shared: dict[str, object] = {}
    for element in channel:
        if _local(element) == "title" and element.text:
            shared["source_name"] = element.text
        elif _local(element) == "language" and element.text:
            shared["language"] = element.text
    return shared


def _record(entry: _Element) -> dict[str, object]:
    """The entry's fields under the names of record keys."""
    record: dict[str, object] = {}
    tags: list[str] = []
    authors: list[str] = []
    for element in entry:
        name = _local(element)
        if name == "link":
            _add_link(record, element)
            continue
        key = FIELDS.get(name)
        value = _value(element, name)
        if not key or not value:
            continue
        if key == "tags":
            tags.append(value)
        elif key == "author":
            authors.append(value)
        elif key == "content" or key not in record:
            record[key] = value
    return {**record, "tags": tags, "authors": authors}


def _add_link(record: dict[str, object], element: _Element) -> None:
    """The entry's address: RSS text, or Atom's alternate link."""
    href = element.get("href") or (element.text or "").strip()
    if href and element.get("rel", "alternate") == "alternate":
        record.setdefault("link", href)


def _value(element: _Element, name: str) -> str:
    """The text of an element; of inline XHTML its markup, of a person the name."""
    if name == "category":
        return element.get("term") or element.text or ""
    if name == "author" and len(element):
        return next((child.text or "" for child in element if _local(child) == "name"), "")
    if len(element):
        from lxml import etree  # noqa: PLC0415

        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return element.text or ""


def _document(
    record: dict[str, object], record_no: int, format_name: str, source: Input
) -> RawDocument | Reject:
    """The document of one entry; a summary without content is the text."""
    content = record.pop("content", None)
    text = content or record.pop("summary", None)
    if isinstance(text, str) and (looks_like_html(text) or _MARKUP.search(text)):
        try:
            claims = claims_of(normal(record), source.options)
            return fragment_document(text, record_no, format_name, claims, source.options)
        except Undecodable as stop:
            return stop.reject(record_no, format_name)
    stripped = text.strip() if isinstance(text, str) else None
    return record_document({**record, "text": stripped}, record_no, format_name, source.options)
