"""Which numbers are stated, of what, within which bounds? Sentences of our own."""

from __future__ import annotations

import pytest

CASES = [
    # text, (words, kind, value, least, most, qualifier, unit or currency, noun)
    (
        "The talks lasted more than four hours.",
        ("more than four hours", "duration", 4, 4, None, "more than", "hour", None),
    ),
    ("Dozens of people were hurt.", ("Dozens", "count", None, 24, None, None, None, "people")),
    (
        "At least 12 miners were hurt.",
        ("At least 12", "count", 12, 12, None, "at least", None, "miners"),
    ),
    (
        "Rents rose between 3 and 5 % in May.",
        ("between 3 and 5 %", "share", None, 3, 5, "between", "%", None),
    ),
    (
        "Halden paid $1.2bn for the mine.",
        ("$1.2bn", "money", 1.2e9, 1.2e9, 1.2e9, None, "USD", None),
    ),
    (
        "The port shipped 940 000 t of grain.",
        ("940 000 t", "quantity", 940_000, 940_000, 940_000, None, "tonne", None),
    ),
    ("Karim Haddad, 68, led the talks.", ("68", "age", 68, 68, 68, None, "year", None)),
    ("A 40-year-old man was hurt.", ("40-year-old", "age", 40, 40, 40, None, "year", None)),
    (
        "They hold about 25 percent of the land.",
        ("about 25 percent", "share", 25, None, None, "about", "%", "land"),
    ),
    ("The plan names five territories.", ("five", "count", 5, 5, 5, None, None, "territories")),
    ("It was his third visit this year.", ("third", "ordinal", 3, 3, 3, None, None, "visit")),
    (
        "Some 300 tanks crossed the river.",
        ("Some 300", "count", 300, None, None, "some", None, "tanks"),
    ),
    (
        "Prices rose by 12.5 percentage points.",
        ("12.5 percentage points", "share", 12.5, 12.5, 12.5, None, "percentage point", None),
    ),
    (
        "Nearly half of the voters stayed home.",
        ("Nearly half", "share", 0.5, None, 0.5, "nearly", "share", "voters"),
    ),
    (
        "Up to three-quarters of the seats were empty.",
        ("Up to three-quarters", "share", 0.75, None, 0.75, "up to", "share", "seats"),
    ),
    (
        "Hundreds of thousands of refugees fled.",
        ("Hundreds of thousands", "count", None, 200_000, None, None, None, "refugees"),
    ),
    (
        "It costs from 10 to 15 cents.",
        ("from 10 to 15 cents", "money", None, 0.1, 0.15, "from", "USD", None),
    ),
    (
        "It was minus 5 degrees in Brenwick.",
        ("minus 5 degrees", "quantity", -5, -5, -5, None, "degree", None),
    ),
    (
        "Several hundred people came.",
        ("Several hundred", "count", None, 300, 900, "several", None, "people"),
    ),
    (
        "He stayed for 10 days or more.",
        ("10 days or more", "duration", 10, 10, None, "or more", "day", None),
    ),
    ("The five-hour meeting ended.", ("five-hour", "duration", 5, 5, 5, None, "hour", None)),
    (
        "The farms lost 3 to 5 million trees.",
        ("3 to 5 million", "count", None, 3e6, 5e6, None, None, "trees"),
    ),
    (
        "He got half a million fewer votes.",
        ("half a million", "count", 5e5, 5e5, 5e5, None, None, "votes"),
    ),
    (
        "They asked at least a half-dozen times.",
        ("at least a half-dozen", "count", 6, 6, None, "at least", None, "times"),
    ),
    ("Ada Brandel died at the age of 43.", ("43", "age", 43, 43, 43, None, "year", None)),
    ("The director, then 44, left.", ("44", "age", 44, 44, 44, None, "year", None)),
    ("“I left when I was 22,” she said.", ("22", "age", 22, 22, 22, None, "year", None)),
    ("The singer is in her early 40s.", ("40s", "age", None, 40, 49, None, "year", None)),
    (
        "He owns between $15,000 and $50,000 in shares.",
        ("between $15,000 and $50,000", "money", None, 15e3, 50e3, "between", "USD", None),
    ),
    (
        "It reached tens of millions of readers.",
        ("tens of millions", "count", None, 2e7, None, None, None, "readers"),
    ),
    ("It lost R1.4 billion.", ("R1.4 billion", "money", 1.4e9, 1.4e9, 1.4e9, None, "ZAR", None)),
    (
        "A $1.5-billion plan was signed.",
        ("$1.5-billion", "money", 1.5e9, 1.5e9, 1.5e9, None, "USD", None),
    ),
    ("The 20m-high wall fell.", ("20m", "quantity", 20, 20, 20, None, "metre", None)),
    (
        "The 12 bn kroner deal failed.",
        ("12 bn kroner", "money", 12e9, 12e9, 12e9, None, None, None),
    ),
    (
        "He served six-and-a-half years.",
        ("six-and-a-half years", "duration", 6.5, 6.5, 6.5, None, "year", None),
    ),
    (
        "About four out of 10 voters agreed.",
        ("About four out of 10", "share", 0.4, None, None, "about", "share", "voters"),
    ),
    (
        "One in five homes is empty.",
        ("One in five", "share", 0.2, 0.2, 0.2, None, "share", "homes"),
    ),
    ("It was 27 º C in May.", ("27 º C", "quantity", 27, 27, 27, None, "°C", None)),
    (
        "The park covers 100 square kilometres.",
        ("100 square kilometres", "quantity", 100, 100, 100, None, "square kilometre", None),
    ),
    (
        "It will fall within a week or two.",
        ("a week or two", "duration", None, 1, 2, None, "week", None),
    ),
    (
        "She faces up to a year in prison.",
        ("up to a year", "duration", 1, None, 1, "up to", "year", None),
    ),
    ("They waited half an hour.", ("half an hour", "duration", 0.5, 0.5, 0.5, None, "hour", None)),
    (
        "They waited an hour and a half.",
        ("an hour and a half", "duration", 1.5, 1.5, 1.5, None, "hour", None),
    ),
    (
        "The fine is 500 Kenyan shillings.",
        ("500 Kenyan shillings", "money", 500, 500, 500, None, "KES", None),
    ),
    (
        "A lamb costs 20 Mexican pesos.",
        ("20 Mexican pesos", "money", 20, 20, 20, None, "MXN", None),
    ),
    ("They paid KES 5 million.", ("KES 5 million", "money", 5e6, 5e6, 5e6, None, "KES", None)),
    (
        "Seven or eight thousand votes are needed.",
        ("Seven or eight thousand", "count", None, 7e3, 8e3, None, None, "votes"),
    ),
    (
        "They spent upward of $10 million.",
        ("upward of $10 million", "money", 1e7, 1e7, None, "upward of", "USD", None),
    ),
    (
        "Women 15 and older may buy it.",
        ("15 and older", "age", 15, 15, None, "and older", "year", None),
    ),
    (
        "The state will spend Rs 2,500 crore on roads.",
        ("Rs 2,500 crore", "money", 2.5e10, 2.5e10, 2.5e10, None, "INR", None),
    ),
    ("A lamp costs Rs 40,000.", ("Rs 40,000", "money", 4e4, 4e4, 4e4, None, None, None)),
    ("It sold 2.3m cars there.", ("2.3m", "count", 2.3e6, 2.3e6, 2.3e6, None, None, "cars")),
    ("The firm raised £4m.", ("£4m.", "money", 4e6, 4e6, 4e6, None, "GBP", None)),
    (
        "He was jailed for two and a half years.",
        ("two and a half years", "duration", 2.5, 2.5, 2.5, None, "year", None),
    ),
    (
        "It lasted over five years.",
        ("over five years", "duration", 5, 5, None, "over", "year", None),
    ),
    ("They paid it over five years.", ("five years", "duration", 5, 5, 5, None, "year", None)),
    ("The victim, 41, was a teacher.", ("41", "age", 41, 41, 41, None, "year", None)),
    (
        "The girl, aged six months, survived.",
        ("six months", "age", 6, 6, 6, None, "month", None),
    ),
    (
        "Rates rose by 25 basis points.",
        ("25 basis points", "quantity", 25, 25, 25, None, "basis point", None),
    ),
    ("One soldier was hurt.", ("One", "count", 1, 1, 1, None, None, "soldier")),
    ("Scores of people were hurt.", ("Scores", "count", None, 40, None, None, None, "people")),
    ("The singer is in his fifties.", ("fifties", "age", None, 50, 59, None, "year", None)),
    ("THEY PAID 500 PESOS.", ("500 PESOS", "money", 500, 500, 500, None, None, None)),
    ("He owns 3 cop cars.", ("3", "count", 3, 3, 3, None, None, "cars")),
    ("They paid 5 million KES.", ("5 million KES", "money", 5e6, 5e6, 5e6, None, "KES", None)),
]


def told(figure):
    return (
        figure.text,
        figure.figure_kind,
        figure.value,
        figure.value_min,
        figure.value_max,
        figure.qualifier,
        figure.unit or figure.currency,
        figure.counted_noun,
    )


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_figure_has_its_value_bounds_and_unit(read, text, wanted):
    (figure,) = read(text).stated.figures()
    assert told(figure) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "They won 7-2 on Saturday.",
        "It opened on April 11, 2025, at 6 a.m.",
        "She was on “60 Minutes” last night.",
        "It rained.",
    ],
)
def test_dates_times_results_and_titles_are_no_figures(read, text):
    assert list(read(text).stated.figures()) == []


@pytest.mark.parametrize(
    ("text", "status", "is_negated"),
    [
        ("Halden cut 900 jobs.", "asserted", False),
        ("Halden will cut 900 jobs.", "future", False),
        ("Halden may cut 900 jobs.", "hedged", False),
        ("Halden plans to cut 900 jobs.", "future", False),
        ("If Halden cuts 900 jobs, the town is lost.", "conditional", False),
        ("The mayor said that Halden had cut 900 jobs.", "attributed", False),
        ("Halden denied that it had cut 900 jobs.", "denied", False),
        ("Did Halden cut 900 jobs?", "question", False),
        ("Halden did not cut 900 jobs.", "asserted", True),
    ],
)
def test_it_is_told_how_a_figure_is_stated(read, text, status, is_negated):
    (figure,) = read(text).stated.figures()
    assert (figure.status, figure.is_negated) == (status, is_negated)


def test_a_figure_is_said_of_somebody(read):
    found = read("Karim Haddad, 68, runs the mine. Haddad owns 300 of its houses.")
    figures = list(found.stated.figures())
    assert [figure.subject.name for figure in figures] == ["Karim Haddad"] * 2


def test_figures_hold_their_words_in_order(read):
    text = " ".join(text for text, _ in CASES)
    last = 0
    for figure in read(text).stated.figures():
        assert last <= figure.start_char < figure.end_char
        assert text[figure.start_char : figure.end_char] == figure.text
        last = figure.end_char


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("His daughters are aged 4 and 6.", [("4", "age"), ("6", "age")]),
        ("It takes two or three years.", [("two or three years", "duration")]),
        ("It comes within three working days.", [("three working days", "duration")]),
        ("Call 2990-6000 for help.", []),
        ("At first, nobody came.", []),
        ("It fell in the first half of the year.", []),
        ("It follows law no. 132 of the state.", []),
        ("Tower 2 burned down.", []),
        ("The lion roared at about 5 in the morning.", []),
        ("He is part of the '74 class.", []),
        ("The number, 6, is right.", [("6", "count")]),
        ("The margin is plus or minus 3 points.", [("3", "count")]),
        ("The flight left at 0715 GMT.", []),
        ("Rents fell 2 percent to 3 percent.", [("2 percent", "share"), ("3 percent", "share")]),
        ("Profit rose $2 to $10 there.", [("$2", "money"), ("$10", "money")]),
        (
            "It grew by 6 percent in 2016 and 4 percent later.",
            [("6 percent", "share"), ("4 percent", "share")],
        ),
        ("The code is " + "9" * 400 + " there.", []),
        ("The court deadlocked 4 to 4 there.", []),
        ("It breaks section (39) there.", []),
        ("It ranges from 3 % to 6 % there.", [("from 3 % to 6 %", "share")]),
        ("The first half of the year was calm.", []),
        ("A third of voters agreed.", [("A third", "share")]),
        ("It rose from 3 to 4 there.", [("3", "count"), ("4", "count")]),
        ("She scored three in 10 minutes.", [("three", "count"), ("10 minutes", "duration")]),
        ("Karim Haddad (2) scored.", [("2", "count")]),
        ("They offer six joint degrees.", [("six", "count")]),
        ("They paid 8.3 million crowns.", [("8.3 million crowns", "money")]),
    ],
)
def test_lists_ranges_labels_and_numbers_of_telephones(read, text, wanted):
    figures = list(read(text).stated.figures())
    assert [(figure.text, figure.figure_kind) for figure in figures] == wanted
    known = (1 / 3, 1, 2, 3, 4, 6, 10, 8_300_000)
    assert all(f.value is None or f.value in known for f in figures)


@pytest.mark.parametrize(
    ("text", "words", "value", "currency"),
    [
        ("They paid N$200,000 for it.", "N$200,000", 200_000, "NAD"),
        ("They paid NZ$3 million for it.", "NZ$3 million", 3e6, "NZD"),
        ("It cost Q$20 in Halden.", "Q$20", 20, None),
        ("They paid US$7 for it.", "US$7", 7, "USD"),
        ("A deal of €30m was struck.", "€30m", 30e6, "EUR"),
        ("A deal of $1.2 bn was struck.", "$1.2 bn", 1.2e9, "USD"),
        ("A $5 million deal was struck.", "$5 million", 5e6, "USD"),
        ("They paid 5 million Australian dollars.", "5 million Australian dollars", 5e6, "AUD"),
        ("They paid 50 Australian cents.", "50 Australian cents", 0.5, "AUD"),
        ("They paid 30 Orvanian pounds.", "30 Orvanian pounds", 30, None),
    ],
)
def test_a_currency_is_that_of_its_country_or_unknown(read, text, words, value, currency):
    figures = list(read(text).stated.figures())
    assert [(f.text, f.figure_kind, f.value, f.currency) for f in figures] == [
        (words, "money", value, currency)
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "unit"),
    [
        ("About 1.5m people left Halden.", "About 1.5m", "count", 1.5e6, None),
        ("It has 1.5M of them.", "1.5M", "count", 1.5e6, None),
        ("She jumped 1.5m high.", "1.5m", "quantity", 1.5, "metre"),
    ],
)
def test_the_m_behind_a_number_is_a_million_before_people(read, text, words, kind, value, unit):
    [figure] = read(text).stated.figures()
    assert (figure.text, figure.figure_kind, figure.value, figure.unit) == (
        words,
        kind,
        value,
        unit,
    )


def test_a_row_of_ages_holds_ages_alone(read):
    figures = read("Children aged 3, 5 and 11 were hurt, and 7 fled.").stated.figures()
    assert [(f.text, f.figure_kind) for f in figures] == [
        ("3", "age"), ("5", "age"), ("11", "age"), ("7", "count"),
    ]  # fmt: skip


def test_a_telephone_number_counts_nothing(read):
    assert [f.text for f in read("Call +44 20 7946 0958 now.").stated.figures()] == []
    assert [f.text for f in read("It made 940 000 t of steel.").stated.figures()] == ["940 000 t"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # text, (words, kind, value, least, most, unit or currency)
        ("It sold 7.2 mln grams.", ("7.2 mln grams", "quantity", 7.2e6, 7.2e6, 7.2e6, "gram")),
        ("It sold 1.6 mln shares.", ("1.6 mln", "count", 1.6e6, 1.6e6, 1.6e6, None)),
        ("It earned 585,000 dlrs.", ("585,000 dlrs", "money", 585e3, 585e3, 585e3, "USD")),
        ("It made 2 mln stg there.", ("2 mln stg", "money", 2e6, 2e6, 2e6, "GBP")),
        ("They paid 5 lakhs there.", ("5 lakhs", "count", 5e5, 5e5, 5e5, None)),
        ("Rates rose by 6-1/2 pct.", ("6-1/2 pct", "share", 6.5, 6.5, 6.5, "%")),
        ("It fell by 5 1/2 percent.", ("5 1/2 percent", "share", 5.5, 5.5, 5.5, "%")),
        ("They waited 2 1/2 hours.", ("2 1/2 hours", "duration", 2.5, 2.5, 2.5, "hour")),
        ("They waited 3½ years.", ("3½ years", "duration", 3.5, 3.5, 3.5, "year")),
        (
            "It rose half a percentage point.",
            ("half a percentage point", "share", 0.5, 0.5, 0.5, "percentage point"),
        ),
        (
            "It rose three-quarters of a percentage point.",
            (
                "three-quarters of a percentage point",
                "share",
                0.75,
                0.75,
                0.75,
                "percentage point",
            ),
        ),
        ("It rose half a point.", ("half a point", "count", 0.5, 0.5, 0.5, None)),
        ("It grew by one percent.", ("one percent", "share", 1, 1, 1, "%")),
        ("It grew by two-percent there.", ("two-percent", "share", 2, 2, 2, "%")),
        ("The margin is +/-3 percent.", ("+/-3 percent", "share", 3, 3, 3, "%")),
        ("The 41 year-old Bwalya left.", ("41 year-old", "age", 41, 41, 41, "year")),
        ("Women under 30 agreed.", ("under 30", "age", 30, None, 30, "year")),
        ("Anyone 65 or older can vote.", ("65 or older", "age", 65, 65, None, "year")),
        (
            "It has a multi-billion dollar plan.",
            ("multi-billion dollar", "money", None, 2e9, None, "USD"),
        ),
        (
            "It has a multimillion-dollar plan.",
            ("multimillion-dollar", "money", None, 2e6, None, "USD"),
        ),
        ("It ships 140,000 bpd.", ("140,000 bpd", "quantity", 140e3, 140e3, 140e3, "barrel/day")),
        ("Zero employees left.", ("Zero", "count", 0, 0, 0, None)),
        ("It lasted one year.", ("one year", "duration", 1, 1, 1, "year")),
        ("A one-hour talk began.", ("one-hour", "duration", 1, 1, 1, "hour")),
        ("It took a week and a half.", ("a week and a half", "duration", 1.5, 1.5, 1.5, "week")),
        (
            "It took one and a half hours.",
            ("one and a half hours", "duration", 1.5, 1.5, 1.5, "hour"),
        ),
        (
            "Some two and a half million people left.",
            ("Some two and a half million", "count", 2.5e6, None, None, None),
        ),
        ("It came every half hour.", ("half hour", "duration", 0.5, 0.5, 0.5, "hour")),
        (
            "It cost thousands and thousands of lives.",
            ("thousands and thousands", "count", None, 2000, None, None),
        ),
        ("It has around an 80% rate.", ("around an 80%", "share", 80, None, None, "%")),
        ("It is a 17-second film.", ("17-second", "duration", 17, 17, 17, "second")),
        (
            "It takes no greater than two hours.",
            ("no greater than two hours", "duration", 2, None, 2, "hour"),
        ),
        ("It hurt 200+ people.", ("200+", "count", 200, 200, None, None)),
        ("It hurt 200-plus people.", ("200-plus", "count", 200, 200, None, None)),
        ("A row looms over 16 houses.", ("16", "count", 16, 16, 16, None)),
        ("Nearly half were hurt.", ("Nearly half", "share", 0.5, None, 0.5, "share")),
        ("About a third agreed.", ("About a third", "share", 1 / 3, None, None, "share")),
        ("Half the town burned.", ("Half", "share", 0.5, 0.5, 0.5, "share")),
        ("About eight-in-ten left.", ("About eight-in-ten", "share", 0.8, None, None, "share")),
        ("He took a $25K loan.", ("$25K", "money", 25e3, 25e3, 25e3, "USD")),
        ("He is only 35.", ("35", "age", 35, 35, 35, "year")),
        ("She married at 19.", ("19", "age", 19, 19, 19, "year")),
        ("The age was raised to 21.", ("21", "age", 21, 21, 21, "year")),
        ("Women ages 15-44 came.", ("15-44", "age", None, 15, 44, "year")),
        ("It lasts the next year or two.", ("year or two", "duration", None, 1, 2, "year")),
        ("It is half a mile away.", ("half a mile", "quantity", 0.5, 0.5, 0.5, "mile")),
        (
            "It took a quarter century.",
            ("a quarter century", "duration", 0.25, 0.25, 0.25, "century"),
        ),
        ("The dose is 80mg now.", ("80mg", "quantity", 80, 80, 80, "milligram")),
        ("They sold 40 mln bushels.", ("40 mln bushels", "quantity", 40e6, 40e6, 40e6, "bushel")),
        ("It weighs five metric tons.", ("five metric tons", "quantity", 5, 5, 5, "tonne")),
        ("It warmed to 1.5C there.", ("1.5C", "quantity", 1.5, 1.5, 1.5, "°C")),
        ("It rose to 885p there.", ("885p", "money", 8.85, 8.85, 8.85, "GBP")),
        ("It cost one dollar.", ("one dollar", "money", 1, 1, 1, "USD")),
        (
            "It took a 9 mln French franc loan.",
            ("9 mln French franc", "money", 9e6, 9e6, 9e6, "FRF"),
        ),
        ("It is a hurdle or two away.", ("a hurdle or two", "count", None, 1, 2, None)),
        ("Women 30 to 40 years old came.", ("30 to 40", "age", None, 30, 40, "year")),
        ("Twenty-four percent left.", ("Twenty-four percent", "share", 24, 24, 24, "%")),
        (
            "It cost between $4 million and $6.5 million.",
            ("between $4 million and $6.5 million", "money", None, 4e6, 6.5e6, "USD"),
        ),
        (
            "One in nineteen workers left.",
            ("One in nineteen", "share", 1 / 19, None, None, "share"),
        ),
        (
            "It took a million and a half men.",
            ("a million and a half", "count", 1.5e6, 1.5e6, 1.5e6, None),
        ),
        ("One or two of them left.", ("One or two", "count", None, 1, 2, None)),
        (
            "It took three and one-half years.",
            ("three and one-half years", "duration", 3.5, 3.5, 3.5, "year"),
        ),
        ("It fell by a third for all.", ("a third", "share", 1 / 3, None, None, "share")),
        ("It made trillion-dollar cuts.", ("trillion-dollar", "money", 1e12, 1e12, 1e12, "USD")),
        (
            "It fell to 32.9 billion N.Z. Dlrs.",
            ("32.9 billion N.Z. Dlrs", "money", 32.9e9, 32.9e9, 32.9e9, "NZD"),
        ),
        ("A magnitude 6.1 earthquake struck.", ("6.1", "quantity", 6.1, 6.1, 6.1, "magnitude")),
        (
            "A 6.1-magnitude earthquake struck.",
            ("6.1-magnitude", "quantity", 6.1, 6.1, 6.1, "magnitude"),
        ),
        (
            "Nearly a quarter of a million people came.",
            ("Nearly a quarter of a million", "count", 250e3, None, 250e3, None),
        ),
        ("At least one parent left.", ("At least one", "count", 1, 1, None, None)),
        ("She will be 34.", ("34", "age", 34, 34, 34, "year")),
        ("Women between 25 and 54 left.", ("between 25 and 54", "age", None, 25, 54, "year")),
        ("They ate 1/3 of the cakes.", ("1/3", "share", pytest.approx(1 / 3), None, None, "share")),
    ],
)
def test_more_ways_of_writing_a_figure(read, text, wanted):
    [figure] = read(text).stated.figures()
    words, kind, value, least, most, unit = wanted
    assert (figure.text, figure.figure_kind) == (words, kind)
    assert figure.value == (value if value is None else pytest.approx(value, abs=1e-5))
    if kind != "share" or unit != "share":
        assert (figure.value_min, figure.value_max) == (least, most)
    assert (figure.unit or figure.currency) == unit


@pytest.mark.parametrize(
    "text",
    [
        "She dialed 911 at home.",
        "The 911 call was long.",
        "Call (202) 224-3121 now.",
        "Use   28.20   29.00     29.46",
        "The bn figure is wrong.",
        "Third parties saw it.",
        "It has a nine-figure budget.",
        "Phase 2 began.",
        "The Group of 24 met there.",
        "Section 2C holds.",
        "The film is in 720p.",
        "The second lady left.",
        "It is third-degree murder.",
        "She lives at 29 Elm Street there.",
        "The top half stayed.",
    ],
)
def test_what_is_no_figure_has_no_row(read, text):
    assert list(read(text).stated.figures()) == []


def test_what_is_second_is_no_second(read):
    figures = list(read("He scored three second-half goals.").stated.figures())
    assert [(f.text, f.figure_kind, f.unit) for f in figures] == [
        ("three", "count", None),
        ("second", "ordinal", None),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("He paid 500 pounds.", "money", None),
        ("It weighs 200 pounds.", "quantity", "pound-weight"),
        ("They saw 300 pounds of fish.", "quantity", "pound-weight"),
        ("It is 300 pounds there.", "quantity", None),
        ("A 200-pound man came.", "quantity", "pound-weight"),
        ("A 50-pound note burned.", "money", None),
    ],
)
def test_pounds_are_money_or_a_weight_or_unknown(read, text, kind, unit):
    [figure] = read(text).stated.figures()
    assert (figure.figure_kind, figure.unit) == (kind, unit)
    assert figure.currency == ("GBP" if kind == "money" else None)


def test_the_signs_of_an_article_tell_what_its_pounds_are(read):
    figures = list(read("It cost £5. Sales rose to 12 pounds.").stated.figures())
    assert [(f.figure_kind, f.currency) for f in figures] == [("money", "GBP")] * 2


def test_a_franc_is_that_of_its_country_or_unknown(read):
    [plain] = read("They paid 50 francs for it.").stated.figures()
    [swiss] = read("They paid 50 Swiss francs for it.").stated.figures()
    assert (plain.currency, swiss.currency) == (None, "CHF")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "It rose to $3.5 million from 2.1 million.",
            [("$3.5 million", "money", "USD", 3.5e6), ("2.1 million", "money", "USD", 2.1e6)],
        ),
        (
            "Prices rose from 3 percent to 5.",
            [("3 percent", "share", None, 3), ("5", "share", None, 5)],
        ),
        (
            "They lost $180bn and 20,000 workers fled.",
            [("$180bn", "money", "USD", 180e9), ("20,000", "count", None, 20e3)],
        ),
        (
            "She won by 54 percent to 45 percent.",
            [("54 percent", "share", None, 54), ("45 percent", "share", None, 45)],
        ),
        (
            "They paid 5 million and 7 million dollars.",
            [("5 million", "money", "USD", 5e6), ("7 million dollars", "money", "USD", 7e6)],
        ),
        (
            "It has gone from $7 to $9.",
            [("$7", "money", "USD", 7), ("$9", "money", "USD", 9)],
        ),
        (
            "Profit rose 19 percent to 2,137.",
            [("19 percent", "share", None, 19), ("2,137", "count", None, 2137)],
        ),
        (
            "It paid $3 million for 2 million cows.",
            [("$3 million", "money", "USD", 3e6), ("2 million", "count", None, 2e6)],
        ),
    ],
)
def test_a_bare_number_takes_the_unit_that_it_is_compared_in(read, text, wanted):
    figures = read(text).stated.figures()
    assert [(f.text, f.figure_kind, f.currency, f.value) for f in figures] == wanted
