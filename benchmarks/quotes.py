"""How many quotations are found, with the right speaker?

    python -m benchmarks.quotes --data DIR [--scorer FILE] [--json]

DIR holds `*.jsonl` or `*.jsonl.gz`, an article a line: `id`, `source`, `text`, and `quotes` as the
scorer reads them. The scorer is `score.py` in DIR or above it, which comes with the data: it is
called as `score.py GOLD PREDICTIONS --source SOURCE --json`, so that figures are counted by whoever
made the data and not by us. It prints, for each source, precision, recall and F1 of spans
(`overlap80`) and of spans with their speaker (`e2e`).

`confidence` tells, for the rows of each band of confidence, what share is right: the words lie on
words that somebody is said to have said in the gold, and the speaker's words touch those of the
gold; both counted by us.

What is predicted for an article depends on its text alone. `docs_per_cpu_second` counts the steps
behind the spaCy pipeline.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import copydesk_en
from benchmarks.scoring import read_arguments, score, scorer_of
from transforms.language.prose import find_mentions, find_sentences
from transforms.prose.statements import Statements
from transforms.prose.tokens import tokens_of
from transforms.record import Quote

VERSION = "benchmark"


def as_predicted(text: str, quote: Quote) -> dict[str, Any]:
    """A quotation as the scorer reads it."""
    start, end = quote.speaker or (None, None)
    return {
        "start": quote.start_char,
        "end": quote.end_char,
        "kind": "direct" if quote.quote_kind in ("block", "headline") else quote.quote_kind,
        "speaker": text[start:end] if quote.speaker else None,
        "speaker_start": start,
        "speaker_end": end,
        "speaker_name": quote.speaker_entity.name if quote.speaker_entity else None,
        "confidence": quote.confidence,
    }


BANDS = ((0.9, 1.01), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6))


def by_confidence(
    rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """For each band of confidence how many rows there are, and what share of them is right."""
    result = {}
    for low, high in BANDS:
        told = [
            _is_right(row, quote)
            for row, own in zip(rows, found, strict=True)
            for quote in own["quotes"]
            if low <= quote["confidence"] < high
        ]
        share = round(sum(told) / len(told), 3) if told else 0.0
        result[f"{low:.1f} and more" if high > 1 else f"{low:.1f} to {high:.1f}"] = {
            "rows": len(told),
            "right": share,
        }
    return result


def _is_right(row: dict[str, Any], quote: dict[str, Any]) -> bool:
    """Whether words and speaker of a row lie on those of one quotation of the gold."""
    start, end = quote["start"], quote["end"]
    for gold in row["quotes"]:
        inside = min(end, gold["end"]) - max(start, gold["start"])
        if 2 * inside < end - start:
            continue
        if gold["speaker_start"] is None or quote["speaker_start"] is None:
            return gold["speaker_start"] is None and quote["speaker_start"] is None
        if (
            quote["speaker_start"]
            < gold["speaker_end"]
            > gold["speaker_start"]
            < quote["speaker_end"]
        ):
            return True
    return False


def predicted(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """What is found in each article, and articles per CPU second of the steps that find it."""
    nlp = copydesk_en.load()
    found: list[dict[str, Any]] = []
    spent = 0.0
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        text, docs = row["text"], [(0, doc)]
        sentences = find_sentences(text, docs)
        mentions = tuple(find_mentions(text, docs, sentences, VERSION))
        start = time.thread_time()  # the encoder's threads already read the next articles
        stated = Statements(tokens_of(text, docs), sentences, VERSION)
        tuple(stated.named(mentions))
        quotes = [as_predicted(text, quote) for quote in stated.quotes()]
        spent += time.thread_time() - start
        found.append({"id": row["id"], "quotes": quotes})
    return found, len(rows) / max(spent, 1e-6)


def scored(
    rows: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], scorer: Path
) -> dict[str, Any]:
    """What the scorer says of each source."""
    sources = sorted({row["source"] for row in rows})
    return {source: score(rows, found, scorer, "--source", source, "--json") for source in sources}


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    args, rows = read_arguments(arguments, __doc__)
    found, speed = predicted(rows)
    result = scored(rows, found, args.scorer or scorer_of(args.data))
    words = sum(len(row["text"].split()) for row in rows) / len(rows)
    cost = {"docs_per_cpu_second": round(speed), "words_per_doc": round(words)}
    bands = by_confidence(rows, found)
    if args.json:
        print(json.dumps({"sources": result, "confidence": bands, **cost}))
        return
    for source, tasks in result.items():
        for task, scores in tasks.items():
            figures = "  ".join(f"{name} {scores[name][2]}" for name in ("overlap80", "e2e"))
            print(f"{source:<12} {task:<8} F1: {figures}  ({scores['counts']['gold']} gold)")
    for band, told in bands.items():
        print(f"confidence {band:<12} {told['right']:.1%} of {told['rows']} rows are right")
    print(f"{cost['docs_per_cpu_second']} articles of {cost['words_per_doc']} words per CPU second")


if __name__ == "__main__":
    main(sys.argv[1:])
