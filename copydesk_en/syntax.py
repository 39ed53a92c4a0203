"""The components for tags, sentences, trees and lemmas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, SENT_START, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en import heads
from copydesk_en.component import (
    NO_WEIGHTS,
    Component,
    Flags,
    HeadComponent,
    Words,
    packed,
    set_tokens,
    unpacked,
)
from copydesk_en.heads import Floats
from copydesk_en.lemmas import Lemmas
from copydesk_en.session import Session


def set_starts(doc: Doc, starts: Flags) -> None:
    """Sets which tokens start a sentence: 1 does, -1 does not."""
    values = np.where(starts, 1, -1).astype(np.int64).astype(np.uint64)
    set_tokens(doc, [SENT_START], values.reshape(-1, 1))


class Tagger(HeadComponent):
    """Sets fine and universal tags."""

    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """See `HeadComponent.read`."""
        tags = self.strings(self.names["tags"])[heads.dense(x, self.weights, "tag").argmax(1)]
        pos = self.strings(self.names["pos"])[heads.dense(x, self.weights, "pos").argmax(1)]
        tags[blank], pos[blank] = self.strings(("_SP", "SPACE"))
        set_tokens(doc, [TAG, POS], np.stack([tags, pos], 1))


class SentenceStarter(HeadComponent):
    """Sets sentence starts; needed only where nothing is parsed.

    Args:
        lines: Whether every line end ends a sentence; else only an empty line does.
    """

    def __init__(self, vocab: Vocab, name: str, lines: bool) -> None:
        super().__init__(vocab, name)
        self.lines = lines

    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """See `HeadComponent.read`."""
        starts = self.starts(doc, x, blank)
        set_starts(doc, starts)

    def starts(self, doc: Doc, x: Floats, blank: Flags) -> Flags:
        """(tokens,): whether each token starts a sentence; blanks belong to the one before."""
        found: Flags = (heads.dense(x, self.weights, "start").argmax(1) == 1) & ~blank
        enough = 1 if self.lines else 2
        for place in np.flatnonzero(blank):
            if place + 1 < len(doc) and doc[int(place)].text.count("\n") >= enough:
                found[place + 1] = True
        found[0] = True
        return np.asarray(found)


class Parser(SentenceStarter):
    """Sets sentences and in each a tree: heads and labels.

    What each token is as a child and as a head comes from an ONNX file of its own, `ARCS`: of the
    vectors, (tokens, width), it makes `children` and `parents`, between which arcs are scored, and
    `named_children` and `named_parents`, between which their labels are.
    """

    ARCS: ClassVar = "arcs.onnx"

    def __init__(self, vocab: Vocab, name: str, lines: bool) -> None:
        super().__init__(vocab, name, lines)
        self._arcs: Session | None = None

    def take(self, weights: Mapping[str, Floats], names: Mapping[str, Sequence[str]]) -> None:
        """See `HeadComponent.take`."""
        super().take(weights, names)
        self._labels = heads.label_matrix(self.weights["label_weight"])

    def take_arcs(self, model: Path | bytes) -> None:
        """Takes the ONNX file or its content."""
        self._arcs = Session(model)

    @property
    def arcs(self) -> Session:
        """The ONNX file."""
        if self._arcs is None:
            raise ValueError(NO_WEIGHTS.format(self.name))
        return self._arcs

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the weights, the names and the ONNX file."""
        super().to_disk(path, exclude)
        (Path(path) / self.ARCS).write_bytes(self.arcs.content())

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Parser:
        """Reads what `to_disk` wrote."""
        super().from_disk(path, exclude)
        self.take_arcs(Path(path) / self.ARCS)
        return self

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """What `to_disk` writes."""
        return packed(heads=super().to_bytes(exclude), arcs=self.arcs.content())

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> Parser:
        """Reads what `to_bytes` gave."""
        found = unpacked(data)
        super().from_bytes(found["heads"], exclude)
        self.take_arcs(found["arcs"])
        return self

    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """See `HeadComponent.read`."""
        starts = _bounded(self.starts(doc, x, blank))
        found, labels = np.arange(len(x)), np.zeros(len(x), np.int64)
        for first, last in _runs(starts):
            part = slice(first, last)
            own, of_part = self._trees(x[part], starts[part], blank[part])
            found[part], labels[part] = own + first, of_part
        deps = self.strings(self.names["labels"])[labels]
        own = np.arange(len(x))
        deps[blank & (own != found)] = self.strings(("dep",))
        offsets = (found - own).astype(np.int64).astype(np.uint64)
        set_tokens(doc, [HEAD, DEP], np.stack([offsets, deps], 1))
        # spaCy draws sentences from the trees, and loses its way in deep ones with crossing arcs.
        set_starts(doc, starts)

    def _trees(self, x: Floats, starts: Flags, blank: Flags) -> tuple[heads.Ints, heads.Ints]:
        """(tokens,) each: the heads of whole sentences' tokens, and the numbers of the labels."""
        root = self.names["labels"].index("ROOT")
        children, parents, named_children, named_parents = self.arcs.run({"vectors": x})
        own = np.arange(len(x))
        found = own.copy()
        for first, last in pairwise([*np.flatnonzero(starts).tolist(), len(x)]):
            words = own[first:last][~blank[first:last]]
            if len(words):
                tree = heads.tree(children[words] @ parents[words].T)
                found[words] = words[tree]
            if len(words) < last - first:
                _attach_blanks(found, words, first, last)
        scores = heads.label_scores(named_children, named_parents[found], self._labels)
        scores[own != found, root] = heads.NEVER
        labels = scores.argmax(1)
        labels[own == found] = root
        return found, labels


LONGEST_SENTENCE = 256
"""Tokens of a sentence: a longer one, such as a list without stops, is cut. The best tree of a
sentence full of cycles takes the cube of its length in time and memory, and the encoder sees no
more than a window together anyway."""
TOKENS_AT_ONCE = 4_096
"""Tokens of sentences whose labels are scored together."""


def _bounded(starts: Flags) -> Flags:
    """The starts of sentences, with more of them where one is longer than `LONGEST_SENTENCE`."""
    found = starts.copy()
    for first, last in pairwise([*np.flatnonzero(starts).tolist(), len(starts)]):
        found[first:last:LONGEST_SENTENCE] = True
    return found


def _runs(starts: Flags) -> Iterator[tuple[int, int]]:
    """(first, last) of runs of whole sentences, each of `TOKENS_AT_ONCE` tokens at most."""
    first = 0
    for start, end in pairwise([*np.flatnonzero(starts).tolist(), len(starts)]):
        if end - first > TOKENS_AT_ONCE:
            yield first, start
            first = start
    yield first, len(starts)


def _attach_blanks(found: heads.Ints, words: heads.Ints, first: int, last: int) -> None:
    """Sets the heads of a sentence's blanks: the word before, or the first one."""
    for place in set(range(first, last)) - set(words.tolist()):
        before = words[words < place]
        found[place] = before[-1] if len(before) else words[0] if len(words) else first


class Lemmatiser(Component):
    """Sets lemmas from the fine tags."""

    TABLES: ClassVar = "lemmas.json"

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self.lemmas = Lemmas({}, {})
        self._numbers: dict[str, int] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        for doc in docs:
            tags = np.asarray(doc.to_array([TAG])).reshape(-1).tolist()
            names = {tag: self.vocab.strings[tag] for tag in set(tags)}
            pairs = zip(self.words.of(doc), tags, strict=True)
            lemmas = [self._number(word, names[tag]) for word, tag in pairs]
            set_tokens(doc, [LEMMA], np.array(lemmas, np.uint64).reshape(-1, 1))

    def _number(self, word: str, tag: str) -> int:
        """The lemma's number in the string store."""
        lemma = self.lemmas.of(word, tag)
        number = self._numbers.get(lemma)
        if number is None:
            if len(self._numbers) > Words.MOST:
                self._numbers.clear()
            number = self._numbers[lemma] = self.vocab.strings.add(lemma)
        return number

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the tables."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.lemmas.to_json(), ensure_ascii=False)
        (folder / self.TABLES).write_text(text, encoding="utf-8")

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """The tables."""
        return json.dumps(self.lemmas.to_json(), ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> Lemmatiser:
        """Reads what `to_bytes` gave."""
        self.lemmas = Lemmas.from_json(json.loads(data))
        return self

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Lemmatiser:
        """Reads what `to_disk` wrote."""
        self.lemmas = Lemmas.from_json(json.loads((Path(path) / self.TABLES).read_text("utf-8")))
        return self
