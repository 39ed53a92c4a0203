"""Whom do names and pronouns mean?"""

from __future__ import annotations

import pytest

from transforms.prose.people import plain, spelling


def meant(found) -> list[tuple[str, str | None]]:
    """(words, name of the entity) of every mention."""
    return [(m.text, m.entity.name if m.entity else None) for m in found.mentions]


def test_a_surname_means_the_person_named_in_full(read):
    found = read(
        "Mayor Ines Kovar of Brenwick met Karim Haddad in Geneva. Kovar left early."
        " Haddad stayed, and Ms. Kovar's office thanked Haddad."
    )
    told = dict(meant(found))
    assert told["Kovar"] == "Ines Kovar"
    assert told["Haddad"] == "Karim Haddad"
    people = {m.entity.entity_id for m in found.mentions if m.label == "PERSON"}
    assert len(people) == 2
    assert [m.title_prefix for m in found.mentions if m.text == "Ines Kovar"] == ["Mayor"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ines Kovar, the mayor of Brenwick, left early.", {"Ines Kovar": "the mayor of Brenwick"}),
        ("The firm's founder, Karim Haddad, resigned.", {"Karim Haddad": "The firm's founder"}),
        (
            "Bo Lund, 54, a retired teacher who lives here, agreed.",
            {"Bo Lund": "a retired teacher"},
        ),
        ("She praised their son, Bo Lund, on Friday.", {"Bo Lund": "their son"}),
        ("Mayor Ines Kovar met Karim Haddad in Geneva.", {}),
        ("Ines Kovar, no friend of the mayor, left.", {}),
        ("Neither the coach nor the captain, Ines Kovar, spoke.", {}),
        ("The hearing was led by Ines Kovar, whose deputy, Karim Haddad, wept.", {}),
    ],
)
def test_a_role_is_what_stands_beside_a_name(read, text, wanted):
    roles = {m.text: m.role for m in read(text).mentions if m.role}
    assert {name: text[start:end] for name, (start, end) in roles.items()} == wanted


def test_spellings_of_one_name_are_one_person(read):
    found = read(
        "President Volodymyr Zelenskyy spoke in Kyiv. Later Mr. Zelensky left. Zelenskiy waved."
    )
    assert {m.entity.name for m in found.mentions if m.label == "PERSON"} == {"Volodymyr Zelenskyy"}


def test_a_couple_of_one_surname_is_told_apart_by_titles(read):
    found = read(
        "Tomas Reed and his wife, Anna Reed, own the mill. Mr. Reed built it."
        " Mrs. Reed sells the flour, said a neighbour, Bo Lund."
    )
    singles = [m for m in found.mentions if m.text == "Reed"]
    assert [m.entity.name for m in singles] == ["Tomas Reed", "Anna Reed"]
    assert all(m.entity.confidence < 0.8 for m in singles)


def test_an_abbreviation_means_the_organisation_whose_initials_it_has(read):
    found = read(
        "The International Monetary Fund (IMF) lowered its forecast. The IMF expects little growth."
    )
    told = [m.entity.name for m in found.mentions if m.text == "IMF"]
    assert told == ["International Monetary Fund"] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ines Kovar opened the library. She thanked its staff.", {"She": "Ines Kovar"}),
        (
            "Karim Haddad met Ines Kovar in Geneva. He flew home on Friday, and she stayed.",
            {"He": "Karim Haddad", "she": "Ines Kovar"},
        ),
        (
            "“We will vote,” Karim Haddad said. “Then we will see,” he added.",
            {"he": "Karim Haddad"},
        ),
        ("The storm hit the coast. He was not there.", {}),
    ],
)
def test_pronouns_mean_whoever_is_in_view(read, text, wanted):
    found = read(text)
    assert {m.text: m.entity.name for m in found.mentions if m.mention_kind == "pronoun"} == wanted


def test_a_pronoun_is_not_somebody_in_its_own_clause(read):
    found = read("Ines Kovar spoke first. Leila Osman thanked her.")
    (pronoun,) = [m for m in found.mentions if m.mention_kind == "pronoun"]
    assert pronoun.entity.name == "Ines Kovar"


def test_speakers_have_their_full_names(read):
    found = read(
        "Ines Kovar is the mayor of Brenwick. “We will vote,” Kovar said. “It is time,” she added."
        " “No,” said a man in the last row."
    )
    assert found.speakers() == ["Ines Kovar", "Ines Kovar", None]


def test_ids_depend_on_label_and_name_alone(read):
    one = read("Ines Kovar left. Kovar slept.").mentions
    other = read("In Brenwick the mayor, Ines Kovar, met Bo Lund.").mentions
    ids = {m.entity.entity_id for m in (*one, *other) if "Kovar" in m.text}
    assert len(ids) == 1


def test_words_are_compared_without_case_accents_and_genitive():
    assert plain("Bogotá’s") == "bogota"
    assert plain("U.S.") == "us"
    assert spelling("zelenskyy") == spelling("zelensky") == spelling("zelenskiy")


def test_a_first_name_alone_tells_whom_a_pronoun_can_mean(read):
    found = read("Lund's wife, Greta, wept as he left the ministry. She was tired.")
    told = dict(meant(found))
    assert told["She"] == "Greta"
