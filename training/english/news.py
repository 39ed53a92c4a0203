"""Names in news that nothing was trained on: strict spans from raw text, in four and eight labels.

The file holds one JSON object a line, with `text` and `ents`: [start, end, label]. Before spans are
compared, "the" in front, "'s" behind and titles before people are cut off on both sides: corpora
differ in whether these belong to a name. What is found across a name whose label is not compared
counts neither way.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from spacy.language import Language

Spans = dict[tuple[int, int], str]

COARSE: Final = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
}
"""Four labels: places of all kinds are one."""
EIGHT: Final = {
    label: label for label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "MONEY")
}
_TITLES: Final = (
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady president prime minister senator sen. sen"
    " rep. rep gov. gov governor king queen prince princess pope general gen. gen col. colonel"
    " capt. captain sgt. lt. professor prof. prof sheikh imam rev. reverend justice judge secretary"
    " chancellor ambassador mayor"
)
TITLES: Final = frozenset(_TITLES.split())
_ARTICLE: Final = re.compile(r"(?:the|The|THE) ")
_GENITIVE: Final = re.compile(r"(?:\s?['’]s|['’])$")


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The texts of a file, which may be gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def plain(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """The bounds of a name without what corpora differ in.

    >>> plain("the UN's", 0, 8, "ORG")
    (4, 6)
    """
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    if (match := _GENITIVE.search(text[start:end])) and match.start():
        end = start + match.start()
    while label == "PERSON":
        first, blank, _ = text[start:end].partition(" ")
        if not blank or first.lower() not in TITLES:
            break
        start += len(first) + 1
    return start, end


def _compared(
    text: str, spans: list[tuple[int, int, str]], labels: Mapping[str, str]
) -> tuple[Spans, list[tuple[int, int]]]:
    """Bounds and labels of the names that are compared, and bounds of the others."""
    found: Spans = {}
    others = []
    for start, end, name in spans:
        label = labels.get(name)
        if label is None:
            others.append((start, end))
        else:
            found[plain(text, start, end, label)] = label
    return found, others


def scores(nlp: Language, path: Path) -> dict[str, Any]:
    """`coarse` and `eight`: F1 in per cent over all labels and by label; `sha256` of the file."""
    rows = list(rows_of(path))
    docs = list(nlp.pipe(str(row["text"]) for row in rows))
    found: dict[str, Any] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    for scheme, labels in (("coarse", COARSE), ("eight", EIGHT)):
        counts: Counter[tuple[str, str]] = Counter()
        for row, doc in zip(rows, docs, strict=True):
            text = str(row["text"])
            gold, others = _compared(text, row["ents"], labels)
            read = [(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in labels]
            told, _ = _compared(text, read, labels)
            for span, label in told.items():
                right = gold.get(span) == label
                if right or not any(span[0] < end and start < span[1] for start, end in others):
                    counts["right" if right else "extra", label] += 1
            for span, label in gold.items():
                counts["missed", label] += told.get(span) != label
        found[scheme] = {
            name: _f1(counts, set(labels.values()) if name == "all" else {name})
            for name in ("all", *sorted(set(labels.values())))
        }
    return found


def _f1(counts: Mapping[tuple[str, str], int], labels: set[str]) -> float:
    right, extra, missed = (
        sum(counts.get((kind, label), 0) for label in labels)
        for kind in ("right", "extra", "missed")
    )
    return round(200 * right / max(1, 2 * right + extra + missed), 1)
