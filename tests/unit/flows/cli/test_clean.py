from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = """Ferry back in service
\x20
12
Ferry back in service

The ferry Marit runs again between Larn Harbour and the islands, the harbour master said today.

She had been in the dock for three weeks \x1b[31mafter\u202e a fault in her engine.

Leave a Reply
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(PAGE, encoding="utf-8", newline="\n")
    return path


def test_the_clean_text_is_printed_safely(copydesk, page: Path) -> None:
    result = copydesk("clean", str(page))
    assert result.exit_code == 0
    assert "The ferry Marit runs again" in result.stdout
    assert "Leave a Reply" not in result.stdout
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_json_holds_every_line_with_its_verdict(copydesk, page: Path) -> None:
    record = json.loads(copydesk("clean", str(page), "--json", "--alone").stdout)
    assert set(record) == {"path", "record_no", "title", "text", "lines"}
    assert record["path"].endswith("ferry.txt")
    assert [line["line_no"] for line in record["lines"]] == list(range(1, PAGE.count("\n") + 2))
    assert set(record["lines"][0]) == {"line_no", "kind", "is_kept", "score", "rule", "reason"}
    reply = next(line for line in record["lines"] if line["kind"] == "comment_prompt")
    assert not reply["is_kept"]


def test_diff_shows_kept_and_removed(copydesk, page: Path, monkeypatch) -> None:
    text = copydesk("clean", str(page), "--diff").stdout
    assert "- comment_prompt   Leave a Reply" in text
    assert "+ body" in text
    assert "removed (-)" in text
    assert "␛[31m" in text
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in copydesk("clean", str(page), "--diff").stdout


def test_a_line_is_explained(copydesk, page: Path) -> None:
    text = copydesk("clean", str(page), "--explain", "3").stdout
    assert "removed" in text
    assert "counter" in text
    assert "log odds" not in text
    weighed = copydesk("clean", str(page), "--explain", "6").stdout
    assert "log odds" in weighed
    assert "the line and those around it at first look" in weighed
    assert "ends_sentence" in weighed
    beyond = copydesk("clean", str(page), "--explain", "99")
    assert "there is no line 99" in beyond.stderr


def test_several_records_one_object_each(copydesk, page: Path, tmp_path: Path) -> None:
    bodies = ["The bridge at Sollen is closed for repairs until the end of the month."] * 2
    records = [
        json.dumps({"url": f"https://a.example/{n}", "text": t}) for n, t in enumerate(bodies)
    ]
    (tmp_path / "b.jsonl").write_text("\n".join([records[0], "{broken", records[1]]) + "\n")
    result = copydesk("clean", str(tmp_path), "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 4
    assert sum("reject" in row for row in rows) == 1
    reject = next(row["reject"] for row in rows if "reject" in row)
    assert set(reject) == {"step", "reason", "detail"}
    headed = copydesk("clean", str(tmp_path)).stdout
    assert headed.count("── ") == 3


def test_stdin(copydesk) -> None:
    result = copydesk("clean", "-", stdin="The ferry Marit runs again between the islands.\n")
    assert result.exit_code == 0
    assert "The ferry Marit" in result.stdout


def test_nothing_to_clean(copydesk, tmp_path: Path) -> None:
    missing = copydesk("clean", str(tmp_path / "none.txt"))
    assert missing.exit_code != 0
    assert "none.txt" in missing.stderr
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    binary = copydesk("clean", str(tmp_path / "picture.txt"))
    assert binary.exit_code == 3
    assert "picture.txt, record 0: " in binary.stderr


def test_contrary_options(copydesk, page: Path) -> None:
    assert copydesk("clean", str(page), "--json", "--diff").exit_code == 2
    assert copydesk("clean").exit_code == 2


def test_pages_that_are_given_together_know_each_other(copydesk, tmp_path: Path) -> None:
    blurb = "Each of our newspapers is printed on paper from the valley in the night."
    for number, (place, what) in enumerate(
        (("Orvane", "bridge"), ("Tessal", "ferry"), ("Ardun", "school"), ("Larn", "harbour"))
    ):
        lines = (
            f"The council of {place} voted on Friday to close the {what} until the autumn.",
            f"Its {what} had been mended {number + 3} times since 1911, an engineer told us.",
            f"People of {place} will have to walk {number + 2} miles, and many are angry.",
            f"“Nobody asked us about the {what},” said a baker of {place} on Monday.",
            blurb,
        )
        (tmp_path / f"{place}.txt").write_text("\n".join(lines), encoding="utf-8")
    records = copydesk("clean", str(tmp_path), "--json").stdout.splitlines()
    texts = [json.loads(line)["text"] for line in records]
    assert len(texts) == 4
    assert not any(blurb in text for text in texts)
    assert all(text.count("\n") == 3 for text in texts)
    alone = copydesk("clean", str(tmp_path), "--json", "--alone").stdout.splitlines()
    assert all(blurb in json.loads(line)["text"] for line in alone)
