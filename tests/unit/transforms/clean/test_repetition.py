"""Do lines of many pages count as furniture, and copies of one story not?"""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import BLURB, STORIES
from transforms.clean.repetition import line_key, remember
from transforms.clean.signals import read_page
from transforms.clean.strip import judge
from transforms.clean.survey import Survey
from transforms.record import RawDocument

CHANGED = "Nobody was hurt, the council said in a letter on Friday night."
BACKGROUND = "The bridge was built in 1911 by the province and has been mended six times since."


def pages_of(texts: Sequence[Sequence[str]]):
    return [read_page(RawDocument(0, "\n".join(lines), "txt")) for lines in texts]


def kept_together(texts: Sequence[Sequence[str]], site: str = "") -> list[list[str]]:
    pages = pages_of(texts)
    survey = Survey(remember(page, judge(page), site) for page in pages)
    found = []
    for number, page in enumerate(pages):
        verdicts = judge(page, survey.seen(number))
        found.append([page.raw[i] for i, verdict in enumerate(verdicts) if verdict.in_text])
    return found


def test_a_blurb_of_several_pages_goes_and_of_one_page_stays():
    together = kept_together([(*story, BLURB) for story in STORIES])
    assert together == [list(story) for story in STORIES]
    (alone,) = kept_together([(*STORIES[0], BLURB)])
    assert alone == [*STORIES[0], BLURB]


def test_copies_of_one_story_stay_whole():
    first, second, third, fourth = STORIES
    copies = [first, (*first[:4], CHANGED), second, third, fourth]
    assert kept_together(copies) == [list(lines) for lines in copies]


def test_a_background_paragraph_of_two_stories_stays_also_at_their_ends():
    first, second, *others = STORIES
    texts = [[*first[:2], BACKGROUND, *first[2:]], [*second, BACKGROUND], *map(list, others)]
    assert kept_together(texts) == texts


def test_the_reason_says_how_often_and_the_kind_is_its_own():
    pages = pages_of([(*story, BLURB) for story in STORIES])
    survey = Survey(remember(page, judge(page)) for page in pages)
    verdict = judge(pages[0], survey.seen(0))[-1]
    assert (verdict.kind, verdict.rule) == ("repeated_line", "repeated_on_site")
    assert verdict.reason == "stands on 3 other pages too"


def test_pages_of_a_stated_site_are_siblings_and_so_are_those_with_its_furniture():
    menu = ("Home", "News", "Sport", "Farming", "Sign in", "What's On")
    pages = pages_of([(*menu, *STORIES[0]), (*menu, *STORIES[1]), STORIES[2]])
    survey = Survey(remember(page, judge(page)) for page in pages)
    assert [survey.seen(n).siblings for n in range(3)] == [1, 1, 0]
    stated = Survey(remember(page, judge(page), "orvane.example") for page in pages)
    assert [stated.seen(n).siblings for n in range(3)] == [2, 2, 2]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(shuffler: random.Random):
    texts = [(*story, BLURB) for story in STORIES] + [STORIES[0]]
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    together = kept_together([texts[n] for n in order])
    assert dict(zip(order, together, strict=True)) == dict(enumerate(kept_together(texts)))


def test_numbers_and_marks_do_not_tell_lines_apart():
    keys = [
        line_key(page_line.text)
        for page_line in read_page(
            RawDocument(0, "12 Comments\n0 comments!\nComments\n· · ·\n" + "word " * 200, "txt")
        ).lines
    ]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == 0
    assert keys[4] not in (0, keys[2])
