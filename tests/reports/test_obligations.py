"""Obligations are done by the records that fulfil them, in the order of their days, and by nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from services.reports.obligations.rules.standing import Brought, stand, undone
from shared.language.obligations import DONE, DUE, LATE, OVERDUE, PLANNED, WAIVED
from shared.language.records.obligation import Obligation
from tests.registry.test_obligations import APPLICATIONS, TRAININGS, confirm, put_off
from tests.suite import PDF, Browser, Suite

Row = dict[str, Any]
TODAY = date(2022, 6, 10)


def obligation(number: int = 1, quantity: int = 1, **said: Any) -> Obligation:
    """One of several of the same line."""
    known = {"due_on": date(2022, 5, 31), "promised_on": date(2022, 5, 31), "starts_on": date(2022, 4, 1)}
    return Obligation(
        id=str(number),
        page="",
        project_id="p",
        indicator_id="i",
        measure="events_held[training]",
        title="",
        region=None,
        number=number,
        quantity=Decimal(quantity),
        owner="coordinator",
        **{"status": "open", **known, **said},
    )


def brought(day: int, amount: int = 1, month: int = 5) -> Brought:
    """A record of a day."""
    return Brought(f"gathering/{month}-{day}", date(2022, month, day), Decimal(amount))


def states(rows: list[Obligation], records: list[Brought], today: date = TODAY) -> list[str]:
    """How obligations stand, all their records proven."""
    return [item.state for item in stand(rows, records, records, today)]


def test_first_records_fulfil_what_is_due_first() -> None:
    rows = [obligation(3, due_on=date(2022, 7, 1)), obligation(1), obligation(2)]
    assert states(rows, [brought(3), brought(4)]) == [DONE, DONE, DUE]


def test_record_after_the_day_is_late_and_one_before_it_is_not() -> None:
    assert states([obligation(), obligation(2)], [brought(30), brought(2, month=6)]) == [DONE, LATE]


def monthly(month: int, **said: Any) -> Obligation:
    """The obligation of a month, due on the fifth of the next."""
    days = {"starts_on": date(2022, month, 1), "due_on": date(2022, month + 1, 5)}
    return obligation(month, **days, **said)


def handed_in(month: int, came: date) -> Brought:
    """The report of a month: it counts on its last day."""
    return Brought(f"centre_report/{month}", date(2022, month, 28), Decimal(1), came)


def test_report_of_a_month_fulfils_no_other_month() -> None:
    rows = [monthly(3), monthly(4), monthly(5)]
    came = [handed_in(3, date(2022, 4, 4)), handed_in(5, date(2022, 6, 3))]
    assert states(rows, came, date(2022, 6, 4)) == [DONE, OVERDUE, DONE]


def test_report_that_was_handed_in_late_is_late_though_it_counts_in_its_month() -> None:
    came = [handed_in(3, date(2022, 4, 13)), handed_in(4, date(2022, 5, 5))]
    rows = [monthly(3), monthly(4)]
    assert states(rows, came, date(2022, 6, 4)) == [LATE, DONE]
    assert stand(rows, came, came, date(2022, 6, 4))[0].day == date(2022, 4, 13)


def test_waived_month_leaves_the_others_their_reports() -> None:
    rows = [monthly(3), monthly(4, status=WAIVED), monthly(5)]
    assert states(rows, [handed_in(5, date(2022, 6, 3))], date(2022, 6, 4)) == [OVERDUE, DONE, WAIVED]


def test_what_is_asked_for_together_is_done_with_the_last_one_needed() -> None:
    thirty = [obligation(quantity=30)]
    assert states(thirty, [brought(3, 29)]) == [OVERDUE]
    assert states(thirty, [brought(3, 29), brought(4, 1)]) == [DONE]


def test_unproven_record_does_nothing_and_is_told() -> None:
    item = stand([obligation()], [], [brought(3)], TODAY)[0]
    assert (item.state, item.unproven, item.source) == (OVERDUE, True, "gathering/5-3")


def test_waived_one_takes_no_record_from_its_twins() -> None:
    rows = [obligation(1, status=WAIVED), obligation(2)]
    assert states(rows, [brought(3)]) == [DONE, WAIVED]


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2022, 3, 31), PLANNED), (date(2022, 4, 1), DUE), (date(2022, 5, 31), DUE), (TODAY, OVERDUE)],
)
def test_day_says_how_an_undone_one_stands(today: date, state: str) -> None:
    assert undone(obligation(), today) == state


def listed(suite: Suite, project: str, query: str = "") -> list[Row]:
    """Obligations as a tool reads them."""
    suite.settle()
    found: list[Row] = suite.ok("GET", f"/reports/api/v1/projects/{project}/obligations{query}")
    return found


def test_training_of_a_region_is_done_by_its_own_gathering(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS)
    held = suite.gathering(project, 3, region="atyrau", day="2022-05-20")
    suite.gathering(project, 3, region="atyrau", day="2022-06-20")
    suite.gathering(project, 3, region="zhambyl", day="2022-05-20", evidence=("programme",))
    rows = listed(suite, project)
    mine = {row["region"]: [] for row in rows}
    for row in rows:
        mine[row["region"]].append((row["state"], row["unproven"]))
    assert mine.pop("atyrau") == [(DONE, False), (LATE, False)]
    assert mine.pop("zhambyl") == [(OVERDUE, True), (OVERDUE, False)]
    assert all(found == [(OVERDUE, False)] * 2 for found in mine.values())
    assert f"/events/gatherings/{held}" in [row["record"] for row in rows]


def test_day_that_was_put_off_is_no_longer_late(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS)
    suite.gathering(project, 3, region="atyrau", day="2022-06-20")
    first = next(row for row in listed(suite, project) if row["region"] == "atyrau")
    assert first["state"] == LATE
    put_off(suite, project, listed(suite, project, "?region=atyrau"), now_on="2022-06-30")
    found = next(row for row in listed(suite, project) if row["id"] == first["id"])
    assert (found["state"], found["promised_on"], found["due_on"]) == (DONE, "2022-05-31", "2022-06-30")


def test_what_no_line_counts_is_done_by_its_file(suite: Suite, project: str) -> None:
    api = "/registry/api/v1/obligations"
    said = {"title": "Сведения в базу НПО", "due_on": "2022-03-31", "owner": "accountant"}
    item = suite.ok("POST", api, json={"project_id": project, **said})["id"]
    assert [row["state"] for row in listed(suite, project)] == [OVERDUE]
    suite.ok("POST", f"{api}/{item}/evidence", data={"file": (BytesIO(PDF), "чек.pdf"), "kind": "other"})
    suite.ok("POST", f"{api}/{item}/fulfilment", json={"done_on": "2022-03-01"})
    assert [(row["state"], row["done_on"]) for row in listed(suite, project)] == [(DONE, "2022-03-01")]


def test_partner_sees_his_own_and_the_whole_projects(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS, APPLICATIONS)
    suite.settle()
    page = suite.browser("partner_rep", "atyrau").get("/reports/obligations").get_data(as_text=True)
    assert "Тренинг № 2" in page and "Заявки на конкурс (30)" in page
    assert page.count("4.1.1 Тренинг") == page.count("Атырауская область</td>") == 2


def test_list_is_filtered_sorted_and_exported(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS, APPLICATIONS)
    assert len(listed(suite, project, "?region=atyrau")) == 2
    assert [row["code"] for row in listed(suite, project, "?sort=code")][0] == APPLICATIONS
    lead: Browser = suite.browser("project_lead")
    sheet = lead.get("/reports/obligations.xlsx?state=overdue")
    assert sheet.status_code == 200 and sheet.mimetype.endswith("sheet")


def test_who_leads_is_told_what_is_overdue(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS)
    suite.settle()
    home = suite.browser("project_lead").get("/registry/home?all=1").get_data(as_text=True)
    assert "14 обязательств просрочено" in home
    partner = suite.browser("partner_rep", "atyrau").get("/registry/home?all=1").get_data(as_text=True)
    assert "2 обязательства просрочены" in partner


def test_partner_is_not_led_to_a_record_he_may_not_see(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS)
    mine = suite.gathering(project, 3, region="turkistan", day="2022-05-20")
    foreign = suite.gathering(project, 3, region="atyrau", day="2022-05-20")
    suite.settle()
    path = f"/reports/obligations?project={project}&sort=region"
    partner = suite.browser("partner_rep", "turkistan").get(path).get_data(as_text=True)
    lead = suite.browser("project_lead").get(path).get_data(as_text=True)
    assert f"/events/gatherings/{mine}" in partner and f"/events/gatherings/{foreign}" not in partner
    assert f"/events/gatherings/{foreign}" in lead
