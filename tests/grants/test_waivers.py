"""Money follows its papers; an exception is asked for by one person and confirmed by another."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from services.grants.contests.operations import funding
from services.grants.db import db
from services.grants.waivers import operations
from tests.grants.conftest import Browser, Tool
from tests.grants.test_contests import draft

Browsers = Callable[..., Browser]


def opening(tool: Tool, contest: str) -> Any:
    """The answer to opening a contest."""
    return tool.post(f"/contests/{contest}/opening")


def ask(who: Browser, owner: str, rule: str, reason: str = "Подпишут в пятницу") -> Any:
    """Ask for an exception on a page."""
    return who.send(f"{owner}/waivers/new", f"{owner}/waivers/new", rule=rule, reason=reason)


def confirm(who: Browser, owner: str, app: Flask) -> Any:
    """Confirm the last exception that was asked for."""
    with app.app_context():
        waiver = db.session.scalar(text("SELECT id FROM waivers ORDER BY id DESC LIMIT 1"))
    return who.send(f"{owner}/waivers/new", f"{owner}/waivers/confirmation", waiver=str(waiver))


def test_a_contest_without_its_regulation_stays_closed(lead: Tool, app: Flask) -> None:
    contest = draft(lead)
    answer = opening(lead, contest)
    assert (answer.status_code, answer.json["code"]) == (409, "regulation_needed")
    assert answer.json["detail"] == {
        "paper": "regulation",
        "attach": f"/grants/contests/{contest}/evidence/new?kind=regulation",
    }
    assert lead.get(f"/contests/{contest}").json["status"] == "draft"
    lead.attach(f"/contests/{contest}", "regulation")
    assert opening(lead, contest).json["status"] == "open"


def test_a_day_alone_is_no_regulation(lead: Tool) -> None:
    contest = draft(lead, regulation_on="2022-05-20")
    assert opening(lead, contest).json["code"] == "regulation_needed"


@pytest.mark.parametrize(("locale", "words"), [("ru", "положение конкурса"), ("kk", "конкурс ережесі")])
def test_the_page_names_the_paper_and_leads_to_it(
    lead: Tool, browser: Browsers, locale: str, words: str
) -> None:
    contest = draft(lead)
    page = browser("lead", locale).get(f"/contests/{contest}").text
    assert re.search(rf'href="/grants/contests/{contest}/evidence/new\?kind=regulation">[^<]*{words}', page)


def test_the_regulation_of_an_open_contest_is_not_taken_off(lead: Tool, browser: Browsers) -> None:
    contest = lead.contest()
    file = lead.get(f"/contests/{contest}/evidence").json[0]["id"]
    browser().send(f"/contests/{contest}", f"/evidence/{file}/detachment")
    assert len(lead.get(f"/contests/{contest}/evidence").json) == 1


def test_funds_of_two_contests_above_the_plan_need_the_decision(lead: Tool) -> None:
    first, second = lead.contest(), draft(lead, fund=500000)
    lead.attach(f"/contests/{second}", "regulation")
    answer = opening(lead, second)
    assert (answer.status_code, answer.json["code"]) == (409, "fund_above_plan")
    assert (answer.json["detail"]["funds"], answer.json["detail"]["plan"]) == (1500000, 1000000)
    assert answer.json["detail"]["attach"].endswith(f"/contests/{second}/evidence/new?kind=decision")
    lead.attach(f"/contests/{second}", "decision")
    assert opening(lead, second).status_code == 200 and first != second


def test_funds_within_the_plan_need_no_decision(lead: Tool) -> None:
    lead.contest(fund=600000)
    second = draft(lead, fund=400000)
    lead.attach(f"/contests/{second}", "regulation")
    assert opening(lead, second).status_code == 200


def test_one_region_above_its_share_needs_the_decision(lead: Tool) -> None:
    contest = draft(lead, fund=100000, funds=[{"region": "zhambyl", "amount": "1000000.01"}])
    lead.attach(f"/contests/{contest}", "regulation")
    assert opening(lead, contest).json["detail"]["region"] == "zhambyl"


def open_together(lead: Tool, app: Flask) -> list[int]:
    """Two drafts, each of the whole sum of the plan, opened by two hands at once; the answers."""
    drafts = [draft(lead), draft(lead)]
    for contest in drafts:
        lead.attach(f"/contests/{contest}", "regulation")
    with ThreadPoolExecutor(2) as hands:
        return sorted(hands.map(lambda one: opening(Tool(app, "lead"), one).status_code, drafts))


def test_two_hands_cannot_open_the_sum_twice(lead: Tool, app: Flask) -> None:
    assert open_together(lead, app) == [200, 409]


def test_twin_without_the_queue_opens_the_sum_twice(
    lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(funding, "ONE_BY_ONE", text("SELECT pg_sleep(0.1), :activity"))
    looked = funding.funds_above

    def slowly(*asked: Any) -> Any:
        found = looked(*asked)
        db.session.execute(text("SELECT pg_sleep(0.5)"))
        return found

    monkeypatch.setattr(funding, "funds_above", slowly)
    assert open_together(lead, app) == [200, 200]


def test_an_exception_needs_a_second_person(lead: Tool, browser: Browsers, app: Flask) -> None:
    contest = draft(lead)
    owner = f"/contests/{contest}"
    assert ask(browser("lead"), owner, "regulation").status_code == 302
    assert opening(lead, contest).json["code"] == "regulation_needed"
    confirm(browser("lead"), owner, app)
    assert opening(lead, contest).json["code"] == "regulation_needed"
    confirm(browser("accountant"), owner, app)
    assert opening(lead, contest).status_code == 200


def test_the_database_holds_the_second_person_where_code_fails(
    lead: Tool, browser: Browsers, app: Flask
) -> None:
    ask(browser("lead"), f"/contests/{draft(lead)}", "regulation")
    with app.app_context(), pytest.raises(IntegrityError, match="second_person"):
        db.session.execute(text("UPDATE waivers SET confirmed_by = entered_by"))


def test_an_exception_ends(
    lead: Tool, browser: Browsers, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = draft(lead)
    owner = f"/contests/{contest}"
    monkeypatch.setattr(operations, "LASTS", timedelta(seconds=2))
    ask(browser("lead"), owner, "regulation")
    confirm(browser("coordinator"), owner, app)
    time.sleep(2)
    assert opening(lead, contest).json["code"] == "regulation_needed"
    assert "закончилось" in browser().get(owner).text


def test_an_exception_without_a_reason_is_not_asked_for(lead: Tool, browser: Browsers) -> None:
    answer = ask(browser(), f"/contests/{draft(lead)}", "regulation", "")
    assert answer.status_code == 422 and 'id="f-reason-error"' in answer.text


@pytest.mark.parametrize("who", ["assistant", "partner", "commission", "grantor", "stranger"])
def test_others_neither_ask_nor_confirm(lead: Tool, browser: Browsers, who: str) -> None:
    assert browser(who).get(f"/contests/{draft(lead)}/waivers/new").status_code in (403, 404)


def test_both_people_stand_on_the_page_and_in_the_history(lead: Tool, browser: Browsers, app: Flask) -> None:
    contest = draft(lead)
    owner = f"/contests/{contest}"
    ask(browser("lead"), owner, "regulation", "Приказ ещё у юриста")
    assert "ждёт второго человека" in browser("accountant").get(owner).text
    confirm(browser("accountant"), owner, app)
    assert "Приказ ещё у юриста" in browser().get(owner).text
    with app.app_context():
        acts = db.session.scalars(
            text("SELECT content FROM acts WHERE content->'touched' @> to_jsonb(ARRAY[CAST(:id AS text)])"),
            {"id": contest},
        ).all()
    told = [(act["who"]["id"], act["verb"], act["why"]) for act in acts]
    assert ("lead", "ask_waiver", "Приказ ещё у юриста") in told
    assert ("accountant", "confirm_waiver") in [line[:2] for line in told]


def test_a_contest_opened_by_an_exception_is_seen_as_such(lead: Tool, browser: Browsers, app: Flask) -> None:
    contest = draft(lead)
    ask(browser("lead"), f"/contests/{contest}", "regulation")
    confirm(browser("coordinator"), f"/contests/{contest}", app)
    opening(lead, contest)
    assert "Он открыт без приложенного положения" in browser().get(f"/contests/{contest}").text


def test_a_file_that_does_not_open_is_no_regulation(lead: Tool) -> None:
    contest = draft(lead)
    broken = (BytesIO(b"%PDF-1.4 nothing"), "regulation.pdf")
    lead.post(f"/contests/{contest}/evidence", {"kind": "regulation", "file": broken})
    assert opening(lead, contest).json["code"] == "regulation_needed"


class Person(Tool):
    """Somebody who is signed in and calls the API: with the session of his browser and the mark of a page."""

    def __init__(self, app: Flask, who: str) -> None:
        super().__init__(app, who)
        self.client.set_cookie("asar_session", who)
        mark = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/grants/contests").text)
        self.headers = {"Accept-Language": "en", "X-CSRFToken": mark[1]}


def test_two_people_let_a_contest_open_through_the_api(lead: Tool, app: Flask) -> None:
    contest = draft(lead)
    owner = f"/contests/{contest}/waivers"
    made = Person(app, "lead").post(owner, {"rule": "regulation", "reason": "Приказ у юриста"})
    assert (made.status_code, made.json["rule"], made.json["confirmed_by"]) == (201, "regulation", None)
    assert (made.json["asked_by"]["id"], made.json["in_force"]) == ("lead", False)
    alone = Person(app, "lead").post(f"{owner}/{made.json['id']}/confirmation")
    assert (alone.status_code, alone.json["code"]) == (409, "second_person_needed")
    done = Person(app, "accountant").post(f"{owner}/{made.json['id']}/confirmation")
    assert (done.status_code, done.json["in_force"]) == (200, True)
    assert done.json["confirmed_by"]["id"] == "accountant"
    assert lead.get(owner).json == [done.json]
    assert opening(lead, contest).status_code == 200


def test_a_token_reads_exceptions_and_neither_asks_nor_confirms(
    lead: Tool, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = f"/contests/{draft(lead)}/waivers"
    made = Person(app, "lead").post(owner, {"rule": "regulation", "reason": "x"}).json
    machine = {"id": "tool", "name": "tool", "kind": "token", "scopes": ["grants:read", "grants:write"]}
    monkeypatch.setattr(app.extensions["introspection"], "ask", lambda kind, credential: machine)
    tool = Tool(app, "tool")
    asked = tool.post(owner, {"rule": "fund", "reason": "x"})
    confirmed = tool.post(f"{owner}/{made['id']}/confirmation")
    for answer in (asked, confirmed):
        assert (answer.status_code, answer.json["code"]) == (403, "people_only")
    assert [row["in_force"] for row in tool.get(owner).json] == [False]


def test_what_the_api_refuses_is_said_with_its_field(lead: Tool, app: Flask) -> None:
    owner = f"/contests/{draft(lead)}/waivers"
    person = Person(app, "lead")
    bare = person.post(owner, {"rule": "regulation", "reason": ""})
    assert bare.status_code == 422 and "reason" in bare.text
    elsewhere = person.post(owner, {"rule": "tranche", "reason": "x"})
    assert (elsewhere.status_code, elsewhere.json["code"]) == (422, "rule_elsewhere")
    person.post(owner, {"rule": "regulation", "reason": "x"})
    again = person.post(owner, {"rule": "regulation", "reason": "y"})
    assert (again.status_code, again.json["code"]) == (409, "waiver_asked")
    made = lead.get(owner).json[0]["id"]
    other = f"/contests/{draft(lead)}/waivers/{made}/confirmation"
    assert Person(app, "accountant").post(other).status_code == 404


def test_a_repeat_with_its_key_asks_once(lead: Tool, app: Flask) -> None:
    owner, said = f"/contests/{draft(lead)}/waivers", {"rule": "regulation", "reason": "x"}
    first, second = (Person(app, "lead").post(owner, said, Idempotency_Key="one") for _time in range(2))
    assert first.json == second.json and len(lead.get(owner).json) == 1


@pytest.mark.parametrize("who", ["assistant", "partner", "commission", "grantor"])
def test_others_neither_ask_nor_confirm_through_the_api(lead: Tool, app: Flask, who: str) -> None:
    owner = f"/contests/{draft(lead)}/waivers"
    answer = Person(app, who).post(owner, {"rule": "regulation", "reason": "x"})
    assert answer.status_code in (403, 404) and lead.get(owner).json == []
