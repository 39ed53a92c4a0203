"""Writes the trained network as a spaCy pipeline.

    python -m training.english.export --run DIR --base DIR --data DIR --out DIR

RUN is the folder of a training with `--round`. The encoder becomes an ONNX file of eight bits; the
heads stay floats.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import spacy
import torch

import copydesk_en.components  # noqa: F401 - registers the factories
from copydesk_en import weights_sha256
from copydesk_en.pieces import Vocabulary
from training.english.data import ENTITY_TAGS, Names, read_trees
from training.english.examples import outputs_of
from training.english.graph import write_arcs, write_encoder
from training.english.lemmas import learn
from training.english.network import Network, read_sizes
from training.english.quantise import prepare
from training.english.reduce import reduced, vectors
from training.english.sources import LICENCE, for_meta

VERSION = "1.3.1"
"""Of weights and rules; it stands on every row that they extract."""

REDUCED_BY = 200
"""Documents with trees by whose vectors the labels' dimensions are chosen."""

PARTS = {
    "tagger": ("tag", "pos"),
    "senter": ("start",),
    "parser": ("start", "arc_", "label_"),
    "ner": ("entity",),
}
"""Which weights each component takes, by the start of their names."""
SCORED = ("start", "label_weight")
"""Of the parser's weights those that are not part of its ONNX file."""
CLASSES = {"tagger": ("tags", "pos"), "parser": ("labels",), "ner": ("entities",)}
"""Which lists of classes each component takes."""


def export(run: Path, base: Path, data: Path, out: Path, *, floats: bool = False) -> None:
    """Writes the pipeline into the folder `out`."""
    known = json.loads((run / "names.json").read_text("utf-8"))
    names = Names(*(tuple(known[name]) for name in ("tags", "pos", "labels")))
    pieces = (base / "vocab.txt").read_text("utf-8").splitlines()
    network = Network(read_sizes(run), len(Vocabulary(pieces).pieces), outputs_of(names))
    if not floats:
        prepare(network)
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    if floats:
        prepare(network)
    network.eval()
    nlp = spacy.blank("en")
    nlp.meta.update(
        name="copydesk_en",
        version=VERSION,
        description="English news: entities, tags, sentences, trees, lemmas from one encoder.",
        author="The copydesk authors",
        license=LICENCE,
        sources=for_meta(),
    )
    trees = read_trees(data / "ud", "train")
    encoder = nlp.add_pipe("copydesk_encoder", name="transformer")
    with TemporaryDirectory() as folder:
        write_encoder(network, Path(folder) / encoder.MODEL)
        encoder.take(Path(folder) / encoder.MODEL, "\n".join(pieces))
        classes = {
            "tags": names.tags,
            "pos": names.pos,
            "labels": names.labels,
            "entities": ENTITY_TAGS,
        }
        weights = {name: value.numpy() for name, value in network.state_dict().items()}
        for name, starts in PARTS.items():
            component = nlp.add_pipe(f"copydesk_{name}", name=name)
            own = {n: np.asarray(w) for n, w in weights.items() if n.startswith(starts)}
            if name == "parser":
                x = vectors(nlp, trees[:REDUCED_BY])
                own = reduced(own, x)
                write_arcs(own, x, Path(folder) / component.ARCS)
                component.take_arcs(Path(folder) / component.ARCS)
                own = {n: w for n, w in own.items() if n.startswith(SCORED)}
            component.take(own, {key: classes[key] for key in CLASSES.get(name, ())})
        nlp.add_pipe("copydesk_numbers", name="numeric_ents")
        nlp.add_pipe("copydesk_lemmatizer", name="lemmatizer").lemmas = learn(trees)
        nlp.disable_pipe("senter")  # the parser sets the same
        nlp.to_disk(out)
    meta = json.loads((out / "meta.json").read_text("utf-8"))
    meta["weights_sha256"] = weights_sha256(out)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("run", "base", "data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--floats", action="store_true", help="RUN has no rounded numbers.")
    args = parser.parse_args(arguments)
    export(args.run, args.base, args.data, args.out, floats=args.floats)


if __name__ == "__main__":
    main(sys.argv[1:])
