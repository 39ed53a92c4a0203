"""How many words per second does the English pipeline read, and a pipeline of spaCy's beside it?

    python -m benchmarks.language [--articles 120] [--rounds 5] [--data COPYDESK_EVAL/corpus]

Articles of 400 words, cut from the sample articles or, with `--data`, from the texts of a corpus.
Beside ours runs the architecture of spaCy's `en_core_web_sm` 3.8 (its config: tok2vec of width 96
and depth 4, tagger, parser, entities with a tok2vec of their own) with weights by chance: these
cost about what trained ones cost, since every token takes its one or two steps either way. It
lacks the lemmatiser and the attribute rules, which makes it faster. Entities alone: ours are names
and, by rules, dates, money and numbers, as theirs are.
All rounds take turns, so that what else the machine does falls on all alike; medians count.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import copydesk_en
from benchmarks.throughput import sample_records

WORDS = 400
CORES = len(os.sched_getaffinity(0))
BATCH = 64

NAMES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT"
    " QUANTITY TIME WORK_OF_ART"
)
"""The labels of en_core_web_sm, as many as it has."""


def articles(count: int, data: Path | None) -> list[str]:
    """Texts of `WORDS` words each."""
    lines = _corpus(data) if data else sample_records(100_000)
    texts = (json.loads(line)["text"] for line in lines)
    return list(islice(_cut(texts), count))


def _corpus(data: Path) -> Iterator[str]:
    for file in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from lines


def _cut(texts: Iterator[str]) -> Iterator[str]:
    """Every text's words, joined as they come, `WORDS` at a time; lines stay lines."""
    part: list[str] = []
    count = 0
    for text in texts:
        for line in text.split("\n"):
            words = line.split()
            while words:
                taken, words = words[: WORDS - count], words[WORDS - count :]
                part.append(" ".join(taken))
                count += len(taken)
                if count == WORDS:
                    yield "\n".join(part)
                    part, count = [], 0


def embedding(rows: Sequence[int], attributes: Sequence[str]) -> dict[str, object]:
    """A tok2vec as en_core_web_sm has."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": list(attributes),
            "rows": list(rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def transitions(kind: str, tok2vec: dict[str, object]) -> dict[str, object]:
    """A transition-based model as en_core_web_sm has."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def anchor(trained: Doc) -> Language:
    """The architecture of en_core_web_sm with weights by chance.

    `trained`: a Doc with tags and trees, whose labels it takes.
    """
    nlp = spacy.blank("en")
    six = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": embedding([5000, 1000, 2500, 2500, 50, 50], six)})
    tagger = nlp.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}}
    )
    parser = nlp.add_pipe("parser", config={"model": transitions("parser", shared)})
    own = embedding([5000, 1000, 2500, 2500], six[:4])
    ner = nlp.add_pipe("ner", config={"model": transitions("ner", own)})
    for label in sorted({token.tag_ for token in trained}):
        tagger.add_label(label)
    for label in sorted({token.dep_ for token in trained}):
        parser.add_label(label)
    for label in NAMES.split():
        ner.add_label(label)
    nlp.initialize()
    return nlp


def words_per_second(run: Callable[[], object], words: int) -> tuple[float, float]:
    """By wall time, and by CPU time of this process and its children."""
    start, before = time.perf_counter(), os.times()
    run()
    spent, after = time.perf_counter() - start, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    return words / spent, words / max(cpu, 1e-3)


def contestants(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Name to what reads all the texts."""
    whole = copydesk_en.load()
    names = copydesk_en.load(("ner", "numeric_ents"))
    other = anchor(whole("\n".join(texts[:30])))

    def reads(nlp: Language, **more: int) -> Callable[[], object]:
        return lambda: sum(1 for _ in nlp.pipe(texts, batch_size=BATCH, **more))

    def only_names() -> object:
        with other.select_pipes(enable=["ner"]):
            return reads(other)()

    return {
        f"copydesk_en, all heads, {CORES} threads": reads(whole),
        f"copydesk_en, entities only, {CORES} threads": reads(names),
        "en_core_web_sm architecture, all, 1 process": reads(other),
        f"en_core_web_sm architecture, all, {CORES} processes": reads(other, n_process=CORES),
        "en_core_web_sm architecture, entities only, 1 process": only_names,
    }


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="a folder of corpus files")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    texts = articles(args.articles, args.data)
    words = WORDS * len(texts)
    runs = contestants(texts)
    for run in runs.values():
        run()  # caches of words are filled before anything is timed
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(args.rounds):
        for name, run in runs.items():
            found[name].append(words_per_second(run, words))
    told = {
        name: {
            "words_per_second": round(statistics.median(wall for wall, _ in values)),
            "words_per_cpu_second": round(statistics.median(cpu for _, cpu in values)),
        }
        for name, values in found.items()
    }
    if args.json:
        print(json.dumps({"articles": len(texts), "words": words, "figures": told}, indent=1))
        return
    print(f"{len(texts)} articles of {WORDS} words, {args.rounds} rounds, medians")
    for name, figures in told.items():
        print(
            f"{figures['words_per_second']:>8,} words/s  {figures['words_per_cpu_second']:>8,}"
            f" words/CPU s  {name}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
