from __future__ import annotations

import io
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.cli.console import Output, json_text, output
from flows.cli.options import Common
from transforms.display import visible


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_json_is_lossless_and_safe(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert visible(text) == text


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        json_text(float("nan"))


@pytest.mark.parametrize(
    ("environment", "flag", "colored"),
    [
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, False),
        ({"NO_COLOR": ""}, False, False),
    ],
)
def test_colors(
    environment: dict[str, str], flag: bool, colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = output(Common(None, None, False, 0, flag))
    assert out.color is colored
    assert (out.style("x", "red") != "x") is colored


def test_quiet_silences_notes_only(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output(io.StringIO(), False, 80, False, verbosity=-1)
    out.note("a remark")
    out.error_line("an error")
    assert capsys.readouterr().err == "an error\n"


def test_styles_nest_nothing() -> None:
    out = Output(io.StringIO(), True, 80, True)
    codes = [out.style("x", name) for name in ("bold", "red")]
    assert all(a != b for a, b in pairwise(codes))
    assert out.style("", "red") == ""
