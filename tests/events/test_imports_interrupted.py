"""Imports under a rough life: killed anywhere, two at once beside a report, five thousand in one list."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from sqlalchemy import text

from services.events.db import db
from services.events.participants.operations import imports, matching
from shared.queue import jobs
from tests.events.forms import people, sheet
from tests.suite import Suite

HEADER = ["ФИО", "Год рождения", "Телефон", "Присутствие"]
# The second and the third may be one and the same as the first: asked again, each would be one more person.
ROWS = [
    ["Ахметов Серик Болатович", "1985", "+7 700 000 00 01", "да"],
    ["Ахметов Серик", "", "+7 700 000 00 02", "да"],
    ["Ахметов С. Б.", "", "+7 700 000 00 03", "да"],
    ["Ким Анна", "1990", "", "да"],
    ["Ли Виктор", "", "+7 700 000 00 05", ""],
]


class Killed(BaseException):
    """The worker is gone: nothing after this line runs, the connection is lost."""


def gathering(suite: Suite, project: str, region: str = "turkistan") -> str:
    """The id of a held training without a list."""
    return suite.gathering(project, 0, region=region, evidence=())


def send(suite: Suite, gathering_id: str, rows: list[list[str]]) -> str:
    """The id of the job of an uploaded list."""
    path = f"/events/api/v1/gatherings/{gathering_id}/participants/file"
    return suite.ok("POST", path, data={"file": (sheet([HEADER, *rows]), "list.xlsx")})["job"]


def work(suite: Suite, job: str, service: str = "events", kind: str = "events.import_participants") -> None:
    """A worker that takes a job."""
    with suite.apps[service].app_context():
        try:
            jobs.KNOWN[kind].fn(job)
        except Killed:
            suite.apps[service].extensions["sqlalchemy"].session.rollback()


def go_on(suite: Suite, job: str) -> dict[str, Any]:
    """What comes of a job that another worker takes when the lease of the first has run out."""
    ask(suite, "events", "UPDATE jobs SET lease_until = now() - interval '1 second' WHERE state = 'running'")
    work(suite, job)
    return suite.ok("GET", f"/events/api/v1/jobs/{job}")


def ask(suite: Suite, service: str, statement: str) -> Any:
    """The first value of a statement."""
    with suite.apps[service].app_context():
        with suite.apps[service].extensions["sqlalchemy"].engine.begin() as connection:
            found = connection.execute(text(statement))
            return found.scalar() if found.returns_rows else None


def killed_in(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, after: int = 0) -> None:
    """Let the worker end where it calls this; `after` so many calls."""
    real, calls = getattr(place, name), [0]

    def end(*given: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == after + 1:
            raise Killed
        return real(*given, **named)

    monkeypatch.setattr(place, name, end)


@pytest.mark.parametrize(
    ("place", "name", "after"),
    [
        (matching, "match", 1),  # between two batches
        (imports, "enter_matched", 0),  # all are matched, nothing is entered
        (imports, "add_participants", 0),  # in the transaction that enters them
        (imports, "noticed", 0),  # all are entered, the job does not say so yet
    ],
)
def test_import_killed_anywhere_is_resumed_with_nothing_lost_or_doubled(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, after: int
) -> None:
    monkeypatch.setattr(matching, "BATCH", 2)
    here, job = gathering(suite, project), ""
    with monkeypatch.context() as killing:
        killed_in(killing, place, name, after)
        job = send(suite, here, ROWS)
        work(suite, job)
    assert ask(suite, "events", "SELECT state FROM jobs") == "running"
    state = go_on(suite, job)
    assert (state["state"], state["result"]["added"], state["result"]["updated"]) == ("done", len(ROWS), 0)
    assert [line["attended"] for line in people(suite, here)].count(True) == 4
    known = ask(suite, "registry", "SELECT count(*) FROM people")
    assert (len(people(suite, here)), known) == (len(ROWS), len(ROWS))


def test_without_what_is_kept_the_list_would_be_entered_again(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the job does not remember that it entered the list."""
    monkeypatch.setattr(jobs.Progress, "done", lambda self: None)
    here = gathering(suite, project)
    with monkeypatch.context() as killing:
        killed_in(killing, imports, "noticed")
        job = send(suite, here, ROWS)
        work(suite, job)
    state = go_on(suite, job)
    assert state["result"]["added"] != len(ROWS)


def test_worker_whose_lease_ran_out_enters_nothing(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = gathering(suite, project)
    job, real = send(suite, here, ROWS), imports.match_people

    def slow(*given: Any) -> Any:
        matched = real(*given)
        if not overtaken:
            overtaken.append(True)
            go_on(suite, job)
        return matched

    overtaken: list[bool] = []
    monkeypatch.setattr(imports, "match_people", slow)
    work(suite, job)
    state = suite.ok("GET", f"/events/api/v1/jobs/{job}")
    assert (state["state"], state["result"]["added"]) == ("done", len(ROWS))
    assert len(people(suite, here)) == len(ROWS)


def together(*works: Callable[[], None]) -> None:
    """Do these at once."""
    threads = [threading.Thread(target=one) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def test_two_imports_and_a_report_at_once_lose_and_double_nothing(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "BATCH", 40)
    same = [
        [name, str(1960 + n % 40), f"+7 700 000 {n // 100:02d} {n % 100:02d}", "да"]
        for n, name in NAMES[:200]
    ]
    lists = [(gathering(suite, project), same), (gathering(suite, project), same[::-1])]
    suite.settle()
    sent = [send(suite, here, rows) for here, rows in lists]
    asked = {"formats": ["xlsx"]}
    report = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    together(
        *(lambda job=job: work(suite, job) for job in sent),
        lambda: work(suite, report, "reports", "reports.build"),
    )
    for _again in range(3):  # who met the other at a lock is begun again, as the ticker would
        suite.settle()
    assert suite.ok("GET", f"/reports/api/v1/jobs/{report}")["state"] == "done"
    states = [suite.ok("GET", f"/events/api/v1/jobs/{job}") for job in sent]
    assert [(state["state"], state["result"]["added"]) for state in states] == [("done", 200)] * 2
    assert ask(suite, "registry", "SELECT count(*) FROM people") == 200
    assert suite.figure(project, "4.1.3")["actual"] == 400


NAMES = list(
    enumerate(
        f"{root}{tail} {given} {father}ович"
        for root, tail, given, father in product(
            ("Ахмет", "Оспан", "Жумабай", "Сейт", "Касым", "Бекбол", "Омар", "Ермек", "Мукан", "Тлеген"),
            ("ов", "улы", "бек", "кан", "жанов"),
            ("Серик", "Нурлан", "Ерлан", "Кайрат", "Мурат", "Самат", "Арман", "Азамат", "Тимур", "Айдын"),
            ("Болат", "Ержан", "Жандос", "Руслан", "Улан", "Султан", "Максат", "Адил", "Дархан", "Алмас"),
        )
    )
)


def test_gathering_of_five_thousand_is_entered_and_counted(suite: Suite, project: str) -> None:
    rows = [
        [name, str(1950 + n % 50), f"+7 70{n // 1000} {n % 1000:03d} 00 {n % 90:02d}", "да"]
        for n, name in NAMES
    ]
    here = gathering(suite, project)
    job = send(suite, here, rows)
    work(suite, job)
    state = suite.ok("GET", f"/events/api/v1/jobs/{job}")
    assert (state["state"], state["result"]["added"]) == ("done", 5000)
    (listed,) = [row for row in suite.ok("GET", "/events/api/v1/gatherings") if row["id"] == here]
    assert (listed["attended"], ask(suite, "registry", "SELECT count(*) FROM people")) == (5000, 5000)
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 5000


def test_repeated_call_with_a_key_has_its_answer_and_a_refused_one_keeps_none(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/events/api/v1/gatherings/{gathering(suite, project)}/participants"
    call = {
        "json": {"participants": [{"name": "Ким Анна", "attended": True}]},
        "headers": {"Idempotency-Key": "k"},
    }
    with monkeypatch.context() as refusing:
        refusing.setattr("services.events.participants.api.list_to_write", refuse)
        assert suite.call("POST", path, **call).status_code == 409
    answers = [suite.call("POST", path, **call) for _time in range(2)]
    assert [answer.headers.get("Idempotent-Replay") for answer in answers] == [None, "true"]
    assert answers[0].get_json() == answers[1].get_json() and len(suite.ok("GET", path)) == 1


def refuse(_gathering: object) -> None:
    """Somebody else was quicker."""
    from services.events.participants.operations.entering import ListChanged

    raise ListChanged


def test_no_transaction_stands_open_while_rows_are_checked(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_then, real = [], matching.checked

    def watched(*given: Any) -> Any:
        open_then.append(db.session().in_transaction())
        return real(*given)

    monkeypatch.setattr(matching, "checked", watched)
    work(suite, send(suite, gathering(suite, project), ROWS))
    assert open_then == [False]
