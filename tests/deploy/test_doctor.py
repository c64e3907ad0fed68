"""The doctor's findings: what is fine, what is worth knowing, what is wrong."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
import redis

from deploy.doctor import examining as doctor
from deploy.doctor.finding import NOTE, OK, WRONG
from deploy.doctor.health import read_words
from deploy.installing import bootstrap, frontend
from deploy.settings import read_settings
from tests.deploy.conftest import Suite, run


def test_healthy_suite_has_nothing_wrong(running: Suite) -> None:
    done = run("doctor", "--home", str(running.home))
    assert done.returncode == 0, done.stdout
    assert f"running: http://127.0.0.1:{running.port}" in done.stdout
    assert "PostgreSQL keeps what it confirmed" in done.stdout


def test_doctor_changes_nothing(tmp_path: Path) -> None:
    run("doctor", "--home", str(tmp_path / "home"))
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("standing", "level", "words"),
    [
        ({"files": True, "network": True}, OK, "neither the disk nor the network"),
        ({"files": False, "network": True}, NOTE, "Landlock"),
        ({"files": True, "network": False}, NOTE, "seccomp"),
    ],
)
def test_walls_that_do_not_stand_are_said(
    monkeypatch: pytest.MonkeyPatch, standing: dict[str, bool], level: str, words: str
) -> None:
    monkeypatch.setattr("shared.limited.run_limited", lambda target, data: standing)
    (finding,) = doctor.check_walls(read_settings(env={}))
    assert finding.level == level and words in finding.words


def test_taken_port_is_wrong(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = read_settings(env={"ASAR_HOME": str(tmp_path), "ASAR_PORT": str(taken.getsockname()[1])})
        findings = doctor.check_address(settings)
    assert [finding.level for finding in findings] == [WRONG]


def test_drifted_lock_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "is_installed", lambda name: False)
    findings = doctor.check_packages(read_settings(env={}))
    assert findings == [
        doctor.Finding(WRONG, ".venv differs from requirements.lock; ./asar up brings it there")
    ]


def test_missing_front_end_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "is_ready", lambda dev: False)
    assert doctor.check_frontend(read_settings(env={}))[0].level == WRONG


@pytest.mark.parametrize(("free", "level"), [(10**8, WRONG), (10**9, NOTE), (10**11, OK)])
def test_little_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: type("Usage", (), {"free": free}))
    assert doctor.check_home(read_settings(env={"ASAR_HOME": str(tmp_path)}))[0].level == level


class Configured:
    """Stands for a Redis of certain settings."""

    def __init__(self, **settings: str) -> None:
        self.settings = settings

    def ping(self) -> None:
        """Answer."""

    def close(self) -> None:
        """Close."""

    def config_get(self, name: str) -> dict[str, str]:
        """One setting."""
        return {name: self.settings[name.replace("-", "_")]}


@pytest.mark.parametrize(
    ("policy", "append", "levels"),
    [("noeviction", "yes", [OK, OK]), ("allkeys-lru", "yes", [WRONG, OK]), ("noeviction", "no", [OK, NOTE])],
)
def test_forgetful_redis_is_said(
    monkeypatch: pytest.MonkeyPatch, policy: str, append: str, levels: list[str]
) -> None:
    client = Configured(maxmemory_policy=policy, appendonly=append)
    monkeypatch.setattr(redis.Redis, "from_url", lambda *words, **more: client)
    servers: Any = type("Servers", (), {"redis_url": "redis://"})
    assert [finding.level for finding in doctor.check_redis(servers)] == levels


def test_dead_redis_is_wrong_without_its_password() -> None:
    servers: Any = type("Servers", (), {"redis_url": "redis://:very-secret@127.0.0.1:1/0"})
    finding = doctor.check_redis(servers)[0]
    assert finding.level == WRONG
    assert "very-secret" not in finding.words


def test_forgetful_postgres_is_wrong() -> None:
    answer: Any = type("Answer", (), {"fetchone": lambda self: ("off", "on")})
    connection: Any = type(
        "Connection",
        (),
        {"info": type("Info", (), {"server_version": 150002}), "execute": lambda self, query: answer()},
    )
    assert [finding.level for finding in doctor.server_findings(connection())] == [OK, WRONG]


def test_failed_plugin_and_parked_records_are_named() -> None:
    said_of_it = {
        "status": "degraded",
        "plugin_failures": [
            {
                "name": "turkistan",
                "reason": "no region.toml",
                "regions": ["turkistan"],
                "stopped": ["awards of mini-grants"],
                "left_out": ["the region’s face"],
            }
        ],
        "outbox": {"waiting": 3, "parked": 2, "oldest_seconds": 900},
    }
    words = read_words(said_of_it)
    said = [finding.words for finding in doctor.service_findings("grants", words) if finding.level == WRONG]
    assert said == [
        "plugin turkistan: no region.toml; stopped in turkistan: awards of mini-grants; "
        "goes on without: the region’s face",
        "grants: 2 records were refused; ./asar outbox status",
        "grants: 3 records wait, the oldest for 900 s; see the worker's log",
    ]
