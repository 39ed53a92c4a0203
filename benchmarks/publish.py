"""What does publishing 100 articles cost, by the size of the warehouse they go into?

    python -m benchmarks.publish [--sizes 50,200,800] [--folder DIR]

Each warehouse is made by a real run of 100 articles, then filled with copies of its
rows under other ids, with noise so that they do not compress away. Then another 100
articles are staged, and their copy, merge and rename are measured one by one.
The parts before (reading, checks) do not depend on the warehouse and are left out.
DIR is where the warehouses are made (and removed): it decides between reflink and copy.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from expectations.client import AuditProcess
from flows import stages
from flows.ingest import edit, ingest
from flows.run import Run
from flows.runner import DirectRunner
from flows.settings import load_settings
from warehouse import load, publish
from warehouse.connect import open_writer

T = TypeVar("T")

ARTICLES = 100
ROUND = 20
"""Copies of the seed's rows per insert: about 10 MB."""
SEED = 7
WORDS = (
    "harbour council pier market vote mayor bridge ferry school budget storm repair trader quay"
    " village engineer crack pillar tax museum library strike harvest river train station clinic"
    " the a of in on after before while with without said told found closed opened paid counted"
)

FILL = (
    """
    INSERT INTO main.articles
    SELECT a.* REPLACE (hash(article_id, n) AS article_id,
      text || ' ' || md5(text || n) || md5(n || text) AS text)
    FROM main.articles AS a, range($first, $last) AS t(n) WHERE article_id IN (FROM seed)
    """,
    """
    INSERT INTO main.lines
    SELECT l.* REPLACE (hash(article_id, n) AS article_id,
      raw_text || ' ' || md5(raw_text || n) || md5(n || raw_text) AS raw_text)
    FROM main.lines AS l, range($first, $last) AS t(n) WHERE article_id IN (FROM seed)
    """,
)


def write_inputs(folder: Path, seed: int) -> Path:
    """`ARTICLES` text files of about 400 words."""
    source = random.Random(seed)
    known = WORDS.split()
    folder.mkdir()
    for number in range(ARTICLES):
        lines = [f"Council report {seed} {number} on the old pier", ""]
        for _ in range(10):
            words = " ".join(source.choices(known, k=40))
            lines.append(f"{words.capitalize()}.")
        (folder / f"{number:03}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def begin(warehouse: Path, inputs: Path, audit: AuditProcess) -> Run:
    """A run of `inputs` into `warehouse`."""
    settings = load_settings(None, {"run": {"warehouse": str(warehouse)}}, {})
    return Run.begin(settings, [str(inputs)], audit, mode="direct", command="benchmark")


def fill(warehouse: Path, megabytes: int) -> None:
    """Inserts copies of the seed's rows until the file has the size."""
    connection = open_writer(warehouse)
    try:
        connection.execute("CREATE TEMP TABLE seed AS SELECT article_id FROM main.articles")
        first = 0
        while warehouse.stat().st_size < megabytes * 1_000_000:
            for statement in FILL:
                connection.execute(statement, {"first": first, "last": first + ROUND})
            connection.execute("CHECKPOINT")
            first += ROUND
    finally:
        connection.close()


def timed(function: Callable[[], T]) -> tuple[T, float, float]:
    """(result, seconds, CPU seconds) of one call."""
    wall, cpu = time.monotonic(), time.process_time()
    result = function()
    return result, time.monotonic() - wall, time.process_time() - cpu


def measure_one(folder: Path, megabytes: int) -> None:
    """Prints one line: the size of the warehouse, and what each step cost."""
    warehouse = folder / "w.duckdb"
    with AuditProcess() as audit:
        ingest(begin(warehouse, write_inputs(folder / "seed", SEED), audit), DirectRunner())
    fill(warehouse, megabytes)
    with AuditProcess() as audit:
        run = begin(warehouse, write_inputs(folder / "new", SEED + 1), audit)
        audit.stop()
        with run.folder.locked():
            stages.prepare(run)
            plan = stages.plan(run)
            stages.stage(run, plan, edit(run, DirectRunner(), plan))
            size = warehouse.stat().st_size
            os.sync()  # what is still to be written must not be counted as the copy's
            candidate = run.candidate_path
            how, *copy = timed(lambda: publish.make_candidate(warehouse, candidate))
            _, *merge = timed(
                lambda: load.merge(
                    candidate, run.stage_path, run.run_id,
                    lambda: [run.notebook.journal("published", None)],
                    memory_limit=run.settings.run.memory_limit,
                )
            )  # fmt: skip
            _, *rename = timed(lambda: publish.publish(candidate, warehouse))
    cells = "".join(f"{wall:9.3f}{cpu:9.3f}" for wall, cpu in (copy, merge, rename))
    print(f"{size / 1e6:8.0f}  {how:8}{cells}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="50,200,800", help="megabytes, with commas")
    parser.add_argument("--folder", help="where the warehouses are made")
    args = parser.parse_args()
    print(f"{'':18}{'copy':>18}{'merge':>18}{'sync, rename':>18}")
    print(f"{'MB':>8}  {'how':8}" + f"{'wall s':>9}{'CPU s':>9}" * 3)
    for megabytes in (int(size) for size in args.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=args.folder) as folder:
            measure_one(Path(folder).resolve(), megabytes)


if __name__ == "__main__":
    main()
