"""docs/expectations.md is what the code says."""

from pathlib import Path

from expectations.catalogue import catalogue, option_docs
from expectations.newsroom import NewsroomOptions

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date():
    written = (ROOT / "docs" / "expectations.md").read_text(encoding="utf-8")
    assert written == catalogue(), "run `python -m expectations.catalogue > docs/expectations.md`"


def test_every_threshold_is_described():
    assert set(option_docs()) == set(NewsroomOptions.__dataclass_fields__)
    assert all(len(words) > 20 for words in option_docs().values())
