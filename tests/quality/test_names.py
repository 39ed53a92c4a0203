"""Does the shipped English pipeline read names as well as it did? The floors only rise.

python -m tests.quality.test_names      # raises them to what is measured now
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import copydesk_en
from tests.quality.names import stories

FLOORS = Path(__file__).with_name("name_floors.json")


def measured() -> dict[str, float]:
    """Precision, recall and F1 of strict spans over all labels, and F1 of spans alone."""
    nlp = copydesk_en.load(("ner",))
    told = stories()
    right = spans_right = found_count = gold_count = 0
    for story, doc in zip(told, nlp.pipe([s.text for s in told]), strict=True):
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        right += len(found & story.names)
        spans_right += len({s[:2] for s in found} & {s[:2] for s in story.names})
        found_count += len(found)
        gold_count += len(story.names)
    return {
        "precision": round(right / found_count, 4),
        "recall": round(right / gold_count, 4),
        "f1": round(2 * right / (found_count + gold_count), 4),
        "spans_f1": round(2 * spans_right / (found_count + gold_count), 4),
    }


def test_no_figure_falls_below_its_floor():
    floors = json.loads(FLOORS.read_text("utf-8"))
    found = measured()
    assert floors.keys() == found.keys()
    assert {name: v for name, v in found.items() if v < floors[name]} == {}


def raise_floors() -> None:
    """Writes what is measured now where it is higher."""
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    raised = {name: max(value, old.get(name, 0.0)) for name, value in measured().items()}
    FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(FLOORS.read_text("utf-8"))


if __name__ == "__main__":
    raise_floors()
