"""A phone is shown to who may see it and says what for; the person's history keeps it."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.people.operations import revealing
from tests.registry.test_merging import SERIK, came
from tests.suite import Browser, Suite

PHONE, MASKED, WHY = "+7 700 000 00 01", "+7 ••• ••• •• 01", "позвать на сессию 12 октября"


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True)
    return said


@pytest.fixture
def person(suite: Suite, project: str) -> str:
    """The page of somebody who came and left a phone."""
    return f"/registry/people/{came(suite, project, '2022-04-12', SERIK)[0]}"


def ask(who: Browser, person: str, why: str = WHY) -> Any:
    """The answer to who asks for a phone."""
    return who.post(f"{person}/phone", {"reason": why}, person)


def test_phone_is_shown_to_who_said_what_for_and_the_history_keeps_it(suite: Suite, person: str) -> None:
    partner, other = suite.browser("partner_rep", "turkistan"), suite.browser("coordinator")
    assert MASKED in text(partner.get(person)) and PHONE not in text(partner.get(person))
    assert ask(partner, person).status_code == 302
    assert PHONE in text(partner.get(person))
    seen = text(other.get(person))
    assert PHONE not in seen and "Показан телефон" in seen
    assert seen.count(WHY) == 2 and "Тест partner_rep" in seen  # the card and the history


def test_reason_is_asked_for(suite: Suite, person: str) -> None:
    answer = ask(suite.browser("coordinator"), person, " ")
    assert answer.status_code == 422 and "Напишите, зачем вам телефон." in text(answer)


def test_phone_is_closed_again_after_some_minutes(suite: Suite, person: str) -> None:
    lead = suite.browser("project_lead")
    ask(lead, person)
    later = "UPDATE phone_reveals SET created_at = now() - interval '11 minutes'"
    app = suite.apps["registry"]
    with app.app_context():
        from sqlalchemy import text as sql

        session = app.extensions["sqlalchemy"].session
        session.execute(sql(later))
        session.commit()
    assert PHONE not in text(lead.get(person))


def test_who_looks_at_too_many_waits(suite: Suite, person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revealing, "MOST", 2)
    lead, other = suite.browser("project_lead"), suite.browser("coordinator")
    assert [ask(lead, person).status_code for _time in range(3)] == [302, 302, 429]
    assert ask(other, person).status_code == 302


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [("partner_rep", "atyrau", 404), ("grantor_viewer", None, 403), ("accountant", None, 403)],
)
def test_others_are_shown_no_phone(
    suite: Suite, person: str, role: str, region: str | None, status: int
) -> None:
    answer = suite.browser(role, region).post(f"{person}/phone", {"reason": WHY})
    assert answer.status_code == status and PHONE not in text(answer)
