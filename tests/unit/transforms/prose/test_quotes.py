"""Who said what? Texts of our own, in the forms that newspapers use."""

from __future__ import annotations

import pytest

from transforms.prose.statements import Statements

DIRECT = [
    ("“We will close it,” Ines Kovar said on Monday.", [("Ines Kovar", "We will close it,")]),
    ("“We will close the mine,” said Ines Kovar.", [("Ines Kovar", "We will close the mine,")]),
    ("Ines Kovar said: “We will close the mine.”", [("Ines Kovar", "We will close the mine.")]),
    (
        "“We will close it,” Mayor Ines Kovar told the council, “and we will not open it again.”",
        [
            ("Mayor Ines Kovar", "We will close it,"),
            ("Mayor Ines Kovar", "and we will not open it again."),
        ],
    ),
    (
        "“The dam held,” said Karim Haddad, who runs the water office. “It will hold again.”",
        [("Karim Haddad", "The dam held,"), ("Karim Haddad", "It will hold again.")],
    ),
    ("“Nobody asked us,” according to Karim Haddad.", [("Karim Haddad", "Nobody asked us,")]),
    ("Haddad called the plan “a gift to thieves.”", [("Haddad", "a gift to thieves.")]),
    ("“Is it safe?” the mayor asked.", [("the mayor", "Is it safe?")]),
    (
        "Haddad left early, adding that he was “tired of waiting”.",
        [("Haddad", "tired of waiting")],
    ),
    (
        "Kovar took to the stage with a short message for the owners: “Go home.”",
        [("Kovar", "Go home.")],
    ),
    ("Kovar wrote in a letter:\n“We are done here.”", [("Kovar", "We are done here.")]),
    ("“We waited for hours.”\n— Leila Osman, Brenwick", [("Leila Osman", "We waited for hours.")]),
    (
        "“It was cold,” Leila Osman said.\n“Nobody came to help us that night.”",
        [("Leila Osman", "It was cold,"), ("Leila Osman", "Nobody came to help us that night.")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), DIRECT)
def test_direct_speech_has_its_speaker(read, text, wanted):
    found = [(who, what) for who, kind, what in read(text).said() if kind in ("direct", "mixed")]
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The book “The Winter of the Miller” sold well, Kovar said.",
        "On the show “Good Morning, Moreva” the mayor was asked about taxes.",
        "The so-called “ghost train” stopped in Brenwick.",
        'A file name="4711" was found.',
    ],
)
def test_names_and_titles_in_marks_are_no_quotations(read, text):
    assert [said for said in read(text).said() if said[1] == "direct"] == []


def test_a_block_without_marks_is_led_to_and_in_the_first_person(read):
    text = (
        "Osman used the hearing to ask the ministers for help, stating:\n"
        "We want you to come and see our schools. Then tell us what you think.\n"
        "The ministers did not answer.\nThe committee named three reasons:\nCost, noise and time."
    )
    found = read(text)
    assert [said for said in found.said() if said[1] == "block"] == [
        ("Osman", "block", "We want you to come and see our schools. Then tell us what you think.")
    ]


def test_indirect_and_mixed_speech_are_marked_as_such(read):
    found = read(
        "Haddad said that the river had risen by two metres. The mayor said the water was"
        " “higher than the doors” of most houses in the town."
    )
    assert found.said() == [
        ("Haddad", "indirect", "the river had risen by two metres"),
        (
            "The mayor",
            "mixed",
            "the water was “higher than the doors” of most houses in the town",
        ),
    ]
    cues = [found.text[quote.cue[0] : quote.cue[1]] for quote in found.quotes]
    assert cues == ["said", "said"]


def test_a_medium_is_named(read):
    found = read("“We are ready,” Leila Osman told CBS News on Friday.")
    (quote,) = found.quotes
    assert found.text[quote.via[0] : quote.via[1]] == "CBS News"
    assert read("“We are ready,” Leila Osman told reporters.").quotes[0].via is None


def test_a_quotation_that_nobody_is_said_to_have_said_has_no_speaker(read):
    found = read("“There was a long night before the river fell at last.” The town slept.")
    (quote,) = found.quotes
    assert quote.speaker is None
    assert quote.speaker_entity is None
    assert quote.confidence == 0.5


def test_quotations_never_overlap_and_hold_their_words(read):
    found = read("\n".join(text for text, _ in DIRECT))
    last = 0
    for quote in found.quotes:
        assert last <= quote.start_char < quote.end_char
        assert found.text[quote.start_char : quote.end_char] == quote.text
        assert 0 < quote.confidence <= 1
        last = quote.end_char


@pytest.mark.parametrize(
    "text", ["", "“", "””””", "\n\n", '" " " "', "said said said: “said” said"]
)
def test_odd_texts_hold_what_is_read_in_them(read, text):
    found = read(text)
    rows = [*found.quotes, *found.mentions, *found.stated.figures()]
    assert [text[row.start_char : row.end_char] for row in rows] == [row.text for row in rows]
    assert all(row.start_char < row.end_char for row in rows)


def test_a_medium_holds_while_the_same_person_speaks(read):
    found = read(
        "Leila Osman told CBS News that the dam was safe.\n“Nobody has to leave,” Osman said.\n"
        "“I would,” said Karim Haddad. “I would not,” said Leila Osman."
    )
    media = [found.text[slice(*q.via)] if q.via else None for q in found.quotes]
    assert media == ["CBS News", "CBS News", None, None]


def test_only_somebody_can_say_something(read):
    text = "The public nature of the visit indicates that the town feels safe."
    assert read(text).said() == []
    assert [said[1] for said in read("The report says that the town is safe.").said()] == [
        "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The minister denied that 300 workers had lost their jobs, saying it was less.",
            ["it was less"],
        ),
        ("The army said 20 men were killed; the rebels denied it.", ["20 men were killed"]),
        ("According to police, 12 people were held.", ["12 people were held"]),
        ("Three men were hurt, according to the ministry.", ["Three men were hurt"]),
        (
            "If Chad attacks, Norway will respond, Karim Haddad said.",
            ["If Chad attacks, Norway will respond"],
        ),
    ],
)
def test_indirect_speech_ends_where_somebody_says_something_else(read, text, said):
    assert [quote.text for quote in read(text).quotes] == said


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "The Daily Post quoted Ines Kovar as saying that the mine was unsafe.",
            "Ines Kovar",
            "Daily Post",
        ),
        ("“We will go,” Reuters quoted Karim Haddad as saying.", "Karim Haddad", "Reuters"),
        ("State media quoted Karim Haddad as saying: “We will go.”", "Karim Haddad", None),
    ],
)
def test_whom_a_medium_quotes_is_who_said_it(read, text, speaker, via):
    reading = read(text)
    [quote] = reading.quotes
    assert reading.speakers() == [speaker]
    assert (quote.via and reading.text[slice(*quote.via)].removeprefix("The ")) == via


def test_a_quotation_in_the_headline_says_so(read):
    found = read(
        "Mayor Kovar: ‘We will stay in Brenwick’\n"
        "Mayor Ines Kovar opened the library.\n“We will stay in Brenwick,” Kovar said."
    )
    kinds = [(kind, text) for _, kind, text in found.said()]
    assert kinds == [
        ("headline", "We will stay in Brenwick"),
        ("direct", "We will stay in Brenwick,"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "“We will stay in Brenwick,” Mayor Ines Kovar told reporters. (Reuters)",
        "Mayor Ines Kovar said “we will all stay” on",
        "Mayor Ines Kovar said “we stay.”",
    ],
)
def test_a_first_sentence_is_no_headline(read, line):
    found = read(f"{line}\nMonday was a holiday in Brenwick.")
    assert "headline" not in {kind for _, kind, _ in found.said()}


def test_where_the_title_is_known_the_first_line_is_none(read):
    found = read("Mayor Kovar: ‘We will stay’\nShe said no more.")
    stated = Statements(found.tokens, (), "test/1", has_title=True)
    assert [quote.quote_kind for quote in stated.quotes()] == ["direct"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandel never said that she would leave.",
        "The police have not said what caused the fire.",
        "The police did not say how many people died.",
        "Ada Brandel refused to say whether she would run.",
        "Ada Brandel denied that the plan was dead.",
        "Ada Brandel never called it “a lie”.",
        "The talks go on if monitors confirm that the troops have left.",
    ],
)
def test_what_nobody_said_is_no_quotation(read, text):
    assert read(text).said() == []


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Her deputy, Karim Haddad, said that it was late.", "Karim Haddad", "it was late"),
        ("“We are lost,” said the mayor, Ines Kovar.", "Ines Kovar", "We are lost,"),
        ("Ines Kovar was told by Bo Lund that it was late.", "Bo Lund", "it was late"),
        ("“God gave her back,” said Bo Lund, his eyes wet.", "Bo Lund", "God gave her back,"),
        ("“I won,” said Ines Kovar, whose house burned.", "Ines Kovar", "I won,"),
    ],
)
def test_a_name_beside_an_office_is_whose_it_is(read, text, speaker, said):
    reading = read(text)
    assert (reading.speakers(), [quote.text for quote in reading.quotes]) == ([speaker], [said])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The deal is dead, a diplomat said on condition of anonymity.", "The deal is dead"),
        ("A fire hurt two people, the fire service said.", "A fire hurt two people"),
        ("BRENWICK — Engineers closed the bridge, Ines Kovar said.", "Engineers closed the bridge"),
        ("Bo Stone said on 3 May 2024 he would resign.", "he would resign"),
        ("Ivor Bennett pointed out that the town was safe.", "the town was safe"),
    ],
)
def test_indirect_speech_before_its_speaker_and_without_its_day(read, text, said):
    assert [quote.text for quote in read(text).quotes] == [said]


def test_a_medium_may_be_told_what_it_is(read):
    found = read("Leila Osman told the broadcaster CBS News that it was over.")
    [quote] = found.quotes
    assert found.text[quote.via[0] : quote.via[1]] == "CBS News"


def test_a_word_in_marks_that_begins_a_paragraph_may_be_said(read):
    found = read("It rained.\n\n“No,” Ines Kovar said.")
    assert found.said() == [("Ines Kovar", "direct", "No,")]


def test_who_goes_on_is_who_said_it_and_nobody_whom_he_names(read):
    found = read("Ines Kovar said Bo Lund had lied, adding: “He always does.”")
    assert found.speakers() == ["Ines Kovar", "Ines Kovar"]
    found = read("Her father, Karim Haddad, wept. “God gave her back,” he said.")
    assert found.speakers() == ["Karim Haddad"]


def test_who_is_quoted_as_telling_is_who_said_it(read):
    found = read("Ann Fisk said Bo Stone told her: “You will never work here again.”")
    assert found.speakers() == ["Bo Stone"]


def test_what_is_hit_is_not_said_by_whoever_hits_it(read):
    found = read("The army said it hit “a terrorist base” there.")
    assert [found.text[quote.cue[0] : quote.cue[1]] for quote in found.quotes] == ["said"]
