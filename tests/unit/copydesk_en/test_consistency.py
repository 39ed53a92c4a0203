"""Has a name one label in a text?"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk_en.consistency import label_names

PERSON, ORG, PLACE = range(3)
LABELS = ("PERSON", "ORG", "GPE")


def shares(count: int, told: dict[int, tuple[float, float, float]]) -> np.ndarray:
    """(tokens, labels): what is told, else nothing."""
    found = np.zeros((count, 3), np.float32)
    for place, values in told.items():
        found[place] = values
    return found


def labels(entities) -> list[tuple[int, int, int]]:
    return [(e.start, e.end, e.label) for e in entities]


def test_all_places_of_a_name_vote():
    tokens = ["Orlen", "said", ".", "Orlen", "denied", ".", "Orlen", "grew"]
    told = {0: (0.1, 0.8, 0.0), 3: (0.5, 0.4, 0.0), 6: (0.0, 0.9, 0.0)}
    spans = [(0, 1, ORG), (3, 4, PERSON), (6, 7, ORG)]
    assert labels(label_names(tokens, spans, shares(8, told), LABELS)) == [
        (0, 1, ORG),
        (3, 4, ORG),
        (6, 7, ORG),
    ]


def test_names_that_an_ampersand_joins_are_one_firm():
    tokens = ["Harlow", "&", "Finch", "paid", "Orlen", "and", "Brandel"]
    told = {0: (0.2, 0.7, 0.0), 2: (0.9, 0, 0), 4: (0, 0.9, 0), 6: (0.9, 0, 0)}
    spans = [(0, 1, ORG), (2, 3, PERSON), (4, 5, ORG), (6, 7, PERSON)]
    assert labels(label_names(tokens, spans, shares(7, told), LABELS)) == [
        (0, 3, ORG),
        (4, 5, ORG),
        (6, 7, PERSON),
    ]


@pytest.mark.parametrize(
    ("tokens", "kinds"),
    [
        (["Brandel", "&", "NATO", "clash"], [PERSON, ORG]),
        (["FBI", "&", "CIA", "agree"], [ORG, ORG]),
        (["Harry", "&", "Meghan", "left"], [PERSON, PERSON]),
        (["Harlow", "&", "Finch", "met", ".", "Finch", "left"], [ORG, PERSON, PERSON]),
    ],
)
def test_an_ampersand_between_names_that_stand_alone_parts_them(tokens, kinds):
    places = [n for n, token in enumerate(tokens) if token[0].isupper()]
    told = {
        n: tuple(0.9 * (k == kind) for k in range(3)) for n, kind in zip(places, kinds, strict=True)
    }
    spans = [(n, n + 1, kind) for n, kind in zip(places, kinds, strict=True)]
    assert labels(label_names(tokens, spans, shares(len(tokens), told), LABELS)) == spans


def test_a_street_is_no_town_and_a_person_no_street():
    kinds = ("PERSON", "ORG", "GPE", "FAC")
    tokens = ["Mill", "Lane", "near", "Diane", "Lane"]
    told = np.zeros((5, 4), np.float32)
    told[:2], told[3:] = (0, 0, 0.6, 0.3), (0.9, 0, 0, 0)
    found = label_names(tokens, [(0, 2, 2), (3, 5, 0)], told, kinds)
    assert labels(found) == [(0, 2, 3), (3, 5, 0)]


def test_a_surname_votes_with_the_full_name():
    tokens = ["Ada", "Brandel", "met", "him", ".", "Brandel", "left"]
    told = {0: (0.9, 0, 0), 1: (0.9, 0, 0), 5: (0.2, 0, 0.6)}
    spans = [(0, 2, PERSON), (5, 6, PLACE)]
    assert labels(label_names(tokens, spans, shares(7, told), LABELS))[1] == (5, 6, PERSON)


def test_an_abbreviation_votes_with_the_name_before_it():
    tokens = ["Union", "of", "Millers", "(", "UM", ")", "said", ".", "UM", "denied"]
    told = dict.fromkeys(range(3), (0, 0.9, 0)) | {4: (0, 0.3, 0.5), 8: (0, 0.3, 0.5)}
    spans = [(0, 3, ORG), (4, 5, PLACE), (8, 9, PLACE)]
    assert [
        label for *_, label in labels(label_names(tokens, spans, shares(10, told), LABELS))
    ] == [
        ORG,
        ORG,
        ORG,
    ]


def test_a_place_that_was_overlooked_is_added_where_a_name_is_possible():
    tokens = ["Orlen", "said", ".", "Orlen", "denied", ".", "Orlen", "grew"]
    told = {0: (0, 0.9, 0), 3: (0, 0.3, 0), 6: (0, 0.01, 0)}
    found = labels(label_names(tokens, [(0, 1, ORG)], shares(8, told), LABELS))
    assert found == [(0, 1, ORG), (3, 4, ORG)]


def test_confidence_is_between_none_and_full():
    tokens = ["Orlen", "said"]
    (only,) = label_names(tokens, [(0, 1, ORG)], shares(2, {0: (0.2, 0.7, 0.1)}), LABELS)
    assert 0.6 < only.confidence <= 0.75


def test_titles_are_no_part_of_a_name_and_no_name():
    tokens = ["Mr.", "Brandel", "met", "the", "Crown", "Prince"]
    told = dict.fromkeys((0, 1, 4, 5), (0.9, 0.0, 0.0))
    spans = [(0, 2, PERSON), (4, 6, PERSON)]
    assert labels(label_names(tokens, spans, shares(6, told), LABELS)) == [(1, 2, PERSON)]


def test_offices_and_loose_ends_are_cut_off():
    told_text = "Interior Minister Lee Sang - min of the Union of said We"
    tokens = told_text.split()
    told = dict.fromkeys(range(5), (0.9, 0.0, 0.0)) | dict.fromkeys((7, 8, 9, 11), (0.0, 0.9, 0.0))
    spans = [(0, 5, PERSON), (7, 10, ORG), (11, 12, ORG)]
    assert labels(label_names(tokens, spans, shares(12, told), LABELS)) == [
        (2, 6, PERSON),
        (8, 9, ORG),
    ]


def test_a_known_name_gets_votes_and_can_be_outvoted():
    assert read("TASS said", {0: (0.5, 0.4, 0.0)}, (0, 1, PERSON)) == {"TASS": ORG}
    assert read("TASS said", {0: (0.99, 0.0, 0.0)}, (0, 1, PERSON)) == {"TASS": PERSON}


def test_names_that_are_known_apart_are_parted_at_their_hyphen():
    tokens = ["Brandel", "met", "Haddad", ";", "the", "Brandel", "-", "Haddad", "talks"]
    told = dict.fromkeys((0, 2, 5, 6, 7), (0.9, 0, 0))
    spans = [(0, 1, PERSON), (2, 3, PERSON), (5, 8, PERSON)]
    assert labels(label_names(tokens, spans, shares(9, told), LABELS))[2:] == [
        (5, 6, PERSON),
        (7, 8, PERSON),
    ]


def read(text: str, told: dict[int, tuple[float, float, float]], *spans) -> dict[str, int]:
    """The label of each name, the last place of it counting."""
    tokens = text.split()
    found = label_names(tokens, spans, shares(len(tokens), told), LABELS)
    return {" ".join(tokens[e.start : e.end]): e.label for e in found}


def test_a_full_name_counts_as_much_as_all_places_of_the_surname():
    told = {0: (1, 0, 0), 1: (1, 0, 0), 4: (0.4, 0, 0.6), 7: (0.4, 0, 0.6), 10: (0.4, 0, 0.6)}
    spans = [(0, 2, PERSON), *((n, n + 1, PLACE) for n in (4, 7, 10))]
    text = "Ada Brandel left . Brandel lost . Brandel won . Brandel stayed"
    assert read(text, told, *spans)["Brandel"] == PERSON


def test_a_firm_is_one_also_without_the_word_that_says_so():
    told = {0: (0.9, 0.1, 0), 4: (0, 0.9, 0), 5: (0, 0.9, 0)}
    text = "Zelto denied . But Zelto Ltd. paid"
    assert read(text, told, (0, 1, PERSON), (4, 6, ORG))["Zelto"] == ORG


def test_an_abbreviation_may_hold_more_letters_than_were_read():
    told = dict.fromkeys((1, 2, 3, 4), (0, 0.9, 0)) | {6: (0, 0, 0.9), 9: (0, 0, 0.9)}
    text = "Halden University of Applied Arts ( HUAA ) and . HUAA grew"
    spans = [(1, 5, ORG), (6, 7, PLACE), (9, 10, PLACE)]
    assert read(text, told, *spans)["HUAA"] == ORG


def test_the_noun_beside_a_name_says_what_it_is():
    for text, place in (
        ("on the video app Zelto he said", 4),
        ("of the newspaper “ Zelto ” said", 4),
        ("and Zelto , the largest local carrier , said", 1),
    ):
        told = {place: (0.9, 0.1, 0.0)}
        assert read(text, told, (place, place + 1, PERSON)) == {"Zelto": ORG}, text
    for text, place in (
        ("Brandel , the man whom the company left", 0),
        ("Brandel , a friend of the company", 0),
        ("he left Brandel and the company", 2),
    ):
        told = {place: (0.9, 0.1, 0.0)}
        assert read(text, told, (place, place + 1, PERSON)) == {"Brandel": PERSON}, text


def test_initials_before_a_colon_are_those_of_a_person_of_the_text():
    told = dict.fromkeys((0, 1), (0.9, 0, 0)) | {5: (0, 0, 0)}
    text = "Ada Brandel was asked . AB : We began . Then AB left : now"
    assert read(text, told, (0, 2, PERSON)) == {"Ada Brandel": PERSON, "AB": PERSON}
    tokens = text.split()
    found = label_names(tokens, [(0, 2, PERSON)], shares(len(tokens), told), LABELS)
    assert [e.start for e in found] == [0, 5]


def test_what_a_minister_is_minister_of_is_no_organisation():
    for text, spans in (
        ("the Minister of Education said", [(3, 4, ORG)]),
        ("the Energy Minister said", [(1, 2, ORG)]),
        ("the Minister for Arts , Culture and Sport said", [(3, 4, ORG), (5, 6, ORG), (7, 8, ORG)]),
    ):
        told = {place: (0, 0.9, 0) for start, end, _ in spans for place in range(start, end)}
        assert read(text, told, *spans) == {}, text
    text = "the Minister told the Ministry of Education"
    told = dict.fromkeys((4, 5, 6), (0, 0.9, 0))
    assert read(text, told, (4, 7, ORG)) == {"Ministry of Education": ORG}


def test_words_that_name_nobody_are_no_names():
    told = {1: (0, 0.9, 0)}
    assert read("the NGOs said", told, (1, 2, ORG)) == {}
    assert read("the College said that its college grew", told, (1, 2, ORG)) == {}
    assert read("the Apple said that an apple grew", told, (1, 2, ORG)) == {"Apple": ORG}
    assert read("the College said that it grew", told, (1, 2, ORG)) == {"College": ORG}


def test_the_wing_of_a_party_belongs_to_its_name():
    told = {1: (0, 0.9, 0), 3: (0, 0.9, 0), 6: (0, 0.9, 0)}
    spans = [(1, 2, ORG), (3, 4, ORG), (6, 7, ORG)]
    found = read("the JD ( S ) and CPI ( 2004 ) said", told, *spans)
    assert found == {"JD ( S )": ORG, "CPI": ORG}


def test_a_persons_name_ends_before_common_words():
    told = dict.fromkeys(range(1, 4), (0.9, 0, 0)) | dict.fromkeys(range(5, 8), (0.9, 0, 0))
    text = "the Ada Brandel faction and Suk - yeol said"
    found = read(text, told, (1, 4, PERSON), (5, 8, PERSON))
    assert found == {"Ada Brandel": PERSON, "Suk - yeol": PERSON}


def test_adjectives_of_peoples_are_known():
    names = ("NORP", "ORG", "GPE", "PERSON")
    tokens = ["the", "South", "Korean", "navy", "met", "Nicaraguans"]
    told = np.zeros((6, 4), np.float32)
    told[[1, 2, 5]] = (0.4, 0, 0.6, 0)
    found = label_names(tokens, [(1, 3, 2), (5, 6, 2)], told, names)
    assert [names[e.label] for e in found] == ["NORP", "NORP"]


def test_neither_order_nor_repetition_changes_a_label():
    parts = ["Ada Brandel left .", "the Brandel Ltd paid .", "Brandel stayed .", "Bo Brandel won ."]
    kinds = {"Ada": PERSON, "Bo": PERSON, "Brandel": PERSON, "Ltd": ORG}
    seen = set()
    for order in permutations(parts):
        for times in (1, 30):
            tokens = " ".join([*order] * times).split()
            told, spans, place = {}, [], 0
            while place < len(tokens):
                end = place
                while end < len(tokens) and tokens[end] in kinds:
                    end += 1
                if end > place:
                    label = kinds[tokens[end - 1]]
                    spans.append((place, end, label))
                    vote = tuple(0.9 if n == label else 0.05 for n in range(3))
                    told |= dict.fromkeys(range(place, end), vote)
                place = end + 1
            found = label_names(tokens, spans, shares(len(tokens), told), LABELS)
            seen.add(frozenset((tuple(tokens[e.start : e.end]), e.label) for e in found))
            assert all(0.3 < e.confidence <= 1 for e in found)
    assert len(seen) == 1


def test_repeated_cues_keep_confidence_a_share():
    tokens = ("the company Zelto said . " * 200).split()
    spans = [(n, n + 1, ORG) for n, token in enumerate(tokens) if token == "Zelto"]
    told = {start: (0.3, 0.6, 0.0) for start, _, _ in spans}
    found = label_names(tokens, spans, shares(len(tokens), told), LABELS)
    assert {e.label for e in found} == {ORG}
    assert all(0 <= e.confidence <= 1 for e in found)


def test_a_name_without_capitals_has_no_abbreviation():
    told = dict.fromkeys((0, 1), (0, 0, 0.9)) | {3: (0.6, 0.3, 0.0)}
    text = "eastern district ( Zelto ) grew"
    assert read(text, told, (0, 2, PLACE), (3, 4, PERSON))["Zelto"] == PERSON


def test_a_row_of_portfolios_ends_at_a_person():
    text = "the Minister of Defence Ada Brandel and Orlen agreed"
    told = {3: (0, 0.9, 0), 4: (0.9, 0, 0), 5: (0.9, 0, 0), 7: (0, 0.9, 0)}
    found = read(text, told, (3, 4, ORG), (4, 6, PERSON), (7, 8, ORG))
    assert found == {"Ada Brandel": PERSON, "Orlen": ORG}


def test_a_hyphen_takes_no_token_of_the_next_name():
    told = dict.fromkeys((0, 1), (0.9, 0, 0)) | dict.fromkeys((2, 3), (0, 0, 0.9))
    found = read("Moon - Jae Seoul", told, (0, 2, PERSON), (2, 4, PLACE))
    assert found == {"Moon": PERSON, "Jae Seoul": PLACE}


WORDS = st.sampled_from(
    ["Ada", "Brandel", "Orlen", "-", "(", ")", "AB", ":", "of", "Minister", "Ltd"]
)


@given(st.lists(WORDS, min_size=1, max_size=25), st.integers(0, 2**32 - 1))
def test_names_stand_in_order_and_never_overlap(tokens, seed):
    draw = np.random.default_rng(seed)
    spans, place = [], 0
    while place < len(tokens):
        end = place + int(draw.integers(1, 4))
        if draw.random() < 0.6 and end <= len(tokens):
            spans.append((place, end, int(draw.integers(3))))
        place = end
    told = draw.random((len(tokens), 3)).astype(np.float32) / 3
    found = label_names(tokens, spans, told, LABELS)
    bounds = [bound for e in found for bound in (e.start, e.end)]
    assert bounds == sorted(bounds)
    assert all(e.start < e.end and 0 <= e.confidence <= 1 for e in found)
