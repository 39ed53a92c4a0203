"""Do tables agree with each other?

One check per table compares its rows with the article they belong to: spans lie in
the text and hold the words that they claim, the ledger of lines is without gaps,
counts equal the rows counted. References are checked by `expectations.derived`.

All of these are critical: an offset that points elsewhere is false evidence, and a
raw text that can't be rebuilt is a loss (promises 1 and 4 of the design).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations import sql
from expectations.checks import UNEXPECTED_ROWS, Check
from expectations.derived import key_columns, span_pairs
from transforms.schema import Table
from transforms.tables import FACT_TABLES

SUITE = "between"

SPAN_TEXTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "links": (("start_char", "end_char", "anchor_text"),),
    "dates": (("start_char", "end_char", "text"),),
    "mentions": (("start_char", "end_char", "text"),),
    "quotes": (
        ("start_char", "end_char", "text"),
        ("speaker_start", "speaker_end", "speaker_text"),
        ("cue_start", "cue_end", "cue"),
        ("via_start", "via_end", "via_text"),
    ),
    "figures": (("start_char", "end_char", "text"),),
    "events": (("trigger_start", "trigger_end", "trigger_text"),),
}
"""Columns whose text stands at a span of `articles.text`: (start, end, text)."""

SHARE_TOLERANCE = 1e-9
"""Two computations of one share differ by rounding at most."""

Rule = tuple[str, str]


REBUILD_CHARS = 20_000_000
"""Raw text that one check puts together again. DuckDB holds about five times as much
memory for it and can't spill it (measured), so 20 million characters need 100 MB."""


def rebuild_parts(raw_chars: int) -> int:
    """Into how many checks the rebuilding of `raw_chars` of raw text is cut."""
    return 1 + raw_chars // REBUILD_CHARS


def between_checks(parts: int = 1) -> tuple[Check, ...]:
    """The checks between the tables, in the order of the tables.

    Args:
        parts: See `rebuild_parts`.
    """
    return tuple(_checks(parts))


def _checks(parts: int) -> Iterator[Check]:
    for declared in FACT_TABLES:
        if declared.name == "articles":
            for part in range(parts):
                yield _rebuild_check(declared, part, parts)
            yield from _article_checks(declared)
        elif declared.name == "lines":
            yield _line_check(declared)
        elif declared.name == "sentences":
            yield _sentence_check(declared)
        elif _has_article(declared):
            rules = _row_rules(declared)
            if rules:
                yield _agreement(declared, _joined(declared), rules, _title(declared))


def _has_article(declared: Table) -> bool:
    return any(column.name == "article_id" for column in declared.columns)


def _check(declared: Table, query: str, title: str) -> Check:
    return Check(
        suite=SUITE,
        table=declared.qualified,
        column=None,
        expectation=UNEXPECTED_ROWS,
        kwargs={"unexpected_rows_query": query},
        severity="critical",
        is_row_level=_has_article(declared),
        title=title,
        key_columns=_keys(declared),
    )


def _keys(declared: Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("article_id", *key_columns(declared))))


def _agreement(declared: Table, source: str, rules: Sequence[Rule], title: str) -> Check:
    """A check over `source`, a FROM clause in which `c` is the table under check."""
    keys = sql.names(_keys(declared))
    query = (
        f"SELECT {keys}, unnest(problems) AS problem FROM ("
        f"SELECT {sql.names(_keys(declared), 'c.')}, {sql.problems(rules)} AS problems "
        f"FROM {source}) WHERE len(problems) > 0"
    )
    return _check(declared, query, title)


def _joined(declared: Table) -> str:
    """The table with its articles and, where it refers to them, sentences and lines."""
    names = {column.name for column in declared.columns}
    source = f"(SELECT * FROM {sql.BATCH}) AS c JOIN articles AS a ON a.article_id = c.article_id"
    if "sentence_no" in names:
        source += (
            " LEFT JOIN sentences AS s"
            " ON s.article_id = c.article_id AND s.sentence_no = c.sentence_no"
        )
    if "line_no" in names:
        source += " LEFT JOIN lines AS l ON l.article_id = c.article_id AND l.line_no = c.line_no"
    return source


def _row_rules(declared: Table) -> list[Rule]:
    rules: list[Rule] = []
    for _, end in span_pairs(declared):
        rules.append((f"{end}: behind the end of the text", f"c.{end} > a.char_count"))
    for start, end, words in SPAN_TEXTS.get(declared.name, ()):
        # A link that is a bare address has a place and no words of its own.
        stated = f" AND c.{words} IS NOT NULL" if declared.column(words).null else ""
        rules.append(
            (
                f"{words}: not what stands at {start}",
                f"c.{start} IS NOT NULL{stated} AND c.{words} IS DISTINCT FROM "
                f"substr(a.text, c.{start} + 1, c.{end} - c.{start})",
            )
        )
    names = {column.name for column in declared.columns}
    if "sentence_no" in names:
        rules.append(
            (
                "sentence_no: there is no such sentence",
                "c.sentence_no IS NOT NULL AND s.sentence_no IS NULL",
            )
        )
    if "line_no" in names:
        rules.append(
            ("line_no: there is no such line", "c.line_no IS NOT NULL AND l.line_no IS NULL")
        )
    return rules


def _title(declared: Table) -> str:
    if declared.name in SPAN_TEXTS:
        return f"{declared.name}: every span holds the words that the row states"
    return f"{declared.name}: every row points to a place that exists"


def _line_check(declared: Table) -> Check:
    numbered = (
        f"(SELECT *, lag(raw_end) OVER w AS raw_end_before, row_number() OVER w AS place "
        f"FROM {sql.BATCH} WINDOW w AS (PARTITION BY article_id ORDER BY line_no)) AS c "
        f"JOIN articles AS a ON a.article_id = c.article_id"
    )
    rules = [
        ("line_no: not counted from 1 without a gap", "c.line_no != c.place"),
        (
            "raw_start: does not follow the line before",
            "c.raw_start != coalesce(c.raw_end_before + 1, 0)",
        ),
        ("raw_end: raw_text is of another length", "c.raw_end - c.raw_start != length(c.raw_text)"),
        ("text_end: behind the end of the text", "c.text_end > a.char_count"),
        ("is_kept: false, but the line has a place in text", "c.text_end > 0 AND NOT c.is_kept"),
    ]
    title = "lines: the ledger is without gaps and its offsets are honest"
    return _agreement(declared, numbered, rules, title)


def _sentence_check(declared: Table) -> Check:
    numbered = (
        f"(SELECT *, lag(end_char) OVER w AS end_before, lag(paragraph_no) OVER w AS "
        f"paragraph_before, row_number() OVER w AS place FROM {sql.BATCH} "
        f"WINDOW w AS (PARTITION BY article_id ORDER BY sentence_no)) AS c "
        f"JOIN articles AS a ON a.article_id = c.article_id"
    )
    rules = [
        ("sentence_no: not counted from 1 without a gap", "c.sentence_no != c.place"),
        ("start_char: inside the sentence before", "c.start_char < c.end_before"),
        ("end_char: the sentence is empty", "c.end_char = c.start_char"),
        ("end_char: behind the end of the text", "c.end_char > a.char_count"),
        ("paragraph_no: goes back", "c.paragraph_no < c.paragraph_before"),
    ]
    title = "sentences: they lie in the text, in order, without overlap"
    return _agreement(declared, numbered, rules, title)


def _rebuild_check(declared: Table, part: int, parts: int) -> Check:
    """The check of every `parts`-th article; ids are hashes, so the parts are alike in size."""
    chosen = f"WHERE article_id % {parts} = {part}" if parts > 1 else ""
    rebuilt = (
        f"(SELECT * FROM {sql.BATCH} {chosen}) AS c LEFT JOIN (SELECT article_id, "
        f"sha256(string_agg(raw_text, chr(10) ORDER BY line_no)) AS ledger_sha256 "
        f"FROM lines {chosen} GROUP BY article_id) AS l ON l.article_id = c.article_id"
    )
    rules = [
        ("raw_sha256: the article has no lines", "l.ledger_sha256 IS NULL"),
        ("raw_sha256: the lines make another text", "c.raw_sha256 != l.ledger_sha256"),
    ]
    title = "articles: the raw text can be rebuilt from lines"
    if parts > 1:
        title += f" (part {part + 1} of {parts})"
    return _agreement(declared, rebuilt, rules, title)


def _article_checks(declared: Table) -> Iterator[Check]:
    counted = (
        f"(SELECT * FROM {sql.BATCH}) AS c LEFT JOIN (SELECT article_id, "
        f"count(*) FILTER (kind != 'blank') AS line_count, "
        f"count(*) FILTER (kind != 'blank' AND NOT is_kept) AS removed_count "
        f"FROM lines GROUP BY article_id) AS l ON l.article_id = c.article_id "
        f"LEFT JOIN (SELECT article_id, count(*) AS sentence_count "
        f"FROM sentences GROUP BY article_id) AS s ON s.article_id = c.article_id"
    )
    share = "coalesce(l.removed_count / nullif(l.line_count, 0), 0)"
    rules = [
        ("char_count: the text is of another length", "c.char_count != length(c.text)"),
        ("text_sha256: the text has another hash", "c.text_sha256 != sha256(c.text)"),
        (
            "sentence_count: sentences has another number of rows",
            "c.sentence_count != coalesce(s.sentence_count, 0)",
        ),
        (
            "removed_line_count: lines says otherwise",
            "c.removed_line_count != coalesce(l.removed_count, 0)",
        ),
        (
            "removed_share: lines says otherwise",
            f"abs(c.removed_share - {share}) > {sql.number(SHARE_TOLERANCE)}",
        ),
    ]
    yield _agreement(declared, counted, rules, "articles: counts and hashes equal what is counted")
