"""Does the line model compute what its file says, and does it leave articles whole?"""

from __future__ import annotations

import math
import textwrap

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.decide import decide, is_wrapped
from transforms.clean.evidence import OWN, around_signals, best_span, own_signals, since
from transforms.clean.forest import Forest
from transforms.clean.model import FIRST_SIGNALS, SECOND_SIGNALS, shipped
from transforms.clean.signals import read_page
from transforms.clean.strip import PAGE_RULES, clean, first_verdicts, judge
from transforms.clean.themes import THEMES
from transforms.record import Article, RawDocument

PROSE = (
    "The council of Orvane voted on Friday to close the old bridge for a year.",
    "Engineers had found cracks in eleven of its forty beams, the council said.",
    "The ferry at Tessal will run every ten minutes until the work is done, it added.",
    "Repairs are to cost four million marks, of which the province will pay half.",
)
MORE = (
    "“We sold them as a bridge for a century,” said Ada Brun, who leads the works.",
    "Traders on Mill Street fear for the summer, when most of their guests come on foot.",
    "The town lent its two buses to the ferry port, and the school changed its hours.",
    "In March the council had refused a loan for a second bridge by nine votes to eight.",
    "Its speaker told the Orvane Times that nobody would be cut off from the hospital.",
    "The works begin on Monday with the beams of the eastern arch, weather permitting.",
)
HEAD = ("Home", "News", "Sport", "Sign in")
FOOT = ("About us", "Contact us", "© 2025 Orvane Times. All rights reserved.")
TAIL = (
    "Ferry fares to rise in spring",
    "Ten walks around Lake Tessal",
    "Mayor denies that he owns a boat",
    "Why the old mill stands still",
    "Seven soups for a cold week",
)


def page_of(*lines: str):
    return read_page(RawDocument(0, "\n".join(lines), "txt"))


def test_a_forest_is_the_sum_of_its_leaves():
    forest = Forest(
        {
            "bias": 0.5,
            "trees": [
                {
                    "splits": [["a", 1.0], ["b", 2.0]],
                    "values": [1.0, 2.0, 3.0, 4.0],
                    "weights": [1, 1, 1, 1],
                },
                {"splits": [["b", 0.0]], "values": [-1.0, 1.0], "weights": [3, 1]},
            ],
        },
        ("a", "b"),
    )
    columns = np.array([[0, 0], [2, 0], [2, 3], [1, 2.5]], np.float32).T
    scores = forest.scores(forest.leaves(columns))
    margins = (0.5 + 1 - 1, 0.5 + 2 - 1, 0.5 + 4 + 1, 0.5 + 3 + 1)
    assert scores == pytest.approx([1 / (1 + math.exp(-m)) for m in margins], abs=1e-6)


def test_what_the_themes_add_and_the_mean_are_the_score():
    model = shipped()
    page = page_of(*PROSE, *TAIL)
    own = own_signals(page, [None] * len(page.lines))
    evidence = np.hstack((own, around_signals(own)))
    assert evidence.shape[1] == len(FIRST_SIGNALS)
    leaves = model.first.leaves(evidence.T)
    scores, themes = model.first.scores(leaves), model.first.themes(leaves)
    assert themes.shape == (len(own), len(THEMES))
    rest = np.log(scores / (1 - scores)) - themes.sum(axis=1)
    # What is left is the mean of all leaves: the same for every line.
    assert np.ptp(rest) < 1e-3


def test_an_article_alone_stays_whole():
    assert all(v.in_text for v in judge(page_of(*PROSE)))


def test_headlines_behind_the_text_go_and_reasons_name_signals():
    article = clean(
        Article(RawDocument(0, "\n".join((*HEAD, *PROSE, *MORE, "Share", *TAIL, *FOOT)), "txt"))
    )
    assert isinstance(article, Article)
    by_text = {line.raw_text: line for line in article.lines}
    assert all(by_text[line].rule == "line_model" for line in TAIL)
    assert all(by_text[line].reason.startswith("not text by ") for line in TAIL)
    reasons = [by_text[line].reason for line in PROSE]
    assert all("the line model is sure of it" in r or "; for text: " in r for r in reasons)
    assert article.text.split("\n") == [*PROSE, *MORE]


def test_marked_headings_and_tables_inside_the_text_stay_whatever_their_score():
    rows = ("Team P W D", "Orvane 28 15 6", "Tessal 27 12 4", "Brunholm 24 9 1")
    page = page_of(PROSE[0], "A heading", PROSE[1], *rows, PROSE[2])
    document = RawDocument(0, page.document.text, "html", heading_lines=frozenset({1}))
    page = read_page(document)
    scores = np.array([0.9, 0.0, 0.9, *[0.0] * len(rows), 0.9], np.float32)
    assert decide(page, [None] * len(page.lines), scores) == {}


def test_a_hard_wrapped_text_is_left_to_the_rules():
    wrapped = textwrap.wrap(" ".join((*PROSE, *MORE)), 62)
    page = page_of("Orvane closes its bridge", *wrapped, "Orvane Wire")
    assert is_wrapped(page, [None] * len(page.lines))
    kept = [page.raw[i] for i, v in enumerate(judge(page)) if v.in_text]
    assert kept[-len(wrapped) - 1 : -1] == wrapped or kept[-len(wrapped) :] == wrapped
    assert not is_wrapped(page_of(*PROSE, *TAIL), [None] * 9)


def test_only_open_lines_are_decided():
    page = page_of(*PROSE, *TAIL)
    verdicts = first_verdicts(page, PAGE_RULES)
    nothing = np.zeros(len(page.shown), np.float32)
    found = decide(page, verdicts, nothing)
    assert all(verdicts[index] is None for index in found)


def test_the_best_span_and_distances():
    assert best_span(np.array([-1, 3, -1, 2, -5, 1], np.float32)) == (1, 4)
    assert best_span(np.array([-1.0], np.float32)) == (0, 0)
    marks = np.array([[False], [True], [False], [False]])
    assert since(marks)[:, 0].tolist() == [99, 0, 1, 2]


def test_the_file_names_known_signals_only():
    assert len(set(SECOND_SIGNALS)) == len(SECOND_SIGNALS)
    assert len(OWN) == own_signals(page_of("x"), [None]).shape[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=30))
def test_no_page_makes_it_fail(lines: list[str]):
    page = page_of(*(line.replace("\n", " ") for line in lines))
    assert len(judge(page)) == len(page.lines)
