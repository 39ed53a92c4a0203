from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

FERRY_ID = "015afb38ab0a21e2"
BRIDGE_ID = "e01efbf66692a6d4"
TITLES = "select article_id, title, word_count from articles order by word_count desc"


def test_a_table_shows_ids_as_hex_and_null(copydesk) -> None:
    result = copydesk("sql", "select article_id, title, url from articles order by article_id")
    assert result.exit_code == 0
    head, rule, ferry, bridge = result.stdout.splitlines()
    assert head.split("│")[0].strip() == "article_id"
    assert set(rule) == {"─", "┼"}
    assert ferry.split("│")[0].strip() == FERRY_ID
    assert "NULL" in bridge
    assert "<U+202E>closed↵for ␛[5m" in bridge
    assert result.stderr == ""


def test_json_is_one_object(copydesk) -> None:
    answer = json.loads(copydesk("sql", TITLES, "--json").stdout)
    assert answer["columns"][0] == {"name": "article_id", "type": "UBIGINT"}
    assert [row["article_id"] for row in answer["rows"]] == [FERRY_ID, BRIDGE_ID]
    assert answer["rows"][1]["title"] == "=Bridge, \u202eclosed\nfor \x1b[5m repairs"
    assert answer["row_count"] == 2
    assert answer["is_cut"] is False


def test_json_array_and_lines(copydesk) -> None:
    array = copydesk("sql", TITLES, "--format", "json").stdout
    lines = copydesk("sql", TITLES, "--format", "jsonl").stdout
    assert json.loads(array) == [json.loads(line) for line in lines.splitlines()]
    for form in (array, lines):
        assert "\x1b" not in form
        assert "\u202e" not in form


def test_csv_is_safe_for_spreadsheets(copydesk) -> None:
    text = copydesk("sql", TITLES, "--format", "csv").stdout
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["article_id", "title", "word_count"]
    assert rows[2] == [BRIDGE_ID, "'=Bridge, <U+202E>closed\nfor ␛[5m repairs", "1"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_defuses_every_formula_start_but_no_number(copydesk, sign: str) -> None:
    query = f"select '{sign}1+1' as cell, -5 as number, '' as nothing, null as unknown"
    text = copydesk("sql", query, "--format", "csv").stdout
    cell, number, nothing, unknown = text.split("\n", 1)[1].strip("\n").rsplit(",", 3)
    assert cell.strip('"').startswith("'")
    assert (number, nothing, unknown) == ("-5", '""', "")


def test_markdown_escapes_what_markdown_reads(copydesk) -> None:
    query = "select 'a|b *c* <b>' as words, 2 as n"
    lines = copydesk("sql", query, "--format", "markdown").stdout.splitlines()
    assert lines == ["| words | n |", "| --- | ---: |", "| a\\|b \\*c\\* \\<b\\> | 2 |"]


def test_parquet_keeps_ids_as_numbers(copydesk, tmp_path: Path) -> None:
    target = tmp_path / "articles.parquet"
    result = copydesk("sql", TITLES, "-o", str(target))
    assert result.exit_code == 0
    table = pq.read_table(target)
    assert str(table.schema.field("article_id").type) == "uint64"
    assert [f"{i:016x}" for i in table["article_id"].to_pylist()] == [FERRY_ID, BRIDGE_ID]
    assert "2 rows written" in result.stderr


def test_parquet_goes_through_a_pipe(copydesk) -> None:
    data = copydesk("sql", TITLES, "--format", "parquet").stdout_bytes
    assert pq.read_table(io.BytesIO(data)).num_rows == 2


@pytest.mark.parametrize(
    ("name", "start"), [("a.csv", "n\n"), ("a.jsonl", '{"n": 1}'), ("a.md", "| n |"), ("a", " n")]
)
def test_the_output_file_chooses_the_format(
    copydesk, tmp_path: Path, name: str, start: str
) -> None:
    assert copydesk("sql", "select 1 as n", "-o", name).exit_code == 0
    assert (tmp_path / name).read_text().startswith(start)
    assert not list(tmp_path.glob(".*"))


def test_a_failed_export_leaves_the_old_file(copydesk, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    query = "select case when range < 50000 then '1' else 'x' end::int from range(100000)"
    for name in ("a.csv", "a.parquet"):
        assert copydesk("sql", query, "-o", name).exit_code == 2
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_limit(copydesk) -> None:
    result = copydesk("sql", "select * from range(10)", "--limit", "3", "--format", "csv")
    assert result.stdout == "range\n0\n1\n2\n"
    assert "first 3 rows only" in result.stderr
    exact = copydesk("sql", "select * from range(3)", "--limit", "3", "--format", "csv")
    assert exact.stderr == ""
    cut = json.loads(copydesk("sql", "from range(10)", "--limit", "3", "--json").stdout)
    assert cut["is_cut"] is True


def test_same_names_stay_apart(copydesk) -> None:
    rows = json.loads(copydesk("sql", "select 1 as a, 2 as a", "--format", "json").stdout)
    assert rows == [{"a": 1, "a_2": 2}]


def test_values_of_every_kind(copydesk) -> None:
    query = """select 1.50::decimal(4,2) as d, 12345678901234567890123::hugeint as h,
      'nan'::double as nan, date '2031-04-11' as day, timestamp '2031-04-11 09:30:00' as at,
      'ab'::blob as b, [1, null] as l, {'x_id': 255::ubigint} as s, true as t, 
      interval 2 day as i"""
    (row,) = json.loads(copydesk("sql", query, "--format", "json").stdout)
    assert row == {
        "d": 1.5, "h": 12345678901234567890123, "nan": "nan", "day": "2031-04-11",
        "at": "2031-04-11 09:30:00", "b": "6162", "l": [1, None],
        "s": {"x_id": "00000000000000ff"}, "t": True, "i": "2 days, 0:00:00",
    }  # fmt: skip
    for form in ("table", "csv", "markdown"):
        assert copydesk("sql", query, "--format", form).exit_code == 0


def test_query_from_stdin_and_file(copydesk, tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("\ufeffselect 7 as n;\n-- the end\n")
    assert copydesk("sql", "-", "--format", "csv", stdin="select 7 as n").stdout == "n\n7\n"
    assert copydesk("sql", "-f", "q.sql", "--format", "csv").stdout == "n\n7\n"


def test_several_statements(copydesk) -> None:
    assert copydesk("sql", "select 1 as a; select 2 as b").stdout.count("─") == 6
    result = copydesk("sql", "select 1; select 2", "--format", "csv")
    assert result.exit_code == 2
    assert "one answer only" in result.stderr


@pytest.mark.parametrize(
    ("query", "message", "place"),
    [
        ("select titel from articles", 'no column "titel"', "1 | select titel from"),
        (
            "select 1\nfrom artcles",
            'no table "artcles"; did you mean articles?',
            "2 | from artcles",
        ),
        ("select * from ops.run", 'no table "run"; did you mean ops.runs?', "1 | select"),
        ("selct 1", 'can\'t be understood at "selct"', "1 | selct 1"),
        ("select a.titel from articles a", 'no column "titel"; did you mean title?', "1 | select"),
        ("select\n\x1b[2J", "can't be understood", "␛"),
        ("select artcl('x')", "there is no function artcl", "artcl"),
    ],
)
def test_wrong_queries_are_explained(copydesk, query: str, message: str, place: str) -> None:
    result = copydesk("sql", query)
    assert result.exit_code == 2
    assert message in result.stderr
    assert place in result.stderr
    assert "\x1b" not in result.stderr
    assert "^" in result.stderr
    assert result.stdout == ""


def test_the_caret_stands_under_the_place(copydesk) -> None:
    lines = copydesk("sql", "select word_count,\n  'été', titel from articles").stderr.split("\n")
    assert lines[0].index("titel") == lines[1].index("^")
    assert lines[0].startswith("  2 | ")
    assert lines[2].startswith('error: the query, line 2: there is no column "titel"')


@pytest.mark.parametrize(
    "query",
    [
        "delete from articles",
        "create table t as select 1",
        "select * from read_csv('/etc/hostname')",
        "copy articles to 'out.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "install httpfs",
        "load httpfs",
    ],
)
def test_sql_only_reads(copydesk, warehouse: Path, tmp_path: Path, query: str) -> None:
    before = warehouse.read_bytes()
    result = copydesk("sql", query)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ") or "\nerror: " in result.stderr
    assert warehouse.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sql", ""), "the query is empty"),
        (("sql", "/* nothing */"), "the query is empty"),
        (("sql", "select 1", "-o", "no/such/a.csv"), "its folder does not exist"),
        (("sql", "--json"), "need a query"),
        (("sql", "select 1 as a, 2 as a", "-o", "a.parquet"), "two columns have one name"),
    ],
)
def test_wrong_usage(copydesk, words: tuple[str, ...], message: str) -> None:
    result = copydesk(*words)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_huge_answer_is_not_held_in_memory(warehouse: Path, form: str) -> None:
    # 400 MB of text. Measured: 150 MB without it, 340 MB at the peak, and no more for 800 MB.
    # VmHWM and not ru_maxrss, which a process inherits from the one that started it.
    code = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from flows.cli import cli\n"
        "try: cli(sys.argv[1:])\n"
        "finally:\n"
        "    status = Path('/proc/self/status').read_text()\n"
        "    sys.stderr.write(re.search(r'VmHWM:\\s*(\\d+)', status)[1])"
    )
    query = "select range as n, repeat('copydesk ', 2000) as words from range(22000)"
    process = subprocess.run(
        [sys.executable, "-c", code, "sql", query, "--format", form, "--warehouse", warehouse],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(process.stderr.split()[-1]) < 420_000


def test_another_writer_is_a_plain_error(copydesk, tmp_path: Path) -> None:
    path = tmp_path / "held.duckdb"
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); c.execute('create table t (a int)')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        result = copydesk("sql", "select 1", "--warehouse", str(path))
        holder.communicate()
    assert result.exit_code == 5
    assert "another program has it open" in result.stderr


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("select speaker from quotes", "did you mean speaker_name or speaker_text?"),
        ("select titel from articles", "did you mean title?"),
        (
            f"select 1 from articles where article_id = '{FERRY_ID}'",
            f"write it as '0x{FERRY_ID}'::ubigint",
        ),
    ],
)
def test_an_error_names_a_remedy_that_helps(copydesk, query, remedy) -> None:
    result = copydesk("sql", query)
    assert (result.exit_code, remedy in result.stderr) == (2, True)


def test_numbers_of_others_are_shown_as_they_gave_them(copydesk) -> None:
    result = copydesk("sql", "select 5327298::ubigint as geoname_id")
    assert "5327298" in result.stdout
