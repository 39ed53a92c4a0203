"""Does a run know furniture by its standing on other pages, whatever the order and the batches?"""

from __future__ import annotations

import json
import zipfile

from tests.factories import BLURB, STORIES, write
from transforms.tables import ARTICLE_TABLES

SIDE = "The mill keeps its doors open until the river freezes, which was last seen in 1987."


def write_pages(folder, numbers=range(4), *furniture):
    """One page a story, each with the furniture below it."""
    for number in numbers:
        write(folder, f"{number}.txt", "\n\n".join([*STORIES[number], *furniture]))
    return folder


def removed(ask) -> list[tuple[object, ...]]:
    return ask(
        "select raw_text, count(*) from lines where rule = 'repeated_on_site' group by 1 order by 1"
    )


def content(ask, path=None) -> dict[str, list[tuple[object, ...]]]:
    """All that is known of the articles, but which run brought it."""
    return {
        t.name: ask(f"select * exclude (run_id) from {t.name} order by all", path)
        for t in ARTICLE_TABLES
        if t.schema == "main"
    }


def test_a_line_of_other_pages_goes_and_stays_when_pages_are_cleaned_alone(
    tmp_path, run_copydesk, ask
):
    pages = write_pages(tmp_path / "in", range(4), BLURB)
    assert run_copydesk(pages).records == {"loaded": 4}
    assert removed(ask) == [(BLURB, 4)]
    assert ask("select text from articles order by text") == sorted(
        ("\n".join(story),) for story in STORIES
    )
    assert ask("select distinct reason from lines where rule = 'repeated_on_site'") == [
        ("stands on 3 other pages too",)
    ]
    assert run_copydesk(pages, is_alone=True).records == {"loaded": 4}
    assert removed(ask) == []
    assert ask("select count(*) from versions") == [(0,)]


def test_workers_batches_and_containers_change_nothing(tmp_path, run_copydesk, ask):
    pages = write_pages(tmp_path / "in", range(4), BLURB)
    run_copydesk(pages)
    first = content(ask)
    for number, how in enumerate(({"workers": 2, "batch_bytes": 1}, {"batch_size": 1})):
        other = tmp_path / f"{number}.duckdb"
        run_copydesk(pages, warehouse=str(other), **how)
        assert content(ask, other) == first
    texts = ask("select text from articles order by 1")
    records = [{"text": "\n\n".join([*story, BLURB])} for story in STORIES]
    packed = write(tmp_path / "packed", "a.jsonl", "\n".join(map(json.dumps, records[:2])))
    with zipfile.ZipFile(packed.with_name("b.zip"), "w") as archive:
        for number in (2, 3):
            archive.write(pages / f"{number}.txt", f"{number}.txt")
    assert run_copydesk(packed.parent, warehouse=str(tmp_path / "p.duckdb")).records == {
        "loaded": 4
    }
    assert ask("select text from articles order by 1", tmp_path / "p.duckdb") == texts


def test_copies_of_one_story_stay_whole(tmp_path, run_copydesk, ask):
    pages = write_pages(tmp_path / "in")
    for number in range(5):
        write(pages, f"copy{number}.txt", "\n\n".join([*STORIES[0][: 4 + number % 2], f"{number}"]))
    run_copydesk(pages)
    assert removed(ask) == []


def test_a_page_of_which_most_stands_elsewhere_is_kept_whole(tmp_path, run_copydesk, ask):
    pages = write_pages(tmp_path / "in", range(4), BLURB, SIDE)
    write(pages, "furniture.txt", f"{BLURB}\n\n{SIDE}")
    assert run_copydesk(pages).records == {"loaded": 5}
    assert removed(ask) == [(BLURB, 4), (SIDE, 4)]
    assert ask(f"select count(*) from articles where text = '{BLURB}\n{SIDE}'") == [(1,)]


def test_a_later_run_says_what_it_knows_better_and_applies_it_when_asked(
    tmp_path, run_copydesk, ask
):
    pages = write_pages(tmp_path / "in", [0], BLURB)
    assert run_copydesk(pages).articles_to_reclean == 0
    write_pages(pages, [1, 2, 3], BLURB)
    summary = run_copydesk(pages)
    assert summary.records == {"loaded": 3, "unchanged": 1}
    assert summary.articles_to_reclean == 1
    assert removed(ask) == [(BLURB, 3)]
    assert ask("select value from ops.metrics where metric = 'articles_to_reclean' and value > 0")
    again = run_copydesk(pages, is_reclean=True)
    assert again.records == {"loaded": 1, "unchanged": 3}
    assert again.articles_to_reclean == 0
    assert removed(ask) == [(BLURB, 4)]
    assert ask("select max(version_no) from articles") == [(1,)]
    assert run_copydesk(pages, is_reclean=True).records == {"unchanged": 4}
    run_copydesk(pages, warehouse=str(tmp_path / "full.duckdb"))
    assert content(ask) == content(ask, tmp_path / "full.duckdb")


def test_a_line_that_no_other_page_has_any_more_comes_back_when_asked(tmp_path, run_copydesk, ask):
    pages = write_pages(tmp_path / "in", range(4), BLURB)
    run_copydesk(pages)
    write_pages(pages, [1, 2, 3])
    assert run_copydesk(pages).articles_to_reclean == 1
    run_copydesk(pages, is_reclean=True)
    assert removed(ask) == []
    assert ask("select count(*) from articles where contains(text, 'printed on paper')") == [(1,)]
