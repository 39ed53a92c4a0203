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
