"""Which field of a record means what?"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

from transforms.decode.charset import repair
from transforms.decode.options import DecodeOptions
from transforms.record import Claim

KEYS: dict[str, tuple[str, ...]] = {
    "text": (
        *("maintext", "text", "body", "content", "article_text", "article_body", "articlebody"),
        *("plaintext", "full_text", "fulltext", "body_text", "main_text", "article", "story"),
        *("raw_text", "paragraphs"),
    ),
    "html": (
        *("html", "raw_html", "content_html", "body_html", "html_content", "page_html"),
        *("article_html", "source_html"),
    ),
    "url": ("url", "link", "uri", "permalink", "web_url", "source_url", "href", "requested_url"),
    "canonical_url": ("canonical_url", "canonical"),
    "external_id": (
        *("external_id", "id", "_id", "guid", "uuid", "uid", "article_id", "doc_id", "docid"),
        "identifier",
    ),
    "title": ("title", "headline", "heading", "head", "article_title"),
    "dek": (
        *("dek", "description", "summary", "subtitle", "standfirst", "abstract", "excerpt"),
        *("teaser", "subheadline", "sub_title"),
    ),
    "author": ("authors", "author", "byline", "creator", "writers", "reporter"),
    "section": ("section", "desk", "rubric", "category"),
    "published": (
        *("date_publish", "publishing_date", "published_at", "published", "date_published"),
        *("datepublished", "publish_date", "published_date", "publication_date", "pub_date"),
        *("pubdate", "published_time", "date", "datetime", "timestamp", "time"),
    ),
    "modified": (
        *("date_modify", "modified_at", "modified", "date_modified", "datemodified"),
        *("updated_at", "updated", "last_modified", "update_date"),
    ),
    "fetched": (
        *("date_download", "fetched_at", "fetched", "crawled_at", "scraped_at", "crawl_date"),
        *("retrieved_at", "download_date", "crawl_time"),
    ),
    "source_name": (
        *("source_name", "source", "publisher", "outlet", "publication", "newspaper"),
        *("site_name", "sitename", "site", "media_name"),
    ),
    "domain": ("source_domain", "domain", "hostname", "host", "netloc"),
    "language": ("language", "lang", "inlanguage", "language_code"),
    "tag": ("tags", "topics", "keywords", "hashtags", "categories", "labels"),
}
"""Record keys of each claim, best first: Scrapy items, news-please, Fundus, simple corpora.

Compared without regard to case, with `-`, `.` and blanks as `_`.
"""

FIELD_CONFIDENCE = 0.9
"""A record says so in a field of its own: as sure as an export can be."""

MAX_CLAIM_CHARS = 5_000
"""Longer values are no titles, names or dates; they are left out."""

MAX_CLAIMS_PER_NAME = 200

_KEY_MARKS = re.compile(r"[\s.-]+")
_SEPARATORS = {"tag": re.compile(r"[,;|]"), "author": re.compile(r"[;|]")}
_BLOCK_TAGS = re.compile(r"</(?:p|div|h[1-6]|li|article|section)>|<br ?/?>|<p[ >]", re.I)


@lru_cache(maxsize=4_096)
def key_of(name: str) -> str:
    """A record key in the form that keys are compared in."""
    return _KEY_MARKS.sub("_", name[:200].strip().lower())


def keys_for(claim: str, options: DecodeOptions) -> tuple[str, ...]:
    """The record keys of `claim`, the user's own first."""
    own = tuple(key_of(key) for key in options.fields.get(claim, ()))
    return own + KEYS.get(claim, ())


def find(record: Mapping[str, object], claim: str, options: DecodeOptions) -> tuple[str, object]:
    """The first key of `claim` that has a value, and the value; ("", None) without one.

    Args:
        record: Keys as `key_of` gives them.
        claim: A name of `KEYS`.
        options: With the user's mapping.
    """
    for key in keys_for(claim, options):
        value = record.get(key)
        if not is_missing(value):
            return key, value
    return "", None


def normal(record: Mapping[str, object]) -> dict[str, object]:
    """`record` with its keys as `key_of` gives them; an exact key wins over a look-alike."""
    result: dict[str, object] = {}
    for name, value in record.items():
        key = key_of(name)
        if key not in result or name == key or is_missing(result[key]):
            result[key] = value
    return result


def is_missing(value: object) -> bool:
    """Whether a field says nothing: null, not a number, blank text, an empty list."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, (list, tuple, dict)) and not value


def claims_of(record: Mapping[str, object], options: DecodeOptions) -> tuple[Claim, ...]:
    """What a record's fields state, in the order of `KEYS`, best first within one name.

    Args:
        record: Keys as `key_of` gives them (see `normal`).
        options: With the user's mapping.
    """
    own = tuple((name, tuple(keys)) for name, keys in options.fields.items())
    ranks = _ranks(own)
    stated: dict[str, list[tuple[int, str]]] = {}
    for key in record:
        for name, rank in ranks.get(key, ()):
            stated.setdefault(name, []).append((rank, key))
    claims: list[Claim] = []
    for name in KEYS:
        for _, key in sorted(stated.get(name, ())):
            found = list(_claims(name, key, record[key]))
            claims.extend(found)
            if found and name != "tag":
                break
    return tuple(claims)


@lru_cache(maxsize=8)
def _ranks(own: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    """The claims that each record key fills, with its rank among the keys of that claim."""
    options = DecodeOptions(fields=dict(own))
    ranks: dict[str, tuple[tuple[str, int], ...]] = {}
    for name in KEYS:
        if name in ("text", "html"):
            continue
        for rank, key in enumerate(dict.fromkeys(keys_for(name, options))):
            ranks[key] = (*ranks.get(key, ()), (name, rank))
    return ranks


def _claims(name: str, key: str, value: object) -> Iterator[Claim]:
    """The claims of one field: one per author or tag, one for all other names."""
    limit = MAX_CLAIMS_PER_NAME if name in ("author", "tag") else 1
    seen = set()
    for text in VALUES.get(name, _single)(value):
        cleaned = " ".join(repair(html.unescape(text))[0].split())
        if not cleaned or len(cleaned) > MAX_CLAIM_CHARS or cleaned in seen:
            continue
        seen.add(cleaned)
        yield Claim(name, cleaned, f"field:{key}", FIELD_CONFIDENCE)
        if len(seen) == limit:
            return


def _single(value: object) -> Iterator[str]:
    """A field with one value; of a list, its first."""
    if isinstance(value, (list, tuple)):
        value = next((item for item in value if not is_missing(item)), None)
    if isinstance(value, Mapping):
        value = next((value[k] for k in ("name", "value", "title", "rendered") if k in value), None)
    text = scalar_text(value)
    if text is not None:
        yield text


def _several(name: str) -> Callable[[object], Iterator[str]]:
    """Reads a field with several values: a list, a list of objects, a separated text."""

    def values(value: object) -> Iterator[str]:
        items: Iterable[object] = value if isinstance(value, (list, tuple)) else [value]
        for item in items:
            if isinstance(item, str):
                yield from (_unlisted(part) for part in _SEPARATORS[name].split(item))
            elif not is_missing(item) and not isinstance(item, (list, tuple, bool)):
                yield from _single(item)

    return values


VALUES: dict[str, Callable[[object], Iterator[str]]] = {
    "author": _several("author"),
    "tag": _several("tag"),
}


def _unlisted(part: str) -> str:
    """A part of a list that was written out as text (`['a', 'b']`) without the marks."""
    part = part.strip()
    bare = part.strip("[]").strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == "'" else bare or part


def scalar_text(value: object) -> str | None:
    """A scalar as text: dates in ISO 8601, whole floats without the fraction.

    None for null, truth values, not-a-number, and containers.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return _number_text(value) if is_number and not is_missing(value) else None


def _number_text(value: object) -> str | None:
    """A number as text; None for one of hundreds of digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    is_long = isinstance(value, int) and value.bit_length() > 1_000
    return None if is_long else str(value)


def looks_like_html(text: str) -> bool:
    """Whether a field's text is markup: it begins with a tag, or has three block tags."""
    if "<" not in text:
        return False
    count = sum(1 for _ in zip(_BLOCK_TAGS.finditer(text), range(3), strict=False))
    return count == 3 or (count > 0 and text.lstrip().startswith("<"))
