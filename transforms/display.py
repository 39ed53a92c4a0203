r"""How is text shown so that it can't act?

Text from the web can hold terminal commands, characters that turn the reading
direction, and characters that nobody sees. Whoever prints text for people
(terminal, report, spreadsheet) passes it through here; stored text is not touched.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, bidi, line separators
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff"  # lone surrogates: no terminal can print them
    "\ufe00-\ufe0f"  # variation selectors
    "]"
)
"""Control, format (Unicode category Cf) and filler characters. Format characters that
have a glyph of their own, such as Arabic number signs, are left out. Joiners and
variation selectors are in it, but stay where they do their work (`_picture`)."""

_HIDDEN_ABOVE = re.compile(
    "["
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags, variation selectors, and their unassigned neighbours
    "]"
)
"""The same beyond U+FFFF. On its own: `re` scans for a class within 16 bits much faster."""

_HIDDEN_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LAST_LATIN = 0x2FF


def visible(text: str, *, one_line: bool = False) -> str:
    r"""`text` with every character that is hidden, or could act, in a form that people see.

    C0 controls become their Unicode pictures (ESC is ␛), everything else `<U+XXXX>`.
    Tab and line feed stay. The joiners U+200C and U+200D stay between letters or
    signs of scripts that need them (Persian, Hindi, emoji), not in Latin text.
    Applying it twice changes nothing.

    Args:
        text: Any string, lone surrogates included.
        one_line: Show line feeds as ↵ and tabs as ⇥, for a table cell.

    >>> visible("\x1b[31mred \u202egnp.exe pass\u200bword")
    '␛[31mred <U+202E>gnp.exe pass<U+200B>word'
    >>> visible("a\nb", one_line=True)
    'a↵b'
    """
    if text.isascii():
        # Most text; the small class is several times faster to scan for.
        shown = _HIDDEN_ASCII.sub(_picture, text)
    else:
        shown = _HIDDEN.sub(_picture, _HIDDEN_ABOVE.sub(_picture, text))
    return shown.replace("\n", "↵").replace("\t", "⇥") if one_line else shown


def _picture(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if char in "\u200c\u200d" and _joins(match.string, match.start()):
        return char
    if _is_selector(char) and not _is_selector(match.string[match.start() - 1 : match.start()]):
        return char  # a second one in a row changes no letter; it can only hide data
    return f"<U+{code:04X}>"


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _joins(text: str, at: int) -> bool:
    return all(0 <= place < len(text) and _needs_joiners(text[place]) for place in (at - 1, at + 1))


def _needs_joiners(char: str) -> bool:
    category = unicodedata.category(char)
    return ord(char) > _LAST_LATIN and (category[0] in "LM" or category in ("So", "Sk"))


def defused(text: str) -> str:
    r"""`text` as a spreadsheet cell that can't run: a formula's first sign gets a quote before it.

    After OWASP's "CSV Injection": a cell that starts with = + - @, TAB, CR or LF
    is a formula to spreadsheet programs, also with a full-width sign or after blanks.

    >>> print(defused("=1+1"), defused("plain"))
    '=1+1 plain
    """
    start = text.lstrip(" \u00a0\u3000")
    if text.startswith(_FORMULA_START) or start.startswith(_FORMULA_START):
        return "'" + text
    return text
