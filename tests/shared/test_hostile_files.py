"""Hostile files at every door that takes one: the web process is untouched, a worker has them for two seconds
at the most, nothing is answered with a failure of ours."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest

from services.events.participants.operations.reading import READER as LIST_READER
from services.events.participants.operations.reading import payload
from services.registry.drafts.forms.intake import READER as PLAN_READER
from shared.language.evidence import UNOPENED
from shared.limited import ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.looking import look_at
from tests import hostile
from tests.suite import Suite

WORKER_SECONDS, WEB_SECONDS = 2.2, 0.5  # the limit of two seconds with what is spent before it begins
DOORS = ("evidence", "page", "list", "plan", "letter", "contest")
Send = Callable[[str, bytes], Any]


def seconds_of(who: int) -> float:
    """The processor's time of this process, or of its children that ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


@contextmanager
def little_work(name: str) -> Iterator[None]:
    """The children take no more than a worker may give, and this process next to nothing."""
    children, own = seconds_of(resource.RUSAGE_CHILDREN), time.process_time()
    yield
    assert seconds_of(resource.RUSAGE_CHILDREN) - children <= WORKER_SECONDS, name
    assert time.process_time() - own <= WEB_SECONDS, name


def test_there_are_a_hundred_of_them_each_once() -> None:
    files = hostile.files()
    assert len(files) >= 100 and len({data for _name, data in files}) > 95


def test_each_is_looked_at_quickly_and_none_passes_for_what_it_is_not() -> None:
    for name, data in hostile.files():
        with little_work(name):
            seen = look_at(data)
        assert seen.unopened in ("", *UNOPENED), name
        if name.startswith(("bomb", "beside", "crowd", "huge", "half", "dot", "line", "laughs", "deep")):
            assert not seen.mime or seen.unopened, name


@pytest.mark.parametrize("reader", [PLAN_READER, LIST_READER])
def test_each_is_refused_or_read_quickly_by_the_readers(reader: str) -> None:
    for name, data in hostile.files()[:: 3 if reader == PLAN_READER else 4]:
        given = data if reader == PLAN_READER else payload(data, "list.xlsx")
        with little_work(name):
            try:
                run_limited(reader, given)
            except (Unreadable, LimitExceeded, ChildCrashed):
                continue


@pytest.fixture
def counted_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own children, whose time is counted as that of this process's."""
    monkeypatch.setattr("tests.conftest.run_limited", run_limited)


# The test client spools a large body into a file and leaves closing it to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("counted_children")
@pytest.mark.parametrize("door", DOORS)
def test_no_door_is_moved(suite: Suite, project: str, door: str) -> None:
    """Each door has its own share of the files, and all of them together have all."""
    send = OPEN[door](suite, project)
    for name, data in hostile.files()[DOORS.index(door) :: len(DOORS)]:
        with little_work(name):
            answer = send(name, data)
        assert answer.status_code < 500, (name, answer.status_code, answer.get_data(as_text=True)[:300])


def to_evidence(suite: Suite, project: str) -> Send:
    """The API of evidence."""
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/evidence"
    return lambda name, data: suite.call("POST", path, data={"kind": "photo", "file": (BytesIO(data), name)})


def to_page(suite: Suite, project: str) -> Send:
    """The page of evidence."""
    page = f"/events/gatherings/{suite.gathering(project, 0, evidence=())}/evidence/new"
    lead = suite.browser("project_lead")
    return lambda name, data: lead.post(page, {"kind": "other", "file": (BytesIO(data), name)}, page)


def to_list(suite: Suite, project: str) -> Send:
    """The API of lists: a job reads them."""
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/participants/file"
    return lambda name, data: suite.call("POST", path, data={"file": (BytesIO(data), name)})


def to_plan(suite: Suite, project: str) -> Send:
    """The API of plans."""
    return lambda name, data: suite.call(
        "POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), name), "new_project": "1"}
    )


def to_letter(suite: Suite, project: str) -> Send:
    """The letter beside a change of a plan."""
    from services.registry.plans.queries import approved_plan

    with suite.apps["registry"].app_context():
        plan = approved_plan(project)
        path = f"/registry/plans/{plan.id}/amendments"
    lead = suite.browser("project_lead")
    given = {"reason_code": "", "reason_text": ""}
    return lambda name, data: lead.post(path, {**given, "letter": (BytesIO(data), name)}, path)


def to_contest(suite: Suite, project: str) -> Send:
    """The API of evidence of a contest."""
    path = f"/grants/api/v1/contests/{contest(suite, project)}/evidence"
    return lambda name, data: suite.call(
        "POST", path, data={"kind": "regulation", "file": (BytesIO(data), name)}
    )


def contest(suite: Suite, project: str) -> str:
    """A contest that is being prepared."""
    asked = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    return str(suite.ok("POST", "/grants/api/v1/contests", json=asked)["id"])


OPEN: dict[str, Callable[[Suite, str], Send]] = {
    "evidence": to_evidence,
    "page": to_page,
    "list": to_list,
    "plan": to_plan,
    "letter": to_letter,
    "contest": to_contest,
}
