"""The component that runs the encoder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en.component import (
    NO_WEIGHTS,
    TEXTS_AT_ONCE,
    Component,
    batches,
    packed,
    unpacked,
)
from copydesk_en.encoder import Encoder, Pending
from copydesk_en.pieces import Vocabulary


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
        for batch in batches(docs, batch_size):
            following = (batch, self._start(batch))
            if waiting:
                yield from _set_vectors(*waiting)
            waiting = following
        if waiting:
            yield from _set_vectors(*waiting)

    def _start(self, docs: Sequence[Doc]) -> Pending:
        if self._encoder is None:
            raise ValueError(NO_WEIGHTS.format(self.name))
        return self._encoder.start([self.words.of(doc) for doc in docs])

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
        return packed(model=self._content(), pieces=self._pieces.encode())

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> EncoderComponent:
        """Reads what `to_bytes` gave."""
        found = unpacked(data)
        self.take(found["model"], found["pieces"].decode())
        return self

    def _content(self) -> bytes:
        if self._encoder is None:
            raise ValueError(NO_WEIGHTS.format(self.name))
        return self._encoder.session.content()

    def __getstate__(self) -> dict[str, Any]:
        """For another process on this machine, which opens the file anew."""
        return {**self.__dict__, "_encoder": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """See `__getstate__`."""
        self.__dict__.update(state)
        if self._model:
            self.take(self._model, self._pieces)


def _set_vectors(docs: Sequence[Doc], pending: Pending) -> Sequence[Doc]:
    """The Docs, with the vectors of their tokens as soon as these are there."""
    for doc, vectors in zip(docs, pending.vectors(), strict=True):
        setattr(doc, "tensor", vectors)  # noqa: B010 - typed as of another width
    return docs
