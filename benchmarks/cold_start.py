"""What does an ad-hoc run of five small articles cost, from nothing?

    python -m benchmarks.cold_start [FOLDER] [--runs 3]

Prints CPU seconds of all processes and wall seconds: minimum, median, maximum.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import measure

SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles" / "stenhavnledger"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=str(SAMPLES))
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    program = str(Path(sys.executable).with_name("copydesk"))
    rows: dict[str, list[tuple[float, float]]] = {"--help": [], "first run": [], "same again": []}
    for _ in range(args.runs):
        cost = measure([program, "--help"])
        rows["--help"].append((cost.cpu_seconds, cost.wall_seconds))
        with tempfile.TemporaryDirectory() as folder:
            command = [program, "run", args.folder, "--direct", "--warehouse", f"{folder}/w.duckdb"]
            for name in ("first run", "same again"):
                cost = measure(command)
                if cost.code:
                    sys.exit(f"{' '.join(command)} ended with {cost.code}:\n{cost.stderr}")
                rows[name].append((cost.cpu_seconds, cost.wall_seconds))
    print(
        f"{'':12}{'CPU s min':>10}{'median':>8}{'max':>8}{'wall s min':>12}{'median':>8}{'max':>8}"
    )
    for name, values in rows.items():
        cells = []
        for column in zip(*values, strict=True):
            cells += [min(column), statistics.median(column), max(column)]
        print(
            f"{name:12}{cells[0]:10.2f}{cells[1]:8.2f}{cells[2]:8.2f}{cells[3]:12.2f}{cells[4]:8.2f}{cells[5]:8.2f}"
        )


if __name__ == "__main__":
    main()
