"""Does what stands around "on Tuesday" or "in November" speak of what is to come, or of what was?

The nearest verb form decides that stands before the expression in its sentence, or else the first
one behind it. Words alone: dates are found before the prose is parsed, in every text.
"""

from __future__ import annotations

import re
from typing import Final

AHEAD: Final = "ahead"
PAST: Final = "past"
JUST_PAST: Final = "just past"
"""A finite verb of the past stands right before: "said in August"."""

BEFORE: Final = 160
"""Characters before an expression that are looked at, within its sentence."""
BEHIND: Final = 200
"""The same behind it."""

_IRREGULAR: Final = (
    "was were had did said told went came took gave met won lost held made left led got saw wrote"
    " spoke began ran rose fell sent found felt knew thought brought bought sold paid built drew"
    " drove flew grew kept sat shot stood struck swore taught threw understood wore became broke"
    " chose fought heard meant rode sang sank shook slept spent swept taken given seen done written"
    " shown driven broken chosen"
)
_FINITE: Final = re.compile(
    r"\b(?:was|were|said|told|went|came|took|gave|met|won|lost|left|saw|wrote|spoke|began|ran|rose"
    r"|fell|sent|found|became|died|announced)(?: [a-z]+)?,? (?:in |on |back in |early |late )*$"
)
_CUE: Final = re.compile(
    r"(?P<ahead>\b(?:will|won[’']t|shall|would|must|may|can|might)"
    r" (?:also |not |now |then |soon )?be (?:\w+ly )?\w+"
    r"|\b(?:opens|begins|starts|ends|expires|resumes|returns|meets|faces|concludes|arrives"
    r"|kicks off|takes place|goes to the polls|travels|votes|hosts|plays|resume|begin)\b"
    r"(?! \w+ed\b)"
    r"|\b(?:will|won[’']t|shall|would)\b|[’']ll\b"
    r"|\b(?:is|are|be|was|were|[’']s|[’']re|[’']m|am) (?:also |now |still |not )?"
    r"(?:set|expected|due|scheduled|slated|likely|unlikely|poised|planned|planning|going|about"
    r"|supposed|certain|hoping|preparing|bound) (?:to|for|on|in)\b"
    r"|\b(?:scheduled|slated|planned|set|due) (?:for|on|in)\b"
    r"|\b(?:is|are|was|were) to \w+|\bto be \w+ed\b|\bto be held\b"
    r"|\b(?:plan|hope|intend|expect|aim|want|vow|promise|pledge|agree|need|threaten|prepare)"
    r"(?:s|d|ed|ned)? to\b|\b(?:hop|plann|prepar|try|seek)ing to\b"
    r"|\b(?:can|may|might)\b(?! (?:not )?have\b)"
    r"|\b(?:chances?|prospects?|odds) (?:of|for|to|in)\b"
    r"|\b(?:called|calls|calling|call|asked|asking|pushing|pressing) for (?:[\w.’'-]+ ){1,4}"
    r"(?:meetings?|sessions?|hearings?|talks|summit|votes?|debates?|elections?|strikes?|protests?"
    r"|rall(?:y|ies)|boycott)\b"
    r"|\bupcoming\b|\bcoming up\b|\bahead of\b|\bdeadline\b"
    r"|\b(?:next|coming(?! out| off| from| down))\b)"
    r"|(?P<past>\b(?:" + "|".join(_IRREGULAR.split()) + r"|[a-z]{2,}ed)\b)"
)
_OWNER: Final = re.compile(r"(?: (?:night|morning|afternoon|evening))?['’]s")
_WILL_BE: Final = re.compile(
    r"(?: [\w-]+){0,2} (?:address|speech|meeting|vote|debate|hearing|game|match|summit|election"
    r"|primary|session|talks|ceremony|concert|race|deadline|trial|referendum|ballot|launch|rally)"
    r" (?:will|is to|are to)\b"
)
"""What stands behind "Friday's" where its event is to come: "Friday's address will be short"."""
_ASIDE: Final = re.compile(r"[—(][^—()]{0,150}[—)]|, (?:who|which) [^,]{0,150},")
_BREAK: Final = re.compile(r"[\n;]|[.!?][”’\")]*\s")
_STOP: Final = re.compile(r"[\n;”\"]|''|[.!?][’)]*\s")
"""What ends the words behind; a quotation's end too, as who said it comes then."""


def tense(text: str, start: int, end: int) -> str:
    """`AHEAD`, `PAST`, `JUST_PAST`, or nothing: no verb form near by says it.

    Args:
        text: The clean text.
        start: Where the expression starts, in code points.
        end: Where it ends.
    """
    is_owner = _OWNER.match(text, end)
    if is_owner and _WILL_BE.match(text, is_owner.end()):
        return AHEAD
    low = max(0, start - BEFORE)
    before = text[low:start]
    for found in _BREAK.finditer(before):
        low = start - len(before) + found.end()
    last = ""
    for cue in _CUE.finditer(text, low, start):
        last = AHEAD if cue["ahead"] else PAST
    if last:
        is_just = last == PAST and _FINITE.search(text, max(low, start - 24), start)
        return JUST_PAST if is_just else last
    if is_owner:
        return ""  # "Tuesday's outcome is likely to": what was is spoken of as often
    behind = _ASIDE.sub(" ", text[end : end + BEHIND])
    stop = _STOP.search(behind)
    first = _CUE.search(behind, 0, stop.start() if stop else len(behind))
    if first is None:
        return ""
    return AHEAD if first["ahead"] else PAST
