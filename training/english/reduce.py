"""Fewer dimensions for the labels of arcs, without training.

A label's score is child^T W_label head. Most of what the W do to the vectors that occur is done in
fewer dimensions than they have: each side gets a base (higher-order SVD, De Lathauwer et al. 2000,
of the weights as the second moments of the vectors scale them). With 48 of 97 dimensions the labels
of the development trees stay right (96.1 % of arcs' labels before and after), at a quarter of the
cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en.heads import Floats, dense, gelu, with_one

DIMENSIONS = 48


def vectors(nlp: Language, docs: Sequence[Doc]) -> Floats:
    """(tokens, width): what the encoder makes of the tokens of documents with trees."""
    vocab = Vocab()  # the words of the trees are none of the pipeline's

    def bare() -> Iterator[Doc]:
        for doc in docs:
            spaces = [bool(token.whitespace_) for token in doc]
            yield Doc(vocab, words=[token.text for token in doc], spaces=spaces)

    encoder = nlp.get_pipe("transformer")
    return np.concatenate([np.asarray(doc.tensor, np.float32) for doc in encoder.pipe(bare())])


def reduced(
    weights: Mapping[str, Floats], x: Floats, dimensions: int = DIMENSIONS
) -> dict[str, Floats]:
    """The weights with `label_child_base`, `label_head_base` and a smaller `label_weight`.

    Args:
        weights: Those of the parser; `label_weight` (labels, size + 1, size + 1).
        x: (tokens, width): vectors as they occur.
        dimensions: What is kept of each side.

    Returns:
        Bases of (size + 1, dimensions) and weights of (labels, dimensions, dimensions).
    """
    child, child_base = _scaled(with_one(gelu(dense(x, weights, "label_child"))))
    head, head_base = _scaled(with_one(gelu(dense(x, weights, "label_head"))))
    whole = np.einsum("ia,lij,jb->lab", child, weights["label_weight"].astype(np.float64), head)
    rows = _directions(whole.transpose(1, 0, 2), dimensions)
    columns = _directions(whole.transpose(2, 0, 1), dimensions)
    core = np.einsum("lij,ia,jb->lab", whole, rows, columns)
    return {
        **weights,
        "label_child_base": (child_base @ rows).astype(np.float32),
        "label_head_base": (head_base @ columns).astype(np.float32),
        "label_weight": core.astype(np.float32),
    }


def _scaled(x: Floats) -> tuple[np.ndarray, np.ndarray]:
    """S with S S^T the second moment of `x`, and the inverse of S, transposed."""
    moment = x.T.astype(np.float64) @ x / len(x)
    scale = np.linalg.cholesky(moment + 1e-6 * np.eye(len(moment)))
    return scale, np.linalg.inv(scale).T


def _directions(unfolded: np.ndarray, count: int) -> np.ndarray:
    """(size, count): the first left singular vectors of a tensor unfolded along its first side."""
    return np.linalg.svd(unfolded.reshape(len(unfolded), -1), full_matrices=False)[0][:, :count]
