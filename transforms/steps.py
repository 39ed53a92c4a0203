"""In what order is an article made?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from transforms.clean.signals import count_words
from transforms.clean.strip import clean
from transforms.fields.byline import find_authors
from transforms.fields.dateline import dateline_candidate
from transforms.fields.dates import find_dates
from transforms.fields.headline import find_dek, find_section, find_title, line_text
from transforms.fields.links import find_links
from transforms.fields.published import find_moments
from transforms.fields.reading_time import reading_seconds
from transforms.fields.tags import page_tags
from transforms.fields.truncation import find_truncation
from transforms.record import Article, RawDocument, Reject

RULESET_VERSION = "1"
"""Raise it with every change of a rule: it is part of the key of every result."""

Step = Callable[[Article], Article | Reject]


@dataclass(frozen=True, slots=True)
class EditOptions:
    """What editing needs to know from outside.

    Args:
        as_of: Day of the run. It anchors nothing but the year of a weekday with month and day
            when no publication date is stated; such rows say so in `anchor`.
    """

    as_of: date


def find_dateline(article: Article) -> Article:
    """The article with the place that it was filed from: its dateline's, alone or at a paragraph's head."""
    for line in article.lines:
        if line.kind == "dateline":
            return replace(article, dateline=dateline_candidate(line_text(article, line), line.line_no))
    seen = 0
    for line in article.lines:
        if line.text_start is None or line.kind != "body":
            continue
        found = dateline_candidate(article.text[line.text_start : line.text_end], line.line_no)
        seen += 1
        if found or seen == 3:
            return replace(article, dateline=found)
    return article


def find_reading_time(article: Article) -> Article:
    """The article with the reading time that its page states, in seconds."""
    stated = (reading_seconds(line_text(article, line)) for line in article.lines if line.kind == "reading_time")
    return replace(article, reading_seconds=next((seconds for seconds in stated if seconds), None))


def find_tags(article: Article) -> Article:
    """The article with the tags of its keyword and hashtag lines, and the publisher's own."""
    if not any(line.kind in ("hashtags", "keywords") for line in article.lines):
        return replace(article, tags=page_tags((), (), article.document.claims))
    texts = [line_text(article, line) for line in article.lines]
    return replace(article, tags=page_tags(article.lines, texts, article.document.claims))


def measure(article: Article) -> Article:
    """The article with its word count."""
    return replace(article, word_count=count_words(article.text))


def steps(options: EditOptions) -> tuple[Step, ...]:
    """The steps of `edit` in their order."""
    return (
        clean,
        find_title,
        find_dek,
        find_section,
        find_dateline,
        find_authors,
        find_moments,
        find_reading_time,
        find_truncation,
        find_tags,
        find_links,
        partial(find_dates, as_of=options.as_of),
        measure,
    )


def edit(document: RawDocument, options: EditOptions) -> Article | Reject:
    """The cleaned article with its fields, or the first rejection.

    The language steps come later; `sentences` and `language` are empty here.
    """
    article = Article(document)
    for step in steps(options):
        result = step(article)
        if isinstance(result, Reject):
            return result
        article = result
    return article
