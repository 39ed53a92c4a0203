"""What of a kept line's characters reaches the text?

The raw line stays in `lines` as it came; this module makes its form in `articles.text`.
"""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    # C0 controls but the tab, DEL and C1 but NEL; soft hyphen; zero-width space, marks and
    # word joiners; bidi embeddings, overrides and isolates; the byte order mark; annotation
    # marks; tag characters.
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile("[\t\x0b\x0c\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_JOINERS = re.compile(
    # Whole runs only, found at their start, so that a long run costs one pass.
    "(?<![^\x00-\x7f])[\u200c\u200d]++|(?<![\u200c\u200d])[\u200c\u200d]++(?![^\x00-\x7f])"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def hidden_characters(line: str) -> str:
    r"""Characters that nobody can see, or that reorder what is seen, leave the text.

    Control characters, bidi embeddings, overrides and isolates, zero-width characters and soft
    hyphens are stripped; tabs and special blanks become a plain blank; a lone surrogate becomes
    the replacement character. Joiners stay between two characters beyond ASCII, where Persian,
    Indic scripts and emoji need them. The raw line keeps them all.

    >>> hidden_characters("Or\u200bvane\u202e bridge")
    'Orvane bridge'
    """
    if line.isprintable():
        return line.strip(" ")
    line = _BLANKS.sub(" ", _HIDDEN.sub("", line))
    if not line.isascii():
        line = _SURROGATES.sub("\ufffd", _JOINERS.sub("", line))
    return line.strip(" ")


_QUOTE = re.compile(r"(?:>[ \t]?){1,9}")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([^()]*)\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")


def markdown_marks(line: str) -> str:
    """Markdown's own signs leave the text: heading, quote, emphasis and code marks, link targets.

    Only in files read as Markdown. The words of a link stay, an image leaves its alternative
    text.

    >>> markdown_marks("## The **old** bridge at [Orvane](https://orvane.example/)")
    'The old bridge at Orvane'
    """
    heading = heading_level(line)
    if heading:
        line = line.lstrip("#").strip(" ").rstrip("#").rstrip(" ")
    line = _QUOTE.sub("", line, count=1) if line.startswith(">") else line
    line = _LINK.sub(r"\1", _IMAGE.sub(r"\1", line)) if "](" in line else line
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    if "`" in line:
        line = _CODE.sub(r"\1", line)
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", line)
    return line.strip(" ")


def heading_level(line: str) -> int:
    """Level of a Markdown heading from 1 to 6; 0: the line is none."""
    level = len(line) - len(line.lstrip("#"))
    return level if 1 <= level <= 6 and line[level : level + 1] in (" ", "\t") else 0
