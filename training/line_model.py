"""Repeats the training of the line model: `python -m training.line_model --data DIR`.

DIR is laid out as the development set of cleaning is: `gold.jsonl` (`id`, `source`,
`domain`, `labels`, `near_labels`), `text/*.txt`, `near/*.txt`. Only pages of the sources
in `SOURCES` are used. Needs CatBoost beside copydesk (`training/requirements.txt`).
With `--folds DIR` it also writes weights that have not seen the pages of one fold of
domains each: `benchmarks.cleaning --folds DIR` measures pages of the trained sources with them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier

from benchmarks.folds import FOLDS, fold_of
from transforms.clean.around import Vector, around_signals, batch_of, first_look
from transforms.clean.evidence import Matrix, own_signals
from transforms.clean.model import FIRST_SIGNALS, SECOND_SIGNALS, WEIGHTS
from transforms.clean.signals import read_pages
from transforms.clean.strip import PAGE_RULES, first_verdicts
from transforms.record import RawDocument

SOURCES = ("aeb", "fundus")
"""Sources whose annotations may be trained on and shipped (MIT)."""

VARIANTS = {"text": "labels", "near": "near_labels"}
INNER_FOLDS = 4
KNOWN = "B-D"
"""Labels that are learned: body, furniture, second copy; titles and captions are left out."""

LONG_LINE = 60
WORDS_PER_WEIGHT = 8
"""A line weighs 1 and one more for every so many words, up to `LONG_LINE` of them."""

TREES: dict[str, Any] = {
    "iterations": 200,
    "depth": 5,
    "learning_rate": 0.08,
    "l2_leaf_reg": 30,
    "border_count": 64,
    "rsm": 0.3,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "random_seed": 2,
    "thread_count": 2,
    "verbose": 0,
    "allow_writing_files": False,
}


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page in one of its variants, with the label of each line."""

    source: str
    domain: str
    document: RawDocument
    labels: str


def labelled_pages(data: Path) -> Iterator[LabelledPage]:
    """Every page of the set, in all variants."""
    for row in map(json.loads, (data / "gold.jsonl").read_text("utf-8").splitlines()):
        for variant, labels in VARIANTS.items():
            path = data / variant / f"{row['id']}.txt"
            text = path.read_bytes().decode("utf-8")
            yield LabelledPage(
                row["source"], row["domain"], RawDocument(0, text, "txt"), row[labels]
            )


class Lines:
    """The open lines of all pages, as the forests see them: one row a line."""

    def __init__(self, pages: Sequence[LabelledPage]) -> None:
        read = read_pages([page.document for page in pages])
        sizes = [len(page.shown) for page in read.pages]
        own = own_signals(read, first_verdicts(read, PAGE_RULES))
        self.batch = batch_of(own, sizes, read.shared)
        at = self.batch.open_lines
        self.evidence = np.vstack((own[:, at], around_signals(self.batch))).T
        labels = [
            given.labels[index]
            for given, page in zip(pages, read.pages, strict=True)
            for index in page.shown
        ]
        self.labels = np.array(labels)[at]
        self.weights = 1 + np.minimum(self.evidence[:, 0], LONG_LINE) / WORDS_PER_WEIGHT
        inner: dict[str, int] = {}
        for page in pages:
            inner.setdefault(page.domain, len(inner) % INNER_FOLDS)
        self.fold = np.repeat([inner[page.domain] for page in pages], sizes)[at]

    def with_first_look(self, scores: Vector) -> Matrix:
        """The evidence and what follows from first scores, in thousandths."""
        first = np.zeros(self.batch.size, np.int64)
        first[self.batch.open_lines] = scores
        return np.hstack((self.evidence, first_look(self.batch, first).T))


def _forest(matrix: Matrix, lines: Lines, chosen: npt.NDArray[np.bool_]) -> Any:
    rows = chosen & np.isin(lines.labels, list(KNOWN))
    forest = CatBoostClassifier(**TREES)
    return forest.fit(matrix[rows], lines.labels[rows] == "B", sample_weight=lines.weights[rows])


def train(pages: Sequence[LabelledPage]) -> tuple[Any, Any]:
    """The two forests. The second learns from first scores of models that had not seen them."""
    lines = Lines(pages)
    scores = np.zeros(len(lines.labels), np.int64)
    for number in range(INNER_FOLDS):
        forest = _forest(lines.evidence, lines, lines.fold != number)
        unseen = lines.fold == number
        scores[unseen] = np.rint(1000 * forest.predict_proba(lines.evidence[unseen])[:, 1])
    everything = np.ones(len(lines.labels), bool)
    first = _forest(lines.evidence, lines, everything)
    return first, _forest(lines.with_first_look(scores), lines, everything)


def exported(forest: Any, signals: tuple[str, ...], folder: Path) -> dict[str, Any]:
    """A forest in the shape of the weights file."""
    path = folder / "forest.json"
    forest.save_model(str(path), format="json")
    value = json.loads(path.read_text("utf-8"))
    path.unlink()
    scale, (bias,) = value["scale_and_bias"]
    return {
        "bias": round(bias, 5),
        "trees": [
            {
                "splits": [
                    [signals[split["float_feature_index"]], round(split["border"], 5)]
                    for split in tree["splits"]
                ],
                "values": [round(leaf * scale, 4) for leaf in tree["leaf_values"]],
                "weights": [round(weight) for weight in tree["leaf_weights"]],
            }
            for tree in value["oblivious_trees"]
        ],
    }


def written(value: Mapping[str, Any]) -> str:
    """The weights file: one tree a line, so that a change can be read."""
    parts = [f'{{"version": {json.dumps(value["version"])}']
    for name in ("first", "second"):
        trees = ",\n  ".join(json.dumps(tree) for tree in value[name]["trees"])
        parts.append(f'"{name}": {{"bias": {value[name]["bias"]}, "trees": [\n  {trees}\n]}}')
    return ",\n".join(parts) + "}\n"


def weights(pages: list[LabelledPage], version: str) -> str:
    """The weights file of a model trained on `pages`."""
    first, second = train(pages)
    with TemporaryDirectory() as folder:
        return written(
            {
                "version": version,
                "first": exported(first, FIRST_SIGNALS, Path(folder)),
                "second": exported(second, SECOND_SIGNALS, Path(folder)),
            }
        )


def main() -> None:
    """Reads the pages, trains, writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with gold.jsonl, text/, near/"
    )
    parser.add_argument("--out", type=Path, default=Path("transforms/clean") / WEIGHTS)
    parser.add_argument("--version", default="1")
    parser.add_argument("--folds", type=Path, help="folder for the weights of each fold")
    options = parser.parse_args()
    pages = list(labelled_pages(options.data))
    trained = [page for page in pages if page.source in SOURCES]
    print(f"{len(trained)} pages of {', '.join(SOURCES)}", file=sys.stderr)
    options.out.write_text(weights(trained, options.version), "utf-8")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
            seen = [page for page in trained if fold_of(page.domain) != fold]
            path = options.folds / f"fold-{fold}.json"
            path.write_text(weights(seen, f"{options.version}, without fold {fold}"), "utf-8")


if __name__ == "__main__":
    main()
