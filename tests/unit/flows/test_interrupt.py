"""Does a signal wait for the moment of the publish, and then take effect?"""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

CODE = """
import os, signal, sys
from flows import interrupt
interrupt.install()
interrupt.say_resumable(True)
with interrupt.shielded("the run was published"):
    os.kill(os.getpid(), int(sys.argv[1]))
    print("block ended", flush=True)
print("never", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_late_signal_takes_effect_after_the_block(number):
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(int(number))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (128 + number, "block ended\n")
    assert done.stderr == f"interrupted ({number.name}): the run was published\n"


BUSY = """
import sys
import duckdb
from flows import interrupt
interrupt.install()
print("ready", flush=True)
duckdb.execute("select count(*) from range(3000000000) a(x), range(1000) b(y) where x*y%7=3")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_in_the_middle_of_a_query(number):
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        try:
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 128 + number
    assert told == f"interrupted ({number.name})\n"


CANCELLED = """
import os, signal, threading, time
import duckdb
from flows import interrupt
connection = duckdb.connect()
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    with interrupt.cancellable(connection.interrupt):
        connection.execute(
            "select count(*) from range(3000000000) a(x), range(1000) b(y) where x*y%7=3"
        )
except KeyboardInterrupt:
    print("cancelled")
connection.abort()
with interrupt.cancellable(connection.interrupt):
    print(connection.execute("select 6 * 7").fetchone())
try:
    with interrupt.cancellable(connection.interrupt):
        connection.execute("select nope")
except duckdb.Error as error:
    print(type(error).__name__)
os.kill(os.getpid(), signal.SIGINT)
"""


def test_a_query_is_cancelled_and_the_next_one_runs():
    done = subprocess.run(
        [sys.executable, "-c", CANCELLED], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "cancelled\n(42,)\nBinderException\n"
    assert done.stderr.endswith("KeyboardInterrupt\n")
