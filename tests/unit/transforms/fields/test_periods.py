"""Are years, seasons and dates in other languages read, and what only looks like one left out?"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from transforms.fields.dates import date_rows
from transforms.fields.names import is_byline, person_names
from transforms.record import Article, Claim, Moment, RawDocument

AS_OF = date(2025, 11, 22)
GERMAN = "Der Rat und die Stadt berieten. "
FRENCH = "La mairie et les fermes de la ville. "


def rows(text: str, published: str | None = None, language: str = ""):
    moment = (
        Moment(datetime.fromisoformat(published), "day", "test", 0.9, "") if published else None
    )
    claims = (Claim("language", language, "test", 0.9),) if language else ()
    document = RawDocument(0, text, "txt", claims=claims)
    found = date_rows(Article(document, text=text, published=moment), AS_OF)
    assert all(text[row.start_char : row.end_char] == row.text for row in found)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Output peaked in 2012-13 in Orvane.", [("2012-13", "2012-01-01", "2013-12-31")]),
        ("Spread over 2025–27, it is bearable.", [("2025–27", "2025-01-01", "2027-12-31")]),
        ("The poet (1874–1932) lived here.", [("1874–1932", "1874-01-01", "1932-12-31")]),
        ("Call 2025-27 for the ferry.", []),
        ("It came 2010-11 times.", []),
        ("The score was 2012-09 then.", []),
        ("Fewer than in the 1990s came.", [("1990s", "1990-01-01", "1999-12-31")]),
        ("The boom of the late 1990s.", [("late 1990s", "1990-01-01", "1999-12-31")]),
        (
            "Between 1953 and 1961 she walked.",
            [("1953", "1953-01-01", "1953-12-31"), ("1961", "1961-01-01", "1961-12-31")],
        ),
        ("Defence: 74 (2023: 66).", [("2023", "2023-01-01", "2023-12-31")]),
        ("After the high water of 2016 they left.", [("2016", "2016-01-01", "2016-12-31")]),
        ("The total number of 2016 was wrong.", []),
        ("The budget for 2025 is late.", [("2025", "2025-01-01", "2025-12-31")]),
        ("It was lost in 2002 and has stayed so.", [("2002", "2002-01-01", "2002-12-31")]),
        ("They paid for 2000 new homes.", []),
        ("After the 2016 earthquake it closed.", [("2016", "2016-01-01", "2016-12-31")]),
        ("A 2007 address said so.", [("2007", "2007-01-01", "2007-12-31")]),
        ("2013 council report found.", [("2013", "2013-01-01", "2013-12-31")]),
        ("The 2000 people there left.", []),
        ("He counted 2014 sheep.", []),
        ("The house in 2020 backed petitions.", [("2020", "2020-01-01", "2020-12-31")]),
        (
            "She ran in 1986 and 1990.",
            [("1986", "1986-01-01", "1986-12-31"), ("1990", "1990-01-01", "1990-12-31")],
        ),
        (
            "The 2008 and 2012 elections.",
            [("2008", "2008-01-01", "2008-12-31"), ("2012", "2012-01-01", "2012-12-31")],
        ),
        ("A list covering 2003-2016 came.", [("2003-2016", "2003-01-01", "2016-12-31")]),
        ("The landmark 1973 ruling stands.", [("1973", "1973-01-01", "1973-12-31")]),
        ("They received 1987 applications.", []),
        (
            "Between July and December 2022.",
            [("July", "2022-07-01", "2022-07-31"), ("December 2022", "2022-12-01", "2022-12-31")],
        ),
        (
            "The first six months of 2022.",
            [("first six months of 2022", "2022-01-01", "2022-06-30")],
        ),
        ("Revenue in Q1 2016 fell.", [("Q1 2016", "2016-01-01", "2016-03-31")]),
        ("In fiscal 2015 exports fell.", [("2015", "None", "None")]),
        ("The financial year 2016-17 was wet.", [("2016-17", "None", "None")]),
        ("On 2016/03/02 it fell.", [("2016/03/02", "2016-03-02", "2016-03-02")]),
        ("Its contested 1976 convention.", [("1976", "1976-01-01", "1976-12-31")]),
        ("Sold in the 1990 s.", [("1990 s", "1990-01-01", "1999-12-31")]),
        (
            "In the first half of 2022 it fell.",
            [("first half of 2022", "2022-01-01", "2022-06-30")],
        ),
        (
            "Sales of the last quarter of 2021.",
            [("last quarter of 2021", "2021-10-01", "2021-12-31")],
        ),
        ("ORVANE-21 July 2022: It rains.", [("21 July 2022", "2022-07-21", "2022-07-21")]),
        ("The code X-21 July 2022.", [("July 2022", "2022-07-01", "2022-07-31")]),
    ],
)
def test_years_ranges_and_decades(text, expected):
    assert [(r.text, str(r.value_from), str(r.value_to)) for r in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("The fair ran March 4-15, 2022.", "March 4-15, 2022", "2022-03-04", "2022-03-15"),
        ("It ran from 4 to 15 March 2022.", "4 to 15 March 2022", "2022-03-04", "2022-03-15"),
        ("Between 4 and 15 March 2022 it ran.", "4 and 15 March 2022", "2022-03-04", "2022-03-15"),
        ("It runs from March 4 to 15 there.", "March 4 to 15", "2025-03-04", "2025-03-15"),
        ("On March 4 to 15 people he spoke.", "March 4", "2025-03-04", "2025-03-04"),
        ("On March 4 and 15 people came.", "March 4", "2025-03-04", "2025-03-04"),
        ("On 4 and 15 March 2022 it ran.", "15 March 2022", "2022-03-15", "2022-03-15"),
        ("They lost 3-1 on 4 May 2022.", "4 May 2022", "2022-05-04", "2022-05-04"),
        ("Held February 25-30 there.", "February 25", "2025-02-25", "2025-02-25"),
    ],
)
def test_days_from_one_to_another(text, words, first, last):
    [row] = rows(text, "2025-03-20")
    assert (row.text, str(row.value_from), str(row.value_to)) == (words, first, last)


def test_days_from_one_to_another_without_a_year_stay_unknown_without_an_anchor():
    [row] = rows("It runs from March 4 to 15 there.")
    assert (row.text, row.value_from, row.value_to) == ("March 4 to 15", None, None)


FRIDAY = "2016-04-15"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He will speak on Tuesday.", "2016-04-19"),
        ("She is likely to come back Tuesday when Orvane votes.", "2016-04-19"),
        ("She spoke on Tuesday.", "2016-04-12"),
        ("He said Tuesday that he will go.", "2016-04-12"),
        ("It is scheduled for Friday.", "2016-04-15"),
        ("The vote on Saturday.", "None"),
        ("They met on Saturday.", "None"),
        ("They met last Saturday.", "2016-04-09"),
        ("Ada, who had left, said on Thursday.", "2016-04-14"),
        ("On Monday, Ada — who had left — will speak.", "2016-04-18"),
        ("The summit opens on Monday.", "2016-04-18"),
        ("He will be buried on Tuesday, Ada said.", "2016-04-19"),
        ("She appears to be winning since Tuesday.", "2016-04-12"),
        ("They travel the day after tomorrow.", "2016-04-17"),
        ("They came the day before yesterday.", "2016-04-13"),
        ("He said so in August.", "2015-08-01"),
        ("She can win in November.", "2016-11-01"),
        ("Next Tuesday it opens.", "2016-04-19"),
        ("Last Tuesday it will be said.", "2016-04-12"),
        ("The vote in May.", "2016-05-01"),
        ("The November ballot.", "None"),
        ("It will be on the November ballot.", "2016-11-01"),
        ("She was elected in November.", "2015-11-01"),
        ("It fell in November last year.", "2015-11-01"),
        ("It fell in mid-March.", "2016-03-01"),
    ],
)
def test_the_verb_says_which_weekday_or_month_is_meant(text, expected):
    [row] = rows(text, FRIDAY)
    assert str(row.value_from) == expected


@pytest.mark.parametrize(
    ("text", "published", "words", "first", "last"),
    [
        ("Friday's address will be short.", "2014-01-13", "Friday", "2014-01-17", "2014-01-17"),
        (
            "He called for a meeting of the council on Thursday.",
            "2014-09-16",
            "Thursday",
            "2014-09-18",
            "2014-09-18",
        ),
        (
            "She said so in a Wednesday update.",
            "2014-01-16",
            "Wednesday",
            "2014-01-15",
            "2014-01-15",
        ),
        ("It was found over the past week.", "2013-05-21", "past week", "2013-05-14", "2013-05-21"),
        ("It rose in the past year.", "2013-05-21", "past year", "2012-05-21", "2013-05-21"),
        ("The council will vote this week.", "2013-04-07", "this week", "2013-04-08", "2013-04-14"),
        ("The council voted this week.", "2013-04-07", "this week", "2013-04-01", "2013-04-07"),
        (
            "She lost the November presidential election.",
            "2017-12-17",
            "November",
            "2016-11-01",
            "2016-11-30",
        ),
        ("The rate in 1986/87 was low.", "1990-01-01", "1986/87", "1986-01-01", "1987-12-31"),
        ("Correction, 11/26/19, at nine.", "2020-01-01", "11/26/19", "2019-11-26", "2019-11-26"),
        ("It was built in the 18th century.", None, "18th century", "1701-01-01", "1800-12-31"),
        ("A twentieth-century house.", None, "twentieth-century", "1901-01-01", "2000-12-31"),
        (
            "It fell in the first half of the year.",
            "2019-08-29",
            "first half of the year",
            "2019-01-01",
            "2019-06-30",
        ),
        (
            "It fell in the fourth quarter of the year.",
            "2019-02-28",
            "fourth quarter of the year",
            "2018-10-01",
            "2018-12-31",
        ),
        ("It rose to end-January.", "1987-03-19", "January", "1987-01-01", "1987-01-31"),
        ("The Constitution of 1780 holds.", None, "1780", "1780-01-01", "1780-12-31"),
        ("They need another 1968.", None, "1968", "1968-01-01", "1968-12-31"),
        ("2017 may be worse.", None, "2017", "2017-01-01", "2017-12-31"),
        ("The 2020 hopeful left.", None, "2020", "2020-01-01", "2020-12-31"),
        ("As of November, it faces a gap.", "2012-12-07", "November", "2012-11-01", "2012-11-30"),
        ("They met last week.", "2019-06-30", "last week", "2019-06-24", "2019-06-30"),
        ("They met last week.", "2019-06-29", "last week", "2019-06-17", "2019-06-23"),
        ("The September 11 attacks.", "2014-05-11", "September 11", "2001-09-11", "2001-09-11"),
        ("He died on September 3.", "2014-05-11", "September 3", "2013-09-03", "2013-09-03"),
        ("He will go on September 3.", "2014-05-11", "September 3", "2014-09-03", "2014-09-03"),
        (
            "An accident March Three hurt him.",
            "1987-03-12",
            "March Three",
            "1987-03-03",
            "1987-03-03",
        ),
        ("It is so since at least 1980.", None, "1980", "1980-01-01", "1980-12-31"),
        ("It goes back to 2012.", None, "2012", "2012-01-01", "2012-12-31"),
        (
            "It comes by the end of the month.",
            "1987-03-19",
            "end of the month",
            "1987-03-01",
            "1987-03-31",
        ),
        ("It came this morning.", "1987-03-19", "this morning", "1987-03-19", "1987-03-19"),
        ("A mid-March Halden poll.", "2013-03-27", "March", "2013-03-01", "2013-03-31"),
        ("Tuesday night's loss will hurt.", "2016-03-09", "Tuesday", "2016-03-08", "2016-03-08"),
        (
            "He made it for when it opens Oct. 1.",
            "2013-05-28",
            "Oct. 1",
            "2013-10-01",
            "2013-10-01",
        ),
        ("It is in a Thursday Twitter post.", "2019-12-13", "Thursday", "2019-12-12", "2019-12-12"),
        ("It fell for all of 1986.", None, "1986", "1986-01-01", "1986-12-31"),
        ("It fell in mid-1986.", None, "1986", "1986-01-01", "1986-12-31"),
        (
            "He left earlier in the week.",
            "2017-07-29",
            "earlier in the week",
            "2017-07-24",
            "2017-07-30",
        ),
        (
            "They picked March 5 next year.",
            "1987-04-01",
            "March 5 next year",
            "1988-03-05",
            "1988-03-05",
        ),
        ("It rose in both 2005.", None, "2005", "2005-01-01", "2005-12-31"),
        (
            "Here is what came, coming out of Tuesday night:",
            "2018-03-14",
            "Tuesday",
            "2018-03-13",
            "2018-03-13",
        ),
        ("It rose in July-December 1986.", None, "July-December 1986", "1986-07-01", "1986-12-31"),
        ("It rained over the weekend.", "2019-09-23", "the weekend", "2019-09-21", "2019-09-22"),
        ("It will rain over the weekend.", "2019-09-23", "the weekend", "2019-09-28", "2019-09-29"),
        ("The coming week will be hot.", "2015-03-01", "coming week", "2015-03-02", "2015-03-08"),
        ("It is similar to 2004, when they won.", None, "2004", "2004-01-01", "2004-12-31"),
        ("In a May Halden Post op-ed.", "2017-06-02", "May", "2017-05-01", "2017-05-31"),
        ("It is a November election.", "2015-12-01", "November", "2016-11-01", "2016-11-30"),
        (
            "It ended, months before the November election.",
            "2012-07-06",
            "November",
            "2012-11-01",
            "2012-11-30",
        ),
        (
            "He will fall from his September peak.",
            "2015-10-16",
            "September",
            "2015-09-01",
            "2015-09-30",
        ),
        (
            "It follows a Friday-night vote.",
            "2015-10-16",
            "Friday-night",
            "2015-10-16",
            "2015-10-16",
        ),
        ("It had an opinion on 1986 income.", None, "1986", "1986-01-01", "1986-12-31"),
        ("It told of June's warmth.", "2015-07-20", "June", "2015-06-01", "2015-06-30"),
    ],
)
def test_what_no_rule_knew_before(text, published, words, first, last):
    [row] = rows(text, published)
    assert (row.text, str(row.value_from), str(row.value_to)) == (words, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "He went on the Sunday shows.",
        "The word “tomorrow” was wrong.",
        "It took a week and a half.",
        "A crowd of 1990 people came.",
        "She wrote 5/6/07 on it.",
        "It is a century old.",
        "On this night, nobody came.",
        "It aired on NBC’s ‘Today,’ she said.",
        "It aired on “Fox News Sunday” there.",
    ],
)
def test_words_that_are_no_dates(text):
    assert rows(text, FRIDAY) == ()


def test_a_day_that_begins_a_quotation_is_one():
    [row] = rows("“Today’s vote is lost,” she said.", FRIDAY)
    assert str(row.value_from) == FRIDAY


def test_what_lists_and_spans_of_months_name():
    found = rows("Advertising planned for December and January.", "2015-11-27")
    assert [str(row.value_from) for row in found] == ["2015-12-01", "2016-01-01"]
    assert [row.text for row in rows("The wettest of a December week.")] == []


def test_a_couple_of_years_ago_is_a_time_that_nothing_resolves():
    [row] = rows("It was good a couple of years ago.", FRIDAY)
    assert (row.text, row.value_from, row.precision) == ("a couple of years ago", None, "year")


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("Shut since the winter of 2022-23.", "winter of 2022-23"),
        ("The truce of autumn 2023 held.", "autumn 2023"),
        ("She turned 80 last autumn.", "last autumn"),
        ("It needs a roof before winter.", "winter"),
        ("He wants to finish by the summer.", "summer"),
        ("Votes were counted last fall.", "last fall"),
    ],
)
def test_a_season_is_a_date_that_nothing_resolves(text, season):
    (row,) = rows(text, "2024-06-05")
    assert row.text == season
    assert (row.value_from, row.precision, row.anchor) == (None, None, None)
    assert row.method == "season:unresolved"


@pytest.mark.parametrize(
    "text",
    [
        "In the spring floods came.",
        "The last week before the summer holidays.",
        "They rise and fall last.",
        "A river in spring flood.",
        "On “Orvane Tonight” she laughed.",
        "They met every Sunday, or on a Tuesday.",
        "The second Saturday of August is quiet.",
        "It led to May resigning.",
    ],
)
def test_words_that_name_no_single_time(text):
    assert rows(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday Orvane Council met.", ["Monday"]),
        ("On Sunday Times reporters came.", []),
        ("The dam failed on a Monday in March.", ["Monday", "March"]),
        ("It is put off to January.", ["January"]),
        ("Closed from September until 3 May.", ["September", "3 May"]),
        ("“Tomorrow,” he said.", ["Tomorrow"]),
    ],
)
def test_months_and_weekdays_in_their_places(text, expected):
    assert [row.text for row in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Freitag, dem 4. Juli 2025, begann es.", ["Freitag, dem 4. Juli 2025"]),
        ("Vom 1. Juli an, wie im vergangenen Jahr.", ["1. Juli", "vergangenen Jahr"]),
        ("Das Vorhaben 2022 mit 17 Stimmen.", ["2022"]),
        ("Im Oktober 2021 und jeden Montag; am 12.03.2024.", ["Oktober 2021", "12.03.2024"]),
        ("Das Haus hat 2022 neue Fenster.", []),
    ],
)
def test_german_dates(text, expected):
    assert [row.text for row in rows(GERMAN + text)] == expected


def test_a_german_or_french_day_is_evident_in_any_text():
    found = [row.text for row in rows("Signed “Orvane, 3. Oktober 2019” and “le 29 mars” in May.")]
    assert found == ["3. Oktober 2019", "29 mars", "May"]
    assert rows("1. August Brun, 2. April Vess.") == ()


def test_the_language_may_be_stated_and_the_days_are_resolved():
    assert rows("Am Freitag kam er.") == ()
    (row,) = rows("Am Freitag kam er.", "2025-06-28", "de-DE")
    assert (row.text, str(row.value_from)) == ("Freitag", "2025-06-27")
    (month,) = rows("Im Juli kam er.", "2025-06-28", "de")
    assert (str(month.value_from), month.precision) == ("2025-07-01", "month")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ouvertes le samedi 29 mars.", ["samedi 29 mars"]),
        ("Le 1er juillet 2024, puis en 2023.", ["1er juillet 2024", "2023"]),
        ("Au mois de novembre, la semaine dernière.", ["novembre", "semaine dernière"]),
        ("Ouvert chaque samedi, 2023 places.", []),
    ],
)
def test_french_dates(text, expected):
    assert [row.text for row in rows(FRENCH + text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("町で十二日、式が行われた。", [("十二日", "2024-06-12")]),
        ("二〇一九年に比べて減った。", [("二〇一九年", "2019-01-01")]),
        ("2024年3月12日に始まった。", [("2024年3月12日", "2024-03-12")]),
        ("来月発表される。", [("来月", "2024-07-01")]),
        ("来年の春までに貸す。", [("来年の春", "None")]),
        ("二日でいっぱいになり、三日間続いた。", []),
    ],
)
def test_japanese_dates(text, expected):
    found = rows(text, "2024-06-20")
    assert [(row.text, str(row.value_from)) for row in found] == expected


def test_a_byline_with_places():
    line = "By Ada Brun in Orvane and Karl Vess in Tessal"
    assert is_byline(line)
    assert person_names(line) == ("Ada Brun", "Karl Vess")


def test_two_days_one_after_the_other_are_both():
    [row] = rows("They met on 7 and 8 November.", "2015-11-20")
    assert (str(row.value_from), str(row.value_to)) == ("2015-11-07", "2015-11-08")


def test_a_month_of_a_year_named_before():
    found = rows("In 2012, he stayed until August of that year.", "2015-06-08")
    assert [(row.text, str(row.value_from)) for row in found] == [
        ("2012", "2012-01-01"),
        ("August of that year", "2012-08-01"),
    ]
    [row] = rows("He stayed until August of that year.", "2015-06-08")
    assert row.value_from is None


def test_months_from_one_to_another_are_in_order():
    found = rows("It is harvested from June to December.", "1987-03-30")
    assert [str(row.value_from) for row in found] == ["1987-06-01", "1987-12-01"]


def test_months_in_a_row():
    found = rows("They will be June, September and December.", "1987-04-09")
    assert [str(row.value_from) for row in found] == ["1987-06-01", "1987-09-01", "1987-12-01"]


def test_months_beside_a_stroke():
    found = rows("Five cargoes for April/May shipment.", "1987-04-03")
    assert [(row.text, str(row.value_from)) for row in found] == [
        ("April", "1987-04-01"),
        ("May", "1987-05-01"),
    ]


@pytest.mark.parametrize(
    ("text", "published", "words", "day"),
    [
        ("He spoke during Christmas Day remarks.", "2015-12-26", "Christmas Day", "2015-12-25"),
        ("It closed on New Year’s Eve.", "2016-01-03", "New Year’s Eve", "2015-12-31"),
        ("It began on Thanksgiving 2013.", None, "Thanksgiving 2013", "2013-11-28"),
        ("She left last Thanksgiving.", "2014-09-26", "last Thanksgiving", "2013-11-28"),
        ("After Labor Day, it rained.", "2014-09-26", "Labor Day", "2014-09-01"),
        ("The Memorial Day parade.", "2014-06-01", "Memorial Day", "2014-05-26"),
        ("It rained on Good Friday.", "2016-03-30", "Good Friday", "2016-03-25"),
        ("It rained on Presidents' Day.", "2016-03-30", "Presidents' Day", "2016-02-15"),
        ("The 4th of July was hot.", "2018-07-10", "4th of July", "2018-07-04"),
        ("It closed on New Year's Day.", None, "New Year's Day", "None"),
    ],
)
def test_holidays(text, published, words, day):
    [row] = rows(text, published)
    assert (row.text, str(row.value_from), str(row.value_to)) == (words, day, day)


@pytest.mark.parametrize(
    "text",
    ["The Christmas tree fell.", "Thanksgiving dinner was good.", "She met Thanksgiving Brandel."],
)
def test_what_bears_the_name_of_a_holiday_is_none(text):
    assert rows(text, FRIDAY) == ()
