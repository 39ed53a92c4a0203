"""One invented article in every format, and small helpers to decode."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from typing import Any

import pyarrow
import pyarrow.parquet
import zstandard

from transforms.decode.choose import decode
from transforms.decode.options import DecodeOptions
from transforms.record import RawDocument, Reject

TITLE = "Harbour bridge in Port Ellery reopens"
PARAGRAPHS = (
    "PORT ELLERY — The old harbour bridge reopened on Tuesday after nine months of repairs, "
    "and the first tram crossed it shortly after six in the morning, the council said.",
    "“We won’t close it again this decade,” said Mara Oduya, the town’s engineer, who had "
    "walked the deck twice before she let the barriers be taken away.",
    "The work cost 4.2 million crowns, a tenth more than planned, because rust was found in "
    "two of the seven piers once divers had cleared the mud around them.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"
RECORD = {
    "id": "pe-17",
    "url": "https://gazette.example/bridge",
    "title": TITLE,
    "authors": ["Tomas Lind", "Ines Farrow"],
    "date_publish": "2031-05-06T07:30:00+02:00",
    "tags": ["bridges", "Port Ellery"],
    "maintext": TEXT,
}
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
    f"<title>{TITLE} | The Ellery Gazette</title>"
    "<link rel='canonical' href='https://gazette.example/bridge'>"
    '<script type="application/ld+json">'
    + json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "Person", "@id": "#p1", "name": "Tomas Lind"},
                {
                    "@type": "NewsArticle",
                    "headline": TITLE,
                    "author": [{"@id": "#p1"}, {"@type": "Person", "name": "Ines Farrow"}],
                    "datePublished": "2031-05-06T07:30:00+02:00",
                    "keywords": "bridges, Port Ellery",
                    "publisher": {"@type": "Organization", "name": "The Ellery Gazette"},
                },
            ],
        }
    )
    + "</script><script>var x = '<p>not seen</p>';</script></head><body>"
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    f"<article><h1>{TITLE}</h1>"
    + "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    + "<p>Read <a href='/piers'>more about the piers</a> in our archive of the works.</p>"
    "</article><div hidden>Secret</div><footer><p>Copyright The Ellery Gazette</p></footer>"
    "</body></html>"
)


def outcomes(
    data: bytes, name: str, options: DecodeOptions | None = None
) -> list[RawDocument | Reject]:
    """All outcomes of `data`, with the promises that hold for every input checked."""
    found = list(decode(io.BytesIO(data), name, options or DecodeOptions()))
    assert found, "every input has an outcome"
    keys = [(item.member, item.record_no) for item in found]
    assert len(set(keys)) == len(keys)
    for item in found:
        if isinstance(item, RawDocument):
            lines = item.text.count("\n") + 1
            assert all(0 <= number < lines for number in item.heading_lines)
            assert all(0 <= number < lines for number in item.body_lines or ())
            assert all(0 <= (link.line_no or 0) < lines for link in item.links)
            item.text.encode("utf-8")
    return found


def document(data: bytes, name: str, options: DecodeOptions | None = None) -> RawDocument:
    """The one document of `data`."""
    (found,) = outcomes(data, name, options)
    assert isinstance(found, RawDocument), found
    return found


def reject(data: bytes, name: str, options: DecodeOptions | None = None) -> Reject:
    """The one reject of `data`."""
    (found,) = outcomes(data, name, options)
    assert isinstance(found, Reject), found
    return found


def reasons(found: list[RawDocument | Reject]) -> list[str]:
    """`ok` or the reason, per outcome."""
    return [item.reason if isinstance(item, Reject) else "ok" for item in found]


def values(item: RawDocument | Reject, name: str) -> list[str]:
    """Values of all claims of one name."""
    assert isinstance(item, RawDocument), item
    return [claim.value for claim in item.claims if claim.name == name]


def jsonl(*records: Any) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def csv_bytes(*records: dict[str, Any], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def parquet_bytes(columns: dict[str, list[Any]]) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def zip_bytes(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tar_bytes(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:  # sec-ok: it writes
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc_record(
    body: bytes,
    *,
    uri: str = "https://gazette.example/bridge",
    kind: str = "text/html; charset=utf-8",
    http: str = "",
    header: str = "",
    status: str = "200 OK",
    length: str | None = None,
) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{http}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-07T10:00:00Z\r\n"
        f"WARC-Target-URI: {uri}\r\n{header}Content-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
