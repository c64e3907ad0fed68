"""The app of grants over real servers; only the registry's answer "who is this?" comes from here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from threading import Lock
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from services.grants.db import db
from services.grants.projects.inbox import HANDLERS
from shared.language.records import state
from shared.language.records.project import Activity, Indicator, Plan, Project, Region, Section
from shared.queue import broker
from shared.queue.receiving import receive
from tests.suite import PDF, Suite
from tests.tables import Kept

PROJECT_ID = "018f0000-0000-7000-8000-000000000001"
REGIONS = {
    "almaty_obl": ("KZ-19", "Алматинская область", "Алматы облысы"),
    "atyrau": ("KZ-23", "Атырауская область", "Атырау облысы"),
    "kyzylorda": ("KZ-43", "Кызылординская область", "Қызылорда облысы"),
    "mangystau": ("KZ-47", "Мангистауская область", "Маңғыстау облысы"),
    "turkistan": ("KZ-61", "Туркестанская область", "Түркістан облысы"),
    "west_kz": ("KZ-27", "Западно-Казахстанская область", "Батыс Қазақстан облысы"),
    "zhambyl": ("KZ-31", "Жамбылская область", "Жамбыл облысы"),
}
PEOPLE = {
    "lead": [{"role": "project_lead"}],
    "coordinator": [{"role": "coordinator"}],
    "accountant": [{"role": "accountant"}],
    "assistant": [{"role": "assistant"}],
    "admin": [{"role": "admin"}],
    "grantor": [{"role": "grantor_viewer"}],
    "commission": [{"role": "commission_member"}],
    "partner": [{"role": "partner_rep", "region": "turkistan"}],
    "neighbour": [{"role": "partner_rep", "region": "zhambyl"}],
    "stranger": [],
}


def introspect(kind: str, credential: str) -> dict[str, Any] | None:
    """The registry's answer: the credential is the person's name in PEOPLE."""
    if credential not in PEOPLE:
        return None
    return {"id": credential, "name": "Айгүл Сапарова", "login": credential, "grants": PEOPLE[credential]}


@pytest.fixture(scope="session")
def told() -> list[Kept]:
    """The rows that came of the project, once it was told."""
    return []


@pytest.fixture
def app(running_apps: Suite, told: list[Kept], monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The app with one approved project and nothing else; nobody rings the workers."""
    grants = running_apps.apps["grants"]
    running_apps.put_one("grants", *told)
    monkeypatch.setattr(grants.extensions["introspection"], "ask", introspect)
    monkeypatch.setattr(broker.doorbell, "quiet_until", float("inf"))
    if not told:
        tell_of_project(grants)
        told.append(running_apps.tables("grants").keep())
    return grants


def tell_of_project(grants: Flask) -> None:
    """Let grants hear of the approved project, as the registry tells it."""
    record = {"kind": "project", "key": f"centre:{PROJECT_ID}", "version": 1, "state": state(project())}
    with grants.app_context():
        receive(db.session, HANDLERS, [record], "registry")
        db.session.commit()


def project(groups: str = "16") -> Project:
    """The project of the plan, cut to what grants reads."""
    regions = [
        Region(code=code, iso=iso, kato=iso[3:] + "0000000", ru=ru, kk=kk, en=code)
        for code, (iso, ru, kk) in REGIONS.items()
    ]
    indicators = (
        Indicator(id="i1", code="2.1.1", name="", measure="applications_received", target=Decimal(30)),
        Indicator(id="i2", code="2.1.2", name="", measure="subprojects_completed", target=Decimal(groups)),
    )
    activities = (
        Activity(id="a1", code="1.1", title="Центры"),
        Activity(id="a2", code="2.1", title="Конкурс малых грантов", indicators=indicators),
    )
    return Project(
        id=PROJECT_ID,
        page=f"/registry/plans/{PROJECT_ID}",
        topic="Развитие местного самоуправления",
        grantee="ГАМО",
        grantor="ЦПИ",
        goal="",
        amount=Decimal("29364470.00"),
        status="running",
        period_from=date(2022, 4, 1),
        period_to=date(2022, 11, 30),
        regions=tuple(regions),
        partners=(),
        team=(),
        plan=Plan(
            id="1",
            version=1,
            approved_on=None,
            sections=(Section(id="t2", code="T2", kind="task", title="", activities=activities),),
        ),
    )


READYING = Lock()


class Tool:
    """Calls the API as one person. One that `prepares` puts there what money waits for:
    an intake that is over, a protocol, a reason where the commission said nothing."""

    prepares = True

    def __init__(self, app: Flask, who: str, locale: str = "en") -> None:
        self.client, self.headers = (
            app.test_client(),
            {"Authorization": f"Bearer {who}", "Accept-Language": locale},
        )

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """POST JSON (or multipart fields) to the API, with a key of its own unless it says another."""
        if path.endswith("/award") and self.prepares and isinstance(body, dict):
            body = self.ready(path.split("/")[2]) | body
        if path.endswith("/completion") and self.prepares:
            body = {"unpaid": True} | (body or {})
        if path.endswith("/payment") and self.prepares:
            self.signed(path.split("/")[2])
        headers = {"Idempotency_Key": uuid.uuid4().hex} | headers
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, dict) and "file" in body:
            return self.client.post(f"/grants/api/v1{path}", data=body, headers={**self.headers, **extra})
        return self.client.post(
            f"/grants/api/v1{path}", json={} if body is None else body, headers={**self.headers, **extra}
        )

    def get(self, path: str) -> Any:
        """GET from the API."""
        return self.client.get(f"/grants/api/v1{path}", headers=self.headers)

    def contest(self, **more: Any) -> str:
        """A contest that is open for the whole of 2022."""
        answer = self.post(
            "/contests",
            {
                "project_id": PROJECT_ID,
                "title": "Конкурс",
                "opens_on": "2022-01-01",
                "closes_on": "2022-12-31",
                **more,
            },
        )
        assert answer.status_code == 201, answer.text
        return self.opened(answer.json["id"])

    def signed(self, award: str) -> None:
        """Let an award have its agreement and tranches of the whole grant."""
        lead = self.as_lead()
        with READYING:
            row, kinds = lead.get(f"/awards/{award}").json, lead.get(f"/awards/{award}/evidence").json
            if "awarded" not in row:
                return
            if "agreement" not in [item["kind"] for item in kinds]:
                lead.attach(f"/awards/{award}", "agreement")
            if not lead.get(f"/awards/{award}/tranches").json:
                lead.post(f"/awards/{award}/tranches", {"amount": row["awarded"], "after": "signing"})

    def as_lead(self) -> Tool:
        """The lead, who may do all this."""
        lead = Tool.__new__(Tool)
        lead.client, lead.headers = self.client, {"Authorization": "Bearer lead", "Accept-Language": "en"}
        return lead

    def ready(self, application: str) -> dict[str, str]:
        """Let the intake of an application's contest be over and its protocol be there;
        the reason an award needs when no recommendation is entered."""
        lead = self.as_lead()
        row = lead.get(f"/applications/{application}").json
        with READYING:
            if lead.get(f"/contests/{row['contest_id']}").json["status"] == "open":
                lead.post(f"/contests/{row['contest_id']}/closing")
                lead.attach(f"/contests/{row['contest_id']}", "protocol")
        return {} if row["verdict"] else {"over_reason": "Комиссия решила устно"}

    def opened(self, contest: str) -> str:
        """Open a draft with the papers it needs."""
        self.attach(f"/contests/{contest}", "regulation")
        if self.post(f"/contests/{contest}/opening").json.get("code") == "fund_above_plan":
            self.attach(f"/contests/{contest}", "decision")
            assert self.post(f"/contests/{contest}/opening").status_code == 200
        return contest

    def application(self, contest: str, region: str = "zhambyl", **more: Any) -> str:
        """An application of June 2022."""
        body = {
            "region": region,
            "group_name": "«Жастар»",
            "leader_name": "Ержан Омаров",
            "settlement": "с. Қарнақ",
            "title": "Сквер у школы",
            "requested": 480000,
            "registered_on": "2022-06-02",
            "again": True,
            "over_cap": True,
            **more,
        }
        answer = self.post(f"/contests/{contest}/applications", body)
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    def award(self, application: str, amount: Any = 450000) -> str:
        """An award of that application."""
        answer = self.post(f"/applications/{application}/award", {"amount": amount})
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    def pay(self, award: str, amount: Any) -> str:
        """A payment of that award."""
        answer = self.post(f"/awards/{award}/payment", {"amount": amount})
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    def attach(self, path: str, *kinds: str) -> None:
        """A PDF of each kind, as if it had been scanned."""
        for kind in kinds:
            file = (BytesIO(PDF + kind.encode()), f"{kind}.pdf")
            answer = self.post(f"{path}/evidence", {"kind": kind, "file": file})
            assert answer.status_code == 201, answer.text

    def fund(self, contest: str, region: str = "zhambyl") -> dict[str, Any]:
        """The money of a region."""
        return next(row for row in self.get(f"/contests/{contest}").json["funds"] if row["region"] == region)


class Browser:
    """Sends forms of pages as one person."""

    def __init__(self, client: FlaskClient, who: str, locale: str = "ru") -> None:
        client.set_cookie("asar_session", who)
        client.set_cookie("asar_locale", locale)
        self.client = client

    def get(self, path: str) -> Any:
        """Open a page."""
        return self.client.get(f"/grants{path}")

    def send(self, page: str, path: str, **fields: Any) -> Any:
        """Open a page and send one of its forms."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        assert token, page
        return self.client.post(f"/grants{path}", data={"csrf_token": token[1], **fields})


@pytest.fixture
def tool(app: Flask) -> Callable[..., Tool]:
    """`tool("lead")` calls the API as the project lead."""
    return lambda who="lead", locale="en": Tool(app, who, locale)


@pytest.fixture
def lead(app: Flask) -> Tool:
    """The project lead calling the API."""
    return Tool(app, "lead")


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """`browser("lead")` opens pages as the project lead."""
    return lambda who="lead", locale="ru": Browser(app.test_client(), who, locale)


def records(app: Flask, kind: str) -> list[dict[str, Any]]:
    """States waiting to be told to reports."""
    with app.app_context():
        return list(
            db.session.scalars(
                text("SELECT state FROM outbox WHERE kind = :kind ORDER BY id"), {"kind": kind}
            )
        )
