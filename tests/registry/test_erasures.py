"""A person reads what is held of him and is erased: who he was goes, every figure stays."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from shared.acts.chain import proven
from shared.language.personal import nameless
from shared.personal.erasing import kind_of_job
from shared.queue.jobs import queue_unless_waiting
from tests.events.test_journals import CALLS, centre
from tests.registry.test_merging import SERIK, came
from tests.suite import SERVICES, Story, Suite

ALL = 41  # indicators of the plan
SURNAME, PHONE, VILLAGE, ASKED = "Ахметов", "7000000001", "Кентау", "Как попасть в бюджет"
FACTS = {"held_on": "2022-06-14", "topic": "budget", "minutes": 20, "consultant": "Раушан Қалдыбаева"}
SAID = {"question": ASKED, "answer": "Через собрание"}


def held(suite: Suite, person: str) -> dict[str, Any]:
    """What a tool is told is held of a person."""
    answer: dict[str, Any] = suite.ok("GET", f"/registry/api/v1/people/{person}/held")
    return answer


def erase(suite: Suite, person: str, **said: Any) -> Any:
    """The answer to who erases a person he has read all about."""
    told = {
        "reason": "заявление № 7 от 01.09.2022",
        "seen": held(suite, person)["mark"],
        "sure": True,
        **said,
    }
    return suite.call("POST", f"/registry/api/v1/people/{person}/erasure", json=told)


def written(suite: Suite, word: str) -> list[str]:
    """The tables of every service that hold a word anywhere."""
    found = []
    for service in SERVICES:
        with suite.apps[service].app_context():
            session = suite.apps[service].extensions["sqlalchemy"].session
            tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
            asked = 'SELECT count(*) FROM "{0}" AS r WHERE position(:word IN r::text) > 0'
            found += [
                f"{service}.{table}"
                for table in tables.all()
                if session.scalar(text(asked.format(table)), {"word": word})
            ]
    return found


EDITED = {
    "name": SERIK["name"],
    "birth_year": "1985",
    "region": "turkistan",
    "settlement": VILLAGE,
    "category": "leader",
}


@pytest.fixture(scope="module")
def story() -> Story:
    """What all tests here begin with."""
    return Story()


@pytest.fixture
def person(suite: Suite, project: str, story: Story) -> str:
    """Somebody who came twice, leads a group, asked at a centre, and of whom a phone was shown and a note
    written."""
    return story(suite, project, lambda: known(suite, project))


def known(suite: Suite, project: str) -> str:
    """The person once all of it was done."""
    first = came(suite, project, "2022-04-12", SERIK)[0]
    assert came(suite, project, "2022-05-12", SERIK)[0] == first
    own, lead = f"/registry/people/{first}", suite.browser("project_lead")
    lead.post(f"{own}/phone", {"reason": "позвонить Ахметову"}, own)
    lead.post(f"{own}/notes", {"text": "Ахметов просил писать"}, own)
    lead.post(f"{own}/edit", {**EDITED, "organisation": "КГУ «Ахметов и Ко»"}, f"{own}/edit")
    group = {"name": "ИГ «Береке»", "region": "turkistan", "settlement": VILLAGE, "problem": "Вода"}
    more = {"leader_name": SERIK["name"], "formed_on": "2022-06-01", "few": True, "project_id": project}
    suite.ok("POST", "/registry/api/v1/groups", json=group | more)
    at = centre(suite, project)
    who = {
        "anonymous": False,
        "name": SERIK["name"],
        "birth_year": 1985,
        "phone": SERIK["phone"],
        "settlement": VILLAGE,
    }
    entry = suite.ok("POST", CALLS, json={"centre_id": at, **FACTS, **SAID, **who})
    assert entry["id"]
    suite.settle()
    return first


def figures(suite: Suite, project: str) -> Any:
    """Every figure of the plan, whole."""
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    assert len(rows) == ALL
    return rows


def test_everything_is_shown_before(suite: Suite, person: str) -> None:
    told = held(suite, person)
    called = [part["called"] for part in told["parts"]]
    assert called.count("В списке участников") == 2 and told["silent"] == [] and told["erased_on"] is None
    assert {
        "В реестре людей",
        "Показан телефон",
        "Участник инициативной группы",
        "Консультация",
        "Заметка",
    } <= set(called)
    page = suite.browser("project_lead").get(f"/registry/people/{person}/held").get_data(as_text=True)
    assert ASKED in page


@pytest.mark.parametrize("ending", ["pdf?language=kk", "xlsx?language=kk", "json?language=ru"])
def test_person_is_given_it_to_take_along(suite: Suite, person: str, ending: str) -> None:
    answer = suite.browser("project_lead").get(f"/registry/people/{person}/held.{ending}")
    assert answer.status_code == 200 and len(answer.get_data()) > 500


def test_erased_person_is_nowhere_and_no_figure_moves(suite: Suite, project: str, person: str) -> None:
    before, label = figures(suite, project), nameless(person)
    assert written(suite, SURNAME) and written(suite, PHONE[-7:]) == []  # the phone is sealed from the first
    assert erase(suite, person).status_code == 201
    suite.settle()
    assert (written(suite, SURNAME), written(suite, ASKED)) == ([], [])
    where = {"registry.people", "events.participants", "events.acts"}  # elsewhere it is the group's
    assert where.isdisjoint(written(suite, VILLAGE))
    assert figures(suite, project) == before
    assert [proven(suite.apps[service]) for service in SERVICES] == [None] * len(SERVICES)
    assert held(suite, person)["erased_on"] and label in str(held(suite, person)["parts"])


def test_what_is_not_his_alone_loses_his_name_and_nothing_more(
    suite: Suite, project: str, person: str
) -> None:
    said = {"activity": "4.1", "type": "training", "title": "Зимняя школа", "mode": "offline"}
    said |= {"project_id": project, "region": "turkistan", "starts_on": "2022-06-20"}
    led = {"trainers": [{"name": SERIK["name"], "role": "тренер"}]}
    made = suite.ok("POST", "/events/api/v1/gatherings", json={**said, **led})["id"]
    page = f"/events/gatherings/{made}"
    suite.browser("project_lead").post(f"{page}/notes", {"text": "Зал оказался мал"}, page)
    suite.settle()
    told = [part for part in held(suite, person)["parts"] if part["page"] == page]
    assert [part["called"] for part in told] == ["Кто провёл"]
    assert erase(suite, person).status_code == 201
    suite.settle()
    assert written(suite, SURNAME) == [] and "events.notes" in written(suite, "Зал оказался мал")
    assert "events.acts" in written(suite, "Зимняя школа")
    assert proven(suite.apps["events"]) is None


def test_another_of_his_name_stays_in_acts_of_his_own(suite: Suite, project: str, person: str) -> None:
    said = {"activity": "4.1", "type": "training", "title": f"Памяти: {SERIK['name']}", "mode": "offline"}
    said |= {"project_id": project, "region": "turkistan", "starts_on": "2022-06-20"}
    suite.ok("POST", "/events/api/v1/gatherings", json=said)
    assert erase(suite, person).status_code == 201
    suite.settle()
    assert {"events.gatherings", "events.acts"} <= set(written(suite, said["title"]))
    assert proven(suite.apps["events"]) is None


def test_partner_is_shown_what_is_held_in_his_region(suite: Suite, person: str) -> None:
    events, called = suite.apps["events"], "В списке участников"
    with events.app_context():
        session = events.extensions["sqlalchemy"].session
        session.execute(text("UPDATE gatherings SET region = 'atyrau' WHERE starts_on = '2022-05-12'"))
        session.commit()
    partner, lead = suite.browser("partner_rep", "turkistan"), suite.browser("project_lead")
    seen = [each.get(f"/registry/people/{person}/held") for each in (partner, lead)]
    assert [page.get_data(as_text=True).count(called) for page in seen] == [1, 2]


def test_phone_is_whole_only_for_who_had_it_shown(suite: Suite, person: str) -> None:
    lead, own = suite.browser("project_lead"), f"/registry/people/{person}"
    page = lead.get(f"{own}/held").get_data(as_text=True)
    assert "+7 700 000 00 01" not in page and "+7 ••• ••• •• 01" in page
    assert "+7 700 000 00 01" not in str(held(suite, person))
    lead.post(f"{own}/phone", {"reason": "заявление № 7"}, own)
    assert "+7 700 000 00 01" in lead.get(f"{own}/held").get_data(as_text=True)


def test_chain_says_whose_hand_took_something_out(suite: Suite, project: str, person: str) -> None:
    assert erase(suite, person).status_code == 201
    app = suite.apps["registry"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(text("UPDATE acts SET content = content - 'redacted' WHERE content ? 'redacted'"))
        session.commit()
    assert proven(app)


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"seen": "another"}, 409, "held_changed"),
        ({"sure": False}, 422, "invalid"),
        ({"reason": " "}, 422, "invalid"),
        ({"reason": "заявление Ахметова С."}, 422, "name_in_reason"),
    ],
)
def test_nobody_is_erased_by_half(
    suite: Suite, person: str, said: dict[str, Any], status: int, code: str
) -> None:
    answer = erase(suite, person, **said)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert SURNAME in str(held(suite, person)["parts"])


def test_who_comes_again_is_somebody_else(suite: Suite, project: str, person: str) -> None:
    assert erase(suite, person).status_code == 201
    again = came(suite, project, "2022-07-12", SERIK)[0]
    assert again != person
    assert erase(suite, person).get_json()["code"] == "already_erased"
    lead = suite.browser("project_lead")
    sent = lead.post(f"/registry/people/{person}/edit", EDITED, f"/registry/people/{person}")
    assert sent.status_code == 409 or "Данные этого человека удалены" in sent.get_data(as_text=True)


def test_what_comes_late_is_erased_by_night(suite: Suite, project: str, person: str) -> None:
    assert erase(suite, person).status_code == 201
    suite.settle()
    app = suite.apps["events"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(text("UPDATE participants SET name = 'Ахметов Серік'"))
        session.commit()
        queue_unless_waiting(session, kind_of_job("events"))
        session.commit()
    suite.settle()
    assert written(suite, SURNAME) == []


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        ("coordinator", None, 403),
        ("partner_rep", "turkistan", 403),
        ("accountant", None, 403),
        ("admin", None, 403),
    ],
)
def test_others_erase_nobody(suite: Suite, person: str, role: str, region: str | None, status: int) -> None:
    answer = suite.browser(role, region).get(f"/registry/people/{person}/erasure")
    assert answer.status_code == status


def test_page_asks_twice(suite: Suite, person: str) -> None:
    lead, page = suite.browser("project_lead"), f"/registry/people/{person}/erasure"
    shown = lead.get(page).get_data(as_text=True)
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    half = lead.post(page, {"reason": "заявление № 7", "seen": seen}, page)
    assert half.status_code == 422 and "Отметьте, что вы прочитали" in half.get_data(as_text=True)
    done = lead.post(page, {"reason": "заявление № 7", "seen": seen, "sure": "1"}, page)
    assert done.status_code == 302 and done.headers["Location"].endswith("/held")
    assert nameless(person) in lead.get(f"/registry/people/{person}").get_data(as_text=True)
