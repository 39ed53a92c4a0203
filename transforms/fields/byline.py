"""Who wrote the article?"""

from __future__ import annotations

from collections.abc import Mapping, Set

from transforms.fields.headline import line_text
from transforms.fields.names import is_person_name, normal_case, person_names
from transforms.record import Article, Author

DESK_CONFIDENCE = 0.5
"""An agency or a desk, kept as a name only where no person is named."""


SURE_LINE = 0.9
"""A byline that says so itself, with "By" or its like: the others, bare names beside a date, count
only where the input states nobody."""


def authors(article: Article) -> tuple[Author, ...]:
    """The article's authors, in the byline's order.

    Persons that the input states, by the surest of its statements: another one is believed only
    if it names all of these and more. Without any the persons of the byline lines. An agency, a
    desk or the outlet itself stays only if no person is named, and the outlet last.
    """
    outlets = {c.value.casefold() for c in article.document.claims if c.name == "source_name"}
    stated: dict[str, dict[str, Author]] = {}
    for claim in article.document.claims:
        if claim.name == "author":
            _add(stated.setdefault(claim.method, {}), claim.value, claim.method, claim.confidence)
    lines: dict[str, Author] = {}
    for line in article.lines:
        is_sure = line.score >= SURE_LINE or not stated
        if line.kind == "byline" and line.is_kept and is_sure:
            _add(lines, line_text(article, line), line.rule, line.score)
    named = [_persons(found, outlets) for found in (*stated.values(), lines)]
    best: dict[str, Author] = next(filter(None, named), {})
    for found in named[: len(stated)]:
        best = found if found.keys() > best.keys() > set() else best
    if best:
        return tuple(best.values())
    desks = {name: a for found in (*stated.values(), lines) for name, a in found.items()}
    return tuple(sorted(desks.values(), key=lambda desk: desk.name.casefold() in outlets)[:1])


def _persons(found: Mapping[str, Author], outlets: Set[str]) -> dict[str, Author]:
    return {
        name: author
        for name, author in found.items()
        if author.confidence > DESK_CONFIDENCE and name not in outlets
    }


def _add(found: dict[str, Author], raw: str, method: str, confidence: float) -> None:
    for name in person_names(raw):
        shown = normal_case(name)
        is_person = is_person_name(shown) or (" " not in shown and shown == raw.strip())
        sure = confidence if is_person else min(confidence, DESK_CONFIDENCE)
        found.setdefault(shown.casefold(), Author(shown, " ".join(raw.split()), method, sure))
