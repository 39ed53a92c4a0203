"""Does the page of an article hold its text and all that was read in it, and nothing acts?"""

from __future__ import annotations

import re

import pytest

from flows.cli.article_page import paragraphs, render_article
from flows.cli.stated import bounds, date_value, number, unit_of

TEXT = "Ada said: “Two <b>men</b> \x1b[31mleft.”\nBo met Cy."


def span(kind: str, words: str, number: int, confidence: float | None = 0.9):
    start = TEXT.index(words)
    return {
        "kind": kind, "item_id": number, "start_char": start, "end_char": start + len(words),
        "text": words, "method": "x", "confidence": confidence,
    }  # fmt: skip


@pytest.fixture
def record():
    quote = {
        "quote_id": 1, "quote_kind": "direct", "speaker_name": "Ada <i>B", "speaker_text": "Ada",
        "via_text": None,
    }  # fmt: skip
    figure = {
        "figure_id": 2, "figure_kind": "count", "value": 2.0, "value_min": 2.0, "value_max": 2.0,
        "unit": None, "currency": None, "counted_noun": "men", "subject_name": None,
        "status": "attributed", "is_negated": False,
    }  # fmt: skip
    event = {
        "event_id": 3, "event_type": "CONSULT", "who_text": "Bo", "trigger_text": "met",
        "whom_text": "Cy", "where_text": None, "status": "asserted", "is_negated": True,
    }  # fmt: skip
    mention = {"mention_id": 4, "label": "PERSON", "entity_name": None}
    return {
        "article": {
            "article_id": 255, "title": "<script>x", "text": TEXT, "published_at": None,
            "language_pipeline": None,
        },
        "spans": [
            span("quote", "Two <b>men</b> \x1b[31mleft.", 1), span("figure", "Two", 2),
            span("event", "met", 3), span("mention", "Cy", 4, None),
        ],
        "quotes": [quote], "figures": [figure], "events": [event], "mentions": [mention],
        "dates": [],
    }  # fmt: skip


def test_words_are_marked_and_explained(record):
    page = render_article(record)
    assert 'class="quote figure " title="direct, said by Ada &lt;i&gt;B (0.90)' in page
    assert "count: 2 men, attributed (0.90)" in page
    assert "consult: Bo met Cy, negated (0.90)" in page
    assert "person (not told)" in page


def test_nothing_of_the_text_acts_on_the_page(record):
    page = render_article(record)
    assert "<b>" not in page
    assert "<script" not in page
    assert "\x1b" not in page
    assert not re.search(r"(?:src|href=\"(?!#)|@import|url\()", page)


def test_the_pieces_are_the_text(record):
    for spans in ([], record["spans"]):
        lines = ["".join(piece["text"] for piece in pieces) for pieces in paragraphs(TEXT, spans)]
        assert lines == TEXT.split("\n")


def test_each_word_leads_to_its_row_and_back(record):
    page = render_article(record)
    leads = set(re.findall(r'href="#(\w+)"', page))
    assert leads == set(re.findall(r'id="(\w+)"', page))
    assert {"row1", "word1", "row4", "word4"} <= leads


def test_a_date_without_a_value_says_why():
    row = {"value_from": None, "value_to": None, "method": "weekday:unresolved", "anchor": None}
    assert date_value(row, None) == "not resolved: no publication date is known"
    assert date_value(row, "2024-03-12") == "not resolved"


def test_numbers_and_units_are_told_as_people_write_them():
    assert [number(n) for n in (10_500_000.0, 1 / 3, 0.5, 1234.5, -3.0)] == [
        "10,500,000", "0.333", "0.5", "1,234.50", "-3",
    ]  # fmt: skip
    row = {"unit": "month", "currency": None, "value_min": 18.0, "value_max": 18.0}
    assert unit_of(row) == "months"
    assert unit_of(row | {"value_min": 1.0, "value_max": 1.0}) == "month"
    assert unit_of(row | {"unit": "foot"}) == "feet"
    assert unit_of(row | {"unit": None, "currency": "USD"}) == "USD"


def test_bounds_are_told_as_people_say_them():
    def told(value, least, most):
        return bounds({"value": value, "value_min": least, "value_max": most})

    assert told(4, 4, 4) == "4"
    assert told(4, 4, None) == "4 or more"
    assert told(4, None, 4) == "4 or less"
    assert told(25, None, None) == "about 25"
    assert told(None, 3, 5) == "3 to 5"
