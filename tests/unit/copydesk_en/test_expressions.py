"""Which tokens are dates, money, shares, quantities, numbers?"""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy

from copydesk_en.expressions import Finder

TOKENISER = spacy.blank("en").tokenizer


WHOLE = {"300 square": "300"}
"""What of a text is the expression, where it is not all of it."""


def found(text: str) -> list[tuple[str, str]]:
    """(text, label) of each expression."""
    doc = TOKENISER(text)
    spans = Finder().find([token.text for token in doc])
    return [(doc[start:end].text, label) for start, end, label in spans]


@pytest.mark.parametrize(
    "text",
    [
        "July 14, 2022",
        "14 July 2022",
        "the 14th of July",
        "Monday, July 4",
        "Friday 22nd July 2022",
        "29th & 30th December 2022",
        "July 21 to 23",
        "February 2020",
        "Sept. 11, 2001",
        "2022-07-14",
        "14/07/2022",
        "2019-20",
        "2015–2019",
        "1980s",
        "May 3",
        "Wednesday",
    ],
)
def test_dates_are_read_whole(text: str):
    assert found(f"It began on {text}.") == [(text, "DATE")]


def test_years_need_no_words_beside_them_and_counts_are_none():
    assert found("Sales in 2023 doubled.") == [("2023", "DATE")]
    assert found("The 2024 budget passed.") == [("2024", "DATE")]
    assert found("Some 2000 soldiers left.") == [("2000", "CARDINAL")]
    assert found("It cost $2000.") == [("$2000", "MONEY")]
    assert found("They sold 1950 tonnes.") == [("1950 tonnes", "QUANTITY")]


def test_words_that_can_be_months_need_a_date_beside_them():
    assert found("They may march again.") == []
    assert found("Theresa May spoke.") == []
    assert found("It ends in May.") == [("May", "DATE")]
    assert found("A protest in March drew crowds.") == [("March", "DATE")]
    assert found("Jan Eldridge replied.") == []
    assert found("On Jan 7 it snowed.") == [("Jan 7", "DATE")]


def test_what_is_counted_from_today_is_no_name_of_a_date():
    assert found("Yesterday and last week they slept.") == []


@pytest.mark.parametrize(
    "text",
    [
        "$135 million",
        "US$70 billion",
        "€1.6 bn",
        "$1.2bn",
        "£5m",
        "Rs 4500",
        "USD 2.6 million",
        "COP $35 million",
        "646 million yuan",
        "150,000 baht",
        "hundreds of millions of dollars",
        "20 million won",
        "$3 to $5 million",
        "two million euros",
        "N$100 000",
    ],
)
def test_money_is_read_with_its_currency(text: str):
    assert found(f"They paid {text} for it.") == [(text, "MONEY")]


def test_a_verb_is_no_money():
    assert found("The side that scored 2 won the match.") == [("2", "CARDINAL")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("25%", "PERCENT"),
        ("3 to 5 per cent", "PERCENT"),
        ("12.5 percentage points", "PERCENT"),
        ("twenty-one percent", "PERCENT"),
        ("10:30 a.m.", "TIME"),
        ("10:30am GMT", "TIME"),
        ("9 p.m.", "TIME"),
        ("940 000 tonnes", "QUANTITY"),
        ("between", None),
        ("5km", "QUANTITY"),
        ("300 square", "CARDINAL"),
        ("third", "ORDINAL"),
        ("22nd", "ORDINAL"),
        ("1,200", "CARDINAL"),
        ("two dozen", "CARDINAL"),
        ("thousands", "CARDINAL"),
    ],
)
def test_other_numbers_have_their_kinds(text: str, label: str | None):
    told = found(f"It was {text} there.")
    assert told == ([(WHOLE.get(text, text), label)] if label else [])


def test_expressions_never_overlap_and_stand_in_order():
    text = (
        "On Monday, July 4, 2022, 12 of 30 men paid $5 (4.50 euros), or 3% of 2021's 1,000 tonnes."
    )
    doc = TOKENISER(text)
    spans = list(Finder().find([token.text for token in doc]))
    assert len(spans) >= 7
    assert all(a.end <= b.start for a, b in pairwise(spans))
