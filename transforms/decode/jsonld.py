"""What does a page's JSON-LD say about the article?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from transforms.decode.fields import MAX_CLAIM_CHARS, MAX_CLAIMS_PER_NAME

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "Report",
        "TechArticle",
        "ScholarlyArticle",
    ]
)
"""schema.org types of articles."""

MAX_SCRIPT_CHARS = 1_000_000
MAX_NODES = 5_000

_FENCE = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")

FIELDS = (
    ("title", ("headline", "name")),
    ("dek", ("alternativeHeadline", "description")),
    ("author", ("author", "creator")),
    ("published", ("datePublished",)),
    ("modified", ("dateModified",)),
    ("section", ("articleSection",)),
    ("tag", ("keywords",)),
    ("source_name", ("publisher",)),
    ("language", ("inLanguage",)),
    ("canonical_url", ("url", "mainEntityOfPage")),
)
"""Claim name and the properties that it is read from, best first."""


def article_fields(scripts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Claim names and values of the first article node, in the order of `FIELDS`.

    Args:
        scripts: Texts of the `application/ld+json` scripts, in page order.
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    article = next((node for node in nodes if _types(node) & ARTICLE_TYPES), None)
    if article is None:
        return
    by_id = _by_id(nodes)
    for name, properties in FIELDS:
        for prop in properties:
            values = list(_values(name, article.get(prop), by_id))
            yield from ((name, value) for value in values)
            if values:
                break


def _nodes(script: str) -> Iterator[dict[str, object]]:
    """All objects of one script, outer before inner; none when it is not JSON."""
    if len(script) > MAX_SCRIPT_CHARS:
        return
    try:
        data = json.loads(_FENCE.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return
    queue: list[object] = [data]
    for taken, item in enumerate(queue):
        if taken >= MAX_NODES:
            return
        if isinstance(item, dict):
            yield item
            queue.extend(value for value in item.values() if isinstance(value, (dict, list)))
        elif isinstance(item, list):
            queue.extend(value for value in item if isinstance(value, (dict, list)))


def _by_id(nodes: Iterable[dict[str, object]]) -> dict[str, dict[str, object]]:
    """The nodes that others can refer to."""
    found: dict[str, dict[str, object]] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            found[name] = node
    return found


def _types(node: Mapping[str, object]) -> set[str]:
    """The node's types, without a vocabulary prefix."""
    stated = node.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    return {t.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for t in types if isinstance(t, str)}


def _values(name: str, stated: object, by_id: Mapping[str, dict[str, object]]) -> Iterator[str]:
    """The values of one property, references within the page followed."""
    items = stated if isinstance(stated, list) else [stated]
    limit = MAX_CLAIMS_PER_NAME if name in ("author", "tag") else 1
    seen: set[str] = set()
    for item in items[: MAX_CLAIMS_PER_NAME * 5]:
        for text in _texts(name, item, by_id):
            value = " ".join(text.split())
            if value and len(value) <= MAX_CLAIM_CHARS and value not in seen:
                seen.add(value)
                yield value
                if len(seen) >= limit:
                    return


def _texts(name: str, item: object, by_id: Mapping[str, dict[str, object]]) -> Iterator[str]:
    """The texts of one value: itself, or the name of the person, outlet or page it is."""
    if isinstance(item, dict):
        reference = item.get("@id")
        if len(item) == 1 and isinstance(reference, str):
            item = by_id.get(reference, item)
        wanted = ("@id", "url") if name == "canonical_url" else ("name", "@value", "alternateName")
        item = next((item[key] for key in wanted if isinstance(item.get(key), (str, list))), None)
    if isinstance(item, list):
        item = next((part for part in item if isinstance(part, str)), None)
    if not isinstance(item, str) or (name == "canonical_url" and not item.startswith("http")):
        return
    yield from re.split(r"[,;]", item) if name == "tag" else (item,)
