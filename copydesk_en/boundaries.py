"""Corrects the bounds of names: trims, splits and joins them, and drops what only looks like one.

The encoder reads token by token; these are conventions of the language about whole names, the same
in every text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from copydesk_en.gazetteer import KNOWN


class Span(NamedTuple):
    """Tokens `start` to `end` (behind the last) with the number of a label."""

    start: int
    end: int
    label: int


_TITLES: Final = (
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady President Prime Minister Senator Sen."
    " Rep. Gov. Governor King Queen Crown Prince Princess Pope General Gen. Col. Colonel Capt."
    " Captain Sgt. Lt. Professor Prof. Sheikh Imam Rev. Reverend Justice Judge Secretary Chancellor"
    " Ambassador Mayor Chief Deputy Vice Undersecretary Hon. Hon'ble Madam Admiral Adm. Pastor"
    " Bishop Archbishop Rabbi Maj. Lieutenant Sergeant Commander Cmdr. Brigadier Brig. Corporal"
    " Cpl. Sheriff Detective Congressman Congresswoman Councilman Councilwoman Councillor"
    " Representative Baroness Superintendent"
)
TITLES: Final = frozenset(_TITLES.split())
"""Words before people's names that are no part of them."""
_OFFICES: Final = (
    "Minister Marshal Professor Emperor Advisor Adviser Officer Lawyer Director Chairman"
    " Chairwoman Chairperson Spokesman Spokeswoman Spokesperson Commissioner Inspector Ranger PM MP"
)
OFFICES: Final = frozenset(_OFFICES.split())
"""Words that end an office: all before them is no part of a person's name either."""
NO_BEGIN: Final = frozenset(
    ("of", "and", "the", "special", "former", "ex", "a", "an", "&", "-", "'", "’")
)
"""Words, in lower case, that no name begins with."""
NO_END: Final = frozenset(("of", "and", "the", "a", "an", "&", "-", "–", "—", "(", ",", "'"))
"""Words that no name ends with."""
_PRONOUNS: Final = "we he she it they i you this that all his her their our"
NO_NAME: Final = frozenset(_PRONOUNS.split())
"""Words that are no names, though a capital at the start of a sentence may make them look so."""
_COMMON: Final = (
    "NGO NGOs SME SMEs MSME MSMEs MoU MoUs MOU MOUs CEO CEOs CFO COO GDP IPO PPE MP MPs MLA MLAs"
    " MEP MEPs PhD MBA HIV AIDS DNA AI IT TV PCR PM IDP IDPs IED IEDs CCTV HQ VIP VAT ID IDs DJ HR"
    " FDI GMT Covid COVID COVID-19 Covid-19 ICU Indigenous"
)
COMMON: Final = frozenset(_COMMON.split())
"""Words in capitals that name nobody in particular. "Indigenous" says of no people which one."""
MINISTERS: Final = frozenset(("Minister", "Ministers"))
"""Titles beside which stands what their holders are ministers of."""
LONGEST_PORTFOLIO: Final = 4
"""Tokens of "Health and Social Affairs Minister" before the title, at most."""
LONGEST_ROW: Final = 20
"""Tokens between "Minister of" and a portfolio of the same row, at most."""


def bounded(tokens: Sequence[str], spans: Iterable[Span], person: int, org: int) -> list[Span]:
    """The spans with the bounds of names; what is no name is left out.

    Args:
        tokens: The texts of the tokens.
        spans: The entities as they were read, in order.
        person: Number of the label of people.
        org: Number of the label of organisations.
    """
    cut = list(_trimmed(tokens, _with_brackets(tokens, spans, org), person))
    words = frozenset(tokens)
    parted = list(_with_ampersands(tokens, list(_parted(tokens, cut)), person, org))
    people = {
        place for start, end, label in parted if label == person for place in range(start, end)
    }
    return [
        span
        for span in parted
        if not _is_common(tokens, span, org, words)
        and not (span.label == org and _is_portfolio(tokens, span, people))
    ]


def _with_brackets(tokens: Sequence[str], spans: Iterable[Span], org: int) -> Iterator[Span]:
    """The spans; a party's wing belongs to its name: "JD (S)", "CPI (M)"."""
    done = 0
    for span in spans:
        start, end, label = span
        if start < done:
            continue
        is_short = label == org and end == start + 1 and tokens[start].isupper()
        if is_short and end + 2 < len(tokens) and (tokens[end], tokens[end + 2]) == ("(", ")"):
            wing = tokens[end + 1]
            if wing.isupper() and len(wing) < 3:
                done = end + 3
                yield Span(start, done, label)
                continue
        yield span


def _with_ampersands(
    tokens: Sequence[str], spans: Sequence[Span], person: int, org: int
) -> Iterator[Span]:
    """The spans; names that an ampersand joins are a firm's: "Harlow & Finch".

    One of them at least must have been read as an organisation's: "Ana & Sean" are two. Known names
    ("Trump & NATO"), abbreviations, and names that the text has elsewhere too stay apart.
    """
    names = Counter(tuple(tokens[start:end]) for start, end, _ in spans)

    def is_part(span: Span) -> bool:
        """Whether a name may be one of a firm's two: one word, and no name of its own here."""
        word = tokens[span.start]
        is_word = span.end == span.start + 1 and word[1:].islower() and (word,) not in KNOWN
        return is_word and names[(word,)] == 1

    waiting: Span | None = None
    for span in spans:
        is_joined = (
            waiting is not None
            and span.start == waiting.end + 1
            and tokens[waiting.end] == "&"
            and {waiting.label, span.label} in ({org}, {person, org})
            and is_part(waiting)
            and is_part(span)
        )
        if waiting is not None and is_joined:
            waiting = Span(waiting.start, span.end, org)
            continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def _trimmed(tokens: Sequence[str], spans: Iterable[Span], person: int) -> Iterator[Span]:
    """The spans without words at their ends that are no part of a name; empty ones are left out.

    See `_of_person` for people's names.
    """
    done = 0
    known = list(spans)
    begins = {span.start for span in known}
    for first, last, label in known:
        if first < done:
            continue
        start, end = _of_person(tokens, first, last, begins) if label == person else (first, last)
        while start < end and tokens[start].lower() in NO_BEGIN:
            start += 1
        while start < end and tokens[end - 1].lower() in NO_END:
            end -= 1
        is_office = label == person and end < len(tokens) and tokens[end] == "Minister"
        is_word = end - start == 1 and tokens[start].lower() in NO_NAME
        if start < end and not is_office and not is_word:
            done = end
            yield Span(start, end, label)


def _of_person(
    tokens: Sequence[str], start: int, end: int, begins: Collection[int]
) -> tuple[int, int]:
    """The bounds of a person's name.

    It begins behind titles and offices: "Interior Minister Ada Brandel" is named Ada Brandel. It
    ends before common words: "the Ada Brandel faction". If it ends in a hyphen it goes on: "Moon
    Jae-in". `begins`: tokens at which other names begin.
    """
    offices = [n for n in range(start, end) if tokens[n] in OFFICES]
    start = offices[-1] + 1 if offices else start
    while start < end and tokens[start] in TITLES:
        start += 1
    goes_on = start < end < len(tokens) and tokens[end - 1] == "-" and tokens[end].isalpha()
    if goes_on and end not in begins:
        end += 1
    while start < end - 1 and _is_common_end(tokens[end - 2 : end]):
        end -= 1
    return start, end


def _is_common_end(pair: Sequence[str]) -> bool:
    """Whether the second of two tokens is a common word and not the end of "Suk-yeol"."""
    before, word = pair
    return word.islower() and word.isalpha() and len(word) > 2 and before not in ("-", "'", "’")


def _parted(tokens: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """The spans; two names with a hyphen between them that are known apart are two: "US-Russia"."""
    names = {tuple(tokens[start:end]) for start, end, _ in spans}

    def is_known(start: int, end: int) -> bool:
        name = tuple(tokens[start:end])
        return name in names or name in KNOWN

    for start, end, label in spans:
        hyphens = [
            place
            for place in range(start + 1, end - 1)
            if tokens[place] == "-" and is_known(start, place) and is_known(place + 1, end)
        ]
        if hyphens and tuple(tokens[start:end]) not in KNOWN:
            yield Span(start, hyphens[0], label)
            yield Span(hyphens[0] + 1, end, label)
        else:
            yield Span(start, end, label)


def _is_common(tokens: Sequence[str], span: Span, org: int, words: frozenset[str]) -> bool:
    """Whether the span is a word that names nobody.

    So is an organisation of one word if the same text has that word without a capital, as
    contracts and reports write "the College"; except those that are known ("Apple").
    """
    if span.end - span.start > 1:
        return False
    word = tokens[span.start]
    if word in COMMON:
        return True
    is_word = span.label == org and word[1:].islower() and (word,) not in KNOWN
    return is_word and word.lower() in words


def _is_portfolio(tokens: Sequence[str], span: Span, people: Collection[int]) -> bool:
    """Whether the span is what a minister is minister of: "Minister of Education", and no office.

    Also one in a row: "Minister of Arts, Culture and Sport". A row ends at a person's name;
    `people` holds the tokens of these.
    """
    start, end, _ = span
    if tuple(tokens[start:end]) in KNOWN:
        return False
    if end < len(tokens) and tokens[end] in MINISTERS and end - start <= LONGEST_PORTFOLIO:
        return True
    first = max(start - LONGEST_ROW, 0)
    place = start - 1
    while place > first and place not in people and _goes_on(tokens[place]):
        place -= 1
    return place > 0 and tokens[place] in ("of", "for") and tokens[place - 1] in MINISTERS


def _goes_on(token: str) -> bool:
    """Whether a row of portfolios may hold the token."""
    return token in ("and", ",", "the") or (token[:1].isupper() and token not in MINISTERS)
