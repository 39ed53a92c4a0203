"""Is the work cut and kept so that it can be resumed?"""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl
import pytest

from flows.batch import Batch, BatchCut, PlannedFile, cut_batches
from flows.parts import finish_batch, finished_batch, is_whole, part_files, write_part
from flows.plan import FileHashes, Inputs, make_plan
from flows.pool import worker_count
from flows.run import own_test
from flows.sources import SourceFile
from tests.factories import write, write_articles
from warehouse.known import Known


def planned(number: int, size: int = 10) -> PlannedFile:
    return PlannedFile(number, f"{number}.txt", f"/in/{number}.txt", size, "0" * 64)


def test_batches_are_cut_by_bytes_and_files():
    files = [planned(n) for n in range(5)]
    by_bytes = cut_batches(files, BatchCut(25), ["v1"])
    assert [len(b.files) for b in by_bytes] == [2, 2, 1]
    by_count = cut_batches(files, BatchCut(1000, 1), ["v1"])
    assert [len(b.files) for b in by_count] == [1] * 5
    large = cut_batches([planned(1, 99)], BatchCut(25), ["v1"])
    assert len(large) == 1


def test_the_key_names_all_that_rows_depend_on():
    def key(file: PlannedFile, *versions: str) -> str:
        return cut_batches([file], BatchCut(100), versions)[0].key

    base = key(planned(1), "v1")
    assert base == key(planned(1), "v1")
    other_path = PlannedFile(1, "1.txt", "/else/1.txt", 10, "0" * 64)
    known = PlannedFile(1, "1.txt", "/in/1.txt", 10, "0" * 64, {"": 5})
    assert (
        len(
            {
                base,
                key(planned(2), "v1"),
                key(planned(1), "v2"),
                key(other_path, "v1"),
                key(known, "v1"),
            }
        )
        == 5
    )


def test_a_batch_survives_the_way_to_a_worker():
    odd = PlannedFile(2**64 - 1, "ü.txt", "/in/\udcff.txt", 1, "0" * 64, {"x:1": 2**63})
    batch = Batch(3, "key", (odd,))
    assert Batch.from_json(batch.to_json()) == batch


def test_a_part_is_whole_or_not_there(tmp_path):
    folder = tmp_path / "key" / "000000"
    write_part(folder, {"articles": pl.DataFrame({"a": [1]}), "lines": pl.DataFrame({"b": [2]})})
    assert is_whole(folder)
    result = {"folders": [str(folder)], "record_count": 1}
    finish_batch(tmp_path, "key", result)
    assert finished_batch(tmp_path, "key") == result
    assert part_files([str(folder)])["lines"] == [str(folder / "lines.parquet")]
    (folder / "lines.parquet").write_bytes(b"cut")
    assert not is_whole(folder)
    assert finished_batch(tmp_path, "key") is None
    assert finished_batch(tmp_path, "unknown") is None


def test_half_a_part_of_a_killed_run_is_overwritten(tmp_path):
    folder = tmp_path / "key" / "000000"
    left = folder.with_name("000000.new")
    left.mkdir(parents=True)
    (left / "articles.parquet").write_bytes(b"half")
    write_part(folder, {"articles": pl.DataFrame({"a": [1]})})
    assert is_whole(folder) and not left.exists()


def source(path: Path) -> SourceFile:
    status = path.stat()
    return SourceFile(
        path.name,
        os.fsencode(path),
        status.st_size,
        status.st_mtime_ns,
        status.st_ino,
        status.st_dev,
    )


def test_hashes_are_remembered_only_when_they_can_be_trusted(tmp_path):
    path = write(tmp_path, "a.txt", "one")
    old = path.stat().st_mtime_ns - 60_000_000_000
    os.utime(path, ns=(old, old))
    cache = tmp_path / "stats.json"
    first = FileHashes(cache)
    digest = first.sha256(source(path))
    first.save()
    assert first.hashed_bytes == 3
    second = FileHashes(cache)
    assert second.sha256(source(path)) == digest and second.hashed_bytes == 0
    path.write_text("two")  # just now: the clock's grain could hide another change
    third = FileHashes(cache)
    assert third.sha256(source(path)) != digest
    third.save()
    fourth = FileHashes(cache)
    fourth.sha256(source(path))
    assert fourth.hashed_bytes == 3
    cache.write_text("damaged")
    assert FileHashes(cache).sha256(source(path))


def test_a_plan_knows_what_is_new(tmp_path):
    write_articles(tmp_path / "in", 3)
    (tmp_path / "in" / "link").symlink_to("nowhere")
    inputs = Inputs([str(tmp_path / "in")])
    hashes = FileHashes(tmp_path / "stats.json")
    first = make_plan(inputs, Known(), hashes, BatchCut(10_000), ["v1"])
    assert [f.uri for f in first.files] == ["000.txt", "001.txt", "002.txt"]
    assert [r.reason for r in first.refused] == ["symbolic_link"]
    assert first.file_count == 4
    known = Known({first.files[0].file_id: "v1"})
    second = make_plan(inputs, known, hashes, BatchCut(10_000), ["v1"])
    assert [f.uri for f in second.files] == ["001.txt", "002.txt"]
    assert [u.file_id for u in second.unchanged] == [first.files[0].file_id]


def test_what_copydesk_writes_is_no_input(tmp_path):
    write_articles(tmp_path, 1)
    write(tmp_path / "reports", "page.html", "<p>x</p>")
    write(tmp_path / "reports-of-mine", "a.txt", "x")
    inputs = Inputs([str(tmp_path)], lambda path: b"/reports/" in path)
    assert [item.uri for item in inputs.found()] == ["000.txt", "reports-of-mine/a.txt"]


@pytest.mark.parametrize(
    ("wanted", "size", "batches", "count"),
    [(0, 1000, 5, 1), (3, 1000, 5, 3), (3, 1000, 2, 2), (0, 10**9, 1, 1), (1, 10**9, 9, 1)],
)
def test_worker_counts(wanted, size, batches, count):
    assert worker_count(wanted, size, batches) == count


def test_json_of_results_is_plain():
    from flows.batch import BatchResult

    result = BatchResult(1, ("a",), 2, 3, 0, {"clean": 0.1})
    assert BatchResult.from_json(json.loads(result.to_json())) == result


def test_a_damaged_part_is_made_again(tmp_path):
    folder = tmp_path / "key" / "000000"
    frames = {"articles": pl.DataFrame({"a": [1]})}
    write_part(folder, frames)
    path = folder / "articles.parquet"
    whole = path.read_bytes()
    for damaged in (whole[:20], b"\0" * len(whole)):
        path.write_bytes(damaged)
        assert not is_whole(folder)
        write_part(folder, frames)
        assert is_whole(folder) and path.read_bytes() == whole
    path.unlink()
    assert not is_whole(folder)


def test_only_what_copydesk_writes_is_its_own(tmp_path):
    (tmp_path / "real" / "reports").mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    is_own = own_test(link / "w.duckdb", link / "reports")
    run_id = "01890a5d-ac96-774b-bcce-b302099a8057"
    for ours in (
        "w.duckdb", "w.duckdb.wal", ".copydesk/other.duckdb/lock", "reports/latest.html",
        "reports/20240305-101112-099a8057.html", f"reports/{run_id}-data-docs/index.html",
    ):  # fmt: skip
        assert is_own(os.fsencode(tmp_path / "real" / ours)), ours
        assert is_own(os.fsencode(link / ours)), ours
    for theirs in (
        "w.duckdb.txt", "reports/page.html", "reports/in/latest.html", "copydesk/x",
        "reports/20240305.html", "latest.html", ".copydesk-notes/x",
    ):  # fmt: skip
        assert not is_own(os.fsencode(tmp_path / "real" / theirs)), theirs
