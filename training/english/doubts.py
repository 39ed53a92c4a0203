"""Which labels of the corpora does the network not believe?

Annotators overlook names, and the corpora differ in what they call one. Where a network that has
learned from all of them finds a token's label hardly possible and another one likely, the label is
left out of the rest of the training: neither the corpus nor the network decides (confident
learning, Northcutt et al. 2021, without its estimate of the noise).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch

from copydesk_en.pieces import Vocabulary
from training.english.data import ENTITY_TAGS, UNKNOWN, Text, windows
from training.english.examples import batch_of
from training.english.network import Network

HARDLY = 0.15
"""A label with less probability than this is left out, …"""
LIKELY = 0.7
"""… if another one has more than this."""
WINDOWS_AT_ONCE = 24


def without_doubts(texts: Sequence[Text], doubts: Sequence[Sequence[int]]) -> list[Text]:
    """The texts; a label at a place that is doubted is unknown."""
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


def summary(doubts: Sequence[Sequence[int]], texts: Sequence[Text]) -> str:
    """How many labels are doubted, by label."""
    kinds = Counter(
        ENTITY_TAGS[text.entities[place]]
        for text, places in zip(texts, doubts, strict=True)
        for place in places
    )
    return f"{sum(kinds.values())} labels are doubted: {kinds.most_common()}"
