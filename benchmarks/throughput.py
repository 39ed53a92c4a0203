"""How many articles go through everything in a second, and what does each stage cost?

    COPYDESK_EVAL=… python -m benchmarks.throughput [--texts 10000] [--workers N]

Takes every n-th record of the corpus files, writes them as JSONL, and runs
`copydesk run` on them into a new warehouse.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import measure

ROOT = Path(__file__).resolve().parents[1]


def corpus_records(folder: Path, wanted: int) -> Iterator[str]:
    """Up to `wanted` lines, taken evenly over all files of `folder`."""
    files = sorted(folder.glob("*.jsonl.gz"))
    total = 0
    for file in files:
        with gzip.open(file) as lines:
            total += sum(1 for _ in lines)
    step = max(1, total // wanted)
    number = 0
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if number % step == 0 and number // step < wanted:
                    yield line
                number += 1


def sample_records(wanted: int) -> Iterator[str]:
    """The texts of the samples, over and over, each under an id of its own."""
    texts = [
        p.read_text("utf-8")
        for p in sorted((ROOT / "examples/articles").rglob("*.txt"))
        if b"\0" not in p.read_bytes() and _is_utf8(p)
    ]
    for number in range(wanted):
        record = {"id": f"sample-{number}", "source": "Samples", "text": texts[number % len(texts)]}
        yield json.dumps(record) + "\n"


def _is_utf8(path: Path) -> bool:
    try:
        return bool(path.read_text("utf-8").strip())
    except UnicodeDecodeError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="keep the warehouse here")
    args = parser.parse_args()
    data = os.environ.get("COPYDESK_EVAL")
    records = (
        corpus_records(Path(data) / "corpus", args.texts) if data else sample_records(args.texts)
    )
    if not data:
        print("COPYDESK_EVAL is not set: the sample articles are used, many times over")
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "in"
        inputs.mkdir()
        handles = [
            (inputs / f"part-{n:03}.jsonl").open("w", encoding="utf-8") for n in range(args.files)
        ]
        chars = 0
        for number, line in enumerate(records):
            handles[number * args.files // args.texts].write(line)
            chars += len(line)
        for handle in handles:
            handle.close()
        warehouse = Path(folder) / "w.duckdb"
        program = str(Path(sys.executable).with_name("copydesk"))
        command = [
            program,
            "run",
            str(inputs),
            "--direct",
            "--warehouse",
            str(warehouse),
            "--workers",
            str(args.workers),
            "--json",
        ]
        cost = measure(command)
        if cost.code:
            sys.exit(f"ended with {cost.code}:\n{cost.stderr}")
        summary = json.loads(cost.stdout)
        size = warehouse.stat().st_size
        if args.keep:
            shutil.copy(warehouse, args.keep)
    count = summary["total_records"]
    print(f"records      {count:,} ({chars:,} characters): {summary['records']}")
    rate, cpu_rate = count / cost.wall_seconds, count / cost.cpu_seconds
    print(f"wall         {cost.wall_seconds:.1f} s = {rate:,.0f} docs/s, {args.workers} workers")
    print(f"CPU          {cost.cpu_seconds:.1f} s = {cpu_rate:,.0f} docs per CPU second")
    for name, seconds in summary["steps"].items():
        print(f"  {name:10} {seconds:8.1f} CPU s")
    main_peak, peak = cost.peak_main_rss_bytes / 2**20, cost.peak_rss_bytes / 2**20
    print(f"peak memory  {main_peak:,.0f} MiB main process, {peak:,.0f} MiB all processes")
    print(f"warehouse    {size / 2**20:,.0f} MiB")


if __name__ == "__main__":
    main()
