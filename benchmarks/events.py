"""How many events are found, of the right type, with the right actor?

    python -m benchmarks.events --data DIR [--scorer FILE] [--json]

DIR holds `*.jsonl`, a sentence a line with `id`, `text` and `events` as the scorer reads them. The
scorer is `score.py` in DIR or above it, which comes with the data and is called as
`score.py GOLD PREDICTIONS`: figures are counted by whoever made the data and not by us. It prints
precision, recall and F1 of types, of types with actors, and with targets, and `extra`: events found
for each one of the gold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import copydesk_en
from benchmarks.quotes import VERSION
from benchmarks.scoring import read_arguments, score, scorer_of
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


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    args, rows = read_arguments(arguments, __doc__)
    result = score(rows, predicted(rows), args.scorer or scorer_of(args.data))
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
