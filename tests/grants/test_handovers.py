"""A region's fund has one owner: offered, accepted or declined, given back, and never awarded from twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from services.grants.awards.operations import giving
from services.grants.db import db
from services.grants.handovers import api, views
from services.grants.handovers.inbox import HANDLERS
from services.grants.handovers.queries import Home, differing
from shared.queue.receiving import receive
from tests.grants.conftest import Browser, Tool, records
from tests.house.opinions import MARK
from tests.made.handovers import of_another_region
from tests.suite import Suite

CENTRE, REGION = "centre", "turkistan"
BEGINNING = datetime(2022, 6, 1, tzinfo=UTC)
Said = dict[str, Any]


class Homes:
    """Two deployments over one database: whichever is not asked is put aside."""

    def __init__(self, suite: Suite, app: Flask) -> None:
        self.suite, self.app, self.aside, self.clock = suite, app, dict[str, Any](), 0

    @contextmanager
    def at(self, name: str) -> Iterator[Tool]:
        """The lead of a deployment, with what it has."""
        tables = self.suite.tables("grants")
        if name in self.aside:
            tables.restore(self.aside[name])
        self.app.config["ASAR_DEPLOYMENT"] = name
        try:
            yield Tool(self.app, "lead")
        finally:
            self.aside[name] = tables.keep()
            self.app.config["ASAR_DEPLOYMENT"] = CENTRE

    def said(self) -> Said:
        """What the deployment that is asked said last."""
        return records(self.app, "fund_handover")[-1]

    def hear(self, by: str, said: Said) -> dict[int, str]:
        """Let a deployment hear what another signed, as its registry tells it; what is refused."""
        self.clock += 1
        plain = {name: value for name, value in said.items() if name != "schema"}
        told = {
            "schema": 2,
            "id": str(uuid.uuid4()),
            "page": "/registry/handed",
            "by": by,
            "said_at": (BEGINNING + timedelta(hours=self.clock)).isoformat(),
            "sha256": f"{self.clock:064}",
            "handover": plain,
        }
        record = {"kind": "fund_statement", "key": f"{by}:{told['id']}", "version": self.clock, "state": told}
        with self.app.app_context():
            refused = receive(db.session, HANDLERS, [record], "registry")
            db.session.commit()
        return refused

    def agree(self) -> bool:
        """Whether the money of the deployment that is asked agrees with its handovers."""
        with self.app.app_context():
            return not differing()


@pytest.fixture
def homes(running_apps: Suite, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """A centre with the project, and a region's home with the same."""
    paired = [Home(REGION, (REGION,)), Home(CENTRE, (REGION,))]
    for door in (api, views):
        monkeypatch.setattr(door, "homes", lambda regions: paired)
    found = Homes(running_apps, app)
    with found.at(CENTRE):
        pass
    with found.at(REGION):
        pass
    return found


@pytest.fixture
def contest(homes: Homes) -> str:
    """An open contest of the centre."""
    with homes.at(CENTRE) as lead:
        return lead.contest()


def offer(lead: Tool, contest: str, to: str = REGION) -> Any:
    """Offer the fund of the region."""
    return lead.post(f"/contests/{contest}/handovers", {"region": REGION, "deployment": to})


def handed(homes: Homes, contest: str) -> tuple[str, Said]:
    """The fund offered by the centre, accepted by the region, and heard of by both; the answer."""
    with homes.at(CENTRE) as lead:
        handover = offer(lead, contest).json["id"]
        said = homes.said()
    with homes.at(REGION) as lead:
        assert homes.hear(CENTRE, said) == {}
        assert lead.post(f"/handovers/{handover}/acceptance").status_code == 200
        answer = homes.said()
    with homes.at(CENTRE):
        assert homes.hear(REGION, answer) == {}
    return handover, answer


def money(lead: Tool, contest: str) -> tuple[Decimal, ...]:
    """Fund, awarded, away and left of the region."""
    row = lead.fund(contest, REGION)
    return tuple(Decimal(str(row[name])) for name in ("fund", "awarded", "away", "left"))


def code(answer: Any) -> tuple[int, str]:
    """How a call is refused."""
    return answer.status_code, answer.json["code"]


def test_owner_awards_nothing_from_the_offer_on(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        award = lead.award(lead.application(contest, REGION), 300000)
        assert offer(lead, contest).status_code == 201
        assert money(lead, contest) == (1000000, 300000, 700000, 0)
        lead.post(f"/awards/{award}/cancellation", {"reason": "Ошибка"})
        waiting = lead.get(f"/contests/{contest}/applications").json[0]["id"]
        assert code(lead.post(f"/applications/{waiting}/award", {"amount": 1000})) == (409, "fund_elsewhere")
        assert homes.agree()


def test_no_application_comes_where_the_fund_is_not(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        offer(lead, contest)
        body = {
            "region": REGION,
            "group_name": "«Жастар»",
            "leader_name": "Ержан Омаров",
            "settlement": "с. Қарнақ",
            "title": "Сквер",
            "requested": 480000,
            "registered_on": "2022-06-02",
        }
        assert code(lead.post(f"/contests/{contest}/applications", body)) == (409, "taken_elsewhere")


def test_region_awards_from_the_acceptance_on(homes: Homes, contest: str) -> None:
    handed(homes, contest)
    with homes.at(REGION) as lead:
        assert money(lead, contest) == (1000000, 0, 0, 1000000)
        lead.opened(contest)
        lead.award(lead.application(contest, REGION), 450000)
        assert money(lead, contest) == (1000000, 450000, 0, 550000)
        assert homes.agree()
    with homes.at(CENTRE) as lead:
        assert lead.get("/handovers").json[0]["state"] == "accepted"
        assert money(lead, contest) == (1000000, 0, 1000000, 0) and homes.agree()


def test_region_awards_nothing_it_was_only_offered(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        offer(lead, contest)
        said = homes.said()
    with homes.at(REGION) as lead:
        homes.hear(CENTRE, said)
        assert lead.get(f"/contests/{contest}").status_code == 404


def test_declined_fund_is_the_owners_again(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        handover = offer(lead, contest).json["id"]
        said = homes.said()
    with homes.at(REGION) as lead:
        homes.hear(CENTRE, said)
        assert lead.post(f"/handovers/{handover}/refusal", {}).status_code == 422
        declined = lead.post(f"/handovers/{handover}/refusal", {"reason": "Нет комиссии"})
        assert declined.json["state"] == "declined"
        answer = homes.said()
    with homes.at(CENTRE) as lead:
        homes.hear(REGION, answer)
        assert money(lead, contest) == (1000000, 0, 0, 1000000) and homes.agree()
        assert lead.get("/handovers").json[0]["reason"] == "Нет комиссии"
        assert lead.award(lead.application(contest, REGION))


def test_rest_goes_back_the_same_way_and_no_tenge_is_lost_or_doubled(homes: Homes, contest: str) -> None:
    handed(homes, contest)
    with homes.at(REGION) as lead:
        lead.opened(contest)
        lead.award(lead.application(contest, REGION), 300000)
        back = offer(lead, contest, CENTRE).json["id"]
        said = homes.said()
        assert money(lead, contest) == (1000000, 300000, 700000, 0) and homes.agree()
    with homes.at(CENTRE) as lead:
        homes.hear(REGION, said)
        assert lead.post(f"/handovers/{back}/acceptance").status_code == 200
        assert money(lead, contest) == (1000000, 0, 300000, 700000) and homes.agree()
        number = lead.get(f"/applications/{lead.application(contest, REGION)}").json["number"]
        assert number.endswith("-002")  # the region gave the first one
    with homes.at(REGION):
        assert homes.agree()


def test_whole_fund_goes_back_before_the_region_opens_the_contest(homes: Homes, contest: str) -> None:
    handed(homes, contest)
    with homes.at(REGION) as lead:
        back = offer(lead, contest, CENTRE)
        assert back.status_code == 201, back.json
        said = homes.said()
    with homes.at(CENTRE) as lead:
        homes.hear(REGION, said)
        assert lead.post(f"/handovers/{back.json['id']}/acceptance").status_code == 200
        assert money(lead, contest) == (1000000, 0, 0, 1000000) and homes.agree()


def test_region_is_not_asked_for_the_grants_of_the_whole_project(
    homes: Homes, contest: str, browser: Callable[..., Browser]
) -> None:
    with homes.at(CENTRE):
        assert "обещанных" in browser("lead").get(f"/contests/{contest}").text
    handed(homes, contest)
    with homes.at(REGION):
        shown = browser("lead").get(f"/contests/{contest}").text
        assert "обещанных" not in shown and "Передать фонд" in shown


def test_only_funds_a_paired_home_serves_are_offered(
    homes: Homes, contest: str, browser: Callable[..., Browser]
) -> None:
    form = f"/contests/{contest}/handovers/new"
    with homes.at(CENTRE) as lead:
        assert "Кызылординская" not in browser("lead").get(form).text
        offer(lead, contest)
        assert "Ни один фонд" in browser("lead").get(form).text


def test_answer_that_comes_twice_moves_the_money_once(homes: Homes, contest: str) -> None:
    _handover, answer = handed(homes, contest)
    with homes.at(CENTRE) as lead:
        homes.hear(REGION, answer)
        homes.hear(REGION, {**answer, "state": "declined", "reason": "Передумали"})
        assert money(lead, contest) == (1000000, 0, 1000000, 0)


def test_other_sum_or_other_side_is_refused_in_words(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        offer(lead, contest)
        said = homes.said()
        taken = {**said, "state": "accepted"}
        assert "strange_statement" in homes.hear(REGION, {**taken, "amount": "1.00"})[0]
        assert "strange_statement" in homes.hear(CENTRE, taken)[0]
        assert lead.get("/handovers").json[0]["state"] == "offered"


def test_only_the_side_it_is_offered_to_answers_and_once(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        handover = offer(lead, contest).json["id"]
        said = homes.said()
        assert code(lead.post(f"/handovers/{handover}/acceptance")) == (409, "offered_to_others")
    with homes.at(REGION) as lead:
        homes.hear(CENTRE, said)
        lead.post(f"/handovers/{handover}/acceptance")
        assert code(lead.post(f"/handovers/{handover}/acceptance")) == (409, "answered_already")


def test_what_cannot_be_offered_says_why(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        waiting = lead.application(contest, REGION)
        assert code(offer(lead, contest)) == (409, "applications_wait")
        lead.post(f"/applications/{waiting}/withdrawal", {"reason": "Группа передумала"})
        assert code(offer(lead, contest, "zhambyl")) == (422, "home_unknown")
        assert offer(lead, contest).status_code == 201
        assert code(offer(lead, contest)) == (409, "handed_already")
    assert Tool(homes.app, "coordinator").post(
        f"/contests/{contest}/handovers", {"region": REGION, "deployment": REGION}
    ).status_code in (401, 403)


def test_contest_of_the_centre_is_told_above_by_nobody_else(homes: Homes, contest: str) -> None:
    handed(homes, contest)
    with homes.at(REGION) as lead:
        assert code(
            lead.post(f"/contests/{contest}/funds", {"funds": [{"region": REGION, "amount": 5}]})
        ) == (
            409,
            "another_deployments_contest",
        )
        assert records(homes.app, "contest")[-1]["handed_by"] == CENTRE


@pytest.fixture
def unguarded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Awards that do not ask who has the fund, over a table without its rule; put back afterwards."""
    took = giving.TAKE
    monkeypatch.setattr(
        giving,
        "TAKE",
        text(
            "UPDATE funds SET awarded = awarded + :amount WHERE contest_id = :contest AND region = :region "
            "AND awarded + :amount <= amount RETURNING region"
        ),
    )
    assert took is not giving.TAKE
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE funds DROP CONSTRAINT ck_funds_awarded"))
    yield
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE funds SET awarded = 0, paid = 0, away = 0"))
        rule = "CHECK (awarded BETWEEN 0 AND amount - away)"
        connection.execute(text(f"ALTER TABLE funds ADD CONSTRAINT ck_funds_awarded {rule}"))


def double(homes: Homes, contest: str) -> list[int]:
    """A cancelled grant of a fund that was handed over, awarded again by the one who handed it."""
    with homes.at(CENTRE) as lead:
        first = lead.application(contest, REGION)
        award = lead.award(first, 400000)
        offer(lead, contest)
        lead.post(f"/awards/{award}/cancellation", {"reason": "Ошибка"})
        again = [lead.post(f"/applications/{first}/award", {"amount": sum_}) for sum_ in (450000,)]
        return [answer.status_code for answer in again]


def test_without_the_guard_the_fund_is_awarded_twice(homes: Homes, contest: str, unguarded: None) -> None:
    assert double(homes, contest) == [201]


def test_with_the_guard_it_is_not(homes: Homes, contest: str) -> None:
    assert double(homes, contest) == [409]


def test_money_that_does_not_agree_is_an_alarm(homes: Homes, contest: str) -> None:
    from services.grants.handovers.wording import alarm

    handed(homes, contest)
    with homes.at(CENTRE):
        with homes.app.test_request_context():
            assert alarm() == ""
            db.session.execute(
                text("UPDATE funds SET away = 900000 WHERE region = :region"), {"region": REGION}
            )
            assert REGION in alarm() or "Туркестан" in alarm()
            db.session.rollback()


def test_pages_show_both_signatures_and_lead_through(
    homes: Homes, contest: str, browser: Callable[..., Browser]
) -> None:
    with homes.at(CENTRE):
        lead = browser("lead")
        form = f"/contests/{contest}/handovers/new"
        assert "1 000 000" in lead.get(form).text.replace("\xa0", " ")
        sent = lead.send(form, form, region=REGION, deployment=REGION)
        assert sent.status_code == 302, sent.text
        said = homes.said()
        page = sent.location.removeprefix("/grants")
        assert "Передать фонд" in lead.get(f"/contests/{contest}").text
    with homes.at(REGION):
        homes.hear(CENTRE, said)
        lead = browser("lead")
        assert lead.send(page, f"{page}/acceptance").status_code == 302
        answer = homes.said()
        homes.hear(REGION, answer)
        shown = lead.get(page).text
        assert shown.count("0" * 16) >= 2
    with homes.at(CENTRE):
        homes.hear(REGION, answer)
        assert "1 000 000" in browser("lead").get(f"/contests/{contest}").text.replace("\xa0", " ")


def test_offer_of_the_version_before_papers_went_along_is_shown(suite: Suite, project: str) -> None:
    offered = of_another_region(suite, project)["handover_id"]
    page = suite.browser("project_lead").get(f"/grants/handovers/{offered}")
    assert page.status_code == 200 and MARK in page.get_data(as_text=True)


def test_project_that_has_not_come_is_asked_for_first(homes: Homes, contest: str) -> None:
    with homes.at(CENTRE) as lead:
        handover = offer(lead, contest).json["id"]
        said = homes.said()
    with homes.at(REGION) as lead:
        with homes.app.app_context():
            db.session.execute(text("DELETE FROM project_copies"))
            db.session.commit()
        homes.hear(CENTRE, said)
        answer = lead.post(f"/handovers/{handover}/acceptance")
        assert code(answer) == (409, "project_not_here")
