"""On how many pages of other stories does each line stand?

Copies of one story share their whole text and count as one; all pages are compared, whatever
their order. The work grows with the lines, not with the pairs of pages: of a line that very
many pages have, each is compared with its neighbours in an order by content.

Where a date is known, what a label ("More News") says of another page holds for about as long as
a page's design: on the development sites (four outlets, harvests of 2005, 2009, 2013, 2017) a
label that the model left open stood on another story's page of the same year in 76 % if it was
furniture and in 21 % if it was text, but of four years on in 14 and 18 %, which says nothing. A
longer line is furniture whenever the other page was made: 33 against 0.02 % in one year, 0.5
against 0.00 % over four or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from transforms.clean.columns import PROSE_WORDS
from transforms.clean.repetition import (
    EVERYWHERE,
    FEWEST_EVERYWHERE,
    LABEL_WORDS,
    LIKELY,
    RULE,
    SEEN_LABEL,
    SEEN_LINE,
    PageLines,
    Seen,
)

TEXT_WORDS: Final = 8
"""Shorter lines say nothing about whether two pages tell one story."""

FEW: Final = 16
"""Pages with a line in common up to which all are compared with each other."""

FURNITURE_LINES: Final = 40
SIBLING_SHARE: Final = 0.3
FEWEST_SHARED: Final = 3
"""A page's siblings: as many pages as have this part of its lines of furniture, and so many; of
very many lines of furniture this part of `FURNITURE_LINES`."""

TITLE_WORDS: Final = 4
TEASER_LINES: Final = 2
"""So many lines below the title of another story, of so many words or more, tell of that story."""

NEAR_YEARS: Final = 1
"""Years of publication that differ by more are of another design."""

LINE_DTYPES: Final = pl.Schema(
    {
        "page": pl.UInt64(),
        "key": pl.UInt64(),
        "words": pl.Int64(),
        "is_text": pl.Boolean(),
        "is_title": pl.Boolean(),
    }
)
"""One row per line that is not blank, each page's in their order: the number of its page, its
`repetition.line_key` (0: it has no words), whether it stays when the page is judged alone, and
whether it is the page's title."""

JUDGED_DTYPES: Final = pl.Schema({**LINE_DTYPES, "rule": pl.String(), "score": pl.Float64()})
"""The same with what `changing` needs to know of a line: as in the table `lines`."""

PAGE_DTYPES: Final = pl.Schema(
    {
        "page": pl.UInt64(),
        "article": pl.UInt64(),
        "site": pl.String(),
        "year": pl.Int32(),
    }
)
"""One row per page: its number, what tells versions of one article from others, the domain or
name of its outlet (empty: not stated), the year of its publication (null: not stated)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a survey found.

    Args:
        lines: The lines given, in their order, with `others`: other stories whose pages have
            the line, for labels those of about its page's time.
        pages: `page` and `siblings`: other stories of the same site about that time.
        stories: Stories of all pages.
    """

    lines: pl.DataFrame
    pages: pl.DataFrame
    stories: int


def count(lines: pl.DataFrame, pages: pl.DataFrame) -> Counts:
    """Counts lines over pages. What it says does not depend on the pages' order.

    Args:
        lines: `LINE_DTYPES`; more columns are passed on.
        pages: `PAGE_DTYPES`.
    """
    told = pages.join(_stories(lines, pages), on="page")
    years = told.group_by("story").agg(pl.col("year").min())
    told = told.drop("year").join(years, on="story")
    rows = lines.join(told.select("page", "story", "year"), on="page", maintain_order="left")
    known = _others(rows, _is_teaser(rows))
    is_label = pl.col("words") <= LABEL_WORDS
    found = rows.with_columns(known).with_columns(
        others=pl.when(is_label).then("near").otherwise("all")
    )
    siblings = pl.max_horizontal("by_furniture", "by_site")
    by_page = (
        told.join(_by_furniture(found), on="page", how="left")
        .with_columns(by_site=_of_site(told), by_furniture=pl.col("by_furniture").fill_null(0))
        .select("page", siblings=siblings)
    )
    return Counts(found.drop("story", "year", "all", "near"), by_page, told["story"].n_unique())


def changing(counts: Counts) -> pl.Series:
    """Pages with a line that would be judged otherwise by what the survey counted.

    That is told by the scores that stand in the ledger, as `repetition.repeated` would: a line
    of text that speaks less for itself than the other pages speak against it, or one that was
    removed as repeated and stands nowhere else by now. Ascending, each once.

    Args:
        counts: Of lines with `JUDGED_DTYPES`.
    """
    others = pl.col("others")
    score = pl.col("score").clip(1e-4, 1 - 1e-4)
    weight = pl.when(pl.col("words") <= LABEL_WORDS).then(SEEN_LABEL).otherwise(SEEN_LINE)
    odds = (score / (1 - score)).log() - weight - pl.max_horizontal(others, 1).log(2)
    is_removed = pl.col("rule") == RULE
    is_kept = pl.col("is_text") & ~is_removed
    is_alone = (others == 0) & is_kept & (pl.col("score") >= LIKELY)
    is_beside = is_alone.shift(1, fill_value=True).over("page") & is_alone.shift(
        -1, fill_value=True
    ).over("page")
    around = pl.when(pl.col("siblings") > 0).then("siblings").otherwise(counts.stories - 1)
    is_rare = others < pl.max_horizontal(around * EVERYWHERE, FEWEST_EVERYWHERE)
    is_background = (pl.col("words") >= PROSE_WORDS) & is_rare & is_beside
    lines = counts.lines.join(counts.pages, on="page", maintain_order="left")
    is_prose = (pl.col("words") >= PROSE_WORDS) & is_kept & (pl.col("score") >= LIKELY)
    is_repeated = is_kept & (others > 0) & (odds < 0) & ~is_background
    gone, all_words = (
        pl.when(chosen).then("words").otherwise(0).sum().over("page")
        for chosen in (is_prose & is_repeated, is_prose)
    )
    is_most = (2 * gone >= all_words) & (pl.col("words") >= PROSE_WORDS)
    is_changing = (is_repeated & ~is_most) | (is_removed & (others == 0))
    return lines.filter(is_changing)["page"].unique().sort()


def _is_teaser(rows: pl.DataFrame) -> pl.Series:
    """Whether each line stands right below the title of another story, as its summary would.

    That a page tells of another story's first lines makes no furniture of them there.
    """
    titles = (
        rows.filter(pl.col("is_title") & (pl.col("words") >= TITLE_WORDS) & (pl.col("key") > 0))
        .group_by("key")
        .agg(teased=pl.col("story").first(), count=pl.col("story").n_unique())
    )
    found = pl.lit(value=False)
    for place in range(1, TEASER_LINES + 1):
        above = pl.when(pl.col("page").shift(place) == pl.col("page")).then(
            pl.col("key").shift(place)
        )
        rows = rows.with_columns(above=above).join(
            titles.rename({"key": "above", "teased": f"teased_{place}", "count": f"count_{place}"}),
            on="above",
            how="left",
            maintain_order="left",
        )
        is_other = (pl.col(f"count_{place}") > 1) | (pl.col(f"teased_{place}") != pl.col("story"))
        found |= is_other.fill_null(value=False)
    return rows.select(found.alias("is_teaser")).to_series()


def _others(rows: pl.DataFrame, is_left_out: pl.Series | None = None) -> list[pl.Series]:
    """For each line, other stories that have it: `all`, and those `near` its page in time.

    Args:
        rows: Lines with `story` and `year`.
        is_left_out: Of each, whether it does not count for others.
    """
    counted = rows if is_left_out is None else rows.filter(~is_left_out)
    having = counted.filter(pl.col("key") > 0).select("key", "story", "year").unique()
    own = having.select("key", "story", own=pl.lit(1, pl.Int64))
    totals = having.group_by("key").agg(
        all=pl.len().cast(pl.Int64),
        undated=pl.col("year").is_null().sum().cast(pl.Int64),
    )
    offsets = pl.lit(list(range(-NEAR_YEARS, NEAR_YEARS + 1)), pl.List(pl.Int32))
    dated = (
        having.filter(pl.col("year").is_not_null())
        .with_columns(offset=offsets)
        .explode("offset", empty_as_null=True)
        .group_by("key", year=pl.col("year") + pl.col("offset"))
        .agg(dated=pl.len().cast(pl.Int64))
    )
    found = rows.join(totals, on="key", how="left", maintain_order="left").join(
        dated, on=["key", "year"], how="left", maintain_order="left"
    )
    found = found.join(own, on=["key", "story"], how="left", maintain_order="left")
    near = (
        pl.when(pl.col("year").is_null())
        .then("all")
        .otherwise(pl.col("undated") + pl.col("dated").fill_null(0))
    )
    own_one = pl.col("own").fill_null(0)
    counts = found.select(
        all=(pl.col("all") - own_one).fill_null(0), near=(near - own_one).fill_null(0)
    )
    return counts.get_columns()


def _by_furniture(found: pl.DataFrame) -> pl.DataFrame:
    """`by_furniture`: other stories that have enough of a page's furniture, by page."""
    furniture = (
        found.filter(~pl.col("is_text") & (pl.col("key") > 0))
        .unique(["page", "key"])
        .sort("page", "near", descending=[False, True])
        .select(
            "page",
            "near",
            place=pl.int_range(pl.len()).over("page"),
            size=pl.len().over("page").clip(upper_bound=FURNITURE_LINES),
        )
    )
    needed = (pl.col("size") * SIBLING_SHARE).ceil().clip(lower_bound=FEWEST_SHARED)
    return furniture.filter(pl.col("place") + 1 == needed).select("page", by_furniture="near")


def _of_site(told: pl.DataFrame) -> pl.Series:
    """For each page, other stories of its stated site about its time; 0: none is stated."""
    number = pl.when(pl.col("site") == "").then(0).otherwise(pl.col("site").rank("dense"))
    lines = told.select("story", "year", key=number)
    return _others(lines)[1].alias("by_site")


def _stories(lines: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """`page` and `story`: pages that share most of the longer one's text have the same.

    So have those of one article, and a shorter page whose text is mostly in longer ones of one
    story. One whose text is in pages of several is no copy, but what a site says on all of them.
    """
    pairs = _pairs(lines)
    is_copy = pl.col("words") * 2 >= pl.max_horizontal("left_size", "right_size")
    copies = pairs.filter(is_copy).select("left", "right")
    versions = pages.select(left=pl.col("page").min().over("article"), right="page")
    edges = pl.concat([copies, versions])
    story = _joined(pages["page"], edges)
    is_left_short = pl.col("left_size") <= pl.col("right_size")
    part = pairs.filter(
        ~is_copy & (pl.col("words") * 2 >= pl.min_horizontal("left_size", "right_size"))
    )
    inside = part.select(
        page=pl.when(is_left_short).then("left").otherwise("right"),
        longer=pl.when(is_left_short).then("right").otherwise("left"),
    )
    inside = (
        inside.join(story, on="page")
        .join(story.rename({"page": "longer", "story": "right"}), on="longer")
        .filter(pl.col("story") != pl.col("right"))
        .filter(pl.col("right").n_unique().over("story") == 1)
    )
    more = inside.select(left="story", right="right").unique()
    return _joined(pages["page"], pl.concat([edges, more]))


def _joined(pages: pl.Series, edges: pl.DataFrame) -> pl.DataFrame:
    """`page` and `story`, the least page of each group that the edges connect."""
    roots = _roots(edges.filter(pl.col("left") != pl.col("right")).iter_rows())
    stories = [roots.get(page, page) for page in pages.to_list()]
    return pl.DataFrame({"page": pages, "story": stories}, schema_overrides={"story": pl.UInt64()})


def _pairs(lines: pl.DataFrame) -> pl.DataFrame:
    """Pages with longer lines of text in common: words of these, and of all of each page's."""
    text = lines.filter(
        pl.col("is_text") & (pl.col("words") >= TEXT_WORDS) & (pl.col("key") > 0)
    ).unique(["page", "key"])
    sizes = text.group_by("page").agg(size=pl.col("words").sum())
    digests = lines.group_by("page").agg(digest=pl.col("key").bitwise_xor())
    shared = (
        text.filter(pl.len().over("key") > 1)
        .join(digests, on="page")
        .sort("key", "digest", "page")
        .select("page", "key", "words")
    )
    return (
        _candidates(shared)
        .join(shared.rename({"page": "left"}), on="left")
        .join(shared.select("key", right="page"), on=["right", "key"])
        .group_by("left", "right")
        .agg(pl.col("words").sum())
        .join(sizes.rename({"page": "left", "size": "left_size"}), on="left")
        .join(sizes.rename({"page": "right", "size": "right_size"}), on="right")
    )


def _candidates(shared: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right`: pages that are worth comparing, of each page not more than a few.

    Args:
        shared: `page`, `key`, `words` of lines that several pages have, by key and in each in
            one order of the pages.
    """
    first = shared.select(left=pl.col("page").first().over("key"), right="page", words="words")
    # Beyond `FEW` pages each is compared with its neighbours and with the first.
    is_beyond = shared.select(pl.int_range(pl.len()).over("key") >= FEW).to_series()
    near = [_with_earlier(shared, place) for place in range(1, FEW)]
    found = (
        pl.concat([*near, first.filter(is_beyond)])
        .group_by(left=pl.min_horizontal("left", "right"), right=pl.max_horizontal("left", "right"))
        .agg(pl.col("words").sum())
        .sort("right", "words", "left", descending=[False, True, False])
    )
    place = pl.int_range(pl.len()).over("right")
    return found.filter(place < 2 * FEW).select("left", "right")


def _with_earlier(shared: pl.DataFrame, place: int) -> pl.DataFrame:
    """Each page with the one so many places before it that has the same line."""
    earlier = pl.col("key").shift(place) == pl.col("key")
    return (
        shared.select(
            left=pl.col("page").shift(place), right="page", words="words", is_pair=earlier
        )
        .filter("is_pair")
        .drop("is_pair")
    )


def _roots(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The least page of each group of connected ones, by page."""
    root: dict[int, int] = {}

    def find(page: int) -> int:
        while (above := root.setdefault(page, page)) != page:
            root[page] = root[above]
            page = above
        return page

    for left, right in edges:
        first, second = sorted((find(left), find(right)))
        root[second] = first
    return {page: find(page) for page in root}


class Survey:
    """Counts lines over remembered pages."""

    def __init__(self, pages: Iterable[PageLines]) -> None:
        remembered = tuple(pages)
        numbers = pl.Series("page", range(len(remembered)), pl.UInt64())
        counts = count(
            pl.DataFrame(_line_rows(remembered), schema=LINE_DTYPES, orient="row"),
            pl.DataFrame(
                {
                    "page": numbers,
                    "article": numbers,
                    "site": [page.site for page in remembered],
                    "year": [page.year for page in remembered],
                },
                schema=PAGE_DTYPES,
            ),
        )
        self._seen = dict(seen_by_page(counts))
        self._others = counts.stories - 1

    def seen(self, number: int) -> Seen:
        """What is known of the lines of the page with this number, from 0."""
        return self._seen.get(number, Seen((), 0, self._others))


def seen_by_page(counts: Counts) -> Iterator[tuple[int, Seen]]:
    """Of each page that has lines, what is known of them."""
    found = (
        counts.lines.group_by("page", maintain_order=True)
        .agg("others")
        .join(counts.pages, on="page", maintain_order="left")
    )
    for page, others, siblings in found.iter_rows():
        yield page, Seen(tuple(others), siblings, counts.stories - 1)


def _line_rows(pages: Iterable[PageLines]) -> list[tuple[int, int, int, bool, bool]]:
    return [
        (number, *line)
        for number, page in enumerate(pages)
        for line in zip(page.keys, page.words, page.is_text, page.is_title, strict=True)
    ]
