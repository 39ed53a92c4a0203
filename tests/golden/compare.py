"""Where does the program differ from what a careful editor wants of the samples?

`examples/expected/` was written by hand. What the program does not reach yet
stands in `gaps.json`, field by field, and the test compares both ways: a new
difference fails, and so does a gap that has been closed and is still listed.

    python -m tests.golden.compare          # print every difference
    python -m tests.golden.compare --write  # write gaps.json anew; review it like code
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from transforms.decode.choose import decode
from transforms.decode.options import DecodeOptions
from transforms.record import Article, RawDocument, Reject
from transforms.steps import EditOptions, edit

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GAPS = Path(__file__).with_name("gaps.json")
AS_OF = date(2026, 1, 1)


def goldens() -> list[tuple[str, list[dict[str, Any]]]]:
    """(path below `examples`, expected records) of every golden file."""
    folder = EXAMPLES / "expected"
    return [
        (str(path.relative_to(folder))[: -len(".json")], json.loads(path.read_text("utf-8")))
        for path in sorted(folder.rglob("*.json"))
    ]


def read(path: str) -> list[Article | Reject]:
    """What decoding and editing make of one sample."""
    with (EXAMPLES / path).open("rb") as stream:
        items = list(decode(stream, path, DecodeOptions()))
    return [
        edit(item, EditOptions(as_of=AS_OF)) if isinstance(item, RawDocument) else item
        for item in items
    ]


def facts(found: Article | Reject) -> dict[str, Any]:
    """A record in the shape of the golden files."""
    if isinstance(found, Reject):
        return {"outcome": "rejected", "reason": found.reason}
    tags: dict[str, list[str]] = {}
    for tag in found.tags:
        tags.setdefault(tag.tag_kind, []).append(tag.tag)
    moments = {
        name: {"at": moment.at.isoformat(), "precision": moment.precision} if moment else None
        for name, moment in (("published_at", found.published), ("modified_at", found.modified))
    }
    lines = found.text.split("\n")
    return {
        "title": found.title.value if found.title else None,
        "dek": found.dek.value if found.dek else None,
        "authors": [author.name for author in found.authors],
        **moments,
        "dateline_place": found.dateline.value if found.dateline else None,
        "reading_seconds": found.reading_seconds,
        "is_truncated": found.is_truncated,
        "tags": tags,
        "removed": [
            [line.line_no, line.kind]
            for line in found.lines
            if not line.is_kept and line.kind != "blank"
        ],
        "subheads": [
            line.raw_text.strip().lstrip("#").strip()
            for line in found.lines
            if line.kind == "subhead"
        ],
        "text_first": lines[0][:60],
        "text_last": lines[-1][-60:],
        "dates": [expression.text for expression in found.dates],
    }


def differences(path: str, expected: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By `path#record_no` and field: [what came out, what is wanted]."""
    found = read(path)
    if len(found) != len(expected):
        return {path: {"records": [len(found), len(expected)]}}
    result = {}
    for record, wanted in zip(found, expected, strict=True):
        got = facts(record)
        # Quarantine and duplicates are decided later; here they are articles like others.
        names = ["outcome", "reason"] if wanted["outcome"] == "rejected" else list(got)
        if wanted["outcome"] in ("quarantined", "duplicate"):
            names = []
        fields = {
            name: [got.get(name), wanted[name]]
            for name in names
            if got.get(name) != wanted[name] and not (name == "removed" and wanted[name] is None)
        }
        if fields:
            result[f"{path}#{wanted['record_no']}"] = fields
    return result


def all_differences() -> dict[str, dict[str, Any]]:
    """Every difference of every sample."""
    return {k: v for path, wanted in goldens() for k, v in differences(path, wanted).items()}


def main() -> None:
    """Prints the differences, or writes the list of gaps."""
    found = all_differences()
    if "--write" in sys.argv:
        gaps = {key: sorted(fields) for key, fields in found.items()}
        GAPS.write_text(json.dumps(gaps, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    for key, fields in found.items():
        sys.stdout.write(f"{key}\n")
        for name, (got, wanted) in fields.items():
            sys.stdout.write(f"   {name}\n      is      {got!r}\n      wanted  {wanted!r}\n")
    sys.stdout.write(f"{len(found)} records differ\n")


if __name__ == "__main__":
    main()
