"""How are long patterns written down?"""

from __future__ import annotations

import re


def any_of(*alternatives: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern that matches any of the alternatives, the first that fits."""
    return re.compile("|".join(alternatives), flags)
