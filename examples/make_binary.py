"""Makes the sample files that can't be written by hand, from `examples/sources`.

Run from anywhere: `python examples/make_binary.py`. Every time, clock and member
order is fixed, so the same libraries write the same bytes again. (Another version
of zlib, zstandard or Polars may compress differently; the content stays the same.)
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import zstandard

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
ARTICLES = HERE / "articles"
FORMATS = HERE / "formats"

ZIP_TIME = (2025, 1, 1, 0, 0, 0)
TAR_TIME = 1_735_689_600  # 2025-01-01T00:00:00Z

Page = tuple[str, str, str, Path]
"""WARC-Target-URI, WARC-Date, record number (the tail of its UUID), HTML file."""

LORVEL: tuple[Page, ...] = (
    (
        "https://lorvelbulletin.example/2024/11/envoy-stairs",
        "2024-11-09T03:00:00Z",
        "0001",
        SOURCES / "warc/lorvel-truce.html",
    ),
    (
        "https://lorvelbulletin.example/2024/12/stationmaster",
        "2024-12-20T03:00:00Z",
        "0002",
        SOURCES / "warc/lorvel-rail.html",
    ),
)
BELL: tuple[Page, ...] = (
    (
        "https://quietharbour.example/vell/bell",
        "2024-05-22T03:00:00Z",
        "0003",
        FORMATS / "article.html",
    ),
)


def gz(data: bytes) -> bytes:
    """`data` as one gzip member without a file name and with time 0."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def warc_record(headers: Sequence[tuple[str, str]], block: bytes) -> bytes:
    """One WARC record, gzipped by itself as the standard asks."""
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers)]
    head = "\r\n".join([*lines, f"Content-Length: {len(block)}", "", ""])
    return gz(head.encode() + block + b"\r\n\r\n")


def warc(pages: Sequence[Page]) -> bytes:
    """A WARC file: a warcinfo record, then one response record for each page."""
    info = warc_record(
        (
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", "<urn:uuid:00000000-0000-4000-8000-000000000000>"),
            ("WARC-Date", pages[0][1]),
            ("Content-Type", "application/warc-fields"),
        ),
        b"software: examples/make_binary.py\r\nformat: WARC File Format 1.0\r\n",
    )
    return info + b"".join(_response(page) for page in pages)


def _response(page: Page) -> bytes:
    url, date, number, path = page
    html = path.read_bytes()
    http = (
        "HTTP/1.1 200 OK\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(html)}\r\n\r\n"
    )
    return warc_record(
        (
            ("WARC-Type", "response"),
            ("WARC-Record-ID", f"<urn:uuid:00000000-0000-4000-8000-00000000{number}>"),
            ("WARC-Target-URI", url),
            ("WARC-Date", date),
            ("Content-Type", "application/http; msgtype=response"),
        ),
        http.encode() + html,
    )


def zipped(folder: Path) -> bytes:
    """The files below `folder` as a zip archive, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in _files(folder):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return buffer.getvalue()


def tarred(folder: Path) -> bytes:
    """The files below `folder` as a gzipped tar archive, in the order of their names."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in _files(folder):
            data = path.read_bytes()
            info = tarfile.TarInfo(path.relative_to(folder).as_posix())
            info.size, info.mtime, info.mode = len(data), TAR_TIME, 0o644
            archive.addfile(info, io.BytesIO(data))
    return gz(buffer.getvalue())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def parquet(path: Path) -> bytes:
    """The records of a JSONL file as a Parquet file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def recoded(name: str, encoding: str, *, line_end: str = "\n", mark: bytes = b"") -> bytes:
    """A source text with another encoding, line end and byte order mark."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    return mark + text.replace("\n", line_end).encode(encoding)


def mojibake(name: str) -> bytes:
    """A source text as it looks after UTF-8 was read as Windows-1252 and saved again.

    The five bytes that Windows-1252 leaves open pass as control characters, as
    browsers and most editors do it.
    """
    data = (SOURCES / name).read_bytes()
    open_bytes = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    wrong = "".join(chr(b) if b in open_bytes else bytes([b]).decode("cp1252") for b in data)
    return wrong.encode("utf-8")


def outputs() -> dict[Path, bytes]:
    """Every binary sample file and its bytes."""
    wire = (ARTICLES / "cpa/20241010-envoy-velmar.txt").read_bytes()
    ferry = (SOURCES / "gz/ferry-cat.txt").read_bytes()
    bell = (FORMATS / "article.txt").read_bytes()
    zst = zstandard.ZstdCompressor(level=19, write_checksum=True, write_content_size=True)
    return {
        ARTICLES / "stenhavnledger/opinion-minister-shopping.txt": recoded(
            "ledger-crlf.txt", "utf-8", line_end="\r\n"
        ),
        ARTICLES / "kuestenbote/faehre-utf16.txt": recoded(
            "kuestenbote-utf16.txt", "utf-16-le", mark=b"\xff\xfe"
        ),
        ARTICLES / "pharedelorvel/fromage-cp1252.txt": recoded(
            "pharedelorvel-cp1252.txt", "cp1252"
        ),
        ARTICLES / "coastalnews/harbour-seals-mojibake.txt": mojibake("coastalnews-mojibake.txt"),
        ARTICLES / "exports/quarry-road.parquet": parquet(SOURCES / "quarry-road.parquet.jsonl"),
        ARTICLES / "archive/lorvelbulletin.warc.gz": warc(LORVEL),
        ARTICLES / "packed/weekend.zip": zipped(SOURCES / "zip"),
        ARTICLES / "packed/lorvel-extra.tar.gz": tarred(SOURCES / "tar"),
        ARTICLES / "packed/ferry-cat.txt.gz": gz(ferry),
        ARTICLES / "packed/chess-train.txt.zst": zst.compress(
            (SOURCES / "zst/chess-train.txt").read_bytes()
        ),
        ARTICLES / "trouble/cut-short.txt.gz": gz(ferry)[:300],
        ARTICLES / "trouble/not-text.txt": bytes((i * i * 7 + i // 3) % 256 for i in range(2048)),
        ARTICLES / "trouble/same-as-the-wire.txt": wire,
        FORMATS / "article.parquet": parquet(FORMATS / "article.jsonl"),
        FORMATS / "article.warc.gz": warc(BELL),
        FORMATS / "article.zip": _zip_of("article.txt", bell),
        FORMATS / "article.txt.gz": gz(bell),
    }


def _zip_of(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        info = zipfile.ZipInfo(name, ZIP_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        archive.writestr(info, data)
    return buffer.getvalue()


def main() -> None:
    """Writes every file and says which ones changed."""
    for path, data in outputs().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        is_same = path.exists() and path.read_bytes() == data
        if not is_same:
            path.write_bytes(data)
        sys.stdout.write(f"{'same   ' if is_same else 'written'} {path.relative_to(HERE)}\n")


if __name__ == "__main__":
    main()
