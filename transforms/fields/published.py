"""When was the article published, changed and fetched?"""

from __future__ import annotations

from dataclasses import replace

from transforms.fields.headline import line_text
from transforms.fields.moments import LONGEST, date_label, read_moment
from transforms.record import Article, Moment


def find_moments(article: Article) -> Article:
    """The article with the instants that its input states; one that is not stated stays None.

    Candidates are the input's statements and the date lines of the page's head; the surest wins.
    An ambiguous date ("03/04/2024") is not read. A date without a zone keeps its clock time and
    has the precision `day`.
    """
    published, modified, fetched = (stated(article, name) for name in ("published", "modified", "fetched"))
    for line in article.lines:
        if line.kind not in ("date", "byline") or not line.is_kept:
            continue
        text = line_text(article, line)
        found = read_moment(text[:LONGEST])
        if found is None:
            continue
        moment = Moment(found.at, found.precision, f"{line.rule}:{found.form}", line.score, text.strip())
        if date_label(text) == "modified":
            modified.append(moment)
        else:
            published.append(moment)
    return replace(article, published=surest(published), modified=surest(modified), fetched=surest(fetched))


def stated(article: Article, name: str) -> list[Moment]:
    """The moments of the claims called `name` that can be read."""
    moments = []
    for claim in article.document.claims:
        found = read_moment(claim.value) if claim.name == name else None
        if found is not None:
            moments.append(Moment(found.at, found.precision, f"{claim.method}:{found.form}", claim.confidence, claim.value))
    return moments


def surest(moments: list[Moment]) -> Moment | None:
    """The moment with the greatest confidence, the first among equals."""
    return max(moments, key=lambda moment: moment.confidence, default=None)
