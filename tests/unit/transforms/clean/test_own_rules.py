"""Do the user's own patterns win, for the sources that they name?"""

from __future__ import annotations

import pytest

from transforms.clean.own_rules import parsed
from transforms.clean.signals import read_page
from transforms.clean.strip import clean, judge
from transforms.errors import UsageError
from transforms.record import Article, Claim, RawDocument

LINES = (
    "The council of Orvane voted on Friday to close the old bridge for a whole year.",
    "Engineers had found cracks in eleven of its forty beams, the council said.",
    "Printed on paper from the valley in the night before it comes out to you.",
    "Traders on Mill Street fear for the summer, when most of their guests come on foot.",
    "Leave a Reply",
)


def text_of(entries, url: str | None = None) -> list[str]:
    claims = (Claim("url", url, "field", 1.0),) if url else ()
    document = RawDocument(0, "\n".join(LINES), "txt", claims=claims)
    article = clean(Article(document), rules=parsed(entries))
    assert isinstance(article, Article)
    return article.text.split("\n")


def test_a_dropped_line_goes_and_a_kept_one_stays_against_every_rule():
    assert text_of([]) == list(LINES[:4])
    assert text_of([{"drop": ["^Printed on paper"]}]) == [*LINES[:2], LINES[3]]
    assert text_of([{"keep": "Leave a Reply"}]) == list(LINES)
    both = [{"keep": ["^Printed"], "drop": ["^Printed", "^Traders"]}]
    assert text_of(both) == list(LINES[:3])


@pytest.mark.parametrize(
    ("source", "url", "holds"),
    [
        ("larn-post.example", "https://www.larn-post.example/a", True),
        ("larn-post.example", "https://sport.larn-post.example/a", True),
        ("post.example", "https://larn-post.example/a", False),
        ("larn-post.example", None, False),
        ("", None, True),
    ],
)
def test_an_entry_holds_for_its_source(source: str, url: str | None, holds: bool):
    found = text_of([{"source": source, "drop": ["^Printed"]}], url)
    assert (LINES[2] not in found) is holds


def test_the_reason_tells_the_pattern_and_why():
    page = read_page(RawDocument(0, "\n".join(LINES), "txt"))
    rules = parsed([{"drop": ["^Printed"], "reason": "house style"}])
    verdict = judge(page, rules=rules)[2]
    assert (verdict.rule, verdict.is_kept) == ("own_drop", False)
    assert verdict.reason == "your own rule: house style (^Printed)"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"dorp": ["x"]}, "did you mean 'drop'?"),
        ({"drop": ["("]}, "correct the regular expression"),
        ({"drop": [3]}, "is no pattern"),
        ({"source": "x"}, "it has no pattern"),
        ({"source": 3, "drop": ["x"]}, "is no text"),
    ],
)
def test_a_mistake_is_named(entry, words: str):
    with pytest.raises(UsageError, match=r"entry 1") as caught:
        parsed([entry])
    assert words in str(caught.value)
