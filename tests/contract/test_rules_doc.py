"""docs/rules.md is what the rules say of themselves."""

from __future__ import annotations

import json
from pathlib import Path

from transforms.clean.catalogue import catalogue
from transforms.clean.rules import LINE_RULES
from transforms.tables.article import LINE_KINDS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"
HITS = json.loads((ROOT / "benchmarks" / "rule_hits.json").read_text("utf-8"))


def test_the_page_is_current() -> None:
    remedy = "make it again: make docs"
    assert PAGE.read_text(encoding="utf-8") == catalogue(HITS), remedy


def test_every_rule_uses_a_declared_kind() -> None:
    assert {rule.kind for rule in LINE_RULES} <= set(LINE_KINDS)


def test_rule_names_are_unique() -> None:
    names = [
        line.removeprefix("### ") for line in catalogue(HITS).split("\n") if line.startswith("### ")
    ]
    assert len(names) == len(set(names))


def test_no_line_rule_was_measured_to_take_many_body_lines() -> None:
    """A floor: of what a line rule takes at most one line in twenty was of the body."""
    for rule in LINE_RULES:
        furniture, body = HITS.get(rule.name, (0, 0))
        assert 20 * body <= furniture + body, rule.name
