"""What a pipeline reaches on the development parts.

    python -m training.english.evaluate MODEL --data DIR [--news FILE] [--write]

Trees with gold tokens, as the tree banks have them; entities by strict spans from raw text, over
the labels that each corpus annotates. Development parts are never trained on. `--news` adds names
in news of other outlets (`training.english.news`). `--write` puts the figures into the pipeline's
meta.json, from 0 to 1 as spaCy has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import copydesk_en.components  # noqa: F401 - registers the factories
from training.english.data import CORPORA, ENTITIES, TREES
from training.english.news import scores


def tree_scores(nlp: Language, path: Path) -> dict[str, float]:
    """TAG, POS, LEMMA, UAS, LAS and sentence F of the documents in `path`, in per cent."""
    examples = []
    for gold in DocBin().from_disk(path).get_docs(nlp.vocab):
        spaces = [bool(token.whitespace_) for token in gold]
        doc = Doc(nlp.vocab, words=[token.text for token in gold], spaces=spaces)
        examples.append(Example(nlp(doc), gold))
    scores = {
        **Scorer.score_token_attr(examples, "tag"),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_deps(
            examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=("p", "punct")
        ),
        **Scorer.score_spans(
            examples,
            "sents",
            getter=lambda doc, _: doc.sents,
            has_annotation=lambda doc: doc.has_annotation("SENT_START"),
        ),
    }
    names = ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {name: round(100 * scores[name], 2) for name in names if scores.get(name) is not None}


def _rows(folder: Path, corpus: str) -> Iterator[dict[str, object]]:
    with gzip.open(folder / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["split"] == "dev")


def entity_scores(nlp: Language, folder: Path) -> dict[str, float]:
    """F1 of spans by corpus, and over all by label, in per cent."""
    coverage = json.loads((folder / "label_coverage.json").read_text("utf-8"))
    counts: dict[str, Counter[str]] = {}
    for corpus in CORPORA:
        labels = set(ENTITIES) & set(coverage[corpus])
        rows = list(_rows(folder, corpus))
        for row, doc in zip(rows, nlp.pipe([str(row["text"]) for row in rows]), strict=True):
            gold = {(s, e, name) for s, e, name in row["ents"] if name in labels}
            found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in labels}
            for kind, spans in (
                ("tp", found & gold), ("fp", found - gold), ("fn", gold - found)
            ):  # fmt: skip
                for span in spans:
                    for group in ("all", corpus, span[2]):
                        counts.setdefault(group, Counter())[kind] += 1
    return {
        group: round(200 * n["tp"] / max(1, 2 * n["tp"] + n["fp"] + n["fn"]), 1)
        for group, n in counts.items()
    }


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--news", type=Path, help="news with names, JSON lines")
    parser.add_argument("--write", action="store_true", help="put the figures into meta.json")
    args = parser.parse_args(arguments)
    nlp = spacy.load(args.model)
    trees = {bank: tree_scores(nlp, args.data / "ud" / f"{bank}_dev.spacy") for bank in TREES}
    with nlp.select_pipes(enable=["transformer", "ner"]):
        entities = entity_scores(nlp, args.data / "ner")
    with nlp.select_pipes(enable=["transformer", "ner", "numeric_ents"]):
        news = scores(nlp, args.news) if args.news else None
    print(json.dumps({**trees, "entities": entities, "news": news}, indent=1))
    if args.write:
        write(args.model / "meta.json", trees, entities, news)


def write(
    path: Path,
    trees: dict[str, dict[str, float]],
    entities: dict[str, float],
    news: dict[str, Any] | None,
) -> None:
    """Puts the figures into meta.json: of the trees the mean of both banks, and each of them.

    `news` stands there as it is, with the hash of its file, in per cent.
    """
    meta = json.loads(path.read_text("utf-8"))
    banks = list(trees.values())
    means = {name: sum(bank[name] for bank in banks) / len(banks) for name in banks[0]}
    meta["performance"] = {
        "ents_f": round(entities["all"] / 100, 4),
        **{name: round(value / 100, 4) for name, value in means.items()},
        "ents_per_type": {
            label: {"f": round(entities[label] / 100, 4)} for label in ENTITIES if label in entities
        },
        **{
            bank: {name: round(value / 100, 4) for name, value in scores.items()}
            for bank, scores in trees.items()
        },
    }
    if news:
        meta["performance"]["news"] = news
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
