"""How does a web page become a document?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.decode.body import align, extracted_text
from transforms.decode.charset import decode_bytes, repair
from transforms.decode.options import DecodeOptions
from transforms.decode.page_claims import page_claims
from transforms.decode.stream import Input, Undecodable, read_whole
from transforms.decode.tree import Page, parse_html, visible
from transforms.record import Claim, RawDocument

MAX_PARSED_DEPTH = 2_000
"""libxml2 drops what lies deeper than 2,048 elements: such a page is refused, not cut."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)


def stated_charset(data: bytes) -> str | None:
    """The encoding that a page's first 4 KiB state, or None."""
    head = data[:4_096]
    match = _XML_CHARSET.match(head) or _META_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def decode_html(source: Input) -> Iterator[RawDocument]:
    """The one document of an HTML file. See `page_document`.

    Raises:
        Undecodable: `empty_file`, `empty_text`, `too_large`, `binary_content`,
            `unknown_encoding`, `too_deep`.
    """
    data = read_whole(source.stream, source.options.max_text_bytes)
    if not data:
        raise Undecodable("empty_file", "it has no bytes")
    yield html_bytes_document(data, 0, "html", (), source)


def html_bytes_document(
    data: bytes, record_no: int, format_name: str, claims: Sequence[Claim], source: Input
) -> RawDocument:
    """The document of a page's bytes, with the encoding they were read with.

    Raises:
        Undecodable: As `decode_html`.
    """
    decoded = decode_bytes(data, source.charset or stated_charset(data))
    document = page_document(decoded.text, record_no, format_name, claims, source.options)
    return RawDocument(
        record_no=record_no,
        text=document.text,
        format=format_name,
        claims=document.claims,
        links=document.links,
        body_lines=document.body_lines,
        heading_lines=document.heading_lines,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        repairs=tuple(dict.fromkeys((*decoded.repairs, *document.repairs))),
    )


def page_document(
    markup: str,
    record_no: int,
    format_name: str,
    claims: Sequence[Claim],
    options: DecodeOptions,
) -> RawDocument:
    """The document of a whole page: visible lines, body lines, claims, links.

    Args:
        markup: The page.
        record_no: Position in its file, from 0.
        format_name: Format of the file.
        claims: What an envelope states (record fields, WARC header); they come first.
        options: Limits. Beyond those on the body, `body_lines` is None.

    Raises:
        Undecodable: `empty_text`, `too_deep`.
    """
    root = parse_html(markup)
    if root is None:
        raise Undecodable("empty_text", "the page has no element")
    page = visible(root)
    _check(page)
    text, repairs = repair("\n".join(page.lines))
    stated = (*claims, *page_claims(root, page.h1))
    is_searched = (
        page.depth <= options.max_html_depth
        and page.element_count <= options.max_html_elements
        and len(markup) <= options.max_html_bytes
    )
    # The extractor changes the tree, so it comes last.
    extracted = extracted_text(root) if is_searched else None
    return RawDocument(
        record_no=record_no,
        text=text,
        format=format_name,
        claims=stated,
        links=tuple(page.links),
        body_lines=align(page.lines, extracted) if extracted else None,
        heading_lines=frozenset(page.headings),
        repairs=repairs,
    )


def fragment_document(
    markup: str,
    record_no: int,
    format_name: str,
    claims: Sequence[Claim],
    options: DecodeOptions,
) -> RawDocument:
    """The document of a piece of HTML that is the article's body and nothing else.

    As `page_document`, but no extractor runs and the markup makes no claims.
    """
    if len(markup) > options.max_text_bytes:
        raise Undecodable("too_large", f"the text is longer than {options.max_text_bytes:,}")
    root = parse_html(markup)
    if root is None:
        raise Undecodable("empty_text", "the markup has no text")
    page = visible(root)
    _check(page)
    text, repairs = repair("\n".join(page.lines))
    return RawDocument(
        record_no=record_no,
        text=text,
        format=format_name,
        claims=tuple(claims),
        links=tuple(page.links),
        heading_lines=frozenset(page.headings),
        repairs=repairs,
    )


def _check(page: Page) -> None:
    """Refuses a page that was cut by the parser, or that shows nothing."""
    if page.depth >= MAX_PARSED_DEPTH:
        raise Undecodable("too_deep", f"elements are nested deeper than {MAX_PARSED_DEPTH:,}")
    if not page.lines:
        raise Undecodable("empty_text", "the page has no visible text")
