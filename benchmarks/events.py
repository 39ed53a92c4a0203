"""How many events are found, of the right type, with the right actor?

    python -m benchmarks.events --data DIR [--scorer FILE] [--json]

DIR holds `*.jsonl`, a sentence a line with `id`, `text` and `events` as the scorer reads them. The
scorer is `score.py` in DIR or above it, which comes with the data and is called as
`score.py GOLD PREDICTIONS`: figures are counted by whoever made the data and not by us. It prints
precision, recall and F1 of types, of types with actors, and with targets, and `extra`: events found
for each one of the gold.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import copydesk_en
from benchmarks.quotes import VERSION, rows_of, scorer_of
from transforms.language.prose import find_sentences
from transforms.prose.statements import Statements
from transforms.prose.tokens import tokens_of
from transforms.record import EventRow


def as_predicted(text: str, event: EventRow) -> dict[str, Any]:
    """An event as the scorer reads it."""
    start, end = event.trigger
    return {
        "event_type": event.event_type,
        "who": event.who_text,
        "whom": event.whom_text,
        "trigger": text[start:end],
    }


def predicted(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of each sentence."""
    nlp = copydesk_en.load()
    found = []
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        docs = [(0, doc)]
        stated = Statements(
            tokens_of(row["text"], docs), find_sentences(row["text"], docs), VERSION
        )
        events = [as_predicted(row["text"], event) for event in stated.events(())]
        found.append({"id": row["id"], "events": events})
    return found


def scored(
    rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], scorer: Path
) -> dict[str, Any]:
    """What the scorer says."""
    with TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        for path, lines in ((gold, rows), (told, found)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(told)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    files = sorted(path for path in args.data.glob("*.jsonl*") if path.is_file())
    if not files:
        raise SystemExit(f"{args.data}: no *.jsonl there")
    rows = [row for path in files for row in rows_of(path)]
    result = scored(rows, predicted(rows), args.scorer or scorer_of(args.data))
    if args.json:
        print(json.dumps(result))
        return
    for level, figures in result.items():
        told = (
            figures
            if isinstance(figures, float)
            else "  ".join(f"{name} {value}" for name, value in figures.items())
        )
        print(f"{level:<14} {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
