"""Which line above the text is its headline, on a page with menus and other stories?

The rules of `head` look at the first lines of a page; a whole-page dump has a hundred lines of
menus there. This one starts from the text that the line model found, and looks upwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from operator import mul
from typing import Final

from transforms.clean.forms import STEM, UNSPACED, normal_tokens, stems_in
from transforms.clean.guards import MOST_POINTS
from transforms.clean.marks import BYLINE, KEY_POINTS, NAME, TIMED
from transforms.clean.signals import LineSignals, Page
from transforms.clean.titles import is_headline_shaped, page_titles
from transforms.clean.verdict import Verdict, Verdicts, in_field, removed
from transforms.fields.names import is_byline, is_person_name

REACH: Final = 40
"""Lines above the text among which the headline is looked for: on the development pages nine in
ten stand within twelve."""

FEWEST_ABOVE: Final = 2
"""Lines above the text from which a page counts as one with menus."""

TEXT_WORDS: Final = 8
TEXT_LINES: Final = 12
TEXT_CHARS: Final = 600
LEAD_CHARS: Final = 300
CONFIDENCE: Final = 0.75
"""Of the headlines found so on the development pages three in four are the page's title."""
BYLINE_REACH: Final = 5
SHARED_ENOUGH: Final = 5
SHORT, LONG = 5, 16
MOST_WORDS, MOST_CHARS = 40, 180
NEXT: Final = 3
FAR: Final = 12
SOON: Final = 14
SURE_TEXT: Final = 0.75
"""Lines that the line model gives this score are text and no headline."""

FEWEST_LETTERS: Final = 4
"""Letters of the shortest word that counts, in scripts that set blanks."""

_UNSPACED = re.compile(f"{UNSPACED.pattern}|[\uac00-\ud7a3]")

LEAST_WORTH: Final = 1.0
"""A line of less worth is no headline; then the title stays unknown."""

WORTH: Final = {
    "share of its longer words in the text": 0.6,
    "five longer words in the text, or part of that": 1.45,
    "share of its longer words in the lead": 0.8,
    "a byline or date soon after it": 0.8,
    "taken for the title by its shape": 0.8,
    "fewer than five words": -0.4,
    "more than sixteen words": -1.1,
    "ends a sentence": -0.5,
    "right under another line that shares words with the text": -0.5,
    "more than twelve lines above the text": -0.3,
    "one of the three lines above the text": 0.25,
    "ends with a line beside it: a label is glued before that": -0.8,
    "stands on the page again": 0.35,
}
"""What speaks for a line being the headline, chosen by hand on the development pages."""

_WEIGHTS = tuple(WORTH.values())
_AT_BYLINE, _UNDER, _GLUED, _AGAIN = map(
    [*WORTH].index,
    (
        "a byline or date soon after it",
        "right under another line that shares words with the text",
        "ends with a line beside it: a label is glued before that",
        "stands on the page again",
    ),
)

_DATE = re.compile(
    r"\d{1,2}\D{1,12}(?:19|20)\d\d|(?:19|20)\d\d\D{1,3}\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d\d\b"
    r"|\b\d{1,2}[:h]\d\d\b"
)
_POSSIBLE = frozenset(
    ("title", "repeated_title", "dek", "byline", "related_link", "repeated_line", "subhead", "body",
     "other_furniture", "caption")
)  # fmt: skip


def title_above_text(page: Page, verdicts: Verdicts) -> Mapping[int, Verdict]:
    """The headline between the menus and the text of a whole page.

    Of the headline-shaped lines above the text the one that shares most of its words with it
    counts, the more so near to it and before a byline or a date; `WORTH` has all that counts.
    """
    if page_titles(page.document):
        return {}
    start = _start(page, verdicts)
    if start is None:
        return {}
    above = page.shown[: bisect_left(page.shown, start)]
    if len(above) < FEWEST_ABOVE:
        return {}
    decided = ((index, verdicts[index]) for index in above)
    known = next((i for i, v in decided if v is not None and v.kind == "title"), None)
    best = _best(page, verdicts, above[-REACH:], start)
    if best is None or best == known:
        return {}
    found = {best: in_field("title", "title_above_text", "the headline above the text", CONFIDENCE)}
    if known is not None:
        found[known] = removed(
            "navigation", "title_above_text", "another line is the headline", CONFIDENCE
        )
    for index in page.with_form_of(page.lines[best]):
        verdict = verdicts[index]
        is_free = verdict is None or not verdict.is_kept
        if is_free and index not in found:
            found[index] = removed("repeated_title", "repeated_title", "the title again", 0.97)
    return found


def _start(page: Page, verdicts: Verdicts) -> int | None:
    """The first line of text: a sure one, or one that another soon follows; else the first."""
    first = before = None
    for place, index in enumerate(page.shown):
        verdict = verdicts[index]
        if verdict is None or not verdict.in_text or not _begins_text(page.lines[index]):
            continue
        if before is not None and place - before <= SOON:
            return page.shown[before]
        if verdict.score >= SURE_TEXT:
            return index
        first = index if first is None else first
        before = place
    return first


def _begins_text(line: LineSignals) -> bool:
    if line.words < TEXT_WORDS:
        return False
    return line.text[-1] not in "?!" if line.ends_sentence else not _is_possible(line)


def _is_byline_or_date(line: LineSignals) -> bool:
    """Whether a line is a byline, or a short one with a date and a year, or with a clock."""
    if line.marks & TIMED and _DATE.search(line.text) is not None:
        return True
    return line.marks & BYLINE > 0 and is_byline(line.text)


def _is_glued(text: str, beside: Sequence[int], page: Page) -> bool:
    others = (page.lines[index] for index in beside)
    return any(
        other.words > 2 and len(other.text) < len(text) and text.endswith(other.text)
        for other in others
    )


def _best(page: Page, verdicts: Verdicts, above: Sequence[int], start: int) -> int | None:
    points = _below_key_points(page, above)
    possible = {i for i in above if i not in points and _is_open(verdicts[i])}
    below = page.shown[bisect_left(page.shown, start) :]
    text = [*islice((page.lines[i].text for i in below if _is_text(verdicts[i])), TEXT_LINES)]
    own_stems = [
        _stems(page.lines[i].text)
        if i in possible and _may_be_headline(page.lines[i])
        else frozenset()
        for i in above
    ]
    stems = _stems_in(frozenset().union(*own_stems), " ".join([line[:TEXT_CHARS] for line in text]))
    sharing = {place: own & stems for place, own in enumerate(own_stems) if own and own & stems}
    if not sharing:
        return None
    wanted = frozenset().union(*[own_stems[place] for place in sharing])
    lead = _stems_in(wanted, text[0][:LEAD_CHARS])
    bounds: list[tuple[float, int, list[float]]] = []
    for place, shared in sharing.items():
        line, own = page.lines[above[place]], own_stems[place]
        holds = [
            len(shared) / len(own),
            min(len(shared), SHARED_ENOUGH) / SHARED_ENOUGH,
            len(own & lead) / len(own),
            True,
            _kind(verdicts[line.at]) == "title",
            line.words < SHORT,
            line.words > LONG,
            line.ends_sentence,
            False,
            len(above) - place > FAR,
            len(above) - place <= NEXT,
            False,
            True,
        ]
        bounds.append((_worth(holds), -place, holds))
    return _best_of(page, above, sharing, sorted(bounds, reverse=True))


def _best_of(
    page: Page,
    above: Sequence[int],
    sharing: Container[int],
    bounds: Sequence[tuple[float, int, list[float]]],
) -> int | None:
    """The line of the greatest worth, of equal ones the first.

    What costs more is asked only of lines that may still be the best.

    Args:
        page: The page.
        above: The lines above the text.
        sharing: Places of those that share words with it.
        bounds: Of each of these, its worth at most, its place with a minus sign, and what it has if
            all goes well; the greatest first.
    """
    best, most = None, (LEAST_WORTH, 1)
    for bound, minus, holds in bounds:
        place = -minus
        if (bound, minus) <= most:
            break
        line = page.lines[above[place]]
        if not _is_possible(line):
            continue
        under = page.lines[above[place - 1]] if place - 1 in sharing else None
        holds[_UNDER] = under is not None and under.words >= SHORT and _is_possible(under)
        holds[_GLUED] = _is_glued(line.text, above[max(0, place - 2) : place + 3], page)
        holds[_AGAIN] = page.stands_again(line)
        if (_worth(holds), minus) > most:  # only then is it looked for
            holds[_AT_BYLINE] = _has_byline_below(page, line.at)
            worth = (_worth(holds), minus)
            if worth > most:
                best, most = line.at, worth
    return best


def _worth(holds: Sequence[float]) -> float:
    return float(sum(map(mul, _WEIGHTS, holds)))


def _has_byline_below(page: Page, index: int) -> bool:
    below = bisect_right(page.shown, index)
    after = (page.lines[i] for i in page.shown[below : below + BYLINE_REACH])
    return any(_is_byline_or_date(line) for line in after)


def _below_key_points(page: Page, above: Sequence[int]) -> set[int]:
    """Lines right below a head such as "Story highlights": the article's points, not its title."""
    if not page.marks & KEY_POINTS:
        return set()
    heads = [place for place, i in enumerate(above) if page.lines[i].marks & KEY_POINTS]
    return {i for place in heads for i in above[place : place + 1 + MOST_POINTS]}


def _may_be_headline(line: LineSignals) -> bool:
    """Whether a line has the length of a headline: three words, unless they need no blanks."""
    is_of_length = line.words <= MOST_WORDS and len(line.text) <= MOST_CHARS
    return is_of_length and (line.text.count(" ") > 1 or not line.text.isascii())


def _is_possible(line: LineSignals) -> bool:
    if not _may_be_headline(line) or not is_headline_shaped(line.text, ""):
        return False
    return not (line.marks & NAME and is_person_name(line.text))


def _stems_in(wanted: frozenset[str], text: str) -> Set[str]:
    """Those of some stems that a text has."""
    if not text.isascii() and _UNSPACED.search(text):
        return wanted & _stems(text)
    return stems_in({stem for stem in wanted if len(stem) >= FEWEST_LETTERS}, text)


@lru_cache(maxsize=4_096)
def _stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words.

    Of scripts without blanks every two characters, of Korean words the first two syllables.
    """
    if text.isascii():
        return frozenset(
            [token[:STEM] for token in normal_tokens(text) if len(token) >= FEWEST_LETTERS]
        )
    found: set[str] = set()
    for token in normal_tokens(text):
        if token[0] > "\u0e00" and UNSPACED.match(token):
            found.update(token[at : at + 2] for at in range(len(token) - 1))
        elif "\uac00" <= token[0] <= "\ud7a3":
            found.add(token[:2])
        elif len(token) >= FEWEST_LETTERS:
            found.add(token[:STEM])
    return frozenset(found)


def _is_open(verdict: Verdict | None) -> bool:
    """Whether a line may be the headline: no rule but the model knows what else it is."""
    if verdict is None:
        return False
    return verdict.kind in _POSSIBLE or verdict.rule == "line_model"


def _is_text(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.in_text


def _kind(verdict: Verdict | None) -> str:
    return verdict.kind if verdict is not None else ""
