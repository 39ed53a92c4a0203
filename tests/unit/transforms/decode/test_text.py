from __future__ import annotations

import pytest

from tests.unit.transforms.decode.inputs import document, values

FRONT = """---
title: "Bridge reopens"
author:
  - Tomas Lind
  - Ines Farrow
date: 2031-05-06
tags: [bridges, 'Port Ellery']
---
# Bridge reopens

The [council](https://council.example/a_(b)) said so in [a note](https://council.example/note).

Piers
-----
See <https://piers.example/>.
"""


@pytest.mark.parametrize(
    "text", ["One.\r\nTwo.\r\n", "One.\n\n\n Two \n", "no line end", "\tIndented\n"]
)
def test_text_is_the_file_exactly(text: str) -> None:
    found = document(text.encode(), "a.txt")
    assert (found.text, found.format, found.encoding) == (text, "txt", "utf-8")
    assert (found.repairs, found.body_lines) == ((), None)


def test_lone_carriage_returns_become_line_feeds_and_are_recorded() -> None:
    found = document(b"One.\rTwo.\r", "a.txt")
    assert (found.text, found.repairs) == ("One.\nTwo.\n", ("cr_line_ends",))


def test_front_matter_makes_claims_and_stays_in_the_raw_text() -> None:
    found = document(FRONT.encode(), "a.md")
    assert found.text == FRONT
    assert values(found, "title") == ["Bridge reopens"]
    assert values(found, "author") == ["Tomas Lind", "Ines Farrow"]
    assert values(found, "published") == ["2031-05-06"]
    assert values(found, "tag") == ["bridges", "Port Ellery"]
    assert found.body_lines is not None
    assert min(found.body_lines) == 8


def test_markdown_links_and_headings() -> None:
    found = document(FRONT.encode(), "a.md")
    lines = found.text.split("\n")
    assert [lines[n] for n in sorted(found.heading_lines)] == ["# Bridge reopens", "Piers"]
    assert ("https://council.example/note", "a note", 10) in [
        (link.url, link.anchor_text, link.line_no) for link in found.links
    ]


def test_toml_front_matter() -> None:
    found = document(b'+++\ntitle = "Bridge"\ntags = ["a"]\n+++\nText.\n', "a.md")
    assert values(found, "title") == ["Bridge"]


@pytest.mark.parametrize(
    "text", ["---\nno end\n", "--- \nWords only\n---\nText", "Text\n---\ntitle: x\n---\n"]
)
def test_what_is_no_front_matter_makes_no_claims(text: str) -> None:
    found = document(text.encode(), "a.md")
    assert (found.claims, found.body_lines) == ((), None)
