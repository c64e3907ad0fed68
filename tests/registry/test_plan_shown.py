"""The page of an approved plan shows all of it; what the plan does not say is said to be missing."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests.registry.plan_documents import PASSPORT, TRAININGS, one_task
from tests.registry.test_plan_review import PASSPORT_FIELDS, save, tree, upload
from tests.suite import DATA, Browser, Suite

REAL = (DATA / "detailed-description.docx").read_bytes()


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


@pytest.fixture
def real(suite: Suite, lead: Browser) -> str:
    """What the page of the real plan says once it is approved."""
    plan = upload(suite, REAL)["id"]
    assert lead.post(f"/registry/plans/{plan}/approval", {}).status_code == 302
    return words(lead, plan)


@pytest.fixture
def plan(suite: Suite) -> str:
    """The id of a small draft."""
    return upload(suite, one_task(TRAININGS, passport=PASSPORT))["id"]


def words(browser: Browser, plan: str) -> str:
    """What the page of a plan says, without its tags."""
    text = html.unescape(browser.get(f"/registry/plans/{plan}").get_data(as_text=True))
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").split())


def record_of(suite: Suite, plan: str) -> Any:
    """The project's record with this plan."""
    import uuid

    from services.registry.plans.queries import get_plan
    from services.registry.plans.record import project_record

    with suite.apps["registry"].app_context():
        row = get_plan(uuid.UUID(plan))
        return project_record(row.project, row)


def member(**values: str) -> dict[str, str]:
    """The fields of the first member of the team."""
    return {f"member-0-{name}": value for name, value in ({"name": "Сотрудник 1"} | values).items()}


@pytest.mark.parametrize(
    "said",
    [
        "Осуществление платежей и финансовых отчетов",  # duties
        "30 %",
        "Главный менеджер Департамента управления проектами имя не указано",
        "Договор в плане не указано",
        "ОФ «Золотое время» Атырауская область",
        "На базе созданных центров будут предоставляться консультации",  # description
        "Алматинская область, Кызылординская область",
        "Как считается: посещения тренингов",
        "Чем подтверждается: Список с подписями",
        "не менее 15 на каждом тренинге",
        "Разработка и распечатка информационной брошюры",  # the tenth result
        "стоимость не указана",
    ],
)
def test_approved_plan_shows_everything(real: str, said: str) -> None:
    assert said in real


def test_agreement_and_signatories_are_typed_in_the_review(suite: Suite, lead: Browser, plan: str) -> None:
    agreement = {"passport-agreement_number": "45-ГС", "passport-agreement_date": "2024-02-28"}
    signatory = {
        "signatory-0-side": "grantor",
        "signatory-0-role": "Председатель",
        "signatory-0-name": "Ким А.",
    }
    save(lead, plan, **PASSPORT_FIELDS, **agreement, **signatory)
    lead.post(f"/registry/plans/{plan}/approval", {})
    said = words(lead, plan)
    assert "№ 45-ГС, 28 февраля 2024" in said and "Председатель Ким А." in said


def test_signatory_of_no_side_is_refused_at_the_field(lead: Browser, plan: str) -> None:
    answer = save(lead, plan, **PASSPORT_FIELDS, **{"signatory-0-side": "", "signatory-0-role": "Директор"})
    assert answer.status_code == 422 and 'href="#f-signatory-0-side"' in answer.get_data(as_text=True)


def test_sheet_sent_back_keeps_the_signatories_that_were_read(suite: Suite, lead: Browser) -> None:
    plan = upload(suite, REAL)["id"]
    before = tree(suite, plan)["passport"]["signatories"]
    page = html.unescape(lead.get(f"/registry/plans/{plan}").get_data(as_text=True))
    assert page.count("И.о. Председателя Правления") >= 1 and len(before) == 4
    save(lead, plan)
    assert tree(suite, plan)["passport"]["signatories"] == before


def test_role_is_recognised_by_its_words_when_it_is_typed(suite: Suite, lead: Browser, plan: str) -> None:
    save(lead, plan, **PASSPORT_FIELDS | member(role="Главный бухгалтер"))
    assert tree(suite, plan)["team"][0]["role_code"] == "accountant"


def test_chosen_role_stands_before_its_words(suite: Suite, lead: Browser, plan: str) -> None:
    save(lead, plan, **PASSPORT_FIELDS | member(role="Специалист", role_code="coordinator"))
    assert tree(suite, plan)["team"][0]["role_code"] == "coordinator"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"role": "Координатор"}, "Сотрудник 1"),
        ({"role": "Координатор", "signs": "0"}, None),
        ({"role": "Ассистент"}, None),
        ({"role": "Ассистент", "signs": "1"}, "Сотрудник 1"),
    ],
)
def test_only_names_of_those_who_sign_travel(
    suite: Suite, lead: Browser, plan: str, fields: dict[str, str], name: str | None
) -> None:
    save(lead, plan, **PASSPORT_FIELDS | member(**fields))
    assert record_of(suite, plan).team[0].name == name


def test_team_of_a_plan_of_before_has_its_roles_recognised(suite: Suite, plan: str) -> None:
    import uuid

    from services.registry.db import db
    from services.registry.plans.models import Plan

    with suite.apps["registry"].app_context():
        db.session.get(Plan, uuid.UUID(plan)).team = [{"name": "Сотрудник 1", "role": "Есепші"}]
        db.session.commit()
    row = record_of(suite, plan).team[0]
    assert (row.role_code, row.name) == ("accountant", "Сотрудник 1")


def test_empty_row_of_the_team_makes_no_member(suite: Suite, lead: Browser, plan: str) -> None:
    last = {"member-1-name": "", "member-1-role": "", "member-1-role_code": "", "member-1-signs": "0"}
    save(lead, plan, **PASSPORT_FIELDS | last)
    assert len(tree(suite, plan)["team"]) == 1
