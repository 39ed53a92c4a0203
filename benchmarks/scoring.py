"""What the benchmarks of development sets share: their command line, their rows, their scorers."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def read_arguments(
    arguments: Sequence[str], description: str | None
) -> tuple[argparse.Namespace, list[dict[str, Any]]]:
    """The options (`data`, `scorer`, `json`) and the rows of the data.

    Raises:
        SystemExit: The folder holds no rows.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    files = sorted(path for path in args.data.glob("*.jsonl*") if path.is_file())
    if not files:
        raise SystemExit(f"{args.data}: no *.jsonl or *.jsonl.gz there")
    return args, [row for path in files for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def scorer_of(data: Path) -> Path:
    """The `score.py` nearest to the data.

    Raises:
        SystemExit: There is none.
    """
    for folder in (data, *data.resolve().parents):
        if (folder / "score.py").is_file():
            return folder / "score.py"
    raise SystemExit(f"{data}: no score.py there or above; name it with --scorer")


def score(
    rows: Sequence[dict[str, Any]],
    found: Sequence[dict[str, Any]],
    scorer: Path,
    *options: str,
) -> dict[str, Any]:
    """What a scorer prints of the rows that were found."""
    with TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        for path, lines in ((gold, rows), (told, found)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(told), *options]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


TEXTS = ("language/dev/*.jsonl.gz", "quotes/dev.jsonl.gz")
"""Where the articles of our own annotations lie below COPYDESK_EVAL."""


def texts_of(data: Path) -> dict[str, str]:
    """The annotated articles' texts by id.

    Raises:
        SystemExit: The folder holds none of them.
    """
    files = [path for pattern in TEXTS for path in sorted(data.glob(pattern))]
    if not files:
        raise SystemExit(f"{data}: none of {', '.join(TEXTS)} there; name the folder with --data")
    return {row["id"]: row["text"] for path in files for row in rows_of(path)}


def checked(passage: str, row: Mapping[str, Any]) -> str:
    """The annotated passage of a row.

    Raises:
        SystemExit: It is another text than the annotated one.
    """
    if hashlib.sha256(passage.encode()).hexdigest()[:16] != row["sha256"]:
        raise SystemExit(f"{row['id']}: another text than the annotated one")
    return passage


def extracted(articles: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
    """What `copydesk extract` tells of each article, by id.

    Args:
        articles: Text and day of publication, by id; None: the day is not known.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for name, (text, day) in articles.items():
                row = {"id": name, "text": text, **({"date": day} if day else {})}
                file.write(json.dumps(row) + "\n")
        command = [sys.executable, "-m", "flows.main", "extract", str(path), "--json"]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
    return {row["id"]: row for row in map(json.loads, found.stdout.splitlines())}
