"""A report's signatories are chosen by role when it is asked for, and printed with their names."""

from __future__ import annotations

from typing import Any

import pytest

from services.reports.documents.snapshot import Signer
from services.reports.reports.rules.signatories import signatures, usual
from services.reports.reports.wording import choices, in_words
from shared.language.records.project import Member
from tests.reports.pages import report
from tests.suite import Browser, Suite


def sealed_by(suite: Suite, project: str, **values: Any) -> list[tuple[str, str]]:
    """Code and name of everybody who signs a new report."""
    return [
        (signer["code"], signer["name"])
        for signer in report(suite, project, **values)["snapshot"]["signatures"]
    ]


def with_team(*members: Member) -> Any:
    """As much of a project as signing needs."""

    class Team:
        team = members

    return Team()


def test_lead_accountant_and_coordinator_sign_with_their_names(suite: Suite, project: str) -> None:
    assert sealed_by(suite, project) == [
        ("lead", "Сотрудник 1"),
        ("accountant", "Сотрудник 2"),
        ("coordinator", "Сотрудник 4"),
    ]


def test_signatories_are_chosen_by_role(suite: Suite, project: str) -> None:
    assert sealed_by(suite, project, signatories=["accountant"]) == [("accountant", "Сотрудник 2")]


def test_name_of_one_who_does_not_sign_by_the_plan_is_left_to_be_written(suite: Suite, project: str) -> None:
    assert sealed_by(suite, project, signatories=["pr"]) == [("pr", "")]


def test_role_nobody_has_is_refused_in_words(suite: Suite, project: str) -> None:
    answer = suite.call(
        "POST", f"/reports/api/v1/projects/{project}/reports", json={"signatories": ["other"]}
    )
    assert (answer.status_code, answer.get_json()["code"]) == (422, "signatory_unknown")


def test_page_offers_the_team_and_takes_the_choice(suite: Suite, project: str) -> None:
    lead: Browser = suite.browser("project_lead")
    page = lead.get(f"/reports/reports?project={project}").get_data(as_text=True)
    assert "Бухгалтер проекта, Сотрудник 2" in page
    form = {"project": project, "formats": "xlsx", "signatories": "coordinator", "until": "", "locale": "ru"}
    answer = lead.post("/reports/reports", form)
    suite.settle()
    assert "Координатор проекта, Сотрудник 4" in lead.get(answer.headers["Location"]).get_data(as_text=True)


def test_record_of_before_tells_roles_by_their_words() -> None:
    team = with_team(Member(role="Руководитель проекта"), Member(role="Водитель"), Member(role="Есепші"))
    assert signatures(team, None) == [
        Signer(role="Руководитель проекта", code="lead", name=""),
        Signer(role="Есепші", code="accountant", name=""),
    ]


@pytest.mark.parametrize(
    ("signers", "said"), [([Signer(role="Бухгалтер", code=None, name="")], "Бухгалтер"), ([], "")]
)
def test_report_sealed_before_says_its_roles(signers: list[Signer], said: str) -> None:
    assert in_words(signers) == said


def test_two_coordinators_both_sign(suite: Suite) -> None:
    team = with_team(Member(role="Координатор", name="А"), Member(role="Координатор региона", name="Б"))
    assert [signer.name for signer in signatures(team, ["coordinator"])] == ["А", "Б"]
    with suite.apps["reports"].test_request_context(headers={"Accept-Language": "ru"}):
        assert choices(team) == [{"value": "coordinator", "label": "Координатор проекта, А, Б"}]


def test_team_of_nobody_we_know_signs_as_the_lead(suite: Suite) -> None:
    team = with_team(Member(role="Водитель"))
    with suite.apps["reports"].test_request_context(headers={"Accept-Language": "ru"}):
        assert (usual(team), signatures(team, None)[0].code) == ([], "lead")
