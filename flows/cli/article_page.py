"""How does one article look on a page of its own? Its text with everything that was read in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.cli.stated import told
from transforms.display import visible
from transforms.ids import show_id

_HERE = Path(__file__).parent
KINDS = ("quote", "mention", "date", "figure", "event")
"""Kinds of spans, the widest first: that is the order in which they are nested on the page."""
LEGEND = {
    "quote": "said by somebody",
    "mention": "name, pronoun or description",
    "date": "date",
    "figure": "number",
    "event": "verb of an event",
}


def render_article(record: Mapping[str, Any]) -> str:
    """The page, with no script and nothing loaded from elsewhere.

    `record`: the article and its rows as `copydesk show` reads them.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    article = record["article"]
    spans = [
        {**span, "number": number, "told": told(span, record), "rule": rule_of(span["method"])}
        for number, span in enumerate(record["spans"], 1)
    ]
    return environment.get_template("article.html.j2").render(
        article=article,
        article_id=show_id(article["article_id"]),
        published=_day(article),
        legend=LEGEND,
        paragraphs=list(paragraphs(article["text"], spans)),
        spans=spans,
    )


def _day(article: Mapping[str, Any]) -> str | None:
    """When it was published, no more exactly than it is known."""
    at = article["published_at"]
    if at is None:
        return None
    precision = article.get("published_precision")
    shown = {"year": str(at)[:4], "month": str(at)[:7], "week": str(at)[:10], "day": str(at)[:10]}
    return shown.get(str(precision), f"{at} UTC")


def rule_of(method: str) -> str:
    """The rule of a method, without the name of the pipeline that stands in the page's head.

    >>> rule_of("copydesk_en/1.3.0 governing"), rule_of("copydesk_en/1.3.0"), rule_of("year")
    ('governing', 'names', 'year')
    """
    first, _, rule = method.partition(" ")
    return rule or ("names" if "/" in first else first)


def paragraphs(text: str, spans: Sequence[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """For each line of the text its pieces, each with the spans that cover it.

    A piece ends wherever a span begins or ends, so spans may overlap in any way.
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        own = [span for span in spans if span["start_char"] < end and start < span["end_char"]]
        bounds = {start, end}
        for span in own:
            bounds |= {max(span["start_char"], start), min(span["end_char"], end)}
        edges = sorted(bounds)
        pieces = [
            {"text": text[left:right], "start": left, "spans": _covering(own, left, right)}
            for left, right in pairwise(edges)
        ]
        if pieces:
            yield pieces
        start = end + 1


def _covering(spans: Sequence[Mapping[str, Any]], start: int, end: int) -> list[Mapping[str, Any]]:
    found = [s for s in spans if s["start_char"] <= start and end <= s["end_char"]]
    return sorted(found, key=lambda span: KINDS.index(span["kind"]))
