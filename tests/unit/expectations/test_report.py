"""The page on a run: complete, offline, and deaf to what articles say."""

import json
import re
from datetime import datetime, timedelta
from html.parser import HTMLParser

import duckdb
import pytest

from expectations import report_data
from expectations.report import moment, percent, render_report, seconds, size, visible
from transforms.errors import UsageError
from transforms.tables import table

RUN = "01990000-0000-7000-8000-000000000001"
FIRST = 2**63
CANARY = (
    "<script>alert('canary')</script><img src=x onerror=canary> \u202egnp.exe\u2066 \x07\x1b[31m"
)


class Page(HTMLParser):
    """Tags, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.tags if "id" in a]

    def links(self) -> list[str]:
        return [a["href"] for tag, a in self.tags if tag == "a" and "href" in a]


def run_values(number: int = 1, **changes: object) -> dict[str, object]:
    started = datetime.fromisoformat("2025-04-12T06:00:00") + timedelta(hours=number)
    values = {
        "run_id": f"01990000-0000-7000-8000-{number:012}",
        "command": "copydesk run articles",
        "mode": "direct",
        "status": "published",
        "started_at": started,
        "finished_at": started + timedelta(seconds=9),
        "code_version": "0.1.0",
        "schema_version": 1,
        "pipeline_version": "p1",
        "settings_json": '{"run": {"workers": 2}}',
        "file_count": 1,
        "record_count": 3,
        "loaded_count": 3,
        "unchanged_count": 0,
        "duplicate_count": 0,
        "quarantined_count": 0,
        "rejected_count": 0,
        "input_bytes": 4096,
        "cpu_seconds": 8.1,
        "wall_seconds": 9.0,
        "peak_rss_bytes": 300_000_000,
    }
    return values | changes


def insert(connection, name: str, *rows: dict[str, object]) -> None:
    declared = table(name)
    target = f"main.{declared.name}" if declared.is_journal else name
    for row in rows:
        marks = ", ".join("?" * len(row))
        columns = ", ".join(row)
        connection.execute(f"INSERT INTO {target} ({columns}) VALUES ({marks})", list(row.values()))


def result(number: int, **changes: object) -> dict[str, object]:
    values = {
        "run_id": RUN,
        "validation_no": number,
        "suite": "newsroom",
        "table_name": "lines",
        "column_name": "raw_text",
        "expectation": "unexpected_rows_expectation",
        "title": f"check number {number}",
        "settings_json": "{}",
        "severity": "warning",
        "is_row_level": True,
        "is_success": True,
        "element_count": 24,
        "unexpected_count": 0,
        "unexpected_share": 0.0,
        "sample_keys": "[]",
    }
    return values | changes


@pytest.fixture
def warehouse(staging):
    """A warehouse of three articles, open for writing; the run's own rows are the test's."""
    connection = duckdb.connect(str(staging(3)))
    connection.execute(f"UPDATE articles SET run_id = '{RUN}'")
    yield connection
    connection.close()


def records(connection, outcome: str, count: int, first: int = 0, run_id: str = RUN) -> None:
    for number in range(first, first + count):
        insert(
            connection,
            "ops.records",
            {
                "run_id": run_id,
                "file_id": FIRST + 5,
                "record_no": number,
                "outcome": outcome,
                "reason": f"{outcome}_reason",
                "detail": f"because of {number}",
                "location": "/data/all.jsonl",
            },
        )


def rendered(connection, run_id: str = RUN) -> Page:
    page = Page(render_report(connection, run_id))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for link in page.links():
        assert link.startswith("#"), link
        assert link[1:] in ids, link
    return page


def test_a_good_run(warehouse):
    insert(warehouse, "ops.runs", run_values())
    records(warehouse, "loaded", 3)
    insert(warehouse, "ops.validation_results", result(1), result(2))
    page = rendered(warehouse)
    assert "2 passed" in page.text
    assert "The outcomes add up to the records seen" in page.text
    assert "24 raw lines of 3 articles = 18 kept + 3 blank + 3 removed" in page.text
    assert "Leave a Reply × 3" in re.sub(r"\s+", " ", page.text)
    assert "By source" in page.text
    assert "Evidence" not in page.text
    assert [a["class"] for tag, a in page.tags if tag == "h1"] == ["good"]


def test_a_failing_row_links_to_its_article_and_line(warehouse):
    insert(warehouse, "ops.runs", run_values())
    sample = [
        {"article_id": FIRST, "line_no": 4, "problem": "raw_text: counter"},
        {"article_id": FIRST + 1, "start_char": 0, "end_char": 9},
        {"article_id": FIRST + 2},
        {"source_id": 77},
    ]
    insert(
        warehouse,
        "ops.validation_results",
        result(1, is_success=False, unexpected_count=40, sample_keys=json.dumps(sample)),
    )
    page = rendered(warehouse)
    links = page.links()
    assert "#article-8000000000000000-line-4" in links
    assert "#article-8000000000000001-line-3" in links
    assert "#article-8000000000000002" in links
    assert "and 36 more rows" in page.text
    assert "Mayor Ilse Tarrant said the boats would sail" in page.text
    marked = [a["id"] for tag, a in page.tags if tag == "tr" and a.get("class") == "marked"]
    assert marked == ["article-8000000000000000-line-4", "article-8000000000000001-line-3"]


def test_a_quarantined_article_is_shown_from_its_raw_text(warehouse):
    insert(warehouse, "ops.runs", run_values(quarantined_count=1, record_count=4))
    records(warehouse, "loaded", 3)
    records(warehouse, "quarantined", 1, first=3)
    insert(
        warehouse,
        "ops.quarantine",
        {
            "file_id": FIRST + 5,
            "record_no": 3,
            "article_id": 99,
            "step": "audit",
            "table_name": "lines",
            "column_name": "kind",
            "reason": "expect_column_values_to_be_in_set",
            "severity": "critical",
            "detail": "line_no 2: kind = poem",
            "title": "Verses from Vell",
            "raw_text": "Verses from Vell\nA line that rhymes\nAnd more",
            "raw_sha256": "0" * 64,
            "quarantined_at": datetime.fromisoformat("2025-04-12T06:00:00"),
            "run_id": RUN,
        },
    )
    sample = json.dumps([{"article_id": 99, "line_no": 2, "kind": "poem"}])
    failed = {"is_success": False, "severity": "critical", "unexpected_count": 1}
    insert(warehouse, "ops.validation_results", result(1, sample_keys=sample, **failed))
    page = rendered(warehouse)
    assert "#article-0000000000000063-line-2" in page.links()
    assert "A line that rhymes" in page.text
    assert "Published, 1 of 4 records kept out" in page.text
    assert "line_no 2: kind = poem" in page.text


def test_a_blocked_run_names_what_stopped_it(warehouse):
    insert(warehouse, "ops.runs", run_values(status="blocked", message="see the checks"))
    failed = {"is_success": False, "severity": "critical", "is_row_level": False}
    insert(warehouse, "ops.validation_results", result(1, title="the volume is usual", **failed))
    page = rendered(warehouse)
    assert "Blocked, nothing was published" in page.text
    assert "What stopped the run: the volume is usual." in page.text


@pytest.mark.parametrize("status", ["failed", "interrupted"])
def test_a_run_that_broke_off(warehouse, status):
    insert(warehouse, "ops.runs", run_values(status=status, message="disk full", finished_at=None))
    page = rendered(warehouse)
    assert f"{status.capitalize()}, nothing was published" in page.text
    assert "The warehouse is as it was before. disk full" in page.text
    assert "the end was not written down" in page.text


def test_a_run_without_news_points_to_the_last_that_had_some(warehouse):
    insert(warehouse, "ops.runs", run_values(1))
    insert(warehouse, "ops.runs", run_values(2, loaded_count=0, unchanged_count=3))
    page = rendered(warehouse, "01990000-0000-7000-8000-000000000002")
    assert "Published, nothing new" in page.text
    assert f"copydesk report {RUN}" in page.text


def test_an_empty_warehouse(warehouse):
    for name in ("articles", "lines", "sentences", "authors", "tags", "links", "dates", "sources"):
        warehouse.execute(f"DELETE FROM {name}")
    nothing = {"file_count": 0, "record_count": 0, "loaded_count": 0, "input_bytes": 0}
    insert(warehouse, "ops.runs", run_values(settings_json="broken {", **nothing))
    page = rendered(warehouse)
    assert "Published, nothing new" in page.text
    assert "0 records in 0 files" in page.text


def test_counts_that_do_not_add_up_are_told(warehouse):
    insert(warehouse, "ops.runs", run_values(record_count=9))
    assert "do not add up to the 9 records" in rendered(warehouse).text
    warehouse.execute("UPDATE main.runs SET record_count = 3")
    records(warehouse, "loaded", 2)
    assert "ops.records holds other numbers: loaded 2" in rendered(warehouse).text


def test_long_lists_are_cut_and_say_so(warehouse):
    insert(warehouse, "ops.runs", run_values(rejected_count=130, record_count=133))
    records(warehouse, "loaded", 3)
    records(warehouse, "rejected", 130, first=3)
    page = rendered(warehouse)
    assert "and 30 more" in page.text
    query = re.search(r"SELECT \* FROM ops\.records WHERE .*record_no", page.text)
    assert len(warehouse.execute(query.group(0)).fetchall()) == 130


def test_earlier_runs_are_compared(warehouse):
    for number in range(1, 26):
        insert(warehouse, "ops.runs", run_values(number))
    insert(
        warehouse,
        "ops.validation_results",
        result(1, run_id="01990000-0000-7000-8000-000000000024", is_success=False),
    )
    shown = report_data.earlier_runs(warehouse, "01990000-0000-7000-8000-000000000024")
    assert len(shown) == 20
    assert [run["run_id"][-2:] for run in shown[:2]] == ["24", "23"]
    assert [(run["failed_critical"], run["failed_other"]) for run in shown[:2]] == [(0, 1), (0, 0)]
    page = rendered(warehouse, "01990000-0000-7000-8000-000000000024")
    assert len([1 for tag, a in page.tags if a.get("class") == "this-run"]) == 1
    assert len([1 for tag, a in page.tags if tag == "rect" and a.get("class") == "rest"]) == 20


def test_nothing_that_an_article_says_acts_on_the_page(warehouse):
    """The canary stands in every column of text that the page can show."""
    insert(warehouse, "ops.runs", run_values(command=CANARY, message=CANARY, quarantined_count=1))
    warehouse.execute("UPDATE main.runs SET settings_json = ?", [json.dumps({"x": CANARY})])
    records(warehouse, "quarantined", 1)
    records(warehouse, "rejected", 1, first=1)
    warehouse.execute("UPDATE main.records SET detail = ?, reason = ?", [CANARY, CANARY])
    warehouse.execute("UPDATE articles SET title = ?, title_method = ?, language = ?", [CANARY] * 3)
    warehouse.execute("UPDATE lines SET raw_text = ?, rule = ?", [CANARY, CANARY])
    warehouse.execute("UPDATE ops.files SET uri = ?", [CANARY])
    sample = json.dumps([{"article_id": FIRST, "line_no": 2, "problem": CANARY, CANARY: CANARY}])
    names = {"title": CANARY, "observed_value": CANARY, "expectation": CANARY}
    bad = {"sample_keys": sample, "is_success": False, **names}
    insert(warehouse, "ops.validation_results", result(1, **bad))
    insert(
        warehouse, "ops.metrics", {"run_id": RUN, "metric": CANARY, "dimension": CANARY, "value": 1}
    )
    values = {
        "run_id": RUN,
        "step_no": 1,
        "step": CANARY,
        "started_at": "2025-04-12",
        "wall_seconds": 1,
    }
    insert(warehouse, "ops.steps", values | {"cpu_seconds": 1, "item_count": 1, "reused_count": 0})
    html = render_report(warehouse, RUN)
    page = rendered(warehouse)
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1
    assert not [tag for tag, _ in page.tags if tag in ("img", "iframe", "object", "form", "base")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert html.count("&lt;script&gt;alert") > 10
    for character in "\u202e\u2066\x07\x1b":
        assert character not in html
    assert "U+202E" in page.text
    assert "U+001B" in page.text


def test_the_page_loads_nothing_and_allows_only_its_own_script(warehouse):
    import base64
    import hashlib

    insert(warehouse, "ops.runs", run_values())
    html = render_report(warehouse, RUN)
    assert not re.search(r"""(src|href|action|data)\s*=\s*["']?(https?:|//|file:)""", html)
    assert "@import" not in html
    assert "url(" not in html
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


def test_a_run_that_is_not_there(warehouse):
    with pytest.raises(UsageError, match="no such run"):
        render_report(warehouse, RUN)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("plain", "plain"),
        ("Zoë — “naïve” ñ 東京 👩\u200d🚀", "Zoë — “naïve” ñ 東京 👩\u200d🚀"),
        ("a\u00adb", 'a<span class="cc">U+00AD</span>b'),
        ("\u2028", '<span class="cc">U+2028</span>'),
        ("\U000e0041", '<span class="cc">U+E0041</span>'),
        ("a\nb", 'a<span class="lf">↵</span> b'),
    ],
)
def test_hidden_characters_are_spelled_out(value, shown):
    assert str(visible(value)) == shown


def test_numbers_for_people():
    assert visible("abcdef", 4) == "abc…"
    assert [percent(x) for x in (None, 0, 0.0001, 0.125, 0.9999, 1)] == [
        "", "0 %", "< 0.1 %", "12.5 %", "> 99.9 %", "100 %",
    ]  # fmt: skip
    assert [seconds(x) for x in (None, 0.34, 4.21, 185)] == ["", "340 ms", "4.2 s", "3 min 05 s"]
    assert [size(x) for x in (None, 812, 1_400_000, 5 * 10**15)] == [
        "",
        "812 B",
        "1.4 MB",
        "5000.0 TB",
    ]
    assert moment(None) == ""
