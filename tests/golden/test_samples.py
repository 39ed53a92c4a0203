"""Do the samples come out as a careful editor wants them?"""

from __future__ import annotations

import json

import pytest

from tests.golden.compare import EXAMPLES, GAPS, differences, goldens, read
from transforms.record import Article

KNOWN = json.loads(GAPS.read_text("utf-8"))


@pytest.mark.parametrize(("path", "expected"), goldens(), ids=[path for path, _ in goldens()])
def test_sample(path, expected):
    found = {key: sorted(fields) for key, fields in differences(path, expected).items()}
    known = {key: fields for key, fields in KNOWN.items() if key.split("#")[0] == path}
    assert found == known, "a new difference, or a closed gap that is still listed"


def test_every_sample_has_a_golden_file():
    files = {
        str(path.relative_to(EXAMPLES))
        for folder in ("articles", "formats")
        for path in (EXAMPLES / folder).rglob("*")
        if path.is_file()
    }
    assert files == {path for path, _ in goldens()}


def test_one_article_in_every_format_has_one_text():
    found = {}
    for path in sorted((EXAMPLES / "formats").iterdir()):
        (article,) = read(f"formats/{path.name}")
        assert isinstance(article, Article)
        found[path.name] = article.text
    assert len(found) >= 8
    assert len(set(found.values())) == 1, {name: len(text) for name, text in found.items()}
