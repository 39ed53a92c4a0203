"""What does a reader see of a page, line by line?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.decode.charset import without_surrogates
from transforms.record import RawLink

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noframes",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a line: HTML Standard, section 15.3, and buttons."""

HIDDEN = frozenset(
    [
        "area",
        "audio",
        "base",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "noembed",
        "noscript",
        "object",
        "optgroup",
        "option",
        "param",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
"""Elements whose content a reader does not see as text."""

CELLS = frozenset(("td", "th"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

MAX_ANCHOR_CHARS = 300
MAX_TAG_CHARS = 5_000
MAX_ATTRIBUTES = 300
"""The parser compares each attribute of an element with all before it; pages have few."""

_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|))*+""")
"""A tag as browsers read it: a quote opens a value only after `=`."""

_RAW = re.compile(r"<!--|<(script|style|textarea|title)(?=[\s/>])", re.I)
"""Starts of what holds no tags."""

_ATTRIBUTE = re.compile(r"""[\s"'/]+[^\s"'/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?""")
_STYLE_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")


@dataclass(slots=True)
class Page:
    """A page's visible text.

    Args:
        lines: One per block element, in document order, none of them blank.
        headings: Numbers (from 0) of lines inside of `h1` to `h6`.
        links: Links with words, and the line that they stand in.
        h1: Text of the first `h1` that has any.
        element_count: Elements walked.
        depth: Deepest nesting met.
    """

    lines: list[str] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    links: list[RawLink] = field(default_factory=list)
    h1: str | None = None
    element_count: int = 0
    depth: int = 0


def parse_html(markup: str) -> HtmlElement | None:
    """The tree of a page; None when the parser finds no element at all.

    Broken markup is mended the way browsers do. Nothing is fetched, no entity is loaded.
    """
    # lxml and libxml2 take 25 ms to load; text files never need them.
    from lxml import etree, html  # noqa: PLC0415

    markup = without_surrogates(markup.replace("\0", "\ufffd"))
    markup = _XML_DECLARATION.sub("", _without_giant_tags(markup), count=1)
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def visible(root: HtmlElement) -> Page:
    """The visible text of the tree. It is walked, not recursed into, so depth is no risk."""
    from lxml import etree  # noqa: PLC0415

    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.leave(element, is_root=element is root)
        elif not reader.enter(element):
            walk.skip_subtree()
    reader.end_line()
    return reader.page


class _Reader:
    """Collects the words of a page into lines while the tree is walked."""

    def __init__(self) -> None:
        self.page = Page()
        self._parts: list[str] = []
        self._depth = 0
        self._in_heading: list[str] = []
        self._in_pre = 0
        self._anchors: list[tuple[str, int, int]] = []

    def enter(self, element: HtmlElement) -> bool:
        """Takes in an element's start; False when its content is hidden."""
        page, tag = self.page, element.tag
        page.element_count += 1
        self._depth += 1
        page.depth = max(page.depth, self._depth)
        if tag in HIDDEN or _is_hidden(element):
            return False
        if tag in BLOCKS or tag == "br":
            self.end_line()
        elif tag in CELLS:
            self._parts.append(" ")
        if tag in HEADINGS:
            self._in_heading.append(tag)
        elif tag == "pre":
            self._in_pre += 1
        elif tag == "a":
            self._anchors.append((element.get("href") or "", len(page.lines), len(self._parts)))
        if element.text:
            self._add(element.text)
        return True

    def leave(self, element: HtmlElement, *, is_root: bool) -> None:
        """Takes in an element's end and the text that follows it."""
        self._depth -= 1
        tag = element.tag
        if tag not in HIDDEN and not _is_hidden(element):
            if tag in BLOCKS:
                self.end_line()
            if tag == "a":
                self._end_anchor()
            elif tag == "pre":
                self._in_pre -= 1
            elif tag in HEADINGS:
                self._in_heading.pop()
        if element.tail and not is_root:
            self._add(element.tail)

    def end_line(self) -> None:
        """Ends the line, if there is any text in it."""
        if not self._parts:
            return
        line = " ".join("".join(self._parts).split())
        self._parts.clear()
        if not line:
            return
        if self._in_heading:
            self.page.headings.add(len(self.page.lines))
            if self._in_heading[0] == "h1" and self.page.h1 is None:
                self.page.h1 = line
        self.page.lines.append(line)

    def _add(self, text: str) -> None:
        """Adds text to the line; in `pre`, line feeds end lines."""
        if not self._in_pre:
            self._parts.append(text)
            return
        first, *rest = text.split("\n")
        self._parts.append(first)
        for line in rest:
            self.end_line()
            self._parts.append(line)

    def _end_anchor(self) -> None:
        """Notes the link that ends here."""
        href, line_no, part_no = self._anchors.pop()
        lines = self.page.lines
        is_open = len(lines) == line_no
        parts = self._parts[part_no : part_no + 50] if is_open else lines[line_no : line_no + 3]
        words = " ".join(("" if is_open else " ").join(parts).split())[:MAX_ANCHOR_CHARS]
        url = "".join(href.split())
        if words and url and not url.lower().startswith(("#", "javascript:", "data:")):
            self.page.links.append(RawLink(url, words, line_no))


def _is_hidden(element: HtmlElement) -> bool:
    """Whether the markup itself says that the element is not shown."""
    if not element.attrib:
        return False
    if (element.get("id") or "").startswith("S:"):
        return False  # React sends late parts of a page so, and shows them by script.
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _STYLE_HIDDEN.search(style[:1_000]))


def _without_giant_tags(markup: str) -> str:
    """`markup` with tags of more than `MAX_ATTRIBUTES` attributes reduced to their names.

    The parser needs time with the square of their number: 48 s for 50,000.
    """
    if len(markup) <= MAX_TAG_CHARS:
        return markup
    parts = []
    position = 0
    while raw := _RAW.search(markup, position):
        parts.append(_TAG.sub(_reduced, markup[position : raw.start()]))
        name = raw.group(1)
        tag = _TAG.match(markup, raw.start()) if name else raw
        start = tag.end() if tag else raw.end()
        parts.append(_reduced(tag) if tag and name else raw.group())
        end = re.compile(f"</{name}" if name else "-->", re.I).search(markup, start)
        position = end.start() if end else len(markup)
        parts.append(markup[start:position])
    parts.append(_TAG.sub(_reduced, markup[position:]))
    return "".join(parts)


def _reduced(match: re.Match[str]) -> str:
    """The tag, or its name alone when it has too many attributes."""
    tag = match.group()
    if len(tag) <= MAX_TAG_CHARS:
        return tag
    attributes = sum(1 for _ in zip(_ATTRIBUTE.finditer(tag), range(5_000), strict=False))
    if attributes <= MAX_ATTRIBUTES:
        return tag
    name = re.match(r"<[a-zA-Z][a-zA-Z0-9]{0,20}", tag)
    return name.group() if name else "<span"
