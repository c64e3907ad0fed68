"""Two people change one thing at the same moment: nothing is lost, nothing happens twice, each in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import text

from shared.doors.errors import NotFound
from tests.suite import DATA, PDF, Suite


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each of these answers when all are begun at once."""
    answers: list[Any] = [None] * len(works)

    def run(place: int) -> None:
        answers[place] = works[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def rows(suite: Suite, service: str, statement: str) -> list[Any]:
    """What stands in a service's database."""
    with suite.apps[service].app_context():
        return list(suite.apps[service].extensions["sqlalchemy"].session.execute(text(statement)))


def test_files_attached_to_a_centre_at_once_are_all_kept(suite: Suite, project: str) -> None:
    leads = [suite.browser("coordinator") for _ in range(4)]
    path = (
        leads[0]
        .post(
            "/registry/centres/new",
            {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"},
        )
        .headers["Location"]
    )
    files = [
        {"file": (BytesIO(PDF + str(place).encode()), f"{place}.pdf"), "kind": "photo"} for place in range(4)
    ]
    answers = together(
        *(
            lambda lead=lead, file=file: lead.post(f"{path}/evidence", file).status_code
            for lead, file in zip(leads, files, strict=True)
        )
    )
    assert answers == [302] * 4
    assert len(rows(suite, "registry", "SELECT id FROM evidence WHERE owner_kind = 'centre'")) == 4


def test_files_attached_to_a_publication_at_once_all_travel(suite: Suite, project: str) -> None:
    item = suite.ok(
        "POST",
        "/events/api/v1/publications",
        json={"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-12"},
    )["id"]
    suite.settle()
    suite.token()
    files = [
        {"file": (BytesIO(PDF + str(place).encode()), f"{place}.pdf"), "kind": "report"} for place in range(4)
    ]
    together(
        *(
            lambda file=file: suite.ok("POST", f"/events/api/v1/publications/{item}/evidence", data=file)
            for file in files
        )
    )
    waiting = rows(suite, "events", "SELECT state->'evidence' FROM outbox WHERE kind = 'publication'")
    assert len(waiting[0][0]) == 4


def test_login_taken_at_the_same_moment_is_said(suite: Suite) -> None:
    admins = [suite.browser("admin") for _ in range(4)]
    form = {"login": "gulnar", "name": "Гульнар", "role": "assistant"}
    codes = together(
        *(lambda admin=admin: admin.post("/registry/users/new", form).status_code for admin in admins)
    )
    assert sorted(codes) == [302, 422, 422, 422]


def test_draft_approved_a_moment_ago_is_not_removed(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.registry.drafts.operations import versions

    plan = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )["id"]
    lead, real, removing = suite.browser("project_lead"), versions.remove_plan, threading.Event()

    def slow(found: Any) -> None:
        removing.set()
        threading.Event().wait(0.5)
        real(found)

    monkeypatch.setattr(versions, "remove_plan", slow)

    def approve() -> int:
        removing.wait()
        return suite.call("POST", f"/registry/api/v1/plans/{plan}/approval").status_code

    codes = together(lambda: lead.post(f"/registry/plans/{plan}/removal", {}).status_code, approve)
    assert codes == [302, NotFound.status]
    assert not rows(suite, "registry", "SELECT 1 FROM outbox WHERE kind = 'project'")


def test_last_two_managers_cannot_both_go_at_once(suite: Suite) -> None:
    leads = [suite.browser("project_lead") for _ in range(2)]
    grants = {
        str(user): str(grant)
        for user, grant in rows(suite, "registry", "SELECT user_id, id FROM role_grants")
    }
    codes = together(
        *(
            lambda lead=lead: (
                lead.post(
                    f"/registry/users/{lead.user_id}/roles/{grants[lead.user_id]}/removal", {}
                ).status_code
            )
            for lead in leads
        )
    )
    assert sorted(codes) == [302, 422]


def test_approval_waits_little_for_a_frozen_neighbour(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )["id"]
    own, deadlines = suite.apps["registry"].extensions["peers"], []
    real = own.ask
    monkeypatch.setattr(
        own, "ask", lambda *args, **more: deadlines.append(more["deadline"]) or real(*args, **more)
    )
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    assert len(deadlines) == 3 and max(deadlines) <= 2


def test_plan_is_approved_on_the_day_of_the_country(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.registry.plans import operations

    monkeypatch.setattr(
        operations, "now", lambda: datetime(2022, 3, 28, 20, 30, tzinfo=UTC)
    )  # 01:30 of the 29th in Almaty
    suite.approved_project()
    assert (
        rows(suite, "events", "SELECT state->'plan'->>'approved_on' FROM project_copies")[0][0]
        == "2022-03-29"
    )


def test_typed_list_is_kept_while_somebody_else_enters_people(suite: Suite, project: str) -> None:
    gathering, coordinator = suite.gathering(project, 0), suite.browser("coordinator")
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with suite.apps["events"].app_context():
            session = suite.apps["events"].extensions["sqlalchemy"].session
            session.execute(text("SELECT 1 FROM gatherings FOR UPDATE"))
            holding.set()
            done.wait(10)

    def enter() -> Any:
        holding.wait()
        answer = coordinator.post(
            f"/events/gatherings/{gathering}/participants/typed",
            {"rows-0-name": "Ахметова Айгүл", "rows-0-attended": "on"},
        )
        done.set()
        return answer

    answer = together(hold, enter)[1]
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    page = answer.get_data(as_text=True)
    assert "Ахметова Айгүл" in page and "слишком много работы" in page


def test_two_people_approve_at_once_one_wins_and_the_other_is_told(suite: Suite) -> None:
    plan = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )["id"]
    leads = [suite.browser("project_lead") for _ in range(2)]
    answers = together(
        *(lambda lead=lead: lead.post(f"/registry/plans/{plan}/approval", {}) for lead in leads)
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    told = next(answer for answer in answers if answer.status_code == 409)
    assert "утверждена" in told.get_data(as_text=True)
    assert len(rows(suite, "registry", "SELECT 1 FROM plans WHERE status = 'approved'")) == 1


def test_approval_without_the_lock_of_the_project_is_not_told_apart(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: where nobody waits for the other, both believe to have approved the version."""
    from services.registry.plans import operations, queries

    plan = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )["id"]
    both, real = threading.Barrier(2), operations.refuse_locked

    def wait(found: Any) -> None:
        real(found)
        both.wait(10)

    unlocked = queries.get_plan
    monkeypatch.setattr(queries, "get_plan", lambda plan_id, lock=False: unlocked(plan_id))
    monkeypatch.setattr(operations, "refuse_locked", wait)
    leads = [suite.browser("project_lead") for _ in range(2)]
    answers = together(
        *(lambda lead=lead: lead.post(f"/registry/plans/{plan}/approval", {}) for lead in leads)
    )
    assert sorted(answer.status_code for answer in answers) != [302, 409]
