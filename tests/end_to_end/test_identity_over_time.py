"""Does an article stay the same one, and keep its latest content, whatever happens to its files?"""

from __future__ import annotations

import json

from tests.factories import article, write, write_articles

LANGUAGE = '[language]\npipeline = "blank:{}"\n'


def record(text: str, *, day: int | None = None, **more: object) -> str:
    found: dict[str, object] = {"title": "Pier closes", "text": text, **more}
    if day:
        found["date_download"] = f"2024-03-{day:02} 10:00:00"
    return json.dumps(found) + "\n"


def case(ask) -> list[tuple[object, ...]]:
    """(number of the case in the text, version) of every current article."""
    return ask(r"select regexp_extract(text, 'Case (\d+)', 1), version_no from articles order by 1")


def test_new_rules_and_old_files_never_bring_an_older_content_back(tmp_path, run_copydesk, ask):
    url = "https://lorn.example/pier"
    write(tmp_path / "in", "a.jsonl", record(article(1), url=url))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "b.jsonl", record(article(2), url=url))
    run_copydesk(tmp_path / "in")
    assert case(ask) == [("2", 2)]
    for code in ("de", "fr", "en"):
        run_copydesk(tmp_path / "in", toml=LANGUAGE.format(code))
        assert case(ask) == [("2", 2)]
        assert ask("select version_no from versions") == [(1,)]


def test_an_older_fetch_that_comes_later_is_an_older_version(tmp_path, run_copydesk, ask):
    url = "https://lorn.example/pier"
    write(tmp_path / "in", "february.jsonl", record(article(2), url=url, day=20))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "january.jsonl", record(article(1), url=url, day=2))
    summary = run_copydesk(tmp_path / "in")
    assert summary.records == {"unchanged": 1, "duplicate": 1}
    assert case(ask) == [("2", 1)]
    assert ask("select version_no, contains(raw_text, 'Case 1') from versions") == [(2, True)]
    write(tmp_path / "in", "march.jsonl", record(article(3), url=url, day=28))
    run_copydesk(tmp_path / "in")
    assert case(ask) == [("3", 3)]
    assert ask("select version_no from versions order by 1") == [(1,), (2,)]


def test_equal_stubs_that_are_filled_later_become_articles_of_their_own(
    tmp_path, run_copydesk, ask
):
    for name in "abc":
        write(tmp_path / "in", f"{name}.txt", article(0))
    assert run_copydesk(tmp_path / "in").records == {"loaded": 1, "duplicate": 2}
    for number, name in enumerate("abc", 1):
        write(tmp_path / "in", f"{name}.txt", article(number))
    assert run_copydesk(tmp_path / "in").records == {"loaded": 3}
    assert [text for text, _ in case(ask)] == ["0", "1", "2", "3"]


def test_records_without_ids_do_not_continue_each_other(tmp_path, run_copydesk, ask):
    write(tmp_path / "in", "a.jsonl", record(article(1)))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "a.jsonl", record(article(1)) + record(article(2)) + record(article(3)))
    assert run_copydesk(tmp_path / "in").records == {"loaded": 2, "duplicate": 1}
    assert [text for text, _ in case(ask)] == ["1", "2", "3"]


def test_an_id_of_a_file_of_its_own_continues_its_article(tmp_path, run_copydesk, ask):
    write(tmp_path / "in", "a.jsonl", record(article(1), id="7") + record(article(2), id="8"))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "a.jsonl", record(article(2), id="8") + record(article(4), id="7"))
    run_copydesk(tmp_path / "in")
    assert case(ask) == [("2", 1), ("4", 2)]


def test_a_file_that_goes_back_to_an_earlier_content_is_seen(tmp_path, run_copydesk, ask):
    for number in (1, 2, 1):
        write(tmp_path / "in", "a.txt", article(number))
        assert run_copydesk(tmp_path / "in").records == {"loaded": 1}
    assert [text for text, _ in case(ask)] == ["1"]
    assert ask("select count(distinct version_no) = count(*) from versions") == [(True,)]


def test_a_copy_keeps_the_article_when_the_other_file_changes(tmp_path, run_copydesk, ask):
    write(tmp_path / "in", "a.txt", article(1))
    write(tmp_path / "in", "b.txt", article(1))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "a.txt", article(2))
    run_copydesk(tmp_path / "in")
    assert [text for text, _ in case(ask)] == ["1", "2"]


def test_a_newer_content_in_quarantine_does_not_take_the_older_along(tmp_path, run_copydesk, ask):
    url = "https://lorn.example/pier"
    write(tmp_path / "in", "a.jsonl", record(article(1), url=url, day=2))
    write(tmp_path / "in", "b.jsonl", record("Too short.", url=url, day=3))
    assert run_copydesk(tmp_path / "in").records == {"quarantined": 2}
    assert run_copydesk(tmp_path / "in").records == {"loaded": 1, "quarantined": 1}
    assert [text for text, _ in case(ask)] == ["1"]
    assert ask("select count(*) from versions") == [(0,)]


def test_one_text_in_two_outlets_is_two_articles(tmp_path, run_copydesk, ask):
    lines = record(article(1), source_name="Lorn Post") + record(
        article(1), source_name="Vellmar Post"
    )
    write(tmp_path / "in", "a.jsonl", lines)
    assert run_copydesk(tmp_path / "in").records == {"loaded": 2}
    assert ask("select count(*) from sources") == [(2,)]


def test_line_counts_survive_an_outlet_that_changes_its_spelling(tmp_path, run_copydesk, ask):
    write(tmp_path / "in", "a.jsonl", record(article(1), source_name="Lorn Post", id="1"))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "b.jsonl", record(article(2), source_name="LORN POST", id="2"))
    run_copydesk(tmp_path / "in")
    write(tmp_path / "in", "b.jsonl", record(article(3), source_name="LORN  Post", id="2"))
    assert run_copydesk(tmp_path / "in").records == {"loaded": 1, "unchanged": 1}
    assert ask("select distinct site from ops.line_counts") == [("Lorn Post",)]
    assert ask("select max(article_count) from ops.line_counts") == [(2,)]


def test_a_mended_file_leaves_the_quarantine(tmp_path, run_copydesk, ask):
    write(tmp_path / "in", "a.txt", "Too short.\n")
    run_copydesk(tmp_path / "in")
    assert ask("select count(*) from ops.quarantine") == [(1,)]
    write_articles(tmp_path / "in", 0)
    write(tmp_path / "in", "a.txt", article(1))
    run_copydesk(tmp_path / "in")
    assert ask("select count(*) from ops.quarantine") == [(0,)]
