"""Which labels of the corpora does a trained network not believe?

    python -m training.english.doubts --run DIR --data DIR --base DIR --out doubts.json

Annotators overlook names, and the corpora differ in what they call one. Where a network that has
learned from all of them finds a token's label hardly possible and another one likely, the label is
left out of a second training: neither the corpus nor the network decides (confident learning,
Northcutt et al. 2021, without its estimate of the noise).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from copydesk_en.pieces import Vocabulary
from training.english.data import ENTITY_TAGS, UNKNOWN, Text, windows
from training.english.network import Network, Sizes

HARDLY = 0.2
"""A label with less probability than this is left out, …"""
LIKELY = 0.6
"""… if another one has more than this."""
WINDOWS_AT_ONCE = 24


def without_doubts(texts: Sequence[Text], path: Path) -> list[Text]:
    """The texts; a label that stands in the file is unknown."""
    doubts = json.loads(path.read_text("utf-8"))
    if len(doubts) != len(texts):
        raise ValueError(f"{path}: made for {len(doubts)} texts, there are {len(texts)}")
    found = []
    for text, places in zip(texts, doubts, strict=True):
        numbers = list(text.entities)
        for place in places:
            numbers[place] = UNKNOWN
        found.append(replace(text, entities=numbers))
    return found


def _windows(texts: Sequence[Text], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Text]]:
    """(text, first token, window) of all texts."""
    draw = random.Random(0)
    for number, text in enumerate(texts):
        start = 0
        for window in windows(text, vocabulary, draw):
            yield number, start, window
            start += len(window.tokens)


def doubts_of(network: Network, texts: Sequence[Text], vocabulary: Vocabulary) -> list[list[int]]:
    """For each text the places of labels that the network does not believe."""
    from training.english.train import batch_of  # noqa: PLC0415 - which imports this module

    network.eval()
    found: list[list[int]] = [[] for _ in texts]
    work = sorted(_windows(texts, vocabulary), key=lambda item: len(item[2].tokens))
    for first in range(0, len(work), WINDOWS_AT_ONCE):
        part = work[first : first + WINDOWS_AT_ONCE]
        batch = batch_of([window for _, _, window in part], vocabulary)
        with torch.no_grad():
            x = network.tokens(batch.ids, batch.shapes, batch.mask, batch.first)
            odds = network.entity(x).softmax(-1)
        told = odds.gather(-1, batch.entities.clamp(min=0)[..., None])[..., 0]
        best = odds.max(-1).values
        is_doubted = (batch.entities != UNKNOWN) & (told < HARDLY) & (best > LIKELY)
        for row, (number, start, _) in enumerate(part):
            found[number] += [start + int(place) for place in is_doubted[row].nonzero()[:, 0]]
    return [sorted(places) for places in found]


def main(arguments: Sequence[str]) -> None:
    """Reads the command line."""
    from training.english.train import outputs_of, read_examples  # noqa: PLC0415 - as above

    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("run", "data", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args(arguments)
    examples = read_examples(args.data, args.base)
    network = Network(Sizes(), len(examples.vocabulary.pieces), outputs_of(examples.names))
    network.load_state_dict(torch.load(args.run / "network.pt", weights_only=True))
    found = doubts_of(network, examples.entities, examples.vocabulary)
    args.out.write_text(json.dumps(found))
    kinds = Counter(
        ENTITY_TAGS[text.entities[place]]
        for text, places in zip(examples.entities, found, strict=True)
        for place in places
    )
    print(f"{sum(kinds.values())} labels are doubted", kinds.most_common())


if __name__ == "__main__":
    main(sys.argv[1:])
