"""Which lines do the user's own patterns and decisions keep or drop?

    [[clean]]
    source = "larn-post.example"
    drop = ['^Printed on paper from the valley']
    keep = ['^Correction:']
    reason = "house style of the Post"

Patterns are Python regular expressions, looked for anywhere in a line as it would stand in the
text. `source` is the outlet's domain (subdomains included) or its name; without it the entry holds
for every source. A pattern that keeps wins over one that drops, and both over all other rules.

A decision by hand (`copydesk lines`) is about lines with one hash: of an article, of a source, or
of all. It wins over patterns, and the narrower over the wider.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from transforms.clean.repetition import line_key
from transforms.clean.signals import Page
from transforms.clean.verdict import Verdict, in_text, removed
from transforms.errors import UsageError
from transforms.identity import source_of

KEYS: Final = ("source", "keep", "drop", "reason")


@dataclass(frozen=True, slots=True)
class PatternRule:
    """One entry.

    Args:
        source: Domain or name in lower case; empty: every source.
        keep: Patterns of lines that stay.
        drop: Patterns of lines that go.
        reason: Why; it becomes part of `lines.reason`.
    """

    source: str
    keep: tuple[re.Pattern[str], ...]
    drop: tuple[re.Pattern[str], ...]
    reason: str

    def concerns(self, names: Sequence[str]) -> bool:
        """Whether it holds for a source with these names (domain, name; lower case)."""
        wanted = self.source
        return not wanted or any(n == wanted or n.endswith("." + wanted) for n in names)


@dataclass(frozen=True, slots=True)
class LineDecision:
    """What a person decided on a line.

    Args:
        line_hash: `repetition.line_key` of the raw line.
        is_kept: Whether it stays.
        article_id: The one article it holds for; None: for all of `source`.
        source: Domain or name in lower case; empty: every source.
        reason: Who decided when and why; it becomes part of `lines.reason`.
    """

    line_hash: int
    is_kept: bool
    article_id: int | None = None
    source: str = ""
    reason: str = ""


class HandRules:
    """Decisions by hand, by what they are about.

    Args:
        decisions: The standing ones; of two about the same the later holds.
    """

    def __init__(self, decisions: Iterable[LineDecision]) -> None:
        self._known: dict[tuple[int | None, str], dict[int, LineDecision]] = {}
        for decision in decisions:
            scope = (decision.article_id, decision.source)
            self._known.setdefault(scope, {})[decision.line_hash] = decision

    def concerning(
        self, article_id: int | None, names: Sequence[str]
    ) -> Mapping[int, LineDecision]:
        """By hash of the line, what holds for this article of a source with these names."""
        scopes: list[tuple[int | None, str]] = [
            (None, ""),
            *((None, name) for name in reversed(names)),
        ]
        if article_id is not None:
            scopes.append((article_id, ""))
        found: dict[int, LineDecision] = {}
        for scope in scopes:
            found.update(self._known.get(scope, {}))
        return found


OwnRule = PatternRule | HandRules


@dataclass(frozen=True, slots=True)
class OwnVerdicts:
    """What the user's patterns say of a page, by line index."""

    kept: Mapping[int, Verdict]
    dropped: Mapping[int, Verdict]


def parsed(
    entries: Sequence[Mapping[str, Any]], place: str = "[[clean]]"
) -> tuple[PatternRule, ...]:
    """The entries as rules.

    Raises:
        UsageError: An unknown key, a value of the wrong type, a pattern that is none.
    """
    return tuple(_rule(entry, f"{place} entry {n}") for n, entry in enumerate(entries, 1))


def _rule(entry: Mapping[str, Any], place: str) -> PatternRule:
    for key in entry:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(KEYS)}"
            raise UsageError(place, f"unknown key {key!r}", hint)
    for key in ("source", "reason"):
        if not isinstance(entry.get(key, ""), str):
            raise UsageError(f"{place}: {key}", f"{entry[key]!r} is no text", "give a text")
    keep, drop = (tuple(_patterns(entry, key, place)) for key in ("keep", "drop"))
    if not keep and not drop:
        raise UsageError(place, "it has no pattern", "give `keep` or `drop`, a list of patterns")
    source = str(entry.get("source", "")).lower().removeprefix("www.")
    return PatternRule(source, keep, drop, str(entry.get("reason", "")))


def _patterns(entry: Mapping[str, Any], key: str, place: str) -> Iterator[re.Pattern[str]]:
    given = entry.get(key, [])
    for pattern in [given] if isinstance(given, str) else given:
        if not isinstance(pattern, str) or not pattern:
            raise UsageError(f"{place}: {key}", f"{pattern!r} is no pattern", "give a text")
        try:
            yield re.compile(pattern)
        except re.error as error:
            raise UsageError(
                f"{place}: {key}", f"{pattern!r}: {error}", "correct the regular expression"
            ) from error


def own_verdicts(page: Page, rules: Sequence[OwnRule]) -> OwnVerdicts:
    """What the rules that concern the page's source say of its lines."""
    kept: dict[int, Verdict] = {}
    dropped: dict[int, Verdict] = {}
    _, domain, name = source_of(page.document) if rules else (None, None, None)
    names = [known.lower() for known in (domain, name) if known]
    for rule in rules:
        if isinstance(rule, PatternRule) and rule.concerns(names):
            for index in page.shown:
                text = page.lines[index].text
                _add(kept, index, rule.keep, text, in_text("body", "own_keep", _why(rule), 1.0))
                gone = removed("other_furniture", "own_drop", _why(rule), 1.0)
                _add(dropped, index, rule.drop, text, gone)
    dropped = {i: v for i, v in dropped.items() if i not in kept}
    for rule in rules:
        if isinstance(rule, HandRules):
            _decide(page, rule.concerning(page.document.article_id, names), kept, dropped)
    return OwnVerdicts(kept, dropped)


def _decide(
    page: Page,
    decisions: Mapping[int, LineDecision],
    kept: dict[int, Verdict],
    dropped: dict[int, Verdict],
) -> None:
    """Notes what was decided by hand; it wins over what patterns say."""
    if not decisions:
        return
    for index in page.shown:
        decision = decisions.get(line_key(page.raw[index]))
        if decision is None:
            continue
        kept.pop(index, None)
        dropped.pop(index, None)
        if decision.is_kept:
            kept[index] = in_text("body", "hand_keep", decision.reason, 1.0)
        else:
            dropped[index] = removed("other_furniture", "hand_drop", decision.reason, 1.0)


def _add(
    found: dict[int, Verdict],
    index: int,
    patterns: Sequence[re.Pattern[str]],
    text: str,
    verdict: Verdict,
) -> None:
    """Notes the first pattern that is in the line, unless an earlier rule has one."""
    pattern = next((p for p in patterns if p.search(text)), None)
    if pattern is not None and index not in found:
        found[index] = verdict._replace(reason=f"{verdict.reason} ({pattern.pattern})")


def _why(rule: PatternRule) -> str:
    return f"your own rule: {rule.reason}" if rule.reason else "your own rule"
