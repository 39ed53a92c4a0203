"""Do declarations and frames refuse what contradicts them?"""

from __future__ import annotations

import polars as pl
import pytest

from transforms.errors import SchemaError
from transforms.schema import Column, Table
from transforms.tables import TABLES, table

PIERS = Table(
    "piers",
    grain="one row per pier",
    key=("pier_id",),
    article_key=None,
    columns=(
        Column("pier_id", "id", "The pier."),
        Column("name", "text", "Name.", null=True),
        Column("open_share", "share", "Share of the year that it is open."),
    ),
)


def test_conform_orders_and_casts():
    frame = pl.DataFrame({"open_share": [1], "name": [None], "pier_id": [7]})
    conformed = PIERS.conform(frame)
    assert conformed.columns == ["pier_id", "name", "open_share"]
    assert dict(conformed.schema) == PIERS.dtypes


@pytest.mark.parametrize(
    ("frame", "named"),
    [
        (pl.DataFrame({"pier_id": [1], "name": ["a"]}), "open_share"),
        (pl.DataFrame({"pier_id": [1], "name": ["a"], "open_share": [1.0], "titel": [1]}), "titel"),
        (pl.DataFrame({"pier_id": [-1], "name": ["a"], "open_share": [1.0]}), "cast"),
    ],
)
def test_conform_names_what_is_wrong(frame, named):
    with pytest.raises(SchemaError, match=named):
        PIERS.conform(frame)


def test_a_key_must_be_declared():
    with pytest.raises(SchemaError, match="harbour"):
        Table("x", grain="g", key=("harbour",), article_key=None, columns=PIERS.columns)


def test_shares_and_counts_have_the_limits_of_their_kind():
    assert (PIERS.column("open_share").minimum, PIERS.column("open_share").maximum) == (0, 1)
    assert (PIERS.column("name").minimum, PIERS.column("name").maximum) == (None, None)


@pytest.mark.parametrize("declared", TABLES, ids=lambda t: t.qualified)
def test_every_declaration_is_sound(declared):
    assert declared.empty().columns == [c.name for c in declared.columns]
    assert declared.grain and all(c.doc.endswith((".", "…")) for c in declared.columns)
    for column in declared.columns:
        if column.references:
            target, _, name = column.references.rpartition(".")
            assert table(target).column(name).kind == column.kind
