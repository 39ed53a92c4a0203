"""When are two inputs the same?

Every id is a 64-bit hash of content, so the same input gives the same id on any
machine, in any order, in any batch. Collisions: with n rows the chance that any
two share an id is about n^2 / 2^65 (birthday bound): one in 370,000 for ten million.
The audit checks the uniqueness of every key before a run is published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def stable_id(kind: str, *parts: str | int | None) -> int:
    """An unsigned 64-bit id made of `kind` and `parts`.

    Parts are length-prefixed, so ("ab", "c") and ("a", "bc") differ, and None
    differs from "". The hash is BLAKE2b (RFC 7693) with an 8-byte digest.

    >>> stable_id("article", "ab", "c") == stable_id("article", "a", "bc")
    False
    >>> show_id(stable_id("article", "ab", "c"))
    'd857ae0b414db24e'
    """
    told = []
    for part in (kind, *parts):
        if part is None:
            told.append(b"-;")
            continue
        data = str(part).encode("utf-8", "surrogatepass")
        told += (b"%d:" % len(data), data)
    return int.from_bytes(hashlib.blake2b(b"".join(told), digest_size=8).digest(), "big")


def show_id(value: int) -> str:
    """The form people see: 16 hex digits."""
    return f"{value:016x}"


def read_id(shown: str) -> int | None:
    """The id that `show_id` printed, or None when `shown` is no id."""
    text = shown.strip().lower().removeprefix("0x")
    if len(text) != 16 or any(c not in "0123456789abcdef" for c in text):
        return None
    return int(text, 16)


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 form, in hex.

    DuckDB's `sha256(text)` gives the same value, so it can be checked in SQL.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def combined_sha256(parts: Iterable[str]) -> str:
    """SHA-256 over the parts in their order, each ended by a zero byte."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
