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
    spans = [{**span, "told": told(span, record)} for span in record["spans"]]
    return environment.get_template("article.html.j2").render(
        article=article,
        article_id=show_id(article["article_id"]),
        kinds=KINDS,
        paragraphs=list(paragraphs(article["text"], spans)),
        spans=sorted(spans, key=lambda s: (KINDS.index(s["kind"]), s["start_char"])),
    )


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
            {"text": text[left:right], "spans": _covering(own, left, right)}
            for left, right in pairwise(edges)
        ]
        if pieces:
            yield pieces
        start = end + 1


def _covering(spans: Sequence[Mapping[str, Any]], start: int, end: int) -> list[Mapping[str, Any]]:
    found = [s for s in spans if s["start_char"] <= start and end <= s["end_char"]]
    return sorted(found, key=lambda span: KINDS.index(span["kind"]))
