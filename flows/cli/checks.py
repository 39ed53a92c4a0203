"""What does `copydesk doctor` look at?"""

from __future__ import annotations

import importlib.util
import locale
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from flows.cli.options import Common
from transforms.errors import CopydeskError

_GIB = 1 << 30
_ROOM = 1 * _GIB
_MEMORY = 2 * _GIB
"""Measured: the audit's process takes 0.3 GB, a spaCy worker 0.2 GB, DuckDB up to 1 GB."""

_COMPILED = ("great_expectations", "prefect", "spacy", "duckdb", "polars")
_SWITCHES = {
    "DO_NOT_TRACK": ("1", "true"),
    "PREFECT_SERVER_ANALYTICS_ENABLED": ("false", "0"),
    "GX_ANALYTICS_ENABLED": ("false", "0"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report.

    Args:
        name: What was looked at.
        state: `warn` does not keep runs from working, `fail` does.
        value: What was found.
        remedy: What to do; empty when nothing is to be done.
    """

    name: str
    state: Literal["ok", "warn", "fail"]
    value: str
    remedy: str = ""


def all_findings(common: Common) -> Iterator[Finding]:
    """Every check in its order. A check that breaks is a finding itself."""
    yield from _python()
    yield from _packages()
    yield from _bytecode()
    yield from _text()
    yield from _telemetry()
    yield from _prefect()
    yield from _memory()
    yield from _places()
    try:
        path = common.warehouse_path()
    except CopydeskError as error:
        yield Finding("settings", "fail", f"{error.place}: {error.problem}", error.remedy)
        return
    yield from _guarded("settings", lambda: _settings(common))
    yield from _guarded("disk", lambda: _disk(path))
    yield from _guarded("warehouse", lambda: _warehouse(path))


def _guarded(name: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except CopydeskError as error:
        yield Finding(name, "fail", f"{error.place}: {error.problem}", error.remedy)
    except OSError as error:
        yield Finding(name, "fail", str(error), "check the path and its permissions")


def _python() -> Iterator[Finding]:
    # pip refuses to install on an older Python, so there is nothing to compare.
    value = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield Finding("python", "ok", value)


def _packages() -> Iterator[Finding]:
    """The installed packages against the ranges that copydesk itself declares."""
    from packaging.requirements import Requirement

    try:
        declared = [Requirement(text) for text in metadata.requires("copydesk") or []]
    except metadata.PackageNotFoundError:
        yield Finding(
            "packages",
            "warn",
            "copydesk runs from its source folder, so its ranges are not known",
            "install it: make install",
        )
        return
    yield Finding("copydesk", "ok", metadata.version("copydesk"))
    for requirement in declared:
        if requirement.marker is None or requirement.marker.evaluate():
            yield _package(requirement.name, str(requirement.specifier))


def _package(name: str, wanted: str) -> Finding:
    from packaging.specifiers import SpecifierSet

    reason = ": Prefect's server needs it" if name == "fastapi" else ""
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(
            name, "fail", f"missing, {wanted} is needed", f"pip install '{name}{wanted}'"
        )
    if SpecifierSet(wanted).contains(found, prereleases=True):
        return Finding(name, "ok", f"{found} ({wanted}{reason})")
    return Finding(name, "fail", f"{found}, {wanted} is needed", f"pip install '{name}{wanted}'")


def _bytecode() -> Iterator[Finding]:
    """Uncompiled packages cost seconds with every start."""
    missing = []
    for name in _COMPILED:
        spec = importlib.util.find_spec(name)
        origin = spec.origin if spec else None
        if origin and not Path(importlib.util.cache_from_source(origin)).exists():
            missing.append(name)
    if missing:
        folder = Path(str(metadata.distribution("click").locate_file(""))).resolve()
        yield Finding(
            "bytecode",
            "warn",
            f"not compiled: {', '.join(missing)}; every start is slower",
            f"{sys.executable} -m compileall -q {folder}",
        )
    else:
        yield Finding("bytecode", "ok", "compiled")


def _text() -> Iterator[Finding]:
    encodings = {
        "terminal": sys.stdout.encoding or "unknown",
        "files": locale.getpreferredencoding(False),
        "names": sys.getfilesystemencoding(),
    }
    other = {k: v for k, v in encodings.items() if v.lower().replace("-", "") != "utf8"}
    if other:
        found = ", ".join(f"{name} {value}" for name, value in other.items())
        yield Finding("encoding", "warn", found, "set PYTHONUTF8=1 or a UTF-8 locale")
    else:
        yield Finding("encoding", "ok", "UTF-8")


def _telemetry() -> Iterator[Finding]:
    talking = [
        f"{name}={os.environ.get(name, '(not set)')}"
        for name, off in _SWITCHES.items()
        if os.environ.get(name, "").lower() not in off
    ]
    if talking:
        remedy = f"unset {' '.join(_SWITCHES)}: copydesk then switches them off"
        yield Finding("telemetry", "warn", ", ".join(talking), remedy)
    else:
        yield Finding("telemetry", "ok", "off in Prefect and Great Expectations")


def _prefect() -> Iterator[Finding]:
    url = os.environ.get("PREFECT_API_URL", "")
    # A password in an address must not end up in a report that somebody sends on.
    shown = re.sub(r"//[^/@]*@", "//…@", url)
    value = (
        f"PREFECT_API_URL={shown}: runs are orchestrated" if url else "not in use: runs are direct"
    )
    yield Finding("prefect", "ok", value)


def _memory() -> Iterator[Finding]:
    import psutil

    free = psutil.virtual_memory().available
    cores = os.cpu_count() or 1
    value = f"{free / _GIB:.1f} GiB free, {cores} cores"
    if free < _MEMORY:
        remedy = "close programs, or lower run.memory_limit and run.workers"
        yield Finding("memory", "warn", value, remedy)
    else:
        yield Finding("memory", "ok", value)


def _places() -> Iterator[Finding]:
    source = places_fact()
    value = (
        source or "no gazetteer: the table of places stays empty (pip install 'copydesk[places]')"
    )
    yield Finding("places", "ok", value)


def places_fact() -> str | None:
    """The gazetteer that tells where places are, with its version; None: none is installed."""
    from warehouse.gazetteer import gazetteer_source

    return gazetteer_source()


def _settings(common: Common) -> Iterator[Finding]:
    common.settings()
    yield Finding("settings", "ok", "every key is known")
    facts = language_facts(common)
    told = f"{facts['pipeline']} ({facts['version']}, {facts['licence'] or 'no licence stated'})"
    yield Finding("spacy pipeline", "ok", told)


def language_facts(common: Common) -> dict[str, Any]:
    """What reads the prose: `pipeline` as set, `path`, `version`, `licence`, `steps`, `scores`.

    `path` is None for a pipeline of rules; `scores` are those that the pipeline states of itself.
    """
    from transforms.language.pipeline import load_pipeline, pipeline_version

    name = common.settings().language.pipeline
    nlp = load_pipeline(name)
    return {
        "pipeline": name,
        "path": str(nlp.path) if nlp.path else None,
        "version": pipeline_version(nlp),
        "licence": nlp.meta.get("license") or None,
        "steps": nlp.pipe_names,
        "scores": _rounded(nlp.meta.get("performance") or {}),
    }


def _rounded(scores: Any) -> Any:
    """Scores to six places: spaCy's reader of JSON adds noise behind them."""
    if isinstance(scores, dict):
        return {name: _rounded(value) for name, value in scores.items()}
    return round(scores, 6) if isinstance(scores, float) else scores


def _disk(path: Path) -> Iterator[Finding]:
    folder = next(parent for parent in path.parents if parent.is_dir())
    free = shutil.disk_usage(folder).free
    # A run writes a copy of the warehouse beside it before it takes its place.
    size = path.stat().st_size if path.is_file() else 0
    needed = 2 * size + _ROOM
    value = f"{free / _GIB:.1f} GiB free beside the warehouse ({size / _GIB:.2f} GiB)"
    if not os.access(folder, os.W_OK):
        yield Finding("disk", "fail", f"{folder} can't be written", "choose another --warehouse")
    elif free < needed:
        yield Finding("disk", "warn", value, f"{needed / _GIB:.1f} GiB are better")
    else:
        yield Finding("disk", "ok", value)


def _warehouse(path: Path) -> Iterator[Finding]:
    from warehouse.connect import open_reader, scalar
    from warehouse.inspect import drift

    if not path.exists():
        yield Finding("warehouse", "warn", f"{path}: none yet", "make one: copydesk run PATH")
        return
    with open_reader(path) as connection:
        names = ("autoinstall_known_extensions", "enable_external_access", "lock_configuration")
        settings = {
            name: bool(scalar(connection, "SELECT current_setting($name)", {"name": name}))
            for name in names
        }
        articles = scalar(connection, "SELECT count(*) FROM main.articles")
        differences = drift(connection)
    yield Finding("warehouse", "ok", f"{path}: opens, {articles:,} articles")
    if differences:
        value = f"{len(differences)} differences, first: {differences[0]}"
        yield Finding("schema", "fail", value, "copydesk schema migrate")
    else:
        yield Finding("schema", "ok", "as declared")
    if settings == dict(zip(names, (False, False, True), strict=True)):
        yield Finding("duckdb settings", "ok", "no extension downloads, no outside files, locked")
    else:
        found = ", ".join(f"{name}={value}" for name, value in settings.items())
        yield Finding("duckdb settings", "fail", found, "use the pinned DuckDB: make install")
