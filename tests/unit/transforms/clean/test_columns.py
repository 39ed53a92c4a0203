"""Do the fast ways through many lines find what a look at each line finds?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.transforms.clean.test_line_rules import FOUND, SURVIVE
from transforms.clean import long_lines, marks
from transforms.clean.asking import asked_rules
from transforms.clean.forms import MANY, STEM, normal_tokens, stems_in
from transforms.clean.long_lines import have_cues
from transforms.clean.rows import _is_bio, _is_count
from transforms.clean.rules import LINE_RULES
from transforms.clean.shared import SharedWords, first_and_last, share_in_text, spread_of
from transforms.clean.signals import read_page, read_pages
from transforms.clean.words import read_words
from transforms.fields.dateline import is_dateline_alone
from transforms.fields.moments import is_only_date
from transforms.fields.names import is_byline, is_person_name
from transforms.fields.tags import keyword_parts
from transforms.record import RawDocument

PIECES = st.sampled_from(
    ("Orvane", "orvane's", "mid-March", "12", "1,250", "3:45", " ", " ", "-", "’", ".", "(", "x1y",
     "the bridge", "Brücke", "橋", "A", "café", "_", "/", "2024", "’s", "é", "--", "Tessal")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_stems_are_found_as_if_all_words_were_read(asked: str, text: str):
    stems = {token[:STEM] for token in normal_tokens(asked)}
    known = stems & {token[:STEM] for token in normal_tokens(text)}
    assert stems_in(stems, text) == known
    assert stems_in([*stems, *map(str, range(MANY))], text) & stems == known


CUES = st.sampled_from(long_lines._LONG_CUES)


@given(st.lists(st.lists(CUES | st.text("aoCPht©{(< é橋", max_size=6)).map("".join), max_size=6))
def test_cues_of_long_lines_are_found_wherever_they_stand(texts: list[str]):
    assert have_cues(texts) == [any(cue in text for cue in long_lines._LONG_CUES) for text in texts]


MAY_BE = (
    (marks.BYLINE, is_byline),
    (marks.DATED, is_only_date),
    (marks.NAME, is_person_name),
    (marks.DATELINE, is_dateline_alone),
    (marks.KEYWORDS, keyword_parts),
    (marks.COUNT, _is_count),
    (marks.BIO, _is_bio),
)
LOOKED_FOR = (
    "By Ada Brun", "by ada brun", "Posted By Karl Vess", "Von Karl von Vess", "Authors: Ada Brun",
    "3 March 2024", "Published: March 3, 2024 10:30", "2024-03-03", "Mon., 3 mar 2024",
    "Last updated mid-March 3 2024", "Ada Brun", "J. R. d’Vess", "Ludwig van der Brun",
    "O'Brun Ada", "St.john Brun", "ORVANE, March 3 —", "Orvane, 3 March", "TESSAL –",
    "old bridge, Orvane council, flood, Ada Brun", "26", "(1,250)", "+3", "1.2K", "１２",
    "Ada Brun is a reporter in Orvane.", "The co-author can be reached at the bridge.",
    "Karl Vess has covered the valley since 1999.", "Follow him", "Reporting by Ada Brun",
)  # fmt: skip


@given(st.lists(st.sampled_from(LOOKED_FOR) | TEXTS, min_size=1, max_size=8))
def test_what_a_page_rule_looks_for_bears_its_mark(lines: list[str]):
    page = read_page(RawDocument(0, "\n".join(line.replace("\n", " ") for line in lines), "txt"))
    for mark, is_one in MAY_BE:
        found = [i for i in page.shown if is_one(page.lines[i].text)]
        short = [i for i in found if mark != marks.DATELINE or page.lines[i].words <= 10]
        assert set(short) <= set(page.marked(mark))


@pytest.mark.parametrize("line", [*(line for line, _ in FOUND), *SURVIVE])
def test_a_rule_that_finds_a_line_by_its_cues_is_asked(line: str):
    pages = read_pages([RawDocument(0, line, "txt")])
    (bits,) = asked_rules(pages).tolist()
    (signals,) = pages.lines
    words = {*normal_tokens(line), *line}
    for number, rule in enumerate(LINE_RULES):
        if words & rule.cues and signals.words <= rule.most_words and rule.find(signals):
            assert bits >> number & 1, rule.name


WORDS = st.sampled_from(("bridge", "Tessal", "flood", "Orvane", "on", "a"))
PAGES = st.lists(st.lists(st.lists(WORDS, max_size=5), min_size=1, max_size=5), max_size=4)


@given(PAGES, st.randoms(use_true_random=False))
def test_shared_words_are_counted_as_by_hand(pages: list[list[list[str]]], random):
    lines = [" ".join(own) or "-" for page in pages for own in page]
    page = np.repeat(np.arange(len(pages)), [len(own) for own in pages])
    is_open = np.array([random.random() < 0.7 for _ in lines], bool)
    is_text = is_open & np.array([random.random() < 0.6 for _ in lines], bool)
    words = read_words(lines)
    spread = spread_of(words, page, words.length >= 1)
    sets = [set(normal_tokens(line)) for line in lines]

    def others(at: int) -> set[str]:
        of_text = (n for n in range(len(lines)) if is_text[n] and page[n] == page[at] and n != at)
        return set().union(*(sets[n] for n in of_text))

    expected = [
        100 * len(sets[n] & others(n)) // len(sets[n]) if sets[n] and is_open[n] else -1
        for n in range(len(lines))
    ]
    assert share_in_text(spread, is_open, is_text).tolist() == expected
    first, last = first_and_last(spread, is_text)
    pairs = {(int(page[n]), word) for n in range(len(lines)) if is_text[n] for word in sets[n]}
    places = [
        [n for n in range(len(lines)) if is_text[n] and page[n] == own and word in sets[n]]
        for own, word in pairs
    ]
    assert sorted(zip(first.tolist(), last.tolist(), strict=True)) == sorted(
        (found[0], found[-1]) for found in places
    )


def test_names_do_not_start_their_line():
    words = read_words(["Ada met Karl", "Karl met Ada Brun"])
    names = SharedWords(words, np.zeros(2, np.intp)).names
    assert sorted(names.line.tolist()) == [0, 1, 1]
