"""Staging files with articles that obey every rule, to break one rule at a time."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations.client import AuditProcess
from transforms.tables import table
from warehouse.ddl import create_tables

SENTENCES = (
    "The council of Orrelby voted on Tuesday to reopen the ferry to the outer islands.",
    "Mayor Ilse Tarrant said the boats would sail twice a day until the end of May.",
    "“We have waited long enough,” she told reporters at the harbour office.",
    "Opponents say that the subsidy of 2.4 million crowns is more than the town can carry.",
    "The first boat leaves at six every morning, and all of the islanders travel free of charge.",
)
RUN = "01990000-0000-7000-8000-000000000001"


def article_rows(number: int, count: int = 5) -> dict[str, list[dict[str, object]]]:
    """Rows of one article, by table; all rules hold."""
    article_id = 2**63 + number
    kept = [f"{SENTENCES[i % 5]} ({number}.{i})" for i in range(count)]
    lines, sentences, cursor, raw_cursor = [], [], 0, 0
    raw = [f"Ferry to return, report {number}", "", *kept, "Leave a Reply"]
    text = "\n".join(kept)
    for line_no, line in enumerate(raw, 1):
        is_text = 3 <= line_no <= 2 + count
        kind = {1: "title", 2: "blank"}.get(line_no, "body" if is_text else "comment_prompt")
        lines.append(
            {
                "line_no": line_no,
                "raw_start": raw_cursor,
                "raw_end": raw_cursor + len(line),
                "raw_text": line,
                "kind": kind,
                "is_kept": kind in ("title", "body"),
                "text_start": cursor if is_text else None,
                "text_end": cursor + len(line) if is_text else None,
                "rule": "title_line" if line_no == 1 else "default",
                "reason": "It stands first.",
                "score": 0.9,
            }
        )
        if is_text:
            span = {"start_char": cursor, "end_char": cursor + len(line)}
            sentences.append({"sentence_no": line_no - 2, "paragraph_no": line_no - 2, **span})
            cursor += len(line) + 1
        raw_cursor += len(line) + 1
    day = text.index("Tuesday")
    article = {
        "file_id": 2**63 + 5,
        "record_no": number,
        "source_id": 77,
        "url": f"https://orrelby-post.example/{number}",
        "title": raw[0],
        "title_method": "first_line",
        "title_confidence": 0.9,
        "language": "en",
        "language_confidence": 0.99,
        "published_at": datetime.fromisoformat("2025-04-11T10:00:00"),
        "published_precision": "minute",
        "published_method": "jsonld",
        "published_confidence": 0.98,
        "published_raw": "2025-04-11T10:00Z",
        "text": text,
        "char_count": len(text),
        "word_count": len(text.split()),
        "sentence_count": count,
        "removed_line_count": 1,
        "removed_share": 1 / (count + 2),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "content_sha256": "1" * 64,
        "raw_sha256": hashlib.sha256("\n".join(raw).encode()).hexdigest(),
        "format": "txt",
        "version_no": 1,
        "pipeline_version": "p1",
    }
    date = {"start_char": day, "end_char": day + 7, "text": "Tuesday", "precision": "day"}
    rows: dict[str, list[dict[str, object]]] = {
        "articles": [article],
        "lines": lines,
        "sentences": sentences,
        "authors": [{"position": 1, "name": "Ada Quill", "name_raw": "By Ada Quill"}],
        "tags": [{"tag": "ferry", "tag_kind": "hashtag", "line_no": 1}],
        "links": [{"link_no": 1, "url": "https://harbour.example/", "domain": "harbour.example"}],
        "dates": [{**date, "method": "weekday", "confidence": 0.7}],
    }
    for name in ("authors",):
        for row in rows[name]:
            row |= {"method": "byline", "confidence": 0.9}
    for name, found in rows.items():
        for row in found:
            row |= {"article_id": article_id, "run_id": RUN}
        rows[name] = found
    return rows


def shared_rows(now: datetime) -> dict[str, list[dict[str, object]]]:
    """The file and the outlet of all articles."""
    return {
        "sources": [
            {
                "source_id": 77,
                "domain": "orrelby-post.example",
                "name": "Orrelby Post",
                "first_seen_at": now,
                "last_seen_at": now,
            }
        ],
        "ops.files": [
            {
                "file_id": 2**63 + 5,
                "uri": "orrelby/all.jsonl",
                "format": "jsonl",
                "size_bytes": 4096,
                "content_sha256": "0" * 64,
                "record_count": 9,
                "pipeline_version": "p1",
                "first_run_id": RUN,
                "last_run_id": RUN,
            }
        ],
    }


def insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, object]]) -> None:
    """Adds rows; columns left out are NULL."""
    declared = table(name)
    columns = {n: [row.get(n) for row in rows] for n in declared.dtypes}
    frame = pl.DataFrame(columns, schema=declared.dtypes)
    connection.execute(f"INSERT INTO {name} SELECT * FROM frame")
    del frame


def write_staging(path: Path, articles: int) -> Path:
    """A staging file with articles that obey every rule."""
    connection = duckdb.connect(str(path))
    create_tables(connection, constraints=False)
    connection.execute(
        "CREATE TABLE run_history (run_id VARCHAR, record_count BIGINT, loaded_count BIGINT)"
    )
    gathered: dict[str, list[dict[str, object]]] = shared_rows(
        datetime.fromisoformat("2025-04-12T00:00:00")
    )
    for number in range(articles):
        for name, rows in article_rows(number).items():
            gathered.setdefault(name, []).extend(rows)
    for name, rows in gathered.items():
        insert(connection, name, rows)
    connection.close()
    return path


@pytest.fixture
def staging(tmp_path: Path) -> Callable[[int], Path]:
    """A function that writes a staging file with that many good articles."""
    return lambda articles: write_staging(tmp_path / "staging.duckdb", articles)


@pytest.fixture(scope="session")
def staging_writer() -> Callable[[Path, int], Path]:
    """`write_staging`, for fixtures that live longer than one test."""
    return write_staging


@pytest.fixture(scope="session")
def audit_process() -> Iterator[AuditProcess]:
    """One audit process for all tests that don't break it."""
    with AuditProcess() as process:
        yield process
