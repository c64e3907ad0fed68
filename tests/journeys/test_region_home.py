"""A region's home and the centre, each a suite of its own, with a proxy between that cuts: the figures of the
centre are in the end those of the home, nothing lost and nothing twice; files come whole both ways."""

from __future__ import annotations

import hashlib
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import orjson
import psycopg
import pytest
import urllib3

from deploy.chaos.cutting import Proxy
from deploy.home.prepared import prepared
from deploy.servers.databases import libpq
from shared.peers import Peers
from tests.deploy.conftest import new_home
from tests.journeys.running import Running, clean_environment, free_port
from tests.suite import DATA, PDF

ATTENDED, GATHERINGS, PEOPLE = "4.1.3", 8, 60
SLOW = 400  # seconds: it waits for what comes, and a machine with other work has its time
TOLD = """
import json, sys
from deploy.product import registry
with registry(sys.argv[1]):
    from services.registry.db import db
    from services.registry.plans.models import Project
    from services.registry.plans.record import project_record
    from shared.language.records import state
    found = db.session.get(Project, sys.argv[2])
    print(json.dumps(state(project_record(found, found.plans[-1])), default=str))
"""
CODE = """
import sys
from deploy.product import registry
with registry(sys.argv[1]):
    from services.registry.deployments.operations.pairing import invite
    from shared.doors.transaction import carry_out
    print(carry_out(invite, "turkistan", ["turkistan"])[1])
"""

CAME = """
import hashlib, sys
from deploy.product import registry
with registry(sys.argv[1]):
    from services.registry.distant_files.queries import kept_of
    from shared.files import files
    found = [hashlib.sha256(files().get(row.sha256)).hexdigest() for row in kept_of([sys.argv[2]])]
    print(*found or ["-"])
"""

SAYS = """
import sys
from deploy.product import registry
with registry(sys.argv[1]):
    from services.registry.db import db
    from services.registry.deployments.models import Deployment
    from services.registry.deployments.operations import agreeing
    from shared.doors.transaction import carry_out
    other = db.session.query(Deployment).one()
    given = {"agree": [other, "Сверка списков"], "end": [other]}[sys.argv[2]]
    carry_out(getattr(agreeing, sys.argv[2]), *given)
    print("said")
"""
KEPT_HERE = "SELECT count(*) FROM distant_files WHERE sha256 = %s AND state = 'kept'"
NAMED = {
    "registry": "SELECT count(*) FROM foreign_records WHERE state::text LIKE '%Участник%'",
    "reports": "SELECT count(*) FROM identity_copies WHERE name LIKE '%Участник%'",
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where both homes live: reachable for the servers' account, whose data outlives a restart only there."""
    with new_home() as found:
        yield found


@pytest.fixture
def centre(folder: Path) -> Iterator[Running]:
    """The centre, empty, which wants every file."""
    yield from started(folder / "centre", "--no-demo", ASAR_DISTANT_FILES="all")


@pytest.fixture
def line(centre: Running) -> Iterator[Proxy]:
    """The line between them."""
    with closing(Proxy(centre.port)) as proxy:
        yield proxy


@pytest.fixture
def home(folder: Path, centre: Running, line: Proxy) -> Iterator[Running]:
    """A home of Turkistan below it."""
    folder = folder / "turkistan"
    words = ["init", "--home", str(folder), "--region", "turkistan", "--upstream", line.address]
    centre.run(*words)
    yield from started(folder)


def started(folder: Path, *options: str, **env: str) -> Iterator[Running]:
    """A running suite of a home."""
    folder.mkdir(exist_ok=True)
    suite = Running(folder, free_port(), clean_environment(**env))
    suite.start(*options)
    yield suite
    suite.stop()


def of(suite: Running, script: str, *words: str) -> str:
    """What a script says beside a running suite."""
    return suite.run("-c", script, str(suite.home), *words).splitlines()[-1]


def ok(suite: Running, method: str, path: str, body: Any = None, **more: Any) -> Any:
    """The answer of a call that must succeed."""
    status, answer = suite.call(method, path, body, **more)
    assert status < 300, (status, answer)
    return answer


def brought_down(centre: Running, home: Running, project: str) -> None:
    """The home knows the project and its plan, as its own registry tells it."""
    state = json.loads(of(centre, TOLD, project))
    record = {"kind": "project", "key": f"turkistan:{project}", "version": 1, "state": state}
    for service in ("events", "grants", "reports"):
        peers = Peers("registry", home.home / "keys", {service: home.address})
        reply = peers.ask(service, f"/{service}/messages", {"records": [record]})
        assert (reply.status, reply.json()) == (200, {"refused": {}})


def trainings(home: Running, project: str, first: int, many: int) -> None:
    """Trainings of the home with their people, as its partner enters them."""
    for number in range(first, first + many):
        made = ok(
            home,
            "POST",
            "/events/api/v1/gatherings",
            {
                "project_id": project,
                "activity": "4.1",
                "type": "training",
                "title": f"Тренинг {number}",
                "region": "turkistan",
                "starts_on": f"2022-05-{number + 1:02d}",
                "mode": "offline",
            },
        )
        rows = [
            {"name": f"Участник {number} {who}", "category": "leader", "attended": True}
            for who in range(PEOPLE)
        ]
        address = f"/events/api/v1/gatherings/{made['id']}"
        ok(home, "POST", f"{address}/participants", {"participants": rows})
        ok(home, "POST", f"{address}/completion")


def figures(suite: Running, project: str) -> dict[str, Any]:
    """What is counted, by indicator."""
    rows = ok(suite, "GET", f"/reports/api/v1/projects/{project}/indicators")
    return {row["code"]: row["actual"] for row in rows}


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it becomes true in time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(1)
    return true()


@pytest.mark.timeout(2700)
def test_a_home_that_was_cut_off_counts_once_at_the_centre(
    centre: Running, home: Running, line: Proxy
) -> None:
    document = (DATA / "detailed-description.docx").read_bytes()
    files = {"file": ("plan.docx", document)}
    plan = ok(centre, "POST", "/registry/api/v1/plans", files=files, fields={"new_project": "1"})
    ok(centre, "POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    project = plan["project_id"]
    brought_down(centre, home, project)
    trainings(home, project, 0, GATHERINGS // 2)  # before it is paired
    code = of(centre, CODE)
    home.command("deployment", "pair", "--upstream", line.address, "--code", code)
    assert until(lambda: same(centre, home, project, GATHERINGS // 2), SLOW), figures(centre, project)

    cut(centre)
    trainings(home, project, GATHERINGS // 2, GATHERINGS // 2)
    centre.start("--no-demo")
    assert until(lambda: same(centre, home, project, GATHERINGS), SLOW), figures(centre, project)

    home.command("outbox", "resend")  # everything once more
    time.sleep(15)  # whatever would be counted twice has come by then
    assert same(centre, home, project, GATHERINGS)
    assert used_code_is_refused(centre, code)
    files_come_both_ways(centre, home, line, project)
    names_come_while_both_agree(centre, home, project)


def names_come_while_both_agree(centre: Running, home: Running, project: str) -> None:
    """No name is at the centre until both sides said so, every name then, and none as soon as one of them
    takes his word back; no figure moves."""
    before, everybody = figures(centre, project), GATHERINGS * PEOPLE
    of(centre, SAYS, "agree")
    time.sleep(15)  # a name that one word alone lets out has come by then
    assert named(centre) == [0, 0]
    of(home, SAYS, "agree")
    assert until(lambda: named(centre) == [everybody, everybody], SLOW), named(centre)
    of(home, SAYS, "end")
    assert until(lambda: named(centre) == [0, 0], SLOW), named(centre)
    assert figures(centre, project) == before and agree(centre, home, project)


def named(centre: Running) -> list[int]:
    """How many names of the home's people are in the centre's registry and in its reports."""
    return [asked(centre, service, statement) for service, statement in NAMED.items()]


def asked(suite: Running, service: str, statement: str, *given: str) -> int:
    """The number that a service's database answers."""
    with prepared(suite.home) as env:
        url = libpq(env[f"ASAR_{service.upper()}_DATABASE_URL"])
    with psycopg.connect(url) as connection:
        found = connection.execute(statement.encode(), given or None).fetchone() or (0,)
    return int(found[0])


def files_come_both_ways(centre: Running, home: Running, line: Proxy, project: str) -> None:
    """A proof of the home is asked for by the centre, the regulation of a fund by the home, over a line that
    breaks off in the middle of answers; each is whole in the end, and the regulation attached by itself."""
    gathering = ok(home, "GET", "/events/api/v1/gatherings?limit=1")[0]["id"]
    proof, regulation = paper(1), paper(2)
    attach(home, f"/events/api/v1/gatherings/{gathering}", "signed_list", proof)
    contest = handed_contest(centre, home, project, regulation)
    cutting = threading.Thread(target=cut_for, args=(line, 60), daemon=True)
    cutting.start()
    mine, theirs = (hashlib.sha256(data).hexdigest() for data in (proof, regulation))
    assert until(lambda: asked(centre, "registry", KEPT_HERE, mine) == 1, SLOW)
    assert of(centre, CAME, mine) == mine
    papers = f"/grants/api/v1/contests/{contest}/evidence"
    assert until(lambda: theirs in [row["sha256"] for row in ok(home, "GET", papers)], SLOW)
    assert of(home, CAME, theirs) == theirs
    cutting.join()


def paper(number: int) -> bytes:
    """A file of several parts."""
    return PDF + bytes([number]) * 900_000


def attach(suite: Running, owner: str, kind: str, data: bytes) -> None:
    """Let a file prove something."""
    ok(suite, "POST", f"{owner}/evidence", files={"file": ("paper.pdf", data)}, fields={"kind": kind})


def handed_contest(centre: Running, home: Running, project: str, regulation: bytes) -> str:
    """A contest of the centre whose fund the home took, with its regulation."""
    said = {"project_id": project, "title": "Конкурс", "opens_on": "2022-01-01", "closes_on": "2022-12-31"}
    contest = str(ok(centre, "POST", "/grants/api/v1/contests", said)["id"])
    place = f"/grants/api/v1/contests/{contest}"
    attach(centre, place, "regulation", regulation)
    if centre.call("POST", f"{place}/opening")[0] >= 300:  # its funds are above the plan
        attach(centre, place, "decision", paper(3))
        ok(centre, "POST", f"{place}/opening")
    ok(centre, "POST", f"{place}/handovers", {"region": "turkistan", "deployment": "turkistan"})
    handovers = "/grants/api/v1/handovers"
    assert until(lambda: bool(ok(home, "GET", handovers)), SLOW)
    offer = ok(home, "GET", handovers)[0]["id"]
    acceptance = f"{handovers}/{offer}/acceptance"
    assert until(lambda: home.call("POST", acceptance)[0] < 300, SLOW)  # after its plan
    return contest


def cut_for(line: Proxy, seconds: float) -> None:
    """A line that breaks off in the middle of answers again and again."""
    ends, chance = time.monotonic() + seconds, Random(7)
    while time.monotonic() < ends:
        line.cut(chance.uniform(0.2, 1), chance.choice((0, 300, 100_000)))
        time.sleep(chance.uniform(0.5, 2))


def cut(suite: Running) -> None:
    """The line to a suite is cut; its data stays, for it comes back."""
    assert suite.process is not None
    suite.process.send_signal(signal.SIGINT)
    suite.process.wait(60)


def same(centre: Running, home: Running, project: str, gatherings: int) -> bool:
    """Whether the centre counts what the home counts, all of it."""
    return figures(home, project)[ATTENDED] == gatherings * PEOPLE and agree(centre, home, project)


def agree(centre: Running, home: Running, project: str) -> bool:
    """Whether every figure of the home is the centre's; those of no region (1.1.4) a home cannot say."""
    said = {code: actual for code, actual in figures(home, project).items() if actual is not None}
    return said.items() <= figures(centre, project).items()


def used_code_is_refused(centre: Running, code: str) -> bool:
    """Whether nobody else is paired by the code."""
    from services.registry.deployments.rules.signing import new_private, public_of

    said = {
        "code": code,
        "name": "turkistan",
        "public_key": public_of(new_private()),
        "url": "",
        "version": "0.1.0",
    }
    headers = {"Content-Type": "application/json"}
    answer = urllib3.request(
        "POST", f"{centre.address}/registry/api/pairing", body=orjson.dumps(said), headers=headers
    )
    return answer.status == 409 and answer.json()["code"] == "pairing_code_used"
