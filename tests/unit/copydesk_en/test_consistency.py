"""Has a name one label in a text?"""

from __future__ import annotations

import numpy as np

from copydesk_en.consistency import settle

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
    assert labels(settle(tokens, spans, shares(8, told), LABELS)) == [
        (0, 1, ORG),
        (3, 4, ORG),
        (6, 7, ORG),
    ]


def test_a_surname_votes_with_the_full_name():
    tokens = ["Ada", "Brandel", "met", "him", ".", "Brandel", "left"]
    told = {0: (0.9, 0, 0), 1: (0.9, 0, 0), 5: (0.2, 0, 0.6)}
    spans = [(0, 2, PERSON), (5, 6, PLACE)]
    assert labels(settle(tokens, spans, shares(7, told), LABELS))[1] == (5, 6, PERSON)


def test_an_abbreviation_votes_with_the_name_before_it():
    tokens = ["Union", "of", "Millers", "(", "UM", ")", "said", ".", "UM", "denied"]
    told = dict.fromkeys(range(3), (0, 0.9, 0)) | {4: (0, 0.3, 0.5), 8: (0, 0.3, 0.5)}
    spans = [(0, 3, ORG), (4, 5, PLACE), (8, 9, PLACE)]
    assert [label for *_, label in labels(settle(tokens, spans, shares(10, told), LABELS))] == [
        ORG,
        ORG,
        ORG,
    ]


def test_a_place_that_was_overlooked_is_added_where_a_name_is_possible():
    tokens = ["Orlen", "said", ".", "Orlen", "denied", ".", "Orlen", "grew"]
    told = {0: (0, 0.9, 0), 3: (0, 0.3, 0), 6: (0, 0.01, 0)}
    found = labels(settle(tokens, [(0, 1, ORG)], shares(8, told), LABELS))
    assert found == [(0, 1, ORG), (3, 4, ORG)]


def test_confidence_is_between_none_and_full():
    tokens = ["Orlen", "said"]
    (only,) = settle(tokens, [(0, 1, ORG)], shares(2, {0: (0.2, 0.7, 0.1)}), LABELS)
    assert 0.6 < only.confidence <= 0.75


def test_titles_are_no_part_of_a_name_and_no_name():
    tokens = ["Mr.", "Brandel", "met", "the", "Crown", "Prince"]
    told = dict.fromkeys((0, 1, 4, 5), (0.9, 0.0, 0.0))
    spans = [(0, 2, PERSON), (4, 6, PERSON)]
    assert labels(settle(tokens, spans, shares(6, told), LABELS)) == [(1, 2, PERSON)]


def test_offices_and_loose_ends_are_cut_off():
    told_text = "Interior Minister Lee Sang - min of the Union of said We"
    tokens = told_text.split()
    told = dict.fromkeys(range(5), (0.9, 0.0, 0.0)) | dict.fromkeys((7, 8, 9, 11), (0.0, 0.9, 0.0))
    spans = [(0, 5, PERSON), (7, 10, ORG), (11, 12, ORG)]
    assert labels(settle(tokens, spans, shares(12, told), LABELS)) == [(2, 6, PERSON), (8, 9, ORG)]


def test_a_known_name_gets_votes_and_can_be_outvoted():
    tokens = ["TASS", "said", ".", "Ada", "Paris", "left", "Paris"]
    told = {0: (0.5, 0.4, 0.0), 3: (0.9, 0, 0), 4: (0.9, 0, 0.1), 6: (0.1, 0, 0.3)}
    spans = [(0, 1, PERSON), (3, 5, PERSON), (6, 7, PLACE)]
    found = labels(settle(tokens, spans, shares(7, told), LABELS))
    assert found[0] == (0, 1, ORG)
    assert found[1] == (3, 5, PERSON)


def test_names_that_are_known_apart_are_parted_at_their_hyphen():
    tokens = ["Brandel", "met", "Haddad", ";", "the", "Brandel", "-", "Haddad", "talks"]
    told = dict.fromkeys((0, 2, 5, 6, 7), (0.9, 0, 0))
    spans = [(0, 1, PERSON), (2, 3, PERSON), (5, 8, PERSON)]
    assert labels(settle(tokens, spans, shares(9, told), LABELS))[2:] == [
        (5, 6, PERSON),
        (7, 8, PERSON),
    ]
