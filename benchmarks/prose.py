"""How many articles per CPU second do the steps behind the English pipeline read?

    python -m benchmarks.prose [--articles 400] [--rounds 7] [--data COPYDESK_EVAL/corpus]

Articles of 400 words, cut from the sample articles or, with `--data`, from the texts of a corpus.
The pipeline reads them first, outside of the clock. Then the steps take turns over all articles;
each has the median of its rounds. Dates need no pipeline; they are timed all the same, as events
read them.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from spacy.tokens import Doc

import copydesk_en
from benchmarks.language import WORDS, articles
from transforms.language.prose import find_mentions, find_sentences
from transforms.prose.statements import Statements
from transforms.prose.tokens import tokens_of
from transforms.record import Claim, RawDocument
from transforms.steps import as_clean

AS_OF = date(2025, 5, 1)
VERSION = "benchmark"


class Reading:
    """An article on its way: each step leaves here what the next ones read."""

    def __init__(self, text: str, doc: Doc) -> None:
        claims = (Claim("published", "2025-04-30T08:00:00Z", "benchmark", 1.0),)
        self._document = RawDocument(0, text, "txt", claims)
        self._text, self._docs = text, [(0, doc)]

    def read_dates(self) -> None:
        """The date expressions, with all else that a clean text is read for."""
        self._dates = as_clean(self._document, AS_OF).dates

    def find_names(self) -> None:
        """Sentences and names."""
        self._sentences = find_sentences(self._text, self._docs)
        self._mentions = tuple(find_mentions(self._text, self._docs, self._sentences, VERSION))

    def take_tokens(self) -> None:
        """The columns of tokens."""
        self._tokens = tokens_of(self._text, self._docs)

    def join_names(self) -> None:
        """People, quotations with their cues, pronouns and descriptions."""
        self._stated = Statements(self._tokens, self._sentences, VERSION)

    def give_rows(self) -> None:
        """The rows of mentions, quotations, figures and events."""
        stated = self._stated
        self.rows = (
            *stated.named(self._mentions),
            *stated.quotes(),
            *stated.figures(self._dates),
            *stated.events(self._dates),
        )


STEPS: dict[str, Callable[[Reading], None]] = {
    "dates": Reading.read_dates,
    "sentences and names": Reading.find_names,
    "tokens": Reading.take_tokens,
    "people, speakers, pronouns": Reading.join_names,
    "rows": Reading.give_rows,
}


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--data", type=Path, help="a folder of corpus files")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    gc.set_threshold(50_000, 20, 100)  # as in a run's workers
    texts = articles(args.articles, args.data)
    nlp = copydesk_en.load()
    readings = [Reading(text, doc) for text, doc in zip(texts, nlp.pipe(texts), strict=True)]
    spent: dict[str, list[float]] = {name: [] for name in STEPS}
    for number in range(args.rounds + 1):
        for name, step in STEPS.items():
            start = time.process_time()
            for reading in readings:
                step(reading)
            if number:  # the first round fills caches of words
                spent[name].append(time.process_time() - start)
    each = {name: statistics.median(values) / len(texts) for name, values in spent.items()}
    whole = statistics.median(map(sum, zip(*spent.values(), strict=True))) / len(texts)
    told = {
        "articles": len(texts),
        "rows": sum(len(reading.rows) for reading in readings),
        "articles_per_cpu_second": round(1 / whole, 1),
        "milliseconds": {name: round(1000 * seconds, 3) for name, seconds in each.items()},
    }
    if args.json:
        print(json.dumps(told, indent=1))
        return
    print(f"{len(texts)} articles of {WORDS} words, {told['rows']} rows, {args.rounds} rounds")
    print(f"{1 / whole:6.1f} articles per CPU second")
    for name, seconds in each.items():
        print(f"{1000 * seconds:6.2f} ms  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
