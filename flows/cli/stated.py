"""What does a span say, in a few words? For the terminal and the page of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

MOST_WHOLE: Final = 1e15
"""Below it every whole number is exact in a float (they all are to 2**53, 9.007e15)."""
ANCHORS: Final = {"published_at": "the publication", "ingest_date": "the day of the run"}
"""In words, by `dates.anchor`: what a day was counted from."""
ONE: Final = 1.0
IRREGULAR: Final = {"foot": "feet", "inch": "inches", "century": "centuries"}
"""Plurals of units that an "s" does not make."""


def told(span: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """What the row behind a span holds: whom a name means, who speaks, what a number counts.

    Args:
        span: A row of `v_evidence`.
        record: The article's rows by table, as `copydesk show` reads them.
    """
    readers = {
        "mention": ("mentions", "mention_id", _mention),
        "quote": ("quotes", "quote_id", _quote),
        "figure": ("figures", "figure_id", _figure),
        "event": ("events", "event_id", _event),
    }
    if span["kind"] == "date":
        rows = [
            row
            for row in record["dates"]
            if (row["start_char"], row["end_char"]) == (span["start_char"], span["end_char"])
        ]
        return date_value(rows[0], record["article"]["published_at"]) if rows else ""
    table, key, say = readers[span["kind"]]
    row = next((row for row in record[table] if row[key] == span["item_id"]), None)
    return say(row) if row else ""


def date_value(row: Mapping[str, Any], published: object | None) -> str:
    """The day, or the first and last one: "2025-04-11"; without one, why it has none.

    `published`: when the article was published; None: that is not known.
    """
    if row["value_from"] is None:
        is_counted = row["method"].endswith("unresolved") and published is None
        return "not resolved" + (": no publication date is known" if is_counted else "")
    days = [str(row["value_from"])]
    if row["value_to"] != row["value_from"]:
        days.append(str(row["value_to"]))
    anchor = f", counted from {ANCHORS.get(row['anchor'], row['anchor'])}" if row["anchor"] else ""
    return " to ".join(days) + anchor


def bounds(row: Mapping[str, Any]) -> str:
    """The value of a figure, or its bounds: "4 or more", "3 to 5", "about 25", "10,500,000"."""
    value, least, most = (row[name] for name in ("value", "value_min", "value_max"))
    if least is not None and most is not None:
        return number(least) if least == most else f"{number(least)} to {number(most)}"
    if least is not None:
        return f"{number(least)} or more"
    return f"{number(most)} or less" if most is not None else f"about {number(value)}"


def number(value: float) -> str:
    """A number as people write it: "10,500,000", "0.333"."""
    if value == int(value) and abs(value) < MOST_WHOLE:
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) >= 1_000 else f"{value:.3g}"


def unit_of(row: Mapping[str, Any]) -> str:
    """The unit of a figure, in the plural where it is not one: "18 months"."""
    unit = str(row["unit"] or row["currency"] or "")
    is_word = unit.isalpha() and unit.islower() and unit != "share" and len(unit) > 1
    if not is_word or (row["value_min"] == row["value_max"] == ONE):
        return unit
    return IRREGULAR.get(unit, unit + "s")


def _mention(row: Mapping[str, Any]) -> str:
    label = str(row["label"]).lower()
    parts = [f"{label}: {row['entity_name']}" if row["entity_name"] else label]
    if row.get("title_prefix"):
        parts.append(f"title {row['title_prefix']}")
    if row.get("role_text"):
        parts.append(f"role {row['role_text']}")
    return ", ".join(parts)


def _quote(row: Mapping[str, Any]) -> str:
    who = row["speaker_name"] or row["speaker_text"] or "nobody named"
    via = f", to {row['via_text']}" if row["via_text"] else ""
    cue = f", “{row['cue']}”" if row.get("cue") else ""
    return f"{row['quote_kind']}, said by {who}{via}{cue}"


def _figure(row: Mapping[str, Any]) -> str:
    parts = [row["figure_kind"] + ":", bounds(row), unit_of(row), row["counted_noun"] or ""]
    whose = f" ({row['subject_name']})" if row["subject_name"] else ""
    return " ".join(part for part in parts if part) + whose + _status(row)


def _event(row: Mapping[str, Any]) -> str:
    parts = [row["who_text"], row["trigger_text"], row["whom_text"]]
    place = f", in {row['where_text']}" if row["where_text"] else ""
    words = " ".join(part for part in parts if part)
    when = f", {row['when_from']}" if row.get("when_from") else ""
    by = f", as {row['attributed_to']} says" if row.get("attributed_to") else ""
    return f"{row['event_type'].lower()}: {words}{place}{when}{_status(row)}{by}"


def _status(row: Mapping[str, Any]) -> str:
    negated = ", negated" if row["is_negated"] else ""
    return ("" if row["status"] == "asserted" else f", {row['status']}") + negated
