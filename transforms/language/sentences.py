"""Where does a sentence end, without trained weights?

A sentence ends with a mark that ends sentences in any script (spaCy's list of
them), together with the quotation marks and brackets that close after it, and at
a line feed. It goes on when the next word starts with a small letter: “Stop!” he
said. Abbreviations are tokens with their full stop in spaCy's tokeniser, so they
end nothing. Works on arrays: a loop over tokens costs as much as tokenising.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Sentencizer

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.types import Ints2d

COMPONENT = "copydesk_sentences"

CLOSING = ('"', "''", "”", "’", "»", "›", "“", ")", "]", "}", "」", "』", "'")
"""Marks that end a sentence together with its full stop when they stand right behind
it, without a blank; “ closes in German."""
OPENING = (
    '"',
    "``",
    "“",
    "‘",
    "«",
    "‹",
    "„",
    "‚",
    "(",
    "[",
    "{",
    "「",
    "『",
    "'",
    "¿",
    "¡",
    "•",
    "*",
)
"""Marks that can begin a sentence. Any other mark goes on with the one before."""

_ATTRIBUTES: list[int | str] = ["ORTH", "IS_LOWER", "IS_SPACE", "IS_PUNCT", "SPACY"]


def _ids(vocab: Vocab, words: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([vocab.strings.add(word) for word in words], dtype=np.uint64)


class SentenceSplitter:
    """Sets the sentence starts of a Doc. `vocab` is that of its pipeline."""

    def __init__(self, vocab: Vocab) -> None:
        self._ends = _ids(vocab, Sentencizer.default_punct_chars)
        self._closing = _ids(vocab, CLOSING)
        self._opening = _ids(vocab, OPENING)
        self._strings = vocab.strings

    def __call__(self, doc: Doc) -> Doc:
        """`doc` with its sentence starts set; every token is decided."""
        count = len(doc)
        if not count:
            return doc
        orth, is_lower, is_space, is_punct, has_blank = doc.to_array(_ATTRIBUTES).T
        is_end = np.isin(orth, self._ends)
        is_closing = np.isin(orth, self._closing)
        may_close = is_closing | is_end
        goes_on = (is_lower == 1) | ((is_punct == 1) & ~np.isin(orth, self._opening))
        starts = np.full(count, -1, dtype=np.int64)
        starts[0] = 1
        for place in np.flatnonzero(is_end):
            after = place + 1
            while after < count and not has_blank[after - 1] and may_close[after]:
                after += 1
            if after < count and not is_space[after] and not goes_on[after]:
                starts[after] = 1
        for place in np.flatnonzero(is_space == 1):
            if place + 1 < count and (
                "\n" in self._strings[int(orth[place])] or starts[place] == 1
            ):
                starts[place + 1] = 1
        # The stub of thinc knows no unsigned arrays; spaCy reads the bits as signed.
        doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64).reshape(-1, 1)))
        return doc


@Language.factory(COMPONENT)
def _make(nlp: Language, name: str) -> SentenceSplitter:
    return SentenceSplitter(nlp.vocab)
