from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from transforms.decode.fields import KEYS
from transforms.decode.options import DecodeOptions

ROOT = Path(__file__).parents[4]
SOURCES = [*sorted((ROOT / "transforms/decode").glob("*.py")), ROOT / "flows/sources.py"]
NAME = r'"([a-z]+(?:_[a-z]+)+|truncated|encrypted|unreadable|vanished)"'


def test_every_reason_of_the_code_is_described() -> None:
    described = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs/outcomes.md").read_text(), re.M))
    used = set()
    for path in SOURCES:
        text = path.read_text()
        used |= set(re.findall(r"Undecodable\(\s*" + NAME, text))
        used |= set(re.findall(r"Reject\(\s*\"\w+\",\s*" + NAME, text))
        used |= set(re.findall(r"reason = " + NAME, text))
        used |= set(re.findall(r"RefusedPath\(uri, path, " + NAME, text))
    assert len(used) > 20
    assert used <= described


def test_every_record_key_and_limit_is_described() -> None:
    text = (ROOT / "docs/formats.md").read_text()
    for name, keys in KEYS.items():
        assert f"| `{name}` | {', '.join(f'`{key}`' for key in keys)} |" in text
    for limit in fields(DecodeOptions):
        if limit.name not in ("fields", "as_given"):
            assert f"| `{limit.name}` | {getattr(DecodeOptions(), limit.name):,} |" in text
