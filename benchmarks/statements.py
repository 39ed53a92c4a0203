"""How many figures and dates of development sentences are read, with the right value?

    python -m benchmarks.statements --data COPYDESK_EVAL [--json] [--show]

The sentences are those of development articles (`language/dev/*.jsonl.gz`, `quotes/dev.jsonl.gz`
below DIR) and stay there; `annotations/statements.jsonl` holds what we read in them, a passage a
line: `id` of the article, `published`, `start`, `end` and `sha256` (16 digits) of the passage,
`figures` of [start, end, kind, value, least, most, unit, currency], `dates` of [start, end, first
day, last day, precision]. Places count code points of the article. The annotation began with what
the program read and was corrected by eye, so it favours it where a reader may have been led.

Right is a row that overlaps an annotated one and has its kind, value, bounds, unit and currency; a
date, its first and last day and its precision. `unresolved` are dates without a value where a
reader knows one; `wrong` have another value, `missed` no row, `extra` no annotation.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scoring import checked, extracted, rows_of, texts_of

GOLD = Path(__file__).parent / "annotations" / "statements.jsonl"
FIGURE = ("figure_kind", "value", "value_min", "value_max", "unit", "currency")
DATE = ("value_from", "value_to", "precision")
CLOSE = 1e-6
"""Relative difference of values that are the same."""


def compared(
    wanted: Sequence[Sequence[Any]], rows: Sequence[Mapping[str, Any]], fields: Sequence[str]
) -> Iterator[tuple[str, Sequence[Any] | None, Mapping[str, Any] | None]]:
    """(outcome, annotation, row) of every annotation and of every row without one."""
    taken: set[int] = set()
    for annotation in wanted:
        start, end, *value = annotation
        near = [
            number
            for number, row in enumerate(rows)
            if row["start_char"] < end and start < row["end_char"] and number not in taken
        ]
        same = [n for n in near if _is_same(value, [rows[n][field] for field in fields])]
        if not near:
            yield "missed", annotation, None
            continue
        number = (same or near)[0]
        taken.add(number)
        is_open = fields == DATE and rows[number]["value_from"] is None
        outcome = "right" if same else "unresolved" if is_open else "wrong"
        yield outcome, annotation, rows[number]
    for number, row in enumerate(rows):
        if number not in taken:
            yield "extra", None, row


def _is_same(wanted: Sequence[Any], found: Sequence[Any]) -> bool:
    def same(one: Any, other: Any) -> bool:
        if isinstance(one, float | int) and isinstance(other, float | int):
            return abs(one - other) <= CLOSE * max(abs(one), abs(other))
        return bool(one == other)

    return all(same(one, other) for one, other in zip(wanted, found, strict=True))


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print all that is not right")
    args = parser.parse_args(arguments)
    gold = list(rows_of(GOLD))
    texts = texts_of(args.data)
    found = extracted({row["id"]: (texts[row["id"]], row["published"]) for row in gold})
    counts: dict[str, Counter[str]] = {"figures": Counter(), "dates": Counter()}
    for row in gold:
        passage = checked(texts[row["id"]][row["start"] : row["end"]], row)
        for name, fields in (("figures", FIGURE), ("dates", DATE)):
            inside = [
                r for r in found[row["id"]][name] if row["start"] <= r["start_char"] < row["end"]
            ]
            for outcome, annotation, told in compared(row[name], inside, fields):
                counts[name][outcome] += 1
                if args.show and outcome != "right":
                    print(outcome, annotation, told and [told["text"], *map(told.get, fields)])
                    print(f"    {passage}")
    result = {name: summary(count) for name, count in counts.items()}
    if args.json:
        print(json.dumps(result))
        return
    for name, figures in result.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))


def summary(count: Counter[str]) -> dict[str, float]:
    """Shares of the annotated, in per cent; `extra` of the rows."""
    annotated = sum(count.values()) - count["extra"]
    told = {"annotated": annotated, "right": round(100 * count["right"] / max(annotated, 1), 1)}
    for name in ("wrong", "unresolved", "missed"):
        told[name] = round(100 * count[name] / max(annotated, 1), 1)
    rows = sum(count.values()) - count["missed"]
    return {**told, "extra": round(100 * count["extra"] / max(rows, 1), 1)}


if __name__ == "__main__":
    main(sys.argv[1:])
