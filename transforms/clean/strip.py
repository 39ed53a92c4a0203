"""Which lines remain, and what do they make?

`clean` is the step: raw lines -> signals -> verdicts -> ledger and text.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, compress, count, repeat
from operator import add

import numpy as np

from transforms.clean import blocks, head, headlines, keep, marks, model, repetition, rows, threads
from transforms.clean.asking import line_verdicts
from transforms.clean.decide import Judged, line_model, low_lines
from transforms.clean.evidence import ROW
from transforms.clean.own_rules import OwnRule, OwnVerdicts, own_verdicts
from transforms.clean.repetition import Seen
from transforms.clean.signals import Page, Pages, read_pages, together
from transforms.clean.verdict import PageRule, Verdict, removed
from transforms.record import Article, Line, RawDocument, Reject

PAGE_RULES: tuple[PageRule, ...] = (
    rows.front_matter,
    rows.ruler,
    head.title_claimed,
    head.title_marked,
    head.title_anchored,
    head.title_shape,
    head.repeated_title,
    head.byline,
    head.date_line,
    head.dateline_alone,
    head.section_label,
    head.above_title,
    head.dek,
    head.repeated_dek,
    blocks.poll,
    blocks.social_post,
    blocks.same_start,
    blocks.gallery,
    blocks.pull_quote,
    threads.user_comments,
    threads.comment_thread,
    rows.tag_list,
    rows.keyword_line,
    rows.section_row,
    rows.bare_number,
    rows.late_date,
    rows.related_list,
    rows.author_note,
    rows.loose_label,
    rows.source_line,
    blocks.menu_label,
    rows.html_main_content,
)
"""Rules that see the whole page, in their order; they run after the line rules. What they leave
open is decided by the line model and by `keep.text_lines`."""

NEEDS: Mapping[PageRule, frozenset[str]] = {
    head.above_title: frozenset(("title",)),
    head.repeated_title: frozenset(("title",)),
    head.dek: frozenset(("title",)),
    head.repeated_dek: frozenset(("dek",)),
    blocks.menu_label: frozenset(("subscription_note",)),
    threads.user_comments: frozenset(("comment_prompt",)),
    rows.related_list: frozenset(("related_head",)),
    rows.loose_label: frozenset(("share_buttons", "newsletter_prompt")),
}
"""Page rules that find nothing unless a rule before has found a line of these kinds, or the input
states something."""

LOOKS_AT: Mapping[PageRule, int] = {
    rows.ruler: marks.SIGNS,
    head.title_anchored: marks.BYLINE | marks.DATED,
    head.date_line: marks.DATED,
    head.dateline_alone: marks.DATELINE,
    blocks.poll: marks.ANSWER | marks.ASKS,
    blocks.social_post: marks.POSTED,
    blocks.same_start: marks.FAMILY,
    blocks.gallery: marks.CAPTION_CONTROL,
    blocks.pull_quote: marks.QUOTED,
    threads.comment_thread: marks.THREAD_WORD,
    rows.tag_list: marks.TAG_LABEL,
    rows.keyword_line: marks.KEYWORDS,
    rows.section_row: marks.SECTION,
    rows.bare_number: marks.COUNT,
    rows.late_date: marks.DATED,
    rows.author_note: marks.BIO,
    rows.source_line: marks.SOURCE,
}
"""Page rules that find nothing on a page without a line that has one of these marks."""

SURE = 900
"""Score of the line model, in thousandths, from which a line that stays needs no account of its
signals."""

PAGES_AT_ONCE = 128
"""Pages that are judged together: more of them are no faster, and need more memory."""

BLANK = removed("blank", "blank", "nothing to see", 1.0)


def judge(page: Page, seen: Seen | None = None, rules: Sequence[OwnRule] = ()) -> list[Verdict]:
    """One verdict for each line of the page: `judge_all` of this page alone."""
    return judge_all(together([page]), [seen], rules)[0]


def judge_all(
    pages: Pages,
    seen: Sequence[Seen | None] = (),
    rules: Sequence[OwnRule] = (),
) -> list[list[Verdict]]:
    """One verdict for each line of each page.

    Pages are judged together for speed alone: what is said of one does not depend on the others.

    Args:
        pages: The pages.
        seen: What other pages say of the lines of each; None: it is judged alone.
        rules: The user's own; they win over all others.
    """
    own = [own_verdicts(page, rules) for page in pages.pages]
    verdicts = first_verdicts(pages, PAGE_RULES, own)
    reading = model.read(pages, verdicts)
    repeated = _apply_seen(pages, verdicts, reading, seen)
    if repeated:
        # The lines around a repeated one are judged anew: they stand beside furniture.
        reading = model.read(pages, verdicts)
    _apply_model(pages, verdicts, reading, repeated)
    for page, given, found in zip(pages.pages, verdicts, own, strict=True):
        _apply(given, headlines.title_above_text(page, given))
        _apply(given, found.kept)
    return [[verdict or BLANK for verdict in given] for given in verdicts]


def account(
    document: RawDocument, line_no: int, rules: Sequence[OwnRule] = ()
) -> model.Account | None:
    """How the line model came to the score of a line, from 1, of a page judged alone.

    None: the line is blank, or a rule has decided on it.
    """
    pages = read_pages([document])
    own = [own_verdicts(page, rules) for page in pages.pages]
    verdicts = first_verdicts(pages, PAGE_RULES, own)
    (page,) = pages.pages
    if line_no - 1 not in page.shown:
        return None
    return model.account(pages, verdicts, page.shown.index(line_no - 1))


def _apply_seen(
    pages: Pages,
    verdicts: Sequence[list[Verdict | None]],
    reading: model.Reading,
    seen: Sequence[Seen | None],
) -> list[int]:
    """Notes the lines that stand on other pages too; their numbers."""
    numbers: list[int] = []
    for number, known in enumerate(seen):
        page = pages.pages[number]
        if known is not None and len(known.others) == len(page.shown):
            part = pages.part(number)
            scores = (reading.scores[part] / 1000).tolist()
            found = repetition.repeated(page, verdicts[number], scores, known)
            _apply(verdicts[number], found)
            numbers += [part.start + bisect_left(page.shown, index) for index in found]
    return numbers


def _apply_model(
    pages: Pages,
    verdicts: Sequence[list[Verdict | None]],
    reading: model.Reading,
    repeated: Sequence[int],
) -> None:
    """Decides on the lines that the rules left open; `repeated` are from `_apply_seen`."""
    scores = reading.scores
    is_open = np.zeros(len(scores), bool)
    is_open[reading.batch.open_lines] = True
    is_removed = reading.batch.own[ROW["is_removed_by_rule"]] > 0
    is_removed[repeated] = False
    low = low_lines(pages, verdicts, Judged(is_open, is_removed, scores / 1000))
    is_open[low] = False
    unsure = np.flatnonzero(is_open & (scores < SURE))
    against, support = reading.speaks(low, unsure)
    found = line_model(pages, low, scores[low].tolist(), against)
    lines = pages.lines
    numbers = zip(low.tolist(), pages.page_of[low].tolist(), found, strict=True)
    for number, page, verdict in numbers:
        verdicts[page][lines[number].at] = verdict
    why = dict(zip(unsure.tolist(), support, strict=True))
    # The lines that are left, page by page: those that `keep.text_lines` tells of, in its order.
    left = np.flatnonzero(is_open)
    told = zip(scores[left].tolist(), map(why.get, left.tolist()), strict=True)
    for page, given in zip(pages.pages, verdicts, strict=True):
        kept = keep.text_lines(page, given)
        for (index, verdict), (score, support_of) in zip(kept.items(), told):  # noqa: B905
            given[index] = _told(verdict, score, support_of)


def _told(verdict: Verdict, score: int, why: str | None) -> Verdict:
    """A kept line's verdict with its score; where that is low, with what speaks for it."""
    if score >= SURE:
        return _sure(verdict.kind, score)
    kind, is_kept, is_text, rule, reason, _ = verdict
    return Verdict(kind, is_kept, is_text, rule, _speaking(reason, why), score / 1000)


@lru_cache(maxsize=4_096)
def _speaking(reason: str, why: str | None) -> str:
    return f"{reason}; for text: {why or 'nothing much'}"


@cache
def _sure(kind: str, score: int) -> Verdict:
    """The verdict on a line that stays and of which the model is sure."""
    reason = f"{keep.KEPT[kind].reason}, and the line model is sure of it"
    return keep.KEPT[kind]._replace(reason=reason, score=score / 1000)


def _apply(verdicts: list[Verdict | None], found: Mapping[int, Verdict]) -> None:
    for index, verdict in found.items():
        verdicts[index] = verdict


def first_verdicts(
    pages: Pages, rules: Sequence[PageRule], own: Sequence[OwnVerdicts] = ()
) -> list[list[Verdict | None]]:
    """What the line rules and then `rules` say of each line; None: nobody has decided.

    A line that the user keeps is open to the page rules: its neighbours are judged beside text.
    """
    verdicts = line_verdicts(pages)
    for given, user in zip(verdicts, own, strict=False):
        _apply(given, user.dropped)
        for index in user.kept:
            given[index] = None
    asked = [(rule, NEEDS.get(rule), LOOKS_AT.get(rule)) for rule in rules]
    for page, given in zip(pages.pages, verdicts, strict=True):
        kinds = {verdict.kind for verdict in given if verdict is not None}
        for rule, needed, looked_at in asked:
            if looked_at is not None and not page.marks & looked_at:
                continue
            if needed is None or page.document.claims or not kinds.isdisjoint(needed):
                found = rule(page, given)
                if found:
                    _apply(given, found)
                    kinds.update([verdict.kind for verdict in found.values()])
    return verdicts


def clean(
    article: Article, seen: Seen | None = None, rules: Sequence[OwnRule] = ()
) -> Article | Reject:
    """`clean_all` of this article alone."""
    return clean_all([article], [seen], rules)[0]


def clean_all(
    articles: Sequence[Article],
    seen: Sequence[Seen | None] = (),
    rules: Sequence[OwnRule] = (),
) -> list[Article | Reject]:
    """The articles with their ledgers of lines and their texts.

    Returns:
        `lines` has one entry per raw line; `text` joins the kept text lines by line feeds. A
        document without any line of text is rejected.
    """
    cleaned: list[Article | Reject] = []
    for first in range(0, len(articles), PAGES_AT_ONCE):
        part = slice(first, first + PAGES_AT_ONCE)
        with _no_search_for_cycles():
            pages = read_pages([article.document for article in articles[part]])
            judged = judge_all(pages, seen[part], rules)
            found = zip(articles[part], pages.pages, judged, strict=True)
            cleaned.extend([_cleaned(*values) for values in found])
    return cleaned


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keeps the interpreter from searching for reference cycles meanwhile.

    Each line makes some objects that outlive the call, and none is part of a cycle: the searches
    that so many new objects set off took a sixth of the time and found nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _cleaned(article: Article, page: Page, verdicts: Sequence[Verdict]) -> Article | Reject:
    lines, text = ledger(page, verdicts)
    if not text:
        shown = len(page.shown)
        detail = f"none of the {shown} lines that are not blank is article text"
        return Reject(
            "clean",
            "no_article_text",
            detail,
            article.document.record_no,
            article.document.member,
            article.document.format,
        )
    return replace(article, lines=lines, text=text)


def ledger(page: Page, verdicts: Sequence[Verdict]) -> tuple[tuple[Line, ...], str]:
    """The lines with their verdicts and places, and the text."""
    kinds, are_kept, in_text, rules, reasons, scores = zip(*verdicts, strict=True)
    sizes = [*map(len, page.raw)]
    # Every line but the last one ends in a line feed.
    raw_starts = [*map(add, accumulate(sizes, initial=0), range(len(sizes)))]
    told = [*reasons]
    starts: list[int | None] = [None] * len(sizes)
    ends: list[int | None] = [None] * len(sizes)
    kept: list[str] = []
    at = 0
    for index in compress(range(len(sizes)), in_text):
        text, raw = page.lines[index].text, page.raw[index]
        if text is not raw:
            told[index] = _with_note(told[index], raw, text)
        kept.append(text)
        starts[index], ends[index] = at, at + len(text)
        at += len(text) + 1
    raw_ends = map(add, raw_starts, sizes)
    values = zip(
        count(1), raw_starts, raw_ends, page.raw, kinds, are_kept, rules, told, scores, starts, ends
    )
    # A fourth as dear as a call of `Line` for each.
    lines: tuple[Line, ...] = tuple(map(tuple.__new__, repeat(Line), values))
    return lines, "\n".join(kept)


def _with_note(reason: str, raw: str, text: str) -> str:
    """The reason, with a note if the line's inside was changed for the text."""
    if text != raw.strip(" \t\r"):
        return reason + "; hidden characters or marks left out"
    return reason
