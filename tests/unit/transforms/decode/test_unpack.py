from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile

import pytest
import zstandard

from tests.unit.transforms.decode.inputs import (
    TEXT,
    document,
    gz,
    jsonl,
    outcomes,
    reasons,
    reject,
    tar_bytes,
    zip_bytes,
    zst,
)
from transforms.decode.options import DecodeOptions
from transforms.decode.unpack import show_name
from transforms.record import RawDocument

DATA = TEXT.encode()
FORMS = {"gz": gz(DATA), "bz2": bz2.compress(DATA), "xz": lzma.compress(DATA), "zst": zst(DATA)}


@pytest.mark.parametrize("kind", FORMS)
def test_every_compression(kind: str) -> None:
    assert document(FORMS[kind], f"a.txt.{kind}").text == TEXT


@pytest.mark.parametrize("kind", FORMS)
def test_frames_one_after_the_other(kind: str) -> None:
    assert document(FORMS[kind] * 2, f"a.txt.{kind}").text == TEXT * 2


@pytest.mark.parametrize("kind", FORMS)
def test_cut_streams_are_truncated(kind: str) -> None:
    assert reject(FORMS[kind][:-12], f"a.txt.{kind}").reason in ("truncated", "bad_archive")


def test_a_cut_stream_of_records_keeps_the_whole_ones() -> None:
    records = [{"text": f"Record {n}: {TEXT[: n % 300]}"} for n in range(3_000)]
    found = outcomes(gz(jsonl(*records))[:-2_000], "a.jsonl.gz")
    assert reasons(found)[-1] == "truncated"
    assert set(reasons(found)[:-1]) == {"ok"}
    assert len(found) > 100


def test_bytes_after_the_stream_are_told_and_the_text_loads() -> None:
    assert reasons(outcomes(gz(DATA) + b"garbage!" * 9, "a.txt.gz")) == ["ok", "trailing_bytes"]
    assert reasons(outcomes(gz(DATA) + b"\0" * 900, "a.txt.gz")) == ["ok"]


def test_wrong_checksum_and_damage() -> None:
    assert reject(gz(DATA)[:-8] + b"\0" * 4 + gz(DATA)[-4:], "a.txt.gz").reason == "bad_archive"
    assert reject(b"BZh91AY&SY" + b"\0" * 60, "a.bz2").reason in ("bad_archive", "truncated")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gz(b"A" * 50_000_000), "a.txt.gz"),
        (zst(b"A" * 50_000_000), "a.txt.zst"),
        (bz2.compress(b"A" * 50_000_000), "a.txt.bz2"),
        (zip_bytes(("a.txt", b"A" * 50_000_000)), "a.zip"),
        (gz(jsonl({"text": "again and again " * 60}) * 20_000), "a.jsonl.gz"),
    ],
)
def test_bombs_are_stopped(data: bytes, name: str) -> None:
    found = outcomes(data, name)
    assert reasons(found)[-1] == "expansion_limit"
    assert len(found) < 10_000


def test_total_and_window_limits() -> None:
    options = DecodeOptions(max_expanded_bytes=1_000)
    noisy = "".join(chr(33 + n * n % 90) for n in range(5_000)).encode()
    assert reject(gz(noisy), "a.txt.gz", options).reason == "expansion_limit"
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=30)
    out = io.BytesIO()
    compressor = zstandard.ZstdCompressor(compression_params=parameters)
    with compressor.stream_writer(out, closefd=False) as writer:
        writer.write(DATA)
    assert reject(out.getvalue(), "a.txt.zst").reason == "bad_archive"


def test_layers_and_depth_are_limited() -> None:
    assert document(gz(gz(DATA)), "a.txt.gz.gz").text == TEXT
    assert reject(gz(gz(gz(gz(DATA)))), "a.gz").reason == "too_deep"
    inner = zip_bytes(("b.txt", DATA))
    found = document(zip_bytes(("in.zip", inner)), "a.zip")
    assert found.member == "in.zip!b.txt"
    deep = zip_bytes(("x.zip", zip_bytes(("in.zip", inner))))
    assert reject(deep, "a.zip").reason == "too_deep"
    assert reject(deep, "a.zip").member == "x.zip!in.zip"


@pytest.mark.parametrize("pack", [zip_bytes, tar_bytes])
def test_members_have_their_path_and_own_numbers(pack: object) -> None:
    data = pack(
        ("a.txt", DATA), ("s/b.jsonl", jsonl({"text": "1"}, {"text": "2"})), ("c.bin", b"\0\1")
    )  # type: ignore[operator]
    found = outcomes(data, "x.zip")
    assert [(item.member, item.record_no) for item in found] == [
        ("a.txt", 0),
        ("s/b.jsonl", 0),
        ("s/b.jsonl", 1),
        ("c.bin", 0),
    ]
    assert reasons(found) == ["ok", "ok", "ok", "binary_content"]


def test_too_many_members_and_none() -> None:
    options = DecodeOptions(max_members=3)
    many = [(f"{n}.txt", DATA) for n in range(4)]
    assert reject(zip_bytes(*many), "a.zip", options).reason == "too_many_members"
    assert reasons(outcomes(tar_bytes(*many), "a.tar", options)) == ["ok"] * 3 + [
        "too_many_members"
    ]
    assert reject(zip_bytes(), "a.zip").reason == "no_records"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_are_safe_and_unique() -> None:
    names = ["../../up.txt", "/abs.txt", "C:\\win.txt", "a.txt", "a.txt", "e\x1b[2J.txt"]
    found = outcomes(zip_bytes(*((name, DATA) for name in names)), "a.zip")
    assert [item.member for item in found] == [
        "up.txt", "abs.txt", "C:/win.txt", "a.txt", "a.txt#2", "e\\x1b[2J.txt",
    ]  # fmt: skip
    assert show_name("../..") == "unnamed"


def test_links_devices_and_encrypted_members_are_rejects() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:  # sec-ok: it writes
        for name, kind in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("f", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/hostname"
            archive.addfile(info)
    assert reasons(outcomes(out.getvalue(), "a.tar")) == [
        "symbolic_link",
        "symbolic_link",
        "special_file",
    ]
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as zip_archive:
        zip_archive.writestr(link, "/etc/hostname")
    assert reject(zipped.getvalue(), "a.zip").reason == "symbolic_link"
    locked = bytearray(zip_bytes(("a.txt", DATA)))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert reject(bytes(locked), "a.zip").reason == "encrypted"


def test_a_damaged_member_takes_no_neighbour_along() -> None:
    data = bytearray(zip_bytes(("a.txt", DATA), ("b.txt", DATA)))
    data[60] ^= 0xFF
    found = outcomes(bytes(data), "a.zip")
    assert reasons(found) == ["bad_archive", "ok"]
    cut = zip_bytes(("a.txt", DATA))[:80]
    assert reject(cut, "a.zip").reason == "bad_archive"


def test_a_cut_tar_keeps_its_whole_members() -> None:
    data = tar_bytes(("a.txt", DATA), ("b.txt", DATA))
    found = outcomes(data[: 512 + 512 + 512 + 100], "a.tar")
    assert isinstance(found[0], RawDocument)
    assert reasons(found)[:2] == ["ok", "truncated"]
