"""What all of the pipeline's components have in common: streams of Docs, weights, files."""

from __future__ import annotations

import io
import json
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, ORTH
from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en import heads
from copydesk_en.heads import Floats

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
        self.words = Words()

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one Doc."""
        if len(doc):
            self.annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = TEXTS_AT_ONCE) -> Iterator[Doc]:
        """Annotates a stream of Docs, `batch_size` together, `TEXTS_AT_ONCE` at most."""
        for batch in batches(docs, batch_size):
            if told := [doc for doc in batch if len(doc)]:
                self.annotate(told)
            yield from batch

    @abstractmethod
    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets what the component knows of these Docs: one at least, none without tokens."""


def batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
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
        return packed(weights=file.getvalue(), names=json.dumps(self.names).encode())

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> HeadComponent:
        """Reads what `to_bytes` gave."""
        found = unpacked(data)
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


class Words:
    """The texts of tokens, many times faster than by spaCy's token objects.

    A word has the same number in every string store.
    """

    MOST: ClassVar = 200_000
    """Words that are kept."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, doc: Doc) -> list[str]:
        """The text of each token."""
        known = self._known
        if len(known) > self.MOST:
            known.clear()
        numbers = np.asarray(doc.to_array([ORTH])).reshape(-1).tolist()
        for number in set(numbers).difference(known):
            known[number] = doc.vocab.strings[number]
        return [known[number] for number in numbers]


def is_blank(doc: Doc) -> Flags:
    """(tokens,): which tokens are blanks or line ends."""
    return np.asarray(np.asarray(doc.to_array([IS_SPACE])).reshape(-1) == 1, np.bool_)


def set_tokens(doc: Doc, attributes: list[int | str], values: Any) -> None:
    """Sets attributes of all tokens: (tokens, attributes) of unsigned numbers."""
    doc.from_array(attributes, values)


def packed(**parts: bytes) -> bytes:
    """Named parts in one archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts that `_packed` was given."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
