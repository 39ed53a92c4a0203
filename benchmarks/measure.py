"""How much did a command and all its children cost?"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cost:
    """What a command used. Memory is the sum over its processes, sampled every 50 ms."""

    code: int
    wall_seconds: float
    cpu_seconds: float
    peak_rss_bytes: int
    peak_main_rss_bytes: int
    stdout: str
    stderr: str


def measure(command: Sequence[str], environ: Mapping[str, str] | None = None) -> Cost:
    """Runs `command` to its end and says what it and its descendants cost."""
    before = os.times()
    start = time.monotonic()
    with subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environ or {})},
    ) as process:
        peaks = {"all": 0, "main": 0}
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, done))
        watcher.start()
        stdout, stderr = process.communicate()
        done.set()
        watcher.join()
    after = os.times()
    return Cost(
        code=process.returncode,
        wall_seconds=time.monotonic() - start,
        # Children that have been waited for, theirs included.
        cpu_seconds=after.children_user
        + after.children_system
        - before.children_user
        - before.children_system,
        peak_rss_bytes=peaks["all"],
        peak_main_rss_bytes=peaks["main"],
        stdout=stdout,
        stderr=stderr,
    )


def _watch(pid: int, peaks: dict[str, int], done: threading.Event) -> None:
    while not done.wait(0.05):
        try:
            main = psutil.Process(pid)
            sizes = [main.memory_info().rss]
            for child in main.children(recursive=True):
                try:
                    sizes.append(child.memory_info().rss)
                except psutil.Error:
                    continue
        except psutil.Error:
            return
        peaks["main"] = max(peaks["main"], sizes[0])
        peaks["all"] = max(peaks["all"], sum(sizes))
