"""Which lines are furniture because of the lines around them?

Page rules: they see all lines and the verdicts so far, and answer with new verdicts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from transforms.clean.forms import LONG_LINE, normal_tokens
from transforms.clean.marks import (
    BIO,
    COUNT,
    DATED,
    KEYWORDS,
    LONGEST_COUNT,
    NETWORK,
    SECTION,
    SIGNS,
    SOURCE,
    TAG_LABEL,
)
from transforms.clean.pattern import any_of
from transforms.clean.signals import Page
from transforms.clean.verdict import Verdict, Verdicts, in_field, removed
from transforms.fields.moments import is_only_date
from transforms.fields.tags import TAG_HEAD, keyword_parts

Found = Mapping[int, Verdict]

_NUMBER = any_of(
    r"[+(]?\d{1,3}(?:[.,]\d{1,3}){0,2}\s?[kKmM]?\)?",
)
_RULER = any_of(
    r"[\W_]+",
)
_BIO = any_of(
    r"^[A-ZÀ-Þ][\w’'.-]{1,20} [A-ZÀ-Þ][\w’'.-]{1,25} "
    r"(?:covers|reports on|writes about|was editor of) .{2,120}$",
    r"\b(?:is|was) (?:a|an|the|our|one of) .{0,80}\b(?:reporter|writer|journalist|"
    r"correspondent|"
    r"editor|columnist|contributor|freelancer?|fellow|professor|lecturer|author|critic|"
    r"producer|photographer|blogger|analyst)\b",
    r"\b(?:contributed to|assisted with|helped with) (?:this|the) (?:report|story|article|"
    r"review|piece)\b",
    r"\bhas (?:covered|been covering|written|reported)\b.{0,80}\b(?:since|for)\b",
    r"^(?:about the author|the author is|the writer is|the reporter|reach (?:him|her|"
    r"them) (?:at|on)|follow (?:him|her|them|@)|(?:he|she|they) can be (?:reached|contacted|"
    r"followed))\b",
    r"\bcan be reached (?:at|by|on)\b",
    r"^(?:reporting|writing|editing) (?:for|by)\b",
    r"\b(?:reporter|writer|correspondent|editor)s?\b.{2,60}\bcontributed\b",
    flags=re.IGNORECASE,
)
_BIO_CUES = (
    "report",
    "writ",
    "edit",
    "journalist",
    "author",
    "contrib",
    "cover",
    "assisted",
    "helped",
    "reach",
    "follow",
    "contact",
    "correspondent",
    "column",
    "freelance",
    "fellow",
    "profess",
    "lectur",
    "critic",
    "produc",
    "photograph",
    "blogger",
    "analyst",
)
"""Parts of words, cheap to look for, of which all that `_BIO` finds has one."""

_LONGEST_BIO = 80
LONGEST_RUN = 12
"""More numbers than this, one a line, are figures of a table and no counters."""

FRONT_MATTER_LINES = 200
"""A block that has not ended by then is no front matter."""

_FIELD = re.compile(r"[\w-]{1,60}\s*[:=]")
_SOURCE = re.compile(
    r"[(\[][A-Z][\w&.' /-]{1,40}[)\]]"
    r"|(?:source|quelle|fuente|fonte|via)s?\s?:\s?[A-ZÀ-Þ][^.!?]{1,50}",
    re.IGNORECASE,
)

TEASERS_INSIDE = 40
"""Lines of the longest list of other stories inside the text."""

BULLETS = frozenset(("- ", "* ", "• ", "· ", "– ", "▪ ", "● "))


def _last_prose(page: Page, verdicts: Verdicts) -> int:
    """Index of the last prose line that nobody has decided on; -1 if there is none."""
    return next((i for i in reversed(page.prose) if verdicts[i] is None), -1)


def _first_prose(page: Page, verdicts: Verdicts) -> int:
    """Index of the first prose line that nobody has decided on; without any the line count."""
    return next((i for i in page.prose if verdicts[i] is None), len(page.lines))


def ruler(page: Page, verdicts: Verdicts) -> Found:
    """A line of signs only, such as "* * *" or "-----"."""
    verdict = removed("markup", "ruler", "signs only", 0.9)
    return {
        i: verdict
        for i in page.marked(SIGNS)
        if verdicts[i] is None and page.lines[i].words <= 5 and _RULER.fullmatch(page.lines[i].text)
    }


def bare_number(page: Page, verdicts: Verdicts) -> Found:
    """A number alone: the count of some button without its label.

    Years stay, and so does a number beside a short line that nobody has named, as in a box score
    or a table with one cell a line.
    """
    found: dict[int, Verdict] = {}
    for index in page.marked(COUNT):
        if verdicts[index] is not None or not _is_count(page.lines[index].text):
            continue
        place = bisect_left(page.shown, index)
        if not _is_cell(page, verdicts, place, -1) and not _is_cell(page, verdicts, place, 1):
            found[index] = removed("counter", "bare_number", "a number without a label", 0.93)
    return found


def _is_count(text: str) -> bool:
    if len(text) > LONGEST_COUNT or not _NUMBER.fullmatch(text):
        return False
    return not (len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2100)


def _is_cell(page: Page, verdicts: Verdicts, place: int, step: int) -> bool:
    """Whether the nearest line in that direction that is no number looks like a table's cell.

    A long run of numbers is a table as such.
    """
    for _ in range(LONGEST_RUN):
        place += step
        if not 0 <= place < len(page.shown):
            return False
        index = page.shown[place]
        line = page.lines[index]
        if not _is_count(line.text):
            return verdicts[index] is None and line.words <= 4 and not line.ends_sentence
    return True


def keyword_line(page: Page, verdicts: Verdicts) -> Found:
    """A comma list of short phrases before or after all prose; the phrases become tags.

    At least four phrases of one to six words, no sentence's mark, no address, and most of the
    words stand elsewhere on the page too: keywords repeat what the article is about.
    """
    first, last = _first_prose(page, verdicts), _last_prose(page, verdicts)
    lists = [
        index
        for index in page.marked(KEYWORDS)
        if not first <= index <= last
        and verdicts[index] is None
        and keyword_parts(page.lines[index].text)
    ]
    if not lists:
        return {}
    verdict = removed("keywords", "keyword_line", "a list of keywords; kept as tags", 0.93)
    uses = Counter(word for line in page.lines for word in set(normal_tokens(line.text)))
    return {i: verdict for i in lists if _repeats_page(page.lines[i].text, uses)}


def _repeats_page(text: str, uses: Counter[str]) -> bool:
    """Whether half of the words stand in other lines too."""
    words = set(normal_tokens(text))
    return 2 * sum(uses[word] > 1 for word in words) >= len(words)


def tag_list(page: Page, verdicts: Verdicts) -> Found:
    """Tags one a line after a head such as "Tags", behind the prose; they become tags."""
    found: dict[int, Verdict] = {}
    last = _last_prose(page, verdicts)
    is_open = False
    for index in page.shown:
        line = page.lines[index]
        if index < last:
            continue
        if verdicts[index] is None and line.marks & TAG_LABEL:
            found[index] = removed("keywords", "tag_list", TAG_HEAD, 0.93)
            is_open = True
        elif is_open and verdicts[index] is None and line.words <= 4 and not line.ends_sentence:
            found[index] = removed("keywords", "tag_list", "a tag; kept as a tag", 0.88)
        elif index != last:
            is_open = False
    return found


def section_row(page: Page, verdicts: Verdicts) -> Found:
    """Section names outside the prose or in a row: the site's navigation.

    A single section name between two prose lines may be a sub-heading and stays.
    """
    found: dict[int, Verdict] = {}
    shown = page.shown
    first, last = _first_prose(page, verdicts), _last_prose(page, verdicts)
    for index in page.marked(SECTION):
        if verdicts[index] is not None:
            continue
        place = bisect_left(shown, index)
        if not first < index < last or any(
            page.lines[i].marks & SECTION or _is_removed(verdicts[i])
            for i in (shown[place - 1], shown[place + 1])
        ):
            found[index] = removed(
                "navigation", "section_row", "a section's name in a row or outside the text", 0.88
            )
    return found


def _is_removed(verdict: Verdict | None) -> bool:
    return verdict is not None and not verdict.is_kept


def late_date(page: Page, verdicts: Verdicts) -> Found:
    """A date alone behind all prose, or next to furniture: it dates another story."""
    found: dict[int, Verdict] = {}
    last = _last_prose(page, verdicts)
    for index in page.marked(DATED):
        line = page.lines[index]
        is_open = index > last and verdicts[index] is None
        if is_open and line.words <= 12 and is_only_date(line.text):
            found[index] = removed("date", "late_date", "a date behind the text", 0.88)
    return found


def related_list(page: Page, verdicts: Verdicts) -> Found:
    """The titles under a head like "Similar Posts".

    Behind all prose everything up to the end goes. Inside the text only the lines without a
    sentence's mark right under the head go, and the last one before prose stays if there are
    several: it may be a sub-heading.
    """
    found: dict[int, Verdict] = {}
    shown = page.shown
    first, last = _first_prose(page, verdicts), _last_prose(page, verdicts)
    for place, index in enumerate(shown):
        verdict = verdicts[index]
        if verdict is None or verdict.kind != "related_head" or index in found:
            continue
        if index > first and index > last:
            found.update(_teasers(verdicts, shown[place + 1 :], 0.9))
            found.update(_menu_below(page, verdicts, shown[place + 1 :]))
            break
        inside = shown[place + 1 : place + 1 + TEASERS_INSIDE]
        above = shown[place - 1] if place else index
        found.update(_teasers_inside(page, verdicts, above, inside))
    return found


def _teasers(verdicts: Verdicts, indices: tuple[int, ...], score: float) -> Found:
    reason = "under the head of a list of other stories"
    return {
        i: removed("related_link", "related_list", reason, score)
        for i in indices
        if verdicts[i] is None
    }


def _menu_below(page: Page, verdicts: Verdicts, rest: tuple[int, ...]) -> Found:
    """The labels right above a navigation line, below the list and another block after it."""
    verdict = removed("navigation", "related_list", "a label of the page's foot", 0.85)
    found: dict[int, Verdict] = {}
    is_below = False
    for index, after in pairwise(rest):
        is_below = is_below or _kind_of(verdicts[index]) in _BLOCKS_BELOW
        is_label = verdicts[index] is None and page.lines[index].words <= 4
        if is_below and is_label and _kind_of(verdicts[after]) in ("navigation", "copyright"):
            found[index] = verdict
    return found


_BLOCKS_BELOW = frozenset(("comment_prompt", "newsletter_prompt", "share_buttons"))


def _teasers_inside(page: Page, verdicts: Verdicts, above: int, rest: tuple[int, ...]) -> Found:
    """Titles right under a head inside the text.

    A line that ends in a colon announces what follows, and one with the bullet of the line above
    the head (`above`) goes on with that line's list: neither is the title of another story.
    """
    text = page.lines[above].text
    bullet = text[:2] if verdicts[above] is None and text[:2] in BULLETS else ""
    run: list[int] = []
    stopped_by_prose = False
    for index in rest:
        line = page.lines[index]
        is_text = line.text.endswith(":") or (bullet and line.text.startswith(bullet))
        if is_text or (line.ends_sentence and line.words >= 6):
            stopped_by_prose = True
            break
        if verdicts[index] is None and line.words <= 2 and run:
            break
        run.append(index)
    if stopped_by_prose and len(run) > 1:
        run = run[:-1]
    return _teasers(verdicts, tuple(run), 0.8) if stopped_by_prose else {}


def author_note(page: Page, verdicts: Verdicts) -> Found:
    """What the page's end says about its authors, such as that one is a reporter in Orvane.

    Only behind the last prose line that is no such note.
    """
    found: dict[int, Verdict] = {}
    for index in reversed(page.shown):
        line = page.lines[index]
        if verdicts[index] is not None:
            continue
        if line.marks & BIO and line.words <= _LONGEST_BIO and _is_bio(line.text):
            found[index] = removed(
                "author_note", "author_note", "about the author, behind the text", 0.88
            )
        elif line.is_prose:
            break
    return found if len(found) < sum(1 for i in page.prose if verdicts[i] is None) else {}


def _is_bio(text: str) -> bool:
    """Whether a line tells who the author is."""
    if len(text) > LONG_LINE:
        return False
    low = text.lower()
    for cue in _BIO_CUES:
        if cue in low:
            return _BIO.search(text) is not None
    return False


def _kind_of(verdict: Verdict | None) -> str:
    return verdict.kind if verdict is not None else ""


def loose_label(page: Page, verdicts: Verdicts) -> Found:
    """A short label among furniture that alone would say too little.

    A service's name such as "X" beside share buttons; the head of a newsletter box right before
    it, behind all prose.
    """
    found: dict[int, Verdict] = {}
    shown = page.shown
    last = _last_prose(page, verdicts)
    heads = [
        before
        for before, index in pairwise(shown)
        if before > last >= 0 and _kind_of(verdicts[index]) == "newsletter_prompt"
    ]
    for index in sorted({*page.marked(NETWORK), *heads}):
        line = page.lines[index]
        if verdicts[index] is not None or line.words > 6 or line.ends_sentence:
            continue
        place = bisect_left(shown, index)
        before = _kind_of(verdicts[shown[place - 1]]) if place else ""
        after = _kind_of(verdicts[shown[place + 1]]) if place + 1 < len(shown) else ""
        if line.marks & NETWORK and "share_buttons" in (before, after):
            found[index] = removed("share_buttons", "loose_label", "among share buttons", 0.9)
        elif index > last >= 0 and after == "newsletter_prompt":
            found[index] = removed(
                "newsletter_prompt", "loose_label", "heads a newsletter box", 0.85
            )
    return found


def source_line(page: Page, verdicts: Verdicts) -> Found:
    """The agency that a text comes from, on a line of its own behind the prose: "(Tessal Wire)"."""
    last = _last_prose(page, verdicts)
    verdict = in_field("source_line", "source_line", "names the source", 0.85)
    return {
        i: verdict
        for i in page.marked(SOURCE)
        if verdicts[i] is None and i > last >= 0 and _SOURCE.fullmatch(page.lines[i].text)
    }


def front_matter(page: Page, verdicts: Verdicts) -> Found:
    """The block of fields between two fences that a Markdown file starts with."""
    fence = page.raw[0].rstrip()
    if page.document.format != "md" or fence not in ("---", "+++"):
        return {}
    closing = ("---", "...") if fence == "---" else ("+++",)
    for index, line in enumerate(page.raw[1:FRONT_MATTER_LINES], 1):
        if line.rstrip() in closing:
            if not any(_FIELD.match(inner) for inner in page.raw[1:index]):
                return {}
            verdict = removed("markup", "front_matter", "fields of the file", 0.97)
            return {i: verdict for i in page.shown if i <= index}
    return {}


def html_main_content(page: Page, verdicts: Verdicts) -> Found:
    """Lines that an HTML extractor does not take for the article's body.

    Not asked when it found nothing or next to nothing of the page's prose.
    """
    body = page.document.body_lines
    if body is None:
        return {}
    inside = sum(page.lines[i].words for i in page.prose if i in body)
    prose = sum(page.lines[i].words for i in page.prose)
    if not body or (inside < 30 and prose > 3 * inside):
        return {}
    reason = "outside of what the HTML extractor takes for the article"
    return {
        i: removed("other_furniture", "html_main_content", reason, 0.85)
        for i in page.shown
        if verdicts[i] is None and i not in body
    }
