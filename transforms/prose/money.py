"""Which sum do these tokens state, in which currency?

"$1.2bn", "R1.4 billion", "885p", "69 mln French francs".
"""

from __future__ import annotations

import re
from typing import Final

from transforms.prose.bounds import scaled
from transforms.prose.currencies import CODES, CURRENCIES, DOLLARS, SIGN, SUBUNITS, currency_of
from transforms.prose.figure import Figure
from transforms.prose.numbers import MILLIONS, SUFFIXES, Value, value_of
from transforms.prose.tokens import Entity, Tokens

_LETTERS: Final = re.compile(r"^[a-z]{1,3}(?=\d)")
_SUFFIX_APART: Final = re.compile(r"(?<=\d) (?=(?:k|m|mn|mln|bn|tn|trn)\b)")
LETTERS: Final = {"R": "ZAR", "N": "NGN", "Rs": None, "Sh": None, "K": None}
"""Currencies whose letter stands before a number; several countries have the others."""
_LETTERED: Final = re.compile(r"(Rs|Sh|R|N|K)(\d[\d.,]*)$")
_PENCE: Final = re.compile(r"(\d[\d.,]*)p")
LINES: Final = frozenset(("480p", "720p"))
"""Lines of a picture, and no pence."""


def money(tokens: Tokens, entity: Entity) -> Figure | None:
    """A sum; None: its number can't be read."""
    first, words = entity.first, tokens.lower[entity.first : entity.last]
    if words[0] == "$" and _is_attached(tokens, first):
        first -= 1  # "NT" of "NT$200"
    if words[0] in ("a", "the") and words[1:2] and words[1] in CURRENCIES:
        first += 1  # "A $5 million deal"
    text = tokens.texts(first, entity.last)
    pence = _PENCE.fullmatch(text)
    if pence:
        value = value_of([pence[1]]) if text not in LINES else None
        return value and Figure(
            first, entity.last, "money", scaled(value, 0.01), None, None, "GBP", None, first
        )
    before = max(0, entity.first - 1)
    currency = currency_of(text, tokens.word[before : entity.last])
    plain = _SUFFIX_APART.sub("", SIGN.sub(" ", text).lower().rstrip("."))
    value = value_of(plain.split())
    if value is None:
        written = tokens.word[entity.first : entity.last]
        no_numbers = CURRENCIES.keys() | {"us", "u.s.", "n.z.", "h.k."}
        numbers = [w.lower() for w in written if w not in CODES and w.lower() not in no_numbers]
        value = value_of([_LETTERS.sub("", word) for word in numbers])
    if value is None:
        return None
    value, last = _scaled_behind(tokens, value, entity.last)
    if last == entity.last and any(word in SUBUNITS for word in words):
        value = scaled(value, 0.01)
    return Figure(first, last, "money", value, None, None, currency, None, last - 1)


def _scaled_behind(tokens: Tokens, value: Value, last: int) -> tuple[Value, int]:
    """The value with a scale that stands behind the sum, and the token behind both."""
    word = tokens.lower[last] if last < len(tokens) else ""
    scale = word.removesuffix(".")
    if scale in SUFFIXES and value.exact is not None and tokens.end[last - 1] == tokens.start[last]:
        return scaled(value, SUFFIXES[scale]), last + 1  # "$25K"
    if scale in SUFFIXES and value.exact is not None and word != scale:
        return scaled(value, SUFFIXES[scale]), last + 1  # "£4m." at a sentence's end
    joined = tokens.lower[last + 1] if word == "-" and last + 1 < len(tokens) else ""
    if joined in MILLIONS:
        return scaled(value, MILLIONS[joined]), last + 2  # "a $1.5-billion plan"
    return value, last


def _is_attached(tokens: Tokens, place: int) -> bool:
    """Whether letters of a currency stand right before a sign."""
    before = place - 1
    return (
        before >= 0
        and tokens.end[before] == tokens.start[place]
        and tokens.lower[before] in DOLLARS
    )


def lettered(tokens: Tokens, entity: Entity) -> Figure | None:
    """A sum whose number and currency are one token: "R1.4 billion", "N2.5 million"."""
    first, scale = entity.first, tokens.lower[entity.first]
    match = _LETTERED.match(tokens.word[first - 1]) if first and scale in MILLIONS else None
    number = value_of([match[2]]) if match and entity.last == first + 1 else None
    if match is None or number is None:
        return None
    value = scaled(number, MILLIONS[scale])
    currency = LETTERS[match[1]]
    return Figure(first - 1, first + 1, "money", value, None, None, currency, None, first)


def of_country(tokens: Tokens, entity: Entity, value: Value) -> Figure | None:
    """A sum in the currency of a country before something else: "a 69 mln French franc loan"."""
    adjective, word = entity.last, entity.last + 1
    if word >= len(tokens) or not tokens.word[adjective][:1].isupper():
        return None
    if tokens.lower[word] not in CURRENCIES or not tokens.lower[word].isalpha():
        return None
    currency = currency_of("", tokens.word[adjective : word + 1])
    return Figure(entity.first, word + 1, "money", value, None, None, currency, None, word)
