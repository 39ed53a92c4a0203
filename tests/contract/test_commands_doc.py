"""docs/commands.md is what the command line says of itself."""

from __future__ import annotations

from pathlib import Path

from flows.cli import COMMANDS
from flows.cli.reference import commands_markdown

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_is_current() -> None:
    remedy = "make it again: python -m flows.cli.reference > docs/commands.md"
    assert PAGE.read_text(encoding="utf-8") == commands_markdown(), remedy


def test_every_command_has_its_section() -> None:
    text = commands_markdown()
    for name in COMMANDS:
        assert f"\n## copydesk {name}\n" in text
