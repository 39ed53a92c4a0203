"""What the words around a name say of its kind: votes beside those of the encoder.

the video app Zelto        TRT Haber, the broadcaster       Ada Brandel … AB: We began early
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

Name = tuple[str, ...]

_ORGANISATIONS: Final = (
    "magazine newspaper daily weekly tabloid company firm bank agency broadcaster party movement"
    " platform app startup start-up startups group band coalition network website site outlet"
    " airline insurer carrier manufacturer maker retailer club conglomerate operator developer"
    " publisher channel station nonprofit non-profit charity cooperative consortium producer"
    " supplier giant brand militia union federation alliance exchange brokerage studio"
)
ORGANISATIONS: Final = frozenset(_ORGANISATIONS.split())
"""Common nouns that say that the name beside them is an organisation's."""
_FIRM_ENDS: Final = (
    "Limited Ltd Ltd. Inc Inc. Corp Corp. Corporation Company Co Co. Group Holdings PLC plc LLC AG"
    " SA GmbH Bank Airlines Airways Foundation Fund Party"
)
FIRM_ENDS: Final = frozenset(_FIRM_ENDS.split())
"""Last words of organisations' names that papers leave out when they name them again."""
_BUILT_ENDS: Final = (
    "Street Road Avenue Lane Boulevard Highway Motorway Square Bridge Stadium Arena Airport"
)
BUILT_ENDS: Final = frozenset(_BUILT_ENDS.split())
"""Last words of names of what was built, which is no town and no landscape."""
BETWEEN: Final = frozenset((",", "“", '"', "‘", "'", "called", "named", "the"))
"""What may stand between such a noun and the name."""
ARTICLES: Final = frozenset(("the", "a", "an"))
_NO_APPOSITION: Final = "of in for to at on by with from who whom whose that which where and or"
NO_APPOSITION: Final = frozenset(_NO_APPOSITION.split())
"""Words behind which the noun of an apposition stands no more."""
APPOSITION: Final = 5
"""Tokens of an apposition, behind its article, in which its noun is looked for."""
SENTENCE_ENDS: Final = frozenset(".?!”\"’'")
"""Marks that end the sentence before the initials of a speaker."""


def calls_organisation(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether a noun beside the name in tokens `start` to `end` says: an organisation."""
    before = start - 1
    if before > 0 and tokens[before] in BETWEEN:
        before -= 1
    if before >= 0 and tokens[before] in ORGANISATIONS:
        return True
    if end + 2 < len(tokens) and tokens[end] == "," and tokens[end + 1] in ARTICLES:
        for token in tokens[end + 2 : end + 2 + APPOSITION]:
            if token in ORGANISATIONS:
                return True
            is_word = token[:1].isalpha() or token in ("'s", "’s")
            if not is_word or token in NO_APPOSITION:
                return False
    return False


def initials(name: Name) -> str:
    """The capitals with which the words of a name begin."""
    return "".join(word[0] for word in name if word[:1].isupper())


def abbreviates(short: str, full: Name) -> bool:
    """Whether a token is an abbreviation of a name: it begins with its initials, or holds them.

    >>> abbreviates("HUAA", ("Halden", "University", "of", "Applied", "Arts"))
    True
    """
    letters = short.replace(".", "").upper()
    capitals = initials(full).upper()
    return len(capitals) > 1 and (letters.startswith(capitals[:2]) or capitals in letters)


def speakers(tokens: Sequence[str], people: Collection[str]) -> Iterator[int]:
    """Places of initials that say who speaks in an interview.

    They stand before a colon, at the start of a line or behind the end of a sentence.

    Args:
        tokens: The texts of the tokens.
        people: Initials of the people of the text.
    """
    for place, token in enumerate(tokens[:-1]):
        if tokens[place + 1] != ":" or token not in people:
            continue
        before = tokens[place - 1] if place else "\n"
        if before.isspace() or before[-1:] in SENTENCE_ENDS:
            yield place
