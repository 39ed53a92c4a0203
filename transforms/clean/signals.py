"""What does a line look like? Everything that rules ask of a line is computed here, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from transforms.clean import phrases
from transforms.clean.inside import hidden_characters, markdown_marks
from transforms.clean.words import Ints, Lexicon, Words, flags_of, read_words
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

PART_OF_LONG_LINE = 160
"""Of a line whose words are not looked at, so many characters from its start and half as many from
its end say what it is like."""

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_ASCII_TOKEN = re.compile(r"[a-z]++(?:['\-][a-z]++)*+|[0-9]++(?:[.,:/][0-9]++)*+")
"""The same for lower-case ASCII, in half the time."""

SPACED = 12
"""A text with a blank in every so many characters is written in a script that sets blanks."""

SHORT_UNSPACED = 40
"""Of a line up to so many characters the blanks say little: a headline may have one."""

UNSPACED = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "\"'”’»«“)]』」】*_ "
_ENDS = frozenset(".!?…。！？؟।۔")


class LineSignals:
    """One line, measured.

    Args:
        at: Position in the page, from 0; -1 for a blank line.
        text: The line as it would stand in the text: trimmed, hidden characters stripped.
        words: Words; in scripts without blanks, half the characters.
        ends_sentence: Whether it ends as a sentence does.
        is_read: Whether its words are looked at.
        is_prose: Whether it is a sentence of some length.
        marks: What is known of it by heart: `SECTION` and its like, as bits.
    """

    __slots__ = ("_form", "_norm", "_tokens", "at", "ends_sentence", "is_prose", "is_read",
                 "marks", "text", "words")  # fmt: skip

    def __init__(self, at: int, text: str, words: int, ends_sentence: bool, is_read: bool) -> None:
        self.at = at
        self.text = text
        self.words = words
        self.ends_sentence = ends_sentence
        self.is_read = is_read
        self.is_prose = False
        self.marks = 0
        self._tokens: Sequence[str] | None = None if is_read else ()
        self._form: str | None = None
        self._norm: str | None = None

    @property
    def tokens(self) -> Sequence[str]:
        """Its words and numbers in lower case; none where its words are not looked at."""
        if self._tokens is None:
            self._tokens = normal_tokens(self.text)
        return self._tokens

    @property
    def form(self) -> str:
        """The same with one blank between them."""
        if self._form is None:
            self._form = " ".join(self.tokens)
        return self._form

    @property
    def norm(self) -> str:
        """The same with every number as 0."""
        if self._norm is None:
            self._norm = without_numbers(self.form)
        return self._norm

    @property
    def full_form(self) -> str:
        """`form`, also of a line whose words are not looked at; empty beyond LONG_LINE."""
        return self.form or (normal_form(self.text) if len(self.text) <= LONG_LINE else "")

    def has_form(self, form: str) -> bool:
        """Whether `full_form` is `form`, which is not empty."""
        is_long_enough = len(self.text) >= len(form)
        return is_long_enough and self.may_start_with(form[0]) and self.full_form == form

    def may_start_with(self, letters: str) -> bool:
        """Whether `full_form` can start with one of these letters; it costs next to nothing."""
        first = self.text[0]
        return not first.isalnum() or first.lower()[0] in letters

    @property
    def sample(self) -> str:
        """What of the line is looked at together with those of other lines."""
        if self.is_read:
            return self.text
        return self.text[:PART_OF_LONG_LINE] + " " + self.text[-PART_OF_LONG_LINE // 2 :]


LONGEST_MARKED = 30
"""Words of the longest line that is marked for one of `phrases.THREAD_WORDS`."""

SECTION, NETWORK, TAG_LABEL, MENU_WORD, KEY_POINTS, CAPTION_CONTROL, THREAD_WORD = (
    1 << n for n in range(7)
)
"""Marks of a line that is a section's name, a network's, a head of tags, a label of menus, a head
of key points, a slide show's control; and of one that has a word that stands above or below
readers' comments."""

_MARKED = (
    phrases.SECTION_LABELS,
    phrases.NETWORKS,
    phrases.TAG_HEADS,
    phrases.MENU_WORDS,
    phrases.KEY_POINTS,
    phrases.CAPTION_CONTROLS,
)


@dataclass(frozen=True)
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

    @cached_property
    def openers(self) -> frozenset[str]:
        """The characters that lines start with."""
        return frozenset([self.lines[index].text[0] for index in self.shown])

    @cached_property
    def closers(self) -> frozenset[str]:
        """The characters that lines end with."""
        return frozenset([self.lines[index].text[-1] for index in self.shown])

    @cached_property
    def marks(self) -> int:
        """The marks of all lines."""
        found = 0
        for index in self.shown:
            found |= self.lines[index].marks
        return found


@dataclass(frozen=True)
class Pages:
    """Pages that are judged together.

    Args:
        pages: The pages.
        lines: Their lines that are not blank, page after page.
        words: The words of these lines' samples.
    """

    pages: tuple[Page, ...]
    lines: tuple[LineSignals, ...]
    words: Words

    @cached_property
    def count(self) -> Ints:
        """Words of each line."""
        return np.array([line.words for line in self.lines], np.intp)

    @cached_property
    def is_prose(self) -> npt.NDArray[np.bool_]:
        """Whether each line is prose."""
        return np.array([line.is_prose for line in self.lines], bool)


BLANK_LINE = LineSignals(-1, "", 0, False, False)


def read_page(document: RawDocument) -> Page:
    """`read_pages` of this document alone."""
    return read_pages([document]).pages[0]


def read_pages(documents: Sequence[RawDocument]) -> Pages:
    """The documents' lines, split at line feeds only, with their signals."""
    raw = [tuple(document.text.split("\n")) for document in documents]
    lines = [
        tuple(_read_line(index, line, document.format == "md") for index, line in enumerate(own))
        for document, own in zip(documents, raw, strict=True)
    ]
    shown = [[index for index, line in enumerate(own) if line.text] for own in lines]
    all_lines = tuple(
        own[index] for own, places in zip(lines, shown, strict=True) for index in places
    )
    words = read_words([line.sample for line in all_lines])
    for line, count in zip(all_lines, np.diff(words.first).tolist(), strict=True):
        if line.words < 0:
            line.words = count
        line.is_prose = line.ends_sentence and line.words >= PROSE_WORDS
    _mark(all_lines, words)
    pages = tuple(
        Page(document, text, own, tuple(places), tuple([i for i in places if own[i].is_prose]))
        for document, text, own, places in zip(documents, raw, lines, shown, strict=True)
    )
    return Pages(pages, all_lines, words)


def together(pages: Sequence[Page]) -> Pages:
    """Pages that were read one by one."""
    lines = tuple(page.lines[index] for page in pages for index in page.shown)
    return Pages(tuple(pages), lines, read_words([line.sample for line in lines]))


@cache
def _marks() -> Lexicon:
    return Lexicon(flags_of(_MARKED), is_of_lines=True)


@cache
def _thread_words() -> Lexicon:
    return Lexicon(dict.fromkeys(phrases.THREAD_WORDS, THREAD_WORD))


def _mark(lines: Sequence[LineSignals], words: Words) -> None:
    """Notes the lines that are known by heart."""
    for place in np.flatnonzero(_marks().values(words.norm)).tolist():
        line = lines[place]
        if line.is_read:
            line.marks = sum(1 << n for n, known in enumerate(_MARKED) if line.norm in known)
    of_threads = words.flags(_thread_words().values(words.hashes)) > 0
    of_threads &= np.diff(words.first) <= LONGEST_MARKED
    for place in np.flatnonzero(of_threads).tolist():
        lines[place].marks |= THREAD_WORD


def _read_line(index: int, raw: str, is_markdown: bool) -> LineSignals:
    """What one raw line alone says."""
    text = raw.strip(" ") if raw.isprintable() else hidden_characters(raw)
    if is_markdown:
        text = markdown_marks(text)
    if not text:
        return BLANK_LINE
    last = text[-1]
    is_sentence = last in _ENDS or (not last.isalnum() and ends_sentence(text))
    size = len(text)
    is_read = size <= SHORT_LINE or (size <= LONG_LINE and not (is_sentence and not _has_cue(text)))
    # The words of plain lines are counted later, for all lines at once.
    words = -1 if is_read and text.isascii() else count_words(text)
    return LineSignals(index, text, words, is_sentence, is_read)


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
    if text.isascii() or (len(text) > SHORT_UNSPACED and SPACED * words > len(text)):
        return words
    return words + len(UNSPACED.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a sentence's mark, be it inside closing quotes."""
    last = text[-1:]
    if last in _ENDS or last.isalnum():
        return last in _ENDS
    return text.rstrip(_CLOSERS)[-1:] in _ENDS and bool(text)
