"""What is decided about a line, by which rule?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.clean.signals import LineSignals, Page


class Verdict(NamedTuple):
    """A decision about one line.

    Args:
        kind: One of `transforms.tables.article.LINE_KINDS`.
        is_kept: Whether its content is kept, in the text or in a field of its own.
        in_text: Whether it stands in the text.
        rule: Name of the rule.
        reason: The decision in words.
        score: Confidence of the decision, from 0 to 1.
    """

    kind: str
    is_kept: bool
    in_text: bool
    rule: str
    reason: str
    score: float


Verdicts = Sequence[Verdict | None]
"""One for each line of a page; None: nobody has decided yet."""

PageRule = Callable[[Page, Verdicts], Mapping[int, Verdict]]
"""Sees all lines and all verdicts so far; answers with new verdicts by line index."""


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule that looks at one line alone.

    Args:
        find: Whether the line is of this kind; its name and docstring are published.
        kind: Kind of the lines that it finds. They are removed.
        reason: The decision in words.
        score: Confidence of its decisions: lower where body lines have been seen to look so.
        cues: The line has at least one of these words or signs; without one, `find` isn't asked.
            A "0" stands for every number, "00:00" for one of five characters at the line's end.
        most_words: The line has no more words.
        leads: Where given: a line's first word, or its first sign, is one of these, or it has one
            of `inner`.
        inner: Words and signs that make up for the lead, wherever they stand.
        phrases: Whole lines that it finds, in the form of `LineSignals.norm`.
    """

    find: Callable[[LineSignals], bool]
    kind: str
    reason: str
    score: float
    cues: frozenset[str]
    most_words: int = 40
    phrases: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The rule's published name."""
        return self.find.__name__

    def verdict(self) -> Verdict:
        """The verdict on a line that it found."""
        return Verdict(self.kind, False, False, self.name, self.reason, self.score)


def removed(kind: str, rule: str, reason: str, score: float) -> Verdict:
    """The line leaves the article."""
    return Verdict(kind, False, False, rule, reason, score)


def in_field(kind: str, rule: str, reason: str, score: float) -> Verdict:
    """The line's content is kept in a field of its own."""
    return Verdict(kind, True, False, rule, reason, score)


def in_text(kind: str, rule: str, reason: str, score: float) -> Verdict:
    """The line stands in the text."""
    return Verdict(kind, True, True, rule, reason, score)
