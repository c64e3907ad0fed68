"""Nobody sees or touches another region; roles do what they may and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from tests.grants.conftest import PROJECT_ID, Tool
from tests.suite import PDF

Tools = Callable[..., Tool]
CONTEST = {"project_id": PROJECT_ID, "title": "К", "opens_on": "2022-06-01", "closes_on": "2022-06-20"}


def pdf(mark: str) -> tuple[BytesIO, str]:
    """A small PDF."""
    return BytesIO(PDF + mark.encode()), "лист.pdf"


def test_partner_sees_only_his_fund_and_applications(lead: Tool, tool: Tools) -> None:
    contest = lead.contest()
    for region in ("turkistan", "zhambyl"):
        lead.application(contest, region)
    partner = tool("partner")
    assert [row["region"] for row in partner.get(f"/contests/{contest}").json["funds"]] == ["turkistan"]
    assert [row["region"] for row in partner.get(f"/contests/{contest}/applications").json] == ["turkistan"]
    assert [row["region"] for row in partner.get("/contests").json[0]["funds"]] == ["turkistan"]


def test_filter_does_not_open_another_region(lead: Tool, tool: Tools) -> None:
    contest = lead.contest()
    lead.application(contest, "zhambyl")
    assert tool("partner").get(f"/contests/{contest}/applications?region=zhambyl").json == []


@pytest.mark.parametrize("path", ["/applications/{application}", "/awards/{award}"])
def test_foreign_thing_is_not_found(lead: Tool, tool: Tools, path: str) -> None:
    application = lead.application(lead.contest(), "zhambyl")
    address = path.format(application=application, award=lead.award(application))
    assert [tool(who).get(address).status_code for who in ("partner", "neighbour", "grantor")] == [
        404,
        200,
        200,
    ]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/applications/{application}/withdrawal", {"reason": "x"}),
        ("/awards/{award}/completion", {}),
        ("/applications/{application}/evidence", {"kind": "application", "file": None}),
        ("/awards/{award}/evidence", {"kind": "act", "file": None}),
    ],
)
def test_foreign_thing_cannot_be_changed(lead: Tool, tool: Tools, path: str, body: dict[str, object]) -> None:
    application = lead.application(lead.contest(), "zhambyl")
    address = path.format(application=application, award=lead.award(application))
    sent = {**body, "file": pdf("a")} if "file" in body else body
    assert tool("partner").post(address, sent).status_code == 404


def test_partner_registers_only_in_his_region(lead: Tool, tool: Tools) -> None:
    contest, partner = lead.contest(), tool("partner")
    partner.application(contest, "turkistan")
    body = {
        "region": "zhambyl",
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": 1,
        "registered_on": "2022-06-02",
    }
    assert partner.post(f"/contests/{contest}/applications", body).status_code == 404


def test_evidence_opens_only_in_its_region(lead: Tool, tool: Tools) -> None:
    contest = lead.contest()
    application = lead.application(contest, "zhambyl")
    scan = lead.post(f"/applications/{application}/evidence", {"kind": "application", "file": pdf("a")}).json[
        "id"
    ]
    sheet = lead.post(f"/contests/{contest}/evidence", {"kind": "score_sheet", "file": pdf("b")}).json["id"]
    regulation = lead.post(f"/contests/{contest}/evidence", {"kind": "regulation", "file": pdf("c")}).json[
        "id"
    ]
    seen = {
        who: [
            tool(who).client.get(f"/grants/evidence/{item}", headers=tool(who).headers).status_code
            for item in (scan, sheet, regulation)
        ]
        for who in ("partner", "neighbour", "grantor")
    }
    assert seen == {"partner": [404, 404, 200], "neighbour": [200, 404, 200], "grantor": [200, 200, 200]}


def test_evidence_comes_back_as_it_went_in(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    made = lead.post(f"/awards/{award}/evidence", {"kind": "photo", "file": pdf("a")}).json
    answer = lead.client.get(f"/grants/evidence/{made['id']}", headers=lead.headers)
    assert (answer.data, answer.mimetype, made["quantity"]) == (PDF + b"a", "application/pdf", 1)


def test_names_are_for_those_who_work_with_them(lead: Tool, tool: Tools) -> None:
    application = lead.application(lead.contest(), "turkistan")
    shown = {
        who: tool(who).get(f"/applications/{application}").json["leader_name"]
        for who in ("lead", "partner", "accountant", "grantor", "commission", "admin")
    }
    assert {who for who, name in shown.items() if name} == {"lead", "partner", "accountant"}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("lead", {"manage", "award", "pay"}),
        ("coordinator", {"manage", "award"}),
        ("accountant", {"pay"}),
        ("assistant", set()),
        ("partner", set()),
        ("commission", set()),
        ("grantor", set()),
        ("admin", set()),
        ("stranger", set()),
    ],
)
def test_money_is_moved_only_by_its_roles(lead: Tool, tool: Tools, who: str, allowed: set[str]) -> None:
    contest = lead.contest()
    application, award = (
        lead.application(contest, "turkistan"),
        lead.award(lead.application(contest, "turkistan"), 300000),
    )
    someone = tool(who)
    done = {
        "manage": someone.post("/contests", CONTEST),
        "award": someone.post(f"/applications/{application}/award", {"amount": 300000}),
        "pay": someone.post(f"/awards/{award}/payment", {"amount": 1000}),
    }
    assert {name for name, answer in done.items() if answer.status_code == 201} == allowed
    assert {answer.status_code for name, answer in done.items() if name not in allowed} <= {403}


def test_nobody_unknown_gets_in(tool: Tools) -> None:
    assert tool("nobody").get("/contests").status_code == 401
