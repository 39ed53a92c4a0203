from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.display import defused, visible

GLYPHED = {
    *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — “text”, été, 漢字", "plain — “text”, été, 漢字"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\x00b\x7fc\r", "a␀b␡c␍"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\u202etxt\u2066x\u2069", "<U+202E>txt<U+2066>x<U+2069>"),
        ("pass\u200bword\ufeff", "pass<U+200B>word<U+FEFF>"),
        ("ad\u00admin", "ad<U+00AD>min"),
        ("a\u200db", "a<U+200D>b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("👩\u200d\u200d🚒", "👩<U+200D><U+200D>🚒"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("❤\ufe0f\ufe0e\U000e0101", "❤\ufe0f<U+FE0E><U+E0101>"),
        ("lone \ud83d", "lone <U+D83D>"),
        ("a\u2028b", "a<U+2028>b"),
        ("\U000e0041", "<U+E0041>"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_every_control_and_format_character_is_shown() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and code not in GLYPHED:
            assert (visible(char) == char) == (char in "\n\t"), hex(code)


@given(st.text())
def test_twice_is_once_and_nothing_acts(text: str) -> None:
    shown = visible(text, one_line=True)
    assert visible(shown, one_line=True) == shown
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\u00a0@"])
def test_formula_cells_are_defused(sign: str) -> None:
    assert defused(f"{sign}cmd") == f"'{sign}cmd"


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "'=x", "“-”", " plain"])
def test_other_cells_stay(text: str) -> None:
    assert defused(text) == text
