"""Does the line model compute what its file says, and does it leave articles whole?"""

from __future__ import annotations

import math
import textwrap

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean import strip
from transforms.clean.around import AROUND, FAR, Batch, around_signals, batch_of, best_spans
from transforms.clean.decide import Judged, is_wrapped, low_lines
from transforms.clean.evidence import OWN, ROW, RULE_GROUPS, own_signals
from transforms.clean.forest import UNIT, Borders, Forest
from transforms.clean.model import SECOND_SIGNALS
from transforms.clean.shared import SharedWords
from transforms.clean.signals import Page, read_page, read_pages, together
from transforms.clean.strip import PAGE_RULES, clean, clean_all, first_verdicts, judge
from transforms.clean.themes import THEMES
from transforms.clean.words import read_words
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


SIGNALS = ("a", "b")
FOREST = {
    "bias": 0.5,
    "trees": [
        {
            "splits": [["a", 1.0], ["b", 2.0]],
            "values": [1.0, 2.0, 3.0, 4.0],
            "weights": [1, 1, 1, 1],
        },
        {"splits": [["b", 0.0]], "values": [-1.0, 1.0], "weights": [3, 1]},
    ],
}


def test_a_forest_is_the_sum_of_its_leaves():
    borders = Borders([FOREST], SIGNALS)
    forest = Forest(FOREST, SIGNALS, borders)
    signals = np.array([[0, 0], [2, 0], [2, 3], [1, 3]], np.int16).T
    scores = forest.scores(forest.leaves(borders.bins(signals)))
    margins = (0.5 + 1 - 1, 0.5 + 2 - 1, 0.5 + 4 + 1, 0.5 + 3 + 1)
    assert scores.tolist() == [round(1000 / (1 + math.exp(-m))) for m in margins]


def test_what_the_themes_add_and_the_mean_are_the_margin():
    borders = Borders([FOREST], SIGNALS)
    forest = Forest(FOREST, SIGNALS, borders)
    leaves = forest.leaves(borders.bins(np.array([[0, 2, 2, 1], [0, 0, 3, 3]], np.int16)))
    themes = forest.themes(leaves)
    assert themes.shape == (len(THEMES), 4)
    margins = np.array((0.5 + 1 - 1, 0.5 + 2 - 1, 0.5 + 4 + 1, 0.5 + 3 + 1))
    # What is left is the mean of all leaves: the same for every line.
    assert np.ptp(UNIT * margins - themes.sum(axis=0)) < 20


PAGES = st.lists(
    st.lists(st.sampled_from((*HEAD, *PROSE, *MORE, *TAIL, *FOOT, "")), max_size=25), max_size=6
)


@settings(max_examples=60)
@given(PAGES)
def test_a_page_is_judged_the_same_whatever_stands_beside_it(pages: list[list[str]]):
    articles = [Article(RawDocument(0, "\n".join(lines), "txt")) for lines in pages]
    assert clean_all(articles) == [clean(article) for article in articles]
    assert clean_all(articles[::-1]) == clean_all(articles)[::-1]


def test_more_pages_than_are_judged_at_once_keep_their_order(monkeypatch):
    monkeypatch.setattr(strip, "PAGES_AT_ONCE", 2)
    articles = [Article(RawDocument(n, line, "txt")) for n, line in enumerate((*PROSE, *MORE))]
    found = clean_all(articles)
    assert [article.text for article in found] == [*PROSE, *MORE]
    assert [article.document.record_no for article in found] == list(range(len(articles)))


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


def low_of(page: Page, scores: list[float]) -> list[int]:
    """The low lines of a page of which no rule knows a line, given the score of each."""
    is_open = np.ones(len(page.shown), bool)
    judged = Judged(is_open, ~is_open, np.array(scores))
    return low_lines(together([page]), [[None] * len(page.lines)], judged).tolist()


def test_marked_headings_and_tables_inside_the_text_stay_whatever_their_score():
    rows = ("Team P W D", "Orvane 28 15 6", "Tessal 27 12 4", "Brunholm 24 9 1")
    page = page_of(PROSE[0], "A heading", PROSE[1], *rows, PROSE[2])
    document = RawDocument(0, page.document.text, "html", heading_lines=frozenset({1}))
    page = read_page(document)
    scores = [0.9, 0.0, 0.9, *[0.0] * len(rows), 0.9]
    assert low_of(page, scores) == []


def test_close_copies_go_and_one_stays_where_the_model_is_sure():
    page = page_of(*PROSE, TAIL[0], TAIL[1], TAIL[0], TAIL[1], PROSE[0], MORE[0], PROSE[0])
    scores = [0.9] * 4 + [0.8] * 4 + [0.99, 0.9, 0.97]
    assert low_of(page, scores) == [4, 5, 6, 7, 10]


def test_a_hard_wrapped_text_is_left_to_the_rules():
    wrapped = textwrap.wrap(" ".join((*PROSE, *MORE)), 62)
    page = page_of("Orvane closes its bridge", *wrapped, "Orvane Wire")
    assert is_wrapped(page, [None] * len(page.lines))
    kept = [page.raw[i] for i, v in enumerate(judge(page)) if v.in_text]
    assert kept[-len(wrapped) - 1 : -1] == wrapped or kept[-len(wrapped) :] == wrapped
    assert not is_wrapped(page_of(*PROSE, *TAIL), [None] * 9)


def test_only_open_lines_are_decided():
    pages = read_pages([RawDocument(0, "\n".join((*PROSE, *TAIL)), "txt")])
    (verdicts,) = first_verdicts(pages, PAGE_RULES)
    is_open = np.array([verdict is None for verdict in verdicts])
    judged = Judged(is_open, ~is_open, np.zeros(len(verdicts)))
    found = low_lines(pages, [verdicts], judged)
    assert all(verdicts[index] is None for index in found)


def batch_of_lines(*sizes: int) -> Batch:
    """A batch of pages of so many lines, all of them open."""
    own = np.zeros((len(OWN), sum(sizes)), np.int16)
    return batch_of(own, sizes, shared_words(*sizes))


def shared_words(*sizes: int) -> SharedWords:
    """Those of pages of so many lines of one word."""
    page = np.repeat(np.arange(len(sizes)), sizes)
    return SharedWords(read_words(["x"] * sum(sizes)), page)


def test_the_best_span_of_each_page():
    batch = batch_of_lines(6, 1, 3)
    start, end = best_spans(np.array([-1, 3, -1, 2, -5, 1, -1, 2, -1, 2]), batch)
    assert list(zip(start.tolist(), end.tolist(), strict=True)) == [
        *[(1, 4)] * 6,
        (6, 6),
        *[(7, 10)] * 3,
    ]


@given(st.lists(st.lists(st.integers(-9, 9), min_size=1, max_size=8), min_size=1, max_size=5))
def test_no_run_of_lines_weighs_more_than_the_best_span(pages: list[list[int]]):
    batch = batch_of_lines(*map(len, pages))
    start, end = best_spans(np.array([w for page in pages for w in page]), batch)
    first = 0
    for page in pages:
        a, b = start[first] - first, end[first] - first
        runs = [sum(page[i:j]) for i in range(len(page)) for j in range(i, len(page) + 1)]
        assert sum(page[a:b]) == max(runs)
        first += len(page)


def test_distances_end_at_the_page():
    own = np.zeros((len(OWN), 6), np.int16)
    own[ROW["rule_group"], 1] = own[ROW["rule_group"], 4] = RULE_GROUPS["navigation"]
    found = around_signals(batch_of(own, (3, 3), shared_words(3, 3)))
    at = {name: row.tolist() for name, row in zip(AROUND, found, strict=True)}
    assert at["lines_since_navigation"] == [FAR, 1, FAR, 1]
    assert at["lines_until_navigation"] == [1, FAR, 1, FAR]
    assert at["lines_on_page"] == [3, 3, 3, 3]


def test_the_file_names_known_signals_only():
    assert len(set(SECOND_SIGNALS)) == len(SECOND_SIGNALS)
    assert own_signals(together([page_of("x")]), [[None]]).shape == (len(OWN), 1)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=30))
def test_no_page_makes_it_fail(lines: list[str]):
    page = page_of(*(line.replace("\n", " ") for line in lines))
    assert len(judge(page)) == len(page.lines)
