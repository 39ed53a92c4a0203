"""Is the state of a run safe, and the lock honest?"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from flows.journal import Notebook, journal_from_json, journal_to_json, killed_run, new_run_id
from flows.state import StateFolder, read_json, write_json
from transforms.errors import MachineError, WarehouseBusy
from transforms.tables import table


def test_one_run_at_a_time(tmp_path):
    folder = StateFolder(tmp_path / "w.duckdb")
    with folder.locked():
        with pytest.raises(WarehouseBusy, match=str(os.getpid())) as caught, folder.locked():
            pass
        assert caught.value.exit_code == 5
        StateFolder(tmp_path / "other.duckdb").prepare()
    with folder.locked():
        pass


def test_the_lock_dies_with_its_holder(tmp_path):
    code = (
        "import sys, pathlib; from flows.state import StateFolder\n"
        "with StateFolder(pathlib.Path(sys.argv[1])).locked():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    warehouse = tmp_path / "w.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(WarehouseBusy), StateFolder(warehouse).locked():
            pass
        holder.kill()
        holder.wait()
        with StateFolder(warehouse).locked():
            pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / ".copydesk").write_text("in the way")
    with (
        pytest.raises(MachineError, match=r"w\.duckdb"),
        StateFolder(tmp_path / "w.duckdb").locked(),
    ):
        pass


def test_preparing_clears_the_work_and_keeps_the_parts(tmp_path):
    folder = StateFolder(tmp_path / "w.duckdb")
    folder.prepare()
    (folder.work / "candidate.duckdb").write_text("half")
    (folder.parts / "key").mkdir()
    folder.prepare()
    assert list(folder.work.iterdir()) == [] and (folder.parts / "key").exists()


def test_json_is_whole_or_the_old_one(tmp_path):
    path = tmp_path / "a.json"
    write_json(path, {"a": 1})
    assert read_json(path) == {"a": 1}
    path.write_text("{")
    assert read_json(path) is None


def test_run_ids_sort_by_time_and_are_version_7():
    ids = [new_run_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert all(each[14] == "7" and each[19] in "89ab" for each in ids)
    assert [each[:8] for each in ids] == sorted(each[:8] for each in ids)


def notebook() -> Notebook:
    return Notebook("r1", "copydesk run", "direct", "0.1", 1, "p1", "{}")


def test_a_journal_fits_its_tables_and_survives_as_text():
    book = notebook()
    with book.step("plan") as step:
        step.item_count = 3
    book.metrics["edit_cpu_seconds", "clean"] = 0.5
    book.outcomes = {"loaded": 2, "rejected": 1}
    journal = book.journal("published", None)
    for name, frame in journal.items():
        assert table(f"ops.{name}").conform(frame).equals(frame)
    again = journal_from_json(json.loads(json.dumps(journal_to_json(journal))))
    assert all(again[name].equals(frame) for name, frame in journal.items())
    row = journal["runs"].to_dicts()[0]
    assert row["record_count"] == 3 == row["loaded_count"] + row["rejected_count"]


def test_a_killed_run_is_written_down():
    frame = killed_run(json.loads(json.dumps(notebook().to_json())))["runs"]
    row = frame.to_dicts()[0]
    assert (row["status"], row["finished_at"], row["record_count"]) == ("interrupted", None, 0)
