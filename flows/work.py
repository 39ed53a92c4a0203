"""How does a batch of files become parts?

read -> decode -> edit -> language -> frames -> Parquet, chunk by chunk: a worker
never holds more than one chunk of articles, however large a file is.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from flows.again import read_seen
from flows.batch import Batch, BatchResult, PlannedFile, WorkOptions
from flows.parts import finish_batch, finished_batch, is_whole, part_folder, write_part
from flows.settings import Settings, settings_from_json
from flows.sources import SourceFile, UnreadableSource, open_source, sha256_of, storable
from transforms.clean.own_rules import HandRules, LineDecision
from transforms.clean.repetition import RULE, Seen
from transforms.decode.choose import decode
from transforms.display import visible
from transforms.errors import CopydeskError
from transforms.frames import FILE_DTYPES, RECORD_DTYPES, Origin, article_frames, record_key
from transforms.identity import article_id
from transforms.ids import stable_id
from transforms.language.identify import identify_language
from transforms.language.prose import Reader
from transforms.record import Article, RawDocument, Reject
from transforms.steps import EditOptions, edit_all

log = logging.getLogger("copydesk.work")
for _noisy in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    # What they remark on is said again, and better, by the outcome of the record.
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)

WHOLE_FILE_BYTES = 32_000_000
"""Files up to this size are read at once, so that the planned hash can be checked."""


@dataclass(slots=True)
class Chunk:
    """Records that are worked on together."""

    documents: list[RawDocument] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    seen: list[Seen | None] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    chars: int = 0

    @property
    def record_count(self) -> int:
        """Records in the chunk."""
        return len(self.rows)


class Worker:
    """Works batches with tools that are loaded once.

    Args:
        options: What all batches share.
    """

    def __init__(self, options: WorkOptions) -> None:
        self._options = options
        self._settings: Settings = settings_from_json(options.settings_json)
        decided = [LineDecision(**value) for value in json.loads(options.decisions_json)]
        by_hand = (HandRules(decided),) if decided else ()
        rules = (*self._settings.own_rules, *by_hand)
        self._edit = EditOptions(date.fromisoformat(options.as_of), rules)
        # Processes side by side take a core each; the encoder alone may take all.
        self._reader = Reader(self._settings.language.pipeline, threads=options.threads)
        self._parts = Path(options.parts)
        self._seconds: dict[str, float] = {}
        self._seen: Mapping[int, Seen] | None = None

    @contextlib.contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            spent = time.process_time() - start
            self._seconds[step] = self._seconds.get(step, 0.0) + spent

    def process(self, batch: Batch) -> BatchResult:
        """Makes the parts of `batch`, or takes over those that are finished.

        Raises:
            OSError: The disk refused; MemoryError: there is too little of it.
        """
        done = finished_batch(self._parts, batch.key)
        if isinstance(done, dict):
            result = BatchResult.from_json(done)
            return replace(result, batch_no=batch.batch_no, reused_count=result.record_count)
        self._seconds = {}
        self._seen = read_seen(batch.seen) if batch.seen else None
        folders: list[str] = []
        records = reused = 0
        for number, chunk in enumerate(self._chunks(batch)):
            folder = part_folder(self._parts, batch.key, number)
            if is_whole(folder):
                reused += chunk.record_count
            else:
                write_part(folder, self._frames(chunk))
            folders.append(str(folder))
            records += chunk.record_count
        result = BatchResult(
            batch.batch_no, tuple(folders), records, batch.size_bytes, reused, dict(self._seconds)
        )
        with self._timed("write"):
            finish_batch(self._parts, batch.key, _as_dict(result))
        return result

    def _chunks(self, batch: Batch) -> Iterator[Chunk]:
        """The batch's records in order, cut by `chunk_chars`; the last may be empty of records."""
        chunk = Chunk()
        for file in batch.files:
            members: dict[str | None, dict[str, Any]] = {None: _file_row(file, None)}
            for item in self._items(file):
                self._add(chunk, file, item, members)
                if self._is_full(chunk):
                    yield chunk
                    chunk = Chunk()
            if self._seen is None:
                chunk.files.extend(members.values())
        if chunk.rows or chunk.files:
            yield chunk

    def _is_full(self, chunk: Chunk) -> bool:
        limits = self._settings.run
        return chunk.chars >= limits.chunk_chars or (0 < limits.batch_size <= chunk.record_count)

    def _add(
        self,
        chunk: Chunk,
        file: PlannedFile,
        item: RawDocument | Reject,
        members: dict[str | None, dict[str, Any]],
    ) -> None:
        row = members.setdefault(item.member, _file_row(file, item.member))
        key = record_key(row["file_id"], item.record_no)
        if self._seen is not None and key not in self._seen:
            return
        row["record_count"] += 1
        row["format"] = row["format"] or item.format
        file_id = row["file_id"]
        known: dict[str, Any] = {
            "record_key": key,
            "file_id": file_id,
            "record_no": item.record_no,
            "article_id": None,
            "step": None,
            "reason": None,
            "detail": None,
            "location": _location(file, item.member),
        }
        chunk.rows.append(known)
        if isinstance(item, RawDocument):
            identity = self._identified(file, item)
            if not isinstance(identity, Reject):
                known["article_id"] = identity
                self._take(chunk, item, identity, file_id)
                return
            item = identity
        known.update(_refusal(item))
        chunk.chars += 200

    def _take(self, chunk: Chunk, document: RawDocument, identity: int, file_id: int) -> None:
        """Adds a record that was read."""
        options = self._options
        origin = Origin(
            identity, file_id, document.record_no, options.run_id, options.pipeline_version
        )
        chunk.documents.append(replace(document, article_id=identity))
        chunk.origins.append(origin)
        chunk.seen.append(self._seen[origin.record_key] if self._seen is not None else None)
        chunk.chars += len(document.text) + 200

    def _identified(self, file: PlannedFile, document: RawDocument) -> int | Reject:
        """The article's id."""
        # A file inside an archive has no priors: they are kept by the archive's path.
        priors = file.priors if document.member is None else {}
        try:
            return article_id(document, priors)
        except (MemoryError, OSError):
            raise
        except Exception as error:  # a fault of ours must not take the neighbours along
            return _internal("read", error, document.record_no)

    def _items(self, file: PlannedFile) -> Iterator[RawDocument | Reject]:
        """What the file holds. Whatever is wrong with it becomes a Reject."""
        name = file.uri
        try:
            with self._timed("read"):
                stream = _open(file)
        except UnreadableSource as error:
            yield Reject("read", error.reason, str(error))
            return
        is_large = file.size_bytes > WHOLE_FILE_BYTES
        with stream, _again(stream) if is_large else contextlib.nullcontext() as again:
            found = decode(stream, name, self._settings.decode)
            number = -1
            while True:
                try:
                    with self._timed("decode"):
                        item = next(found, None)
                except (MemoryError, OSError):
                    raise
                except Exception as error:  # a fault of ours must not take the neighbours along
                    log.exception("%s: decoding failed after record %d", visible(name), number)
                    item = _internal("decode", error, number + 1)
                    found = iter(())
                if item is None:
                    break
                number = item.record_no
                yield item
            with self._timed("read"):
                is_changed = again is not None and _whole_sha256(again) != file.sha256
            if is_changed:
                yield Reject("read", "changed_while_reading", _CHANGED, number + 1)

    def _frames(self, chunk: Chunk) -> dict[str, pl.DataFrame]:
        rows = {row["record_key"]: row for row in chunk.rows}
        articles: list[Article] = []
        origins: list[Origin] = []
        with self._timed("clean"):
            found = self._edited(chunk.documents, chunk.origins, chunk.seen)
        for edited, origin in zip(found, chunk.origins, strict=True):
            if self._seen is not None and _is_as_before(edited):
                del rows[origin.record_key]
                continue
            if isinstance(edited, Reject):
                rows[origin.record_key].update(_refusal(edited))
                continue
            articles.append(edited)
            origins.append(origin)
        frames = self._article_frames(articles, origins, rows)
        with self._timed("write"):
            known = [row for row in chunk.rows if row["record_key"] in rows]
            frames["records"] = pl.DataFrame(known, schema=RECORD_DTYPES)
            if self._seen is None:
                frames["files"] = pl.DataFrame(chunk.files, schema=FILE_DTYPES)
        return frames

    def _article_frames(
        self, articles: list[Article], origins: list[Origin], rows: dict[int, dict[str, Any]]
    ) -> dict[str, pl.DataFrame]:
        """The frames of edited articles. One that fails is rejected in `rows`, alone."""
        try:
            with self._timed("language"):
                finished = self._read_language(articles)
            with self._timed("write"):
                return article_frames(finished, origins)
        except (MemoryError, OSError, CopydeskError):
            raise
        except Exception as error:  # a fault of ours must not take the neighbours along
            if len(articles) == 1:
                log.exception("record %d of file %016x", origins[0].record_no, origins[0].file_id)
                fault = _internal("language", error, origins[0].record_no)
                rows[origins[0].record_key].update(_refusal(fault))
                return {}
        found: dict[str, list[pl.DataFrame]] = {}
        for article, origin in zip(articles, origins, strict=True):
            for name, frame in self._article_frames([article], [origin], rows).items():
                found.setdefault(name, []).append(frame)
        return {name: pl.concat(frames) for name, frames in found.items()}

    def _edited(
        self,
        documents: Sequence[RawDocument],
        origins: Sequence[Origin],
        seen: Sequence[Seen | None],
    ) -> list[Article | Reject]:
        """The edited articles. One that fails is rejected, alone."""
        try:
            return edit_all(documents, self._edit, seen)
        except (MemoryError, OSError):
            raise
        except Exception as error:  # a fault of ours must not take the neighbours along
            if len(documents) == 1:
                log.exception("record %d of file %016x", origins[0].record_no, origins[0].file_id)
                return [_internal("clean", error, origins[0].record_no)]
        return [
            item
            for document, origin, known in zip(documents, origins, seen, strict=True)
            for item in self._edited([document], [origin], [known])
        ]

    def _read_language(self, articles: list[Article]) -> list[Article]:
        if not articles:
            return []
        identified = [
            article
            if article.language
            else replace(article, language=identify_language(article.text))
            for article in articles
        ]
        return self._reader.read(identified)


def _as_dict(result: BatchResult) -> dict[str, Any]:
    return {
        "batch_no": result.batch_no,
        "folders": list(result.folders),
        "record_count": result.record_count,
        "size_bytes": result.size_bytes,
        "reused_count": 0,
        "seconds": dict(result.seconds),
    }


def _is_as_before(edited: Article | Reject) -> bool:
    """Whether what other pages say changed nothing: the rows of the first time stand."""
    return isinstance(edited, Article) and all(line.rule != RULE for line in edited.lines)


_CHANGED = "its content is no longer the one that was planned; the next run reads it again"


def _internal(step: str, error: Exception, record_no: int) -> Reject:
    return Reject(step, "internal_error", f"{type(error).__name__}: {error}"[:500], record_no)


def _refusal(item: Reject) -> dict[str, str]:
    return {"step": item.step, "reason": item.reason, "detail": storable(item.detail)}


@contextlib.contextmanager
def _again(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The same open file once more, to be read from its start when `stream` is done with."""
    with os.fdopen(os.dup(stream.fileno()), "rb") as again:
        yield again


def _whole_sha256(stream: BinaryIO) -> str:
    stream.seek(0)
    return sha256_of(stream)


def _location(file: PlannedFile, member: str | None) -> str:
    path = file.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return path if member is None else f"{path}!{storable(member)}"


def _file_row(file: PlannedFile, member: str | None) -> dict[str, Any]:
    inside = member is not None
    member = storable(member or "")
    return {
        "file_id": stable_id("member", str(file.file_id), member) if inside else file.file_id,
        "uri": f"{file.uri}!{member}" if inside else file.uri,
        "container_uri": file.uri if inside else None,
        "container_file_id": file.file_id if inside else None,
        "format": None,
        "size_bytes": 0 if inside else file.size_bytes,
        "content_sha256": None if inside else file.sha256,
        "record_count": 0,
    }


def _open(file: PlannedFile) -> BinaryIO:
    """The file's bytes, checked against the plan.

    Raises:
        UnreadableSource: It has vanished, can't be read, or has changed since it
            was planned; the next run takes it up again.
    """
    source = SourceFile(
        uri=file.uri,
        path=file.path.encode("utf-8", "surrogateescape"),
        size_bytes=file.size_bytes,
        mtime_ns=0,
        inode=0,
        device=0,
    )
    stream = open_source(source)
    if file.size_bytes > WHOLE_FILE_BYTES:
        return stream
    with stream:
        data = stream.read(WHOLE_FILE_BYTES + 1)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UnreadableSource(
            file.uri,
            "its content is no longer the one that was planned",
            "the next run reads it again",
            "changed_while_reading",
        )
    return io.BytesIO(data)
