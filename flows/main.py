"""The program `copydesk`: installs the signal handlers, then hands over to the commands."""

from __future__ import annotations

import gc

from flows import interrupt


def main() -> None:
    """Runs the command line."""
    interrupt.install()
    # Imports make a million objects and hardly any garbage; looking for it after every
    # 700 of them, as Python does by default, costs a run half a CPU second.
    gc.set_threshold(50_000, 20, 100)
    from flows.cli import cli  # importing it takes time: signals come first

    cli(prog_name="copydesk")


if __name__ == "__main__":
    main()
