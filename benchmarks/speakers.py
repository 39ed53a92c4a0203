"""Whom do speakers' pronouns and bare surnames mean?

    python -m benchmarks.speakers --data COPYDESK_EVAL [--json] [--show]

The mentions are speakers of annotated quotations, drawn by chance, in development articles
(`quotes/dev.jsonl.gz` below DIR), which stay there; `annotations/speakers.jsonl` says whom each
means, read by eye by somebody who did not see what the program says: `id` of the article, `start`
and `end` of the mention in code points, `sha256` (16 digits) of the article up to its end, and
`name`, the fullest that the article gives, or null: somebody whom it does not name.

Right is a mention whose entity has that name, but for first names and accents that only one of both
has; of one that is nobody named, no entity at all. `unknown` is a mention without an entity.
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
from transforms.prose.people import plain, spelling

GOLD = Path(__file__).parent / "annotations" / "speakers.jsonl"
PRONOUNS = frozenset(("he", "she"))


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print all that is not right")
    args = parser.parse_args(arguments)
    counts: dict[str, Counter[str]] = {"pronouns": Counter(), "surnames": Counter()}
    for outcome, kind, row, told in judged(list(rows_of(GOLD)), texts_of(args.data)):
        counts[kind][outcome] += 1
        if args.show and outcome != "right":
            print(f"{outcome}: {row['id']} {row['start']} means {row['name']}, read as {told}")
    counts["all"] = counts["pronouns"] + counts["surnames"]
    result = {name: summary(count) for name, count in counts.items()}
    if args.json:
        print(json.dumps(result))
        return
    for name, figures in result.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))


def judged(
    gold: Sequence[Mapping[str, Any]], texts: Mapping[str, str]
) -> Iterator[tuple[str, str, Mapping[str, Any], str | None]]:
    """(outcome, pronouns or surnames, annotation, name as read) of each annotated mention."""
    found = extracted({row["id"]: (texts[row["id"]], None) for row in gold})
    for row in gold:
        text = checked(texts[row["id"]][: row["end"]], row)
        kind = "pronouns" if text[row["start"] :].lower() in PRONOUNS else "surnames"
        told = next(
            (
                mention["entity_name"]
                for mention in found[row["id"]]["mentions"]
                if mention["start_char"] < row["end"] and row["start"] < mention["end_char"]
            ),
            None,
        )
        if told is None:
            yield "right" if row["name"] is None else "unknown", kind, row, told
        else:
            yield "right" if _is_same(row["name"], told) else "wrong", kind, row, told


def _is_same(wanted: str | None, told: str) -> bool:
    """Whether two names are of one person: one holds the words of the other, the last one too."""
    ours, theirs = (
        [spelling(plain(word)) for word in name.split() if plain(word)]
        for name in (wanted or "", told)
    )
    if not ours or not theirs:
        return False
    return set(ours) <= set(theirs) or set(theirs) <= set(ours)


def summary(count: Counter[str]) -> dict[str, float]:
    """Mentions, and their shares in per cent."""
    whole = max(sum(count.values()), 1)
    shares = {name: round(100 * count[name] / whole, 1) for name in ("right", "wrong", "unknown")}
    return {"mentions": sum(count.values()), **shares}


if __name__ == "__main__":
    main(sys.argv[1:])
