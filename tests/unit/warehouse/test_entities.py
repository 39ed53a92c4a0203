"""Do entities and aliases follow the mentions, run after run?"""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import entities
from warehouse.connect import literal, open_writer
from warehouse.ddl import create_tables

RUN = "r1"


def mention(article: int, start: int, text: str, entity: int | None, name: str | None, **more):
    row = {
        "mention_id": article * 1000 + start,
        "article_id": article,
        "entity_id": entity,
        "start_char": start,
        "end_char": start + len(text),
        "text": text,
        "label": "PERSON",
        "mention_kind": "name",
        "entity_name": name,
        "method": "test/1",
        "run_id": RUN,
    }
    return {**row, **more}


def insert(connection, rows) -> None:
    for row in rows:
        values = ", ".join(f"${name}" for name in row)
        connection.execute(f"INSERT INTO main.mentions ({', '.join(row)}) VALUES ({values})", row)


@pytest.fixture
def run(tmp_path: Path):
    """A function that replaces articles' mentions in one warehouse, as a run does."""
    warehouse = tmp_path / "w.duckdb"
    connection = open_writer(warehouse)
    create_tables(connection)
    counter = iter(range(100))

    def replace(articles, rows):
        stage = tmp_path / f"stage{next(counter)}.duckdb"
        staged = open_writer(stage)
        create_tables(staged, constraints=False)
        for article in articles:
            staged.execute("INSERT INTO main.articles (article_id) VALUES ($1)", [article])
        insert(staged, rows)
        staged.close()
        connection.execute(f"ATTACH {literal(str(stage))} AS stage (READ_ONLY)")
        entities.note_touched(connection)
        connection.execute(
            "DELETE FROM main.mentions WHERE article_id IN"
            " (SELECT article_id FROM stage.main.articles)"
        )
        connection.execute("INSERT INTO main.mentions BY NAME SELECT * FROM stage.main.mentions")
        entities.count_touched(connection)
        connection.execute("DETACH stage")
        found = connection.execute(
            "SELECT entity_id, name, article_count, mention_count FROM entities ORDER BY ALL"
        ).fetchall()
        aliases = connection.execute(
            "SELECT entity_id, alias, alias_norm, use_count FROM aliases ORDER BY ALL"
        ).fetchall()
        return found, aliases

    yield replace, connection
    connection.close()


ADA = (7, "Ada Brandel")


def test_mentions_are_counted_by_entity(run):
    replace, _ = run
    rows = [
        mention(1, 0, "Ada Brandel", *ADA),
        mention(1, 20, "Brandel", *ADA),
        mention(1, 40, "she", *ADA, mention_kind="pronoun"),
        mention(2, 0, "Brandel’s", *ADA),
        mention(2, 30, "Oslo", None, None),
    ]
    found, aliases = replace([1, 2], rows)
    assert found == [(7, "Ada Brandel", 2, 4)]
    assert aliases == [
        (7, "Ada Brandel", "ada brandel", 1),
        (7, "Brandel", "brandel", 1),
        (7, "Brandel’s", "brandels", 1),
    ]


def test_an_article_read_again_takes_its_old_mentions_along(run):
    replace, _ = run
    replace([1, 2], [mention(1, 0, "Ada Brandel", *ADA), mention(2, 0, "Bo Lund", 8, "Bo Lund")])
    found, aliases = replace([1], [mention(1, 0, "Bo Lund", 8, "Bo Lund")])
    assert found == [(8, "Bo Lund", 2, 2)]
    assert [alias[0] for alias in aliases] == [8]


def test_a_run_leaves_other_entities_alone(run):
    replace, connection = run
    replace([1], [mention(1, 0, "Ada Brandel", *ADA)])
    connection.execute("UPDATE entities SET mention_count = 99 WHERE entity_id = 7")
    found, _ = replace([2], [mention(2, 0, "Bo Lund", 8, "Bo Lund")])
    assert found == [(7, "Ada Brandel", 1, 99), (8, "Bo Lund", 1, 1)]


def test_what_a_person_decided_keeps_its_name_and_is_counted(run):
    replace, connection = run
    replace([1], [mention(1, 0, "Ada Brandel", *ADA)])
    connection.execute("UPDATE entities SET name = 'Ada B.', is_locked = true")
    found, _ = replace([2], [mention(2, 0, "Ada Brandel", *ADA), mention(2, 50, "Ada", *ADA)])
    assert found == [(7, "Ada B.", 2, 3)]
    found, _ = replace([1, 2], [])
    assert found == [(7, "Ada B.", 0, 0)]


def test_the_name_is_the_one_that_most_articles_use(run):
    replace, _ = run
    rows = [mention(n, 0, "x", 7, name) for n, name in ((1, "A. Brandel"), (2, "Ada Brandel"))]
    found, _ = replace([1, 2], rows)
    assert found[0][1] == "Ada Brandel"  # as long as both are as frequent, the longer one
    found, _ = replace([3], [mention(3, 0, "x", 7, "A. Brandel")])
    assert found[0][1] == "A. Brandel"
