"""Which articles are judged again, because other pages have their lines?

A run cleans every article alone, and so in any order and any batch. Then all of its pages are
counted together with those of the warehouse that share lines with them (`transforms.clean.survey`),
and the articles of which that says something are cleaned once more, knowing it. The counts are
frozen before: what becomes of an article depends on the files of the run and on the warehouse,
and not on batches, workers or order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from flows.batch import Batch
from transforms.clean.repetition import RULE, TITLE_KINDS, Seen
from transforms.clean.survey import JUDGED_DTYPES, PAGE_DTYPES, Counts, changing, count
from transforms.ids import combined_sha256
from warehouse import remembered
from warehouse.remembered import Remembered

MODEL_RULE: Final = "line_model"
"""Rule of the lines that the line model took: with more evidence it may take others."""

SEEN_DTYPES: Final = pl.Schema(
    {
        "record_key": pl.UInt64(),
        "others": pl.List(pl.Int64()),
        "siblings": pl.Int64(),
        "stories": pl.Int64(),
    }
)
"""One row per record: `transforms.clean.repetition.Seen`, as it travels to a worker."""


@dataclass(frozen=True, slots=True)
class Again:
    """What a survey asks for.

    Args:
        batches: The batches that hold an article to clean again, cut down to its files.
        article_count: Such articles.
        stale_count: Articles of earlier runs that would be cleaned otherwise now.
    """

    batches: tuple[Batch, ...] = ()
    article_count: int = 0
    stale_count: int = 0


def survey(
    parts: Mapping[str, Sequence[str]], batches: Sequence[Batch], published: Path, folder: Path
) -> Again:
    """Counts the lines of a run's parts and of the pages in the warehouse that share them.

    Args:
        parts: Parquet files of the run's parts, by table.
        batches: The batches that they were made of.
        published: The warehouse; it may be absent.
        folder: Where to put what the workers need to know.
    """
    if not parts.get("lines"):
        return Again()
    new = _of_parts(parts)
    is_open = pl.col("is_text") | (pl.col("rule") == MODEL_RULE)
    keys = new.lines.filter(is_open & (pl.col("key") > 0))["key"]
    old = remembered.pages_with(published, keys, new.pages["article"].unique())
    counts = count(
        pl.concat([new.lines, old.lines]), pl.concat([new.pages, old.pages], how="vertical")
    )
    is_new = pl.col("page").is_in(new.pages["page"].implode())
    stale = changing(counts).to_frame().filter(~is_new)
    # A line that the model took speaks against those beside it if other pages have it too.
    touched = counts.lines.filter(is_new & is_open & (pl.col("others") > 0))["page"].unique()
    seen = _seen(counts, touched)
    again = _batches(parts, batches, seen, folder)
    return Again(tuple(again), seen.height, stale.height)


def stale_files(published: Path) -> set[int]:
    """Ids of the files with articles that would be cleaned otherwise by all that is known now."""
    pages = remembered.all_pages(published)
    stale = changing(count(pages.lines, pages.pages))
    return remembered.files_of(published, stale) if len(stale) else set()


def read_seen(path: str) -> dict[int, Seen]:
    """What other pages say of the lines of each record, by its key."""
    rows = pl.read_parquet(path).select(*SEEN_DTYPES).iter_rows()
    return {key: Seen(tuple(others), siblings, stories) for key, others, siblings, stories in rows}


def _of_parts(parts: Mapping[str, Sequence[str]]) -> Remembered:
    """The pages of the run; a page's number is its record's key."""
    read = pl.read_parquet(
        list(parts["lines"]),
        columns=["record_key", "kind", "text_start", "rule", "score", "word_count", "line_hash"],
    )
    lines = read.filter(pl.col("kind") != "blank").select(
        page="record_key",
        key=pl.col("line_hash").fill_null(0),
        words=pl.col("word_count").fill_null(0),
        is_text=pl.col("text_start").is_not_null() | (pl.col("rule") == RULE),
        is_title=pl.col("kind").is_in(TITLE_KINDS),
        rule="rule",
        score="score",
    )
    articles = pl.read_parquet(
        list(parts["articles"]),
        columns=["record_key", "article_id", "source_domain", "source_name", "published_at"],
    )
    pages = articles.select(
        page="record_key",
        article="article_id",
        site=pl.coalesce("source_domain", "source_name", pl.lit("")),
        year=pl.col("published_at").dt.year(),
    )
    return Remembered(lines.cast(JUDGED_DTYPES), pages.cast(PAGE_DTYPES))


def _seen(counts: Counts, pages: pl.Series) -> pl.DataFrame:
    """`SEEN_DTYPES` of these pages."""
    return (
        counts.lines.filter(pl.col("page").is_in(pages.implode()))
        .group_by("page", maintain_order=True)
        .agg("others")
        .join(counts.pages, on="page", maintain_order="left")
        .select(
            record_key="page",
            others="others",
            siblings="siblings",
            stories=pl.lit(counts.stories - 1),
        )
        .cast(SEEN_DTYPES)
        .sort("record_key")
    )


def _batches(
    parts: Mapping[str, Sequence[str]],
    batches: Sequence[Batch],
    seen: pl.DataFrame,
    folder: Path,
) -> list[Batch]:
    """The batches cut down to the files of these records, each with what is seen of them."""
    if seen.is_empty():
        return []
    records = pl.read_parquet(list(parts["records"]), columns=["record_key", "file_id"])
    files = pl.read_parquet(list(parts["files"]), columns=["file_id", "container_file_id"])
    planned = files.unique("file_id").select(
        "file_id", planned=pl.coalesce("container_file_id", "file_id")
    )
    placed = seen.join(records.join(planned, on="file_id"), on="record_key", maintain_order="left")
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Batch] = []
    for batch in batches:
        ids = {file.file_id for file in batch.files}
        own = placed.filter(pl.col("planned").is_in(ids))
        if own.is_empty():
            continue
        wanted = set(own["planned"].to_list())
        path = folder / f"{batch.key}.parquet"
        rows = own.select(*SEEN_DTYPES)
        rows.write_parquet(path)
        found.append(
            replace(
                batch,
                batch_no=len(found),
                key=combined_sha256([batch.key, _digest(rows)])[:32],
                files=tuple(file for file in batch.files if file.file_id in wanted),
                seen=str(path),
            )
        )
    return found


def _digest(rows: pl.DataFrame) -> str:
    """Hash over what is seen of some records: part of the key of what is made of it."""
    digest = hashlib.sha256()
    others = rows["others"]
    for values in (*rows.drop("others").get_columns(), others.list.len(), others.explode()):
        digest.update(values.to_numpy().tobytes())
    return digest.hexdigest()
