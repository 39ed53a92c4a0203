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


def test_figures_tell_lines_apart_and_small_counts_do_not():
    same = ("Slideshow (22 Images)", "Slideshow (2 Images)")
    other = ("Net loss 90,066", "Net loss 12,345", "Shr 35 cts vs 29 cts", "Shr 12 cts vs 14 cts")
    assert len(set(map(line_key, same))) == 1
    assert len(set(map(line_key, other))) == 4


WIRE = (
    "The traders of {place} said on Monday that they would not move to the",
    "south quay before the spring, and that the tents which the city has set",
    "up there are no place for fish.",
    "    The council of {place} had asked all of them to leave the pier by the",
    "end of the month, when repairs begin.",
    "    The mayor was not in the town of {place}, her office",
    "said.",
    " LORN",
)


def test_of_a_text_in_lines_of_even_width_only_the_label_at_its_end_goes():
    texts = [
        [story[0], *(line.format(place=place) for line in WIRE)]
        for story, place in zip(STORIES, ("Orvane", "Tessal", "Ardun", "Larn"), strict=True)
    ]
    for text, kept in zip(texts, kept_together(texts), strict=True):
        assert kept == text[:-1]


def test_a_brief_stays_whole_below_the_label_that_closes_it():
    briefs = [
        [f"Shr {n} cts vs {n + 9} cts", f"Net {n}1,844 vs {n}6,278", f"Revs {n}.7 mln vs {n}.9 mln",
         "Lorn Wire"]
        for n in range(3, 9)
    ]  # fmt: skip
    assert kept_together(briefs) == [brief[:-1] for brief in briefs]


def test_a_heading_between_figures_is_part_of_their_table():
    tables = [
        [*story, f"Shr {n} cts vs {n + 9} cts", "Year", f"Net {n}1,844 vs {n}6,278"]
        for n, story in enumerate(STORIES, 3)
    ]
    assert all("Year" in kept for kept in kept_together(tables))
    labels = [[*story[:3], "Year", *story[3:]] for story in STORIES]
    assert not any("Year" in kept for kept in kept_together(labels))


def test_a_story_that_others_take_in_keeps_its_text():
    first, *others = STORIES
    roundups = [[*other, *first[:4]] for other in others]
    kept = kept_together([first, *roundups])
    assert kept[0] == list(first)
