"""The demo programme as `asar up` loads it: the figures it was written for,
and that it is loaded once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import psycopg
import pytest

from deploy.demo.people import people
from deploy.demo.places import PLACES
from deploy.home.environment import services_env
from deploy.servers.databases import libpq
from deploy.servers.pair import Servers
from deploy.settings import ROOT, read_settings
from tests.deploy.conftest import Suite, end, free_port, new_home, wait_until_ready
from tests.deploy.demo_figures import LEADERS, OTHERS
from tests.journeys import warm
from tests.journeys.running import clean_environment

COMMAND = [sys.executable, "-P", "-m", "deploy"]
SCOPES = ("registry:read", "events:read", "grants:read", "grants:write", "reports:read")


@dataclass
class Demo:
    """A running suite with the demo in it, a tool's token and the databases' addresses."""

    suite: Suite
    token: str
    urls: dict[str, str]

    def rows(self, service: str, statement: str) -> list[Any]:
        """What a service's database answers."""
        with psycopg.connect(self.urls[service]) as connection:
            return connection.execute(statement).fetchall()

    def value(self, service: str, statement: str) -> Any:
        """One value of a service's database."""
        return self.rows(service, statement)[0][0]

    def open(self, path: str, data: dict[str, Any] | None = None) -> tuple[int, str, bytes]:
        """Status, type and body of an address, as a tool sees it."""
        body = None if data is None else json.dumps(data).encode()
        request = Request(
            f"http://127.0.0.1:{self.suite.port}{path}",
            body,
            {
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": uuid4().hex,
            },
        )
        try:
            with urlopen(request, timeout=15) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers.get_content_type(), error.read()

    def ask(self, path: str) -> Any:
        """The JSON of an address."""
        return json.loads(self.open(path)[2])


def environment() -> dict[str, str]:
    """A clean environment with the real services."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def run(*arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run one asar command to its end, without its imports; that `up` starts from nothing the suite shows."""
    code, said, complained = warm.run(arguments, clean_environment(), seconds)
    return subprocess.CompletedProcess(arguments, code, said + complained)


def addresses(home: Path) -> dict[str, str]:
    """The databases of a home whose servers run."""
    settings = read_settings(env={"ASAR_HOME": str(home)})
    env = services_env(settings, Servers(settings), {})
    services = ("registry", "events", "grants", "reports")
    return {service: libpq(env[f"ASAR_{service.upper()}_DATABASE_URL"]) for service in services}


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """A suite that loaded the demo at its first start."""
    with new_home() as home:
        port = free_port()
        process = subprocess.Popen(
            [*COMMAND, "up", "--home", str(home), "--port", str(port)],
            env=environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        suite = wait_until_ready(Suite(process, home, port))
        urls = addresses(home)
        scopes = [word for scope in SCOPES for word in ("--scope", scope)]
        yield Demo(
            suite, run("token", "create", "--home", str(home), "--name", "test", *scopes).stdout.strip(), urls
        )
        end(suite)


@pytest.fixture(scope="module")
def figures(demo: Demo) -> dict[str, dict[str, Any]]:
    """The figures of the demo by code."""
    project = demo.ask("/registry/api/v1/projects")[0]["id"]
    return {figure["code"]: figure for figure in demo.ask(f"/reports/api/v1/projects/{project}/indicators")}


def test_figures_are_those_of_the_story(figures: dict[str, dict[str, Any]]) -> None:
    assert {code: figures[code]["actual"] for code in LEADERS | OTHERS} == LEADERS | OTHERS


def test_one_adjustment_counts_apart_and_one_waits(demo: Demo, figures: dict[str, dict[str, Any]]) -> None:
    row = figures["1.2.5"]
    assert (row["recorded"], [one["amount"] for one in row["adjustments"]]) == (97, [4])
    assert figures["4.1.5"]["adjustments"] == []
    assert demo.value("reports", "SELECT count(*) FROM adjustments WHERE approved_by IS NULL") == 1


def test_every_result_of_the_passport_stands_somehow(demo: Demo) -> None:
    project = demo.ask("/registry/api/v1/projects")[0]["id"]
    rows = demo.ask(f"/reports/api/v1/projects/{project}/results")
    assert [row["number"] for row in rows if row["number"]] == list(range(1, 11))
    assert {"achieved", "behind", "open", "unproven"} <= {row["state"] for row in rows}
    assert {row["count"] for row in rows if row["count"]} == {"centres_funded", "donor_regions"}


def test_verdicts_of_every_kind_are_shown(figures: dict[str, dict[str, Any]]) -> None:
    counted = Counter(figure["verdict"] for figure in figures.values())
    assert counted["met"] >= 16
    assert {"met", "on_track", "behind", "at_risk", "not_met", "no_target"} <= set(counted)


def test_one_training_had_too_few(figures: dict[str, dict[str, Any]]) -> None:
    clause = figures["4.1.3"]["clauses"][0]
    assert (clause["met"], re.findall(r"\d+", clause["text"])[:2]) == (False, ["13", "14"])
    assert figures["4.1.3"]["verdict"] == "overdue"  # one more training with fifteen still mends it


def test_some_evidence_is_missing(figures: dict[str, dict[str, Any]]) -> None:
    lacking = {
        code
        for code, figure in figures.items()
        if figure["evidence"]["present"] < figure["evidence"]["needed"]
    }
    missing = {"1.1.1", "1.1.3", "1.1.4", "1.2.1", "2.1.1", "2.1.2", "4.1.1", "4.1.3", "4.1.6"}
    assert lacking == missing | {"F.1.1", "F.1.2"}


def test_memorandum_without_a_scan_that_opens_is_not_proven(figures: dict[str, dict[str, Any]]) -> None:
    assert (figures["1.2.1"]["actual"], figures["1.2.1"]["evidence"]["present"]) == (7, 5)


def test_two_villages_approved_their_plans_and_two_are_at_work(demo: Demo) -> None:
    plans = demo.ask("/registry/api/v1/village-plans")
    assert Counter(plan["state"] for plan in plans) == {"approved": 2, "in_work": 2}


def test_journals_of_four_centres_have_their_months_closed(demo: Demo) -> None:
    months = "count(closed_on) FROM journals j JOIN journal_months m ON m.journal_id = j.id"
    closed = dict(demo.rows("events", f"SELECT region, {months} GROUP BY region"))
    assert closed == {"turkistan": 4, "kyzylorda": 4, "almaty_obl": 3, "west_kz": 3}
    assert demo.value("events", "SELECT count(*) FROM journal_months WHERE closed_on IS NULL") == 4
    assert demo.value("events", "SELECT count(*) FROM consultations") > 90


def test_five_monthly_reports_of_which_one_was_returned_and_came_late(demo: Demo) -> None:
    rows = demo.rows(
        "reports", "SELECT extract(month FROM month)::int, state, handed_in_on FROM centre_reports"
    )
    handed = {month: day for month, state, day in rows if state in ("handed_in", "accepted")}
    assert sorted(handed) == [4, 5, 6, 7, 8] and [day.day for day in handed.values() if day.day > 5] == [12]
    returned = demo.rows(
        "reports", "SELECT content ->> 'why' FROM acts WHERE content ->> 'why' LIKE '%раздел%'"
    )
    assert len(returned) == 1 and "Дополните раздел" in returned[0][0]


def test_memoranda_are_with_the_seven_partners(demo: Demo) -> None:
    partners = """SELECT o.id FROM memorandum_parties p JOIN organisations o ON o.id = p.organisation_id
        WHERE o.kind = 'partner'"""
    assert len(set(demo.rows("registry", partners))) == 7
    assert demo.value("registry", "SELECT count(*) FROM organisations WHERE kind = 'partner'") == 7


def test_five_stories_and_one_proven_donor_project(demo: Demo, figures: dict[str, dict[str, Any]]) -> None:
    stories = demo.ask("/grants/api/v1/stories")
    assert len(stories) == 5 and figures["2.1.7"]["actual"] == 3  # those with a file, published
    assert (len(demo.ask("/grants/api/v1/donor-projects")), figures["3.1.5"]["actual"]) == (2, 1)


def test_sixty_questionnaires_came_on_paper_and_online(demo: Demo) -> None:
    ways = dict(demo.rows("events", "SELECT way, count(*) FROM survey_answers GROUP BY way"))
    assert ways == {"paper": 41, "online": 19}


def test_media_board_has_items_in_every_state(demo: Demo) -> None:
    states = dict(demo.rows("events", "SELECT status, count(*) FROM publications GROUP BY status"))
    assert set(states) == {"idea", "draft", "approved", "published"} and min(states.values()) >= 2


def test_eighty_copies_on_paper_are_handed_out_each_to_somebody(demo: Demo) -> None:
    copies = "SELECT kind, medium, sum(copies) FROM edition_entries GROUP BY kind, medium"
    found = {(kind, medium): count for kind, medium, count in demo.rows("events", copies)}
    assert found[("brochure_handout", "paper")] == 80
    assert (found[("expert_review", None)], found[("manual_handover", None)]) == (2, 1)


def test_obligations_are_done_late_and_overdue(demo: Demo) -> None:
    project = demo.ask("/registry/api/v1/projects")[0]["id"]
    rows = demo.ask(f"/reports/api/v1/projects/{project}/obligations")
    states = Counter(row["state"] for row in rows)
    assert states["done"] > 50 and states["late"] >= 1 and states["overdue"] >= 1 and states["due"] >= 1


def test_two_reports_are_sealed(demo: Demo) -> None:
    sealed = demo.rows("reports", "SELECT state, sealed_at::date::text FROM reports ORDER BY sealed_at")
    assert sealed == [("ready", "2022-07-05"), ("ready", "2022-09-06")]


def behind(demo: Demo, project: str, code: str) -> tuple[list[Any], list[str]]:
    """The records behind a figure, and the files that prove them and open."""
    rows = demo.ask(f"/reports/api/v1/projects/{project}/indicators/{code}/records")
    return rows, [file["url"] for row in rows for file in row["evidence"] if not file["unopened"]]


def test_every_figure_leads_to_its_records_and_proofs(demo: Demo, figures: dict[str, Any]) -> None:
    project, asked = demo.ask("/registry/api/v1/projects")[0]["id"], []
    for code, figure in figures.items():
        rows, proofs = behind(demo, project, code)
        assert bool(rows) >= bool(figure["actual"]), code
        assert bool(proofs) >= bool(figure["evidence"]["present"]), code
        asked += [f"/reports/indicators/{code}", *(row["url"] for row in rows[:2]), *proofs[:2]]
    assert len(figures) == 41
    assert not [page for page in asked if page.startswith("/") and demo.open(page)[0] != 200]


def test_people_are_fewer_than_visits(demo: Demo) -> None:
    visits, people = demo.rows(
        "events", "SELECT count(*), count(DISTINCT person_id) FROM participants WHERE attended"
    )[0]
    assert (visits, people) == (451, 308)


def test_two_pairs_wait_for_a_decision(demo: Demo) -> None:
    assert demo.value("registry", "SELECT count(*) FROM person_pairs WHERE verdict = 'open'") == 2


def test_every_phone_is_a_fictitious_one(demo: Demo) -> None:
    phones = [person.phone for region in PLACES for person in people(region) if person.phone]
    words = "".join(file.read_text("utf-8") for file in (ROOT / "deploy/demo").glob("*.py"))
    assert all(re.fullmatch(r"\+7 700 000 \d\d \d\d", phone) for phone in phones)
    assert not re.findall(r"(?:\+7|\b8)[ -]?7(?!00 000)\d\d[ -]?\d{3}", words)
    assert demo.value("registry", "SELECT count(*) FROM people WHERE phone_sealed IS NOT NULL") > 200


def test_no_fund_is_exceeded(demo: Demo) -> None:
    funds = demo.rows("grants", "SELECT amount, awarded, paid FROM funds")
    assert len(funds) == 7
    assert all(paid <= awarded <= amount == Decimal(1000000) for amount, awarded, paid in funds)
    assert sum(awarded for _, awarded, _ in funds) == Decimal(6540000)


def test_waiting_application_exceeds_what_is_left(demo: Demo) -> None:
    waiting = demo.value(
        "grants", "SELECT id::text FROM applications WHERE status = 'registered' AND region = 'kyzylorda'"
    )
    status, _, answer = demo.open(
        f"/grants/api/v1/applications/{waiting}/award", {"amount": 450000, "over_reason": "x"}
    )
    assert (status, json.loads(answer)["code"]) == (409, "fund_exhausted")


def test_region_asked_its_own_question(demo: Demo) -> None:
    assert (
        demo.value(
            "events", "SELECT count(*) FROM gatherings WHERE extra->>'turkistan.makhalla' = 'Ақ мешіт'"
        )
        == 1
    )


def test_plan_was_approved_before_it_began(demo: Demo) -> None:
    assert demo.value("registry", "SELECT approved_at::date::text FROM plans") == "2022-03-28"


def test_every_proof_opens(demo: Demo) -> None:
    proofs = demo.rows("events", "SELECT DISTINCT ON (mime, kind) id::text, mime FROM evidence")
    assert len(proofs) > 10
    assert all(demo.open(f"/events/evidence/{proof}")[:2] == (200, mime) for proof, mime in proofs)


def test_files_are_small_and_distinct(demo: Demo) -> None:
    files = [path for path in (demo.suite.home / "files").rglob("*") if path.is_file()]
    named = sum(demo.value(service, "SELECT count(*) FROM evidence") for service in ("events", "grants"))
    assert len(files) > named
    documents = demo.value(
        "reports", "SELECT sum(size) FROM report_files"
    )  # two sealed reports in three formats
    assert sum(path.stat().st_size for path in files) - documents < 4_000_000
    assert documents < 6 * 300_000


def test_nothing_waits_between_services(demo: Demo) -> None:
    assert until(lambda: waiting(demo) == [0, 0, 0, 0]), waiting(demo)  # what plugins hear the worker tells


def waiting(demo: Demo) -> list[int]:
    """How many records wait in each service."""
    services = ("registry", "events", "grants", "reports")
    return [demo.value(service, "SELECT count(*) FROM outbox") for service in services]


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it becomes true in time."""
    ends = time.monotonic() + seconds
    while not true() and time.monotonic() < ends:
        time.sleep(0.2)
    return true()


def test_there_is_an_account_for_each_role(demo: Demo) -> None:
    from shared.language.roles import ROLES

    told = json.loads((demo.suite.home / "demo.json").read_text())
    assert {role for (role,) in demo.rows("registry", "SELECT role FROM role_grants")} == set(ROLES)
    assert {account["login"] for account in told["accounts"]} == {
        login for (login,) in demo.rows("registry", "SELECT login FROM users")
    }
    assert told["today"] == "2022-09-30"


def test_figures_are_shown_as_of_the_day_of_the_demo(demo: Demo) -> None:
    shown = run("figures", "show", "--home", str(demo.suite.home)).stdout
    assert re.search(r"(?m)^F\.2\.1 .* not_due ", shown), shown


def test_second_load_changes_nothing(demo: Demo) -> None:
    assert "already there" in run("demo", "--home", str(demo.suite.home)).stdout
    assert demo.value("registry", "SELECT count(*) FROM projects") == 1


def test_own_data_are_left_alone(demo: Demo) -> None:
    kept = (demo.suite.home / "demo.json").rename(demo.suite.home / "aside.json")
    done = run("demo", "--home", str(demo.suite.home))
    assert (done.returncode, (demo.suite.home / "demo.json").exists()) == (1, False)
    assert "holds data of its own" in done.stdout
    kept.rename(demo.suite.home / "demo.json")
