"""The pipeline's components: each reads the vectors in `doc.tensor` and sets its part of the Doc.

    nlp.add_pipe("copydesk_encoder", name="transformer")
    nlp.add_pipe("copydesk_ner", name="ner")

The encoder runs once for all that come behind it, over many texts at once; a component that is left
out costs nothing. Every component can be written to disk and read again.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en import heads
from copydesk_en.encoder import Encoder
from copydesk_en.heads import Floats
from copydesk_en.lemmas import Lemmas
from copydesk_en.pieces import Vocabulary

TEXTS_AT_ONCE = 32
"""Texts whose windows are batched together."""


class Component(ABC):
    """What all components have in common. Subclasses set the annotations of some Docs."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one Doc."""
        if len(doc):
            self.annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = TEXTS_AT_ONCE) -> Iterator[Doc]:
        """Annotates a stream of Docs, `TEXTS_AT_ONCE` together."""
        stream = iter(docs)
        while batch := list(islice(stream, max(batch_size, TEXTS_AT_ONCE))):
            if told := [doc for doc in batch if len(doc)]:
                self.annotate(told)
            yield from batch

    @abstractmethod
    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets what the component knows of these Docs: one at least, none without tokens."""


class EncoderComponent(Component):
    """Sets `doc.tensor`: (tokens, width)."""

    MODEL: ClassVar = "encoder.onnx"
    PIECES: ClassVar = "pieces.txt"

    def __init__(self, vocab: Vocab, name: str, threads: int = 0) -> None:
        super().__init__(vocab, name)
        self.threads = threads
        self._folder: Path | None = None
        self._encoder: Encoder | None = None

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        if self._encoder is None:
            raise ValueError(f"{self.name}: it has no weights; load the pipeline from its folder")
        texts = [[token.text for token in doc] for doc in docs]
        for doc, vectors in zip(docs, self._encoder.vectors(texts), strict=True):
            setattr(doc, "tensor", vectors)  # noqa: B010 - typed as of another width

    def read(self, folder: Path) -> None:
        """Takes the weights and the pieces in `folder`."""
        pieces = (folder / self.PIECES).read_text("utf-8").split("\n")
        self._encoder = Encoder(folder / self.MODEL, Vocabulary(pieces), self.threads)
        self._folder = folder

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the weights and the pieces into the folder `path`."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in (self.MODEL, self.PIECES):
            if self._folder is not None:
                (target / name).write_bytes((self._folder / name).read_bytes())

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> EncoderComponent:
        """Reads what `to_disk` wrote."""
        self.read(Path(path))
        return self

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """The folder it was read from: processes on one machine share the file."""
        return str(self._folder or "").encode()

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> EncoderComponent:
        """Reads what `to_bytes` gave."""
        if data:
            self.read(Path(data.decode()))
        return self

    def __getstate__(self) -> dict[str, Any]:
        """For another process, which opens the file anew."""
        return {**self.__dict__, "_encoder": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """See `__getstate__`."""
        self.__dict__.update(state)
        if self._folder is not None:
            self.read(self._folder)


class HeadComponent(Component):
    """A component with weights of its own: arrays by name, and lists of class names."""

    WEIGHTS: ClassVar = "weights.npz"
    NAMES: ClassVar = "names.json"

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self.weights: dict[str, Floats] = {}
        self.names: dict[str, list[str]] = {}

    def take(self, weights: Mapping[str, Floats], names: Mapping[str, Sequence[str]]) -> None:
        """Takes the weights and the names of the classes."""
        self.weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self.names = {name: list(values) for name, values in names.items()}

    def vectors(self, docs: Sequence[Doc]) -> Floats:
        """The vectors of all tokens of these Docs, one below the other."""
        for doc in docs:
            if len(doc.tensor) != len(doc):
                raise ValueError(
                    f"{self.name}: the Doc has no vectors of its tokens;"
                    " put copydesk_encoder before it and do not disable it"
                )
        return np.concatenate([np.asarray(doc.tensor, np.float32) for doc in docs])

    def strings(self, names: Sequence[str]) -> Any:
        """The numbers of these names in the string store."""
        return np.array([self.vocab.strings.add(name) for name in names], np.uint64)

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the weights, as half floats, and the names."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        halves: dict[str, Any] = {n: w.astype(np.float16) for n, w in self.weights.items()}
        np.savez(folder / self.WEIGHTS, **halves)
        (folder / self.NAMES).write_text(json.dumps(self.names, indent=1), encoding="utf-8")

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> HeadComponent:
        """Reads what `to_disk` wrote."""
        folder = Path(path)
        names = json.loads((folder / self.NAMES).read_text("utf-8"))
        with np.load(folder / self.WEIGHTS) as weights:
            self.take(dict(weights), names)
        return self


def _set(doc: Doc, attributes: list[int | str], values: Any) -> None:
    """Sets attributes of all tokens: (tokens, attributes) of unsigned numbers."""
    doc.from_array(attributes, values)


class Tagger(HeadComponent):
    """Sets fine and universal tags."""

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        x = self.vectors(docs)
        tags = self.strings(self.names["tags"])[heads.dense(x, self.weights, "tag").argmax(1)]
        pos = self.strings(self.names["pos"])[heads.dense(x, self.weights, "pos").argmax(1)]
        both = np.stack([tags, pos], 1)
        start = 0
        for doc in docs:
            _set(doc, [TAG, POS], both[start : start + len(doc)])
            start += len(doc)


class SentenceStarter(HeadComponent):
    """Sets sentence starts; needed only where nothing is parsed."""

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        starts = sentence_starts(self.vectors(docs), self.weights)
        place = 0
        for doc in docs:
            own = starts[place : place + len(doc)].copy()
            own[0] = True
            # 1 begins a sentence, -1 does not.
            values = np.where(own, 1, -1).astype(np.int64).astype(np.uint64)
            _set(doc, [SENT_START], values.reshape(-1, 1))
            place += len(doc)


def sentence_starts(x: Floats, weights: Mapping[str, Floats]) -> Any:
    """Whether each token starts a sentence."""
    return heads.dense(x, weights, "start").argmax(1) == 1


class Parser(HeadComponent):
    """Sets sentences and in each a tree: heads and labels."""

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        x = self.vectors(docs)
        starts = sentence_starts(x, self.weights)
        labels = self.strings(self.names["labels"])
        root = self.names["labels"].index("ROOT")
        place = 0
        for doc in docs:
            end = place + len(doc)
            starts[place] = True
            bounds = [*(np.flatnonzero(starts[place:end]) + place).tolist(), end]
            arcs = [self._sentence(x[first:last], root) for first, last in pairwise(bounds)]
            offsets = np.concatenate([offset for offset, _ in arcs]).astype(np.int64)
            deps = labels[np.concatenate([label for _, label in arcs])]
            _set(doc, [HEAD, DEP], np.stack([offsets.astype(np.uint64), deps], 1))
            place = end

    def _sentence(self, x: Floats, root: int) -> tuple[Any, Any]:
        """Of each token of a sentence: how far away its head is, and the label's number."""
        own = np.arange(len(x))
        found = heads.tree(heads.arc_scores(x, self.weights))
        scores = heads.label_scores(x, found, self.weights)
        scores[own != found, root] = heads.NEVER
        labels = scores.argmax(1)
        labels[own == found] = root
        return found - own, labels


class EntityRecogniser(HeadComponent):
    """Sets the entities."""

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        names = self.names["entities"]
        allowed = heads.transitions(names)
        labels = self.strings([name[2:] for name in names])
        iob = np.array([{"O": 2, "B": 3, "I": 1}[name[0]] for name in names], np.uint64)
        labels[0] = 0
        scores = heads.dense(self.vectors(docs), self.weights, "entity")
        place = 0
        for doc in docs:
            tags = heads.best_tags(scores[place : place + len(doc)], allowed)
            _set(doc, [ENT_IOB, ENT_TYPE], np.stack([iob[tags], labels[tags]], 1))
            place += len(doc)


@Language.factory("copydesk_encoder", assigns=["doc.tensor"], default_config={"threads": 0})
def make_encoder(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """The encoder."""
    return EncoderComponent(nlp.vocab, name, threads)


@Language.factory("copydesk_tagger", requires=["doc.tensor"], assigns=["token.tag", "token.pos"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """The tagger."""
    return Tagger(nlp.vocab, name)


@Language.factory("copydesk_senter", requires=["doc.tensor"], assigns=["token.is_sent_start"])
def make_senter(nlp: Language, name: str) -> SentenceStarter:
    """The sentence starter."""
    return SentenceStarter(nlp.vocab, name)


@Language.factory(
    "copydesk_parser",
    requires=["doc.tensor"],
    assigns=["token.head", "token.dep", "token.is_sent_start", "doc.sents"],
)
def make_parser(nlp: Language, name: str) -> Parser:
    """The parser."""
    return Parser(nlp.vocab, name)


@Language.factory("copydesk_ner", requires=["doc.tensor"], assigns=["doc.ents"])
def make_ner(nlp: Language, name: str) -> EntityRecogniser:
    """The recogniser of entities."""
    return EntityRecogniser(nlp.vocab, name)


class Lemmatiser(Component):
    """Sets lemmas from the fine tags."""

    TABLES: ClassVar = "lemmas.json"

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self.lemmas = Lemmas({}, {})

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        of = self.lemmas.of
        for doc in docs:
            for token in doc:
                token.lemma_ = of(token.text, token.tag_)

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the tables."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.lemmas.to_json(), ensure_ascii=False)
        (folder / self.TABLES).write_text(text, encoding="utf-8")

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Lemmatiser:
        """Reads what `to_disk` wrote."""
        self.lemmas = Lemmas.from_json(json.loads((Path(path) / self.TABLES).read_text("utf-8")))
        return self


@Language.factory("copydesk_lemmatizer", requires=["token.tag"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatiser:
    """The lemmatiser."""
    return Lemmatiser(nlp.vocab, name)
