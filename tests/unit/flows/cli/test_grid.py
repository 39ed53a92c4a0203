from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flows.cli.console import Output
from flows.cli.grid import Heading, cut, print_grid, widths, wrapped

ID = Heading("article_id", is_rigid=True)
TITLE = Heading("title")
COUNT = Heading("word_count", is_number=True, is_rigid=True)


def printed(headings: list[Heading], rows: list[list[str | None]], total: int | None) -> list[str]:
    stream = io.StringIO()
    print_grid(Output(stream, False, total or 100, True), headings, rows, total=total)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("total", [60, 80, 120, 200])
def test_a_grid_fits_and_never_cuts_numbers(total: int) -> None:
    rows: list[list[str | None]] = [["0123456789abcdef", "word " * 60, str(n)] for n in (1, 123456)]
    lines = printed([ID, TITLE, COUNT], rows, total)
    assert max(cell_len(line) for line in lines) <= total
    assert all("0123456789abcdef" in line for line in lines[2:])
    assert lines[-1].endswith("123456")
    assert "…" in lines[-1]


def test_rows_become_blocks_when_there_is_no_room() -> None:
    headings = [Heading(f"column_{n}", is_rigid=True) for n in range(12)]
    lines = printed(headings, [[f"value {n}" for n in range(12)]] * 5, 60)
    assert lines[0].startswith("── row 1 ──")
    assert lines[1] == "column_0   value 0"
    assert sum(line.startswith("── row") for line in lines) == 5


def test_one_long_value_is_shown_whole() -> None:
    lines = printed([TITLE], [["word " * 100 + "end"]], 40)
    assert " ".join(" ".join(lines[1:]).split()).endswith("word end")
    assert max(cell_len(line) for line in lines) <= 40


def test_short_columns_keep_their_room_beside_a_long_one() -> None:
    rows = [["a" * 15, "b" * 500]]
    assert widths([TITLE, TITLE], rows, 80) == [15, 60]


def test_no_rows() -> None:
    assert printed([ID, COUNT], [], 80) == [" article_id │ word_count", "────────────┼────────────"]


def test_wide_characters_line_up() -> None:
    lines = printed([TITLE, COUNT], [["漢字漢字", "1"], ["e\u0301té", "22"]], 80)
    places = {cell_len(line[: line.index("│")]) for line in (lines[0], *lines[2:])}
    assert len(places) == 1


@given(st.text(max_size=80), st.integers(min_value=1, max_value=30))
def test_cut_never_exceeds(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= max(width, 1)


@given(st.text(alphabet="ab 漢\n", max_size=120), st.integers(min_value=4, max_value=30))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    pieces = wrapped(text, width, 10_000)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(cell_len(piece) <= width for piece in pieces)


def test_wrapping_says_that_something_is_missing() -> None:
    assert wrapped("one two three four", 5, 2)[-1].endswith("…")
