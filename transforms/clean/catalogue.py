"""Which rules clean a page? Prints docs/rules.md, with what each rule was measured to find.

python -m transforms.clean.catalogue < benchmarks/rule_hits.json
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from transforms.clean import headlines, inside, repetition, strip
from transforms.clean.decide import line_model
from transforms.clean.keep import KEPT
from transforms.clean.rules import LINE_RULES

_HEAD = """# The rules of cleaning

Generated from the code by `python -m transforms.clean.catalogue`; do not edit.

Every raw line of an article stands in the table `lines` with the rule that decided on it. The
rules below are asked in this order, and the first that finds a line decides. The score is the
confidence of the decision. A body line lost is worse than furniture kept, so a rule stays silent
where article text can look the same.

"Measured" counts the labelled lines of 598 whole pages of 234 domains (titles, captions and other
supplements left out) that a rule decided on; `python -m benchmarks.cleaning --only rules` counts
them again. Rules that keep a line in a field of its own are counted too.
"""
_LINE = """
## Line rules

They see one line alone and remove it.
"""
_PAGE = """
## Page rules

They see the whole page and the decisions so far, and run after the line rules.
"""
_TEXT = """
## Lines that stay
"""
_OWN = """
## Your own patterns and decisions

### `own_drop`

A line in which a pattern `drop` of a `[[clean]]` entry was found.

### `own_keep`

A line in which a pattern `keep` was found; it wins over every other rule.

### `hand_drop`

A line that a person decided to drop (`copydesk lines drop`); the reason says who, when and why.

### `hand_keep`

A line that a person decided to keep. Decisions by hand win over patterns.
"""
_INSIDE = """
## Inside a line that stays
"""


Hits = Mapping[str, Sequence[int]]
"""Lines that a rule decided on, by rule: of furniture, and of the body."""


def catalogue(hits: Hits) -> str:
    """The text of docs/rules.md."""
    return "\n".join((_HEAD, *_sections(hits))).rstrip("\n") + "\n"


def _sections(hits: Hits) -> Iterator[str]:
    yield _LINE
    for rule in LINE_RULES:
        note = f"kind `{rule.kind}`, score {rule.score:g}"
        yield _entry(rule.name, rule.find, note) + _measured(hits, rule.name)
    yield _PAGE
    page_rules: dict[str, Callable[..., object]] = {
        rule.__name__: rule for rule in (*strip.PAGE_RULES, headlines.title_above_text)
    }
    for name, page_rule in {**page_rules, "line_model": line_model}.items():
        yield _entry(name, page_rule, "") + _measured(hits, name)
    yield _entry(repetition.RULE, repetition.repeated, "")
    yield _TEXT
    yield "### `blank`\n\nA line with nothing to see. It is not kept and not counted as removed.\n"
    for kind, verdict in KEPT.items():
        yield f"### `{kind}`\n\n(score {verdict.score:g}) Reason: {verdict.reason}.\n"
    yield _OWN
    yield _INSIDE
    for change in (inside.hidden_characters, inside.markdown_marks):
        yield _entry(change.__name__, change, "")


def _measured(hits: Hits, name: str) -> str:
    """What the rule decided on among the labelled lines."""
    furniture, body = hits.get(name, (0, 0))
    if not furniture + body:
        return "\nMeasured: it found none of the labelled lines.\n"
    return f"\nMeasured: {furniture:,} lines of furniture, {body:,} of the body.\n"


def _entry(name: str, find: Callable[..., object], note: str) -> str:
    """One rule: its name, its docstring without arguments and examples, and a note."""
    doc = inspect.cleandoc(find.__doc__ or "").split("\nArgs:")[0].split("\n>>>")[0].strip()
    return f"### `{name}`\n\n" + (f"({note}) " if note else "") + doc + "\n"


if __name__ == "__main__":
    sys.stdout.write(catalogue(json.load(sys.stdin)))
