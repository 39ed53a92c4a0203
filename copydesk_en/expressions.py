"""Dates, times, money, shares, quantities and numbers, by rules over tokens.

Every token falls into one class, written as one character; the classes of a text are a string of
which regular expressions know the forms. So a form costs what one search over some hundred
characters costs, and its place is a place among the tokens.

DATE holds what names a part of the calendar: years, months, days, days of the week. What is counted
from the day of writing ("today", "last week", "three years ago") is no name; the steps that resolve
dates read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple


class Expression(NamedTuple):
    """Tokens `start` to `end` (behind the last) and what they are."""

    start: int
    end: int
    label: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: Final = _words(
    "january february april june july august september october november december"
    " jan. feb feb. mar. apr apr. jun. jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec."
)
WORDS_OR_MONTHS: Final = _words("may march jan jun jul mar")
"""Months only where a day, a year or a preposition stands beside them; else words or names."""
WEEKDAYS: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday"
    " mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun."
)
NUMBER_WORDS: Final = _words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
TENS: Final = _words("twenty thirty forty fifty sixty seventy eighty ninety")
MAGNITUDES: Final = _words(
    "hundred thousand million billion trillion lakh lakhs crore crores bn mn tn mln bln mio"
    " trn hundreds thousands millions billions trillions dozen dozens"
)
ORDINAL_WORDS: Final = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
CURRENCY_CODES: Final = _words(
    "USD EUR GBP JPY CNY RMB INR Rs Rs. PKR BDT Tk NGN KES Ksh KSh TSh Tsh TZS UGX GHS GH¢ ZAR NAD"
    " BWP RUB UAH TRY AED Dh Dhs SAR SR QAR QR KWD BHD OMR EGP LE ILS NIS"
    " AUD CAD NZD SGD HKD MYR RM IDR Rp THB PHP Php VND KRW TWD CHF SEK NOK DKK PLN CZK HUF RON BRL"
    " MXN COP CLP ARS PEN BTC ETH XAF XOF CFA FCFA"
)
CURRENCY_NOUNS: Final = _words(
    "dollar dollars euro euros yuan renminbi yen baht rupee rupees ruble rubles rouble roubles"
    " peso pesos franc francs rand rands naira cedi cedis shilling shillings dirham dirhams riyal"
    " riyals rial rials dinar dinars taka ringgit rupiah lira liras hryvnia hryvnias krona kronor"
    " krone kroner zloty zlotys forint forints shekel shekels kwacha pula birr bitcoin bitcoins"
    " cents pence quid sterling real reais dong kyat tenge som lei lev leva"
    " dlr dlrs cts stg guilder guilders peseta pesetas escudo escudos drachma drachmas lire"
)
"""With those that the euro replaced, and the abbreviations of agencies."""
MONEY_OR_VERB: Final = _words("won marks")
"""Money only behind a large number: "CFC 2 won the set", "full marks"."""
BEFORE_A_SIGN: Final = _words("US U.S. H.K. N.Z. N A C HK S NZ NT Z TT J AU CA R Bs")
"""What a dollar sign or "dlrs" can be written behind: "US $70 billion", "400 U.S. dlrs"."""
UNITS: Final = _words(
    "km kms kilometer kilometers kilometre kilometres meter meters metre metres cm mm"
    " centimeter centimeters centimetre centimetres mile miles yard yards foot feet inch inches"
    " acre acres hectare hectares ha sq kg kgs kilogram kilograms kilo kilos gram grams g ton"
    " tons tonne tonnes pound pounds lb lbs ounce ounces oz liter liters litre litres gallon"
    " gallons barrel barrels bushel bushels mw gw kw kwh mwh gwh twh megawatt megawatts gigawatt"
    " gigawatts kilowatt kilowatts megawatt-hours degree degrees celsius fahrenheit mph kph km/h"
    " knot knots hz mhz ghz gb tb mb megabytes gigabytes terabytes bps bpd mg mt cc milligram"
    " milligrams microgram micrograms bale bales carat carats watt watts volt volts horsepower"
    " decibel decibels calorie calories pint pints quart quarts milliliter milliliters millilitre"
    " millilitres kiloton kilotons megaton megatons gigaton gigatons gigatonne gigatonnes ml ppm"
)
WEIGHT_OR_MONEY: Final = _words("pound pounds")
BEFORE_A_DATE: Final = _words(
    "in since by until till of from before after during around circa between year early late mid"
    " last next this and to through throughout every each on mid- early- late- at as back"
)
_HALVES: Final = _words("a.m. p.m. am pm a.m p.m noon midnight o'clock")
ZONES: Final = _words("GMT UTC EST EDT ET CET CEST BST PST PDT PT IST WAT EAT CAT SAST")
_SIGN: Final = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹₦₽₩₪₫₱฿₴₺₵]")
_YEAR: Final = re.compile(r"(?:1\d{3}|20\d\d)")
_DECADE: Final = re.compile(r"(?:1\d|20)\d0['’]?s|['’]\d0s")
_YEARS: Final = re.compile(r"(?:1\d|20)\d\d[-–/](?:\d\d){1,2}")
_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
_GROUP: Final = re.compile(r"\d{3}")
_FRACTION: Final = re.compile(r"(\d{1,2})/(?:2|3|4|5|8|16|32|64)")
_NUMBER: Final = re.compile(r"(?:\+?/[-−]|±|[+−-])?\d+(?:[.,:']\d+)*|\.\d+|[½¼¾⅓⅔]|\d+[½¼¾⅓⅔]")
_GLUED: Final = re.compile(r"\d[\d.,]*(?:bn|mn|tn|m|k|b|tr|K|M|B|mln|bln)")
_MONEY_IN_ONE: Final = re.compile(
    r"(?:[A-Z]{1,3})?[$€£¥₹₦₽₩₪₫₱฿₴₺₵]\d[\d.,]*(?:bn|mn|tn|m|k|b|K|M|B)?"
    r"|(?:USD|EUR|GBP|Rs\.?|Tk|Sh)\d[\d.,]*(?:bn|mn|m|k)?"
    r"|\d{1,3}(?:[.,]\d+)?p"
)
_MEASURED: Final = re.compile(
    r"\d[\d.,]*-?(?:km|kms|cm|mm|kg|kgs|mph|kph|ha|ft|lb|lbs|mw|gw|kw|kwh|mwh|gwh|mg|mcg|ml|cl|ppm|db|hp)"
    r"|\d[\d.,]*(?:(?-i:[CF])|°[CF])",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\d[\d,]*(?:st|nd|rd|th)", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?(?:am|pm)?", re.IGNORECASE)
_HOUR: Final = re.compile(r"(?:1[0-2]|0?[1-9])(?::[0-5]\d)?(?:am|pm|a\.m\.|p\.m\.)", re.IGNORECASE)
_DATE_IN_ONE: Final = re.compile(
    r"(?:1\d|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])"
    r"|(?:[0-2]?\d|3[01])[-/.](?:[0-2]?\d|3[01])[-/.](?:(?:1\d|20)\d\d|\d\d)"
)
_PERCENT_IN_ONE: Final = re.compile(r"\d[\d.,]*(?:%|pc|pct)")

_BY_FORM: Final = (
    (_SIGN, "$"),
    (_MONEY_IN_ONE, "m"),
    (_DATE_IN_ONE, "D"),
    (_YEARS, "Z"),
    (_FRACTION, "F"),
    (_YEAR, "y"),
    (_DECADE, "Y"),
    (_DAY, "d"),
    (_GROUP, "q"),
    (_ORDINAL, "o"),
    (_HOUR, "H"),
    (_CLOCK, "T"),
    (_GLUED, "g"),
    (_MEASURED, "Q"),
    (_PERCENT_IN_ONE, "P"),
    (_NUMBER, "n"),
)


def _table(*entries: tuple[str, frozenset[str]]) -> dict[str, str]:
    """Word to class; where a word stands in several entries, the first holds."""
    return {word: name for name, words in reversed(entries) for word in words}


_AS_WRITTEN: Final = _table(
    ("-", _words("- – — ‑ −")),
    (",", _words(",")),
    ("(", _words("(")),
    (")", _words(")")),
    ("c", CURRENCY_CODES),
    ("U", BEFORE_A_SIGN),
    ("z", ZONES),
)
_CAPITALISED: Final = _table(("A", WORDS_OR_MONTHS), ("M", MONTHS), ("W", WEEKDAYS))
_IN_LOWER_CASE: Final = _table(
    ("&", _words("and &")),
    ("t", _words("to")),
    ("f", _words("of")),
    ("E", _words("the")),
    ("w", NUMBER_WORDS),
    ("h", MAGNITUDES),
    ("O", ORDINAL_WORDS),
    ("k", CURRENCY_NOUNS),
    ("v", MONEY_OR_VERB),
    ("l", WEIGHT_OR_MONEY),
    ("j", _words("m")),
    ("u", UNITS),
    ("a", _HALVES),
    ("i", BEFORE_A_DATE),
    ("%", _words("% percent pct percentage")),
    ("p", _words("per")),
    ("e", _words("cent")),
    ("1", _words("one")),
    ("r", _words("a")),
    ("G", _words("point points")),
)
_PLURALS: Final = ("s", "people", "men", "women", "children")
"""Ends of words that can be counted: "2000 soldiers" names no year."""


def class_of(token: str) -> str:
    """The class of a token, one character; "x" for what no form has."""
    low = token.lower()
    found = _AS_WRITTEN.get(token)
    if found is None and token[:1].isupper():
        found = _CAPITALISED.get(low)
    if found is None:
        found = _IN_LOWER_CASE.get(low)
    if found is None:
        found = next((name for form, name in _BY_FORM if form.fullmatch(token)), None)
    if found is not None:
        return found
    tens, _, ones = low.partition("-")
    if tens in TENS and ones in NUMBER_WORDS | {"one"}:
        return "w"
    return "s" if low.isalpha() and low == token and low.endswith(_PLURALS) else "x"


# A number: figures with groups of three or with a fraction, number words, and what multiplies them.
_NUM: Final = r"(?:[dyqn]q*(?:-?F)?|F|g|w+(?:-[w1])?|1(?=h|k|u|l|-?%|-?pe)|r(?=h))h*"
_NUMBERS: Final = rf"{_NUM}(?:[-t&]{_NUM})?"
_SIGNED: Final = rf"[cU]?\${_NUMBERS}"
_DAYS: Final = r"(?:[do])(?:[-t&][do])?"
_FORMS: Final = (
    ("DATE", rf"(?:W,?E?)?(?:[MA]E?{_DAYS}(?![%hku])(?:,?y)?|E?{_DAYS}f?[MA](?:,?[yZ])?)"),
    ("DATE", r"(?:W,?)?[MA],?f?(?:y(?:-[yd])?|Z)"),
    ("DATE", r"D|y-d-d"),
    ("TIME", r"(?:Ta?|H|[dw](?:-[dw])?a|(?<=[i&])a)(?:[-t](?:Ta?|H|da))?z?"),
    ("MONEY", rf"(?:{_SIGNED}j?(?:[-t]{_SIGNED}j?)?|[cU]?mq*(?:[-t]m)?h*|c{_NUMBERS}j?)(?:[kc])?"),
    ("MONEY", rf"(?:{_NUMBERS}|h+(?:fh+)*f?)(?:U?[kc])"),
    ("MONEY", r"(?:[dyqn]q*h+|nq*|w+h+)v"),
    ("PERCENT", rf"(?:P|{_NUMBERS}-?(?:%%?|pe)|P[-t]P|P-{_NUM})G?"),
    ("PERCENT", rf"{_NUM}(?:%|pe)?[-t]P"),
    ("QUANTITY", rf"(?:Q|{_NUMBERS}[ulj]+)"),
    ("DATE", r"(?:Z|Y)"),
    ("DATE", r"(?<![$cUm-])y(?:-[yd])?(?![hkcu%s]|-[dyqnw])"),
    ("DATE", r"(?<=[i,&tf(])y(?:-[yd])?(?![hkcu%]|-[dyqnw])"),
    ("DATE", r"(?:M|(?<=[iftE&])A(?=[^d]|$)|W)"),
    ("ORDINAL", r"[oO]"),
    ("CARDINAL", rf"(?:{_NUMBERS}|h+(?:fh+)*)"),
)
_FORM: Final = re.compile("|".join(f"(?P<f{n}>{form})" for n, (_, form) in enumerate(_FORMS)))
_LABELS: Final = tuple(label for label, _ in _FORMS)


class Finder:
    """Finds expressions; it keeps the classes of the tokens that it has seen."""

    def __init__(self, remembered: int = 100_000) -> None:
        self._classes: dict[str, str] = {}
        self._remembered = remembered

    def classes(self, tokens: Sequence[str]) -> str:
        """The classes of these tokens, one character each."""
        known = self._classes
        if len(known) > self._remembered:
            known.clear()
        found = []
        for token in tokens:
            name = known.get(token)
            if name is None:
                name = known[token] = class_of(token)
            found.append(name)
        return "".join(found)

    def find(self, tokens: Sequence[str]) -> Iterator[Expression]:
        """The expressions among the tokens of a text, in their order; none touches another."""
        classes = self.classes(tokens)
        for match in _FORM.finditer(classes):
            yield Expression(
                match.start(), match.end(), _LABELS[int((match.lastgroup or "f0")[1:])]
            )
