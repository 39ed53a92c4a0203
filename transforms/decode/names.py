"""How is a name from outside shown?"""

from __future__ import annotations

import unicodedata

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that turn the direction of what follows (UAX #9)."""


def show(text: str) -> str:
    r"""`text` with what could act in a terminal or break a line escaped.

    Control characters, lone surrogates, line and paragraph separators, and bidirectional
    controls become escapes; everything else stays as it is.

    >>> show("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    """The character, or its escape."""
    is_control = unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    if not is_control and char not in BIDI_CONTROLS:
        return char
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
