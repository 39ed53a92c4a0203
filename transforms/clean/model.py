"""Which lines does the line model take for text?

Two forests of oblivious decision trees (gradient boosting with symmetric trees, as in
Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features",
NeurIPS). The first reads a line's evidence; the second also reads what the first
thinks of the lines around, and the best span that follows from it. Their numbers stand
in `line_model.json`, their origin in docs/line-model.md; `training/line_model.py`
repeats the training.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from transforms.clean.evidence import (
    AROUND,
    OWN,
    Matrix,
    Vector,
    around_signals,
    best_span,
    own_signals,
    running,
    shifted,
)
from transforms.clean.inside import heading_level
from transforms.clean.keep import is_figures
from transforms.clean.signals import LineSignals, Page
from transforms.clean.verdict import Verdict, Verdicts, removed

WEIGHTS: Final = "line_model.json"
THRESHOLD: Final = 0.5
"""A line with a lower score is furniture. At this value less than 2 % of the body's words are lost
on the development pages (`near`), by cross-validation over domains."""

THRESHOLD_IN_BODY: Final = 0.06
"""The same for lines of markup that the HTML extractor takes for the body: both must err before a
line of it is lost. Cross-validated on recent pages (`html`, aeb and fundus) recall falls from the
extractor's .970 to .954 at 0.15, and to .965 here, while precision rises from .936 to .961."""

THRESHOLD_PLAIN: Final = 0.2
"""The same on a page where no rule found any furniture: most likely it is a text without any."""

WRAPPED_WORDS: Final = 4
WRAPPED_LINES: Final = 3
WRAPPED_SHARE: Final = 0.25
WRAPPED_WIDTH: Final = 90
"""A text is hard-wrapped if so many of its lines of four words or more, and this share of them,
go on in the next. 37 % of the words of Reuters-21578, set at 65 characters, were lost before."""

THRESHOLD_INSIDE: Final = 0.2
"""The same for short lines between two lines of prose that stay, with no line between them that a
rule knows: sub-headings, items, verses. It halves what is lost of them and lets little else in."""

THRESHOLD_BESIDE: Final = 0.1
"""The same for a prose line right beside one that stays: it costs no precision on the development
pages and saves a tenth of what is lost."""

FEW_PROSE: Final = 4
THRESHOLD_FEW: Final = 0.15
"""The same for prose on a page that has so few lines of it: a brief gives little to go by, and to
lose a paragraph of it is worse than to keep one too many."""

ANNOUNCING_WORDS: Final = 8
"""Words of the shortest sentence that ends in a colon and is no label."""

ROW_WORDS: Final = 14
"""Words of the longest row of a table or list."""

LABEL_WORDS: Final = 4
"""Shorter lines without a sentence's mark are labels of menus, longer ones are teasers."""

_SPAN_LEVEL: Final = 0.35
_SPAN_WORDS: Final = 40
_SCORE_OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
_SCORE_RADII: Final = (15,)

FIRST_LOOK: Final = (
    "first_score",
    *(f"first_score_at_{offset:+d}" for offset in _SCORE_OFFSETS),
    *(
        f"text_words_within_{radius}_{side}"
        for radius in _SCORE_RADII
        for side in ("above", "below")
    ),
    "share_of_text_above",
    "in_text_span",
    "lines_into_text_span",
    "lines_to_end_of_text_span",
)
"""What the second forest sees beside the evidence, in the order of its columns."""

FIRST_SIGNALS: Final = OWN + AROUND
SECOND_SIGNALS: Final = FIRST_SIGNALS + FIRST_LOOK

THEMES: Final = (
    "its length",
    "how it ends",
    "its capitals",
    "its common words",
    "whom it addresses",
    "reported speech",
    "its signs",
    "words shared with the text",
    "copies on the page",
    "what the rules found",
    "the lines around it",
    "its place on the page",
    "the prose near it",
    "the best span",
    "the line and those around it at first look",
)
"""Groups of signals in which a decision is explained."""

_OWN_THEMES: Final = {
    "words": 0, "characters": 0, "is_open_prose": 0,
    "ends_sentence": 1, "last_sign": 1, "is_cut_off": 1, "inner_sentence_ends": 1,
    "capitalised_share": 2,
    "function_word_share": 3,
    "first_person_share": 4,
    "reports_speech": 5, "quote_marks": 5,
    "shared_with_prose": 7,
    "copies_on_page": 8, "same_start_on_page": 8,
    "rule_group": 9, "is_removed_by_rule": 9,
}  # fmt: skip
_SIGNS = 6
_FIRST = len(THEMES) - 1


_PLACE = ("share_of", "place", "lines_above", "lines_below", "lines_on", "prose_lines")


def theme_of(signal: str) -> int:
    """Place of a signal's theme in `THEMES`."""
    theme = 10
    if signal in OWN:
        theme = _OWN_THEMES.get(signal, _SIGNS)
    elif signal == "first_score":
        theme = _FIRST
    elif "span" in signal:
        theme = 13
    elif "prose_words" in signal or "text_words" in signal or signal.endswith("_prose"):
        theme = 12
    elif signal.startswith(_PLACE):
        theme = 11
    return theme


Leaves = npt.NDArray[np.int16]
LINES_AT_ONCE: Final = 1_000


class Forest:
    """Oblivious trees: all nodes of one depth ask the same question.

    Args:
        value: As in the file: `bias`, and `trees` with `splits` (signal, border) and
            `values`, `weights` of the leaves.
        signals: Names of the columns.
    """

    def __init__(self, value: Mapping[str, Any], signals: Sequence[str]) -> None:
        place = {name: number for number, name in enumerate(signals)}
        trees = value["trees"]
        self.depth = max(len(tree["splits"]) for tree in trees)
        splits = [_padded(tree["splits"], self.depth, _NEVER) for tree in trees]
        leaves = 1 << self.depth
        self.bias = float(value["bias"])
        self.signals = np.array([[place.get(name, 0) for name, _ in tree] for tree in splits])
        self.borders = np.array([[border for _, border in tree] for tree in splits], np.float32)
        self.values = np.array([_padded(t["values"], leaves, 0.0) for t in trees], np.float32)
        weights = np.array([_padded(t["weights"], leaves, 0) for t in trees], np.float32)
        # By question, then by tree: a question is asked of all trees and lines at once.
        self._questions = [np.ascontiguousarray(self.signals[:, k]) for k in range(self.depth)]
        self._limits = [
            np.ascontiguousarray(self.borders[:, k])[:, None] for k in range(self.depth)
        ]
        self._starts = (np.arange(len(trees)) << self.depth)[:, None]
        self._values = self.values.ravel()
        steps = _prefix_steps(self.values, weights)
        themes = np.array([theme_of(name) for name in signals])[self.signals]
        self._themes = np.zeros((len(trees) << self.depth, len(THEMES)), np.float32)
        for tree in range(len(trees)):
            for k in range(self.depth):
                rows = slice(tree << self.depth, (tree + 1) << self.depth)
                self._themes[rows, themes[tree, k]] += steps[tree, :, k]

    def leaves(self, columns: Matrix) -> Leaves:
        """Where each line ends in each tree, `(trees, lines)`, over the leaves of all trees.

        Args:
            columns: One row per signal, one column per line.
        """
        found = np.empty((len(self._starts), columns.shape[1]), np.int16)
        for part in _parts(columns.shape[1]):
            answers = np.zeros(found[:, part].shape, np.uint8)
            for k, (question, limit) in enumerate(zip(self._questions, self._limits, strict=True)):
                answers |= (columns[question, part] > limit).view(np.uint8) << k
            found[:, part] = answers + self._starts
        return found

    def scores(self, leaves: Leaves) -> Vector:
        """Probability that each line is text."""
        margin = np.full(leaves.shape[1], self.bias)
        for part in _parts(leaves.shape[1]):
            margin[part] += self._values[leaves[:, part]].sum(axis=0)
        found: Vector = (1 / (1 + np.exp(-margin))).astype(np.float32)
        return found

    def themes(self, leaves: Leaves) -> Matrix:
        """What each theme adds to the log odds of each line, `(lines, len(THEMES))`.

        A question adds the difference between the mean leaf after and before it, as in
        Saabas 2014, "Interpreting random forests"; the means are over the training lines.
        """
        found = np.empty((leaves.shape[1], len(THEMES)), np.float32)
        for part in _parts(leaves.shape[1]):
            found[part] = self._themes[leaves[:, part]].sum(axis=0)
        return found


def _parts(count: int) -> Iterator[slice]:
    """Slices of lines, so that a page of many lines needs little memory at once."""
    return (slice(at, at + LINES_AT_ONCE) for at in range(0, count, LINES_AT_ONCE))


_NEVER = ("", float("inf"))
"""Fills up a tree that asks less than the others: no signal is above it."""


def _padded(values: Sequence[Any], size: int, filler: Any) -> list[Any]:
    return [*values, *[filler] * (size - len(values))]


def _prefix_steps(values: Matrix, weights: Matrix) -> npt.NDArray[np.float32]:
    """What each question adds, `(trees, leaves, depth)`."""
    trees, leaves = values.shape
    depth = leaves.bit_length() - 1
    steps = np.empty((trees, leaves, depth), np.float32)
    at = np.arange(leaves)
    means: list[npt.NDArray[np.float32]] = []
    for asked in range(depth + 1):
        group = at & ((1 << asked) - 1)
        sums = np.zeros((trees, 1 << asked))
        total = np.zeros((trees, 1 << asked))
        for leaf in at:
            sums[:, group[leaf]] += values[:, leaf] * (weights[:, leaf] + 1e-3)
            total[:, group[leaf]] += weights[:, leaf] + 1e-3
        means.append((sums / total)[:, group].astype(np.float32))
    for asked in range(depth):
        steps[:, :, asked] = means[asked + 1] - means[asked]
    return steps


@dataclass(frozen=True, slots=True)
class LineModel:
    """Both forests."""

    first: Forest
    second: Forest
    version: str

    def read(self, own: Matrix) -> Reading:
        """What it makes of lines with these `OWN` signals."""
        evidence = np.hstack((own, around_signals(own)))
        first = self.first.scores(self.first.leaves(np.ascontiguousarray(evidence.T)))
        seen = np.hstack((evidence, first_look(own[:, 0], first)))
        leaves = self.second.leaves(np.ascontiguousarray(seen.T))
        return Reading(self.second.scores(leaves), leaves, self.second)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a page.

    Args:
        scores: Of each line that is not blank, in their order: probability that it is text.
        leaves: Where each ends in each tree of the second forest.
        forest: That forest.
    """

    scores: Vector
    leaves: Leaves
    forest: Forest

    def speaks_against(self, places: Sequence[int]) -> list[str]:
        """The themes that speak most against the lines at these places being text."""
        return _lowest(self.forest.themes(self.leaves[:, list(places)]))

    def speaks_for(self, places: Sequence[int]) -> list[str]:
        """The themes that speak most for them."""
        return _lowest(-self.forest.themes(self.leaves[:, list(places)]))


def first_look(words: Vector, scores: Vector) -> Matrix:
    """The `FIRST_LOOK` signals from each line's words and first score."""
    count = len(words)
    at = np.arange(count)
    column = scores[:, None].astype(np.float32)
    around = [shifted(column, offset)[:, 0] for offset in _SCORE_OFFSETS]
    text = running(column[:, 0] * words)
    sides = []
    for radius in _SCORE_RADII:
        low, high = np.maximum(0, at - radius), np.minimum(count, at + radius + 1)
        sides += [text[at] - text[low], text[high] - text[at + 1]]
    start, end = best_span((scores - _SPAN_LEVEL) * np.minimum(words + 1, _SPAN_WORDS))
    inside = (at >= start) & (at < end)
    return np.column_stack(
        (
            scores,
            *around,
            *sides,
            text[:-1] / max(1.0, float(text[-1])),
            inside,
            np.clip(at - start, -30, 30),
            np.clip(end - at, -30, 30),
        )
    ).astype(np.float32)


def from_json(text: str) -> LineModel:
    """The model of a weights file."""
    value = json.loads(text)
    first = Forest(value["first"], FIRST_SIGNALS)
    return LineModel(first, Forest(value["second"], SECOND_SIGNALS), value["version"])


@cache
def shipped() -> LineModel:
    """The model in the package."""
    return from_json((files("transforms.clean") / WEIGHTS).read_text("utf-8"))


def _lowest(weights: Matrix) -> list[str]:
    """Of each row, the names of the three lowest weights below zero."""
    order = np.argsort(weights, axis=1)[:, :3].tolist()
    return [
        ", ".join(THEMES[number] for number in numbers if row[number] < 0)
        for numbers, row in zip(order, weights.tolist(), strict=True)
    ]


def read(page: Page, verdicts: Verdicts) -> Reading | None:
    """What the model makes of a page; None: the rules know every line."""
    if all(verdicts[index] is not None for index in page.shown):
        return None
    return shipped().read(own_signals(page, verdicts))


def decide(
    page: Page, verdicts: Verdicts, scores: Vector, reading: Reading | None = None
) -> Mapping[int, Verdict]:
    """Lines that no rule knows and whose evidence speaks against text.

    Two forests of decision trees weigh some hundred signals of the line and of the lines around
    it; the reason names the groups of signals that weighed most.

    Args:
        page: The page.
        verdicts: What the rules say.
        scores: The score of each shown line.
        reading: Where they come from; None: it is not told.
    """
    given: list[float] = scores.tolist()  # plain floats: they are looked at one by one
    prose = {i for i in page.prose if verdicts[i] is None}
    if is_wrapped(page, verdicts):
        return {}
    least = _least(page, verdicts)
    of_prose = least if len(prose) > FEW_PROSE else THRESHOLD_FEW
    guarded = _guarded(page, verdicts, given, of_prose)
    low = {
        index: place
        for place, index in enumerate(page.shown)
        if verdicts[index] is None
        and given[place] < (of_prose if index in prose else least)
        and index not in guarded
    }
    for index in _beside_text(page, prose, given, low):
        del low[index]
    if _is_too_much(page, verdicts, low, is_plain=least == THRESHOLD_PLAIN):
        return {}  # too little to go by: it stays, and whoever checks it sees all there is
    found = {}
    copies = Counter([page.lines[index].text for index in page.shown])
    reasons = reading.speaks_against([*low.values()]) if reading else ["its score"] * len(low)
    for (index, place), reason in zip(low.items(), reasons, strict=True):
        why = f"not text by {reason}" if reason else "not text by all signals together"
        score = round(1 - given[place], 3)
        found[index] = removed(_kind(page, index, copies), "line_model", why, score)
    return found


def _is_too_much(page: Page, verdicts: Verdicts, low: Mapping[int, int], *, is_plain: bool) -> bool:
    """Whether the low lines are all that is open, or most of a page without known furniture."""
    open_words = sum(page.lines[i].words for i in page.shown if verdicts[i] is None)
    low_words = sum(page.lines[i].words for i in low)
    return low_words == open_words or (is_plain and 2 * low_words > open_words)


def _least(page: Page, verdicts: Verdicts) -> float:
    """The score that a line of this page needs to stay."""
    if page.document.body_lines:
        return THRESHOLD_IN_BODY
    is_plain = all(v is None or v.is_kept or v.kind == "blank" for v in verdicts)
    return THRESHOLD_PLAIN if is_plain else THRESHOLD


def is_wrapped(page: Page, verdicts: Verdicts) -> bool:
    """Whether a text is broken into lines of even width, as wires and mails are.

    Its lines are no paragraphs, so that nothing of what the model knows of lines holds. It shows
    in lines that go on in lower case where the line above has not ended.
    """
    lines = [page.lines[i] for i in page.shown if verdicts[i] is None]
    lines = [line for line in lines if line.words >= WRAPPED_WORDS]
    is_narrow = all(len(line.text) <= WRAPPED_WIDTH for line in lines)
    broken = continued = 0
    for line, following in pairwise(lines):
        if not line.ends_sentence:
            goes_on = following.text[0].islower()
            continued += goes_on
            broken += goes_on or (is_narrow and 2 * len(line.text) >= WRAPPED_WIDTH)
    return continued > 1 and broken >= WRAPPED_LINES and broken >= WRAPPED_SHARE * len(lines)


def _beside_text(
    page: Page, prose: set[int], scores: Sequence[float], low: Mapping[int, int]
) -> list[int]:
    """Low prose lines that stand right beside prose that stays, each other included."""
    beside: dict[int, None] = {}
    for shown in (page.shown, page.shown[::-1]):
        was_text = False
        for index in shown:
            is_prose = index in prose
            if index in low and index not in beside:
                if was_text and is_prose and scores[low[index]] >= THRESHOLD_BESIDE:
                    beside[index] = None
                else:
                    is_prose = False
            was_text = is_prose
    return list(beside)


def _guarded(page: Page, verdicts: Verdicts, scores: Sequence[float], of_prose: float) -> set[int]:
    """Short lines inside of the text that belong to it whatever their score.

    Headings that the markup marks; a sentence that announces something; the items after a line
    that ends in a colon; rows of figures.
    """
    shown, lines = page.shown, page.lines
    open_lines = [(place, lines[i]) for place, i in enumerate(shown) if verdicts[i] is None]
    texts = [
        place
        for place, line in open_lines
        if (line.is_prose and scores[place] >= of_prose)
        or (line.text[-1] == ":" and scores[place] >= THRESHOLD)
    ]
    guarded = {
        line.at
        for place, line in open_lines
        if line.words >= ANNOUNCING_WORDS
        and line.text[-1] == ":"
        and scores[place] >= THRESHOLD_INSIDE
    }
    for before, after in pairwise(texts):
        run = [lines[i] for i in shown[before + 1 : after]]
        if run and all(verdicts[line.at] is None for line in run):
            guarded.update(line.at for line in run if _is_marked_heading(page, line))
            if not any(line.is_prose for line in run):
                held = zip(run, scores[before + 1 : after], strict=True)
                guarded.update(line.at for line, score in held if score >= THRESHOLD_INSIDE)
            if _is_of_text(lines[shown[before]], run):
                guarded.update(line.at for line in run)
    if texts:
        first = [lines[i] for i in shown[: texts[0]] if verdicts[i] is None]
        guarded.update(line.at for line in first if _is_marked_heading(page, line))
    return guarded


def _is_of_text(before: LineSignals, run: Sequence[LineSignals]) -> bool:
    """Whether the lines between two lines of text are a list's items or a table's rows."""
    if any(line.words > ROW_WORDS or line.is_prose for line in run):
        return False
    if before.text[-1] == ":":
        return len(run) > 1
    rows = sum(is_figures(line.text) for line in run)
    return rows > 1 and 2 * rows >= len(run) - 1


def _is_marked_heading(page: Page, line: LineSignals) -> bool:
    if line.at in page.document.heading_lines:
        return True
    return page.document.format == "md" and heading_level(page.raw[line.at].strip()) > 0


def _kind(page: Page, index: int, copies: Mapping[str, int]) -> str:
    """What kind of furniture an unknown line is."""
    line = page.lines[index]
    if line.ends_sentence or line.words > LABEL_WORDS:
        if copies[line.text] > 1:
            return "repeated_line"
        return "other_furniture" if line.ends_sentence else "related_link"
    return "navigation" if line.words < LABEL_WORDS else "other_furniture"
