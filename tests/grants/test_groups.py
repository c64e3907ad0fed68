"""An application names its group of the register: one that stands, of its own region."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from services.grants.db import db
from services.grants.groups.inbox import HANDLERS
from shared.language.records import state
from shared.language.records.initiative_group import InitiativeGroup
from shared.queue.receiving import receive
from tests.grants.conftest import PROJECT_ID, Browser, Tool, records

Browsers = Callable[..., Browser]


def group(app: Flask, version: int = 1, **more: str) -> str:
    """The id of a group the registry told of."""
    said = {"id": str(uuid.uuid4()), "project_id": PROJECT_ID, "name": "Жастар", "region": "zhambyl"}
    said |= {"settlement": "с. Қарнақ", "status": "formed", **more}
    told = InitiativeGroup(
        page="/registry/groups/1", activity_id="a2", formed_on=date(2022, 6, 1), members=4, **said
    )
    envelope = {"kind": "initiative_group", "key": f"centre:{told.id}", "version": version}
    with app.app_context():
        receive(db.session, HANDLERS, [{**envelope, "state": state(told)}], "registry")
        db.session.commit()
    return told.id


def named(lead: Tool, application: str, group_id: str | None) -> tuple[int, str]:
    """How an application takes a group."""
    answer = lead.post(f"/applications/{application}/group", {"group_id": group_id})
    return answer.status_code, answer.json.get("code", answer.json.get("group_id"))


def test_application_names_its_group_whatever_became_of_it(lead: Tool, app: Flask) -> None:
    known, application = group(app), lead.application(lead.contest())
    lead.award(application)
    assert named(lead, application, known) == (200, known)
    assert records(app, "application")[-1]["group_id"] == known
    assert named(lead, application, None) == (200, None)


@pytest.mark.parametrize(
    "wrong", [{"region": "turkistan"}, {"status": "withdrawn"}, {"project_id": str(uuid.uuid4())}]
)
def test_group_of_another_region_or_project_or_withdrawn_is_refused(
    lead: Tool, app: Flask, wrong: dict[str, str]
) -> None:
    application = lead.application(lead.contest())
    assert named(lead, application, group(app, **wrong)) == (422, "group_unknown")
    assert named(lead, application, str(uuid.uuid4())) == (422, "group_unknown")


def test_new_application_cannot_name_a_group_nobody_recorded(lead: Tool) -> None:
    body = {"region": "zhambyl", "group_name": "x", "leader_name": "x", "settlement": "x", "title": "x"}
    more = {"requested": 400000, "registered_on": "2022-06-02", "group_id": str(uuid.uuid4())}
    answer = lead.post(f"/contests/{lead.contest()}/applications", body | more)
    assert (answer.status_code, answer.json["code"]) == (422, "group_unknown")


def test_page_offers_the_group_that_is_called_so(browser: Browsers, lead: Tool, app: Flask) -> None:
    other, known = group(app, name="Другая"), group(app)
    page = f"/applications/{lead.application(lead.contest())}"
    shown = browser().get(page).text
    assert re.search(rf'<option value="{known}" selected>Жастар', shown) and f'value="{other}"' in shown
    assert browser().send(page, f"{page}/group", group_id=known).status_code == 302
    assert f'href="/registry/groups/{known}"' in browser().get(page).text


def test_group_that_is_not_in_the_register_is_recorded_from_the_application(
    browser: Browsers, lead: Tool, app: Flask
) -> None:
    application = lead.application(lead.contest())
    page = browser().get(f"/applications/{application}").text
    assert "/registry/groups/new?project_id=" in page and "Омаров" not in page.split("/groups/new?")[1][:400]
    known = group(app)
    named(lead, application, known)
    group(app, 2, id=known, status="withdrawn")
    assert "отозвана из реестра" in browser().get(f"/applications/{application}").text


def test_partner_names_groups_of_his_region_only(browser: Browsers, lead: Tool, app: Flask) -> None:
    known, application = group(app), lead.application(lead.contest())
    page = f"/applications/{application}"
    assert browser("partner").get(page).status_code == 404
    assert browser("neighbour").send(page, f"{page}/group", group_id=known).status_code == 302
    assert "Choose" not in browser("grantor", "en").get(page).text


def test_kazakh_reader_is_told_the_name_of_the_register(browser: Browsers, lead: Tool, app: Flask) -> None:
    name = "Жас тұрғындар тобы"
    known, application = group(app, name_kk=name), lead.application(lead.contest())

    def titled(locale: str) -> bool:
        page = browser("lead", locale).get(f"/applications/{application}").text
        return name in page.split("<h1>")[1].split("</h1>")[0]

    assert not titled("kk")
    named(lead, application, known)
    assert titled("kk") and not titled("ru")
    told = records(app, "application")[-1]
    assert told["group_kk"] == name != told["group"]
