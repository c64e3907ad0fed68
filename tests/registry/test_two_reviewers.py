"""Two people review one draft at once: nobody's words are lost,
and nobody puts an old word over a newer one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from lxml import html

from tests.registry.plan_documents import PASSPORT, TRAININGS, one_task
from tests.suite import Browser, Suite

WRONG_SUM = [
    ("Сумма гранта:", "5 200 000 (пять миллионов двадцать тысяч) тенге") if row[0] == "Сумма гранта:" else row
    for row in PASSPORT
]
Fields = list[tuple[str, Any]]


@pytest.fixture
def plan(suite: Suite) -> str:
    """The address of a draft."""
    data = one_task(TRAININGS, passport=WRONG_SUM)
    return (
        "/registry/plans/"
        + suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")})["id"]
    )


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """One of the two."""
    return suite.browser("project_lead")


@pytest.fixture
def coordinator(suite: Suite) -> Browser:
    """The other."""
    return suite.browser("coordinator")


def opened(answer: Any, plan: str) -> Fields:
    """The fields of the sheet as a browser holds them."""
    sheet = next(form for form in html.fromstring(answer.get_data(as_text=True)).forms if form.action == plan)
    return [
        (name, (value or "").removeprefix("\n").replace("\n", "\r\n"))
        for name, value in sheet.form_values()
        if name not in ("csrf_token", "approve")
    ]


def named(fields: Fields, label: str) -> str:
    """The name of the first field with this value."""
    return next(name for name, value in fields if value == label)


def retyped(fields: Fields, name: str, value: str) -> Fields:
    """The sheet with one field typed anew."""
    assert name in dict(fields)
    return [(key, value if key == name else old) for key, old in fields]


def send(browser: Browser, plan: str, fields: Fields) -> Any:
    """Save the sheet as a draft."""
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return browser.post(plan, {**sent, "draft": "1"})


def test_sheet_sent_back_as_it_was_changes_nothing(suite: Suite, plan: str, lead: Browser) -> None:
    before = suite.ok("GET", plan.replace("/plans", "/api/v1/plans"))
    assert send(lead, plan, opened(lead.get(plan), plan)).status_code == 302
    assert suite.ok("GET", plan.replace("/plans", "/api/v1/plans")) == before


def test_two_rows_changed_by_two_people_are_both_kept(plan: str, lead: Browser, coordinator: Browser) -> None:
    mine, theirs = opened(lead.get(plan), plan), opened(coordinator.get(plan), plan)
    people, topic = named(mine, "Количество участников"), "passport-topic"
    assert send(coordinator, plan, retyped(theirs, topic, "Живая библиотека села")).status_code == 302
    assert send(lead, plan, retyped(mine, people, "Участники тренингов")).status_code == 302
    now = dict(opened(lead.get(plan), plan))
    assert (now[topic], now[people]) == ("Живая библиотека села", "Участники тренингов")


@pytest.mark.parametrize("field", ["indicator", "activity", "passport", "team"])
def test_row_changed_by_both_comes_back_with_both(
    plan: str, lead: Browser, coordinator: Browser, field: str
) -> None:
    mine, theirs = opened(lead.get(plan), plan), opened(coordinator.get(plan), plan)
    name = {
        "indicator": named(mine, "Количество участников"),
        "passport": "passport-goal",
        "team": "member-0-role",
        "activity": next(
            key
            for key, _ in mine
            if key.endswith("-title") and key.replace("-title", "-placed") in dict(mine)
        ),
    }[field]
    send(coordinator, plan, retyped(theirs, name, "Слова координатора"))
    answer = send(lead, plan, retyped(mine, name, "Слова руководителя"))
    assert answer.status_code == 422 and "Слова координатора" in answer.get_data(as_text=True)
    assert dict(opened(answer, plan))[name] == "Слова руководителя"
    assert dict(opened(coordinator.get(plan), plan))[name] == "Слова координатора"
    assert send(lead, plan, opened(answer, plan)).status_code == 302
    assert dict(opened(lead.get(plan), plan))[name] == "Слова руководителя"


def test_row_not_touched_stays_newer_after_errors_elsewhere(
    plan: str, lead: Browser, coordinator: Browser
) -> None:
    mine, theirs = opened(lead.get(plan), plan), opened(coordinator.get(plan), plan)
    people = named(mine, "Количество участников")
    send(coordinator, plan, retyped(theirs, people, "Участники"))
    answer = send(lead, plan, retyped(mine, "passport-topic", ""))
    assert answer.status_code == 422
    assert send(lead, plan, retyped(opened(answer, plan), "passport-topic", "Тема")).status_code == 302
    assert dict(opened(lead.get(plan), plan))[people] == "Участники"


def test_doubt_the_other_settled_stays_settled(plan: str, lead: Browser, coordinator: Browser) -> None:
    mine, theirs = opened(lead.get(plan), plan), opened(coordinator.get(plan), plan)
    doubt = next(name.removesuffix("-shown") for name, _ in theirs if name.endswith("-shown"))
    send(coordinator, plan, [*theirs, (doubt, "1")])
    send(lead, plan, mine)
    assert (f"{doubt}-shown", "kept") in opened(lead.get(plan), plan)
