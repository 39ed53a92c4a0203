from __future__ import annotations

import copy
import hashlib
import io
import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from flows.sources import (
    DiscoverOptions,
    RefusedPath,
    SourceFile,
    UnreadableSource,
    discover,
    open_source,
    sha256_of,
    show_path,
)
from transforms.errors import UsageError


def write(path: Path, text: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def uris(*inputs: object, **options: object) -> list[str]:
    return [item.uri for item in discover([str(i) for i in inputs], DiscoverOptions(**options))]  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name in ("b.txt", "a/x.txt", "a/y.html", ".hidden", "a.txt", "d.txt/inner.txt"):
        write(root / name)
    return root


def test_a_folder_gives_sorted_relative_uris(folder: Path) -> None:
    expected = [".hidden", "a.txt", "a/x.txt", "a/y.html", "b.txt", "d.txt/inner.txt"]
    assert uris(folder) == expected
    moved = folder.rename(folder.with_name("elsewhere"))
    assert uris(moved) == expected


def test_a_file_argument_has_its_base_name(folder: Path) -> None:
    (found,) = discover([str(folder / "a" / "x.txt")])
    assert isinstance(found, SourceFile)
    status = (folder / "a" / "x.txt").stat()
    assert found.uri == "x.txt"
    assert found.path == os.fsencode(folder / "a" / "x.txt")
    assert (found.size_bytes, found.mtime_ns) == (5, status.st_mtime_ns)
    assert (found.inode, found.device) == (status.st_ino, status.st_dev)


def test_patterns(folder: Path) -> None:
    assert uris(folder / "*.txt") == ["a.txt", "b.txt", "d.txt/inner.txt"]
    assert uris(folder / "**" / "x.txt") == ["a/x.txt"]
    assert uris(folder / "[ab].txt") == ["a.txt", "b.txt"]


def test_a_name_with_pattern_characters_is_a_name(folder: Path) -> None:
    write(folder / "odd[a]*.txt")
    assert uris(folder / "odd[a]*.txt") == ["odd[a]*.txt"]


@pytest.mark.parametrize("missing", ["nowhere", "*.nothing", "nowhere/*.txt"])
def test_missing_inputs_are_usage_errors(folder: Path, missing: str) -> None:
    with pytest.raises(UsageError):
        uris(folder / missing)


def test_each_path_is_met_once(folder: Path) -> None:
    assert uris(folder / "a" / "x.txt", folder / "a" / "x.txt") == ["x.txt"]
    assert len(uris(folder, folder / "a.txt")) == 6


def test_equal_uris_of_several_inputs_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "one" / "x.txt")
    write(tmp_path / "two" / "x.txt")
    assert uris(tmp_path / "one", tmp_path / "two") == ["two/x.txt", "x.txt"]
    assert uris(tmp_path / "two", tmp_path / "one") == ["two/x.txt", "x.txt"]


def test_links_and_special_files_are_refused_by_name(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "loop").symlink_to("..")
    os.mkfifo(folder / "fifo.txt")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(folder)  # a socket's path may have 108 bytes only
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
        refused = {i.uri: i.reason for i in discover([str(folder)]) if isinstance(i, RefusedPath)}
    assert refused == {
        "link.txt": "symbolic_link",
        "dangling": "symbolic_link",
        "loop": "symbolic_link",
        "fifo.txt": "special_file",
        "socket.txt": "special_file",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_and_folders(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    (folder / "a").chmod(0)
    try:
        found = {item.uri: item for item in discover([str(folder)])}
        file = found["a.txt"]
        assert isinstance(file, SourceFile)
        with pytest.raises(UnreadableSource) as fault:
            open_source(file)
        assert fault.value.reason == "unreadable"
        refused = found["a"]
        assert isinstance(refused, RefusedPath)
        assert refused.reason == "unreadable"
    finally:
        (folder / "a").chmod(stat.S_IRWXU)


def test_names_that_are_no_utf8_or_have_control_characters(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    for name in (b"caf\xe9.txt", b"new\nline.txt", b"esc\x1b[2J.txt", "rtl\u202egpj.txt".encode()):
        Path(os.fsdecode(root + b"/" + name)).write_text("x")
    found = {item.uri: item for item in discover([str(tmp_path)])}
    assert set(found) == {
        "caf\\xe9.txt", "new\nline.txt", "esc\x1b[2J.txt", "rtl\u202egpj.txt",
    }  # fmt: skip
    item = found["caf\\xe9.txt"]
    assert isinstance(item, SourceFile)
    assert item.path.endswith(b"caf\xe9.txt")
    with open_source(item) as stream:
        assert stream.read() == b"x"


def test_ordinary_names_are_shown_as_they_are() -> None:
    for name in ("пример.txt", "emoji 👩‍👧.txt", "back\\slash.txt", "50%.txt"):
        assert show_path(name.encode()) == name


def test_what_changes_after_discovery_is_refused_by_name(folder: Path) -> None:
    found = {item.uri: item for item in discover([str(folder)])}
    gone, linked, piped = (found[name] for name in ("a.txt", "b.txt", "a/x.txt"))
    for item in (gone, linked, piped):
        assert isinstance(item, SourceFile)
        Path(os.fsdecode(item.path)).unlink()
    (folder / "b.txt").symlink_to(folder / ".hidden")
    os.mkfifo(folder / "a" / "x.txt")
    reasons = []
    for item in (gone, linked, piped):
        assert isinstance(item, SourceFile)
        with pytest.raises(UnreadableSource) as fault:
            open_source(item)
        reasons.append(fault.value.reason)
    assert reasons == ["vanished", "symbolic_link", "special_file"]


def test_a_fault_survives_the_way_from_a_worker() -> None:
    fault = UnreadableSource("a.txt", "gone", "run again", "vanished")
    copied = copy.copy(fault)
    assert (copied.reason, str(copied)) == ("vanished", str(fault))


def test_standard_input_is_spooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    (found,) = discover(["-", "-"], DiscoverOptions(spool_folder=str(tmp_path)))
    assert isinstance(found, SourceFile)
    assert found.uri == "stdin"
    with open_source(found) as stream:
        assert stream.read() == b"from a pipe"


def test_exclude_and_hash(folder: Path) -> None:
    assert uris(folder, exclude=("a/*", ".*")) == ["a.txt", "b.txt", "d.txt/inner.txt"]
    (found,) = discover([str(folder / "a.txt")])
    assert isinstance(found, SourceFile)
    with open_source(found) as stream:
        assert sha256_of(stream) == hashlib.sha256(b"words").hexdigest()
