"""Who wrote the article?"""

from __future__ import annotations

from transforms.fields.headline import line_text
from transforms.fields.names import is_person_name, normal_case, person_names
from transforms.record import Article, Author

DESK_CONFIDENCE = 0.5
"""An agency or a desk, kept as a name only where no person is named."""


def authors(article: Article) -> tuple[Author, ...]:
    """The article's authors, in the byline's order.

    Persons that the input states; without any, those of the byline lines. An agency, a desk or
    the outlet itself stays only if no person is named.
    """
    found: dict[str, Author] = {}
    for claim in article.document.claims:
        if claim.name == "author":
            _add(found, claim.value, claim.method, claim.confidence)
    stated = bool(found)
    for line in article.lines:
        if line.kind == "byline" and line.is_kept and not stated:
            _add(found, line_text(article, line), line.rule, line.score)
    outlets = {c.value.casefold() for c in article.document.claims if c.name == "source_name"}
    persons = [
        author
        for name, author in found.items()
        if author.confidence > DESK_CONFIDENCE and name not in outlets
    ]
    return tuple(persons or list(found.values())[:1])


def _add(found: dict[str, Author], raw: str, method: str, confidence: float) -> None:
    for name in person_names(raw):
        shown = normal_case(name)
        is_person = is_person_name(shown) or (" " not in shown and shown == raw.strip())
        sure = confidence if is_person else min(confidence, DESK_CONFIDENCE)
        found.setdefault(shown.casefold(), Author(shown, " ".join(raw.split()), method, sure))
