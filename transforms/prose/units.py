"""Units of measure by every way of writing them, and nouns that are counted in millions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_UNITS: Final = """
millisecond milliseconds ms|microsecond microseconds|nanosecond nanoseconds
second seconds sec secs|minute minutes min mins|hour hours hr hrs|day days|week weeks
month months|year years yr yrs|decade decades|century centuries
kilometre kilometres kilometer kilometers km kms|metre metres meter meters m
centimetre centimetres centimeter centimeters cm|millimetre millimetres millimeter millimeters mm
mile miles mi|foot feet ft|inch inches|yard yards|acre acres|hectare hectares ha
kilogram kilograms kilogramme kilogrammes kilo kilos kg|gram grams g|tonne tonnes t mt|ton tons
pound-weight lb lbs|ounce ounces oz|litre litres liter liters l|gallon gallons|barrel barrels
barrel/day bpd
degree degrees °|megawatt megawatts MW|gigawatt gigawatts GW|kilowatt kilowatts kW
kilowatt-hour kWh|megawatt-hour MWh megawatt-hours|gigawatt-hour GWh|terawatt-hour TWh
milligram milligrams mg|microgram micrograms mcg|millilitre millilitres milliliter milliliters ml
bushel bushels|bale bales|carat carats|watt watts W|volt volts|horsepower hp|decibel decibels dB
cc|calorie calories|pint pints|quart quarts|kiloton kilotons|megaton megatons
gigatonne gigatonnes gigaton gigatons|ppm|magnitude
hertz Hz|kilohertz kHz|megahertz MHz|gigahertz GHz|gigabyte gigabytes GB|terabyte terabytes TB
megabyte megabytes MB|mph|km/h kph|knot knots
°C ºC Celsius celsius centigrade|°F ºF Fahrenheit fahrenheit
"""
UNITS: Final = {
    word: entry.split()[0]
    for line in _UNITS.strip().split("\n")
    for entry in line.split("|")
    for word in entry.split()
} | {"bps": "basis point"}
"""Unit by each way of writing it."""
DURATIONS: Final = frozenset(
    (
        "nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week",
        "month", "year", "decade", "century",
    )
)  # fmt: skip
POWERS: Final = {"square": "square", "sq": "square", "sq.": "square", "cubic": "cubic"}
"""Words before a unit of length that make one of area or volume."""
_MANY: Final = (
    "people men women children users viewers readers listeners voters votes customers subscribers"
    " followers members residents inhabitants citizens refugees migrants workers employees jobs"
    " homes houses households families students pupils patients doses passengers tourists visitors"
    " copies downloads views barrels tonnes tons shares animals birds trees cases deaths"
)
COUNTED_IN_MILLIONS: Final = frozenset(_MANY.split())
"""Nouns before which "1.5m" is no length."""


NO_UNITS: Final = frozenset(("HP", "G", "T", "M", "L", "HA", "MI", "SEC", "MIN"))
"""Capitals that are names and no units: "a dozen HP directors"."""
NAMED: Final = {
    ("metric", "ton"): "tonne", ("metric", "tonne"): "tonne", ("nautical", "mile"): "nautical mile",
    ("light", "year"): "light-year", ("troy", "ounce"): "troy ounce",
    ("fluid", "ounce"): "fluid ounce",
}  # fmt: skip
"""Units of two words, the second without its plural."""


def unit_of(word: str) -> str | None:
    """The unit that a word writes; None: it is none."""
    if word in UNITS:
        return UNITS[word]
    return None if word in NO_UNITS else UNITS.get(word.lower())


def measure(words: Sequence[str], place: int) -> tuple[str, int] | None:
    """The unit that stands at `place`, and the place behind it; None: there is none.

    "Square kilometres" is one of area, "degrees Celsius" and "º C" one of temperature.
    """
    if place >= len(words):
        return None
    power = POWERS.get(words[place].lower())
    if power:
        length = unit_of(words[place + 1]) if place + 1 < len(words) else None
        return (f"{power} {length}", place + 2) if length else None
    behind = words[place + 1] if place + 1 < len(words) else ""
    if words[place].lower() in ("°", "º", "degree", "degrees"):
        scale = {"c": "°C", "celsius": "°C", "f": "°F", "fahrenheit": "°F"}.get(behind.lower())
        return (scale, place + 2) if scale else ("degree", place + 1)
    named = (words[place].lower(), behind.lower().removesuffix("s"))
    if named in NAMED:
        return NAMED[named], place + 2
    if words[place].lower() == "basis" and behind.lower() in ("point", "points"):
        return "basis point", place + 2
    unit = unit_of(words[place])
    return (unit, place + 1) if unit else None
