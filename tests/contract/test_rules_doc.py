"""docs/rules.md is what the rules say of themselves."""

from __future__ import annotations

from pathlib import Path

from transforms.clean.catalogue import catalogue
from transforms.clean.rules import LINE_RULES
from transforms.tables.article import LINE_KINDS

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    remedy = "make it again: python -m transforms.clean.catalogue > docs/rules.md"
    assert PAGE.read_text(encoding="utf-8") == catalogue(), remedy


def test_every_rule_uses_a_declared_kind() -> None:
    assert {rule.kind for rule in LINE_RULES} <= set(LINE_KINDS)


def test_rule_names_are_unique() -> None:
    names = [
        line.removeprefix("### ") for line in catalogue().split("\n") if line.startswith("### ")
    ]
    assert len(names) == len(set(names))
