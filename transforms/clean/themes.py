"""In which groups of signals is a decision of the line model told?"""

from __future__ import annotations

from typing import Final

from transforms.clean.evidence import OWN

THEMES: Final = (
    "its length",
    "how it ends",
    "its capitals",
    "its common words",
    "whom it addresses",
    "reported speech",
    "its signs",
    "words shared with the text",
    "copies on the page",
    "what the rules found",
    "the lines around it",
    "its place on the page",
    "the prose near it",
    "the best span",
    "the line and those around it at first look",
)
"""Groups of signals in which a decision is explained."""

_OWN_THEMES: Final = {
    "words": 0, "characters": 0, "is_open_prose": 0,
    "ends_sentence": 1, "last_sign": 1, "is_cut_off": 1, "inner_sentence_ends": 1,
    "capitalised_share": 2,
    "function_word_share": 3,
    "first_person_share": 4,
    "reports_speech": 5, "quote_marks": 5,
    "shared_with_prose": 7,
    "copies_on_page": 8, "same_start_on_page": 8,
    "rule_group": 9, "is_removed_by_rule": 9,
}  # fmt: skip
_SIGNS = 6
_FIRST = len(THEMES) - 1


_PLACE = ("share_of", "place", "lines_above", "lines_below", "lines_on", "prose_lines")


def theme_of(signal: str) -> int:
    """Place of a signal's theme in `THEMES`."""
    theme = 10
    if signal in OWN:
        theme = _OWN_THEMES.get(signal, _SIGNS)
    elif signal == "first_score":
        theme = _FIRST
    elif "span" in signal:
        theme = 13
    elif "prose_words" in signal or "text_words" in signal or signal.endswith("_prose"):
        theme = 12
    elif signal.startswith(_PLACE):
        theme = 11
    return theme
