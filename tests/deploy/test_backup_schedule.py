"""What is said of backups: a schedule that was kept is well, a late or failed one is an alarm."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import Client

from deploy.backup import keeping
from deploy.backup.keeping import Known
from deploy.doctor.examining import check_backups
from deploy.front.application import Front
from deploy.settings import read_settings
from deploy.trouble import Trouble
from tests.deploy.test_front import make_app

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def ago(**much: float) -> str:
    """A time before NOW."""
    return keeping.iso(NOW - timedelta(**much))


WELL = Known(every_hours=24, since=ago(days=9), last=ago(hours=20))
FAILED = replace(WELL, failed_at=ago(minutes=5), failure="no room in /mnt/secret")


@pytest.mark.parametrize(
    ("known", "is_due"),
    [
        (replace(WELL, last=""), True),
        (WELL, False),
        (replace(WELL, last=ago(hours=25)), True),
        (FAILED, False),
        (replace(FAILED, failed_at=ago(minutes=11)), True),
    ],
)
def test_a_backup_is_due_after_its_hours_and_a_failed_one_soon(known: Known, is_due: bool) -> None:
    assert keeping.is_due(known, NOW) is is_due


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Known(), ""),
        (WELL, ""),
        (replace(WELL, last=ago(hours=49)), "no backup since"),
        (replace(WELL, last="", since=ago(hours=49)), "no backup since"),
        (FAILED, "the backup failed at"),
        (replace(WELL, archives_wal=True), "on this machine only"),
    ],
)
def test_what_is_late_or_failed_is_an_alarm_in_health_and_doctor(
    known: Known, said: str, tmp_path: Path
) -> None:
    keeping.note(tmp_path, known)
    alarm = keeping.alarm(tmp_path, NOW)
    assert (said in alarm) if said else alarm == ""
    assert "/mnt/secret" not in alarm


def test_changes_that_reached_the_vault_are_no_alarm(tmp_path: Path) -> None:
    keeping.note(tmp_path, replace(WELL, archives_wal=True))
    keeping.note_wal(tmp_path, NOW - timedelta(minutes=1))
    assert keeping.alarm(tmp_path, NOW) == ""
    assert keeping.in_health(tmp_path, NOW)["changes_safe_until"] == ago(minutes=1)


def test_health_tells_the_schedule_and_the_last_success(tmp_path: Path) -> None:
    last = keeping.iso(datetime.now(UTC))
    keeping.note(tmp_path, Known(every_hours=6, since=last, last=last, is_encrypted=True))
    answer = Client(Front({"registry": make_app("registry")}, home=str(tmp_path))).get("/healthz")
    said = json.loads(answer.get_data())
    assert said["status"] == "ok"
    assert said["backup"] | {"every_hours": 6, "last": last, "encrypted": True, "alarm": ""} == said["backup"]
    keeping.note(tmp_path, replace(keeping.read_known(tmp_path), failed_at=last, failure="x"))
    answer = Client(Front({"registry": make_app("registry")}, home=str(tmp_path))).get("/healthz")
    assert (answer.status_code, json.loads(answer.get_data())["status"]) == (200, "degraded")


def test_doctor_says_why_a_backup_failed(tmp_path: Path) -> None:
    settings = read_settings(env={"ASAR_HOME": str(tmp_path)})
    assert "no backup yet" in check_backups(settings)[0].words
    keeping.note(tmp_path, FAILED)
    assert check_backups(settings)[0].level == "wrong" and "/mnt/secret" in check_backups(settings)[0].words


def test_a_failed_attempt_is_noted_and_keeps_the_last_success(tmp_path: Path) -> None:
    settings = read_settings(env={"ASAR_HOME": str(tmp_path / "home")})
    settings.keys.mkdir(parents=True)
    (settings.keys / "secret.key").write_text("0")
    keeping.note(settings.home, WELL)
    (tmp_path / "file").touch()
    with pytest.raises(Trouble):
        keeping.take_noted(
            replace(settings, database_url="postgresql://x@127.0.0.1:1/x", redis_url="x"), "/x"
        )
    known = keeping.read_known(settings.home)
    assert known.failed_at and known.failure and known.last == WELL.last


def test_a_schedule_begins_when_it_is_set_and_ends_with_it(tmp_path: Path) -> None:
    settings = read_settings(
        env={"ASAR_HOME": str(tmp_path), "ASAR_BACKUP_TO": "/x", "ASAR_BACKUP_HOURS": "6"}
    )
    keeping.plan(settings)
    assert keeping.read_known(tmp_path).every_hours == 6 and keeping.read_known(tmp_path).since
    keeping.plan(replace(settings, backup_to=None))
    assert keeping.read_known(tmp_path) == Known()


@pytest.mark.parametrize("hours", ["0", "-1", "a day", "nan", "1000"])
def test_hours_that_cannot_be_are_refused(hours: str) -> None:
    with pytest.raises(Trouble, match="ASAR_BACKUP_HOURS"):
        read_settings(env={"ASAR_BACKUP_HOURS": hours})
