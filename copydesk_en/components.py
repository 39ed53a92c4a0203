"""The pipeline's components: each reads the vectors in `doc.tensor` and sets its part of the Doc.

    nlp = spacy.load(copydesk_en.MODEL)

A component that is added to a pipeline by its factory alone has no weights, and says so. The
encoder runs once for all that come behind it, over many texts at once; a component that is left out
costs nothing. Every component can be written to disk or to bytes and read again.
"""

from __future__ import annotations

import io
import json
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from copydesk_en import heads
from copydesk_en.consistency import label_names
from copydesk_en.encoder import Encoder, Pending
from copydesk_en.expressions import Finder
from copydesk_en.heads import Floats
from copydesk_en.lemmas import Lemmas
from copydesk_en.pieces import Vocabulary

Flags = npt.NDArray[np.bool_]

NO_WEIGHTS = "{}: the component has no weights; load the pipeline from its folder"
TEXTS_AT_ONCE = 32
"""Texts whose windows are batched together, at most."""
ENOUGH_TOKENS = 30_000
"""Tokens after which a batch takes no further text: the vectors of so many are 46 MB."""


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
        """Annotates a stream of Docs, `batch_size` together, `TEXTS_AT_ONCE` at most."""
        for batch in _batches(docs, batch_size):
            if told := [doc for doc in batch if len(doc)]:
                self.annotate(told)
            yield from batch

    @abstractmethod
    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets what the component knows of these Docs: one at least, none without tokens."""


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """The Docs, `size` together, but no more than `TEXTS_AT_ONCE` or than enough tokens."""
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) >= min(size, TEXTS_AT_ONCE) or tokens >= ENOUGH_TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


class EncoderComponent(Component):
    """Sets `doc.tensor`: (tokens, width)."""

    MODEL: ClassVar = "encoder.onnx"
    PIECES: ClassVar = "pieces.txt"

    def __init__(self, vocab: Vocab, name: str, threads: int = 0) -> None:
        super().__init__(vocab, name)
        self.threads = threads
        self._model: Path | bytes = b""
        self._pieces = ""
        self._encoder: Encoder | None = None

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`."""
        _set_vectors(docs, self._start(docs))

    def pipe(self, docs: Iterable[Doc], batch_size: int = TEXTS_AT_ONCE) -> Iterator[Doc]:
        """Annotates a stream of Docs: the next ones already while others work on these."""
        waiting: tuple[list[Doc], Pending] | None = None
        for batch in _batches(docs, batch_size):
            following = (batch, self._start(batch))
            if waiting:
                yield from _set_vectors(*waiting)
            waiting = following
        if waiting:
            yield from _set_vectors(*waiting)

    def _start(self, docs: Sequence[Doc]) -> Pending:
        if self._encoder is None:
            raise ValueError(NO_WEIGHTS.format(self.name))
        return self._encoder.start([[token.text for token in doc] for doc in docs])

    def take(self, model: Path | bytes, pieces: str) -> None:
        """Takes the encoder and the pieces that it knows, one a line.

        `model`: the ONNX file or its content.
        """
        self._encoder = Encoder(model, Vocabulary(pieces.split("\n")), self.threads)
        self._model, self._pieces = model, pieces

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the weights and the pieces into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.MODEL).write_bytes(self._content())
        (folder / self.PIECES).write_text(self._pieces, encoding="utf-8")

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> EncoderComponent:
        """Reads what `to_disk` wrote."""
        folder = Path(path)
        self.take(folder / self.MODEL, (folder / self.PIECES).read_text("utf-8"))
        return self

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """The weights and the pieces."""
        return _packed(model=self._content(), pieces=self._pieces.encode())

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> EncoderComponent:
        """Reads what `to_bytes` gave."""
        found = _unpacked(data)
        self.take(found["model"], found["pieces"].decode())
        return self

    def _content(self) -> bytes:
        if self._encoder is None:
            raise ValueError(NO_WEIGHTS.format(self.name))
        return self._model if isinstance(self._model, bytes) else self._model.read_bytes()

    def __getstate__(self) -> dict[str, Any]:
        """For another process on this machine, which opens the file anew."""
        return {**self.__dict__, "_encoder": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """See `__getstate__`."""
        self.__dict__.update(state)
        if self._model:
            self.take(self._model, self._pieces)


def _packed(**parts: bytes) -> bytes:
    """Named parts in one archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The parts that `_packed` was given."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _set_vectors(docs: Sequence[Doc], pending: Pending) -> Sequence[Doc]:
    """The Docs, with the vectors of their tokens as soon as these are there."""
    for doc, vectors in zip(docs, pending.vectors(), strict=True):
        setattr(doc, "tensor", vectors)  # noqa: B010 - typed as of another width
    return docs


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

    def annotate(self, docs: Sequence[Doc]) -> None:
        """See `Component.annotate`. Each Doc by itself: none changes what another one gets."""
        if not self.weights:
            raise ValueError(NO_WEIGHTS.format(self.name))
        with heads.one_thread():
            for doc in docs:
                x = np.asarray(doc.tensor, np.float32)
                if len(x) != len(doc):
                    raise ValueError(
                        f"{self.name}: the Doc has no vectors of its tokens;"
                        " put copydesk_encoder before it and do not disable it"
                    )
                self.read(doc, x, is_blank(doc))

    @abstractmethod
    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """Sets what the component knows of a Doc.

        Args:
            doc: The Doc.
            x: (tokens, width), the vectors of its tokens.
            blank: (tokens,), which of them are blanks or line ends and have no vector.
        """

    def strings(self, names: Sequence[str]) -> Any:
        """The numbers of these names in the string store."""
        return np.array([self.vocab.strings.add(name) for name in names], np.uint64)

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the weights, as half floats, and the names."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / self.WEIGHTS, **self._halves())
        (folder / self.NAMES).write_text(json.dumps(self.names, indent=1), encoding="utf-8")

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """The weights, as half floats, and the names."""
        file = io.BytesIO()
        np.savez(file, **self._halves())
        return _packed(weights=file.getvalue(), names=json.dumps(self.names).encode())

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> HeadComponent:
        """Reads what `to_bytes` gave."""
        found = _unpacked(data)
        with np.load(io.BytesIO(found["weights"])) as weights:
            self.take(dict(weights), json.loads(found["names"]))
        return self

    def _halves(self) -> dict[str, Any]:
        return {name: weight.astype(np.float16) for name, weight in self.weights.items()}

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> HeadComponent:
        """Reads what `to_disk` wrote."""
        folder = Path(path)
        names = json.loads((folder / self.NAMES).read_text("utf-8"))
        with np.load(folder / self.WEIGHTS) as weights:
            self.take(dict(weights), names)
        return self


def is_blank(doc: Doc) -> Flags:
    """(tokens,): which tokens are blanks or line ends."""
    return np.asarray(np.asarray(doc.to_array([IS_SPACE])).reshape(-1) == 1, np.bool_)


def _set(doc: Doc, attributes: list[int | str], values: Any) -> None:
    """Sets attributes of all tokens: (tokens, attributes) of unsigned numbers."""
    doc.from_array(attributes, values)


def _set_starts(doc: Doc, starts: Flags) -> None:
    """Sets which tokens start a sentence: 1 does, -1 does not."""
    values = np.where(starts, 1, -1).astype(np.int64).astype(np.uint64)
    _set(doc, [SENT_START], values.reshape(-1, 1))


class Tagger(HeadComponent):
    """Sets fine and universal tags."""

    def read(self, doc: Doc, x: Floats, blank: Flags) -> None:
        """See `HeadComponent.read`."""
        tags = self.strings(self.names["tags"])[heads.dense(x, self.weights, "tag").argmax(1)]
        pos = self.strings(self.names["pos"])[heads.dense(x, self.weights, "pos").argmax(1)]
        tags[blank], pos[blank] = self.strings(("_SP", "SPACE"))
        _set(doc, [TAG, POS], np.stack([tags, pos], 1))


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
        _set_starts(doc, starts)

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
    """Sets sentences and in each a tree: heads and labels."""

    def take(self, weights: Mapping[str, Floats], names: Mapping[str, Sequence[str]]) -> None:
        """See `HeadComponent.take`."""
        super().take(weights, names)
        self._labels = heads.label_matrix(self.weights)

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
        _set(doc, [HEAD, DEP], np.stack([offsets, deps], 1))
        # spaCy draws sentences from the trees, and loses its way in deep ones with crossing arcs.
        _set_starts(doc, starts)

    def _trees(self, x: Floats, starts: Flags, blank: Flags) -> tuple[heads.Ints, heads.Ints]:
        """(tokens,) each: the heads of whole sentences' tokens, and the numbers of the labels."""
        root = self.names["labels"].index("ROOT")
        children, parents = heads.arc_vectors(x, self.weights)
        own = np.arange(len(x))
        found = own.copy()
        for first, last in pairwise([*np.flatnonzero(starts).tolist(), len(x)]):
            words = own[first:last][~blank[first:last]]
            if len(words):
                tree = heads.tree(children[words] @ parents[words].T)
                found[words] = words[tree]
            if len(words) < last - first:
                _attach_blanks(found, words, first, last)
        scores = heads.label_scores(x, found, self.weights, self._labels)
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


class EntityRecogniser(HeadComponent):
    """Sets the entities, and `doc.spans["names"]` with the confidences in `attrs["scores"]`."""

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
        entities = label_names([t.text for t in doc], spans, probabilities @ self._of_label, labels)
        group = [Span(doc, e.start, e.end, labels[e.label]) for e in entities]
        scores_of = [round(e.confidence, 4) for e in entities]
        doc.spans["names"] = SpanGroup(doc, spans=group, attrs={"scores": scores_of})
        values = np.zeros((len(doc), 2), np.uint64)
        values[:, 0] = OUTSIDE
        numbers = self.strings(labels)
        for entity in entities:
            values[entity.start : entity.end] = INSIDE, numbers[entity.label]
            values[entity.start, 0] = BEGIN
        _set(doc, [ENT_IOB, ENT_TYPE], values)


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
            for start, end, label in self._finder.find([token.text for token in doc]):
                # "US $70 billion" is money, though "US" may be a place; of names that go on
                # outside, nothing is taken.
                is_split = end < len(doc) and values[end, 0] == INSIDE and values[end, 1] != 0
                is_whole = label in ("MONEY", "DATE") and end - start > 1
                is_whole &= values[start, 0] != INSIDE and not is_split
                if is_whole or not values[start:end, 1].any():
                    values[start:end] = INSIDE, self.vocab.strings.add(label)
                    values[start, 0] = BEGIN
            _set(doc, [ENT_IOB, ENT_TYPE], values)

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


@Language.factory("copydesk_encoder", assigns=["doc.tensor"], default_config={"threads": 0})
def make_encoder(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """The encoder."""
    return EncoderComponent(nlp.vocab, name, threads)


@Language.factory("copydesk_tagger", requires=["doc.tensor"], assigns=["token.tag", "token.pos"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """The tagger."""
    return Tagger(nlp.vocab, name)


@Language.factory(
    "copydesk_senter",
    requires=["doc.tensor"],
    assigns=["token.is_sent_start"],
    default_config={"lines": True},
)
def make_senter(nlp: Language, name: str, lines: bool) -> SentenceStarter:
    """The sentence starter."""
    return SentenceStarter(nlp.vocab, name, lines)


@Language.factory(
    "copydesk_parser",
    requires=["doc.tensor"],
    assigns=["token.head", "token.dep", "token.is_sent_start", "doc.sents"],
    default_config={"lines": True},
)
def make_parser(nlp: Language, name: str, lines: bool) -> Parser:
    """The parser."""
    return Parser(nlp.vocab, name, lines)


@Language.factory("copydesk_ner", requires=["doc.tensor"], assigns=["doc.ents"])
def make_ner(nlp: Language, name: str) -> EntityRecogniser:
    """The recogniser of entities."""
    return EntityRecogniser(nlp.vocab, name)


@Language.factory("copydesk_numbers", assigns=["doc.ents"])
def make_numbers(nlp: Language, name: str) -> NumericEntities:
    """The rules for dates, money and numbers."""
    return NumericEntities(nlp.vocab, name)


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


@Language.factory("copydesk_lemmatizer", requires=["token.tag"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatiser:
    """The lemmatiser."""
    return Lemmatiser(nlp.vocab, name)
