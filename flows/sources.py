"""Which files are there, and how is each opened as a stream?

Folders are walked without following links, names are kept as bytes, and everything
that is met gets an outcome: a file to read, or a refused path with its reason.
"""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from transforms.errors import CopydeskError, UsageError

STDIN_URI = "stdin"
CHUNK_BYTES = 1 << 20

OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""No link is followed, and a FIFO that takes a file's place can't block."""

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A regular file to read.

    Args:
        uri: Path below the input folder, with `/`; the base name of a file argument;
            `stdin`. Bytes that are no UTF-8 are escaped. It does
            not change when the folder moves. Unique within one `discover`.
        path: Absolute path, as the operating system has it.
        size_bytes: Size when it was found.
        mtime_ns: Time of its last change, nanoseconds since 1970.
        inode: Number of the file on its device.
        device: Number of the device.
    """

    uri: str
    path: bytes
    size_bytes: int
    mtime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class RefusedPath:
    """Something below an input that is not read; becomes one rejected record.

    `reason` is `symbolic_link`, `special_file`, `unreadable` or `vanished`.
    """

    uri: str
    path: bytes
    reason: str
    detail: str
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DiscoverOptions:
    """How inputs are looked for.

    Args:
        exclude: Patterns of uris to leave out (`*.bak`, `drafts/*`), by the user's will.
        spool_folder: Where standard input is kept while it is read; None: the system's
            folder for temporary files.
    """

    exclude: tuple[str, ...] = ()
    spool_folder: str | None = None


class UnreadableSource(CopydeskError):  # noqa: N818 - named as the other errors are
    """A file can't be read now; becomes one rejected record.

    Args:
        place: The file.
        problem: What the operating system says.
        remedy: What the reader can do about it.
        reason: `unreadable`, `vanished`, `symbolic_link` or `special_file`.
    """

    def __init__(self, place: str, problem: str, remedy: str, reason: str = "unreadable") -> None:
        self.reason = reason
        super().__init__(place, problem, remedy)

    def __reduce__(self) -> tuple[type[UnreadableSource], tuple[str, str, str, str]]:  # type: ignore[override]  # one part more than the root
        """Survives the way back from a worker process."""
        return type(self), (self.place, self.problem, self.remedy, self.reason)


Found = SourceFile | RefusedPath


def discover(inputs: Sequence[str], config: DiscoverOptions | None = None) -> Iterator[Found]:
    """Every file below the inputs, sorted by uri (as bytes), each path once.

    Args:
        inputs: Files, folders, patterns (`*`, `?`, `[a]`, `**`), `-` for standard input.
        config: What to leave out, where to spool.

    Raises:
        UsageError: An input does not exist, or a pattern matches nothing.
        OSError: The disk failed.
    """
    config = config or DiscoverOptions()
    found: dict[bytes, Found] = {}
    for each in dict.fromkeys(inputs):  # standard input can be read once only
        for item in _expand(each, config):
            found.setdefault(item.path, item)
    kept = [item for item in found.values() if not _is_excluded(item.uri, config)]
    yield from sorted(_with_unique_uris(kept), key=lambda item: item.uri.encode("utf-8"))


def require_inputs(inputs: Sequence[str]) -> None:
    """Refuses inputs that are not there, before anything is made or noted for a run.

    Raises:
        UsageError: See `discover`.
    """
    for given in inputs:
        if given == "-" or os.path.lexists(_absolute(given)):
            continue
        if not _GLOB.search(given):
            raise _missing(given)
        base, wanted = _split_pattern(given)
        if not (base.is_dir() and any(base.glob(wanted))):
            raise _no_match(given)


def open_source(file: SourceFile) -> BinaryIO:
    """The file's bytes, buffered and seekable. Close it after use.

    Raises:
        UnreadableSource: It vanished, may not be read, or is no regular file any more.
        OSError: The disk failed, or too many files are open.
    """
    try:
        descriptor = os.open(file.path, OPEN_FLAGS)
    except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
        raise _unreadable(file.uri, error) from None
    except OSError as error:
        if error.errno in SPECIAL_ERRNOS:
            raise _unreadable(file.uri, error) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableSource(
            file.uri, "it is no regular file", "give a file or a folder of files", "special_file"
        )
    return os.fdopen(descriptor, "rb")


def sha256_of(stream: BinaryIO) -> str:
    """SHA-256 of the rest of the stream, in hex."""
    digest = hashlib.sha256()
    while data := stream.read(CHUNK_BYTES):
        digest.update(data)
    return digest.hexdigest()


def show_path(path: bytes) -> str:
    r"""A path as text; bytes that are no UTF-8 as backslash escapes.

    Nothing else is changed, control characters neither: a uri must lead back to its
    file. Whoever shows it makes it visible (`transforms.display`).

    >>> show_path(b"a/caf\xe9.txt")
    'a/caf\\xe9.txt'
    """
    return path.decode("utf-8", "backslashreplace")


def storable(text: str) -> str:
    r"""`text` with lone surrogates as backslash escapes; tables hold UTF-8, which has none.

    >>> storable("a\ud800b")
    'a\\ud800b'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


SPECIAL_ERRNOS = {40: "symbolic_link", 6: "special_file", 19: "special_file", 36: "unreadable"}
"""ELOOP, ENXIO, ENODEV, ENAMETOOLONG on Linux: the path is the reason, not the machine."""


def _unreadable(uri: str, error: OSError) -> UnreadableSource:
    """The named outcome for a path that can't be opened."""
    is_gone = isinstance(error, (FileNotFoundError, NotADirectoryError))
    reason = SPECIAL_ERRNOS.get(error.errno or 0, "vanished" if is_gone else "unreadable")
    remedy = "run again" if is_gone else "check its permissions"
    return UnreadableSource(uri, (error.strerror or str(error)).lower(), remedy, reason)


def _expand(given: str, config: DiscoverOptions) -> Iterator[Found]:
    """What one input stands for."""
    if given == "-":
        yield _spooled(config)
        return
    path = os.fsencode(_absolute(given))
    if os.path.lexists(path):
        yield from _below(path)
    elif _GLOB.search(given):
        yield from _matches(given)
    else:
        raise _missing(given)


def _absolute(given: str) -> str:
    return os.path.abspath(os.path.expanduser(given))  # noqa: PTH100, PTH111 - Path drops "a/../b"


def _missing(given: str) -> UsageError:
    return UsageError(given, "there is no such file or folder", "check the path")


def _no_match(pattern: str) -> UsageError:
    return UsageError(pattern, "no file matches the pattern", "check it, and quote it")


def _split_pattern(pattern: str) -> tuple[Path, str]:
    """The folder before the first wildcard, and the rest."""
    parts = Path(_absolute(pattern)).parts
    first = next(n for n, part in enumerate(parts) if _GLOB.search(part))
    return Path(*parts[:first]), str(Path(*parts[first:]))


def _below(path: bytes) -> Iterator[Found]:
    """A file argument, or everything below a folder. A link given by name is followed."""
    try:
        status = os.stat(path)  # noqa: PTH116 - Path takes no bytes
    except OSError as error:
        yield _refused(show_path(_base_name(path)), path, _unreadable("", error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(os.path.realpath(path))
    else:
        real = os.path.realpath(path)
        yield _entry(show_path(_base_name(path)), real, status)


def _base_name(path: bytes) -> bytes:
    """The last part of an absolute path."""
    return path.rstrip(b"/").rpartition(b"/")[2]


def _walk(root: bytes) -> Iterator[Found]:
    """Everything below a folder, depth first in the order of names; links are not followed."""
    stack = [root]
    while stack:
        folder = stack.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
            uri = show_path(os.path.relpath(folder, root))
            yield _refused(uri, folder, _unreadable(uri, error))
            continue
        folders = []
        for entry in listed:
            uri = show_path(os.path.relpath(entry.path, root))
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError as error:
                yield _refused(uri, entry.path, _unreadable(uri, error))
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(entry.path)
            else:
                yield _entry(uri, entry.path, status)
        stack.extend(reversed(folders))


def _entry(uri: str, path: bytes, status: os.stat_result) -> Found:
    """One path that is no folder."""
    if stat.S_ISREG(status.st_mode):
        return SourceFile(
            uri, path, status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev
        )
    if stat.S_ISLNK(status.st_mode):
        return RefusedPath(uri, path, "symbolic_link", "links below a folder are not followed")
    kinds = {
        stat.S_IFIFO: "a FIFO",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    kind = kinds.get(stat.S_IFMT(status.st_mode), "no regular file")
    return RefusedPath(uri, path, "special_file", f"it is {kind}")


def _refused(uri: str, path: bytes, fault: UnreadableSource) -> RefusedPath:
    """The path that can't be looked at."""
    return RefusedPath(uri, path, fault.reason, fault.problem)


def _matches(pattern: str) -> Iterator[Found]:
    """The paths that a pattern matches; folders among them are walked.

    uris are relative to the part of the pattern before its first wildcard.
    """
    base, wanted = _split_pattern(pattern)
    hits = sorted(os.fsencode(hit) for hit in base.glob(wanted)) if base.is_dir() else []
    if not hits:
        raise _no_match(pattern)
    root = os.fsencode(base)
    for hit in hits:
        status = os.lstat(hit)
        uri = show_path(os.path.relpath(hit, root))
        if not stat.S_ISDIR(status.st_mode):
            yield _entry(uri, hit, status)
            continue
        for item in _walk(hit):
            yield replace(item, uri=f"{uri}/{item.uri}")


def _spooled(config: DiscoverOptions) -> SourceFile:
    """Standard input, copied to a temporary file that stays until the caller removes it."""
    with tempfile.NamedTemporaryFile(
        prefix="copydesk-stdin-", dir=config.spool_folder, delete=False
    ) as spool:
        while data := sys.stdin.buffer.read(CHUNK_BYTES):
            spool.write(data)
        spool.flush()
        status = os.fstat(spool.fileno())
    return SourceFile(
        STDIN_URI, os.fsencode(spool.name), status.st_size, 0, status.st_ino, status.st_dev
    )


def _is_excluded(uri: str, config: DiscoverOptions) -> bool:
    """Whether the user wants it left out."""
    return any(fnmatch.fnmatchcase(uri, pattern) for pattern in config.exclude)


def _with_unique_uris(items: Iterable[Found]) -> list[Found]:
    """The items, with parent folders put before uris that several inputs share."""
    result: dict[str, Found] = {}
    for item in sorted(items, key=lambda item: item.path):
        uri = item.uri
        parents = [show_path(part) for part in item.path.split(b"/")[1:]]
        taken = uri.count("/") + 1
        while uri in result and taken < len(parents):
            taken += 1
            uri = "/".join(parents[-taken:])
        number = 2
        while uri in result:
            uri = f"{item.uri}#{number}"
            number += 1
        result[uri] = replace(item, uri=uri)
    return list(result.values())
