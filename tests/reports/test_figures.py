"""From records to figures: what counts, once or twice, proven or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.reports.figures.rules.lines import Line
from services.reports.figures.rules.shares import regional
from services.reports.figures.rules.verdicts import verdict
from tests.suite import Suite


def test_two_trainings_are_two_attendances_of_one_person(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, day="2022-04-12")
    suite.gathering(project, 15, day="2022-05-12")
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 30
    assert suite.figure(project, "4.1.6")["actual"] == 15


def test_clause_says_which_gatherings_keep_it(suite: Suite, project: str) -> None:
    suite.gathering(project, 15)
    suite.gathering(project, 14, region="atyrau", prefix="Другой")
    suite.settle()
    clause = suite.figure(project, "4.1.3")["clauses"][0]
    assert clause["met"] is False and "1" in clause["text"] and "2" in clause["text"]


def test_planned_gathering_counts_nothing(suite: Suite, project: str) -> None:
    suite.ok(
        "POST",
        "/events/api/v1/gatherings",
        json={
            "project_id": project,
            "activity": "4.1",
            "type": "training",
            "title": "План",
            "region": "KZ-61",
            "starts_on": "2022-05-01",
            "mode": "offline",
        },
    )
    suite.settle()
    assert suite.figure(project, "4.1.1")["actual"] == 0


def test_unmeasured_indicator_is_unknown_not_zero(suite: Suite, project: str, undelivered: None) -> None:
    figure = suite.figure(project, "1.1.2")
    assert figure["actual"] is None and figure["verdict"] == "no_data"


def test_missing_list_leaves_the_figure_unproven(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, evidence=("programme",))
    suite.settle()
    assert suite.figure(project, "4.1.3")["evidence"] == {"needed": 1, "present": 0}


def test_training_of_another_activity_does_not_count(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, activity="1.1")
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 0


def test_figures_fall_apart_by_region(suite: Suite, project: str) -> None:
    suite.gathering(project, 15)
    suite.gathering(project, 16, region="Атырауская область", prefix="Другой")
    suite.settle()
    assert suite.figure(project, "4.1.3")["by_region"] == {"atyrau": 16, "turkistan": 15}


def test_partner_sees_his_region_and_its_share(suite: Suite, project: str) -> None:
    suite.gathering(project, 15)
    suite.gathering(project, 16, region="atyrau", prefix="Другой")
    suite.settle()
    figure = suite.figure(project, "4.1.3", token=suite.token(("reports:read",), "turkistan"))
    assert figure["by_region"] == {"turkistan": 15} and figure["target"] == 30


def test_records_lead_to_the_file_that_proves_them(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 15)
    suite.settle()
    records = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/4.1.3/records")
    assert [(row["id"], row["value"]) for row in records] == [(gathering, 15)]
    file = next(item for item in records[0]["evidence"] if item["kind"] == "signed_list")
    assert suite.browser("coordinator").get(file["url"]).data.startswith(b"%PDF")


def test_redelivered_and_older_records_change_nothing(suite: Suite, project: str) -> None:
    from shared.queue import receiving

    suite.gathering(project, 15)
    suite.settle()
    app = suite.apps["reports"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        from services.reports.copies.models import GatheringCopy

        copy = session.query(GatheringCopy).one()
        state = {
            "id": copy.id,
            "page": copy.page,
            "project_id": copy.project_id,
            "activity_id": copy.activity_id,
            "type": "training",
            "title": "Старое",
            "region": "atyrau",
            "settlement": "",
            "starts_on": "2022-04-12",
            "ends_on": None,
            "mode": "offline",
            "status": "cancelled",
            "evidence": [],
        }
        wire = {"kind": "gathering", "key": copy.key, "version": copy.version - 1, "state": state}
        assert receiving.receive(session, app.extensions["inbox"], [wire, wire], "events") == {}
        session.commit()
    assert suite.figure(project, "4.1.3")["by_region"] == {"turkistan": 15}


def test_gathering_that_brought_nothing_breaks_the_condition(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, evidence=("signed_list", "feedback"))
    suite.gathering(project, 15, region="atyrau", prefix="Другой", evidence=("signed_list",))
    suite.settle()
    clause = suite.figure(project, "4.1.5")["clauses"][0]
    assert clause["met"] is False and " 2" in clause["text"].split(":")[0]


def test_region_the_project_does_not_have_is_refused(suite: Suite, project: str) -> None:
    answer = suite.call("GET", f"/reports/api/v1/projects/{project}/indicators?region=moon")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "region_unknown")


@pytest.mark.parametrize(
    ("comparator", "target", "high", "actual", "word"),
    [
        ("at_most", "10", None, 9, "met"),
        ("at_most", "10", None, 12, "not_met"),
        ("between", "200", "250", 300, "not_met"),
        ("between", "200", "250", 230, "met"),
    ],
)
def test_more_than_allowed_is_not_met_at_once(
    comparator: str, target: str, high: str | None, actual: int, word: str
) -> None:
    indicator = Line(
        comparator=comparator,
        target=Decimal(target),
        target_high=Decimal(high) if high else None,
        start=date(2022, 4, 1),
        due=date(2022, 11, 30),
    )
    assert verdict(indicator, Decimal(actual), [], date(2022, 5, 1)) == word


def test_share_of_a_range_has_both_ends() -> None:
    indicator = Line(
        comparator="between", target=Decimal(200), target_high=Decimal(250), unit="", regions=("a", "b")
    )
    share = regional(indicator, frozenset({"a"}))
    assert (share.target, share.target_high, share.comparator) == (100, 125, "between")
    assert regional(replace(indicator, target_high=Decimal(251)), frozenset({"a"})).target is None


def test_job_of_somebody_else_is_not_found(suite: Suite, project: str) -> None:
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["xlsx"]})["job"]
    assert suite.browser("partner_rep", "turkistan").get(f"/reports/api/v1/jobs/{job}").status_code == 404
    assert suite.browser("coordinator").get(f"/reports/api/v1/jobs/{job}").status_code == 200


def test_person_counts_at_the_first_date_whenever_he_comes_again(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, day="2022-05-12", region="atyrau")
    suite.gathering(project, 15, day="2022-04-12")
    suite.settle()
    figure = suite.figure(project, "4.1.6")
    assert (figure["actual"], figure["by_region"]) == (15, {"turkistan": 15})


def test_records_behind_a_figure_come_page_by_page(suite: Suite, project: str) -> None:
    for number in range(5):
        suite.gathering(project, 2, day=f"2022-04-1{number}")
    suite.settle()
    path, seen, cursor = (
        f"/reports/api/v1/projects/{project}/indicators/4.1.1/records?limit=2&region=turkistan",
        [],
        "",
    )
    for _page in range(3):
        answer = suite.call("GET", path + (f"&cursor={cursor}" if cursor else ""))
        seen += [row["id"] for row in answer.get_json()]
        cursor = answer.headers.get("Next-Cursor", "")
    assert (len(seen), len(set(seen)), cursor) == (5, 5, "")
