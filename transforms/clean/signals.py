"""What does a line look like? Everything that rules ask of a line is computed here, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.clean.inside import hidden_characters, markdown_marks
from transforms.record import RawDocument

LONG_LINE = 600
"""Lines of more characters are prose or data: phrase rules do not look at them. The longest
furniture phrase of the development pages has 420. It also bounds the work per line."""

SHORT_LINE = 200
"""Longer lines that end as sentences do are looked at only if one of `_LONG_CUES` is in them."""

_LONG_CUES = (
    "ookie",
    "opyright",
    "©",
    "reserved",
    "permission",
    "consent",
    "ewsletter",
    "inbox",
    "ubscri",
    "aption",
    "Photo",
    "photo",
    "Getty",
    "(AP",
    "FILE",
    "egister",
    "Sign",
    "omment",
    "originally",
    "Alexa",
    "crawl",
    "not responsible",
    "avascript",
    "avaScript",
    "Image",
    "vorbehalten",
    "reservados",
    "personenbezogen",
    "{",
    "</",
    "eCAPTCHA",
    "commission",
)
"""Parts of words, cheap to look for, of which every longer furniture sentence has one."""

PROSE_WORDS = 8
"""A line that ends a sentence and has as many words counts as prose: the floor of the best rule
baseline on the development pages."""

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_ASCII_TOKEN = re.compile(r"[a-z]++(?:['\-][a-z]++)*+|[0-9]++(?:[.,:/][0-9]++)*+")
_ASCII_NUMBER = re.compile(r"[0-9]++(?:[.,:/][0-9]++)*+")
_FIGURE = re.compile("[0-9]")
"""The same for lower-case ASCII, in half the time."""

SPACED = 12
"""A text with a blank in every so many characters is written in a script that sets blanks."""

UNSPACED = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "\"'”’»«“)]』」】*_ "
_ENDS = frozenset(".!?…。！？؟।۔")


class LineSignals(NamedTuple):
    """One line, measured.

    Args:
        at: Position in the page, from 0.
        text: The line as it would stand in the text: trimmed, hidden characters stripped.
        norm: Its words in lower case, one blank between, numbers as 0; empty for a long line.
        form: The same with the numbers as they are.
        words: Words; in scripts without blanks, half the characters.
        ends_sentence: Whether it ends as a sentence does.
        tokens: The words and numbers of `form`.
    """

    at: int
    text: str
    norm: str
    form: str
    words: int
    ends_sentence: bool
    tokens: Sequence[str] = ()

    @property
    def full_form(self) -> str:
        """`form`, made now for a line whose words were not looked at; empty beyond LONG_LINE."""
        return self.form or (normal_form(self.text) if len(self.text) <= LONG_LINE else "")

    def has_form(self, form: str) -> bool:
        """Whether `full_form` is `form`, which is not empty."""
        if self.form or len(self.text) < len(form):
            return self.form == form
        # A long line: its first word settles nearly all cases.
        first = TOKEN.search(self.text.lower())
        return first is not None and form.startswith(first.group()[:1]) and self.full_form == form

    @property
    def is_prose(self) -> bool:
        """A sentence of some length."""
        return self.ends_sentence and self.words >= PROSE_WORDS


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines with their signals.

    Args:
        document: The input.
        raw: The raw lines.
        lines: Signals of each, in the same order.
        shown: Indices of the lines that are not blank.
        prose: Indices of the lines that are prose.
    """

    document: RawDocument
    raw: tuple[str, ...]
    lines: tuple[LineSignals, ...]
    shown: tuple[int, ...]
    prose: tuple[int, ...]

    @property
    def first_prose(self) -> int:
        """Index of the first prose line; number of lines if there is none."""
        return self.prose[0] if self.prose else len(self.lines)

    @property
    def last_prose(self) -> int:
        """Index of the last prose line; -1 if there is none."""
        return self.prose[-1] if self.prose else -1


def read_page(document: RawDocument) -> Page:
    """The document's lines, split at line feeds only, with their signals."""
    raw = tuple(document.text.split("\n"))
    is_markdown = document.format == "md"
    lines = tuple(read_line(index, line, is_markdown) for index, line in enumerate(raw))
    return Page(
        document,
        raw,
        lines,
        tuple(line.at for line in lines if line.text),
        tuple(line.at for line in lines if line.ends_sentence and line.words >= PROSE_WORDS),
    )


def read_line(index: int, raw: str, is_markdown: bool = False) -> LineSignals:
    """The signals of one raw line."""
    text = raw.strip(" ") if raw.isprintable() else hidden_characters(raw)
    if is_markdown:
        text = markdown_marks(text)
    if not text:
        return LineSignals(index, "", "", "", 0, False)
    is_sentence = ends_sentence(text)
    if len(text) > LONG_LINE or (len(text) > SHORT_LINE and is_sentence and not _has_cue(text)):
        return LineSignals(index, text, "", "", count_words(text), is_sentence)
    if not text.isascii():
        tokens = normal_tokens(text)
        form = " ".join(tokens)
        norm = without_numbers(form)
        return LineSignals(index, text, norm, form, count_words(text), is_sentence, tokens)
    tokens = _ASCII_TOKEN.findall(text.lower())
    form = " ".join(tokens)
    norm = _ASCII_NUMBER.sub("0", form) if _FIGURE.search(form) else form
    return LineSignals(index, text, norm, form, len(tokens), is_sentence, tokens)


def _has_cue(text: str) -> bool:
    """Whether a sentence of some length has a word that furniture of that length has."""
    for cue in _LONG_CUES:  # noqa: SIM110 - a plain loop takes half the time of any() here
        if cue in text:
            return True
    return False


def normal_tokens(text: str) -> list[str]:
    """Words and numbers of `text` in lower case, with straight apostrophes."""
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower())
    return TOKEN.findall(text.lower().replace("’", "'"))


def normal_form(text: str) -> str:
    """The words of `text` in lower case, one blank between them, numbers as they are."""
    return " ".join(normal_tokens(text))


def without_numbers(form: str) -> str:
    """A normal form with every number as 0."""
    return _NUMBER.sub("0", form)


def count_words(text: str) -> int:
    """Words of `text`; characters of scripts that set no blanks count half each."""
    words = len(text.split())
    if text.isascii() or SPACED * words > len(text):
        return words
    return words + len(UNSPACED.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a sentence's mark, be it inside closing quotes."""
    last = text[-1:]
    if last in _ENDS or last.isalnum():
        return last in _ENDS
    return text.rstrip(_CLOSERS)[-1:] in _ENDS and bool(text)
