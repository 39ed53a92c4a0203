"""Does docs/prose.md name every value that the columns about the prose can hold?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from transforms.fields import months, resolve
from transforms.prose.statements import RIGHT
from transforms.prose.units import NAMED, UNITS
from transforms.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "prose.md").read_text("utf-8")
SOURCE = "".join(Path(m.__file__).read_text("utf-8") for m in (months, resolve))
METHODS = sorted(
    set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*:[a-z0-9_]+)"', SOURCE))
    | {"year", "decade", "century", "full_date", "month_year", "part_of_year", "holiday"}
)


@pytest.mark.parametrize("method", METHODS)
def test_methods_of_dates(method):
    assert f"`{method}`" in PAGE


@pytest.mark.parametrize("unit", sorted({*UNITS.values(), *NAMED.values()}))
def test_units(unit):
    assert f"`{unit}`" in PAGE


@pytest.mark.parametrize("cue", sorted(RIGHT))
def test_places_of_cues(cue):
    assert f"`{cue}`" in PAGE


@pytest.mark.parametrize(
    "choice",
    sorted(
        choice
        for table in TABLES
        if table.name in ("mentions", "quotes", "figures")
        for column in table.columns
        if column.name in ("mention_kind", "quote_kind", "figure_kind", "status")
        for choice in column.choices or ()
    ),
)
def test_kinds_and_statuses(choice):
    assert f"`{choice}`" in PAGE
