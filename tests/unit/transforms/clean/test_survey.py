"""Does a survey count other stories, by time and site, and no copies?"""

from __future__ import annotations

import polars as pl
import pytest

from transforms.clean.survey import JUDGED_DTYPES, PAGE_DTYPES, changing, count

TEXT, LABEL = 20, 2
"""Words of a line of text, and of a label."""


def survey(pages: list[dict[str, object]], **more: object):
    """Counts over pages; each says its `text` and `side` keys, and its facts."""
    rows = []
    for number, page in enumerate(pages):
        for keys, is_text in ((page.get("text", ()), True), (page.get("side", ()), False)):
            for key in keys:
                words = LABEL if key < 10 else TEXT
                rule, score = ("body", 0.9) if is_text else ("line_model", 0.9)
                rows.append(
                    (number, key, words, is_text, key in page.get("title", ()), rule, score)
                )
    facts = [
        (number, page.get("article", number), page.get("site", ""), page.get("year"))
        for number, page in enumerate(pages)
    ]
    return count(
        pl.DataFrame(rows, schema=JUDGED_DTYPES, orient="row"),
        pl.DataFrame(facts, schema=PAGE_DTYPES, orient="row"),
    )


def others(counts, page: int) -> dict[int, int]:
    """Other stories by the key of the page's line."""
    lines = counts.lines.filter(pl.col("page") == page)
    return dict(lines.select("key", "others").iter_rows())


def story(number: int, size: int = 6) -> list[int]:
    """Keys of the text of one story."""
    return [1_000 * number + place for place in range(size)]


def test_lines_count_by_story_and_labels_without_words_not_at_all():
    counts = survey([{"text": [*story(n), 500], "side": [1, 0]} for n in (1, 2, 3)])
    assert others(counts, 0) == dict.fromkeys(story(1), 0) | {500: 2, 1: 2, 0: 0}
    assert counts.stories == 3


def test_a_long_run_of_copies_is_one_story():
    copies = [{"text": [*story(1), 10_000 + n]} for n in range(40)]
    counts = survey([*copies, {"text": story(2)}])
    assert counts.stories == 2
    assert set(others(counts, 7).values()) == {0}


def test_versions_of_one_article_are_one_story_also_without_a_line_in_common():
    counts = survey(
        [{"text": [*story(1), 500], "article": 7}, {"text": [*story(2), 500], "article": 7}]
    )
    assert counts.stories == 1


def test_a_shorter_copy_joins_its_story_and_a_page_of_furniture_joins_none():
    long = [{"text": [*story(n, 12), 500, 501]} for n in (1, 2, 3)]
    counts = survey([*long, {"text": story(1, 4)}, {"text": [500, 501]}])
    assert counts.stories == 4
    assert others(counts, 0)[1_000] == 0
    assert others(counts, 4) == {500: 3, 501: 3}


def test_labels_count_near_in_time_and_longer_lines_always():
    pages = [
        {"text": [*story(n), 500], "side": [1], "year": year}
        for n, year in ((1, 2005), (2, 2006), (3, 2009), (4, None))
    ]
    counts = survey(pages)
    assert [others(counts, n)[1] for n in range(4)] == [2, 2, 1, 3]
    assert [others(counts, n)[500] for n in range(4)] == [3, 3, 3, 3]


def test_siblings_share_a_site_or_much_of_their_furniture():
    side = [1, 2, 3, 4]
    counts = survey(
        [
            {"text": story(1), "side": side},
            {"text": story(2), "side": side},
            {"text": story(3), "side": [1, 5, 6, 7]},
            {"text": story(4), "site": "lorn.example", "year": 2020},
            {"text": story(5), "site": "lorn.example", "year": 2020},
            {"text": story(6), "site": "lorn.example", "year": 2010},
        ]
    )
    assert counts.pages.sort("page")["siblings"].to_list() == [1, 1, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("rule", "score", "pages", "expected"),
    [
        ("body", 0.9, 4, True),  # 4.4 + log2(3) speak against it, 2.2 for it
        ("body", 0.9999, 2, False),
        ("body", 0.9, 1, False),
        ("repeated_on_site", 0.9, 1, True),
        ("repeated_on_site", 0.9, 4, False),
        ("line_model", 0.9, 4, False),
    ],
)
def test_what_would_be_judged_otherwise(rule: str, score: float, pages: int, *, expected: bool):
    is_text = rule != "line_model"
    rows = [(n, key, TEXT, True, False, "body", 0.99) for n in range(pages) for key in story(n + 1)]
    rows += [(n, 500, TEXT, is_text, False, rule, score) for n in range(pages)]
    lines = pl.DataFrame(rows, schema=JUDGED_DTYPES, orient="row").sort("page", maintain_order=True)
    facts = pl.DataFrame([(n, n, "", None) for n in range(pages)], schema=PAGE_DTYPES, orient="row")
    assert changing(count(lines, facts)).to_list() == (list(range(pages)) if expected else [])


def test_nothing_in_nothing_out():
    empty = count(pl.DataFrame(schema=JUDGED_DTYPES), pl.DataFrame(schema=PAGE_DTYPES))
    assert (empty.lines.height, empty.pages.height, empty.stories) == (0, 0, 0)
    assert changing(empty).is_empty()


def test_a_teaser_of_a_story_makes_no_furniture_of_its_first_line():
    title, first = story(1)[:2]
    pages = [{"text": story(1), "title": [title]}]
    pages += [{"text": story(n), "side": [title, first]} for n in (2, 3, 4)]
    counts = survey(pages)
    assert others(counts, 0)[first] == 0
    assert others(counts, 1)[first] == 1
    untitled = survey([{**page, "title": []} for page in pages])
    assert others(untitled, 0)[first] == 3
