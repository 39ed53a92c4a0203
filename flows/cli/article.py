"""How does one article look on a terminal?"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from rich.cells import cell_len

from flows.cli.console import Output
from flows.cli.grid import counted, cut, wrapped
from flows.cli.stated import told
from transforms.display import visible
from transforms.ids import show_id

_SPAN_STYLES = {
    "date": "underline cyan",
    "mention": "bold",
    "quote": "green",
    "figure": "underline magenta",
    "event": "underline yellow",
}
_WIDE = 120
_LABEL = 13
_KIND = 16
_ALWAYS = ("Title", "Published")
"""Fields with a line of their own even when the input does not state them."""
_ALL = 10_000


def _one(value: object) -> str:
    return visible(str(value), one_line=True)


def _how(method: object, confidence: float | None) -> str:
    parts = [str(method)] if method else []
    parts += [f"confidence {confidence:.2f}"] if confidence is not None else []
    return ", ".join(parts)


def print_header(out: Output, record: dict[str, Any]) -> None:
    """Prints the article's fields, each with the method and the confidence behind it."""
    article = record["article"]
    name = show_id(article["article_id"])
    out.line(out.style(f"Article {name}", "bold") + _version(record))
    fields = _fields(record)
    unknown = [label for label, value, _ in fields if value is None and label not in _ALWAYS]
    fields.append(("Not stated", ", ".join(unknown).lower() or None, ""))
    for label, value, how in fields:
        head = out.style(f"  {label:<{_LABEL}}", "dim")
        if value is None:
            if label in _ALWAYS:
                out.line(head + out.style("not stated", "dim"))
            continue
        room = max(out.width - _LABEL - 2, 20)
        tail = f"  ({_one(how)})" if how else ""
        pieces = wrapped(_one(value) + tail, room, _ALL)
        out.line(head + pieces[0])
        for piece in pieces[1:]:
            out.line(" " * (_LABEL + 2) + piece)
    out.line()


def _version(record: dict[str, Any]) -> str:
    number = record["article"]["version_no"]
    earlier = len(record["versions"])
    return f"  version {number}" + (f", {earlier} earlier" if earlier else "")


def _fields(record: dict[str, Any]) -> list[tuple[str, object | None, str]]:
    a = record["article"]
    source = a["source_domain"] or a["source_name"]
    published = _how(a["published_method"], a["published_confidence"])
    if a["published_at"] is not None:
        published = f"to the {a['published_precision']}, read “{a['published_raw']}”, {published}"
    authors = [f"{x['name']} ({_how(x['method'], x['confidence'])})" for x in record["authors"]]
    tags = [f"{tag['tag']} ({tag['tag_kind']})" for tag in record["tags"]]
    seconds = a["reading_seconds"]
    truncated = None if a["is_truncated"] is None else ("yes" if a["is_truncated"] else "no")
    lines = [line for line in record["lines"] if line["kind"] != "blank"]
    removed = (
        f"{a['removed_line_count']} of {counted(len(lines), 'line')} ({a['removed_share']:.0%})"
    )
    return [
        ("Title", a["title"], _how(a["title_method"], a["title_confidence"])),
        ("Dek", a["dek"], ""),
        ("Authors", "; ".join(authors) or None, ""),
        ("Published", _instant(a["published_at"]), published),
        ("Modified", _instant(a["modified_at"]), ""),
        ("Dateline", a["dateline_place"], ""),
        ("Section", a["section"], ""),
        ("Source", source, ""),
        ("Address", a["url"], ""),
        ("Language", a["language"], _how(None, a["language_confidence"])),
        ("Reading time", None if seconds is None else f"{seconds} seconds", ""),
        ("Cut off", truncated, ""),
        ("Tags", ", ".join(tags) or None, ""),
        (
            "Text",
            f"{counted(a['word_count'], 'word')}, {counted(a['sentence_count'], 'sentence')}",
            "",
        ),
        ("Removed", removed, ""),
        ("Read from", f"{a['uri']}, record {a['record_no']}", _decoding(a)),
    ]


def _instant(value: object | None) -> str | None:
    return None if value is None else f"{value} UTC"


def _decoding(article: dict[str, Any]) -> str:
    parts = [article["format"], article["encoding"]]
    parts += [f"repaired: {article['repairs']}"] if article["repairs"] else []
    return ", ".join(str(part) for part in parts if part)


def print_lines(out: Output, record: dict[str, Any]) -> None:
    """Prints every raw line: number, mark, kind, text, and the rule with its reason.

    Blank lines need no reason; on a narrow terminal a reason that the line above
    has already is not repeated.
    """
    lines = record["lines"]
    digits = len(str(len(lines)))
    wide = out.width >= _WIDE
    gutter = digits + 3 + _KIND + 1
    room = out.width - gutter
    text_room = room * 3 // 5 if wide else room
    before: tuple[str, str] | None = None
    for line in lines:
        why = _one(f"{line['rule']}: {line['reason']} ({line['score']:.2f})")
        head = f"{line['line_no']:>{digits}} {_mark(line)} {cut(line['kind'], _KIND):<{_KIND}} "
        left = wrapped(_one(line["raw_text"]), text_room, _ALL)
        styles = _line_styles(line)
        if wide:
            right = wrapped(why, room - text_room - 2, _ALL) if line["kind"] != "blank" else []
            _print_wide(out, head, left, right, styles)
        else:
            for number, piece in enumerate(left):
                start = head if not number else " " * gutter
                out.line(out.style((start + piece).rstrip(), *styles))
            said = (line["rule"], line["reason"])
            if said != before and line["kind"] != "blank":
                for piece in wrapped("└ " + why, room, _ALL):
                    out.line(" " * gutter + out.style(piece, "dim"))
        if line["kind"] != "blank":
            before = (line["rule"], line["reason"])


def _print_wide(
    out: Output, head: str, left: list[str], right: list[str], styles: tuple[str, ...]
) -> None:
    text_width = max((out.width - len(head)) * 3 // 5, 1)
    for number in range(max(len(left), len(right))):
        piece = left[number] if number < len(left) else ""
        why = right[number] if number < len(right) else ""
        start = head if not number else " " * len(head)
        blank = " " * (text_width - cell_len(piece) + 2)
        out.line((out.style(start + piece, *styles) + blank + out.style(why, "dim")).rstrip())


def _mark(line: dict[str, Any]) -> str:
    return " " if line["kind"] == "blank" else "+" if line["is_kept"] else "-"


def _line_styles(line: dict[str, Any]) -> tuple[str, ...]:
    if line["kind"] == "blank":
        return ("dim",)
    if not line["is_kept"]:
        return ("red",)
    return () if line["text_start"] is not None else ("cyan",)


def print_text(out: Output, record: dict[str, Any]) -> None:
    """Prints the clean text with every span marked, and the spans below it."""
    text = record["article"]["text"]
    spans = record["spans"]
    if out.color:
        _print_marked(out, text, spans)
    else:
        for piece in wrapped(visible(text), out.width, _ALL):
            out.line(piece)
    if not spans:
        return
    out.line()
    out.line(out.style("Spans (code points in the text)", "bold"))
    for span in spans:
        place = f"{span['start_char']}–{span['end_char']}"
        how = _how(span["method"], span["confidence"])
        words = f"“{span['text']}” = {told(span, record)}"
        head = f"  {span['kind']:<8} {place:>13}  "
        pieces = wrapped(_one(f"{words}  ({how})"), max(out.width - len(head), 20), _ALL)
        out.line(head + pieces[0])
        for piece in pieces[1:]:
            out.line(" " * len(head) + piece)


def _print_marked(out: Output, text: str, spans: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.text import Text

    # Making characters visible moves offsets; the text is cut at every span's ends
    # first, so that each end is known in the text that is shown.
    ends = {place for span in spans for place in (span["start_char"], span["end_char"])}
    places = sorted({0, len(text), *(place for place in ends if 0 <= place <= len(text))})
    shown = Text()
    moved = {0: 0}
    for start, end in pairwise(places):
        shown.append(visible(text[start:end]))
        moved[end] = len(shown)
    for span in spans:
        if span["start_char"] in moved and span["end_char"] in moved:
            style = _SPAN_STYLES.get(span["kind"], "underline")
            shown.stylize(style, moved[span["start_char"]], moved[span["end_char"]])
    Console(
        file=out.stream, width=out.width, force_terminal=True, color_system="standard",
        highlight=False, markup=False, emoji=False,
    ).print(shown)  # fmt: skip
