"""How does a Parquet file become documents?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from transforms.decode.fields import KEYS, key_of, keys_for
from transforms.decode.options import DecodeOptions
from transforms.decode.records import record_document
from transforms.decode.stream import PARSER_ERRORS, Input, Undecodable, read_whole
from transforms.decode.unpack import check_ratio
from transforms.record import RawDocument, Reject

BATCH_ROWS = 128
"""Rows held as Python objects at a time; at 20 MB a record is still bounded by its file."""


def decode_parquet(source: Input) -> Iterator[RawDocument | Reject]:
    """The documents of a Parquet file, one per row. Only columns with a known name are read.

    Raises:
        Undecodable: `empty_file`, `bad_parquet`, `no_text_field`, `no_records`,
            `expansion_limit`.
        OSError: The disk failed.
    """
    # pyarrow takes 0.15 s to load; only Parquet needs it.
    import pyarrow.parquet  # noqa: PLC0415

    stream, size = _seekable(source)
    record_no = 0
    expanded = 0
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        columns = _columns(file.schema_arrow.names, source.options)
        for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=columns):
            for record in batch.to_pylist():
                # Counted as texts: a dictionary column repeats one value without growing.
                expanded += sum(len(v) for v in record.values() if isinstance(v, (str, bytes)))
                check_ratio(expanded, size, source.options)
                yield record_document(record, record_no, "parquet", source.options)
                record_no += 1
    except (*PARSER_ERRORS, OSError) as error:
        raise _fault(error) from None
    if not record_no:
        raise Undecodable("no_records", "it has no rows")


def _columns(names: list[str], options: DecodeOptions) -> list[str]:
    """The columns that mean something to us."""
    content = {*keys_for("text", options), *keys_for("html", options)}
    if not any(key_of(name) in content for name in names):
        shown = ", ".join(repr(name[:40]) for name in names[:8])
        raise Undecodable("no_text_field", f"no column with a text among: {shown}")
    known = {key for claim in KEYS for key in keys_for(claim, options)}
    return [name for name in dict.fromkeys(names) if key_of(name) in known]


def _fault(error: Exception) -> Undecodable:
    """The named outcome for what pyarrow raises on damaged files.

    Raises:
        OSError: The machine failed, not the file (it carries an errno).
    """
    if isinstance(error, OSError) and error.errno is not None:
        raise error
    reason = str(error).split("\n", 1)[0][:200]
    return Undecodable("bad_parquet", f"invalid or damaged Parquet: {reason}")


def _seekable(source: Input) -> tuple[BinaryIO | Any, int]:
    """A stream that can be jumped about in, and its size in bytes."""
    stream: BinaryIO = source.stream
    if not stream.seekable():
        stream = io.BytesIO(
            read_whole(stream, source.options.max_buffered_bytes, "the Parquet file")
        )
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        raise Undecodable("empty_file", "it has no bytes")
    return stream, size
