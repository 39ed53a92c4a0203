"""Which lines remain, and what do they make?

`clean` is the step: raw lines -> signals -> verdicts -> ledger and text. Verdicts are values, so
that a model may later take the place of the rules between signals and ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.clean import blocks, head, headlines, keep, model, repetition, rows, threads
from transforms.clean.decide import decide
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

_SURE = ", and the line model is sure of it"

BLANK = removed("blank", "blank", "nothing to see", 1.0)


def judge(page: Page, seen: Seen | None = None, rules: Sequence[OwnRule] = ()) -> list[Verdict]:
    """One verdict for each line of the page.

    Args:
        page: The page.
        seen: What other pages say of its lines; None: it is judged alone.
        rules: The user's own; they win over all others.
    """
    own = own_verdicts(page, rules)
    verdicts = first_verdicts(page, PAGE_RULES, own)
    reading = model.read(page, verdicts)
    if reading is not None and seen is not None and len(seen.others) == len(page.shown):
        found = repetition.repeated(page, verdicts, reading.scores, seen)
        _apply(verdicts, found)
        # The lines around a repeated one are judged anew: they stand beside furniture.
        reading = (model.read(page, verdicts) if found else reading) or reading
    if reading is not None:
        _apply(verdicts, decide(page, verdicts, reading.scores, reading))
    kept = keep.text_lines(page, verdicts)
    _apply(verdicts, kept if reading is None else _told(page, kept, reading))
    _apply(verdicts, headlines.title_above_text(page, verdicts))
    _apply(verdicts, own.kept)
    return [verdict or BLANK for verdict in verdicts]


def _told(page: Page, kept: Mapping[int, Verdict], reading: model.Reading) -> dict[int, Verdict]:
    """The kept lines with their score; where that is low, with what speaks for them."""
    told = {}
    scores = [round(float(score), 3) for score in reading.scores]
    unsure = [
        place for place, index in enumerate(page.shown) if index in kept and scores[place] < SURE
    ]
    why = dict(zip(unsure, reading.speaks_for(unsure) if unsure else (), strict=True))
    for place, index in enumerate(page.shown):
        if index in kept:
            verdict = kept[index]
            if place in why:
                reason = f"{verdict.reason}; for text: {why[place] or 'nothing much'}"
            else:
                reason = verdict.reason + _SURE
            told[index] = verdict._replace(score=scores[place], reason=reason)
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
    """The article with its ledger of lines and its text.

    Returns:
        `lines` has one entry per raw line; `text` joins the kept text lines by line feeds. A
        document without any line of text is rejected.
    """
    page = read_page(article.document)
    lines, text = ledger(page, judge(page, seen, rules))
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


def ledger(page: Page, verdicts: list[Verdict]) -> tuple[tuple[Line, ...], str]:
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
