"""Whom do descriptions mean? Sentences of our own."""

from __future__ import annotations

import pytest

TWO = (
    "Veldorian President Ada Brandel met Tarsian President Karim Haddad in Geneva on Friday."
    " Tarsia and Veldoria had broken off talks. "
)
MAYOR = "Mayor Ines Kovar of Brenwick closed the library on Monday. "


def described(reading):
    return [
        (mention.text, mention.entity.name)
        for mention in reading.mentions
        if mention.mention_kind == "nominal"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MAYOR + "The mayor said that it was old.", [("The mayor", "Ines Kovar")]),
        (MAYOR + "The deputy mayor disagreed.", []),
        (MAYOR + "The former mayor disagreed.", []),
        (MAYOR + "A mayor of the valley disagreed.", []),
        (MAYOR + "The minister disagreed.", []),
        ("The mayor said little. " + MAYOR, []),
        (TWO + "The president left early.", []),
        (TWO + "The leader left early.", []),
        (
            "Karim Haddad, the foreign minister, spoke on Friday. The minister was tired.",
            [("The minister", "Karim Haddad")],
        ),
        (
            "Former President Ada Brandel spoke on Friday. The president was tired.",
            [],
        ),
    ],
)
def test_a_description_means_the_one_person_of_that_office(read, text, wanted):
    assert described(read(text)) == wanted


def test_the_country_tells_two_presidents_apart(read):
    text = (
        "Russian President Vladimir Putin met Ukrainian President Volodymyr Zelensky in Geneva."
        " The Russian leader said that talks would go on. “We are ready,” the Ukrainian president"
        " told reporters."
    )
    reading = read(text)
    assert described(reading) == [
        ("The Russian leader", "Vladimir Putin"),
        ("the Ukrainian president", "Volodymyr Zelensky"),
    ]
    assert reading.speakers() == ["Vladimir Putin", "Volodymyr Zelensky"]
    assert {q.speaker_entity.method for q in reading.quotes} == {"nominal"}
