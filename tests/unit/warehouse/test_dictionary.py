from __future__ import annotations

from transforms.schema import Column, Table
from transforms.tables import TABLES
from warehouse.dictionary import dictionary_markdown, meaning

TIDES = Table(
    "tides",
    grain="one row per high | low tide",
    key=("tide_id",),
    article_key=None,
    schema="ops",
    columns=(
        Column("tide_id", "id", "Stable id."),
        Column("height", "number", "Height.", null=True, unit="metres", low=0, high=20),
        Column("kind", "text", "Which.", choices=("high", "low")),
        Column("port_id", "id", "Where.", references="ports.port_id"),
    ),
)


def test_a_column_tells_unit_choices_limits_and_reference() -> None:
    assert meaning(TIDES.columns[1]) == "Height. Unit: metres. From 0 to 20."
    assert meaning(TIDES.columns[2]) == "Which. One of: high, low."
    assert meaning(TIDES.columns[3]) == "Where. See `ports.port_id`."


def test_a_section() -> None:
    text = dictionary_markdown([TIDES])
    assert "| [`ops.tides`](#opstides) | one row per high \\| low tide | ingest |" in text
    assert "## ops.tides\n\nOne row per high | low tide. Key: `tide_id`.\n" in text
    assert "| `height` | DOUBLE | yes | Height. Unit: metres. From 0 to 20. |" in text


def test_every_table_and_column_is_there() -> None:
    text = dictionary_markdown(TABLES)
    for table in TABLES:
        section = text.split(f"\n## {table.qualified}\n", 1)[1].split("\n## ", 1)[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in section
    assert text.endswith("|\n")
