"""Which setting wins, and what does a wrong one say?"""

from __future__ import annotations

from datetime import date

import pytest

from flows.settings import load_settings, settings_from_json
from transforms.errors import UsageError


def config(tmp_path, text):
    path = tmp_path / "copydesk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_flags_win_over_environment_over_file_over_defaults(tmp_path):
    path = config(tmp_path, "[run]\nworkers = 1\nbatch_bytes = 10\nwarehouse = 'file.duckdb'\n")
    environ = {"COPYDESK_WORKERS": "2", "COPYDESK_BATCH_BYTES": "20"}
    found = load_settings(path, {"run": {"workers": 3}}, environ).run
    assert (found.workers, found.batch_bytes, found.warehouse) == (3, 20, "file.duckdb")
    assert load_settings(None, None, {}).run.batch_bytes == 4_000_000


@pytest.mark.parametrize(
    ("text", "environ", "named"),
    [
        ("[run]\nworkerz = 1\n", {}, "did you mean 'workers'"),
        ("[rum]\n", {}, "did you mean 'run'"),
        ("[run]\nworkers = 'many'\n", {}, "run.*workers"),
        ("[run]\nworkers = true\n", {}, "yes or no"),
        ("[run]\nbatch_bytes = 0\n", {}, "too small"),
        ("[run]\nmode = 'magic'\n", {}, "auto, direct or prefect"),
        ("[newsroom]\nrun_day = 2020-01-01\n", {}, "unknown key 'run_day'"),
        ("not toml", {}, "can't be read"),
        ("", {"COPYDESK_WORKER": "1"}, "COPYDESK_WORKERS"),
        ("", {"COPYDESK_WORKERS": "x"}, "workers"),
    ],
)
def test_mistakes_are_named(tmp_path, text, environ, named):
    with pytest.raises(UsageError, match=named) as caught:
        load_settings(config(tmp_path, text), None, environ)
    assert caught.value.exit_code == 2


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        load_settings(tmp_path / "none.toml", None, {})


def test_field_names_and_checks_of_the_user(tmp_path):
    path = config(
        tmp_path,
        "[fields]\ntext = 'article_body'\npublished = ['pub', 'day']\n"
        "[newsroom]\nearliest = 1990-01-01\n"
        "[[expectations]]\ntable = 'articles'\nexpectation = 'x'\n",
    )
    found = load_settings(path, None, {})
    assert dict(found.decode.fields) == {"text": ("article_body",), "published": ("pub", "day")}
    assert found.newsroom.earliest == date(1990, 1, 1)
    assert found.expectations[0]["table"] == "articles"


def test_settings_survive_the_way_to_a_worker(tmp_path):
    path = config(tmp_path, "[fields]\ntext = ['body']\n[newsroom]\nearliest = 1990-01-01\n")
    found = load_settings(path, {"run": {"workers": 2}}, {})
    again = settings_from_json(found.to_json())
    assert again.to_json() == found.to_json()
    assert again.newsroom.earliest == date(1990, 1, 1)


def test_only_settings_that_change_rows_change_the_hash(tmp_path):
    plain = load_settings(None, None, {})
    workers = load_settings(None, {"run": {"workers": 2}}, {})
    mapped = load_settings(config(tmp_path, "[fields]\ntext = 'body'\n"), None, {})
    assert plain.content_sha256() == workers.content_sha256() != mapped.content_sha256()


def test_a_link_to_the_warehouse_is_followed(tmp_path):
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "real.duckdb")
    found = load_settings(None, {"run": {"warehouse": str(tmp_path / "link.duckdb")}}, {})
    assert found.warehouse == tmp_path.resolve() / "real.duckdb"


def test_own_line_rules_are_checked_hashed_and_reach_a_worker(tmp_path):
    path = tmp_path / "copydesk.toml"
    path.write_text("[[clean]]\nsource = 'x.example'\ndrop = ['^Printed']\n", encoding="utf-8")
    settings = load_settings(path, environ={})
    assert settings.own_rules[0].drop[0].pattern == "^Printed"
    assert settings.content_sha256() != load_settings(environ={}).content_sha256()
    assert settings_from_json(settings.to_json()).own_rules == settings.own_rules
    path.write_text("[[clean]]\ndrop = ['(']\n", encoding="utf-8")
    with pytest.raises(UsageError, match="correct the regular expression"):
        load_settings(path, environ={})
    path.write_text("[clean]\ndrop = ['x']\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"write \[\[clean\]\]"):
        load_settings(path, environ={})
