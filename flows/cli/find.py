"""Which article does a person mean?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flows.cli.records import fetch
from transforms.errors import CopydeskError
from transforms.ids import show_id

if TYPE_CHECKING:
    import duckdb

_LISTED = 20
_HEX = re.compile(r"(?:0x)?([0-9a-f]{4,16})", re.IGNORECASE)
_ID_DIGITS = 16

_COLUMNS = (
    "SELECT a.article_id, a.title, a.url, f.uri, a.record_no FROM main.articles AS a"
    " LEFT JOIN ops.files AS f USING (file_id) WHERE "
)
_ORDER = f" ORDER BY a.article_id LIMIT {_LISTED + 1}"


class NoSuchArticle(CopydeskError):  # noqa: N818 - named for what the reader is told
    """No article, or more than one, fits what was asked for."""

    exit_code = 2


def find_article(
    connection: duckdb.DuckDBPyConnection, wanted: str
) -> tuple[int | None, list[dict[str, Any]]]:
    """The id of the one article that `wanted` names, or every candidate.

    An exact id, URL or external id wins. Then the start of an id (from 4 digits)
    and a part of the title or URL are tried together, and only when nothing has
    those, a part of the file's path. One hit is the article.

    Returns:
        The id and no candidates; or None and up to 21 candidates, none or several.
    """
    digits = _HEX.fullmatch(wanted.strip())
    loose = "contains(lower(a.title), $part) OR contains(lower(a.url), $part)"
    values: dict[str, Any] = {"wanted": wanted.strip(), "part": wanted.strip().lower()}
    exact = "a.url = $wanted OR a.external_id = $wanted"
    if digits:
        start = digits.group(1)
        step = 1 << (4 * (_ID_DIGITS - len(start)))
        values |= {"low": int(start, 16) * step, "high": int(start, 16) * step + step - 1}
        loose += " OR a.article_id BETWEEN $low AND $high"
        exact += " OR (a.article_id = $low AND $low = $high)"
    found: list[dict[str, Any]] = []
    for condition in (exact, loose, "contains(lower(f.uri), $part)"):
        # DuckDB refuses parameters that a statement does not use.
        used = {name: value for name, value in values.items() if f"${name}" in condition}
        found = found or fetch(connection, f"{_COLUMNS}({condition}){_ORDER}", used)
    return (found[0]["article_id"], []) if len(found) == 1 else (None, found)


def refuse(wanted: str, candidates: list[dict[str, Any]]) -> NoSuchArticle:
    """The error for no article, or for several."""
    if not candidates:
        return NoSuchArticle(
            wanted,
            "no article has this id, URL, title or file",
            'list them with: copydesk sql "select article_id, title from articles"',
        )
    many = len(candidates) > _LISTED
    count = f"more than {_LISTED}" if many else str(len(candidates))
    return NoSuchArticle(wanted, f"{count} articles fit", "name one by its id")


def candidate_line(candidate: dict[str, Any]) -> str:
    """One candidate in a line: id, title, place. Not made visible yet."""
    title = candidate["title"] or "(title not stated)"
    place = candidate["url"] or f"{candidate['uri']} #{candidate['record_no']}"
    return f"{show_id(candidate['article_id'])}  {title}  {place}"
