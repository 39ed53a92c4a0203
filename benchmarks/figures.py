"""How near is a cleaned text to the body, and are the kept lines to the labelled ones?"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

KNOWN = "B-D"
"""Labels that count: body, furniture, second copy."""

WORD = re.compile(r"\w+")


@dataclass
class Figures:
    """What was measured for one system on one variant."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    lines: Counter[str] = field(default_factory=Counter)
    cpu_seconds: float = 0.0

    def summary(self) -> dict[str, float]:
        """The figures by name."""
        p, r = _mean(self.precision), _mean(self.recall)
        found = {"pages": len(self.recall), "shingle_p": p, "shingle_r": r, "shingle_f1": _f1(p, r)}
        if self.lines:
            n = self.lines
            lp, lr = share(n["tp"], n["tp"] + n["fp"]), share(n["tp"], n["tp"] + n["fn"])
            found |= {
                "line_f1": _f1(lp, lr),
                "left": share(n["left"], n["furniture"]),
                "lost": share(n["lost"], n["body"]),
            }
        if self.cpu_seconds:
            found["pages_per_cpu_second"] = len(self.recall) / self.cpu_seconds
        return {name: round(value, 4) for name, value in found.items()}


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def share(part: float, whole: float) -> float:
    """The part, of the whole; 0 of nothing."""
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words; a shorter text is one run."""
    words = WORD.findall(text)
    runs = (tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def add_text(figures: Figures, gold: Counter[tuple[str, ...]], text: str) -> None:
    """Compares an extracted text with the body."""
    found = shingles(text)
    common = (gold & found).total()
    if found:
        figures.precision.append(share(common, found.total()) if gold else 0.0)
    if gold:
        figures.recall.append(share(common, gold.total()))


def add_lines(figures: Figures, lines: Sequence[str], labels: str, kept: set[int]) -> None:
    """Compares the lines that were kept with their labels."""
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label not in KNOWN:
            continue
        words, is_body, is_kept = len(WORD.findall(line)), label == "B", index in kept
        figures.lines["tp"] += is_body and is_kept
        figures.lines["fp"] += is_kept and not is_body
        figures.lines["fn"] += is_body and not is_kept
        figures.lines["body" if is_body else "furniture"] += words
        if is_body != is_kept:
            figures.lines["lost" if is_body else "left"] += words
