"""Which lines remain, and what do they make?

`clean` is the step: raw lines -> signals -> verdicts -> ledger and text. Verdicts are values, so
that a model may later take the place of the rules between signals and ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from transforms.clean import blocks, head, headlines, keep, model, repetition, rows, threads
from transforms.clean.decide import line_model, low_lines
from transforms.clean.own_rules import OwnRule, OwnVerdicts, own_verdicts
from transforms.clean.repetition import Seen
from transforms.clean.rules import line_verdict
from transforms.clean.signals import LineSignals, Page, read_page
from transforms.clean.verdict import PageRule, Verdict, removed
from transforms.record import Article, Line, Reject

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

SURE = 0.9
"""Score of the line model from which a line that stays needs no account of its signals."""

_SURE = {
    kind: f"{verdict.reason}, and the line model is sure of it"
    for kind, verdict in keep.KEPT.items()
}

BLANK = removed("blank", "blank", "nothing to see", 1.0)


def judge(page: Page, seen: Seen | None = None, rules: Sequence[OwnRule] = ()) -> list[Verdict]:
    """One verdict for each line of the page: `judge_all` of this page alone."""
    return judge_all([page], [seen], rules)[0]


def judge_all(
    pages: Sequence[Page],
    seen: Sequence[Seen | None] | None = None,
    rules: Sequence[OwnRule] = (),
) -> list[list[Verdict]]:
    """One verdict for each line of each page.

    Pages are judged together for speed alone: what is said of one does not depend on the others.

    Args:
        pages: The pages.
        seen: What other pages say of the lines of each; None: it is judged alone.
        rules: The user's own; they win over all others.
    """
    own = [own_verdicts(page, rules) for page in pages]
    verdicts = [
        first_verdicts(page, PAGE_RULES, found) for page, found in zip(pages, own, strict=True)
    ]
    readings = model.read(pages, verdicts)
    if seen is not None and _apply_seen(pages, verdicts, readings, seen):
        # The lines around a repeated one are judged anew: they stand beside furniture.
        readings = model.read(pages, verdicts)
    _apply_model(pages, verdicts, readings)
    for page, given, found in zip(pages, verdicts, own, strict=True):
        _apply(given, headlines.title_above_text(page, given))
        _apply(given, found.kept)
    return [[verdict or BLANK for verdict in given] for given in verdicts]


def _apply_seen(
    pages: Sequence[Page],
    verdicts: Sequence[list[Verdict | None]],
    readings: Sequence[model.Reading | None],
    seen: Sequence[Seen | None],
) -> bool:
    """Notes the lines that stand on other pages too; whether there are any."""
    any_found = False
    for page, given, reading, known in zip(pages, verdicts, readings, seen, strict=True):
        if reading is not None and known is not None and len(known.others) == len(page.shown):
            found = repetition.repeated(page, given, reading.scores, known)
            _apply(given, found)
            any_found = any_found or bool(found)
    return any_found


def _apply_model(
    pages: Sequence[Page],
    verdicts: Sequence[list[Verdict | None]],
    readings: Sequence[model.Reading | None],
) -> None:
    """Decides on the lines that the rules left open."""
    low: list[Mapping[int, int]] = []
    against: list[int] = []
    unsure: list[int] = []
    for page, given, reading in zip(pages, verdicts, readings, strict=True):
        scores = reading.scores if reading is not None else ()
        first = reading.first if reading is not None else 0
        found = low_lines(page, given, scores) if reading is not None else {}
        low.append(found)
        against += [first + place for place in found.values()]
        unsure += [
            first + place
            for place, (index, score) in enumerate(zip(page.shown, scores, strict=False))
            if score < SURE and given[index] is None and index not in found
        ]
    readings_of_all = next((reading.readings for reading in readings if reading is not None), None)
    if readings_of_all is None:
        return
    why_not = iter(readings_of_all.speaks_against(against))
    why = iter(readings_of_all.speaks_for(unsure))
    for page, given, reading, found in zip(pages, verdicts, readings, low, strict=True):
        if reading is not None:
            reasons = islice(why_not, len(found))
            _apply(given, line_model(page, found, reading.scores, reasons))
            _apply(given, _told(page, keep.text_lines(page, given), reading.scores, why))


def _told(
    page: Page, kept: Mapping[int, Verdict], scores: Sequence[float], why: Iterator[str]
) -> dict[int, Verdict]:
    """The kept lines with their score; where that is low, with what speaks for them."""
    told = {}
    for place, index in enumerate(page.shown):
        verdict = kept.get(index)
        if verdict is None:
            continue
        score = scores[place]
        if score < SURE:
            reason = f"{verdict.reason}; for text: {next(why) or 'nothing much'}"
        else:
            reason = _SURE[verdict.kind]
        told[index] = Verdict(verdict.kind, True, True, verdict.rule, reason, score)
    return told


def _apply(verdicts: list[Verdict | None], found: Mapping[int, Verdict]) -> None:
    for index, verdict in found.items():
        verdicts[index] = verdict


def first_verdicts(
    page: Page, rules: Sequence[PageRule], own: OwnVerdicts | None = None
) -> list[Verdict | None]:
    """What the line rules and then `rules` say of each line; None: nobody has decided.

    A line that the user keeps is open to the page rules: its neighbours are judged beside text.
    """
    verdicts = [line_verdict(line) if line.text else BLANK for line in page.lines]
    if own is not None:
        _apply(verdicts, own.dropped)
        for index in own.kept:
            verdicts[index] = None
    for rule in rules:
        _apply(verdicts, rule(page, verdicts))
    return verdicts


def clean(
    article: Article, seen: Seen | None = None, rules: Sequence[OwnRule] = ()
) -> Article | Reject:
    """`clean_all` of this article alone."""
    return clean_all([article], [seen], rules)[0]


def clean_all(
    articles: Sequence[Article],
    seen: Sequence[Seen | None] | None = None,
    rules: Sequence[OwnRule] = (),
) -> list[Article | Reject]:
    """The articles with their ledgers of lines and their texts.

    Returns:
        `lines` has one entry per raw line; `text` joins the kept text lines by line feeds. A
        document without any line of text is rejected.
    """
    pages = [read_page(article.document) for article in articles]
    judged = judge_all(pages, seen, rules)
    return [_cleaned(*found) for found in zip(articles, pages, judged, strict=True)]


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
    lines: list[Line] = []
    kept: list[str] = []
    raw_start = text_start = 0
    for raw, signals, verdict in zip(page.raw, page.lines, verdicts, strict=True):
        raw_end = raw_start + len(raw)
        place: tuple[int, int] | tuple[None, None] = (None, None)
        if verdict.in_text:
            place = (text_start, text_start + len(signals.text))
            kept.append(signals.text)
            text_start = place[1] + 1
        lines.append(
            Line(
                signals.at + 1,
                raw_start,
                raw_end,
                raw,
                verdict.kind,
                verdict.is_kept,
                verdict.rule,
                _reason(raw, signals, verdict),
                verdict.score,
                place[0],
                place[1],
            )
        )
        raw_start = raw_end + 1
    return tuple(lines), "\n".join(kept)


def _reason(raw: str, signals: LineSignals, verdict: Verdict) -> str:
    """The verdict's reason, with a note if the line's inside was changed for the text."""
    if verdict.in_text and signals.text is not raw and signals.text != raw.strip(" \t\r"):
        return verdict.reason + "; hidden characters or marks left out"
    return verdict.reason
