"""What are the title, the dek and the section?"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.clean.forms import normal_form
from transforms.clean.inside import hidden_characters, markdown_marks
from transforms.clean.titles import title_forms
from transforms.fields.choose import plain
from transforms.record import Article, Candidate, Claim, Line

LONGEST_TITLE = 400
LONGEST_DEK = 1000
LONGEST_SECTION = 80
AGREEMENT = 0.04
"""Confidence that a stated title gains when a line of the page says the same: on 257 pages of the
development and held-out sets the first h1 was exact in .755, og:title in .693."""


def title_candidates(article: Article) -> Iterator[Candidate]:
    """Stated titles in their order, without the site's name, then the title line."""
    line = next((line for line in article.lines if line.kind == "title"), None)
    shown = line_text(article, line) if line else ""
    for claim in article.document.claims:
        if claim.name == "title" and claim.value.strip():
            value = without_site(
                plain(hidden_characters(" ".join(claim.value.split())), LONGEST_TITLE),
                article.document.claims,
            )
            agrees = bool(shown) and normal_form(shown) in title_forms(value)
            sure = min(0.99, claim.confidence + AGREEMENT * agrees)
            yield Candidate(
                value, claim.method, sure, claim.value, line.line_no if line and agrees else None
            )
    if line and shown:
        yield Candidate(
            plain(shown, LONGEST_TITLE),
            line.rule,
            _line_confidence(article, line),
            line.raw_text,
            line.line_no,
        )


def _line_confidence(article: Article, line: Line) -> float:
    """A line that only repeats a stated title never outranks the statement itself."""
    if line.rule != "title_claimed":
        return line.score
    return min(
        (c.confidence for c in article.document.claims if c.name == "title"), default=line.score
    )


def without_site(title: str, claims: tuple[Claim, ...]) -> str:
    """A stated title without the site's name at its end, if the input states that name."""
    names = {normal_form(c.value) for c in claims if c.name in ("source_name", "domain")}
    names |= {name.removeprefix("www ").split(" ")[0] for name in names}
    for mark in (" | ", " - ", " – ", " — ", " :: ", " » ", " · "):
        head, found, tail = title.rpartition(mark)
        if found and normal_form(tail) in names and len(head) >= 3:
            return head.strip()
    return title


def dek_candidates(article: Article, title: Candidate | None) -> Iterator[Candidate]:
    """The dek line, then stated summaries that neither the text nor the title starts with."""
    for line in article.lines:
        if line.kind == "dek":
            value = plain(line_text(article, line), LONGEST_DEK)
            yield Candidate(value, line.rule, line.score, line.raw_text, line.line_no)
    said = normal_form(title.value) if title else ""
    start = normal_form(article.text[: 2 * LONGEST_DEK])
    for claim in article.document.claims:
        if claim.name == "dek" and claim.value.strip():
            value = plain(hidden_characters(" ".join(claim.value.split())), LONGEST_DEK)
            form = normal_form(value.rstrip("….").removesuffix("[…]"))
            if form and form != said and not start.startswith(form[:200]):
                yield Candidate(value, claim.method, claim.confidence, claim.value)


def section_candidates(article: Article) -> Iterator[Candidate]:
    """Stated sections, then the section line before the title."""
    for claim in article.document.claims:
        if claim.name == "section" and claim.value.strip():
            value = plain(hidden_characters(" ".join(claim.value.split())), LONGEST_SECTION)
            yield Candidate(value, claim.method, claim.confidence, claim.value)
    for line in article.lines:
        if line.kind == "section":
            value = line_text(article, line)
            yield Candidate(value, line.rule, line.score, line.raw_text, line.line_no)


def line_text(article: Article, line: Line) -> str:
    """A ledger line as it would stand in the text."""
    text = hidden_characters(line.raw_text)
    return markdown_marks(text) if article.document.format == "md" else text
