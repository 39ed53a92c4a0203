"""Which lines lead elsewhere on the site?"""

from __future__ import annotations

from transforms.clean import phrases
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals

KNOWN = frozenset().union(
    phrases.NAVIGATION,
    phrases.SHARE,
    phrases.TOOLS,
    phrases.COMMENT_PROMPTS,
    phrases.RELATED_HEADS,
    phrases.SUBSCRIPTION,
    phrases.NEWSLETTER,
    phrases.LEGAL,
    phrases.COOKIES,
    phrases.PURE_NETWORKS,
)
"""Every label that furniture rules know by heart."""


_TURN = any_of(
    r"(?:next|previous|prev|older|newer) (?:article|story|post|page|entry|in|up|entries|"
    r"posts)\b.{0,60}",
    r"(?:page|image|photo|slide|picture) 0 (?:of|/) 0(?: .{0,20})?",
    r"0 (?:of|/) 0(?: (?:next|photos|images|slides))?",
    r"continued 0 (?:\|? ?0 )*next",
    r"(?:go |return |jump )?(?:back )?to (?:the )?(?:top|homepage|home page|news|main page|"
    r"index|section front|gallery|top of page|article)",
    r"back to .{2,30}",
    r"view (?:photo )?(?:gallery|slideshow|photos|larger image)\b.{0,30}",
    r"(?:show|hide) (?:caption|more|transcript)",
    r"skip .{2,30}",
    r"jump to .{2,30}",
    r"go to .{2,30}section",
)


def prev_next(line: LineSignals) -> bool:
    """A way to the previous, next or another page: "« Previous", "Page 2 of 5"."""
    if line.ends_sentence and not line.text.endswith(("…", "...")):
        return False
    first, last = line.text[0], line.text[-1]
    is_quoted = first in "«‹" and last in "»›"
    if line.words <= 10 and not is_quoted and (last in "»›→►▶" or first in "«‹←◀◄"):
        return True
    return line.words <= 8 and _TURN.fullmatch(line.norm) is not None


_ROOTS = frozenset((
    "home", "news", "startseite", "accueil", "inicio", "start", "homepage", "sport", "ホーム",
    "トップ",
))  # fmt: skip

ROOT_OPENERS = frozenset(
    label.split()[0] for label in (*_ROOTS, *phrases.SECTION_LABELS, "you are here")
)
"""First words of all that a path of the page can start with."""


def breadcrumb(line: LineSignals) -> bool:
    """The path of the page: "Home > News > Orvane"."""
    for mark in (">", "»", "›", "/", "|", "→", "::"):
        if mark not in line.text:
            continue
        parts = [part.strip() for part in line.text.split(mark)]
        if len(parts) >= 3 and all(len(p.split()) <= 6 for p in parts[:-1]):
            head = parts[0].lower().removeprefix("you are here:").strip()
            if head in _ROOTS or (mark in ">›" and head in phrases.SECTION_LABELS):
                return not line.ends_sentence
    return False


def navigation_row(line: LineSignals) -> bool:
    """A row of page links: short labels between bars or dots, some of them known."""
    if line.ends_sentence:
        return False
    for mark in ("|", "•", "·", " - ", " / "):
        if mark not in line.text:
            continue
        parts = [part.lower().strip(" :") for part in line.text.split(mark)]
        if any(len(part.split()) > 5 for part in parts):
            continue
        known = sum(part in KNOWN for part in parts)
        sections = sum(part in phrases.SECTION_LABELS for part in parts)
        if known and known * 3 >= len(parts):
            return True
        if mark == "|" and len(parts) >= 4 and sections and not any(c.isdigit() for c in line.text):
            return all(len(part.split()) <= 2 for part in parts)
    return False


def navigation_label(line: LineSignals) -> bool:
    """A label of the site's own navigation: "Contact us", "Back to top", "Load more"."""
    return line.norm in phrases.NAVIGATION
