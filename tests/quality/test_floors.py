"""Is the cleaning at least as good as it was? The floors only rise.

python -m tests.quality.test_floors      # raises them to what is measured now
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from benchmarks.cleaning import (
    Models,
    cleaned,
    html_copydesk,
    measure_html,
    measure_lines,
    measure_together,
    read_gold,
)
from tests.quality.pages import write_set

FLOORS = Path(__file__).with_name("floors.json")
NAMES = ("shingle_f1", "line_f1")


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """The figures by what was cleaned."""
    gold = read_gold(write_set(folder), ())
    none = Models(None, gold)
    found = {
        "text": measure_lines(folder, "text", gold, cleaned, none),
        "near": measure_lines(folder, "near", gold, cleaned, none),
        "text-together": measure_together(folder, "text", gold, none),
        "html": measure_html(folder, gold, html_copydesk, none),
    }
    return {
        f"{kind} {group}": {n: v for n, v in figures.summary().items() if n in NAMES}
        for kind, groups in found.items()
        for group, figures in groups.items()
    }


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    return measured(tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("name", sorted(json.loads(FLOORS.read_text("utf-8"))))
def test_no_figure_falls_below_its_floor(name: str, figures: dict[str, dict[str, float]]):
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    assert {n: v for n, v in figures[name].items() if v < floors[n]} == {}


def test_everything_that_is_measured_has_a_floor(figures: dict[str, dict[str, float]]):
    assert figures.keys() == json.loads(FLOORS.read_text("utf-8")).keys()


def raise_floors() -> None:
    """Writes what is measured now where it is higher."""
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        now = measured(Path(folder))
    raised = {
        name: {n: max(v, old.get(name, {}).get(n, 0.0)) for n, v in values.items()}
        for name, values in now.items()
    }
    FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(FLOORS.read_text("utf-8"))


if __name__ == "__main__":
    raise_floors()
