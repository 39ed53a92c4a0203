"""How does a table fit into the width that there is?

Numbers, ids and dates are never cut: half a number is a wrong number. Only text
gives way, and shows that it did; when not even that helps, each row becomes a
block of its own with one line per column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells, set_cell_size

from flows.cli.console import Output

_BREAK = re.compile(r"(?<=[ _/\-])(?=[^ _/\-])")
_GAP = " │ "
_TEXT_AT_LEAST = 12
_SAMPLE = 500
_FEW_ROWS = 3
_ALL_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a grid.

    Args:
        name: Shown above it.
        is_number: Set to the right.
        is_rigid: Never cut.
    """

    name: str
    is_number: bool = False
    is_rigid: bool = False


Cell = str | None
"""A cell's text, made visible by the caller; None is shown as NULL."""

Row = Sequence[Cell]


def cut(text: str, width: int) -> str:
    """`text` in at most `width` terminal cells, with … where something is missing.

    >>> cut("headline", 5)
    'head…'
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "line"), counted(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _natural(headings: Sequence[Heading], rows: Sequence[Row]) -> list[int]:
    return [
        max(cell_len(h.name), *(cell_len("NULL" if r[i] is None else r[i] or "") for r in rows), 1)
        for i, h in enumerate(headings)
    ]


def widths(headings: Sequence[Heading], rows: Sequence[Row], total: int | None) -> list[int] | None:
    """The width of each column in a grid of `total` cells; None when they don't fit.

    Args:
        headings: The columns.
        rows: The rows to measure.
        total: Cells available; None: no limit.
    """
    natural = _natural(headings, rows)
    if total is None:
        return natural
    room = total - len(_GAP) * (len(headings) - 1) - 2
    if sum(natural) <= room:
        return natural
    least = [_least(heading, rows, at, natural[at]) for at, heading in enumerate(headings)]
    if sum(least) > room:
        return None
    # Give what is left to the narrowest wishes first, so that one long column can't
    # take the room that several short ones need.
    given = list(least)
    spare = room - sum(least)
    wishes = sorted(range(len(given)), key=lambda i: natural[i] - least[i])
    for done, i in enumerate(wishes):
        share = min(natural[i] - given[i], spare // (len(wishes) - done))
        given[i] += share
        spare -= share
    return given


def _least(heading: Heading, rows: Sequence[Row], at: int, natural: int) -> int:
    """The width that a column can't do without: its numbers, and the parts of its name."""
    name = max(cell_len(part) for part in _breakable(heading.name))
    if not heading.is_rigid:
        return min(natural, max(_TEXT_AT_LEAST, name))
    return max(name, *(cell_len("NULL" if r[at] is None else r[at] or "") for r in rows), 1)


def print_grid(
    out: Output,
    headings: Sequence[Heading],
    rows: Iterable[Row],
    *,
    total: int | None,
    wrap: bool = False,
) -> int:
    """Prints the rows as a table, or one block per row when the table is too wide.

    Only the first 500 rows are held, to measure them; later rows of a terminal's
    table are cut to those widths.

    Args:
        out: Where to.
        headings: The columns.
        rows: A cell per column each.
        total: Cells that a line may take; None: no limit.
        wrap: Go on below instead of cutting what does not fit.

    Returns:
        How many rows there were.
    """
    source = iter(rows)
    first = [row for row, _ in zip(source, range(_SAMPLE), strict=False)]
    fitted = widths(headings, first, total)
    everything = _chain(first, source)
    alone = len(first) == 1 and total and not wrap
    if fitted is None or (alone and _is_cut(first[0], fitted)):
        few = wrap or len(first) <= _FEW_ROWS
        return _print_blocks(out, headings, everything, total=total or 0, lines=400 if few else 2)
    return _print_table(out, headings, everything, fitted, wrap=wrap)


def _chain(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _is_cut(row: Row, fitted: Sequence[int]) -> bool:
    return any(cell_len(cell or "") > size for cell, size in zip(row, fitted, strict=True))


def _print_table(
    out: Output,
    headings: Sequence[Heading],
    rows: Iterable[Row],
    fitted: Sequence[int],
    *,
    wrap: bool,
) -> int:
    gap = out.style(_GAP, "dim")
    for names in _spread([heading.name for heading in headings], fitted):
        aligned = (_aligned(n or "", h, w) for n, h, w in zip(names, headings, fitted, strict=True))
        out.line(" " + gap.join(out.style(name, "bold") for name in aligned).rstrip())
    out.line(out.style("─" + "─┼─".join("─" * size for size in fitted) + "─", "dim"))
    count = 0
    for row in rows:
        for line in _spread(row, fitted) if wrap else (row,):
            cells = zip(line, headings, fitted, strict=True)
            out.line(" " + gap.join(_cell(out, c, h, size) for c, h, size in cells).rstrip())
        count += 1
    return count


def _spread(row: Row, fitted: Sequence[int]) -> list[list[Cell]]:
    """The lines that a row takes when its cells are wrapped."""
    stacks = [
        [cell] if cell is None else wrapped(cell, size, _ALL_LINES)
        for cell, size in zip(row, fitted, strict=True)
    ]
    height = max(len(stack) for stack in stacks)
    return [[s[at] if at < len(s) else "" for s in stacks] for at in range(height)]


def _cell(out: Output, cell: Cell, heading: Heading, size: int) -> str:
    if cell is None:
        return out.style(_aligned("NULL", heading, size), "dim")
    return _aligned(cell if heading.is_rigid else cut(cell, size), heading, size)


def _aligned(text: str, heading: Heading, size: int) -> str:
    blank = " " * (size - cell_len(text))
    return blank + text if heading.is_number else text + blank


def _print_blocks(
    out: Output, headings: Sequence[Heading], rows: Iterable[Row], *, total: int, lines: int
) -> int:
    label = max(cell_len(heading.name) for heading in headings)
    room = max(total - label - 2, 10)
    count = 0
    for count, row in enumerate(rows, start=1):
        title = f"── row {count} "
        out.line(out.style(title + "─" * max(total - len(title), 0), "dim"))
        for heading, cell in zip(headings, row, strict=True):
            name = out.style(set_cell_size(heading.name, label), "bold")
            if cell is None:
                out.line(f"{name}  {out.style('NULL', 'dim')}")
                continue
            pieces = wrapped(cell, room, lines)
            out.line(f"{name}  {pieces[0]}")
            for piece in pieces[1:]:
                out.line(" " * (label + 2) + piece)
    return count


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at blanks where there are any.

    Args:
        text: One line or several.
        width: Cells of a line.
        lines: Most lines to return; the last one says how much is missing.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        for piece in _pieces(paragraph, width):
            if len(found) == lines:
                # No exact count: blanks at the breaks are not in the pieces.
                found[-1] = cut(found[-1] + " " * width, width)
                return found
            found.append(piece)
    return found


def _pieces(paragraph: str, width: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    pieces: list[str] = []
    line = ""
    for part in _breakable(paragraph):
        if cell_len(line + part.rstrip()) <= width:
            line += part
            continue
        if line.strip():
            pieces.append(line.rstrip())
        *full, line = chop_cells(part.lstrip(" "), width) or [""]
        pieces += full
    pieces.append(line.rstrip())
    return pieces


def _breakable(text: str) -> list[str]:
    """`text` cut where a line may end: after blanks, and after the joints of names and paths.

    >>> _breakable("removed_share by/rule")
    ['removed_', 'share ', 'by/', 'rule']
    """
    return _BREAK.split(text) if text else [""]
