"""Does the file match the declarations, and say so when it does not?"""

from __future__ import annotations

import duckdb
import pytest

from transforms.errors import WarehouseBusy, WarehouseError
from transforms.tables import SCHEMA_VERSION, TABLES
from warehouse.connect import open_reader, open_writer
from warehouse.ddl import create_sql, view_files
from warehouse.inspect import drift
from warehouse.migrate import file_version, migrate
from warehouse.publish import make_candidate, publish, recover, rewritten


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "w.duckdb"
    connection = open_writer(path)
    migrate(connection, path, "r0")
    connection.execute("CHECKPOINT")
    connection.close()
    return path


def test_a_new_file_has_no_drift_and_every_view_answers(made):
    connection = open_reader(made)
    assert drift(connection) == []
    for name in view_files():
        assert connection.execute(f'SELECT * FROM "{name}"').fetchall() == []
    for declared in TABLES:
        assert (
            connection.execute(f"SELECT count(*) FROM {declared.qualified}").fetchall() == [(0,)]
            or declared.name == "migrations"
        )
    connection.close()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE tags ADD COLUMN colour VARCHAR", "tags"),
        ("DROP TABLE links", "main.links"),
        ("CREATE TABLE mine (a INTEGER)", "main.mine"),
        ("COMMENT ON COLUMN tags.tag IS 'other'", "tags.tag"),
        ("DROP VIEW v_coverage", "v_coverage"),
        ("ALTER TABLE tags ALTER COLUMN tag DROP NOT NULL", "tags.tag"),
    ],
)
def test_drift_is_named(made, change, named):
    connection = open_writer(made)
    connection.execute(change)
    found = drift(connection)
    connection.close()
    assert len(found) == 1 and named in found[0]


def test_migrating_twice_does_nothing(made):
    connection = open_writer(made)
    assert file_version(connection) == SCHEMA_VERSION
    assert migrate(connection, made, "r1") == []
    connection.execute("UPDATE ops.migrations SET schema_version = 99")
    with pytest.raises(WarehouseError, match="version 99"):
        migrate(connection, made, "r1")
    connection.close()


def test_a_file_without_hashes_of_lines_gets_their_columns(made):
    connection = open_writer(made)
    for change in (
        "INSERT INTO ops.line_counts VALUES ('', '', 1, 1, 0)",
        "UPDATE ops.migrations SET schema_version = 1",
        "DROP TABLE ops.line_decisions",
        "DROP TABLE main.places",
        "ALTER TABLE main.lines DROP COLUMN line_hash",
        "ALTER TABLE main.lines DROP COLUMN word_count",
        "INSERT INTO main.lines BY NAME SELECT 1 AS article_id, 1 AS line_no, 0 AS raw_start,"
        " 2 AS raw_end, 'Hm' AS raw_text, 'body' AS kind, true AS is_kept, 'body' AS rule,"
        " 'no rule speaks against it' AS reason, 0.9 AS score, 'r0' AS run_id",
    ):
        connection.execute(change)
    assert migrate(connection, made, "r1") == [
        "version 2: lines carry their hash and their words; decisions on lines are kept",
        "version 3: articles name the pipeline that read their prose; names are mentions",
        "version 4: mentions tell what they mean; quotations have speakers, figures kinds",
        "version 5: mentions tell people's roles; places have coordinates",
    ]
    assert drift(connection) == []
    rows = connection.execute("SELECT raw_text, line_hash, word_count FROM lines").fetchall()
    assert rows == [("Hm", None, None)]
    assert connection.execute("SELECT count(*) FROM ops.line_counts").fetchall() == [(0,)]
    connection.close()


def test_articles_without_the_pipeline_that_read_them_get_its_columns(made):
    connection = open_writer(made)
    for change in (
        "UPDATE ops.migrations SET schema_version = 2",
        "DROP TABLE main.places",
        "ALTER TABLE main.articles DROP COLUMN language_pipeline",
        "ALTER TABLE main.articles DROP COLUMN language_steps",
    ):
        connection.execute(change)
    assert len(migrate(connection, made, "r1")) == 3
    assert drift(connection) == []
    connection.close()


def test_mentions_without_entities_get_their_columns(made):
    connection = open_writer(made)
    for change in (
        "UPDATE ops.migrations SET schema_version = 3",
        "DROP TABLE main.places",
        *(
            f"ALTER TABLE main.mentions DROP COLUMN {name}"
            for name in ("entity_name", "entity_method", "entity_confidence", "title_prefix")
        ),
        *(f"ALTER TABLE main.quotes DROP COLUMN {name}" for name in ("via_start", "via_end")),
        *(f"ALTER TABLE main.figures DROP COLUMN {n}" for n in ("figure_kind", "subject_name")),
    ):
        connection.execute(change)
    assert migrate(connection, made, "r1") == [
        "version 4: mentions tell what they mean; quotations have speakers, figures kinds",
        "version 5: mentions tell people's roles; places have coordinates",
    ]
    assert drift(connection) == []
    connection.close()


def test_a_file_without_places_gets_their_table(made):
    connection = open_writer(made)
    for change in (
        "UPDATE ops.migrations SET schema_version = 4",
        "DROP VIEW main.v_places",
        "DROP TABLE main.places",
        *(
            f"ALTER TABLE main.mentions DROP COLUMN role_{name}"
            for name in ("text", "start", "end")
        ),
    ):
        connection.execute(change)
    assert any("main.places" in found for found in drift(connection))
    assert migrate(connection, made, "r1") == [
        "version 5: mentions tell people's roles; places have coordinates"
    ]
    assert drift(connection) == []
    assert connection.execute("SELECT * FROM v_places").fetchall() == []
    connection.close()


def test_constraints_hold_in_the_warehouse_and_not_in_staging(tmp_path):
    connection = duckdb.connect()
    tags = next(t for t in TABLES if t.name == "tags")
    connection.execute(create_sql(tags))
    for row in (
        "(1, 'a', 'wish', NULL, 'r')",
        "(1, NULL, 'hashtag', NULL, 'r')",
        "(1, 'a', 'hashtag', 0, 'r')",
    ):
        with pytest.raises(duckdb.ConstraintException):
            connection.execute(f"INSERT INTO tags VALUES {row}")
    connection.execute("DROP TABLE tags")
    connection.execute(create_sql(tags, constraints=False))
    connection.execute("INSERT INTO tags VALUES (1, NULL, 'wish', 0, 'r')")
    connection.close()


@pytest.mark.parametrize("content", [b"hello\n", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_warehouse_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "w.duckdb"
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match=r"w\.duckdb"):
        open_reader(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "w.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE articles (a INTEGER)")
    connection.close()
    with pytest.raises(WarehouseError, match="not a copydesk warehouse"):
        open_reader(path)


def test_a_reader_can_reach_nothing_else(made, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    connection = open_reader(made)
    for query in (
        f"SELECT * FROM '{tmp_path}/secret.csv'",
        f"ATTACH '{tmp_path}/other.duckdb'",
        "SET enable_external_access = true",
        "CREATE TABLE x (a INTEGER)",
        f"COPY tags TO '{tmp_path}/out.csv'",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(query)
    connection.close()


def test_publishing_leaves_an_open_reader_its_view(made, tmp_path):
    reader = open_reader(made)
    candidate = tmp_path / "candidate.duckdb"
    assert make_candidate(made, candidate) in ("copy", "reflink")
    writer = open_writer(candidate)
    writer.execute("INSERT INTO tags VALUES (1, 'a', 'hashtag', NULL, 'r')")
    writer.execute("CHECKPOINT")
    writer.close()
    publish(candidate, made)
    assert reader.execute("SELECT count(*) FROM tags").fetchall() == [(0,)]
    reader.close()
    again = open_reader(made)
    assert again.execute("SELECT count(*) FROM tags").fetchall() == [(1,)]
    again.close()


def test_a_log_left_by_another_program_is_folded_in(made, tmp_path):
    other = duckdb.connect(str(made))
    other.execute("SET checkpoint_threshold = '1GB'")
    other.execute("PRAGMA disable_checkpoint_on_shutdown")
    other.execute("INSERT INTO tags VALUES (2, 'b', 'hashtag', NULL, 'r')")
    other.close()
    assert (tmp_path / "w.duckdb.wal").exists()
    recover(made)
    assert not (tmp_path / "w.duckdb.wal").exists()
    connection = open_reader(made)
    assert connection.execute("SELECT tag FROM tags").fetchall() == [("b",)]
    connection.close()


def test_a_folder_is_no_warehouse(tmp_path):
    (tmp_path / "w.duckdb").mkdir()
    with pytest.raises(WarehouseError, match="folder"):
        recover(tmp_path / "w.duckdb")


def test_a_writer_elsewhere_is_busy(made):
    import subprocess
    import sys

    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]);"
        " print(1, flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(made)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout and holder.stdout.readline()
        with pytest.raises(WarehouseBusy):
            open_reader(made)
        holder.communicate("\n")


def test_a_change_that_fails_leaves_the_file_and_nothing_beside_it(made):
    before = made.read_bytes()
    with pytest.raises(duckdb.Error), rewritten(made, "changing") as connection:
        connection.execute("DELETE FROM ops.migrations")
        connection.execute("SELECT * FROM nowhere")
    assert made.read_bytes() == before
    assert [path.name for path in made.parent.iterdir()] == [made.name]
