"""How is a text written as words alone? Normal forms, counts and ends of single lines."""

from __future__ import annotations

import re
from collections.abc import Collection

LONG_LINE = 600
"""Lines of more characters are prose or data: phrase rules do not look at them. The longest
furniture phrase of the development pages has 420. It also bounds the work per line."""

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_ASCII_TOKEN = re.compile(r"[a-z]++(?:['\-][a-z]++)*+|[0-9]++(?:[.,:/][0-9]++)*+")
"""The same for lower-case ASCII, in half the time."""

SPACED = 12
"""A text with a blank in every so many characters is written in a script that sets blanks."""

SHORT_UNSPACED = 40
"""Of a line up to so many characters the blanks say little: a headline may have one."""

STEM = 5
"""Letters of a word that tell it apart from others, whatever its ending."""

MANY = 64
"""Of more words all of a text are read for them."""

UNSPACED = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
CLOSERS = "\"'”’»«“)]』」】*_ "
ENDS = frozenset(".!?…。！？؟।۔")


def normal_tokens(text: str) -> list[str]:
    """Words and numbers of `text` in lower case, with straight apostrophes."""
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower())
    return TOKEN.findall(text.lower().replace("’", "'"))


def normal_form(text: str) -> str:
    """The words of `text` in lower case, one blank between them, numbers as they are."""
    return " ".join(normal_tokens(text))


def stems_in(wanted: Collection[str], text: str) -> set[str]:
    """Those of some stems, the first `STEM` letters of words, that a text's words have.

    Few are looked for in the text: that is cheaper than to read all of its words.
    """
    if len(wanted) > MANY:
        return {token[:STEM] for token in normal_tokens(text)}.intersection(wanted)
    low = text.lower() if text.isascii() else text.lower().replace("’", "'")
    return {stem for stem in wanted if stem in low and _has_stem(low, stem)}


def _has_stem(low: str, stem: str) -> bool:
    """Whether a word of a text in lower case has this stem; a shorter one is the whole word."""
    is_whole = len(stem) < STEM
    if not is_whole and stem[-1].isalnum() and f" {stem}" in low:
        return True
    is_of_word, joining = (str.isdecimal, ".,:/") if stem[0].isdecimal() else (_is_letter, "'-")
    at = low.find(stem)
    while at >= 0:
        end = at + len(stem)
        before, after = low[max(at - 2, 0) : at][::-1], low[end : end + 2]
        goes_on = is_of_word(after[:1]) or (after[:1] in joining and is_of_word(after[1:]))
        is_open = is_of_word(before[:1]) or (before[:1] in joining and is_of_word(before[1:]))
        if not is_open and (not goes_on if is_whole else stem[-1] not in joining or goes_on):
            return True
        at = low.find(stem, at + 1)
    return False


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def without_numbers(form: str) -> str:
    """A normal form with every number as 0."""
    return _NUMBER.sub("0", form)


def count_words(text: str) -> int:
    """Words of `text`; characters of scripts that set no blanks count half each."""
    return with_unspaced(text, len(text.split()))


def with_unspaced(text: str, words: int) -> int:
    """The words of `text` if blanks part it into so many."""
    if text.isascii() or (len(text) > SHORT_UNSPACED and SPACED * words > len(text)):
        return words
    return words + len(UNSPACED.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a sentence's mark, be it inside closing quotes."""
    last = text[-1:]
    if last in ENDS or last.isalnum():
        return last in ENDS
    return text.rstrip(CLOSERS)[-1:] in ENDS and bool(text)
