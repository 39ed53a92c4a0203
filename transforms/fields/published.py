"""When was the article published, changed and fetched?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from transforms.fields.dateline import EARLY, dateline_day
from transforms.fields.headline import line_text
from transforms.fields.moments import LONGEST, date_label, read_moment
from transforms.record import Article, Moment

FILED: Final = 0.7
"""Confidence of a dateline's day; what the input states of its publication is surer."""
LOOKED_AT: Final = 2_000
"""Characters of a clean text in which its dateline is looked for."""


def moments(article: Article) -> tuple[list[Moment], list[Moment], list[Moment]]:
    """Candidates for publication, last change and fetching; empty where nothing is stated.

    They are the input's statements, then the date lines of the page's head, then the day with its
    year in a dateline: "GENEVA, Sept. 3, 2024 (Tessal Wire) -" is when the report was filed, which
    is the day of its publication or the one before.
    An ambiguous date ("03/04/2024") is not read. A date without a zone keeps its clock time and
    has the precision `day`.
    """
    published, modified, fetched = (
        stated(article, name) for name in ("published", "modified", "fetched")
    )
    for line in article.lines:
        if line.kind not in ("date", "byline") or not line.is_kept:
            continue
        text = line_text(article, line)
        found = read_moment(text[:LONGEST])
        if found is None:
            continue
        moment = Moment(
            found.at, found.precision, f"{line.rule}:{found.form}", line.score, text.strip()
        )
        if date_label(text) == "modified":
            modified.append(moment)
        else:
            published.append(moment)
    published += _filed(article)
    return published, modified, fetched


def _filed(article: Article) -> Iterator[Moment]:
    """When the report was filed, as its dateline says."""
    if article.lines:
        kinds = ("body", "dateline")
        lines = [line.raw_text for line in article.lines if line.kind in kinds and line.is_kept]
    else:
        lines = [line for line in article.document.text[:LOOKED_AT].split("\n") if line.strip()]
    for line in lines[:EARLY]:
        day = dateline_day(line)
        found = read_moment(day) if day else None
        if day and found is not None:
            yield Moment(found.at, found.precision, f"dateline:{found.form}", FILED, day)
            return


def stated(article: Article, name: str) -> list[Moment]:
    """The moments of the claims called `name` that can be read."""
    found_moments = []
    for claim in article.document.claims:
        found = read_moment(claim.value) if claim.name == name else None
        if found is not None:
            found_moments.append(
                Moment(
                    found.at,
                    found.precision,
                    f"{claim.method}:{found.form}",
                    claim.confidence,
                    claim.value,
                )
            )
    return found_moments


def surest(candidates: list[Moment]) -> Moment | None:
    """The moment with the greatest confidence, the first among equals."""
    return max(candidates, key=lambda moment: moment.confidence, default=None)
