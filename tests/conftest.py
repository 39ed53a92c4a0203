"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import hypothesis
import pytest

for _name in [name for name in os.environ if name.startswith(("COPYDESK_", "PREFECT_API"))]:
    del os.environ[_name]

from expectations.client import AuditProcess  # noqa: E402
from flows.ingest import ingest  # noqa: E402
from flows.run import Run, Summary  # noqa: E402
from flows.runner import DirectRunner  # noqa: E402
from flows.settings import load_settings  # noqa: E402

# No test is timed: the first example may load a model, and machines are noisy.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]

RunCopydesk = Callable[..., Summary]


class SharedAudit(AuditProcess):
    """The real audit process, kept for many runs: its import takes seconds each time."""

    def stop(self) -> None:
        """Does nothing; a run ends its audit process, and the next test needs it."""

    def end(self) -> None:
        """Ends the process."""
        super().stop()


@pytest.fixture(scope="session")
def shared_audit() -> Iterator[SharedAudit]:
    audit = SharedAudit()
    yield audit
    audit.end()


@pytest.fixture
def run_copydesk(tmp_path: Path, shared_audit: SharedAudit) -> RunCopydesk:
    """Carries out a whole run, with the real audit: `run_copydesk(path, …, workers=2)`.

    Settings of section `run` are keyword arguments; `toml` is the text of a
    configuration file. The warehouse is `tmp_path / "w.duckdb"` unless named.
    """

    def run(
        *inputs: object, toml: str = "", environ: dict[str, str] | None = None, **flags: Any
    ) -> Summary:
        config = tmp_path / "copydesk.toml"
        config.write_text(toml, encoding="utf-8")
        flags.setdefault("warehouse", str(tmp_path / "w.duckdb"))
        is_reclean = flags.pop("is_reclean", False)
        settings = load_settings(config, {"run": flags}, environ or {})
        paths = [str(path) for path in inputs]
        this = Run.begin(settings, paths, shared_audit, mode="direct", command="test")
        this.is_reclean = is_reclean
        return ingest(this, DirectRunner())

    return run


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Rows of a query on the published warehouse: `ask("select …", path)`."""

    def rows(query: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        connection = duckdb.connect(str(path or tmp_path / "w.duckdb"), read_only=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    yield rows
