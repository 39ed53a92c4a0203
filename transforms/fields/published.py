"""When was the article published, changed and fetched?"""

from __future__ import annotations

from transforms.fields.headline import line_text
from transforms.fields.moments import LONGEST, date_label, read_moment
from transforms.record import Article, Moment


def moments(article: Article) -> tuple[list[Moment], list[Moment], list[Moment]]:
    """Candidates for publication, last change and fetching; empty where nothing is stated.

    They are the input's statements, then the date lines of the page's head.
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
    return published, modified, fetched


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
