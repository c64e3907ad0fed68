"""An administrator sees when the last backup was, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.backup.keeping import Known, alarm, note, note_wal
from services.registry.backups import queries
from tests.suite import Suite

NOW = datetime.now(UTC)


def ago(**much: float) -> str:
    """A time before now."""
    return (NOW - timedelta(**much)).isoformat(timespec="seconds")


@pytest.fixture
def home(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the registry looks for what is known of backups."""
    monkeypatch.setitem(suite.apps["registry"].config, "ASAR_HOME", str(tmp_path))
    yield tmp_path


STATES: list[tuple[Known, str]] = [
    (Known(), "Резервных копий пока нет"),
    (Known(every_hours=24, since=ago(days=9), last=ago(hours=3)), ""),
    (Known(every_hours=24, since=ago(days=9), last=ago(hours=50)), "Резервная копия запаздывает"),
    (
        Known(
            every_hours=24, since=ago(days=9), last=ago(hours=3), failed_at=ago(hours=1), failure="no room"
        ),
        "no room",
    ),
    (
        Known(every_hours=24, since=ago(days=9), last=ago(hours=3), archives_wal=True),
        "больше пяти минут",
    ),
]


@pytest.mark.parametrize(("known", "said"), STATES)
def test_the_page_says_how_the_backups_are(suite: Suite, home: Path, known: Known, said: str) -> None:
    note(home, known)
    page = suite.browser("admin").get("/registry/backups").get_data(as_text=True)
    assert said in page
    assert ("notice-" in page.split("<main", 1)[1]) is bool(said)
    assert ("раз в 24 часа" in page) is bool(known.every_hours)


@pytest.mark.parametrize(("known", "said"), STATES[1:])
def test_the_page_and_health_agree(suite: Suite, home: Path, known: Known, said: str) -> None:
    note(home, known)
    with suite.apps["registry"].app_context():
        assert (queries.state(queries.known(), NOW) != queries.WELL) is bool(alarm(home, NOW)) is bool(said)


def test_changes_that_are_safe_are_told_with_their_time(suite: Suite, home: Path) -> None:
    note(home, Known(every_hours=24, since=ago(days=9), last=ago(hours=3), archives_wal=True))
    note_wal(home, datetime.now(UTC) - timedelta(minutes=1))
    page = suite.browser("admin").get("/registry/backups").get_data(as_text=True)
    assert "Изменения сохранены по" in page and "больше пяти минут" not in page


def test_who_does_not_run_it_does_not_see_it(suite: Suite, home: Path) -> None:
    assert suite.browser("partner_rep", region="turkistan").get("/registry/backups").status_code in (403, 404)
