"""Does one bad record, or one dead process, leave the others alone?"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from pathlib import Path

import polars as pl
import pytest

import flows.work
import transforms.language.prose
from flows.batch import Batch, PlannedFile, WorkOptions
from flows.parts import part_files
from flows.pool import ProcessPool
from flows.settings import load_settings
from flows.work import Worker
from tests.factories import article, write
from transforms.errors import MachineError, UsageError


def options(tmp_path: Path, **language: str) -> WorkOptions:
    settings = load_settings(None, {"language": language}, {})
    return WorkOptions("r1", "2024-03-05", "p1", str(tmp_path / "parts"), settings.to_json())


def batch(path: Path, key: str = "key") -> Batch:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return Batch(0, key, (PlannedFile(1, path.name, str(path), len(data), digest),))


def crawl(folder: Path, count: int) -> Path:
    lines = (
        json.dumps({"url": f"https://lorn.example/{n}", "title": f"Pier {n}", "text": article(n)})
        for n in range(count)
    )
    return write(folder, "crawl.jsonl", "\n".join(lines) + "\n")


def records(worker: Worker, work: Batch) -> dict[str, pl.DataFrame]:
    return {
        name: pl.read_parquet(paths)
        for name, paths in part_files(worker.process(work).folders).items()
    }


@pytest.mark.parametrize(
    ("module", "where", "step"),
    [(transforms.language.prose, "read_prose", "language"), (flows.work, "article_id", "read")],
)
def test_a_record_on_which_a_step_fails_is_rejected_alone(
    tmp_path, monkeypatch, module, where, step
):
    real = getattr(module, where)

    def fails(given, *more):
        if any("Case 1:" in getattr(each, "text", "") for each in (*_listed(given),)):
            raise ValueError("a fault of ours \ud800")
        return real(given, *more)

    monkeypatch.setattr(module, where, fails)
    found = records(Worker(options(tmp_path)), batch(crawl(tmp_path, 4)))
    assert found["articles"].height == 3
    bad = found["records"].filter(pl.col("reason").is_not_null())
    assert bad.select("record_no", "step", "reason").rows() == [(1, step, "internal_error")]
    assert "\\ud800" in bad["detail"][0]


def _listed(given):
    return given if isinstance(given, list) else [given]


@pytest.mark.parametrize("error", [MemoryError, OSError])
def test_a_fault_of_the_machine_is_no_fault_of_a_record(tmp_path, monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr(transforms.language.prose, "read_prose", fails)
    with pytest.raises(error):
        Worker(options(tmp_path)).process(batch(crawl(tmp_path, 2)))


def test_a_large_file_that_changes_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(flows.work, "WHOLE_FILE_BYTES", 10)
    path = crawl(tmp_path, 2)
    calm = records(Worker(options(tmp_path)), batch(path, "calm"))
    assert calm["records"]["reason"].to_list() == [None, None]
    planned = batch(path, "changed")
    path.write_bytes(path.read_bytes().replace(b"Case 1:", b"Case 8:"))
    changed = records(Worker(options(tmp_path)), planned)
    assert changed["records"]["reason"].to_list() == [None, None, "changed_while_reading"]


def test_a_dead_process_is_replaced(tmp_path):
    work = batch(crawl(tmp_path, 1))
    with ProcessPool(options(tmp_path), 1) as pool:
        first = pool._processes[0].pid
        os.kill(first, signal.SIGKILL)
        with pytest.raises(MachineError, match="ended with code -9"):
            pool.work(work)
        assert pool.work(work).record_count == 1
        os.kill(pool._processes[-1].pid, signal.SIGKILL)  # closing it must not fail


def test_an_error_keeps_its_kind_on_the_way_from_a_process(tmp_path):
    with ProcessPool(options(tmp_path, pipeline="nosuch"), 1) as pool:
        for _ in range(2):
            with pytest.raises(UsageError, match="nosuch"):
                pool.work(batch(crawl(tmp_path, 1)))
