"""Which rows does an article become?

`article_frames` turns a chunk of finished articles into one Polars frame per
table. Each row carries `record_key`, the record it came from: two records can be
the same article, and only the rows of one of them are loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from transforms.clean.forms import count_words
from transforms.clean.repetition import line_key
from transforms.identity import address_of, source_of
from transforms.ids import combined_sha256, stable_id, text_sha256
from transforms.record import Article, RawDocument
from transforms.tables import table

RECORD_KEY = "record_key"
EXTRA_ARTICLE_COLUMNS: dict[str, pl.DataType] = {
    RECORD_KEY: pl.UInt64(),
    "raw_text": pl.String(),
    "source_domain": pl.String(),
    "source_name": pl.String(),
}
"""What staging needs to know of an article beside its row."""


RECORD_DTYPES: dict[str, pl.DataType] = {
    "record_key": pl.UInt64(),
    "file_id": pl.UInt64(),
    "record_no": pl.Int64(),
    "article_id": pl.UInt64(),
    "step": pl.String(),
    "reason": pl.String(),
    "detail": pl.String(),
    "location": pl.String(),
}
"""One row per record on its way to staging; `reason` None: it became an article."""

FILE_DTYPES: dict[str, pl.DataType] = {
    "file_id": pl.UInt64(),
    "uri": pl.String(),
    "container_uri": pl.String(),
    "container_file_id": pl.UInt64(),
    "format": pl.String(),
    "size_bytes": pl.Int64(),
    "content_sha256": pl.String(),
    "record_count": pl.Int64(),
}
"""One row per file, or member of an archive, on its way to staging."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from and who makes its rows."""

    article_id: int
    file_id: int
    record_no: int
    run_id: str
    pipeline_version: str

    @property
    def record_key(self) -> int:
        """Stable id of the record."""
        return record_key(self.file_id, self.record_no)


def record_key(file_id: int, record_no: int) -> int:
    """Stable id of a record: its file and its position there."""
    return stable_id("record", str(file_id), str(record_no))


Row = dict[str, Any]


def _article_row(article: Article, origin: Origin) -> Row:
    document = article.document
    source_id, domain, name = source_of(document)
    external = document.claim("external_id")
    published, title = article.published, article.title
    lines = [line for line in article.lines if line.kind != "blank"]
    removed = sum(not line.is_kept for line in lines)
    return {
        "article_id": origin.article_id,
        "file_id": origin.file_id,
        "record_no": origin.record_no,
        "external_id": external.value if external else None,
        "source_id": source_id,
        "url": address_of(document),
        "title": title.value if title else None,
        "title_method": title.method if title else None,
        "title_confidence": title.confidence if title else None,
        "dek": article.dek.value if article.dek else None,
        "section": article.section.value if article.section else None,
        "language": article.language.value if article.language else None,
        "language_confidence": article.language.confidence if article.language else None,
        "language_pipeline": article.language_pipeline,
        "language_steps": " ".join(article.language_steps) or None,
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "published_method": published.method if published else None,
        "published_confidence": published.confidence if published else None,
        "published_raw": published.raw if published else None,
        "modified_at": article.modified.at if article.modified else None,
        "fetched_at": article.fetched.at if article.fetched else None,
        "dateline_place": article.dateline.value if article.dateline else None,
        "reading_seconds": article.reading_seconds,
        "is_truncated": article.is_truncated,
        "text": article.text,
        "char_count": len(article.text),
        "word_count": article.word_count,
        "sentence_count": len(article.sentences),
        "removed_line_count": removed,
        "removed_share": removed / len(lines) if lines else 0.0,
        "text_sha256": text_sha256(article.text),
        "raw_sha256": text_sha256(document.text),
        "content_sha256": _content_sha256(document),
        "format": document.format,
        "encoding": document.encoding,
        "repairs": ",".join(document.repairs) or None,
        "version_no": 1,
        "pipeline_version": origin.pipeline_version,
        "run_id": origin.run_id,
        "raw_text": document.text,
        "source_domain": domain,
        "source_name": name,
    }


def _content_sha256(document: RawDocument) -> str:
    """Hash of the raw text and of every claim but the time it was fetched."""
    stated = (f"{c.name}={c.value}" for c in document.claims if c.name != "fetched")
    return combined_sha256([document.text, *stated])


def _line_rows(article: Article) -> Iterable[Row]:
    return (
        {
            "line_no": line.line_no,
            "raw_start": line.raw_start,
            "raw_end": line.raw_end,
            "raw_text": line.raw_text,
            "kind": line.kind,
            "is_kept": line.is_kept,
            "text_start": line.text_start,
            "text_end": line.text_end,
            "rule": line.rule,
            "reason": line.reason,
            "score": line.score,
            "word_count": count_words(line.raw_text),
            "line_hash": line_key(line.raw_text) or None,
        }
        for line in article.lines
    )


def _author_rows(article: Article) -> Iterable[Row]:
    return (
        {
            "position": n,
            "name": author.name,
            "name_raw": author.name_raw,
            "entity_id": None,
            "method": author.method,
            "confidence": author.confidence,
        }
        for n, author in enumerate(article.authors, 1)
    )


def _tag_rows(article: Article) -> Iterable[Row]:
    return (
        {"tag": tag.tag, "tag_kind": tag.tag_kind, "line_no": tag.line_no} for tag in article.tags
    )


def _link_rows(article: Article) -> Iterable[Row]:
    return (
        {
            "link_no": n,
            "url": link.url,
            "domain": link.domain,
            "anchor_text": link.anchor_text,
            "start_char": link.start_char,
            "end_char": link.end_char,
        }
        for n, link in enumerate(article.links, 1)
    )


def _sentence_rows(article: Article) -> Iterable[Row]:
    return (
        {
            "sentence_no": sentence.sentence_no,
            "paragraph_no": sentence.paragraph_no,
            "start_char": sentence.start_char,
            "end_char": sentence.end_char,
        }
        for sentence in article.sentences
    )


def _mention_rows(article: Article) -> Iterable[Row]:
    for mention in article.mentions:
        entity = mention.entity
        yield {
            "entity_id": entity.entity_id if entity else None,
            "sentence_no": mention.sentence_no,
            "start_char": mention.start_char,
            "end_char": mention.end_char,
            "text": mention.text,
            "label": mention.label,
            "mention_kind": mention.mention_kind,
            "entity_name": entity.name if entity else None,
            "entity_method": entity.method if entity else None,
            "entity_confidence": entity.confidence if entity else None,
            "title_prefix": mention.title_prefix,
            **_span_columns(article.text, "role", "role_text", mention.role),
            "method": mention.method,
            "confidence": mention.confidence,
        }


def _quote_rows(article: Article) -> Iterable[Row]:
    for quote in article.quotes:
        entity = quote.speaker_entity
        yield {
            "sentence_no": quote.sentence_no,
            "start_char": quote.start_char,
            "end_char": quote.end_char,
            "text": quote.text,
            "quote_kind": quote.quote_kind,
            **_span_columns(article.text, "speaker", "speaker_text", quote.speaker),
            "speaker_entity_id": entity.entity_id if entity else None,
            "speaker_name": entity.name if entity else None,
            "speaker_method": entity.method if entity else None,
            **_span_columns(article.text, "cue", "cue", quote.cue),
            **_span_columns(article.text, "via", "via_text", quote.via),
            "cluster_id": None,
            "method": quote.method,
            "confidence": quote.confidence,
        }


def _figure_rows(article: Article) -> Iterable[Row]:
    for figure in article.figures:
        yield {
            "sentence_no": figure.sentence_no,
            "start_char": figure.start_char,
            "end_char": figure.end_char,
            "text": figure.text,
            "figure_kind": figure.figure_kind,
            "value": figure.value,
            "value_min": figure.value_min,
            "value_max": figure.value_max,
            "qualifier": figure.qualifier,
            "unit": figure.unit,
            "currency": figure.currency,
            "counted_noun": figure.counted_noun,
            "subject_entity_id": figure.subject.entity_id if figure.subject else None,
            "subject_name": figure.subject.name if figure.subject else None,
            "status": figure.status,
            "is_negated": figure.is_negated,
            "method": figure.method,
            "confidence": figure.confidence,
        }


def _event_rows(article: Article) -> Iterable[Row]:
    for event in article.events:
        start, end = event.trigger
        yield {
            "sentence_no": event.sentence_no,
            "trigger_text": article.text[start:end],
            "trigger_lemma": event.trigger_lemma,
            "trigger_start": start,
            "trigger_end": end,
            "event_type": event.event_type,
            "who_text": event.who_text,
            "who_entity_id": event.who.entity_id if event.who else None,
            "whom_text": event.whom_text,
            "whom_entity_id": event.whom.entity_id if event.whom else None,
            "where_text": event.where_text,
            "where_entity_id": event.where.entity_id if event.where else None,
            "when_from": event.when_from,
            "when_to": event.when_to,
            "status": event.status,
            "is_negated": event.is_negated,
            "attributed_to": event.attributed_to,
            "event_cluster_id": None,
            "method": event.method,
            "confidence": event.confidence,
        }


def _span_columns(text: str, prefix: str, name: str, span: tuple[int, int] | None) -> Row:
    """A span and its words; NULL where there is none."""
    start, end = span or (None, None)
    words = text[start:end] if span else None
    return {name: words, f"{prefix}_start": start, f"{prefix}_end": end}


def _date_rows(article: Article) -> Iterable[Row]:
    return (
        {
            "start_char": found.start_char,
            "end_char": found.end_char,
            "text": found.text,
            "value_from": found.value_from,
            "value_to": found.value_to,
            "precision": found.precision,
            "anchor": found.anchor,
            "method": found.method,
            "confidence": found.confidence,
        }
        for found in article.dates
    )


CHILD_ROWS = {
    "lines": _line_rows,
    "authors": _author_rows,
    "tags": _tag_rows,
    "links": _link_rows,
    "sentences": _sentence_rows,
    "mentions": _mention_rows,
    "quotes": _quote_rows,
    "figures": _figure_rows,
    "events": _event_rows,
    "dates": _date_rows,
}
"""Which function gives the rows of which table; `article_id`, `run_id` are added to each."""


ROW_IDS = {
    "mentions": ("mention_id", ("start_char", "end_char")),
    "quotes": ("quote_id", ("start_char", "end_char")),
    "figures": ("figure_id", ("start_char", "end_char")),
    "events": ("event_id", ("trigger_start", "trigger_end")),
}
"""Column with a row's own id, and the columns that tell it from others of its article."""


def _row_id(name: str, row: Row, origin: Origin) -> Row:
    """The row's id, where its table has one."""
    if name not in ROW_IDS:
        return {}
    column, told_by = ROW_IDS[name]
    told = [str(row[key]) for key in told_by]
    return {column: stable_id(name, str(origin.article_id), *told)}


def part_dtypes(name: str) -> dict[str, pl.DataType]:
    """Dtypes of a table's rows on their way to staging: the declared ones and the record."""
    if name == "records":
        return RECORD_DTYPES
    if name == "files":
        return FILE_DTYPES
    declared = table(name)
    if declared.name == "articles":
        return {**declared.dtypes, **EXTRA_ARTICLE_COLUMNS}
    return {**declared.dtypes, RECORD_KEY: pl.UInt64()}


def _columns(rows: list[Row], dtypes: dict[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: pl.Series(name, [row[name] for row in rows], dtype=t) for name, t in dtypes.items()}
    )


def article_frames(
    articles: Sequence[Article], origins: Sequence[Origin]
) -> dict[str, pl.DataFrame]:
    """One frame per table that has rows, by the table's name.

    Args:
        articles: Finished articles.
        origins: Where each came from; same length, same order.

    Returns:
        Frames with `part_dtypes` columns. A table without rows has no frame.
    """
    rows: dict[str, list[Row]] = {"articles": [], **{name: [] for name in CHILD_ROWS}}
    for article, origin in zip(articles, origins, strict=True):
        common = {
            "article_id": origin.article_id,
            "run_id": origin.run_id,
            RECORD_KEY: origin.record_key,
        }
        rows["articles"].append({**_article_row(article, origin), RECORD_KEY: origin.record_key})
        for name, make in CHILD_ROWS.items():
            rows[name].extend(
                {**row, **_row_id(name, row, origin), **common} for row in make(article)
            )
    return {name: _columns(found, part_dtypes(name)) for name, found in rows.items() if found}
