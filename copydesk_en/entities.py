"""The components for names, and for dates, money and numbers by rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from copydesk_en import heads
from copydesk_en.component import Component, Flags, HeadComponent, set_tokens
from copydesk_en.consistency import label_names
from copydesk_en.expressions import Finder
from copydesk_en.heads import Floats


class EntityRecogniser(HeadComponent):
    """Sets the entities, and `doc.spans["names"]` with the confidences in `attrs["scores"]`.

    `attrs["starts"]` are the first tokens of its spans.
    """

    def take(self, weights: Mapping[str, Floats], names: Mapping[str, Sequence[str]]) -> None:
        """See `HeadComponent.take`."""
        super().take(weights, names)
        tags = self.names["entities"]
        self._allowed = heads.transitions(tags)
        self._labels = sorted({tag[2:] for tag in tags} - {""})
        # (tags, labels): 1 where a tag is of a label.
        self._of_label = np.array(
            [[tag[2:] == n for n in self._labels] for tag in tags], np.float32
        )

    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """See `HeadComponent.read`."""
        names, labels = self.names["entities"], self._labels
        scores = heads.dense(x, self.weights, "entity")
        scores[blank, 1:] = heads.NEVER
        tags = [names[number] for number in heads.best_tags(scores, self._allowed)]
        spans = [(start, end, labels.index(label)) for start, end, label in heads.spans(tags)]
        probabilities = np.exp(scores - scores.max(1, keepdims=True))
        probabilities /= probabilities.sum(1, keepdims=True)
        entities = label_names(self.words.of(doc), spans, probabilities @ self._of_label, labels)
        group = [Span(doc, e.start, e.end, labels[e.label]) for e in entities]
        scores_of = [round(e.confidence, 4) for e in entities]
        attrs = {"scores": scores_of, "starts": [e.start for e in entities]}
        doc.spans["names"] = SpanGroup(doc, spans=group, attrs=attrs)
        values = np.zeros((len(doc), 2), np.uint64)
        values[:, 0] = OUTSIDE
        numbers = self.strings(labels)
        for entity in entities:
            values[entity.start : entity.end] = INSIDE, numbers[entity.label]
            values[entity.start, 0] = BEGIN
        set_tokens(doc, [ENT_IOB, ENT_TYPE], values)


INSIDE, OUTSIDE, BEGIN = 1, 2, 3
"""spaCy's numbers of a token's place in an entity."""


class NumericEntities(Component):
    """Adds dates, times, money, shares, quantities and numbers where no name stands.

    Money and dates of several tokens also take the place of names inside them.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self._finder = Finder()

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        for doc in docs:
            values = np.asarray(doc.to_array([ENT_IOB, ENT_TYPE]), np.uint64)
            values[values[:, 1] == 0, 0] = OUTSIDE
            for start, end, label in self._finder.find(self.words.of(doc)):
                # "US $70 billion" is money, though "US" may be a place; of names that go on
                # outside, nothing is taken.
                is_split = end < len(doc) and values[end, 0] == INSIDE and values[end, 1] != 0
                is_whole = label in ("MONEY", "DATE") and end - start > 1
                is_whole &= values[start, 0] != INSIDE and not is_split
                if is_whole or not values[start:end, 1].any():
                    values[start:end] = INSIDE, self.vocab.strings.add(label)
                    values[start, 0] = BEGIN
            set_tokens(doc, [ENT_IOB, ENT_TYPE], values)

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """There is nothing to write."""

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> NumericEntities:
        """There is nothing to read."""
        return self

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """There is nothing to write."""
        return b""

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> NumericEntities:
        """There is nothing to read."""
        return self
