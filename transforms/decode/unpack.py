"""What is inside gz, zst, bz2, xz, zip and tar, within which limits?

Nothing is ever written to disk: compressed streams are read piece by piece, members of
archives one after the other.
"""

from __future__ import annotations

import bz2
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from transforms.decode.names import show
from transforms.decode.options import DecodeOptions
from transforms.decode.stream import HEAD_BYTES, Budget, Input, Undecodable, read_whole
from transforms.record import Reject

CHUNK_BYTES = 32_768
ZSTD_CHUNK_BYTES = 2_048
"""zstd has no bound on what one call returns, but 2 KiB of it expand to 64 MiB at most."""

MAX_WINDOW_BYTES = 1 << 27
"""128 MiB: what the zstd command accepts without --long."""

MAX_NAME_CHARS = 500


class _Engine(Protocol):
    """One decompressor for one frame or member of a compressed stream."""

    @property
    def eof(self) -> bool:
        """Whether the frame has ended."""

    @property
    def unused_data(self) -> bytes:
        """What follows the frame."""

    def take(self, data: bytes) -> bytes:
        """The next piece of output; `data` is empty while `is_hungry` is false."""

    @property
    def is_hungry(self) -> bool:
        """Whether it needs more input before it can give output."""


class _Gzip:
    """zlib's decompressor, checking gzip's header, length and CRC."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def is_hungry(self) -> bool:
        return not self._inner.unconsumed_tail

    def take(self, data: bytes) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, HEAD_BYTES)


class _Bounded:
    """bz2's or lzma's decompressor, which keep their own input."""

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._inner = inner

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def is_hungry(self) -> bool:
        return self._inner.needs_input

    def take(self, data: bytes) -> bytes:
        return self._inner.decompress(data, HEAD_BYTES)


class _Zstd:
    """zstandard's decompressor, fed in small pieces."""

    def __init__(self) -> None:
        # zstandard is loaded for zst files alone.
        import zstandard  # noqa: PLC0415

        self._inner = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES).decompressobj()
        self._rest = b""
        self._error = zstandard.ZstdError

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data + self._rest

    @property
    def is_hungry(self) -> bool:
        return not self._rest

    def take(self, data: bytes) -> bytes:
        data = self._rest + data
        self._rest = data[ZSTD_CHUNK_BYTES:]
        try:
            return self._inner.decompress(data[:ZSTD_CHUNK_BYTES])
        except self._error as error:
            raise ValueError(str(error)) from None


ENGINES: dict[str, Callable[[], _Engine]] = {
    "gz": _Gzip,
    "bz2": lambda: _Bounded(bz2.BZ2Decompressor()),
    "xz": lambda: _Bounded(lzma.LZMADecompressor(memlimit=MAX_WINDOW_BYTES)),
    "zst": _Zstd,
}

MAGIC = {
    "gz": (b"\x1f\x8b",),
    "bz2": (b"BZh",),
    "xz": (b"\xfd7zXZ\0",),
    "zst": (b"\x28\xb5\x2f\xfd", *(bytes((n,)) + b"\x2a\x4d\x18" for n in range(0x50, 0x60))),
}
"""First bytes of each compression; the second zstd form is a skippable frame (RFC 8878)."""


class Expanded(io.RawIOBase):
    """The decompressed bytes of a stream, all its frames one after the other.

    Raises:
        Undecodable: `expansion_limit`, `truncated`, `bad_archive`; only once all bytes
            before the fault have been given out.
    """

    def __init__(self, stream: BinaryIO, kind: str, options: DecodeOptions, budget: Budget) -> None:
        self.trailing_bytes = 0
        self._stream = stream
        self._kind = kind
        self._options = options
        self._budget = budget
        self._engine: _Engine | None = None
        self._pending = b""
        self._output = b""
        self._read = 0
        self._given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # Buffer in 3.12
        """Fills `buffer`; 0 at the end."""
        while not self._output:
            piece = self._next()
            if piece is None:
                return 0
            self._output = piece
        size = min(len(buffer), len(self._output))
        buffer[:size] = self._output[:size]
        self._output = self._output[size:]
        return size

    def _next(self) -> bytes | None:
        """The next output, maybe empty; None at the end of the last frame."""
        if self._engine is None or self._engine.eof:
            data = self._between_frames()
            if not data:
                return None
            self._engine = ENGINES[self._kind]()
        else:
            data = self._input() if self._engine.is_hungry else b""
            if not data and self._engine.is_hungry:
                raise Undecodable("truncated", f"the {self._kind} stream breaks off", "unpack")
        try:
            piece = self._engine.take(data)
        except (ValueError, zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            detail = f"damaged {self._kind} stream: {error}"
            raise Undecodable("bad_archive", detail, "unpack") from None
        self._account(len(piece))
        return piece

    def _between_frames(self) -> bytes:
        """The input at the start of a frame; empty at the end. Zero padding is passed over."""
        data = self._engine.unused_data if self._engine else b""
        while True:
            data = data.lstrip(b"\0") if self._engine else data
            more = b"" if len(data) >= 6 else self._input()
            if not more:
                break
            data += more
        if data and self._engine and not data.startswith(MAGIC[self._kind]):
            self.trailing_bytes = len(data)
            while rest := self._input():
                self.trailing_bytes += len(rest)
            return b""
        return data

    def _input(self) -> bytes:
        """More of the compressed stream."""
        data = self._stream.read(CHUNK_BYTES) or b""
        self._read += len(data)
        return data

    def _account(self, size: int) -> None:
        """Holds the limits on what comes out."""
        self._given += size
        self._budget.expanded_bytes -= size
        check_ratio(self._given, self._read, self._options)
        if self._budget.expanded_bytes < 0:
            limit = self._options.max_expanded_bytes
            raise Undecodable(
                "expansion_limit", f"it expands to more than {limit:,} bytes", "unpack"
            )


def check_ratio(expanded: int, compressed: int, options: DecodeOptions) -> None:
    """Raises `expansion_limit` for what no text compresses to."""
    if expanded > options.ratio_free_bytes and expanded > options.max_ratio * max(compressed, 1):
        detail = (
            f"it expands more than {options.max_ratio} times: {compressed:,} to {expanded:,} bytes"
        )
        raise Undecodable("expansion_limit", detail, "unpack")


def decompress(data: bytes, kind: str, options: DecodeOptions) -> bytes:
    """All that one compressed block of bytes holds, up to `max_text_bytes`.

    Raises:
        Undecodable: As `Expanded`, or `too_large`.
    """
    budget = Budget(options.max_text_bytes + 1, 0)
    inner = io.BufferedReader(Expanded(io.BytesIO(data), kind, options, budget), HEAD_BYTES)
    return read_whole(inner, options.max_text_bytes)


class _Member(io.RawIOBase):
    """The bytes of one archive member, counted against the limits."""

    def __init__(self, inner: BinaryIO, size: int, compressed: int | None, source: Input) -> None:
        self._inner = inner
        self._size = size
        self._compressed = compressed
        self._source = source
        self._given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # Buffer in 3.12
        """Fills `buffer`; 0 at the end."""
        try:
            data = self._inner.read(len(buffer))
        except ARCHIVE_ERRORS as error:
            raise archive_fault(error) from None
        size = len(data)
        self._given += size
        if not size and self._given < self._size:
            raise Undecodable("truncated", "the archive ends within the member", "unpack")
        self._source.budget.expanded_bytes -= size
        if self._compressed is not None:
            check_ratio(self._given, self._compressed, self._source.options)
        if self._source.budget.expanded_bytes < 0:
            limit = self._source.options.max_expanded_bytes
            raise Undecodable(
                "expansion_limit", f"the archive expands beyond {limit:,} bytes", "unpack"
            )
        buffer[:size] = data
        return size


ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
    OSError,
)
"""What zipfile and tarfile raise for damaged archives; OSError of the machine is told apart."""


def archive_fault(error: Exception) -> Undecodable:
    """The named outcome for an error of an archive reader.

    Raises:
        OSError: The machine failed, not the archive (it carries an errno).
    """
    if isinstance(error, OSError) and error.errno is not None:
        raise error
    if isinstance(error, NotImplementedError):
        return Undecodable("unsupported_format", f"compression of the member: {error}", "unpack")
    if isinstance(error, RuntimeError) and "password" in str(error):
        return Undecodable("encrypted", "the member needs a password", "unpack")
    is_cut = isinstance(error, EOFError) or "unexpected end of data" in str(error)
    reason = "truncated" if is_cut else "bad_archive"
    return Undecodable(reason, f"damaged archive: {error or type(error).__name__}", "unpack")


def members(source: Input, kind: str) -> Iterator[tuple[str, BinaryIO] | Reject]:
    """Name and bytes of each member of a `zip` or `tar`, or why one is refused.

    A member must be read before the next one is asked for. Names are made safe to show,
    unique and relative; folders are left out. Links, devices, encrypted members and those
    beyond the limits are rejects with the member's name.

    Raises:
        Undecodable: The archive as a whole is refused: `bad_archive`, `truncated`,
            `too_many_members`, `too_deep`.
    """
    if source.depth >= source.options.max_depth:
        detail = f"archives are nested deeper than {source.options.max_depth}"
        raise Undecodable("too_deep", detail, "unpack")
    names: dict[str, int] = {}
    walk = _zip_members if kind == "zip" else _tar_members
    for raw_name, found in walk(source):
        name = _unique(show_name(raw_name), names)
        if isinstance(found, Undecodable):
            yield found.reject(0, kind, name)
        else:
            yield name, found


def show_name(name: str) -> str:
    """A member's name as it is kept and shown.

    Relative, with `/`, without `..`; control, bidirectional and undecodable characters are
    escaped, so it can't act in a terminal or lead out of a folder.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return show("/".join(parts)[:MAX_NAME_CHARS]) or "unnamed"


def _unique(name: str, names: dict[str, int]) -> str:
    """`name`, or `name#2` when it was given out before."""
    count = names.get(name, 0) + 1
    names[name] = count
    return name if count == 1 else _unique(f"{name}#{count}", names)


Found = Iterator[tuple[str, BinaryIO | Undecodable]]


def _zip_members(source: Input) -> Found:
    """Members of a zip archive, in the order of its directory."""
    try:
        archive = zipfile.ZipFile(_seekable(source))
    except ARCHIVE_ERRORS as error:
        raise archive_fault(error) from None
    entries = archive.infolist()
    if not entries:
        raise Undecodable("no_records", "the archive has no members", "unpack")
    _count_members(len(entries), source)
    for info in entries:
        if info.is_dir():
            continue
        fault = _zip_fault(info, source.options)
        if fault:
            yield info.filename, fault
            continue
        try:
            with archive.open(info) as inner:
                member = _Member(inner, info.file_size, max(info.compress_size, 1), source)  # type: ignore[arg-type]
                yield info.filename, io.BufferedReader(member, HEAD_BYTES)
        except ARCHIVE_ERRORS as error:
            yield info.filename, archive_fault(error)


def _zip_fault(info: zipfile.ZipInfo, options: DecodeOptions) -> Undecodable | None:
    """Why a member is not read at all, if so."""
    if info.flag_bits & 1:
        return Undecodable("encrypted", "the member needs a password", "unpack")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Undecodable("symbolic_link", "links inside of archives are not followed", "unpack")
    try:
        check_ratio(info.file_size, info.compress_size, options)
    except Undecodable as stop:
        return stop
    return None


def _tar_members(source: Input) -> Found:
    """Members of a tar archive, in their order. The stream is read once, front to back."""
    try:
        archive = tarfile.open(  # sec-ok: members are read in memory  # noqa: SIM115
            fileobj=source.stream, mode="r|", errors="surrogateescape"
        )
        count = 0
        for info in archive:
            if info.isdir():
                continue
            count += 1
            _count_members(1, source)
            yield info.name, _tar_member(archive, info, source)
            archive.members = []  # type: ignore[attr-defined]  # else it keeps every header
    except ARCHIVE_ERRORS as error:
        raise archive_fault(error) from None
    if not count:
        raise Undecodable("no_records", "the archive has no members", "unpack")


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, source: Input
) -> BinaryIO | Undecodable:
    """One member's bytes, or why it is refused."""
    if info.issym() or info.islnk():
        return Undecodable("symbolic_link", "links inside of archives are not followed", "unpack")
    if not info.isreg():
        return Undecodable("special_file", "the member is no regular file", "unpack")
    inner = archive.extractfile(info)
    if inner is None:
        return Undecodable("special_file", "the member has no content", "unpack")
    return io.BufferedReader(_Member(inner, info.size, None, source), HEAD_BYTES)  # type: ignore[arg-type]


def _count_members(count: int, source: Input) -> None:
    """Holds the limit on members, over all nested archives."""
    source.budget.members -= count
    if source.budget.members < 0:
        limit = source.options.max_members
        raise Undecodable(
            "too_many_members", f"the archive has more than {limit:,} members", "unpack"
        )


def _seekable(source: Input) -> BinaryIO:
    """The stream itself, or its bytes in memory when it lies inside of another one."""
    if source.stream.seekable():
        return source.stream
    return io.BytesIO(read_whole(source.stream, source.options.max_buffered_bytes, "the archive"))
