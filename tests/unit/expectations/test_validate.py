"""Planted faults are found under the right name, with every failing article."""

# ruff: noqa: E501 - tables of cases, one case per line

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.between import between_checks
from expectations.checks import AuditOutcome, AuditRequest, Check
from expectations.client import AuditProcess
from expectations.custom import custom_checks
from expectations.derived import checks_for
from expectations.newsroom import NewsroomOptions, newsroom_checks
from transforms.tables import TABLES

TABLES_WITH_ROWS = (
    "articles",
    "authors",
    "lines",
    "tags",
    "links",
    "sentences",
    "dates",
    "sources",
    "ops.files",
)
OPTIONS = NewsroomOptions(run_day=date(2025, 4, 12), least_words=20)
STANDARD: tuple[Check, ...] = (
    *(check for declared in TABLES for check in checks_for(declared)),
    *between_checks(),
    *newsroom_checks(OPTIONS),
)
FIRST, SECOND = 2**63, 2**63 + 1
UNEXPECTED = "unexpected_rows_expectation"


Audit = Callable[..., AuditOutcome]


def run(
    process: AuditProcess,
    path: Path,
    statements: Iterable[str],
    checks: Sequence[Check],
    tables: Sequence[str],
) -> AuditOutcome:
    """The audit of a staging file after some SQL has been run on it."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return process.audit(AuditRequest(str(path), tuple(tables), tuple(checks)))


@pytest.fixture
def audit(audit_process: AuditProcess, staging: Callable[[int], Path]) -> Audit:
    """Audits three good articles after some SQL; of the standard checks those on `tables`."""

    def start(
        *statements: str,
        tables: Sequence[str],
        articles: int = 3,
        checks: Sequence[Check] = STANDARD,
    ) -> AuditOutcome:
        return run(audit_process, staging(articles), statements, checks, tables)

    return start


def failed(outcome: AuditOutcome) -> list[tuple[str, str]]:
    return [(r.check.name, r.check.suite) for r in outcome.results if not r.is_success]


def test_good_articles_pass_every_check(audit):
    outcome = audit(tables=TABLES_WITH_ROWS)
    assert [
        (r.check.name, r.observed_value, r.error) for r in outcome.results if not r.is_success
    ] == []
    assert outcome.failures == ()
    assert outcome.blocking == ()
    expected = [check for check in STANDARD if check.table in TABLES_WITH_ROWS]
    assert [result.check for result in outcome.results] == expected
    by_row = [r for r in outcome.results if r.check.table == "lines" and r.check.is_row_level]
    assert by_row
    assert {(r.element_count, r.unexpected_count) for r in by_row} == {(24, 0)}


WHERE = "WHERE article_id = {id}"
SECOND_LINE = f"{WHERE} AND line_no = 4"

ROW_FAULTS = [
    # statement, failing check, words of the detail
    (f"UPDATE articles SET title_confidence = 1.5 {WHERE}", "articles.title_confidence: expect_column_values_to_be_between", "1.5"),
    (f"UPDATE articles SET published_precision = 'dusk' {WHERE}", "articles.published_precision: expect_column_values_to_be_in_set", "dusk"),
    (f"UPDATE articles SET format = NULL {WHERE}", "articles.format: expect_column_values_to_not_be_null", "format = NULL"),
    (f"UPDATE articles SET record_no = NULL {WHERE}", f"articles: {UNEXPECTED}", "record_no: is missing"),
    (f"UPDATE articles SET version_no = 0 {WHERE}", f"articles: {UNEXPECTED}", "version_no: below 1"),
    (f"UPDATE articles SET file_id = 3 {WHERE}", f"articles: {UNEXPECTED}", "file_id: not in ops.files"),
    (f"UPDATE articles SET source_id = 3 {WHERE}", f"articles: {UNEXPECTED}", "source_id: not in sources"),
    (f"UPDATE articles SET raw_sha256 = repeat('a', 64) {WHERE}", f"articles: {UNEXPECTED}", "the lines make another text"),
    (f"DELETE FROM lines {WHERE}", f"articles: {UNEXPECTED}", "the article has no lines"),
    (f"UPDATE articles SET char_count = 4 {WHERE}", f"articles: {UNEXPECTED}", "char_count: the text is of another length"),
    (f"UPDATE articles SET text_sha256 = 'x' {WHERE}", f"articles: {UNEXPECTED}", "text_sha256: not 64 hex digits"),
    (f"UPDATE articles SET sentence_count = 9 {WHERE}", f"articles: {UNEXPECTED}", "sentence_count"),
    (f"UPDATE articles SET removed_line_count = 4 {WHERE}", f"articles: {UNEXPECTED}", "removed_line_count: lines says otherwise"),
    (f"UPDATE articles SET removed_share = 0.5 {WHERE}", f"articles: {UNEXPECTED}", "removed_share: lines says otherwise"),
    (f"UPDATE articles SET published_at = '2025-04-14 00:00:00' {WHERE}", "articles.published_at: expect_column_values_to_be_between", "2025-04-14"),
    (f"UPDATE articles SET published_at = '1204-01-01' {WHERE}", "articles.published_at: expect_column_values_to_be_between", "1204-01-01"),
    (f"UPDATE articles SET text = 'Gone.' {WHERE}", "articles.text: expect_column_value_lengths_to_be_between", "Gone."),
    (f"UPDATE lines SET kind = 'poem' {SECOND_LINE}", "lines.kind: expect_column_values_to_be_in_set", "line_no 4: kind = poem"),
    (f"UPDATE lines SET is_kept = NULL {SECOND_LINE}", "lines.is_kept: expect_column_values_to_not_be_null", "line_no 4"),
    (f"UPDATE lines SET raw_start = raw_start + 1 {SECOND_LINE}", f"lines: {UNEXPECTED}", "raw_start: does not follow the line before"),
    (f"UPDATE lines SET raw_end = -1 {SECOND_LINE}", f"lines: {UNEXPECTED}", "raw_end: below 0"),
    (f"UPDATE lines SET text_end = NULL {SECOND_LINE}", f"lines: {UNEXPECTED}", "text_start: without text_end, or the reverse"),
    (f"UPDATE lines SET text_end = 99999 {SECOND_LINE}", f"lines: {UNEXPECTED}", "text_end: behind the end of the text"),
    (f"UPDATE lines SET line_no = 40 {SECOND_LINE}", f"lines: {UNEXPECTED}", "line_no: not counted from 1 without a gap"),
    (f"INSERT INTO lines SELECT * FROM lines {SECOND_LINE}", "lines: expect_compound_columns_to_be_unique", "line_no 4"),
    (f"UPDATE sentences SET start_char = start_char - 5 {WHERE} AND sentence_no = 2", f"sentences: {UNEXPECTED}", "start_char: inside the sentence before"),
    (f"UPDATE sentences SET end_char = start_char - 1 {WHERE} AND sentence_no = 2", f"sentences: {UNEXPECTED}", "end_char: before start_char"),
    (f"UPDATE sentences SET paragraph_no = 9 {WHERE} AND sentence_no = 2", f"sentences: {UNEXPECTED}", "paragraph_no: goes back"),
    (f"UPDATE dates SET start_char = start_char + 1, end_char = end_char + 1 {WHERE}", f"dates: {UNEXPECTED}", "text: not what stands at start_char"),
    (f"UPDATE dates SET confidence = -0.1 {WHERE}", "dates.confidence: expect_column_values_to_be_between", "-0.1"),
    (f"UPDATE tags SET line_no = 77 {WHERE}", f"tags: {UNEXPECTED}", "line_no: there is no such line"),
    (f"UPDATE links SET start_char = 0, end_char = 3, anchor_text = 'xyz' {WHERE}", f"links: {UNEXPECTED}", "anchor_text: not what stands at start_char"),
    (f"UPDATE authors SET name = NULL {WHERE}", "authors.name: expect_column_values_to_not_be_null", "position 1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def planted(audit_process, tmp_path_factory, staging_writer) -> AuditOutcome:
    """One audit of a file in which every fault is planted in an article of its own."""
    path = staging_writer(
        tmp_path_factory.mktemp("planted") / "staging.duckdb", len(ROW_FAULTS) + 2
    )
    statements = [fault[0].format(id=FIRST + i) for i, fault in enumerate(ROW_FAULTS)]
    return run(audit_process, path, statements, STANDARD, TABLES_WITH_ROWS)


@pytest.mark.parametrize("number", range(len(ROW_FAULTS)), ids=lambda i: ROW_FAULTS[i][0][:60])
def test_a_planted_row_takes_its_article(planted, number):
    _, name, words = ROW_FAULTS[number]
    mine = [f for f in planted.failures if f.article_id == FIRST + number]
    found = [f for f in mine if f.check.name == name and words in f.detail]
    assert len(found) == 1, [(f.check.name, f.detail) for f in mine]
    result = next(r for r in planted.results if r.check is found[0].check)
    assert not result.is_success
    assert result.error is None
    assert 0 < result.unexpected_share <= 1
    assert FIRST + number in {key["article_id"] for key in result.sample_keys}


def test_planted_rows_take_no_other_article_and_do_not_block(planted):
    assert {f.article_id for f in planted.failures} == {FIRST + i for i in range(len(ROW_FAULTS))}
    assert planted.blocking == ()


def test_quotes_figures_events_and_mentions_hold_their_words(audit):
    columns = "article_id, start_char, end_char, text, method, confidence, run_id"
    values = f"{FIRST}, 4, 11, 'council', 'm', 0.5, 'r'"
    outcome = audit(
        f"INSERT INTO quotes (quote_id, quote_kind, speaker_text, speaker_start, speaker_end, "
        f"{columns}) VALUES (1, 'direct', 'nobody', 0, 3, {values})",
        f"INSERT INTO figures (figure_id, {columns}) VALUES (1, {values.replace('4,', '5,')})",
        f"INSERT INTO mentions (mention_id, label, mention_kind, {columns}) "
        f"VALUES (1, 'ORG', 'name', {values})",
        f"INSERT INTO events (event_id, trigger_text, trigger_lemma, trigger_start, trigger_end, "
        f"event_type, article_id, method, confidence, run_id, sentence_no) "
        f"VALUES (1, 'The c', 'vote', 0, 5, 'CONSULT', {FIRST}, 'm', 0.5, 'r', 99)",
        tables=("quotes", "figures", "mentions", "events"),
    )
    details = {f.check.table: f.detail for f in outcome.failures if f.check.suite == "between"}
    assert details == {
        "quotes": "quote_id 1: speaker_text: not what stands at speaker_start",
        "figures": "figure_id 1: text: not what stands at start_char",
        "events": "event_id 1: sentence_no: there is no such sentence",
    }


def test_a_row_of_no_article_is_named_by_the_id_it_states(audit):
    outcome = audit(
        "UPDATE tags SET article_id = 5 WHERE article_id = 9223372036854775808", tables=["tags"]
    )
    assert {(f.article_id, f.detail) for f in outcome.failures if f.check.table == "tags"} == {
        (5, "tag_kind hashtag, tag ferry: article_id: not in articles")
    }


def test_every_failing_article_is_listed_however_many(audit):
    outcome = audit(
        "UPDATE articles SET language_confidence = 7",
        "UPDATE lines SET kind = 'poem' WHERE line_no <= 6",
        articles=230,
        tables=("articles", "lines"),
    )
    everyone = [FIRST + i for i in range(230)]
    for name in (
        "articles.language_confidence: expect_column_values_to_be_between",
        "lines.kind: expect_column_values_to_be_in_set",
    ):
        assert [f.article_id for f in outcome.failures if f.check.name == name] == everyone
    result = next(r for r in outcome.results if r.check.column == "kind" and not r.is_success)
    assert (result.unexpected_count, len(result.sample_keys)) == (1380, 20)
    detail = next(f.detail for f in outcome.failures if f.check.column == "kind")
    assert detail == (
        "line_no 1: kind = poem; line_no 2: kind = poem; line_no 3: kind = poem; and 3 more"
    )


def test_a_query_finds_more_articles_than_great_expectations_shows(audit):
    """UnexpectedRowsExpectation hands out 200 rows at most; the failures are complete."""
    outcome = audit("UPDATE articles SET version_no = 0", articles=230, tables=["articles"])
    assert len([f for f in outcome.failures if "version_no" in f.detail]) == 230


def test_keys_that_occur_twice_take_both_articles(audit):
    outcome = audit(
        "INSERT INTO articles SELECT * FROM articles WHERE article_id = 9223372036854775808",
        tables=["articles"],
    )
    name = "articles.article_id: expect_column_values_to_be_unique"
    found = [(f.article_id, f.detail) for f in outcome.failures if f.check.name == name]
    assert found == [(FIRST, "2 rows")]
    result = next(r for r in outcome.results if r.check.name == name)
    assert result.unexpected_count == 2


TABLE_FAULTS = [
    ("UPDATE sources SET source_id = NULL", f"sources: {UNEXPECTED}"),
    ("INSERT INTO ops.files SELECT * FROM ops.files", "ops.files.file_id: expect_column_values_to_be_unique"),
    ("UPDATE ops.files SET uri = NULL", "ops.files.uri: expect_column_values_to_not_be_null"),
    ("ALTER TABLE tags ADD COLUMN surplus INTEGER", "tags: expect_table_columns_to_match_set"),
    ("ALTER TABLE tags DROP COLUMN run_id", "tags: expect_table_columns_to_match_set"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "name"), TABLE_FAULTS)
def test_a_fault_of_a_table_blocks(audit, statement, name):
    outcome = audit(
        statement, tables=[name.split(": ")[0].removesuffix(".file_id").removesuffix(".uri")]
    )
    assert name in {result.check.name for result in outcome.blocking}


def test_a_check_that_raises_has_failed_and_blocks_and_spoils_no_other(audit):
    outcome = audit("ALTER TABLE articles DROP COLUMN removed_share", tables=["articles"])
    broken = [r for r in outcome.results if r.error is not None]
    assert "articles.removed_share: expect_column_values_to_be_between" in {
        r.check.name for r in broken
    }
    assert not any(r.is_success for r in broken)
    critical = [r for r in broken if r.check.severity == "critical"]
    assert critical
    assert set(map(id, critical)) <= set(map(id, outcome.blocking))
    title = [r for r in outcome.results if r.check.column == "title"]
    assert title
    assert all(r.is_success and r.error is None for r in title)


def test_failing_rows_without_an_article_block(audit):
    outcome = audit(
        "UPDATE tags SET article_id = NULL WHERE article_id = 9223372036854775808", tables=["tags"]
    )
    assert [r.error for r in outcome.blocking if r.check.table == "tags"] == [
        "1 failing rows have no article_id"
    ]


def test_an_absent_table_fails_its_checks(audit):
    outcome = audit("DROP TABLE tags", tables=["tags", "authors"])
    tags = [r for r in outcome.results if r.check.table == "tags"]
    assert tags
    assert all(r.error for r in tags)
    assert {r.check.table for r in outcome.blocking} == {"tags"}


NEWSROOM_FAULTS = [
    (f"UPDATE articles SET title = 'and so the ferry returned' {WHERE}", "articles.title: expect_column_values_to_not_match_regex"),
    (f"UPDATE articles SET title = 'The ferry, the mayor and' {WHERE}", "articles.title: expect_column_values_to_not_match_regex"),
    (f"UPDATE articles SET title = repeat('Ferry ', 70) {WHERE}", "articles.title: expect_column_value_lengths_to_be_between"),
    (f"UPDATE articles SET published_at = '1970-01-01' {WHERE}", "articles.published_at: expect_column_values_to_not_be_in_set"),
    (f"UPDATE articles SET language = NULL {WHERE}", "articles.language: expect_column_values_to_not_be_null"),
    (f"UPDATE articles SET word_count = 19 {WHERE}", "articles.word_count: expect_column_values_to_be_between"),
    (f"UPDATE articles SET removed_share = 0.995 {WHERE}", "articles.removed_share: expect_column_values_to_be_between"),
]  # fmt: skip


@pytest.fixture(scope="module")
def warned(audit_process, tmp_path_factory, staging_writer) -> AuditOutcome:
    """One audit of the newsroom suite, every fault planted in an article of its own."""
    path = staging_writer(
        tmp_path_factory.mktemp("warned") / "staging.duckdb", len(NEWSROOM_FAULTS) + 2
    )
    statements = [fault[0].format(id=FIRST + i) for i, fault in enumerate(NEWSROOM_FAULTS)]
    return run(audit_process, path, statements, newsroom_checks(OPTIONS), ["articles"])


@pytest.mark.parametrize(
    "number", range(len(NEWSROOM_FAULTS)), ids=lambda i: NEWSROOM_FAULTS[i][0][:60]
)
def test_the_newsroom_suite_warns_and_names_the_article(warned, number):
    name = NEWSROOM_FAULTS[number][1]
    planted_here = [FIRST + i for i, fault in enumerate(NEWSROOM_FAULTS) if fault[1] == name]
    result = next(r for r in warned.results if r.check.name == name)
    assert not result.is_success
    assert [key["article_id"] for key in result.sample_keys] == planted_here
    assert warned.failures == ()
    assert warned.blocking == ()


TITLES = ["iPhone maker opens a shop", "Ferry returns", "What she said: “no”", "Éclair, again"]


def test_titles_that_are_no_piece_of_a_sentence_pass(audit):
    updates = [
        f"UPDATE articles SET title = '{t}' WHERE article_id = {FIRST + i}"
        for i, t in enumerate(TITLES)
    ]
    outcome = audit(*updates, articles=len(TITLES), tables=["articles"])
    assert not [r for r in outcome.results if r.check.column == "title" and not r.is_success]


FURNITURE_LINES = [
    ("  Leave a Reply ", "comment prompt"),
    ("3 Comments", "comment prompt"),
    ("Similar Posts", "related heading"),
    ("You may also like", "related heading"),
    ("Facebook Twitter WhatsApp | Email", "share row"),
    ("Share this article", "share row"),
    ("#Ferry #Orrelby", "hashtag line"),
    ("2 minutes, 13 seconds Read", "reading time"),
    ("Sign up for our morning newsletter", "newsletter prompt"),
    ("Advertisement", "advertising note"),
    ("26", "counter"),
]


PROSE_LINES = [
    "Share prices fell on Friday.",
    "He said: read more books.",
    "26 people were on board.",
    "#1 in the charts again",
]


def test_furniture_left_in_the_text_is_named_with_its_line(audit):
    """All of it is found, and prose that looks like it is not."""
    lines = [*(line for line, _ in FURNITURE_LINES), *PROSE_LINES]
    updates = [
        f"UPDATE lines SET raw_text = '{line}' WHERE article_id = {FIRST + i} AND line_no = 4"
        for i, line in enumerate(lines)
    ]
    outcome = audit(
        *updates, articles=len(lines), checks=newsroom_checks(OPTIONS), tables=["lines"]
    )
    (result,) = outcome.results
    assert result.sample_keys == [
        {"article_id": FIRST + i, "line_no": 4, "problem": f"raw_text: {what}"}
        for i, (_, what) in enumerate(FURNITURE_LINES)
    ]
    assert result.unexpected_count == len(FURNITURE_LINES)
    assert result.observed_value.startswith("raw_text: comment prompt (2); raw_text: related")
    assert result.observed_value.endswith("; …")


def test_a_table_of_numbers_is_no_counter(audit):
    updates = [f"UPDATE lines SET raw_text = '{n}' WHERE line_no = {n}" for n in (3, 4, 5, 7)]
    outcome = audit(*updates, articles=1, checks=newsroom_checks(OPTIONS), tables=["lines"])
    assert [key["line_no"] for key in outcome.results[0].sample_keys] == [7]


def test_an_outlet_that_loses_almost_all_lines_is_named(audit):
    outcome = audit(
        "UPDATE articles SET removed_share = 0.98",
        articles=5,
        checks=newsroom_checks(OPTIONS),
        tables=["articles"],
    )
    result = next(
        r
        for r in outcome.results
        if r.check.key_columns == ("source_id",) and r.check.suite == "newsroom"
    )
    assert result.sample_keys == [
        {"source_id": 77, "problem": "removed_share: mean 0.98 over 5 articles"}
    ]


@pytest.mark.parametrize(
    ("count", "is_success"), [(9, False), (20, True), (500, True), (501, False)]
)
@pytest.mark.parametrize("severity", ["warning", "critical"])
def test_the_volume_is_compared_with_the_last_runs(audit, count, is_success, severity):
    options = NewsroomOptions(run_day=date(2025, 4, 12), volume_severity=severity)
    outcome = audit(
        "INSERT INTO run_history SELECT 'run-' || i, 100, 90 FROM range(10, 16) r(i)",
        f"INSERT INTO main.records (run_id, record_no) SELECT 'now', i FROM range({count}) r(i)",
        checks=newsroom_checks(options),
        tables=["run_history"],
    )
    result = outcome.results[-1]
    assert result.is_success is is_success
    is_blocked = not is_success and severity == "critical"
    assert [r.check.table for r in outcome.blocking] == (["run_history"] if is_blocked else [])
    if not is_success:
        assert f"record_count: {count}, the median of the 6 runs before is 100" in (
            result.observed_value
        )


def test_few_earlier_runs_say_nothing_about_the_volume(audit):
    outcome = audit(
        "INSERT INTO run_history SELECT 'run-' || i, 100, 90 FROM range(10, 14) r(i)",
        "INSERT INTO main.records (run_id, record_no) VALUES ('now', 0)",
        tables=["run_history"],
    )
    assert outcome.results[-1].is_success


def test_checks_of_the_configuration_run_like_any_other(audit):
    checks = custom_checks(
        [
            {"table": "articles", "column": "word_count", "expectation": "expect_column_mean_to_be_between", "min_value": 5000, "severity": "critical"},
            {"table": "articles", "column": "url", "expectation": "expect_column_values_to_match_regex", "regex": "^https://ferry", "severity": "critical"},
            {"table": "articles", "expectation": UNEXPECTED, "unexpected_rows_query": "SELECT article_id, title FROM {batch} WHERE regexp_matches(title, ' [1]{{1}}$');", "severity": "critical"},
            {"table": "tags", "expectation": "expect_table_row_count_to_be_between", "max_value": 2},
            {"table": "articles", "expectation": "expect_column_pair_values_a_to_be_greater_than_b", "column_A": "word_count", "column_B": "char_count"},
            {"table": "articles", "column": "section", "expectation": "expect_column_values_to_match_regex", "regex": "(", "severity": "critical"},
        ]
    )  # fmt: skip
    outcome = audit(checks=checks, tables=["articles", "tags"])
    mean, url, rows, tags, pair, broken = outcome.results
    assert [r.is_success for r in outcome.results] == [False] * 6
    assert (mean.observed_value, mean.unexpected_count) == ("79.0", None) or mean.observed_value
    assert url.unexpected_count == 3
    assert (rows.unexpected_count, rows.error) == (1, None)
    assert tags.observed_value == "3"
    assert pair.unexpected_count == 3
    assert "missing )" in broken.error
    named = {(f.check.column, f.article_id) for f in outcome.failures}
    assert named == {("url", FIRST), ("url", SECOND), ("url", SECOND + 1), (None, SECOND)}
    assert [r.check for r in outcome.blocking] == [checks[0], checks[5]]


def test_a_critical_row_query_without_article_id_blocks(audit):
    checks = custom_checks(
        [
            {
                "table": "articles",
                "expectation": UNEXPECTED,
                "unexpected_rows_query": "SELECT title FROM {batch}",
                "severity": "critical",
            }
        ]
    )
    outcome = audit(checks=checks, tables=["articles", "tags"])
    assert [r.error for r in outcome.blocking] == ["the failing rows name no article"]
