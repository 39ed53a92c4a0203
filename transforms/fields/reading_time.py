"""How long does the page say that reading takes?"""

from __future__ import annotations

import re

from transforms.clean.inside import hidden_characters
from transforms.record import Article

_MINUTES = (
    r"(?:minutes?|mins?|minuten|minutos?|minuti|minuto|minuter|minutter|minuut|minut[ay]?|dk"
    r"|dakika|分|мин(?:ут[аы]?)?)\.?"
)
_SECONDS = r"(?:seconds?|secs?|sekunden|segundos?|secondes?|secondi|sekunder|sekund)\.?"
_READ = (
    r"(?:reading|read|lesezeit|lesedauer|lecture|lectura|lettura|leitura|leestijd|leestid"
    r"|lästid|læsetid|lesetid|czytania|čtení|okuma(?:\s+süresi)?|чтения|lesen|à\s+lire|para\s+leer)"
)
_BEFORE = (
    r"(?:(?:estimated\s+|approximate\s+|average\s+)?read(?:ing)?(?:\s+time)?|time\s+to\s+read"
    r"|lesezeit|lesedauer|(?:temps|durée)\s+de\s+lecture|lecture|(?:tiempo\s+de\s+)?lectura"
    r"|tempo\s+di\s+lettura|lettura|tempo\s+de\s+leitura|leitura|leestijd|lästid|lästiden"
    r"|læsetid|lesetid|czas\s+czytania|doba\s+čtení|okuma\s+süresi|время\s+чтения|読了時間"
    r"|この記事は)"
)
_SPAN = (
    rf"(?P<less>less\s+than\s+(?:a|one|1)\s+|<\s*1\s*)?(?P<approx>(?:about|approx\.?|ca\.?|circa|~)\s*)?"
    rf"(?P<minutes>\d{{1,3}})?\s*-?\s*{_MINUTES}(?:,?\s*(?:and\s+|und\s+)?(?P<seconds>\d{{1,2}})\s*{_SECONDS})?"
)
_FORMS = (
    re.compile(rf"{_SPAN}\s*(?:de\s+|di\s+|til\s+)?{_READ}(?:\s+time)?", re.IGNORECASE),
    re.compile(rf"{_BEFORE}\s*[:：·-]?\s*{_SPAN}(?:で読めます)?", re.IGNORECASE),
    re.compile(
        rf"(?P<less>)(?P<minutes>)(?P<seconds>\d{{1,3}})\s*{_SECONDS}\s*{_READ}", re.IGNORECASE
    ),
)
_EDGES = " \t.,;|·•–—-()[]⏱🕐"

LONGEST_LABEL = 60
"""Characters of the longest label that is read; a sentence that holds one is longer."""


def reading_seconds(line: str) -> int | None:
    """Seconds that a reading-time label states; None: the line is no such label.

    The whole line must be the label. "Less than a minute" counts as 60 seconds.

    >>> reading_seconds("2 minutes, 13 seconds Read")
    133
    >>> reading_seconds("Lesezeit: 3 Minuten")
    180
    >>> reading_seconds("He took 5 minutes to read it.") is None
    True
    """
    if len(line) > LONGEST_LABEL:
        return None
    label = line.strip(_EDGES)
    for form in _FORMS:
        found = form.fullmatch(label)
        if found:
            minutes, seconds = found["minutes"], found["seconds"]
            if not minutes and not seconds and not found["less"]:
                return None
            return int(minutes or (1 if found["less"] else 0)) * 60 + int(seconds or 0) or None
    return None


def stated_seconds(article: Article) -> int | None:
    """The first reading time that the page's lines state, in seconds."""
    for line in article.lines:
        if line.kind == "reading_time":
            return reading_seconds(hidden_characters(line.raw_text))
    return None
