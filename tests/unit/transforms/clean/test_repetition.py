"""Do lines of many pages count as furniture, and copies of one story not?"""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.repetition import Survey, line_key, remember
from transforms.clean.signals import read_page
from transforms.clean.strip import judge
from transforms.record import RawDocument

STORIES = (
    (
        "The council of Orvane voted on Friday to close the old bridge for a whole year.",
        "Engineers had found cracks in eleven of its forty beams, the council said.",
        "Traders on Mill Street fear for the summer, when most of their guests come on foot.",
        "Repairs are to cost four million marks, of which the province will pay about a half.",
        "The town lent its two buses to the ferry port, and the school changed its hours.",
    ),
    (
        "Brenwick Rovers played at last on Saturday, and won at last, on a field of the army.",
        "Captain Deniz Hull headed the first goal from a corner after nine minutes of play.",
        "Their keeper is seventeen and was playing his first game for anybody but his school.",
        "Wells Road had most of the ball and a free kick that went in off the bar, he said.",
        "The return match is to be played in a fortnight, if the helicopters have left.",
    ),
    (
        "Three hundred people climbed the hill on Monday night to look at falling stars.",
        "For two hours they looked at clouds, which the director called the free programme.",
        "Shortly before one the clouds parted, and seventy-four meteors were counted.",
        "The observatory wants to open its roof again in August, with more blankets.",
        "A telescope from 1911 was shown for the first time since its lens had been cleaned.",
    ),
    (
        "The under-twelves lost to a hailstorm that came over the mill shortly before noon.",
        "Play stopped at three to two, and the referee was found under the cake stand.",
        "Parents carried the nets to the church, where the second half was talked through.",
        "The league will decide in May whether talk counts, its secretary told us by letter.",
        "The cakes were sold to the last crumb, which paid for a new net and two whistles.",
    ),
)
BLURB = (
    "Each of our newspapers is printed on paper from the valley in the night before it comes out."
)
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
        line_key(page_line)
        for page_line in read_page(
            RawDocument(0, "12 Comments\n0 comments!\nComments\n· · ·\n" + "word " * 200, "txt")
        ).lines
    ]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == 0
    assert keys[4] not in (0, keys[2])
