"""Values that fields are read from, and look-alikes that give none."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from transforms.fields.dateline import dateline
from transforms.fields.dates import date_rows
from transforms.fields.links import domain_of
from transforms.fields.moments import is_only_date, read_moment, zone_minutes
from transforms.fields.names import is_byline, normal_case, person_names
from transforms.fields.published import moments, surest
from transforms.fields.reading_time import reading_seconds
from transforms.fields.tags import keyword_parts
from transforms.record import Article, Claim, Moment, RawDocument

AS_OF = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("2 minutes, 13 seconds Read", 133),
        ("5 min read", 300),
        ("Reading time: 3 mins", 180),
        ("Lesezeit: 3 Minuten", 180),
        ("Temps de lecture : 4 minutes", 240),
        ("3 min de lectura", 180),
        ("Tempo di lettura: 2 minuti", 120),
        ("Less than a minute read", 60),
        ("45 seconds read", 45),
        ("He took 5 minutes to read it.", None),
        ("5 min", None),
        ("Read", None),
        ("0 min read", None),
        ("Reading is 12 minutes away", None),
    ],
)
def test_reading_time(line, seconds):
    assert reading_seconds(line) == seconds


@pytest.mark.parametrize(
    ("stated", "at", "precision"),
    [
        ("2024-03-03T10:00:00+02:00", "2024-03-03T08:00:00", "second"),
        ("2024-03-03T10:00:00Z", "2024-03-03T10:00:00", "second"),
        ("2024-03-03T10:00", "2024-03-03T10:00:00", "day"),
        ("2024-03-03", "2024-03-03T00:00:00", "day"),
        ("2024-03", "2024-03-01T00:00:00", "month"),
        ("Tue, 12 Mar 2024 10:11:12 +0100", "2024-03-12T09:11:12", "second"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01", "day"),
        ("May 27, 2013, 7:28 p.m.", "2013-05-27T19:28:00", "day"),
        ("12 January 2005, 13:53 GMT", "2005-01-12T13:53:00", "minute"),
        ("Stand: 28.04.2023 16:11 Uhr", "2023-04-28T16:11:00", "day"),
        ("1709460000", "2024-03-03T10:00:00", "second"),
        ("1709460000000", "2024-03-03T10:00:00", "second"),
        ("25/12/2024", "2024-12-25T00:00:00", "day"),
        ("2024年3月4日", "2024-03-04T00:00:00", "day"),
        ("3 de marzo de 2024", "2024-03-03T00:00:00", "day"),
    ],
)
def test_stated_moments(stated, at, precision):
    found = read_moment(stated)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (at, precision)


@pytest.mark.parametrize(
    "stated",
    ["", "03/04/2024", "yesterday", "2024-13-01", "31 February 2024", "x" * 500, "12:30"],
)
def test_unclear_moments_are_not_read(stated):
    assert read_moment(stated) is None


def test_zones_with_two_meanings_are_unknown():
    assert zone_minutes("BST") is None
    assert zone_minutes("EST") == -300


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("Published: 3 March 2024", True),
        ("Last Updated: Wednesday, 12 January, 2005, 13:53 GMT", True),
        ("06 February 2026", True),
        ("The bridge opened on March 3, 2024", False),
        ("March 2024", False),
        ("Orvane, 3 March 2024", False),
    ],
)
def test_date_lines(line, is_date):
    assert is_only_date(line) is is_date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Brun and Karl Vess, Tessal Times Staff Writer", ("Ada Brun", "Karl Vess")),
        ("Posted by Ada Brun on February 19, 2013 at 12:40 pm", ("Ada Brun",)),
        ("BY ADA O'BRUN", ("Ada O'Brun",)),
        ("von Ada Brun", ("Ada Brun",)),
        ("By Ada Brun; Karl Vess & Lena Moor", ("Ada Brun", "Karl Vess", "Lena Moor")),
        ("By Tobias Renn in East Harbour", ("Tobias Renn",)),
        ("By Tessal Wire staff", ("Tessal Wire staff",)),
    ],
)
def test_bylines(line, names):
    assert is_byline(line)
    assert person_names(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the water had risen.",
        "By the river, a town wakes",
        "By far the best",
        "Ada Brun said so",
        "By law, Ada Brun must go.",
    ],
)
def test_sentences_that_start_like_bylines(line):
    assert not is_byline(line)


def test_names_in_capitals():
    assert normal_case("ADA DE LA MCBRUN") == "Ada de la McBrun"
    assert normal_case("Ada Brun") == "Ada Brun"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ORVANE, March 3 (Tessal Wire) — The bridge", "Orvane"),
        ("ORVANE (AP) -- The bridge", "Orvane"),
        ("Orvane (Tessal Wire) - The bridge", "Orvane"),
        ("PORT SELLA, Marenza — The bridge", "Port Sella, Marenza"),
        ("The bridge — closed since Monday — opens.", None),
        ("EXCLUSIVE - The bridge", None),
        ("(Tessal) -- The bridge", None),
    ],
)
def test_datelines(text, place):
    found = dateline(text)
    assert (found[0] if found else None) == place


def test_domains():
    assert domain_of("https://www.Orvane.example:8080/a") == "orvane.example"
    assert domain_of("http://[broken") is None
    assert domain_of("mailto:ada@orvane.example") is None


def test_keyword_parts():
    assert keyword_parts("a bridge, b") == ()
    assert keyword_parts("old bridge, flood, Orvane council, Ada Brun")[2] == "Orvane council"


def rows(text: str, published: datetime | None = None, precision: str = "day"):
    moment = Moment(published, precision, "test", 0.9, "") if published else None
    article = Article(RawDocument(0, text, "txt"), text=text, published=moment)
    found = date_rows(article, AS_OF)
    for row in found:
        assert text[row.start_char : row.end_char] == row.text
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It opened on March 3, 1911 at noon.",
            [("March 3, 1911", "1911-03-03", "1911-03-03", "day")],
        ),
        ("It opened on 3 March 1911.", [("3 March 1911", "1911-03-03", "1911-03-03", "day")]),
        (
            "Since February 2022 it is shut.",
            [("February 2022", "2022-02-01", "2022-02-28", "month")],
        ),
        (
            "In 2014 and since 1998 nobody came.",
            [
                ("2014", "2014-01-01", "2014-12-31", "year"),
                ("1998", "1998-01-01", "1998-12-31", "year"),
            ],
        ),
        ("In 2000 homes the lights went out.", []),
        ("The 2014 marks were lost on Black Friday.", []),
        (
            "They may march in May or June with Sunday Times reporters.",
            [("June", None, None, "month")],
        ),
        ("A full 2024-03-03 stamp.", [("2024-03-03", "2024-03-03", "2024-03-03", "day")]),
        ("On 03/04/2024 it rained.", [("03/04/2024", None, None, "day")]),
        ("February 31 does not exist.", []),
    ],
)
def test_dates_that_need_no_anchor(text, expected):
    found = [
        (
            row.text,
            row.value_from and row.value_from.isoformat(),
            row.value_to and row.value_to.isoformat(),
            row.precision,
        )
        for row in rows(text)
        if "May" not in row.text
    ]
    assert found == expected


def test_a_weekday_with_month_and_day_guesses_its_year_openly():
    (row,) = rows("They met on Friday (April 11) in Orvane.")
    assert row.text == "Friday (April 11)"
    assert row.value_from == date(2025, 4, 11)
    assert row.anchor == "ingest_date"
    assert row.confidence <= 0.6
    assert "latest_fitting_year" in row.method


def test_with_a_publication_date_the_calendar_decides():
    (row,) = rows("They met on Friday (April 11) in Orvane.", datetime.fromisoformat("2014-04-14"))
    assert (row.value_from, row.anchor) == (date(2014, 4, 11), "published_at")
    (wrong,) = rows("They met on Friday, April 11 in Orvane.", datetime.fromisoformat("2024-04-14"))
    assert wrong.value_from is None


@pytest.mark.parametrize(
    "words",
    [
        "on Monday",
        "yesterday",
        "last month",
        "this week",
        "three weeks ago",
        "on June 5",
        "in January",
    ],
)
def test_without_an_anchor_nothing_is_resolved(words):
    (row,) = rows(f"It rained {words} in Orvane.")
    assert row.value_from is None
    assert row.anchor is None
    assert row.method.endswith("unresolved")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Monday", "2024-06-03", "2024-06-03"),
        ("yesterday", "2024-06-04", "2024-06-04"),
        ("last month", "2024-05-01", "2024-05-31"),
        ("this week", "2024-06-03", "2024-06-09"),
        ("three weeks ago", "2024-05-13", "2024-05-19"),
        ("on May 30", "2024-05-30", "2024-05-30"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("next Friday", "2024-06-07", "2024-06-07"),
    ],
)
def test_relative_dates_count_from_the_publication(words, first, last):
    (row,) = rows(f"It rained {words} in Orvane.", datetime.fromisoformat("2024-06-05"))
    assert (str(row.value_from), str(row.value_to), row.anchor) == (first, last, "published_at")


def test_a_publication_of_a_month_is_no_anchor():
    (row,) = rows("It rained yesterday.", datetime.fromisoformat("2024-06-01"), "month")
    assert row.value_from is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("GENEVA, Sept. 3, 2024 (Tessal Wire) - The talks failed.", "2024-09-03"),
        ("Orvane, 3 March 2024 — The bridge is closed.", "2024-03-03"),
        ("GENEVA, Sept. 3 (Tessal Wire) - The talks failed.", None),
        ("The talks of Sept. 3, 2024 failed.", None),
    ],
)
def test_a_dateline_with_its_year_tells_when_a_report_was_filed(text, day):
    published, _, _ = moments(Article(RawDocument(0, text, "txt")))
    assert [str(moment.at.date()) for moment in published] == ([day] if day else [])


def test_what_the_input_states_is_surer_than_its_dateline():
    text = "GENEVA, Sept. 3, 2024 (Tessal Wire) - The talks failed."
    claims = (Claim("published", "2024-09-04", "jsonld", 0.9),)
    published, _, _ = moments(Article(RawDocument(0, text, "txt", claims=claims)))
    assert str(surest(published).at.date()) == "2024-09-04"
