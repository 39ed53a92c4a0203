"""What does one run know, and what does it tell?"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from expectations.client import AuditProcess
from flows.batch import WorkOptions
from flows.journal import Notebook, new_run_id
from flows.settings import Settings
from flows.sources import storable
from flows.state import StateFolder
from transforms.clean.own_rules import LineDecision
from transforms.ids import combined_sha256
from transforms.language.pipeline import language_version
from transforms.steps import RULESET_VERSION
from transforms.tables import SCHEMA_VERSION


class Listener(Protocol):
    """Hears how a run gets on; a progress bar or a log."""

    def stage(self, name: str) -> None:
        """A stage begins."""
        ...

    def progress(self, done_bytes: int, total_bytes: int, record_count: int) -> None:
        """So much of the input is worked."""
        ...

    def note(self, text: str) -> None:
        """Something that the user should know."""
        ...


class Silent:
    """A listener that says nothing."""

    def stage(self, name: str) -> None:
        """See `Listener.stage`."""

    def progress(self, done_bytes: int, total_bytes: int, record_count: int) -> None:
        """See `Listener.progress`."""

    def note(self, text: str) -> None:
        """See `Listener.note`."""


def code_version() -> str:
    """The installed version of copydesk."""
    try:
        return metadata.version("copydesk")
    except metadata.PackageNotFoundError:
        return "source"


def pipeline_version(settings: Settings) -> str:
    """One hash over all that can change a row: rules, model and the settings that matter.

    The day of the run is left out: it anchors guesses that say so, and a file is
    not read anew for it.
    """
    return combined_sha256(
        [RULESET_VERSION, language_version(settings.language.pipeline), settings.content_sha256()]
    )[:16]


_REPORT_NAME = re.compile(
    rb"(\d{8}-\d{6}-[0-9a-f]{8}|latest)\.(html|new)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-data-docs"
)
"""What `flows.stages` writes into the reports' folder."""


def own_test(warehouse: Path, reports: Path) -> Callable[[bytes], bool]:
    """The test whether an absolute path is ours; links are followed on both sides.

    Ours are the warehouse with its log, the folder `.copydesk`, and in the reports'
    folder, which may hold files of the user's, what has the name of a report.
    """
    real = lru_cache(maxsize=1024)(os.path.realpath)  # the files of one folder come together
    file = os.fsencode(os.path.realpath(warehouse))
    state = os.path.join(os.path.dirname(file), b".copydesk")  # noqa: PTH118, PTH120 - bytes
    folder = os.fsencode(os.path.realpath(reports)) + b"/"

    def is_own(path: bytes) -> bool:
        parent, name = os.path.split(path)
        whole = os.path.join(real(parent), name)  # noqa: PTH118 - bytes
        if os.path.islink(whole):  # noqa: PTH114 - bytes
            whole = os.path.realpath(whole)
        if whole in (file, file + b".wal", state) or whole.startswith(state + b"/"):
            return True
        first = whole[len(folder) :].partition(b"/")[0]
        return whole.startswith(folder) and _REPORT_NAME.fullmatch(first) is not None

    return is_own


@dataclass(slots=True)
class Run:
    """One run.

    Args:
        audit: The process that checks, started at time zero.
        is_reclean: Known files are read again where their articles would be cleaned otherwise
            by what is known of other pages now.
        decisions: What people decided on lines, as the plan found it.
    """

    settings: Settings
    inputs: tuple[str, ...]
    audit: AuditProcess
    notebook: Notebook
    as_of: date
    listener: Listener = field(default_factory=Silent)
    is_reclean: bool = False
    decisions: tuple[LineDecision, ...] = ()

    @classmethod
    def begin(
        cls,
        settings: Settings,
        inputs: Sequence[str],
        audit: AuditProcess,
        *,
        mode: str,
        command: str,
    ) -> Run:
        """A run that starts now."""
        notebook = Notebook(
            run_id=new_run_id(),
            command=storable(command),
            mode=mode,
            code_version=code_version(),
            schema_version=SCHEMA_VERSION,
            pipeline_version=pipeline_version(settings),
            settings_json=settings.to_json(),
        )
        return cls(settings, tuple(inputs), audit, notebook, notebook.started_at.date())

    @property
    def run_id(self) -> str:
        """The run's id."""
        return self.notebook.run_id

    @property
    def folder(self) -> StateFolder:
        """Where the run keeps its state."""
        return StateFolder(self.settings.warehouse)

    @property
    def stage_path(self) -> Path:
        """The staging file."""
        return self.folder.work / "stage.duckdb"

    @property
    def candidate_path(self) -> Path:
        """The warehouse as it will be published."""
        return self.folder.work / "candidate.duckdb"

    @property
    def published(self) -> Path | None:
        """The warehouse as it is; None: there is none yet, or an empty file."""
        path = self.settings.warehouse
        return path if path.is_file() and path.stat().st_size else None

    @property
    def is_own(self) -> Callable[[bytes], bool]:
        """Tells whether copydesk writes a path (absolute) itself, so that it is no input."""
        return own_test(self.settings.warehouse, self.settings.reports)

    @property
    def versions(self) -> tuple[str, ...]:
        """All that a batch's rows depend on beside its files."""
        cut = f"{self.settings.run.chunk_chars}/{self.settings.run.batch_size}"
        version = (self.notebook.pipeline_version, code_version(), self.as_of.isoformat(), cut)
        return (*version, self.decisions_json) if self.decisions else version

    @property
    def decisions_json(self) -> str:
        """The decisions as a JSON list."""
        return json.dumps([asdict(decision) for decision in self.decisions])

    def work_options(self) -> WorkOptions:
        """What a worker needs."""
        return WorkOptions(
            run_id=self.run_id,
            as_of=self.as_of.isoformat(),
            pipeline_version=self.notebook.pipeline_version,
            parts=str(self.folder.parts),
            settings_json=self.notebook.settings_json,
            decisions_json=self.decisions_json,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended. `records` adds up: one count per outcome."""

    run_id: str
    status: str
    mode: str
    warehouse: str
    report: str | None
    files: int
    records: Mapping[str, int]
    articles_changed: int
    blocking: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    input_bytes: int = 0
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    articles_to_reclean: int = 0
    steps: Mapping[str, float] = field(default_factory=dict)
    is_dry: bool = False

    def exit_code(self, *, is_strict: bool) -> int:
        """0 published or nothing to do, 1 blocked, 4 strict and not all loaded."""
        if self.status == "blocked":
            return 1
        kept_out = self.records.get("quarantined", 0) + self.records.get("rejected", 0)
        return 4 if is_strict and kept_out else 0

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {**plain, "total_records": sum(self.records.values())}
