"""Does a Prefect server see the run, its tasks and its artifacts, and do schedules fire?"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.factories import article, write, write_articles

pytestmark = pytest.mark.prefect


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A Prefect server of the test's own, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.environ = {
            **os.environ,
            "PREFECT_HOME": str(home),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_CLIENT_MAX_RETRIES": "2",
        }
        self.start()

    def start(self) -> None:
        server = {k: v for k, v in self.environ.items() if k != "PREFECT_API_URL"}
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "prefect",
                "server",
                "start",
                "--no-ui",
                "--port",
                str(self.port),
            ],
            env=server,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + 180
        while self.ask("GET", "/health") is not True:
            assert time.monotonic() < end, "the Prefect server did not come up"
            time.sleep(0.5)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method: str, path: str, body: object = None) -> object:
        import httpx

        try:
            answer = httpx.request(
                method, f"http://127.0.0.1:{self.port}/api{path}", json=body, timeout=20
            )
        except httpx.HTTPError:
            return None
        return answer.json() if answer.status_code < 300 else None

    def all(self, what: str) -> list[dict]:
        found = self.ask("POST", f"/{what}/filter", {})
        assert isinstance(found, list)
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("prefect"))
    yield running
    running.kill()


def statuses(warehouse: Path) -> list[tuple[str, str]]:
    if not warehouse.exists():
        return []
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        return connection.execute("select status, mode from ops.runs order by run_id").fetchall()
    finally:
        connection.close()


def test_a_run_leaves_its_tasks_and_artifacts_with_the_server(server, tmp_path):
    inputs = write_articles(tmp_path / "in", 6)
    warehouse = tmp_path / "w.duckdb"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.main",
            "run",
            str(inputs),
            "--warehouse",
            str(warehouse),
            "--json",
            "--batch-size",
            "2",
        ],
        env=server.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["mode"] == "prefect"
    (run,) = server.all("flow_runs")
    assert run["state"]["type"] == "COMPLETED"
    tasks = server.all("task_runs")
    names = {task["name"].rsplit("-", 1)[0] for task in tasks}
    assert {"plan", "edit", "stage", "audit", "merge", "publish", "report"} <= names
    assert sum(task["name"].startswith("edit-") for task in tasks) == 3
    assert {a["key"] for a in server.all("artifacts")} >= {
        "copydesk-counts",
        "copydesk-quality",
        "copydesk-report",
    }
    assert statuses(warehouse) == [("published", "prefect")]


def test_a_schedule_fires_and_a_killed_server_loses_nothing(server, tmp_path):
    inputs = write_articles(tmp_path / "in", 2)
    warehouse = tmp_path / "w.duckdb"
    serving = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "flows.main",
            "schedule",
            str(inputs),
            "--cron",
            "* * * * *",
            "--warehouse",
            str(warehouse),
            "--name",
            "test",
        ],
        env=server.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: len(statuses(warehouse)) >= 1, 240)
        server.kill()
        write(inputs, "late.txt", article(77))
        time.sleep(5)
        server.start()
        wait_for(lambda: articles(warehouse) == 3, 300)
        assert len(statuses(warehouse)) >= 2
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()


def articles(warehouse: Path) -> int:
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        return connection.execute("select count(*) from articles").fetchall()[0][0]
    finally:
        connection.close()


def wait_for(holds, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(1)
