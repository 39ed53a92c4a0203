"""In what order is an article made?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.clean.forms import count_words
from transforms.clean.own_rules import OwnRule
from transforms.clean.repetition import Seen
from transforms.clean.strip import clean_all
from transforms.fields.byline import authors
from transforms.fields.choose import best
from transforms.fields.dateline import dateline_candidates
from transforms.fields.dates import date_rows
from transforms.fields.headline import dek_candidates, section_candidates, title_candidates
from transforms.fields.links import links
from transforms.fields.published import moments, surest
from transforms.fields.reading_time import stated_seconds
from transforms.fields.tags import tags
from transforms.fields.truncation import is_truncated
from transforms.record import Article, RawDocument, Reject

RULESET_VERSION = "6"
"""Raise it with every change of a rule: it is part of the key of every result."""


@dataclass(frozen=True, slots=True)
class EditOptions:
    """What editing needs to know from outside.

    Args:
        as_of: Day of the run. It anchors nothing but the year of a weekday with month and day
            when no publication date is stated; such rows say so in `anchor`.
        rules: The user's own patterns of lines to keep and to drop.
    """

    as_of: date
    rules: tuple[OwnRule, ...] = ()


def read_head(article: Article) -> Article:
    """The article with what its head states: each field takes the best of its candidates."""
    title = best(title_candidates(article))
    published, modified, fetched = moments(article)
    return replace(
        article,
        title=title,
        dek=best(dek_candidates(article, title)),
        section=best(section_candidates(article)),
        dateline=best(dateline_candidates(article)),
        authors=authors(article),
        published=surest(published),
        modified=surest(modified),
        fetched=surest(fetched),
    )


def read_text(article: Article, as_of: date) -> Article:
    """The article with what its lines and its text state; dates count from `published`."""
    return replace(
        article,
        reading_seconds=stated_seconds(article),
        is_truncated=is_truncated(article),
        tags=tags(article),
        links=links(article),
        dates=date_rows(article, as_of),
        word_count=count_words(article.text),
    )


def as_clean(document: RawDocument, as_of: date) -> Article:
    """The article of a text that is clean already: all of it is text, and no line is judged."""
    published, modified, fetched = moments(Article(document))
    article = Article(
        document,
        text=document.text,
        published=surest(published),
        modified=surest(modified),
        fetched=surest(fetched),
    )
    return read_text(article, as_of)


def edit(document: RawDocument, options: EditOptions, seen: Seen | None = None) -> Article | Reject:
    """`edit_all` of this document alone."""
    return edit_all([document], options, [seen])[0]


def edit_all(
    documents: Sequence[RawDocument], options: EditOptions, seen: Sequence[Seen | None] = ()
) -> list[Article | Reject]:
    """The cleaned articles with their fields, or why there is none.

    Documents are edited together for speed alone: what becomes of one does not depend on the
    others. The language steps come later; `sentences` and `language` are empty here.

    Args:
        documents: The documents.
        options: What editing needs to know from outside.
        seen: What other pages say of the lines of each; None: it is cleaned alone.
    """
    cleaned = clean_all([Article(document) for document in documents], seen, options.rules)
    return [
        found if isinstance(found, Reject) else read_text(read_head(found), options.as_of)
        for found in cleaned
    ]
