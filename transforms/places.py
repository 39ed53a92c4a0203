"""Where is a place that an article names?

A gazetteer is asked for a name alone: nothing of the article around it is read. So a name that
several places bear is one of them only where nearly all people of that name live there; else it
stays open. The data are handed in, as GeoNames has them (geonames.org, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from transforms.prose.people import plain

Kind = Literal["country", "region", "town"]
Method = Literal[
    "country_name", "region_name", "only_town", "largest_town", "other_name", "ambiguous"
]

LEAST_PEOPLE: Final = 15_000
"""Smaller towns are left out: they would make the names of larger ones ambiguous."""
LEAST_SHARE: Final = 0.9
"""Share of the people of all towns of a name who must live in the largest for it to be meant."""
LARGE_TOWN: Final = 250_000
"""Smaller towns do not stand against a state, province or town of a million of the same name:
Washington in England against the state, Odessa in Texas against Odesa. Measured on the data:
with it Islamabad, Cancún and New Delhi keep their names, Calcutta and Odessa stay open."""
OTHER_NAMES_FROM: Final = 1_000_000
"""Only of towns of so many people other names are looked at."""
OTHER_NAME_LETTERS: Final = 4
"""Shorter other names are codes of airports and abbreviations."""

_SHORT: Final = {"st": "saint", "mt": "mount", "ft": "fort"}
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ʻ": "", "ʼ": ""}
)
"""Letters that Unicode does not decompose, as news in English writes them."""
_BETWEEN: Final = re.compile(r"[\s‐‑–—/-]+")

COUNTRIES_CALLED: Final[Mapping[str, str]] = {
    "america": "US",
    "bosnia": "BA",
    "britain": "GB",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cape verde": "CV",
    "cote divoire": "CI",
    "czech republic": "CZ",
    "dr congo": "CD",
    "drc": "CD",
    "east timor": "TL",
    "emirates": "AE",
    "great britain": "GB",
    "holland": "NL",
    "holy see": "VA",
    "kyrgyz republic": "KG",
    "macedonia": "MK",
    "palestine": "PS",
    "palestinian territories": "PS",
    "republic of ireland": "IE",
    "russian federation": "RU",
    "slovak republic": "SK",
    "state of palestine": "PS",
    "swaziland": "SZ",
    "turkiye": "TR",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "us": "US",
    "usa": "US",
    "vatican city": "VA",
}
"""Other names of countries in news, as `place_key` writes them, with the ISO 3166-1 code."""

REGIONS_CALLED: Final[Mapping[str, str]] = {
    "england": "GB",
    "northern ireland": "GB",
    "scotland": "GB",
    "wales": "GB",
    "alberta": "CA",
    "british columbia": "CA",
    "manitoba": "CA",
    "new brunswick": "CA",
    "newfoundland": "CA",
    "nova scotia": "CA",
    "ontario": "CA",
    "prince edward island": "CA",
    "quebec": "CA",
    "saskatchewan": "CA",
    "new south wales": "AU",
    "northern territory": "AU",
    "queensland": "AU",
    "south australia": "AU",
    "tasmania": "AU",
    "victoria": "AU",
    "western australia": "AU",
    "gaza strip": "PS",
    "west bank": "PS",
}
"""Parts of countries other than US states that news names like these, with the country's code."""


TOWNS_CALLED: Final[Mapping[str, tuple[str, str, str]]] = {
    "dc": ("washington", "US", "DC"),
    "washington dc": ("washington", "US", "DC"),
    "district of columbia": ("washington", "US", "DC"),
    "gaza city": ("gaza", "PS", ""),
    "quebec city": ("quebec", "CA", ""),
}
"""Names that say which town of a name is meant: its main name, country and, if need be, region."""

SEVERAL_COUNTRIES: Final[Mapping[str, int]] = {"congo": 2, "korea": 2}
"""Names of several countries, with their number."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1.

    Args:
        name: Its name in English.
        code: ISO 3166-1 alpha-2; "XK" for Kosovo.
        fips: FIPS 10-4, which GDELT writes; empty: it has none.
        geoname_id: Its number in GeoNames.
    """

    name: str
    code: str
    fips: str
    geoname_id: int


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country, such as a US state.

    Args:
        name: Its name in English.
        country_code: ISO 3166-1 alpha-2.
        admin1_code: Code of it within the country ("TX"); empty: not known.
        geoname_id: Its number in GeoNames; None: not known.
    """

    name: str
    country_code: str
    admin1_code: str = ""
    geoname_id: int | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """A town or city.

    Args:
        name: Its main name.
        country_code: ISO 3166-1 alpha-2.
        admin1_code: GeoNames' code of the part of the country; two letters in the US.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        population: People.
        geoname_id: Its number in GeoNames.
    """

    name: str
    country_code: str
    admin1_code: str
    latitude: float
    longitude: float
    population: int
    geoname_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """What a gazetteer knows of a name.

    Args:
        method: How the place was chosen.
        candidate_count: Places that bear the name.
        place_kind: None where places of several kinds bear the name.
        country_code: ISO 3166-1 alpha-2; None where places of several countries bear the name.
        country_fips: The same in FIPS 10-4; None: no code.
        admin1_code: Code of the part of the country; None: not known.
        latitude: Degrees north, WGS 84; None: not known, or no place was chosen.
        longitude: Degrees east, the same.
        geoname_id: Number in GeoNames; None: not known, or no place was chosen.
        population_share: Share of the chosen town among the people of all towns that bear the
            name; None where none was chosen, and of countries and regions.
    """

    method: Method
    candidate_count: int
    place_kind: Kind | None = None
    country_code: str | None = None
    country_fips: str | None = None
    admin1_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geoname_id: int | None = None
    population_share: float | None = None


def place_key(name: str) -> str:
    """A name as names are compared: without case, accents, punctuation and "the".

    >>> place_key("The Hague"), place_key("St. Louis"), place_key("Trinidad & Tobago")
    ('hague', 'saint louis', 'trinidad and tobago')
    """
    spelled = name.replace("&", " and ")
    words = (plain(word.casefold().translate(_LETTERS)) for word in _BETWEEN.split(spelled))
    return " ".join(_SHORT.get(word, word) for word in words if word and word != "the")


class Gazetteer:
    """Places by their names.

    Rules, in their order; names are compared by `place_key`:

    1. The name of a continent is no place that the gazetteer knows. That of several countries is
       ambiguous (Congo); one that says which town it is, is that town's (Washington, D.C.).
    2. The name of a country means the country, whatever towns bear it: Jordan, Lebanon, Mexico,
       Singapore. Where a US state bears it too, it is ambiguous: Georgia. A country has no
       coordinates, least of all its capital's.
    3. The name of a US state or of another region means the region, without coordinates, unless
       a town of `LARGE_TOWN` people bears it: then it is ambiguous (New York, Washington).
    4. Towns are looked up for the label GPE alone: the Severn and the Potomac are rivers.
    5. Of towns of one name the largest is meant if it has `LEAST_SHARE` of their people.
    6. Other names of towns of `OTHER_NAMES_FROM` people count where no town has the name as
       its main one (Kiev, Bombay). Where small towns have it, it is ambiguous (Calcutta).

    Args:
        source: The data with their version, as rows name it.
        countries: Every country.
        regions: Parts of countries; `REGIONS_CALLED` are added.
        towns: Towns with their other names; those below `LEAST_PEOPLE` are left out.
        continents: Names of continents.
    """

    def __init__(
        self,
        source: str,
        countries: Iterable[Country],
        regions: Iterable[Region],
        towns: Iterable[tuple[Town, Sequence[str]]],
        continents: Iterable[str] = (),
    ) -> None:
        self.source = source
        self._continents = frozenset(map(place_key, continents))
        by_code = {country.code: country for country in countries}
        self._fips = {code: country.fips for code, country in by_code.items() if country.fips}
        self._countries = {place_key(country.name): country for country in by_code.values()}
        for key, code in COUNTRIES_CALLED.items():
            if code in by_code:
                self._countries.setdefault(key, by_code[code])
        self._regions = {key: Region(key, code) for key, code in REGIONS_CALLED.items()}
        self._regions |= {place_key(region.name): region for region in regions}
        self._towns: defaultdict[str, list[Town]] = defaultdict(list)
        self._also: defaultdict[str, dict[int, Town]] = defaultdict(dict)
        for town, others in towns:
            if town.population >= LEAST_PEOPLE:
                self._towns[place_key(town.name)].append(town)
            if town.population >= OTHER_NAMES_FROM:
                for key in filter(None, map(_other_key, others)):
                    self._also[key][town.geoname_id] = town

    def find(self, name: str, label: str) -> Place | None:
        """What the gazetteer knows of a name; None where it does not know it.

        Args:
            name: As an article writes it.
            label: `GPE` or `LOC`, as in `transforms.tables.prose`.
        """
        key = place_key(name)
        if not key or key in self._continents:
            return None
        return self._told_apart(key, label) or self._bearing(key, label)

    def _told_apart(self, key: str, label: str) -> Place | None:
        """What names mean that our own lists hold; None: they do not hold this one."""
        if key in SEVERAL_COUNTRIES:
            return Place("ambiguous", SEVERAL_COUNTRIES[key], "country")
        if key not in TOWNS_CALLED or label != "GPE":
            return None
        main, country, region = TOWNS_CALLED[key]
        fits = [
            town
            for town in self._towns.get(main, ())
            if town.country_code == country and region in ("", town.admin1_code)
        ]
        return self._town(fits, ())

    def _bearing(self, key: str, label: str) -> Place | None:
        """The place that bears a name, or what those have in common that do."""
        towns, others = self._towns_called(key) if label == "GPE" else ([], [])
        country, region = self._countries.get(key), self._regions.get(key)
        if country and region:
            return self._undecided([country, region, *towns, *others])
        if country:
            return self._country(country, 1 + len(towns) + len(others))
        if region:
            return self._region(region, [*towns, *others])
        return self._town(towns, others)

    def _towns_called(self, key: str) -> tuple[list[Town], list[Town]]:
        """Towns whose main name it is, and others that are also called so."""
        towns = self._towns.get(key, [])
        known = {town.geoname_id for town in towns}
        also = self._also.get(key, {})
        return towns, [town for number, town in also.items() if number not in known]

    def _country(self, country: Country, count: int) -> Place:
        return Place(
            "country_name",
            count,
            "country",
            country.code,
            country.fips or None,
            geoname_id=country.geoname_id,
        )

    def _region(self, region: Region, towns: Sequence[Town]) -> Place:
        count = 1 + len(towns)
        rivals = [town for town in towns if town.population >= LARGE_TOWN]
        if rivals:
            return self._undecided([region, *rivals], count)
        return Place(
            "region_name",
            count,
            "region",
            region.country_code,
            self._fips.get(region.country_code),
            region.admin1_code or None,
            geoname_id=region.geoname_id,
        )

    def _town(self, towns: Sequence[Town], others: Sequence[Town]) -> Place | None:
        """The town that is meant, of those whose main name it is and of those also called so."""
        if not towns and not others:
            return None
        if towns and others and max(town.population for town in towns) < LARGE_TOWN:
            return self._undecided([*towns, *others])
        of_name = towns or others
        chosen = max(of_name, key=lambda town: (town.population, -town.geoname_id))
        share = chosen.population / sum(town.population for town in of_name)
        if share < LEAST_SHARE:
            return self._undecided(of_name)
        alone: Method = "only_town" if len(towns) == 1 else "largest_town"
        return Place(
            alone if towns else "other_name",
            len(of_name),
            "town",
            chosen.country_code,
            self._fips.get(chosen.country_code),
            chosen.admin1_code or None,
            chosen.latitude,
            chosen.longitude,
            chosen.geoname_id,
            share,
        )

    def _undecided(
        self, places: Sequence[Country | Region | Town], count: int | None = None
    ) -> Place:
        """Several places of one name: what they have in common, and no coordinates."""
        kinds = {_kind(place) for place in places}
        codes = {
            place.code if isinstance(place, Country) else place.country_code for place in places
        }
        kind = kinds.pop() if len(kinds) == 1 else None
        code = codes.pop() if len(codes) == 1 else None
        fips = self._fips.get(code) if code else None
        return Place("ambiguous", count or len(places), kind, code, fips)


def _kind(place: Country | Region | Town) -> Kind:
    if isinstance(place, Country):
        return "country"
    return "region" if isinstance(place, Region) else "town"


def _other_key(name: str) -> str | None:
    """The key of another name; None of codes, transcriptions and names in other scripts."""
    key = place_key(name)
    is_name = name[:1].isupper() and key.isascii()
    return key if is_name and len(key.replace(" ", "")) >= OTHER_NAME_LETTERS else None
