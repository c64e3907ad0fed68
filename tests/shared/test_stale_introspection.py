"""While the registry cannot be asked, who somebody is holds for a minute: never longer, and never after a
sign-out that this process saw. Each promise has a twin with its protection off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import InternalError

from shared import access, peers
from shared.access import Introspection, ask_anew, signed_out, signed_out_everywhere
from shared.doors.errors import NoRoom
from shared.peers import NeighbourDown
from tests.house.test_nothing_answers import NONSENSE
from tests.suite import Suite, csrf

KEY = ("session", "secret")
AIGUL = {"id": "7", "name": "Айгүл", "grants": [{"role": "project_lead", "region": None}], "scopes": []}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of access."""
    standing = Clock()
    monkeypatch.setattr(access, "time", standing)
    return standing


class Registry:
    """A registry that answers until it is told to fail."""

    def __init__(self) -> None:
        self.fails: Exception | None = None
        self.asked, self.answer = 0, AIGUL

    def __call__(self, _kind: str, _credential: str) -> dict[str, Any] | None:
        self.asked += 1
        if self.fails:
            raise self.fails
        return self.answer


@pytest.fixture
def registry() -> Registry:
    """The one who is asked."""
    return Registry()


def served_after(clock: Clock, registry: Registry, seconds: float) -> bool:
    """Whether somebody known is still served so many seconds after the registry fell silent."""
    introspection = Introspection(registry)
    assert introspection(*KEY)
    registry.fails = NeighbourDown()
    clock.now += seconds
    try:
        return introspection(*KEY) is not None
    except NeighbourDown:
        return False


@pytest.mark.parametrize("seconds", [0, 29, 31, 45, 59.9])
def test_stale_answer_serves_a_minute(clock: Clock, registry: Registry, seconds: float) -> None:
    assert served_after(clock, registry, seconds)


def test_without_stale_answers_nobody_is_served(
    clock: Clock, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "STALE_SECONDS", access.FRESH_SECONDS)
    assert not served_after(clock, registry, 31)


@pytest.mark.parametrize("seconds", [60, 61, 3600])
def test_stale_answer_never_serves_longer(clock: Clock, registry: Registry, seconds: float) -> None:
    assert not served_after(clock, registry, seconds)


def test_without_an_end_a_stale_answer_serves_for_ever(
    clock: Clock, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "STALE_SECONDS", float("inf"))
    assert served_after(clock, registry, 3600)


def test_stale_answers_do_not_prolong_one_another(clock: Clock, registry: Registry) -> None:
    introspection = Introspection(registry)
    assert introspection(*KEY)
    registry.fails = NeighbourDown()
    for _second in range(59):
        clock.now += 1
        assert introspection(*KEY)
    clock.now += 1
    with pytest.raises(NeighbourDown):
        introspection(*KEY)


def test_the_minute_begins_with_the_question(clock: Clock, registry: Registry) -> None:
    def slow(kind: str, credential: str) -> dict[str, Any] | None:
        answer = registry(kind, credential)
        clock.now += 4
        return answer

    introspection = Introspection(slow)
    assert introspection(*KEY)
    registry.fails = NeighbourDown()
    clock.now += 55.9
    assert introspection(*KEY)
    clock.now += 0.1
    with pytest.raises(NeighbourDown):
        introspection(*KEY)


@pytest.mark.parametrize("error", [NeighbourDown(), NoRoom(), TimeoutError()], ids=lambda error: repr(error))
def test_what_passes_is_bridged(clock: Clock, registry: Registry, error: Exception) -> None:
    introspection = Introspection(registry)
    assert introspection(*KEY)
    registry.fails, clock.now = error, clock.now + 40
    assert introspection(*KEY)


@pytest.mark.parametrize("error", [KeyError("x"), InternalError("SELECT", {}, Exception())])
def test_a_defect_is_not_bridged(clock: Clock, registry: Registry, error: Exception) -> None:
    introspection = Introspection(registry)
    assert introspection(*KEY)
    registry.fails, clock.now = error, clock.now + 40
    with pytest.raises(type(error)):
        introspection(*KEY)


def test_answer_nobody_ends_what_was_known(clock: Clock, registry: Registry) -> None:
    introspection = Introspection(registry)
    assert introspection(*KEY)
    clock.now += 31
    registry.answer = None  # type: ignore[assignment]
    assert introspection(*KEY) is None
    registry.fails = NeighbourDown()
    with pytest.raises(NeighbourDown):
        introspection(*KEY)


ENDS: list[Callable[[], None]] = [lambda: signed_out(*KEY), lambda: signed_out_everywhere("7"), ask_anew]


def served_after_sign_out(registry: Registry, end: Callable[[], None]) -> bool:
    """Whether another service of this process still serves somebody who was signed out in it."""
    introspection = Introspection(registry)
    assert introspection(*KEY)
    end()
    registry.fails = NeighbourDown()
    try:
        return introspection(*KEY) is not None
    except NeighbourDown:
        return False


@pytest.mark.parametrize("end", ENDS)
def test_nobody_is_served_after_a_sign_out_seen_here(registry: Registry, end: Callable[[], None]) -> None:
    assert not served_after_sign_out(registry, end)


def test_a_sign_out_that_is_not_told_leaves_him_served(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Introspection, "end", lambda _self, _key: None)
    assert served_after_sign_out(registry, lambda: signed_out(*KEY))


def known_after_a_crossing(registry: Registry) -> bool:
    """Whether an answer on its way while its session was signed out is remembered."""
    begun, ended = threading.Event(), threading.Event()

    def crossing(kind: str, credential: str) -> dict[str, Any] | None:
        answer = registry(kind, credential)
        begun.set()
        ended.wait(5)
        return answer

    introspection = Introspection(crossing)
    asking = threading.Thread(target=lambda: introspection(*KEY))
    asking.start()
    begun.wait(5)
    signed_out(*KEY)
    ended.set()
    asking.join(5)
    return KEY in introspection.known


def test_an_answer_that_crosses_a_sign_out_is_not_remembered(registry: Registry) -> None:
    assert not known_after_a_crossing(registry)


def test_without_remembering_sign_outs_a_crossing_answer_stays(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Introspection, "end", lambda self, key: self.known.pop(key, None))
    assert known_after_a_crossing(registry)


def test_pages_stand_for_a_minute_without_the_registry(
    suite: Suite, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    assert lead.get("/events/gatherings").status_code == 200
    for name, nonsense in NONSENSE.items():
        monkeypatch.setitem(
            suite.apps["registry"].view_functions, "sessions_internal_pages.introspection", nonsense
        )
        clock.now += 9
        assert lead.get("/events/gatherings").status_code == 200, name
    clock.now += 7
    assert lead.get("/events/gatherings").status_code == 503


def test_sign_out_in_the_embedded_suite_ends_him_in_all_services(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    page = lead.get("/events/gatherings")
    assert page.status_code == 200
    before = dict(lead.cookies)
    assert lead.open("POST", "/registry/sign-out", data={"csrf_token": csrf(page.get_data(as_text=True))})
    monkeypatch.setattr(peers, "IN_PROCESS", {})
    lead.cookies = before
    assert lead.get("/events/gatherings").status_code == 503
