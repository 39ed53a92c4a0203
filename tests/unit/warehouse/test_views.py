"""Do the saved questions about cleaning, dates, checks and lineage tell what the rows hold?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from warehouse.ddl import create_tables

READ_AT = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture
def warehouse():
    connection = duckdb.connect()
    create_tables(connection, constraints=False)
    yield connection
    connection.close()


def insert(connection, table: str, **row) -> None:
    values = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row)


def ask(connection, columns: str, view: str) -> list[tuple]:
    return connection.execute(f"SELECT {columns} FROM {view}").fetchall()


def test_lines_that_several_articles_keep(warehouse):
    for article, words, is_kept in (
        (1, "Follow us", True), (2, "Follow us", True), (1, "Share", False), (2, "Share", False),
        (1, "Ada left early.", True),
    ):  # fmt: skip
        insert(
            warehouse, "lines", article_id=article, raw_text=words, is_kept=is_kept, kind="body",
            line_hash=len(words), word_count=len(words.split()),
        )  # fmt: skip
    for article in (1, 2):
        insert(warehouse, "articles", article_id=article, source_id=7)
    assert ask(warehouse, "line, article_count, source_count", "v_kept_repeats") == [
        ("Follow us", 2, 1)
    ]


def test_the_articles_that_cleaning_changed_most_come_first(warehouse):
    for article, share in ((1, 0.1), (2, 0.6), (3, 0.0)):
        insert(
            warehouse, "articles", article_id=article, removed_share=share, char_count=50,
            removed_line_count=int(share * 10),
        )  # fmt: skip
        insert(warehouse, "lines", article_id=article, raw_text="Share", is_kept=share == 0)
    assert ask(warehouse, "article, removed_share, removed_char_count", "v_most_cleaned") == [
        (f"{2:016x}", 0.6, 5),
        (f"{1:016x}", 0.1, 5),
    ]


def test_how_days_are_known(warehouse):
    insert(warehouse, "sources", source_id=7, domain="kalvo-post.example")
    for article, method in ((1, "url"), (2, "url"), (3, None)):
        insert(
            warehouse, "articles", article_id=article, source_id=7, published_method=method,
            published_at=READ_AT if method else None, published_confidence=0.9 if method else None,
        )  # fmt: skip
    assert ask(warehouse, "source, method, article_count, mean_confidence", "v_date_methods") == [
        ("kalvo-post.example", "url", 2, 0.9),
        ("kalvo-post.example", "(unknown)", 1, None),
    ]


def test_dates_that_cannot_be(warehouse):
    insert(warehouse, "runs", run_id="r1", started_at=READ_AT, code_version="9.9.9")
    day = timedelta(days=1)
    for article, published, modified, fetched in (
        (1, READ_AT - 9 * day, READ_AT - 11 * day, None),
        (2, READ_AT - 5 * day, None, READ_AT - 9 * day),
        (3, READ_AT + 2 * day, None, None),
        (4, READ_AT - 9 * day, READ_AT - 8 * day, READ_AT - 7 * day),
        (5, None, None, None),
        (6, datetime(1987, 2, 26, tzinfo=UTC), None, None),
        (7, READ_AT - 9 * day, READ_AT - 9 * day - timedelta(hours=14), None),
    ):
        insert(
            warehouse, "articles", article_id=article, published_at=published,
            modified_at=modified, fetched_at=fetched, run_id="r1",
        )  # fmt: skip
    assert sorted(ask(warehouse, "article, problem", "v_impossible_dates")) == [
        (f"{1:016x}", "changed before it was published"),
        (f"{2:016x}", "published after it was fetched"),
        (f"{3:016x}", "published after it was read"),
    ]


def test_tags_that_their_text_never_mentions(warehouse):
    insert(warehouse, "articles", article_id=1, title="A café", text="Climate action in Kalvo.")
    for tag in ("ClimateAction", "cafe", "Celebrities", "mate", "act"):
        insert(warehouse, "tags", article_id=1, tag=tag, tag_kind="hashtag")
    assert ask(warehouse, "tag, article_count", "v_unmentioned_tags") == [
        ("Celebrities", 1),
        ("act", 1),
        ("mate", 1),
    ]


def test_a_check_that_gets_worse(warehouse):
    for run, share, is_success in (("r1", 0.1, False), ("r2", 0.3, False), ("r3", 0.0, True)):
        insert(
            warehouse, "validation_results", run_id=run, validation_no=1, suite="newsroom",
            table_name="articles", column_name="title", expectation="e", title="has a title",
            settings_json="{}", severity="warning", is_success=is_success,
            unexpected_share=share,
        )  # fmt: skip
    rows = ask(warehouse, "run_id, round(change, 3)", "v_failed_checks")
    assert rows == [("r2", 0.2), ("r1", None)]


def test_what_is_quarantined(warehouse):
    for record in (0, 1):
        insert(
            warehouse, "ops.quarantine", file_id=1, record_no=record, reason="too_short",
            severity="critical", step="audit", detail=f"record {record}",
        )  # fmt: skip
    columns = "reason, record_count, file_count, example"
    assert ask(warehouse, columns, "v_quarantined") == [("too_short", 2, 1, "record 0")]


def test_every_span_names_its_file_run_and_code(warehouse):
    insert(warehouse, "runs", run_id="r1", started_at=READ_AT, code_version="9.9.9")
    insert(warehouse, "ops.files", file_id=3, uri="in/a.txt")
    insert(warehouse, "articles", article_id=1, file_id=3, record_no=0, run_id="r1")
    insert(warehouse, "mentions", mention_id=5, article_id=1, text="Ada", method="copydesk_en/9")
    columns = "kind, item_id, text, method, file, run_id, code_version"
    assert ask(warehouse, columns, "v_lineage") == [
        ("mention", 5, "Ada", "copydesk_en/9", "in/a.txt", "r1", "9.9.9")
    ]


def test_what_is_held_of_a_person(warehouse):
    for entity, name, label in ((7, "Ada Brandel", "PERSON"), (9, "Ulm", "GPE")):
        insert(warehouse, "entities", entity_id=entity, name=name, label=label)
    for number, (article, entity) in enumerate(((1, 7), (2, 7), (2, 9))):
        insert(warehouse, "mentions", mention_id=number, article_id=article, entity_id=entity)
    insert(warehouse, "quotes", quote_id=1, article_id=3, speaker_entity_id=7)
    insert(warehouse, "events", event_id=1, article_id=1, who_entity_id=9, whom_entity_id=7)
    insert(warehouse, "figures", figure_id=1, article_id=1, subject_entity_id=7)
    columns = "name, article_count, mention_count, quote_count, who_count, whom_count, figure_count"
    assert ask(warehouse, columns, "v_people") == [("Ada Brandel", 3, 2, 1, 0, 1, 1)]
