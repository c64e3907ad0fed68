"""A home of the version before the ground floor starts, is migrated and shows the same figures.

`tests/data/before` is that version's demo home of 30 September 2022: its four databases
and what its API answered.
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from deploy.home.environment import services_env
from deploy.home.keys import make_keys
from deploy.servers.databases import libpq, migrate, provision
from deploy.servers.pair import Servers
from deploy.settings import read_settings
from services.reports.documents.sealed import read
from tests.suite import DATA, SERVICES, Suite

BEFORE = DATA / "before"
SEALED = {
    "cadbf7c0e40b5b05c08b72e0664e71968f64124c100c6913d356487115aac0aa",
    "fb832e1537773c9cebb60b2e909b6e7c3043d845413ef5b7428c3e0417118d35",
}
# That version had no register of them: unknown then, none of them now, and a share of none is no share.
SHARES = {"F.1.1", "F.1.2"}
REGISTERED_SINCE = {"1.1.2", "1.1.3", "1.1.4", "1.2.1", "1.2.4", "2.1.7", "3.1.5", "I.2.1", *SHARES}
NOWHERE = {
    "1.1.4",
    "2.1.4",
    "2.1.5",
    "2.1.6",
    "5.1.1",
    "5.1.3",
    "5.1.4",
    "I.3.1",
}  # that version said 0 of each
GROUPS = "2.1.2"  # that version counted awards for groups; now the register of groups does (decision 70)
PROJECT = "01a223b7-823b-7076-bc54-9dfc2a42c225"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suite]:
    """The old home after its upgrade, with everything delivered that the upgrade sends anew."""
    from sqlalchemy.orm import close_all_sessions

    from deploy.wsgi import make_apps
    from shared import peers

    env = {
        "ASAR_HOME": str(tmp_path_factory.mktemp("before")),
        "ASAR_DATABASE_PREFIX": f"asar_before_{os.getpid()}",
        "ASAR_PLUGINS": "turkistan",
    }
    settings = read_settings(env=env)
    make_keys(settings.keys)
    running = Servers(settings, durable=False)
    with ExitStack() as stack:
        # Its apps ask one another; those of the other tests go on with theirs.
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(peers, "IN_PROCESS", {})
        stack.callback(running.stop)
        running.start()
        running.wait()
        urls = provision(settings, running.admin_url)
        for service in SERVICES:
            with psycopg.connect(libpq(urls[service]), autocommit=True) as connection:
                dump = lzma.decompress((BEFORE / f"{service}.sql.xz").read_bytes())
                connection.execute(dump)  # type: ignore[arg-type]
        migrate(urls, settings.keys)
        environment = services_env(settings, running, env)
        suite = Suite(make_apps(environment), environment)
        suite.settle()
        yield suite
        close_all_sessions()
        for app in suite.apps.values():
            with app.app_context():
                app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(autouse=True)
def its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the old answers were given on."""
    monkeypatch.setenv("ASAR_TODAY", "2022-09-30")


def answered(name: str) -> list[dict[str, Any]]:
    """What the old version answered."""
    return json.loads((BEFORE / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("region", [None, "turkistan", "kyzylorda"])
def test_figures_are_the_same_after_the_upgrade(home: Suite, region: str | None) -> None:
    query, name = (f"?region={region}", f"indicators_{region}") if region else ("", "indicators")
    now = home.ok("GET", f"/reports/api/v1/projects/{PROJECT}/indicators{query}")
    was = answered(name)
    same = (
        "code",
        "target",
        "actual",
        "percent",
        "verdict",
        "late",
        "clauses",
        "evidence",
        "by_region",
        "by_month",
        "due",
    )
    nowhere = NOWHERE if region else set()
    then = [row | ({"actual": None} if row["code"] in nowhere else {}) for row in was]
    assert [{key: row[key] for key in same} for row in map(as_before, now) if known_then(row)] == [
        {key: row[key] for key in same} for row in then if known_then(row)
    ]
    amounts = [
        {row["code"]: row["actual"] for row in rows if row["code"] in REGISTERED_SINCE} for rows in (was, now)
    ]
    none = {code: None if code in SHARES | nowhere else 0 for code in REGISTERED_SINCE}
    assert amounts == [dict.fromkeys(REGISTERED_SINCE), none]


def test_groups_counted_by_awards_are_asked_for_by_name(home: Suite) -> None:
    before = next(row["actual"] for row in answered("indicators") if row["code"] == GROUPS)
    asked = home.browser("project_lead").get("/registry/home?all=1").get_data(as_text=True)
    assert (
        before == 16
        and "16 групп с грантом не найдено" in asked
        and home.figure(PROJECT, GROUPS)["actual"] == 0
    )


def known_then(row: dict[str, Any]) -> bool:
    """Whether the old version counted an indicator at all."""
    return row["code"] not in REGISTERED_SINCE | {GROUPS}


def as_before(row: dict[str, Any]) -> dict[str, Any]:
    """A figure in the verdicts of the version before, which had one word where there are now two."""
    word = {"overdue": "not_met", "not_due": "on_track", "not_done": "at_risk"}
    return row | {"verdict": word.get(row["verdict"], row["verdict"])}


def test_records_behind_figures_are_the_same_after_the_upgrade(home: Suite) -> None:
    for row in filter(known_then, answered("indicators")):
        records = home.ok(
            "GET", f"/reports/api/v1/projects/{PROJECT}/indicators/{row['code']}/records?limit=200"
        )
        assert len(records) == row["evidence"]["needed"], row["code"]


@pytest.mark.parametrize(
    "report", ["01a223ca-bc95-71cd-ab9d-3902a6541565", "01a223ca-bcb4-7d3a-9758-473e36ac0118"]
)
def test_sealed_reports_still_open_after_the_upgrade(home: Suite, report: str) -> None:
    kept = home.ok("GET", f"/reports/api/v1/reports/{report}")
    assert kept["sha256"] in SEALED
    assert home.browser("project_lead").get(f"/reports/reports/{report}").status_code == 200
    assert read(kept["snapshot"]).number == kept["number"]


def test_everything_is_delivered_after_the_upgrade(home: Suite) -> None:
    from shared.queue import waiting

    assert {service: waiting.status(app) for service, app in home.apps.items()} == dict.fromkeys(SERVICES, [])


@pytest.mark.parametrize(
    ("service", "table"),
    [
        ("events", "gatherings"),
        ("events", "publications"),
        ("grants", "contests"),
        ("registry", "centres"),
        ("reports", "facts"),
        ("reports", "gathering_copies"),
    ],
)
def test_every_row_knows_its_line_by_its_id_after_the_upgrade(home: Suite, service: str, table: str) -> None:
    with home.apps[service].app_context():
        session = home.apps[service].extensions["sqlalchemy"].session
        known = set(session.scalars(text(f"SELECT DISTINCT activity_id FROM {table}"))) - {None}
    assert known and all(len(name) == 36 for name in known)
