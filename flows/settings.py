"""Which settings, from where?

Flags win over `COPYDESK_*` variables, these over `copydesk.toml`, that over the
defaults. Everything is read once into a frozen `Settings`; an unknown key is an
error that names the nearest known one.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from expectations.newsroom import NewsroomOptions
from transforms.clean.own_rules import PatternRule, parsed
from transforms.decode.options import DecodeOptions
from transforms.errors import UsageError
from transforms.ids import combined_sha256
from transforms.language.pipeline import DEFAULT_PIPELINE

CONFIG_NAME = "copydesk.toml"
_NOT_SETTINGS = {"COPYDESK_EVAL", "COPYDESK_CONFIG"}
"""Variables that are read elsewhere: the benchmarks' data, the configuration file itself."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run works: section `[run]`.

    Args:
        warehouse: The published DuckDB file.
        workers: Worker processes; 0 chooses by the amount of work and the cores.
        batch_bytes: Input per batch, the unit of parallelism, retry and resume.
        batch_size: Files per batch and records per chunk at most; 0: only bytes count.
        chunk_chars: Text that a worker holds at once; bounds its memory.
        memory_limit: DuckDB's memory while staging and merging.
        mode: `auto` (Prefect when PREFECT_API_URL is set), `direct`, `prefect`.
        is_strict: Exit with 4 when a record was quarantined or rejected.
        reports: Folder of the HTML reports; empty: `reports` beside the warehouse.
        data_docs: Build Great Expectations' own pages too.
        is_alone: Clean each page without looking at the others.
    """

    warehouse: str = "news.duckdb"
    workers: int = 0
    batch_bytes: int = 4_000_000
    batch_size: int = 0
    chunk_chars: int = 1_500_000
    memory_limit: str = "1GB"
    mode: str = "auto"
    is_strict: bool = False
    reports: str = ""
    data_docs: bool = False
    is_alone: bool = False

    def __post_init__(self) -> None:
        """Refuses values that no run can work with."""
        for name, value, least in (
            ("workers", self.workers, 0),
            ("batch_bytes", self.batch_bytes, 1),
            ("batch_size", self.batch_size, 0),
            ("chunk_chars", self.chunk_chars, 1),
        ):
            if value < least:
                raise UsageError(f"run.{name}", f"{value} is too small", f"use {least} or more")
        if "?" in self.warehouse:
            raise UsageError(
                "run.warehouse",
                f"{self.warehouse!r} holds a question mark, behind which DuckDB 2.0 reads options",
                "choose another name",
            )
        if self.mode not in ("auto", "direct", "prefect"):
            raise UsageError("run.mode", repr(self.mode), "use auto, direct or prefect")


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """How the prose is read: section `[language]`. `pipeline`: see `load_pipeline`."""

    pipeline: str = DEFAULT_PIPELINE


def _newsroom() -> NewsroomOptions:
    # The day of the run is no setting; the audit puts it in.
    return NewsroomOptions(run_day=date.max)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one command."""

    run: RunOptions = field(default_factory=RunOptions)
    language: LanguageOptions = field(default_factory=LanguageOptions)
    decode: DecodeOptions = field(default_factory=DecodeOptions)
    newsroom: NewsroomOptions = field(default_factory=_newsroom)
    expectations: tuple[Mapping[str, Any], ...] = ()
    clean: tuple[Mapping[str, Any], ...] = ()

    @property
    def own_rules(self) -> tuple[PatternRule, ...]:
        """The user's patterns of lines to keep and to drop: entries `[[clean]]`."""
        return parsed(self.clean)

    @property
    def warehouse(self) -> Path:
        """Absolute path of the published file; a link's target, which publishing replaces."""
        path = Path(self.run.warehouse).absolute()
        return path.resolve() if path.is_symlink() else path

    @property
    def reports(self) -> Path:
        """Absolute path of the reports' folder."""
        if self.run.reports:
            return Path(self.run.reports).absolute()
        return self.warehouse.parent / "reports"

    def to_json(self) -> str:
        """The settings as one JSON object with sorted keys."""
        return json.dumps(_plain(self), sort_keys=True)

    def content_sha256(self) -> str:
        """Hash over the settings that can change a row: decoding, language, line rules."""
        parts: list[Any] = [self.decode, self.language]
        if self.clean:
            parts.append(self.clean)
        if self.run.is_alone:
            parts.append("alone")
        return combined_sha256(json.dumps(_plain(part), sort_keys=True) for part in parts)


_FIXED: dict[str, dict[str, Any]] = {"newsroom": {"run_day": date.max}}
"""Fields that no setting reaches."""

SECTIONS: dict[str, type] = {
    "run": RunOptions,
    "language": LanguageOptions,
    "decode": DecodeOptions,
    "newsroom": NewsroomOptions,
}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in sorted(value.items())}
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _unknown(place: str, key: str, known: typing.Iterable[str]) -> UsageError:
    names = sorted(known)
    near = difflib.get_close_matches(key, names, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
    return UsageError(place, f"unknown key {key!r}", hint)


def _bool(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError(text)


def _accepted(annotation: Any) -> tuple[type, ...]:
    """The plain types that a field takes: `int | None` -> (int, NoneType)."""
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        return tuple(t for arg in typing.get_args(annotation) for t in _accepted(arg))
    found = origin or annotation
    return (found,) if isinstance(found, type) else (object,)


def _coerced(place: str, value: Any, annotation: Any) -> Any:
    """`value` as the field's type; text is parsed, as variables and flags bring text."""
    accepted = _accepted(annotation)
    if isinstance(value, bool) and bool not in accepted:
        raise UsageError(place, f"{value!r} is a yes or no", f"give {accepted[0].__name__}")
    if isinstance(value, accepted):
        return value
    if isinstance(value, list) and tuple in accepted:
        return tuple(value)
    if isinstance(value, int) and float in accepted:
        return float(value)
    for wanted, parse in ((bool, _bool), (int, int), (float, float), (date, date.fromisoformat)):
        if isinstance(value, str) and wanted in accepted:
            try:
                return parse(value.replace("_", "") if wanted is int else value)
            except ValueError:
                break
    names = " or ".join(t.__name__ for t in accepted)
    raise UsageError(place, f"{value!r} has the wrong type", f"give {names}")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(str(path), "there is no such file", "check --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(str(path), f"it can't be read ({error})", "correct it") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Values of `COPYDESK_<KEY>` (section run) and `COPYDESK_<SECTION>_<KEY>`."""
    known = {
        f"COPYDESK_{f.name}".upper() if name == "run" else f"COPYDESK_{name}_{f.name}".upper(): (
            name,
            f.name,
        )
        for name, options in SECTIONS.items()
        for f in dataclasses.fields(options)
        if f.name not in _FIXED.get(name, {})
    }
    found: dict[str, dict[str, Any]] = {}
    for variable, value in environ.items():
        if not variable.startswith("COPYDESK_") or variable in _NOT_SETTINGS:
            continue
        if variable not in known:
            raise _unknown("environment", variable, known)
        section, key = known[variable]
        found.setdefault(section, {})[key] = value
    return found


def _merged(place: str, options: type, layers: list[Mapping[str, Any]]) -> Any:
    hints = typing.get_type_hints(options)
    fixed = _FIXED.get(next((n for n, o in SECTIONS.items() if o is options), ""), {})
    fields = {f.name for f in dataclasses.fields(options)} - fixed.keys()
    values: dict[str, Any] = dict(fixed)
    for layer in layers:
        for key, value in layer.items():
            if key not in fields:
                raise _unknown(place, key, fields)
            values[key] = _coerced(f"{place}.{key}", value, hints[key])
    return options(**values)


def load_settings(
    config: Path | None = None,
    flags: Mapping[str, Mapping[str, Any]] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings of one command.

    Args:
        config: The configuration file; None: `COPYDESK_CONFIG`, else
            `copydesk.toml` in the working folder if there is one.
        flags: By section, the values of flags that were given.
        environ: The environment; None: this process's.

    Raises:
        UsageError: An unknown key, or a value of the wrong type.
    """
    environ = os.environ if environ is None else environ
    if config is None:
        named = environ.get("COPYDESK_CONFIG")
        config = Path(named) if named else Path(CONFIG_NAME)
        if not named and not config.is_file():
            config = None
    written = _read_toml(config) if config else {}
    place = str(config) if config else "settings"
    known = {*SECTIONS, "fields", "expectations", "clean"}
    for key in written:
        if key not in known:
            raise _unknown(place, key, known)
    if "fields" in written:
        mapping = {k: tuple([v] if isinstance(v, str) else v) for k, v in written["fields"].items()}
        written.setdefault("decode", {})["fields"] = mapping
    from_environ = _from_environment(environ)
    parts = {
        name: _merged(
            f"{place} [{name}]",
            options,
            [written.get(name, {}), from_environ.get(name, {}), (flags or {}).get(name, {})],
        )
        for name, options in SECTIONS.items()
    }
    own = written.get("clean", [])
    if not isinstance(own, list) or not all(isinstance(entry, dict) for entry in own):
        raise UsageError(f"{place} [clean]", "it is no list of entries", "write [[clean]]")
    parsed(own, f"{place} [[clean]]")
    checks = tuple(written.get("expectations", ()))
    return Settings(**parts, expectations=checks, clean=tuple(own))


def settings_from_json(text: str) -> Settings:
    """The settings that `Settings.to_json` wrote, for a worker process."""
    value = json.loads(text)
    parts = {
        name: _merged(
            f"[{name}]",
            options,
            [{k: v for k, v in value[name].items() if k not in _FIXED.get(name, {})}],
        )
        for name, options in SECTIONS.items()
    }
    return Settings(**parts, expectations=tuple(value["expectations"]), clean=tuple(value["clean"]))
