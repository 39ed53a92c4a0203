"""Which words name months, weekdays and time zones?"""

from __future__ import annotations

from types import MappingProxyType

MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari",
                "february feb februar février fevrier févr febrero febbraio fevereiro fev februari",
                "march mar märz maerz mär mars marzo março maart mrt",
                "april apr avril avr abril abr aprile",
                "may mai mayo maggio maio mei maj mag",
                "june jun juni juin junio giugno junho giu",
                "july jul juli juillet juil julio luglio julho lug",
                "august aug août aout agosto ago augustus augusti",
                "september sep sept septembre septiembre settembre setembro set",
                "october oct oktober okt octobre octubre ottobre outubro ott out",
                "november nov novembre noviembre novembro",
                "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
            ),
            start=1,
        )
        for name in names.split()
    }
)
"""Month number by name or abbreviation, in lower case, without a full stop."""

WEEKDAYS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "monday mon montag mo lundi lunes",
                "tuesday tue tues dienstag di mardi martes",
                "wednesday wed mittwoch mi mercredi miércoles",
                "thursday thu thur thurs donnerstag do jeudi jueves",
                "friday fri freitag fr vendredi viernes",
                "saturday sat samstag sonnabend sa samedi sábado",
                "sunday sun sonntag so dimanche domingo",
            )
        )
        for name in names.split()
    }
)
"""Weekday by name, Monday is 0 as in `datetime.date.weekday`."""

ZONE_HOURS = MappingProxyType(
    {
        # RFC 2822, section 4.3.
        "ut": 0,
        "utc": 0,
        "gmt": 0,
        "z": 0,
        "est": -5,
        "edt": -4,
        "cst": -6,
        "cdt": -5,
        "mst": -7,
        "mdt": -6,
        "pst": -8,
        "pdt": -7,
        # Central European time, in English and in German.
        "cet": 1,
        "cest": 2,
        "mez": 1,
        "mesz": 2,
    }
)
"""Hours ahead of UTC by zone name. Names with two meanings (BST, IST, AST) are left out."""
