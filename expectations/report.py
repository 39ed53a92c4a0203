"""How does a reader see a run?

`render_report` makes one HTML page that needs no network, no script and no other
file: style and the little script for sorting and filtering are in the page, and a
content security policy forbids everything else. Every value of an article is
escaped, and characters that could act on the page or hide in it are spelled out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from expectations import report_data, report_lines
from expectations.report_data import KEPT_OUT, Row
from transforms.errors import UsageError
from transforms.ids import show_id
from transforms.tables.runs import OUTCOMES

_HERE = Path(__file__).parent

_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiners shape letters and emoji in honest text and move nothing."""

_SUSPECT = re.compile(r"[^\x20-\x7e\xa0-\xac\xae-\u02ff]")
"""Characters that are worth a look at their category; the others can't act."""

_NO_KEYS = ("anchor", "article", "problem")
"""Entries of a failing row that are shown in a way of their own."""

TREND_WIDTH = 640
TREND_HEIGHT = 72
TREND_STEP = 32


def render_report(connection: duckdb.DuckDBPyConnection, run_id: str) -> str:
    """The page on one run, complete HTML.

    Args:
        connection: The warehouse, or the staging file of a run that was blocked.
            It is only read.
        run_id: The run; it must stand in `ops.runs`.

    Raises:
        UsageError: There is no such run.
    """
    run = report_data.run_row(connection, run_id)
    if run is None:
        raise UsageError(f"run {run_id}", "there is no such run", "see `copydesk runs list`")
    checks = report_data.checks(connection, run_id)
    evidence = report_data.evidence(connection, checks)
    runs = report_data.earlier_runs(connection, run_id)
    script = _file("report.js")
    template = _environment().get_template("report.html.j2")
    return template.render(
        css=Markup(_file("report.css")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        run=run,
        verdict=verdict(run, checks),
        outcomes=_outcomes(run, report_data.counted_records(connection, run_id)),
        reasons=report_data.reasons(connection, run_id),
        checks=checks,
        failed=[check for check in checks if not check["is_success"]],
        kept_out={o: report_data.kept_out(connection, run_id, o) for o in KEPT_OUT},
        lines=report_lines.line_totals(connection, run_id),
        kinds=report_lines.removed_kinds(connection, run_id),
        by_source=report_lines.removed_sources(connection, run_id),
        rules=report_lines.removed_rules(connection, run_id),
        coverage=report_data.coverage(connection, run_id),
        runs=runs,
        trend=_trend(runs),
        steps=report_data.steps(connection, run_id),
        metrics=report_data.metrics(connection, run_id),
        evidence=evidence,
        totals=report_data.warehouse_totals(connection),
        last_loading=report_data.last_loading_run(connection, run_id),
        settings=_pretty(run["settings_json"]),
    )


def verdict(run: Row, checks: list[Row]) -> Row:
    """The headline: `tone` (good, fair, bad), `head` and `text`."""
    failed = [check for check in checks if not check["is_success"]]
    if run["status"] != "published":
        return _stopped(run, failed)
    warnings = sum(1 for check in failed if check["severity"] == "warning")
    kept_out = sum(run[f"{outcome}_count"] for outcome in KEPT_OUT)
    head = ["Published"]
    if not run["loaded_count"] and not checks:
        head.append("nothing new")
    if kept_out:
        head.append(f"{kept_out:,} of {run['record_count']:,} records kept out")
    elif warnings:
        head.append("1 warning" if warnings == 1 else f"{warnings} warnings")
    return {
        "tone": "fair" if kept_out or warnings else "good",
        "head": ", ".join(head),
        "text": _sentence(run, kept_out, len(failed), len(checks)),
    }


def _stopped(run: Row, failed: list[Row]) -> Row:
    """The headline of a run that did not publish."""
    blocking = [c for c in failed if c["severity"] == "critical" and not c["is_row_level"]]
    names = "; ".join(check["title"] for check in blocking)
    what = f"What stopped the run: {names}." if names else run["message"] or ""
    return {
        "tone": "bad",
        "head": f"{run['status'].capitalize()}, nothing was published",
        "text": f"The warehouse is as it was before. {what}".strip(),
    }


def _sentence(run: Row, kept_out: int, failed: int, checked: int) -> str:
    """What became of the records and the expectations, in one line."""
    shown = OUTCOMES if kept_out else OUTCOMES[:3]
    parts = [f"{run[f'{outcome}_count']:,} {outcome}" for outcome in shown]
    if not checked:
        told = "there was nothing to check"
    elif failed:
        told = f"{failed} of {checked} expectations failed"
    else:
        told = f"all {checked} expectations met"
    return f"{', '.join(parts)}; {told}."


def _outcomes(run: Row, counted: dict[str, int]) -> Row:
    """The sum of the records, from `ops.runs`, and whether `ops.records` agrees."""
    total = run["record_count"]
    parts = [
        {
            "name": outcome,
            "count": run[f"{outcome}_count"],
            "share": run[f"{outcome}_count"] / total if total else 0.0,
        }
        for outcome in OUTCOMES
    ]
    return {
        "total": total,
        "parts": parts,
        "adds_up": sum(part["count"] for part in parts) == total,
        "agrees": all(counted[part["name"]] == part["count"] for part in parts),
        "counted": counted,
    }


def _trend(runs: list[Row]) -> Row | None:
    """Bars of the records per run, oldest first; None with fewer than two runs."""
    if len(runs) < 2:
        return None
    oldest_first = runs[::-1]
    highest = max(1, *(run["record_count"] for run in runs))
    step = min(TREND_STEP, TREND_WIDTH / len(runs))
    bars = []
    for place, run in enumerate(oldest_first):
        out = sum(run[f"{outcome}_count"] for outcome in KEPT_OUT)
        new = run["loaded_count"]
        heights = [TREND_HEIGHT * n / highest for n in (new, out, run["record_count"] - new - out)]
        bars.append(
            {
                "x": round(place * step + step * 0.15, 1),
                "width": round(step * 0.7, 1),
                "new": round(heights[0], 1),
                "out": round(heights[1], 1),
                "rest": round(heights[2], 1),
                "label": f"{moment(run['started_at'])}: {run['record_count']:,} records, "
                f"{new:,} loaded, {out:,} kept out",
            }
        )
    width = round(step * len(runs))
    return {"bars": bars, "width": width, "height": TREND_HEIGHT, "highest": highest}


def visible(value: object, length: int = 0) -> Markup:
    """Escaped text in which characters that act or hide are spelled out.

    A line feed is shown as an arrow.

    Args:
        value: Any value; None gives nothing.
        length: Longest text shown, in code points; 0: all of it.

    >>> print(visible("a<b" + chr(0x202e) + "c"))
    a&lt;b<span class="cc">U+202E</span>c
    """
    if value is None:
        return Markup("")
    text = str(value)
    if length and len(text) > length:
        text = text[: length - 1] + "…"
    parts = []
    for position, piece in enumerate(re.split(f"({_SUSPECT.pattern})", text)):
        if piece == "\n":
            parts.append(Markup('<span class="lf">↵</span> '))
        elif position % 2 and _is_hidden(piece):
            parts.append(Markup('<span class="cc">U+{:04X}</span>').format(ord(piece)))
        else:
            parts.append(escape(piece))
    return Markup("").join(parts)


def _is_hidden(character: str) -> bool:
    """Whether a character is a control, a format character, or can't be encoded."""
    if character in _JOINERS:
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def moment(value: datetime | None) -> str:
    """An instant for people: `2026-01-31 14:05 UTC`."""
    return "" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


def seconds(value: float | None) -> str:
    """A duration: `340 ms`, `4.2 s`, `3 min 05 s`."""
    if value is None:
        return ""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    if value < 60:
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes:,} min {rest:02} s"


def size(value: int | None) -> str:
    """A number of bytes: `812 B`, `1.4 MB` (powers of 1000)."""
    if value is None:
        return ""
    amount = float(value)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def percent(value: float | None) -> str:
    """A share: `12.5 %`, `< 0.1 %`, `100 %`. Neither 0 nor 100 unless exactly so."""
    if value is None:
        return ""
    if value in (0, 1):
        return f"{value:.0%}".replace("%", " %")
    if value < 0.001:
        return "< 0.1 %"
    if value > 0.999:
        return "> 99.9 %"
    return f"{value * 100:.1f} %"


def integer(value: int | None) -> str:
    """A number with separators."""
    return "" if value is None else f"{value:,}"


def keys(sample: Row) -> str:
    """A failing row's keys and value in words; ids as people see them.

    The article is left out where its title is shown instead.
    """
    parts = []
    for name, value in sample.items():
        if name in _NO_KEYS or (name == "article_id" and "article" in sample):
            continue
        if name.endswith("_id") and isinstance(value, int):
            parts.append(f"{name} {show_id(value)}")
        else:
            parts.append(f"{name.replace('_no', '')} {'NULL' if value is None else value}")
    return ", ".join(parts)


def _pretty(settings_json: str) -> str:
    try:
        return json.dumps(json.loads(settings_json), indent=2, ensure_ascii=False)
    except ValueError:
        return settings_json


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _finalized(value: object) -> Markup:
    """What stands in the page for a value: never anything that acts or hides."""
    return value if isinstance(value, Markup) else visible(value)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        # Attributes hold ids, numbers and words of our own only.
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "visible": visible,
        "moment": moment,
        "seconds": seconds,
        "size": size,
        "percent": percent,
        "integer": integer,
        "keys": keys,
        "show_id": show_id,
    }
    environment.filters.update(filters)
    return environment
