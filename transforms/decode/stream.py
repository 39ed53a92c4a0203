"""How is a stream read within its limits?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from transforms.decode.options import DecodeOptions
from transforms.record import Reject

HEAD_BYTES = 65_536
"""How much of a stream is looked at to recognise it."""


class Undecodable(Exception):  # noqa: N818 - a named outcome, not an error: it never leaves decode
    """Ends the reading of one input; `transforms.decode.choose` makes a `Reject` of it."""

    def __init__(self, reason: str, detail: str, step: str = "decode") -> None:
        self.reason = reason
        self.detail = detail
        self.step = step
        super().__init__(f"{reason}: {detail}")

    def reject(
        self, record_no: int = 0, format_name: str | None = None, member: str | None = None
    ) -> Reject:
        """The outcome as a value."""
        return Reject(self.step, self.reason, self.detail, record_no, member, format_name)


PARSER_ERRORS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    StopIteration,
    LookupError,
)
"""What third-party parsers raise on input they were not made for.

Machine faults (MemoryError, OSError) are not among them.
"""


@dataclass(slots=True)
class Budget:
    """What is left for one input file, shared by everything nested in it."""

    expanded_bytes: int
    members: int


@dataclass(frozen=True, slots=True)
class Input:
    """One stream to decode, with what is known about it.

    Args:
        stream: Binary stream at its start.
        name: File or member name; only its ending is used.
        options: Limits and field mapping.
        budget: What is left for the whole input file.
        charset: Encoding that an envelope (HTTP header) states.
        depth: Archives around it.
        layers: Compressions directly around it.
    """

    stream: BinaryIO
    name: str
    options: DecodeOptions
    budget: Budget
    charset: str | None = None
    depth: int = 0
    layers: int = 0


def read_exactly(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes; fewer only at the stream's end (a raw read may be short)."""
    data = stream.read(size)
    if data is None or len(data) >= size or not data:
        return data or b""
    parts = [data]
    missing = size - len(data)
    while missing:
        more = stream.read(missing)
        if not more:
            break
        parts.append(more)
        missing -= len(more)
    return b"".join(parts)


def read_whole(stream: BinaryIO, limit: int, what: str = "document") -> bytes:
    """All of the stream.

    Raises:
        Undecodable: `too_large` when it is longer than `limit` bytes.
    """
    data = read_exactly(stream, limit + 1)
    if len(data) > limit:
        raise Undecodable("too_large", f"{what} is longer than {limit:,} bytes")
    return data
