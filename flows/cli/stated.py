"""What does a span say, in a few words? For the terminal and the page of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
        return date_value(rows[0]) if rows else ""
    table, key, say = readers[span["kind"]]
    row = next((row for row in record[table] if row[key] == span["item_id"]), None)
    return say(row) if row else ""


def date_value(row: Mapping[str, Any]) -> str:
    """The day, or the first and last one: "2025-04-11"."""
    if row["value_from"] is None:
        return "not resolved"
    days = [str(row["value_from"])]
    if row["value_to"] != row["value_from"]:
        days.append(str(row["value_to"]))
    anchor = f", counted from {row['anchor']}" if row["anchor"] else ""
    return " to ".join(days) + anchor


def bounds(row: Mapping[str, Any]) -> str:
    """The value of a figure, or its bounds: "4 or more", "3 to 5", "about 25"."""
    value, least, most = (row[name] for name in ("value", "value_min", "value_max"))
    if least is not None and most is not None:
        return f"{least:g}" if least == most else f"{least:g} to {most:g}"
    if least is not None:
        return f"{least:g} or more"
    return f"{most:g} or less" if most is not None else f"about {value:g}"


def _mention(row: Mapping[str, Any]) -> str:
    label = str(row["label"]).lower()
    return f"{label}: {row['entity_name']}" if row["entity_name"] else label


def _quote(row: Mapping[str, Any]) -> str:
    who = row["speaker_name"] or row["speaker_text"] or "nobody named"
    via = f", to {row['via_text']}" if row["via_text"] else ""
    return f"{row['quote_kind']}, said by {who}{via}"


def _figure(row: Mapping[str, Any]) -> str:
    unit = row["unit"] or row["currency"] or ""
    parts = [row["figure_kind"] + ":", bounds(row), unit, row["counted_noun"] or ""]
    whose = f" ({row['subject_name']})" if row["subject_name"] else ""
    return " ".join(part for part in parts if part) + whose + _status(row)


def _event(row: Mapping[str, Any]) -> str:
    parts = [row["who_text"], row["trigger_text"], row["whom_text"]]
    place = f", in {row['where_text']}" if row["where_text"] else ""
    words = " ".join(part for part in parts if part)
    return f"{row['event_type'].lower()}: {words}{place}{_status(row)}"


def _status(row: Mapping[str, Any]) -> str:
    negated = ", negated" if row["is_negated"] else ""
    return ("" if row["status"] == "asserted" else f", {row['status']}") + negated
