"""The program `copydesk`: installs the signal handlers, then hands over to the commands."""

from __future__ import annotations

from flows import interrupt


def main() -> None:
    """Runs the command line."""
    interrupt.install()
    from flows.cli import cli  # importing it takes time: signals come first

    cli(prog_name="copydesk")


if __name__ == "__main__":
    main()
