"""What can go wrong that is not the input's fault?

Bad input never raises: it becomes a `Reject` (see `transforms.record`). What
raises is a wrong setting, a wrong warehouse or a broken machine, and every such
error names the place, the value and the remedy.
"""

from __future__ import annotations


class CopydeskError(Exception):
    """Root of every error that copydesk raises on purpose.

    Args:
        place: Where it happened: a file, a table, a setting.
        problem: What is wrong there, with the value.
        remedy: What the reader can do about it.
    """

    exit_code = 3

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        self.place = place
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{place}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type[CopydeskError], tuple[str, str, str]]:
        """Survives the way back from a worker process."""
        return type(self), (self.place, self.problem, self.remedy)


class UsageError(CopydeskError):
    """A flag, an environment variable or the configuration file is wrong."""

    exit_code = 2


class SchemaError(CopydeskError):
    """A frame or a file does not have the declared columns."""


class WarehouseError(CopydeskError):
    """The warehouse file can't be used: not ours, damaged, or of another version."""


class WarehouseBusy(CopydeskError):  # noqa: N818 - reads better where it is caught
    """Another run, or another program with write access, holds the warehouse."""

    exit_code = 5


class MachineError(CopydeskError):
    """Disk, memory or a process failed: nothing is published, the run can be resumed."""
