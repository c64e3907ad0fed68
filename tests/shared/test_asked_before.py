"""No plugin is waited for while a transaction holds something; and what plugins take of one request in all is
bounded, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app, g, request
from sqlalchemy import text

from services.registry.plans import operations as plans
from shared.doors import transaction
from shared.plugins import patience
from shared.plugins.asking import Plugins
from shared.plugins.calling import Calling
from shared.plugins.loading import Implementation
from tests.shared.plugin_making import ask, hook, made
from tests.suite import Suite

# A row lock takes a number too: it is there as soon as a transaction wrote or holds anything.
HOLDS = text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
SPEAKING = ("extra_fields", "budget_caps", "check_eligibility", "validate", "required_evidence")
CODE = "\n".join(hook(name, "return []") for name in SPEAKING)
# One record is judged as it stands when it is written, its row held: there a region is asked, and no longer
# than `patience` allows. What speaks of many at once (a plan, a contest) is asked before.
ALLOWED = {
    ("events", "gatherings.complete_gathering", "validate"),
    ("grants", "awards.award_grant", "budget_caps"),
    ("grants", "awards.award_grant", "check_eligibility"),
}
Held = set[tuple[str, str, str]]


def is_held() -> bool:
    """Whether the transaction of the present service has written or holds a row."""
    session = transaction.session()
    return session().in_transaction() and bool(session.scalar(HOLDS))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Which functions of plugins are asked while something is held: (service, view, hook)."""
    found: Held = set()
    guarded = Calling._guarded

    def watched(self: Calling, each: Implementation, arguments: dict[str, Any]) -> Any:
        if is_held():
            found.add((current_app.name, str(request.endpoint) if request else "", each.hook))
        return guarded(self, each, arguments)

    monkeypatch.setattr(Calling, "_guarded", watched)
    return found


def speak(suite: Suite, monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> Plugins:
    """Let a plugin speak for turkistan in all services."""
    plugins = made(folder, code=code, regions='["turkistan"]')
    assert not plugins.absent, plugins.absent
    for app in suite.apps.values():
        monkeypatch.setitem(app.extensions, "plugins", plugins)
    return plugins


def contest_of(suite: Suite, project: str) -> str:
    """A contest that is open."""
    body = {"project_id": project, "title": "К", "opens_on": "2022-01-01", "closes_on": "2022-12-31"}
    contest: str = suite.ok("POST", "/grants/api/v1/contests", json=body)["id"]
    suite.open_contest(contest)
    return contest


def application_of(suite: Suite, contest: str) -> str:
    """An application to it."""
    words = {"group_name": "Жастар", "leader_name": "Е", "settlement": "с. Қарнақ", "title": "Сквер"}
    body = {"region": "turkistan", "requested": 300000, "registered_on": "2022-06-02", **words}
    path = f"/grants/api/v1/contests/{contest}/applications"
    made: str = suite.ok("POST", path, json=body)["id"]
    return made


def test_nobody_waits_for_a_plugin_while_more_than_one_record_is_held(
    suite: Suite, held: Held, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    speak(suite, monkeypatch, tmp_path, CODE)
    project = suite.approved_project()
    assert held == set()
    suite.gathering(project, evidence=())
    contest = contest_of(suite, project)
    suite.award(application_of(suite, contest))
    assert held == ALLOWED


def test_watching_sees_what_is_asked_inside(
    suite: Suite, held: Held, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    speak(suite, monkeypatch, tmp_path, CODE)
    hold = text("SELECT pg_current_xact_id()")
    monkeypatch.setattr(plans, "let_go", lambda: plans.db.session.execute(hold))
    suite.approved_project()
    assert held == {("registry", "plans.approve_plan", "required_evidence")}


def test_slow_plugin_of_a_plan_is_refused_in_words_and_named(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(patience, "SECONDS", {"isolate": 0.1, "strict": 0.3})
    slow = "import time\n" + hook("required_evidence", "return time.sleep(0.1)")
    plugins = speak(suite, monkeypatch, tmp_path, slow)
    with pytest.raises(AssertionError, match=r"503.*regional_rule_unavailable"):
        suite.approved_project()
    (trouble,) = plugins.troubles()
    assert "took most of the 0." in trouble.reason and trouble.incident and not trouble.is_off


def test_page_waits_no_longer_than_its_plugins_may_take_together(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(patience, "SECONDS", {"isolate": 0.1, "strict": 0.3})
    plugins = made(tmp_path, code="import time\n" + hook("calendar", "return time.sleep(0.06) or []"))
    calls = []
    monkeypatch.setattr(plugins.state, "worked", lambda *call: calls.append(call))
    with Flask("page").test_request_context():
        for _question in range(5):
            ask(plugins, "calendar")
        assert len(calls) == 2 and sum(g.plugins_took.values()) >= 0.12
    (known,) = plugins.state.troubles()
    assert (known.hook, known.failures, known.missed) == ("calendar", 1, 0)
    with Flask("page").test_request_context():
        ask(plugins, "calendar")
    assert len(calls) == 3
