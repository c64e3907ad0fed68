"""What a watcher reads at /metrics: counted by all processes of a home together, kept from everybody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from werkzeug.test import Client

from deploy.front.application import Front
from deploy.settings import ROOT
from tests.suite import Suite

TOKEN = "a-token-of-this-test"
COUNTS = """
import sys
from shared.counting import PLACE, REQUESTS
REQUESTS.labels("events", "GET", "/events/gatherings", 200).observe(0.02)
print(PLACE(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def front(suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Client:
    """All four services of one process, whose watcher has a token."""
    monkeypatch.setenv("ASAR_METRICS_TOKEN", TOKEN)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    return Client(Front(suite.apps))


def read(front: Client, token: str = TOKEN) -> dict[str, float]:
    """Every value by its name and labels."""
    answer = front.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def counting(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A process that counts one request, and its place."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", COUNTS],
        env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(folder), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    """Let it end."""
    process.communicate("\n", timeout=20)


def test_all_processes_are_counted_together_and_a_place_is_taken_again(front: Client, tmp_path: Path) -> None:
    first, second = counting(tmp_path), counting(tmp_path)
    assert {first[1], second[1]} == {"0", "1"}
    end(first[0])
    third = counting(tmp_path)
    assert third[1] == first[1]
    end(second[0])
    end(third[0])
    name = 'asar_request_seconds_count{method="GET",route="/events/gatherings",service="events",status="200"}'
    assert read(front)[name] == 3
    assert len(list(tmp_path.glob("*.db"))) == 2


def test_services_tell_what_waits_and_what_the_funds_hold(suite: Suite, project: str, front: Client) -> None:
    said = {"project_id": project, "title": "Конкурс", "opens_on": "2022-06-01", "closes_on": "2022-06-20"}
    suite.ok("POST", "/grants/api/v1/contests", json={**said, "regulation_on": "2022-05-30"})
    told = read(front)
    assert told['asar_outbox_waiting{recipient="reports",service="grants"}'] == 1
    left = [value for name, value in told.items() if name.startswith("asar_fund_left_tenge{")]
    assert left and set(left) == {1_000_000}
    assert {name: value for name, value in told.items() if name.startswith("asar_up")} == {
        f'asar_up{{service="{service}"}}': 1 for service in suite.apps
    }


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1]])
def test_nobody_without_the_token_reads_a_figure(front: Client, token: str) -> None:
    for path in ("/metrics", "/grants/metrics"):
        answer = front.get(path, headers={"Authorization": f"Bearer {token}"} if token else {})
        assert answer.status_code == 404 and "asar_" not in answer.text


def test_without_a_token_in_the_settings_there_is_no_such_page(
    front: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASAR_METRICS_TOKEN")
    for header in ("Bearer ", "Bearer None", f"Bearer {TOKEN}"):
        assert front.get("/metrics", headers={"Authorization": header}).status_code == 404


def test_no_label_names_a_person_or_an_address(suite: Suite, project: str, front: Client) -> None:
    suite.gathering(project, 2, prefix="Канарейкина")
    suite.settle()
    told = " ".join(read(front))
    assert "Канарейкина" not in told and not re.search(r"\+?7 ?7\d\d", told)
