"""Repeats all stages: `python -m training.english.repeat --data DIR --base DIR --out DIR`.

Training, pruning, a short training with rounded numbers, export, figures. The folders of the stages
lie in `out`, the pipeline in `out/copydesk_en`. A run that was broken off goes on from its last
kept state, but then sees its texts in another order: it is not the same training to the bit.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def stages(data: Path, base: Path, out: Path, seed: int) -> list[tuple[str, list[str]]]:
    """(module, arguments) of each stage."""
    sources = ["--data", str(data), "--base", str(base)]
    whole, narrow = out / "whole", out / "narrow"
    rounded, pipeline = out / "rounded", out / "copydesk_en"
    train = ["--seed", str(seed), *sources]
    return [
        ("train", ["--epochs", "4.6", "--rate", "2e-4", *train, "--out", str(whole)]),
        (
            "prune",
            [
                *("--run", str(whole), *train, "--out", str(narrow)),
            ],
        ),
        (
            "train",
            [
                *("--from", str(narrow), "--round", "--epochs", "1.0"),
                *("--rate", "6e-5", "--head-rate", "1.5e-4", *train, "--out", str(rounded)),
            ],
        ),
        ("export", ["--run", str(rounded), *sources, "--out", str(pipeline)]),
        ("evaluate", [str(pipeline), "--data", str(data), "--write"]),
    ]


def main(arguments: Sequence[str]) -> None:
    """Runs the stages one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    start = time.time()
    for module, more in stages(args.data, args.base, args.out, args.seed):
        subprocess.run([sys.executable, "-m", f"training.english.{module}", *more], check=True)
        print(f"{module}: {(time.time() - start) / 60:.0f} minutes since the start", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
