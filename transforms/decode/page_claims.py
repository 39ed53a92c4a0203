"""What does a page state about itself?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.decode.charset import repair
from transforms.decode.fields import MAX_CLAIM_CHARS, MAX_CLAIMS_PER_NAME
from transforms.decode.jsonld import article_fields
from transforms.decode.stream import PARSER_ERRORS
from transforms.fields.names import LONGEST_BYLINE, is_person_name, person_names
from transforms.record import Claim

if TYPE_CHECKING:
    from lxml.html import HtmlElement

JSONLD_CONFIDENCE = {"title": 0.95, "published": 0.95, "author": 0.95, "dek": 0.7, "tag": 0.85}
"""Of JSON-LD's fields; any other is 0.9."""

META = {
    "og:title": ("title", "og", 0.85),
    "twitter:title": ("title", "meta", 0.75),
    "og:description": ("dek", "og", 0.6),
    "description": ("dek", "meta", 0.5),
    "twitter:description": ("dek", "meta", 0.5),
    "article:published_time": ("published", "og", 0.95),
    "og:published_time": ("published", "og", 0.9),
    "datepublished": ("published", "meta", 0.9),
    "parsely-pub-date": ("published", "meta", 0.9),
    "dc.date.issued": ("published", "meta", 0.85),
    "dcterms.created": ("published", "meta", 0.8),
    "pubdate": ("published", "meta", 0.85),
    "publish-date": ("published", "meta", 0.85),
    "sailthru.date": ("published", "meta", 0.85),
    "article:modified_time": ("modified", "og", 0.9),
    "og:updated_time": ("modified", "og", 0.8),
    "datemodified": ("modified", "meta", 0.85),
    "author": ("author", "meta", 0.8),
    "article:author": ("author", "og", 0.75),
    "byl": ("author", "meta", 0.8),
    "dc.creator": ("author", "meta", 0.8),
    "parsely-author": ("author", "meta", 0.8),
    "sailthru.author": ("author", "meta", 0.75),
    "article:section": ("section", "og", 0.9),
    "parsely-section": ("section", "meta", 0.85),
    "article:tag": ("tag", "og", 0.85),
    "news_keywords": ("tag", "meta", 0.8),
    "keywords": ("tag", "meta", 0.6),
    "parsely-tags": ("tag", "meta", 0.7),
    "sailthru.tags": ("tag", "meta", 0.7),
    "og:site_name": ("source_name", "og", 0.9),
    "application-name": ("source_name", "meta", 0.7),
    "og:url": ("canonical_url", "og", 0.85),
    "og:locale": ("language", "og", 0.6),
    "content-language": ("language", "meta", 0.6),
}
"""Claim, method and confidence of each meta name or property (in lower case)."""

OTHER_AUTHOR = ("author", "meta", 0.7)
_AUTHOR_NAME = re.compile(r"(?:[\w.:-]{1,40}[.:_-]|article)authors?(?:[.:_-]?names?)?")

_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline)(?:[_-]{1,2}(?:name|author|link|text))?(?:\s|$)", re.IGNORECASE
)

META_ATTRIBUTES = ("property", "name", "itemprop", "http-equiv")

MOST_AUTHORS = 4
HTMLDATE_CONFIDENCE = 0.6
MAX_DATE = "2100-12-31"
"""A fixed last day: htmldate's own default is today, which would make output depend on it."""

MIN_DATE = "1990-01-01"

_SITE_SUFFIX = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u00bb-]|::)\s+")


_DATED_TITLE = re.compile(
    r"(.{10,300}?)\s[|]\s(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)(?:\s[|]\s.{1,40})?"
)
"""A headline, a bar, a date; the order of day and month is plain in these two forms."""


def page_claims(root: HtmlElement, h1: str | None) -> list[Claim]:
    """What the page states, best first within one name.

    Args:
        root: The page's tree.
        h1: Text of its first `h1`.
    """
    claims = [*_from_jsonld(root), *_from_meta(root), *_from_head(root)]
    claims = [part for claim in claims for part in _without_date(claim)]
    if h1 and len(h1) <= MAX_CLAIM_CHARS:
        claims.append(Claim("title", h1, "h1", 0.8))
    if not any(claim.name == "author" for claim in claims):
        claims.extend(_from_author_links(root) or _from_author_elements(root))
    if not any(claim.name == "published" for claim in claims):
        claims.extend(_from_htmldate(root))
    claims.sort(key=lambda claim: -claim.confidence)
    return _distinct(claims)


def _from_jsonld(root: HtmlElement) -> Iterator[Claim]:
    """Claims of the page's JSON-LD."""
    scripts = [
        script.text or ""
        for script in root.iter("script")
        if (script.get("type") or "").strip().lower() == "application/ld+json"
    ]
    for name, value in article_fields(scripts):
        cleaned = _clean(value)
        if cleaned:
            yield Claim(name, cleaned, "jsonld", JSONLD_CONFIDENCE.get(name, 0.9))


def _from_meta(root: HtmlElement) -> Iterator[Claim]:
    """Claims of OpenGraph, Twitter, Dublin Core and plain meta elements."""
    for meta in root.iter("meta"):
        keys = (meta.get(attribute) for attribute in ("property", "name", "itemprop", "http-equiv"))
        known = next(filter(None, (_meaning(key) for key in keys if key)), None)
        content = meta.get("content")
        if not known or not content:
            continue
        name, method, confidence = known
        for value in re.split(r"[,;]", content) if name == "tag" else (content,):
            cleaned = _clean(value)
            if cleaned and not (name == "author" and cleaned.startswith(("http", "@", "/"))):
                yield Claim(name, cleaned, method, confidence)


def _meaning(key: str) -> tuple[str, str, float] | None:
    """Claim, method and confidence of a meta name: known, or an analytics service's "….author"."""
    name = key.strip().lower()
    return META.get(name) or (OTHER_AUTHOR if _AUTHOR_NAME.fullmatch(name) else None)


def _from_head(root: HtmlElement) -> Iterator[Claim]:
    """Claims of `<title>`, the canonical link and `<html lang>`."""
    title = next((t.text_content() for t in root.iter("title") if t.text), None)
    if title:
        cleaned = _clean(_SITE_SUFFIX.split(title)[0]) or _clean(title)
        if cleaned:
            yield Claim("title", cleaned, "title_element", 0.5)
    for link in root.iter("link"):
        href = link.get("href")
        if (link.get("rel") or "").lower() == "canonical" and href and href.startswith("http"):
            yield Claim("canonical_url", _clean(href), "link", 0.95)
            break
    language = root.get("lang") or root.get("xml:lang")
    if language and len(language) < 20:
        yield Claim("language", language.strip(), "html_lang", 0.8)


def _without_date(claim: Claim) -> Iterator[Claim]:
    """The claim; of a title that ends in a date behind a bar the title and the date."""
    found = _DATED_TITLE.fullmatch(claim.value) if claim.name == "title" else None
    if not found:
        yield claim
        return
    yield replace(claim, value=found[1])
    yield Claim("published", found[2], f"{claim.method}_date", min(claim.confidence, 0.8))


def _from_author_links(root: HtmlElement) -> list[Claim]:
    """Claims of links that the markup calls the author's (`rel="author"`, HTML standard 4.6.7.4).

    A page whose links name more than `MOST_AUTHORS` lists other stories.
    """
    names = dict.fromkeys(
        _clean(link.text_content())
        for link in root.iter("a")
        if "author" in (link.get("rel") or "").lower().split()
    )
    return _named(names, "author_link", 0.7)


def _from_author_elements(root: HtmlElement) -> list[Claim]:
    """Claims of elements whose microdata or class says that they hold an author's name."""
    names = dict.fromkeys(
        _clean(element.text_content())
        for element in root.iter("span", "a", "p", "div", "strong", "address", "li")
        if element.get("itemprop") == "author" or _AUTHOR_CLASS.search(element.get("class") or "")
    )
    persons = {
        name: None
        for name in names
        if name and len(name) <= LONGEST_BYLINE and any(map(is_person_name, person_names(name)))
    }
    return _named(persons, "author_element", 0.65)


def _named(names: dict[str, None], method: str, confidence: float) -> list[Claim]:
    names.pop("", None)
    if len(names) > MOST_AUTHORS:
        return []
    return [Claim("author", name, method, confidence) for name in names]


def _from_htmldate(root: HtmlElement) -> Iterator[Claim]:
    """The publication date that htmldate reads from markup and address.

    Only its markup search is used: a date that merely stands somewhere in the prose is
    not a statement of when the page was published.
    """
    # htmldate takes 0.1 s to load; pages that state their date need none of it.
    from htmldate import find_date  # noqa: PLC0415

    try:
        found = find_date(
            root,
            extensive_search=False,
            original_date=True,
            min_date=MIN_DATE,
            max_date=MAX_DATE,
        )
    except PARSER_ERRORS:
        return
    if found:
        yield Claim("published", found, "htmldate", HTMLDATE_CONFIDENCE)


def _clean(value: str) -> str:
    """The value on one line, without entities written twice; empty when it is too long."""
    cleaned = " ".join(repair(html.unescape(value))[0].split())
    return cleaned if len(cleaned) <= MAX_CLAIM_CHARS else ""


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims without repeats of one value, at most `MAX_CLAIMS_PER_NAME` of a name."""
    counts: dict[str, int] = {}
    seen = set()
    result = []
    for claim in claims:
        key = (claim.name, claim.value.casefold() if claim.name == "tag" else claim.value)
        if key in seen or counts.get(claim.name, 0) >= MAX_CLAIMS_PER_NAME:
            continue
        seen.add(key)
        counts[claim.name] = counts.get(claim.name, 0) + 1
        result.append(claim)
    return result
