"""Does every reason that the code gives stand in docs/outcomes.md?"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GIVEN_BY = {"Reject": 1, "Undecodable": 0, "RefusedPath": 2, "UnreadableSource": 3, "Stop": 0}
"""What makes an outcome, and which of its arguments is the reason."""


def reasons_of(source: str) -> set[str]:
    """Constant reasons in calls of what makes outcomes, and in the SQL that names reasons."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = GIVEN_BY.get(node.func.id)
            given = [k.value for k in node.keywords if k.arg == "reason"]
            if place is not None and len(node.args) > place:
                given.append(node.args[place])
            found |= {g.value for g in given if isinstance(g, ast.Constant)}
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"(?:THEN|ELSE|'rejected',) '([a-z]+_[a-z_]+)'", node.value))
    return {reason for reason in found if isinstance(reason, str)}


def test_every_reason_is_explained():
    page = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    used = set()
    for folder in ("flows", "transforms", "warehouse"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            used |= reasons_of(path.read_text(encoding="utf-8"))
    assert {"internal_error", "known_file", "empty_container", "bad_json"} <= used
    assert used - explained == set()
