"""Which language is the text in?

English that shows itself by its function words is taken at that: the test costs a
twentieth of a model's answer and nothing to load. Everything else is judged by
py3langid (Lui and Baldwin 2012, naive Bayes over byte n-grams; BSD), which gives
the code and a normalised probability, among the languages that ISO 639-1 names.
Short texts are not judged: on a title of five words the model is as sure as it is
wrong.
"""

from __future__ import annotations

import functools
import re
from typing import Protocol, cast

from transforms.record import Candidate

MIN_LETTERS = 60
"""Fewer letters than this: the language stays unknown, unless the input states it."""
MAX_CHARS = 3000
"""The judgement does not change with more text; the time would."""
_WORD_LIST = (
    "the of and to that is was for with by from has have had were which their been would this"
    " they its after said are not but who about"
)
ENGLISH_WORDS = frozenset(_WORD_LIST.split())
"""Frequent English words of which few are frequent in another language."""
ENGLISH_SHARE = 0.12
"""Share of `ENGLISH_WORDS` among the words from which a text counts as English. News in
English has 0.15 to 0.35; Dutch, which shares the most of these words, has about 0.05."""
ENGLISH_LEAST_WORDS = 40
LEAST_PROBABILITY = 0.5
"""A less likely language stays unknown. Tables of figures in telegraphic English got
0.1 to 0.4 for a creole in a sample of 2,400 news texts, prose hardly ever less than 0.9."""
_BUILT = {"vo", "io", "ia", "ie"}
"""Constructed languages that nobody publishes news in."""
_WORD = re.compile(r"[^\W\d_]+")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@functools.cache
def _identifier() -> _Identifier:
    from py3langid.langid import (  # noqa: PLC0415 - loads its model on import
        MODEL_FILE,
        LanguageIdentifier,
    )

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([code for code in found.labels if len(code) == 2 and code not in _BUILT])
    return cast("_Identifier", found)


def identify_language(text: str) -> Candidate | None:
    """The text's language (ISO 639-1), or None when there is too little of it."""
    sample = text[:MAX_CHARS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    words = [word.lower() for word in _WORD.findall(sample)]
    share = sum(word in ENGLISH_WORDS for word in words) / max(len(words), 1)
    if share >= ENGLISH_SHARE and len(words) >= ENGLISH_LEAST_WORDS:
        return Candidate("en", "function_words", 0.99, raw=sample[:40])
    code, probability = _identifier().classify(sample)
    if probability < LEAST_PROBABILITY:
        return None
    return Candidate(str(code), "py3langid", round(float(probability), 4), raw=sample[:40])
