"""Which lines at the head of a page are its title, byline, date and the like?

Page rules: they see all lines and the verdicts so far, and answer with new verdicts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice

from transforms.clean.forms import normal_form
from transforms.clean.inside import heading_level
from transforms.clean.marks import BYLINE, DATED, DATELINE, NAME, SECTION
from transforms.clean.signals import LineSignals, Page
from transforms.clean.titles import (
    is_headline_shaped,
    page_titles,
    restates,
    sentence_count,
    shares_words,
)
from transforms.clean.verdict import Verdict, Verdicts, in_field, in_text, removed
from transforms.fields.dateline import is_dateline_alone
from transforms.fields.moments import date_label, is_only_date
from transforms.fields.names import is_byline, is_person_name, person_names

HEAD_PROSE = 3
"""Prose lines that the head may hold: a dek and a highlight can stand before a byline."""

HEAD_LINES = 60
"""Lines of the longest head: on the development pages (`near`) nine in ten bodies start before
the 15th line."""

DATE_WORDS = 18
"""Words of the longest date line."""

SITE_NAME = 60
"""Characters that a site's name adds to a repeated title at most."""

TITLE_SURE = 0.75
"""Of 272 shaped title lines of the development pages (`near`) that share words with the text, 199
are the title; the others are mostly captions of pages whose title is not there."""

TITLE_ANCHORED = 0.85
"""A title right above a byline or date."""

SHARED = 0.2
"""Share of a title's longer words that the first paragraphs have too."""

TITLE_UNSURE = 0.5
"""Without shared words it is every second one, on few pages."""

Found = Mapping[int, Verdict]


def _open_lines(page: Page, verdicts: Verdicts) -> Iterator[LineSignals]:
    """Lines that are not blank and that nobody has decided on, in order."""
    return (page.lines[index] for index in page.shown if verdicts[index] is None)


def _head(page: Page, verdicts: Verdicts) -> Iterator[LineSignals]:
    """The undecided lines up to the third prose line, `HEAD_LINES` at most."""
    prose_left, lines_left = HEAD_PROSE, HEAD_LINES
    for index in page.shown:
        if verdicts[index] is None:
            line = page.lines[index]
            prose_left -= line.is_prose
            if not prose_left or not lines_left:
                return
            lines_left -= 1
            yield line


def _end_of_head(page: Page, verdicts: Verdicts) -> int:
    """The first index behind the lines of `_head`."""
    prose = (index for index in page.prose if verdicts[index] is None)
    end = next(islice(prose, HEAD_PROSE - 1, None), len(page.lines))
    place = bisect_left(page.shown, end)
    if place <= HEAD_LINES:
        return end
    shown = (index for index in page.shown[:place] if verdicts[index] is None)
    return next(islice(shown, HEAD_LINES, None), end)


def _marked_in_head(page: Page, verdicts: Verdicts, mark: int) -> list[LineSignals]:
    """The lines of the head that have a mark."""
    marked = [index for index in page.marked(mark) if verdicts[index] is None]
    if not marked:
        return []
    end = _end_of_head(page, verdicts)
    return [page.lines[index] for index in marked if index < end]


def title_claimed(page: Page, verdicts: Verdicts) -> Found:
    """The line that repeats a title which the input states, with or without the site's name.

    The first such line is the title; its content is kept in `articles.title`.
    """
    wanted = page_titles(page.document)
    if not wanted:
        return {}
    for line in _open_lines(page, verdicts):
        if line.full_form in wanted:
            return {line.at: in_field("title", "title_claimed", "equals the stated title", 0.97)}
    return {}


def title_marked(page: Page, verdicts: Verdicts) -> Found:
    """The first top heading of a Markdown text, if no other line is the title."""
    if page.document.format != "md" or _has(verdicts, "title"):
        return {}
    for line in _head(page, verdicts):
        if heading_level(page.raw[line.at].strip()) == 1:
            return {line.at: in_field("title", "title_marked", "marked as the top heading", 0.95)}
    return {}


def title_anchored(page: Page, verdicts: Verdicts) -> Found:
    """The headline right above the byline or the date line, with or without a dek between them.

    Above it stand only lines that rules know, and labels of one or two words.
    """
    if _has(verdicts, "title") or page_titles(page.document):
        return {}
    block: list[LineSignals] = []
    for line in _head(page, verdicts):
        if _is_byline(line) or _is_dated(line):
            return _title_of(block) if block else _title_below_path(page, verdicts, line)
        if line.words < 3 or is_section_label(line):
            if block:
                return {}
        else:
            block.append(line)
        if len(block) > 2:
            return {}
    return {}


def _title_below_path(page: Page, verdicts: Verdicts, line: LineSignals) -> Found:
    """A title of two words: it stands between the path of the page and the byline or date."""
    place = page.shown.index(line.at)
    if place < 2:
        return {}
    above, path = (page.lines[i] for i in (page.shown[place - 1], page.shown[place - 2]))
    verdict = verdicts[path.at]
    is_short = verdicts[above.at] is None and above.words == 2 and not above.ends_sentence
    if not is_short or verdict is None or verdict.rule != "breadcrumb":
        return {}
    if is_section_label(above) or is_person_name(above.text) or not above.text[0].isupper():
        return {}
    reason = "between the path of the page and the byline or date"
    return {above.at: in_field("title", "title_anchored", reason, TITLE_ANCHORED)}


def _is_byline(line: LineSignals) -> bool:
    return line.marks & BYLINE > 0 and is_byline(line.text)


def _is_date(line: LineSignals) -> bool:
    return line.marks & DATED > 0 and is_only_date(line.text)


def _is_dated(line: LineSignals) -> bool:
    return line.words <= DATE_WORDS and _is_date(line)


def _title_of(block: list[LineSignals]) -> Found:
    """The title among the lines above a byline; two are title and dek, or kicker and title."""
    first, last = block[0], block[-1]
    is_kicker = first.words <= 3 and last.words >= 5
    title = first if is_headline_shaped(first.text, last.text) and not is_kicker else last
    if not is_headline_shaped(title.text, "") or is_person_name(title.text):
        return {}
    reason = "a headline right above the byline or date"
    return {title.at: in_field("title", "title_anchored", reason, TITLE_ANCHORED)}


def above_title(page: Page, verdicts: Verdicts) -> Found:
    """Short labels above a title that is sure: the site's navigation."""
    title = next((i for i, v in enumerate(verdicts) if v is not None and v.kind == "title"), None)
    verdict = verdicts[title] if title is not None else None
    if title is None or verdict is None or verdict.score < TITLE_ANCHORED:
        return {}
    reason = "a label above the title"
    return {
        i: removed("navigation", "above_title", reason, 0.85)
        for i in page.shown
        if i < title and verdicts[i] is None and page.lines[i].words <= 2
    }


def title_shape(page: Page, verdicts: Verdicts) -> Found:
    """The first line of a plain text, if place and shape make it a headline.

    It has 3 to 24 words and no sentence's mark, starts like a headline, does not end in the
    middle of a phrase, is followed by prose, and the next line does not go on with it. A sentence
    or a fragment never becomes a title: then `articles.title` is NULL.
    """
    if _has(verdicts, "title") or page_titles(page.document):
        return {}
    lines = list(islice(_open_lines(page, verdicts), 4))
    lines = lines[1:] if lines and is_section_label(lines[0]) else lines
    lines = [line for line in lines if not (_is_date(line) or _is_byline(line))]
    if len(lines) < 2 or not is_headline_shaped(lines[0].text, lines[1].text):
        return {}
    first = lines[0]
    prose = [index for index in page.prose if index > first.at and verdicts[index] is None]
    if not prose or page.lines[prose[0]].words < first.words:
        return {}
    again = len(page.with_form_of(first)) > 1
    reason = "a headline by place and shape" + (", and it stands twice" if again else "")
    is_shared = shares_words(first.text, [page.lines[i].text for i in prose[:6]], SHARED)
    if not (again or is_shared) and _is_above_menu(page, verdicts, first.at):
        return {}
    score = 0.93 if again else TITLE_SURE if is_shared else TITLE_UNSURE
    return {first.at: in_field("title", "title_shape", reason, score)}


def _is_above_menu(page: Page, verdicts: Verdicts, index: int) -> bool:
    """Whether the next line is one of a menu: then the line is more likely the outlet's name."""
    after = next((i for i in page.shown if i > index), None)
    below = verdicts[after] if after is not None else None
    return below is not None and below.kind == "navigation"


def byline(page: Page, verdicts: Verdicts) -> Found:
    """Lines that name the authors: "By Ada Brun", "Posted by … on …", or a stated author's name.

    In the head they are kept in `authors`. A bare name counts if the input states it as an author
    or if it stands right before or after a date line.
    """
    authors = {
        normal_form(n)
        for c in page.document.claims
        if c.name == "author"
        for n in person_names(c.value)
    }
    found: dict[int, Verdict] = {}
    if not (authors or _may_name_authors(page, verdicts)):
        return found
    end = bisect_left(page.shown, _end_of_head(page, verdicts))
    head = [page.lines[index] for index in page.shown[:end] if verdicts[index] is None]
    shown = [line for line in head if not line.is_prose]
    dated = {place for place, line in enumerate(shown) if line.marks & DATED}
    beside = {place + step for place in dated for step in (-1, 0, 1)}
    for place, line in enumerate(shown):
        is_below = bool(found) and shown[place - 1].at in found
        if not (line.marks & (BYLINE | NAME) or authors or is_below):
            continue
        if _is_byline(line):
            found[line.at] = in_field("byline", "byline", "names the authors", 0.95)
        elif authors and line.words <= 12 and _names_only(line.text, authors):
            found[line.at] = in_field("byline", "byline", "names a stated author", 0.95)
        elif (
            line.marks & NAME
            and (
                (place in beside and _beside_date(shown, place))
                or _under_title(page, verdicts, line)
            )
            and is_person_name(line.text)
        ):
            found[line.at] = in_field(
                "byline", "byline", "a name under the title or beside the date", 0.75
            )
        elif is_below and _goes_on(line.text):
            found[line.at] = in_field("byline", "byline", "goes on with the byline above", 0.9)
    return found


def _may_name_authors(page: Page, verdicts: Verdicts) -> bool:
    """Whether the head may have a byline, or a name beside a date or under the title."""
    if _marked_in_head(page, verdicts, BYLINE):
        return True
    if not _marked_in_head(page, verdicts, NAME):
        return False
    return _has(verdicts, "title") or bool(_marked_in_head(page, verdicts, DATED))


def _under_title(page: Page, verdicts: Verdicts, line: LineSignals) -> bool:
    """Whether nothing but the title, the dek or blank lines stand right above."""
    if line.words > 3:
        return False
    place = bisect_left(page.shown, line.at)
    verdict = verdicts[page.shown[place - 1]] if place else None
    return verdict is not None and verdict.kind == "title"


def _goes_on(text: str) -> bool:
    """Whether a line starts as the second half of a byline does: "and Karl Vess, Orvane"."""
    start, _, rest = text.partition(" ")
    return start in ("and", "und", "et", "y", "&", "with") and is_byline("By " + rest)


def _names_only(text: str, authors: set[str]) -> bool:
    names = [normal_form(name) for name in person_names(text)]
    return bool(names) and all(name in authors for name in names)


def _beside_date(lines: list[LineSignals], place: int) -> bool:
    neighbours = lines[max(0, place - 1) : place + 2]
    return any(_is_date(line) for line in neighbours)


def date_line(page: Page, verdicts: Verdicts) -> Found:
    """Lines of the head that hold a date and nothing else: "Published: 3 March 2024".

    They fill `published_at` or `modified_at`. A date alone further down may head a part of the
    text and stays.
    """
    found: dict[int, Verdict] = {}
    for line in _marked_in_head(page, verdicts, DATED):
        if line.words > 1 and _is_dated(line):
            label = date_label(line.text)
            reason = f"states when it was {label}" if label else "a date alone at the head"
            found[line.at] = in_field("date", "date_line", reason, 0.95 if label else 0.85)
    return found


def dateline_alone(page: Page, verdicts: Verdicts) -> Found:
    """A dateline on a line of its own: "ORVANE, March 3 —"; kept in `dateline_place`."""
    for line in _marked_in_head(page, verdicts, DATELINE):
        if is_dateline_alone(line.text):
            return {line.at: in_field("dateline", "dateline_alone", "place and date alone", 0.93)}
    return {}


def is_section_label(line: LineSignals) -> bool:
    """Whether a line is a section's name."""
    return bool(line.marks & SECTION)


def _section_alone(page: Page, verdicts: Verdicts) -> Found:
    """A section's name that is the first line, right before prose."""
    first = list(islice(_open_lines(page, verdicts), 2))
    if len(first) < 2 or not is_section_label(first[0]) or not first[1].is_prose:
        return {}
    return {first[0].at: in_field("section", "section_label", "names the section", 0.8)}


def section_label(page: Page, verdicts: Verdicts) -> Found:
    """The section's name right before the title; kept in `articles.section`."""
    title = next((i for i, v in enumerate(verdicts) if v is not None and v.kind == "title"), None)
    stated = {normal_form(c.value) for c in page.document.claims if c.name == "section"}
    if title is None:
        return _section_alone(page, verdicts)
    if any(i < title and verdicts[i] is None for i in page.prose):
        return {}
    before = [page.lines[i] for i in page.shown if i < title and verdicts[i] is None]
    for line in reversed(before[-2:]):
        is_kicker = line.words <= 3 and line.text.isupper() and line.at == before[-1].at
        if is_section_label(line) or is_kicker or line.full_form in stated:
            return {line.at: in_field("section", "section_label", "names the section", 0.85)}
    return {}


def dek(page: Page, verdicts: Verdicts) -> Found:
    """The summary line between title and text; kept in `articles.dek`.

    It equals a stated summary: then a sentence stays in the text as well, for publishers state
    their first paragraph as the summary as often as a line above it. Or it is one sentence right
    under the title, shorter than each of the three paragraphs after it and well below their
    median, and the text starts anew after it: the next paragraph restates it.
    """
    title = next((i for i, v in enumerate(verdicts) if v is not None and v.kind == "title"), None)
    stated = {normal_form(c.value) for c in page.document.claims if c.name == "dek"}
    if title is None and not stated and not page_titles(page.document):
        return {}
    after = [line for line in islice(_open_lines(page, verdicts), 60) if line.at > (title or -1)]
    if len(after) < 2:
        return {}
    if stated:
        is_one = title is not None or not after[0].ends_sentence
        return _dek_stated(after[0]) if is_one and after[0].full_form in stated else {}
    if title is None:
        is_open = after[0].at == page.shown[0] and after[1].is_prose and _is_open(after[0])
        reason = "an unended line before the text; the title is stated elsewhere"
        return {after[0].at: in_field("dek", "dek", reason, 0.75)} if is_open else {}
    return _dek_open(after, page, verdicts) or _dek_by_shape(after)


def _dek_stated(line: LineSignals) -> Found:
    if line.is_prose:
        reason = "equals the stated summary; a sentence, so that it stays in the text too"
        return {line.at: in_text("dek", "dek", reason, 0.93)}
    return {line.at: in_field("dek", "dek", "equals the stated summary", 0.93)}


def _is_open(line: LineSignals) -> bool:
    """Whether a line could be a dek without a sentence's mark."""
    if line.ends_sentence or not 5 <= line.words <= 40:
        return False
    return line.text[-1] not in ",:;–—-" and not line.text[0].islower()


def _dek_open(after: list[LineSignals], page: Page, verdicts: Verdicts) -> Found:
    """A line without a sentence's mark right under the title is no paragraph and no sub-heading."""
    line, title = after[0], max(i for i in page.shown if i < after[0].at)
    above = verdicts[title]
    is_under = above is not None and above.kind == "title" and above.score >= TITLE_SURE
    if not is_under or not _is_open(line) or not after[1].text[0].isupper():
        return {}
    return {line.at: in_field("dek", "dek", "a line without a mark right under the title", 0.8)}


def _dek_by_shape(after: list[LineSignals]) -> Found:
    line, body = after[0], [other for other in after[1:8] if other.is_prose]
    if (
        not line.is_prose
        or sentence_count(line.text) != 1
        or len(body) < 3
        or after[1] is not body[0]
    ):
        return {}
    sizes = sorted(other.words for other in body)
    median = sizes[len(sizes) // 2]
    if line.words > 0.75 * median or any(line.words >= other.words for other in body[:3]):
        return {}
    if not restates(line.text, body[0].text):
        return {}
    return {
        line.at: in_field(
            "dek", "dek", "one sentence under the title, before the text starts anew", 0.75
        )
    }


def repeated_title(page: Page, verdicts: Verdicts) -> Found:
    """Further copies of the title, also with the site's name behind it."""
    titles = set(page_titles(page.document)) | _forms_of(page, verdicts, "title")
    if not titles:
        return {}
    starts = tuple(titles)
    letters = {title[0] for title in titles}
    longest = 2 * (max(map(len, titles)) + SITE_NAME)
    verdict = removed("repeated_title", "repeated_title", "the title again", 0.97)
    possible = (page.lines[i] for i in page.starting_with(letters) if verdicts[i] is None)
    return {
        line.at: verdict
        for line in possible
        if len(line.text) <= longest
        and (line.form or line.full_form).startswith(starts)
        and _is_title(line, titles)
    }


def _is_title(line: LineSignals, titles: set[str]) -> bool:
    form = line.full_form
    if form in titles:
        return True
    for mark in (" | ", " - ", " – ", " — ", " : ", " · ", " » "):
        head, found, tail = line.text.rpartition(mark)
        if found and len(tail.split()) <= 5 and normal_form(head) in titles:
            return True
    return False


def repeated_dek(page: Page, verdicts: Verdicts) -> Found:
    """Further copies of the summary line."""
    verdict = removed("repeated_dek", "repeated_dek", "the summary again", 0.95)
    deks = (i for i, found in enumerate(verdicts) if found is not None and found.kind == "dek")
    return {
        index: verdict
        for dek_index in deks
        for index in page.with_form_of(page.lines[dek_index])
        if verdicts[index] is None
    }


def _forms_of(page: Page, verdicts: Verdicts, kind: str) -> set[str]:
    return {
        page.lines[i].full_form for i, v in enumerate(verdicts) if v is not None and v.kind == kind
    }


def _has(verdicts: Verdicts, kind: str) -> bool:
    for verdict in verdicts:  # noqa: SIM110 - a plain loop takes half the time of any() here
        if verdict is not None and verdict.kind == kind:
            return True
    return False
