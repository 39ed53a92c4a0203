"""Which candidate wins?"""

from __future__ import annotations

from collections.abc import Iterable

from transforms.record import Candidate


def best(candidates: Iterable[Candidate]) -> Candidate | None:
    """The candidate with the greatest confidence, the first among equals; None without any."""
    return max(candidates, key=lambda candidate: candidate.confidence, default=None)


def plain(text: str, longest: int) -> str:
    """`text` on one line with single blanks, cut at `longest` code points at a word's end."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0]
