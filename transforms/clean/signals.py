"""What does a line look like? Everything that rules ask of a line is computed here, once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np

from transforms.clean.columns import Columns, copies_of, measure
from transforms.clean.forms import (
    LONG_LINE,
    normal_form,
    normal_tokens,
    without_numbers,
)
from transforms.clean.inside import hidden_characters, markdown_marks
from transforms.clean.marks import Marks, marks_of
from transforms.clean.shared import SharedWords
from transforms.clean.words import Flags, Ints, Words
from transforms.record import RawDocument

START = 60
"""Characters that tell most long lines apart."""


class LineSignals:
    """One line, measured.

    Args:
        at: Position in the page, from 0; -1 for a blank line.
        text: The line as it would stand in the text: trimmed, hidden characters stripped.
        words: Words; in scripts without blanks, half the characters.
        ends_sentence: Whether it ends as a sentence does.
        is_read: Whether its words are looked at.
        is_prose: Whether it is a sentence of some length.
        marks: What it is or may be: `marks.SECTION` and its like, as bits.
    """

    __slots__ = ("_form", "_norm", "at", "ends_sentence", "is_prose", "is_read", "marks", "text",
                 "words")  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - made once for every line
        self,
        at: int,
        text: str,
        words: int,
        ends_sentence: bool,
        is_read: bool,
        is_prose: bool,
        marks: int,
    ) -> None:
        self.at = at
        self.text = text
        self.words = words
        self.ends_sentence = ends_sentence
        self.is_read = is_read
        self.is_prose = is_prose
        self.marks = marks
        self._form: str | None = None
        self._norm: str | None = None

    @property
    def form(self) -> str:
        """Its words and numbers in lower case, one blank between them; empty if not looked at."""
        if self._form is None:
            self._form = normal_form(self.text) if self.is_read else ""
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
        if self.is_read or len(self.text) < len(form):
            return len(self.text) >= len(form) and self.form == form
        start = normal_tokens(self.text[:START])[:-1]  # the last one may go on
        return form.split(" ")[: len(start)] == start and self.full_form == form


class BatchLines:
    """The lines that are not blank of pages that were read together.

    Args:
        columns: What is known of them.
        marks: The marks of each.
        index: The place of each in its page.
        first: The number of each page's first one, and of all at the end.
    """

    def __init__(self, columns: Columns, marks: Marks, index: Ints, first: Ints) -> None:
        self.columns = columns
        self._marks = marks
        self._index = index
        self._first = first
        self._marked: dict[int, tuple[list[int], list[int]]] = {}

    def part(self, page: int) -> slice:
        """Where the lines of a page stand."""
        start, end = self._first[page : page + 2].tolist()
        return slice(start, end)

    def marked(self, mark: int, page: int) -> list[int]:
        """Indices of a page's lines that have one of these marks, in order."""
        if mark not in self._marked:  # they are looked for on all pages at once
            numbers = np.flatnonzero(self._marks & mark)
            bounds = np.searchsorted(numbers, self._first)
            self._marked[mark] = (self._index[numbers].tolist(), bounds.tolist())
        indices, bounds_of = self._marked[mark]
        return indices[bounds_of[page] : bounds_of[page + 1]]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines with their signals.

    Args:
        document: The input.
        raw: The raw lines.
        lines: Signals of each, in the same order.
        shown: Indices of the lines that are not blank.
        prose: Indices of the lines that are prose.
        marks: The marks of all lines.
        batch: What is known of the lines of all pages that were read together.
        number: The number of this page among them.
    """

    document: RawDocument
    raw: tuple[str, ...]
    lines: tuple[LineSignals, ...]
    shown: tuple[int, ...]
    prose: tuple[int, ...]
    marks: int
    batch: BatchLines
    number: int

    def marked(self, mark: int) -> list[int]:
        """Indices of the lines that have one of these marks, in order."""
        return self.batch.marked(mark, self.number) if self.marks & mark else []

    def starting_with(self, letters: Iterable[str]) -> list[int]:
        """Indices of the lines whose first word starts with one of these letters or digits."""
        initials = self.batch.columns.initials[self.batch.part(self.number)]
        is_one = np.zeros(len(initials), bool)
        for letter in letters:
            is_one |= initials == ord(letter)
        return [self.shown[place] for place in np.flatnonzero(is_one).tolist()]

    def stands_again(self, line: LineSignals) -> bool:
        """Whether another line has the same text as this one."""
        norms = self.batch.columns.words.norm[self.batch.part(self.number)]
        same = np.flatnonzero(norms == norms[bisect_left(self.shown, line.at)]).tolist()
        return sum(self.lines[self.shown[place]].text == line.text for place in same) > 1

    def with_form_of(self, line: LineSignals) -> list[int]:
        """Indices of the lines whose `full_form` is that of this one, itself among them."""
        form = line.full_form
        if not form:
            return []
        part, columns = self.batch.part(self.number), self.batch.columns
        place = bisect_left(self.shown, line.at)
        norms, openers = columns.words.norm[part], columns.openers[part]
        # Of a line whose words are not looked at only a part was hashed.
        is_possible = norms == norms[place]
        is_possible |= (openers == openers[place]) & ~(columns.is_read[part] & line.is_read)
        found = (self.shown[place] for place in np.flatnonzero(is_possible).tolist())
        return [index for index in found if self.lines[index].has_form(form)]


@dataclass(frozen=True)
class Pages:
    """Pages that are judged together.

    Args:
        pages: The pages.
        first: The number of each page's first line, and of all lines at the end.
        lines: Their lines that are not blank, page after page.
        columns: What is known of these lines.
    """

    pages: tuple[Page, ...]
    first: Ints
    lines: tuple[LineSignals, ...]
    columns: Columns

    def part(self, number: int) -> slice:
        """Where the lines of a page stand among those of all."""
        start, end = self.first[number : number + 2].tolist()
        return slice(start, end)

    @cached_property
    def page_of(self) -> Ints:
        """The number of each line's page."""
        return np.repeat(np.arange(len(self.pages)), np.diff(self.first))

    @cached_property
    def copies(self) -> Ints:
        """Of each line, the lines of its page with the same words, itself included."""
        return copies_of(self.words.norm, self.page_of)

    @cached_property
    def shared(self) -> SharedWords:
        """The words that lines of a page share."""
        return SharedWords(self.words, self.page_of)

    @property
    def words(self) -> Words:
        """The words of these lines."""
        return self.columns.words

    @property
    def count(self) -> Ints:
        """Words of each line."""
        return self.columns.count

    @property
    def is_prose(self) -> Flags:
        """Whether each line is prose."""
        return self.columns.is_prose


BLANK_LINE = LineSignals(-1, "", 0, False, False, False, 0)


def read_page(document: RawDocument) -> Page:
    """`read_pages` of this document alone."""
    return read_pages([document]).pages[0]


def read_pages(documents: Sequence[RawDocument]) -> Pages:
    """The documents' lines, split at line feeds only, with their signals."""
    raw = [tuple(document.text.split("\n")) for document in documents]
    texts = [_texts(document, own) for document, own in zip(documents, raw, strict=True)]
    shown = [
        tuple(range(len(own))) if all(own) else tuple([i for i, text in enumerate(own) if text])
        for own in texts
    ]
    all_texts = [text for own in texts for text in own if text]
    columns = measure(all_texts)
    first = np.cumsum([0, *map(len, shown)])
    marks = marks_of(columns, np.repeat(np.arange(len(shown)), np.diff(first)))
    index = [*chain.from_iterable(shown)]
    lines = tuple(
        map(
            LineSignals,
            index,
            all_texts,
            columns.count.tolist(),
            columns.ends_sentence.tolist(),
            columns.is_read.tolist(),
            columns.is_prose.tolist(),
            marks.tolist(),
        )
    )
    batch = BatchLines(columns, marks, np.array(index, np.intp), first)
    pages = []
    starts = first.tolist()
    for number, (document, own) in enumerate(zip(documents, raw, strict=True)):
        part = slice(starts[number], starts[number + 1])
        places = shown[number]
        prose = np.flatnonzero(columns.is_prose[part]).tolist()
        pages.append(
            Page(
                document,
                own,
                _with_blank(lines[part], places, len(own)),
                places,
                tuple([places[place] for place in prose]),
                int(np.bitwise_or.reduce(marks[part])),
                batch,
                number,
            )
        )
    return Pages(tuple(pages), first, lines, columns)


def together(pages: Sequence[Page]) -> Pages:
    """Pages that were read one by one."""
    lines = tuple(page.lines[index] for page in pages for index in page.shown)
    first = np.cumsum([0, *(len(page.shown) for page in pages)])
    return Pages(tuple(pages), first, lines, measure([line.text for line in lines]))


def _texts(document: RawDocument, raw: Sequence[str]) -> list[str]:
    """What of each raw line would stand in the text; empty: nothing."""
    if document.format == "md":
        return [markdown_marks(hidden_characters(line)) for line in raw]
    if not _is_printable(document.text, raw):
        return [hidden_characters(line) for line in raw]
    return [line.strip(" ") for line in raw]


_PRINTABLE_ASCII: Final = bytes(range(ord(" "), 0x7F)) + b"\n"


def _is_printable(text: str, lines: Iterable[str]) -> bool:
    """Whether all characters of a text's lines are printable."""
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE_ASCII)
    return all(map(str.isprintable, lines))


def _with_blank(
    shown: tuple[LineSignals, ...], places: Sequence[int], count: int
) -> tuple[LineSignals, ...]:
    """The lines of a page at their places, the blank ones between them."""
    if len(shown) == count:
        return shown
    found = [BLANK_LINE] * count
    for place, line in zip(places, shown, strict=True):
        found[place] = line
    return tuple(found)
