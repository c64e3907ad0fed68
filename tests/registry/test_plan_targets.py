"""Targets by region and by month: entered or read, compared with the plan, carried to the figures."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from docx.document import Document as DocumentObject
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from services.registry.db import db
from services.registry.plans import operations
from services.registry.plans.models import Indicator, Project
from tests.registry.plan_documents import PASSPORT, TRAININGS, add_table, one_task
from tests.registry.test_plan_review import row, save, sheet, stored, tree, upload
from tests.suite import Browser, Suite

PLACES = "Проведение 4 тренингов в Павлодарской и Костанайской областях."
TWO_REGIONS = (PLACES, *TRAININGS[1:])


@pytest.fixture
def plan(suite: Suite) -> str:
    """The id of a draft of two regions and three months; 60 people in all."""
    return upload(suite, one_task(TWO_REGIONS, passport=PASSPORT))["id"]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


def divide(suite: Suite, lead: Browser, plan: str, **values: str) -> Any:
    """Send the sheet of indicator 1.1.3 with these cells of its grid: `pavlodar="40"`, `m2024_03="20"`."""
    cells = {
        f"month-{name[1:].replace('_', '-')}" if name[1:2].isdigit() else f"region-{name}": value
        for name, value in values.items()
    }
    return save(lead, plan, **sheet(suite, plan, divided="1", **cells))


def targets(suite: Suite, plan: str) -> dict[str, Any]:
    """Targets of indicator 1.1.3 by region or month."""
    return {item["region"] or item["month"]: item["value"] for item in row(suite, plan)["targets"]}


def page(browser: Browser, path: str) -> str:
    """A page as text."""
    return html.unescape(browser.get(path).get_data(as_text=True)).replace("\u00a0", " ")


def doubt_of(suite: Suite, plan: str, by: str = "region") -> dict[str, Any]:
    """The doubt about the sum of targets."""
    return next(note for note in stored(suite, plan)[1] if note["code"] == f"targets.{by}.1.1.3")


def explain(suite: Suite, lead: Browser, plan: str, words: str) -> Any:
    """Keep the difference as it is, with these words."""
    key = f"doubt-{doubt_of(suite, plan)['id']}"
    return save(lead, plan, **{f"{key}-shown": "open", key: "1", f"{key}-words": words})


def approve(lead: Browser, plan: str) -> Any:
    """Press the button of the approval page."""
    return lead.post(f"/registry/plans/{plan}/approval", {})


def with_table(*rows: tuple[str, ...]) -> Callable[[DocumentObject], None]:
    """A change of a document: a table after the plan."""

    def change(document: DocumentObject) -> None:
        document.add_paragraph("Приложение")
        add_table(document, rows)

    return change


def test_targets_are_entered_by_region_and_by_month(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20", m2024_03="20", m2024_04="40")
    assert targets(suite, plan) == {"pavlodar": 40, "kostanay": 20, "2024-03": 20, "2024-04": 40}


MONTHLY = (*TRAININGS[:2], "4\nне менее 4\n8 (апрель-ноябрь 2024 года)", *TRAININGS[3:])


def test_months_offered_are_those_the_line_says(suite: Suite, lead: Browser) -> None:
    """Its activity lasts from March to May; a condition typed anew runs over the same months."""
    plan = upload(suite, one_task(MONTHLY))["id"]
    key, said = stored(suite, plan)[0]["1.1.3"], [f"2024-{month:02}" for month in range(4, 12)]
    assert re.findall(rf'name="{key}-month-([0-9-]+)"', page(lead, f"/registry/plans/{plan}")) == said
    save(lead, plan, **sheet(suite, plan, target="16", clauses="не менее 2 в каждом месяце"))
    assert [clause["over"] for clause in row(suite, plan)["clauses"]] == [said]


def test_empty_cell_is_no_target_and_zero_is_one(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="60", kostanay="0")
    divide(suite, lead, plan, pavlodar="", kostanay="0")
    assert targets(suite, plan) == {"kostanay": 0}


def test_sheet_without_the_grid_keeps_the_targets(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    save(lead, plan, **sheet(suite, plan, name="Участники"))
    assert targets(suite, plan) == {"pavlodar": 40, "kostanay": 20}


def test_word_in_a_cell_is_refused_at_its_field(suite: Suite, lead: Browser, plan: str) -> None:
    answer = divide(suite, lead, plan, pavlodar="сорок", kostanay="20")
    key = stored(suite, plan)[0]["1.1.3"]
    assert answer.status_code == 422 and f'href="#f-{key}-region-pavlodar"' in answer.get_data(as_text=True)


def test_sum_that_agrees_is_not_doubted(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    assert not [note for note in stored(suite, plan)[1] if str(note["code"]).startswith("targets")]


def test_sum_that_differs_is_a_doubt_with_both_figures(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    assert "вместе 50, а план индикатора 60" in page(lead, f"/registry/plans/{plan}")


def test_difference_stops_the_approval(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    answer = approve(lead, plan)
    assert answer.status_code == 409 and "1.1.3" in answer.get_data(as_text=True)


def test_difference_is_refused_by_its_code_and_nothing_is_published(
    suite: Suite, lead: Browser, plan: str
) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    answer = suite.call("POST", f"/registry/api/v1/plans/{plan}/approval")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "targets_differ")
    assert published(suite) == []


def test_without_the_refusal_targets_that_do_not_add_up_travel(
    suite: Suite, lead: Browser, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    monkeypatch.setattr(operations, "refuse_unexplained", lambda plan: None)
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    assert published(suite) == [(60, {"pavlodar": 40, "kostanay": 10})]


def published(suite: Suite) -> list[tuple[Any, dict[str | None, Any]]]:
    """The target of 1.1.3 and those of its regions as they travel, where anything does."""
    with suite.apps["registry"].app_context():
        told = operations.project_told(db.session.scalars(select(Project)).one())
    return [
        (line.target, {one.region: one.value for one in line.targets})
        for section in (told.plan.sections if told and told.plan else ())
        for activity in section.activities
        for line in activity.indicators
        if line.code == "1.1.3"
    ]


def test_difference_is_not_kept_without_words(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    assert explain(suite, lead, plan, " ").status_code == 422
    assert not doubt_of(suite, plan)["settled"]


def test_difference_explained_in_words_is_approved(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    explain(suite, lead, plan, "Десять участников приедут из Астаны")
    assert approve(lead, plan).status_code == 302
    assert "Десять участников приедут из Астаны" in page(lead, f"/registry/plans/{plan}")


def test_explanation_is_asked_again_when_the_figures_change(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    explain(suite, lead, plan, "Десять участников приедут из Астаны")
    divide(suite, lead, plan, pavlodar="40", kostanay="5")
    assert [doubt_of(suite, plan)[name] for name in ("settled", "explanation")] == [False, None]


def test_corrected_sum_settles_its_doubt(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    assert doubt_of(suite, plan)["settled"] and approve(lead, plan).status_code == 302


def test_corrected_total_is_compared_too(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    save(lead, plan, **sheet(suite, plan, target="70"))
    assert not doubt_of(suite, plan)["settled"]


def test_months_that_differ_are_doubted_by_themselves(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20", m2024_03="20")
    assert not doubt_of(suite, plan, "month")["settled"]


def test_shares_in_per_cent_are_not_added_up(suite: Suite, lead: Browser, plan: str) -> None:
    cells = {"region-pavlodar": "80", "region-kostanay": "70"}
    save(lead, plan, **sheet(suite, plan, target="80", unit="%", divided="1", **cells))
    assert not [note for note in stored(suite, plan)[1] if str(note["code"]).startswith("targets")]


def test_targets_of_the_file_are_kept_and_their_difference_doubted(suite: Suite) -> None:
    table = with_table(
        ("Индикатор", "Павлодарская область", "Костанайская область"), ("Количество участников", "40", "10")
    )
    plan = upload(suite, one_task(TWO_REGIONS, passport=PASSPORT, change=table))["id"]
    assert targets(suite, plan) == {"pavlodar": 40, "kostanay": 10}
    assert doubt_of(suite, plan)["understood"] == {"say": "targets_sum", "sum": "50", "total": "60"}


def test_line_that_got_another_code_is_doubted_under_it(suite: Suite, lead: Browser, plan: str) -> None:
    import uuid

    divide(suite, lead, plan, pavlodar="40", kostanay="10")
    with suite.apps["registry"].app_context():
        db.session.get(Indicator, uuid.UUID(stored(suite, plan)[0]["1.1.3"])).code = "1.1.9"
        db.session.commit()
    save(lead, plan)
    assert "targets.region.1.1.9" in [note["code"] for note in stored(suite, plan)[1]]


def amended(lead: Browser, plan: str) -> str:
    """The id of a version after this one, which is approved first."""
    approve(lead, plan)
    answer = lead.post(
        f"/registry/plans/{plan}/amendments", {"reason_code": "grantor", "reason_text": "Письмо"}
    )
    return answer.headers["Location"].rpartition("/")[2]


def test_new_version_has_the_targets_of_the_former(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    assert targets(suite, amended(lead, plan)) == {"pavlodar": 40, "kostanay": 20}


def test_changed_target_of_a_region_is_a_difference(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20")
    version = amended(lead, plan)
    divide(suite, lead, version, pavlodar="30", kostanay="30")
    said = page(lead, f"/registry/plans/{version}/differences")
    assert "Павлодарская область: 40" in said and "Павлодарская область: 30" in said


def test_figures_of_a_region_are_judged_by_its_target(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="60")
    approve(lead, plan)
    suite.settle()
    project = tree(suite, plan)["project_id"]
    mine = suite.figure(project, "1.1.3", query_string={"region": "pavlodar"})
    other = suite.figure(project, "1.1.3", query_string={"region": "kostanay"})
    assert [mine["target"], mine["share"]] == [60, "set"]
    assert [other["target"], other["share"], other["verdict"]] == [None, None, "no_target"]


def test_page_of_an_indicator_shows_the_plan_of_each_region(suite: Suite, lead: Browser, plan: str) -> None:
    divide(suite, lead, plan, pavlodar="40", kostanay="20", m2024_03="60")
    approve(lead, plan)
    suite.settle()
    said = page(lead, f"/reports/indicators/1.1.3?project={tree(suite, plan)['project_id']}")
    assert "март 2024" in said
    assert "Павлодарская область: 0, план 40, просрочен" in said


def test_one_target_a_region(suite: Suite, lead: Browser, plan: str) -> None:
    from services.registry.plans.models import Target

    key = stored(suite, plan)[0]["1.1.3"]
    with suite.apps["registry"].app_context(), pytest.raises(IntegrityError):
        db.session.add_all(Target(indicator_id=key, region="pavlodar", value=value) for value in (1, 2))
        db.session.flush()
