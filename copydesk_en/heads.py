"""What the vectors of tokens say: entities, tags, sentences, arcs. All in NumPy, in whole batches.

The weights are those of `training.english.network`, kept as half floats and used as floats.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NEVER: Final = np.float32(-1e4)


@functools.cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Keeps NumPy's products to one thread, in the whole process, until it is left.

    With two, synchronising takes longer than these small products do (5.6 ms of CPU against 2.1),
    and the cores are the encoder's, which works on the next texts meanwhile.
    """
    return cast("AbstractContextManager[Any]", _libraries().limit(limits=1, user_api="blas"))


def dense(x: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    """(tokens, width) -> (tokens, classes)."""
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def transitions(names: Sequence[str]) -> Floats:
    """(from, to): 0 where a tag may follow another, else `NEVER`. I-X follows B-X and I-X only."""
    found = np.zeros((len(names), len(names)), np.float32)
    for to, name in enumerate(names):
        if name.startswith("I-"):
            for before, other in enumerate(names):
                if other[2:] != name[2:]:
                    found[before, to] = NEVER
    return found


def best_tags(scores: Floats, allowed: Floats) -> Ints:
    """A sequence of tags that may follow each other, nearly always the best one.

    Tokens keep their own best tags where these may follow each other; around a place where they may
    not, up to two tokens in a row that are best read as nothing, the best sequence is searched for
    (Viterbi 1967). One that would be better because of tokens further away is not found.

    Args:
        scores: (tokens, tags); the first tag is "nothing".
        allowed: `transitions`.
    """
    found: Ints = scores.argmax(1)
    before = np.concatenate([[0], found[:-1]])
    nothing = found == 0
    done = 0
    for place in np.flatnonzero(allowed[before, found] < 0):
        if place < done:
            continue
        start = int(place)
        while start > done and not (nothing[start - 1] and nothing[max(start - 2, 0)]):
            start -= 1
        start, end = max(start - 2, done), int(place) + 1
        while end < len(found) and not nothing[end - 1 : end + 1].all():
            end += 1
        found[start:end] = _viterbi(scores[start:end], allowed)
        done = end
    return found


def _viterbi(scores: Floats, allowed: Floats) -> Ints:
    """The best sequence of tags between two places without a name (Viterbi 1967)."""
    count = len(scores)
    back = np.zeros(scores.shape, np.int64)
    best = scores[0] + allowed[0]  # as behind a token that is no entity
    for place in range(1, count):
        paths = best[:, None] + allowed
        back[place] = paths.argmax(0)
        best = paths.max(0) + scores[place]
    found = np.zeros(count, np.int64)
    found[-1] = int(best.argmax())
    for place in range(count - 1, 0, -1):
        found[place - 1] = back[place, found[place]]
    return found


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first token, token behind the last, label) of each entity."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for place, tag in enumerate([*tags, "O"]):
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == tags[start][2:]):
            found.append((start, place, tags[start][2:]))
            start = -1
        if tag.startswith("B-"):
            start = place
    return found


def label_matrix(weight: Floats) -> Floats:
    """The weights of labels as one matrix: (size of children, labels times size of heads)."""
    labels, rows, columns = weight.shape
    return np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(rows, labels * columns))


def label_scores(children: Floats, parents: Floats, matrix: Floats) -> Floats:
    """(child, label): scores of the labels of each token's arc to its head.

    Args:
        children: (tokens, size): the tokens as children.
        parents: (tokens, size): the heads of the tokens.
        matrix: `label_matrix` of the weights.
    """
    labels = matrix.shape[1] // parents.shape[1]
    found = np.empty((len(children), labels), np.float32)
    for start in range(0, len(children), ARCS_AT_ONCE):
        part = slice(start, start + ARCS_AT_ONCE)
        mixed = (children[part] @ matrix).reshape(-1, labels, parents.shape[1])
        np.einsum("tlj,tj->tl", mixed, parents[part], out=found[part])
    return found


ARCS_AT_ONCE: Final = 64
"""Arcs whose labels are scored together: what lies between fits into a processor's cache."""


def tree(scores: Floats) -> Ints:
    """The head of each token in the best tree below one root.

    Args:
        scores: (child, head); the diagonal scores the root.

    Returns:
        Heads; the root is its own. The root is chosen first: of the tokens that score highest as
        roots themselves the best one, or else the best of all. The tree below it is the best one
        (Chu and Liu 1965, Edmonds 1967).
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, np.int64)
    roots = np.diagonal(scores)
    heads: Ints = scores.argmax(1)
    wanting = np.flatnonzero(heads == np.arange(count))
    root = int(roots.argmax()) if len(wanting) == 0 else int(wanting[roots[wanting].argmax()])
    arcs = scores.astype(np.float64).copy()
    np.fill_diagonal(arcs, -np.inf)
    arcs[root] = -np.inf
    heads = arcs.argmax(1)
    heads[root] = root
    return heads if _leads_to(heads, root) else _edmonds(arcs, root)


def _leads_to(heads: Ints, root: int) -> bool:
    """Whether every token leads to the root: none does to a cycle."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((above == root).all())


def _cycle(heads: Ints, root: int) -> list[int] | None:
    """The tokens of one cycle; None: there is none."""
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for first in range(len(heads)):
        path = []
        node = first
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return None


def _edmonds(arcs: npt.NDArray[np.float64], root: int) -> Ints:
    """Best heads below `root`: cycles are drawn together into one token, and opened again."""
    heads: Ints = arcs.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(arcs), bool)
    circle = np.array(cycle)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    place = {int(node): n for n, node in enumerate(outside)}
    drawn = len(outside)
    small = np.full((drawn + 1, drawn + 1), -np.inf)
    small[:drawn, :drawn] = arcs[np.ix_(outside, outside)]
    from_cycle = arcs[np.ix_(outside, circle)]
    small[:drawn, drawn] = from_cycle.max(1)
    kept = arcs[circle, heads[circle]]
    gain = arcs[np.ix_(circle, outside)] - kept[:, None]
    small[drawn, :drawn] = gain.max(0) + kept.sum()
    small[place[root]] = -np.inf
    found = _edmonds(small, place[root])
    result: Ints = heads.copy()
    entry = int(outside[found[drawn]])
    broken = cycle[int(gain[:, place[entry]].argmax())]
    result[broken] = entry
    for n, node in enumerate(outside):
        head = int(found[n])
        result[node] = outside[head] if head < drawn else cycle[int(from_cycle[n].argmax())]
    result[root] = root
    return result
