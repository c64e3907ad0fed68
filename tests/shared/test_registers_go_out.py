"""Every register of a noun goes out as a workbook, and what past months have lies in comes in from one."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from deploy.settings import ROOT
from services.events.gatherings import listing as gatherings
from services.events.service import SERVICE as EVENTS
from services.grants.service import SERVICE as GRANTS
from services.registry.service import SERVICE as REGISTRY
from services.reports.service import SERVICE as REPORTS
from shared.doors import listing
from shared.web.service import Service
from tests.house.others import things_of_all
from tests.suite import Suite

SERVED = (REGISTRY, EVENTS, GRANTS, REPORTS)
NO_REGISTERS = {
    "events.problems": "the problems of one session: its protocol and its village's plan print them",
    "events.questionnaires": "templates; surveys go out, answers counted: singly they tell whose they are",
    "grants.directions": "a handful on the page of their contest; applications go out with theirs",
    "grants.handovers": "funds on their way; contests go out with their money",
    "grants.rule_decisions": "what waits for whoever manages contests",
    "registry.backups": "how the copies stand: four facts",
    "registry.deliveries": "what waits between services; `asar outbox status` prints it",
    "registry.deployments": "a handful of installations; `asar deployment status` prints them",
    "registry.handed": "what other installations were told; the API gives older ones too",
    "registry.lines": "the lines of a draft that is read",
    "registry.plugins": "how plugins stand",
    "registry.region_settings": "settings",
    "reports.doubles": "people to be decided on",
    "reports.results": "a sheet of the report in Excel, with how each stands",
}
BROUGHT = {
    "gatherings",
    "publications",
    "consultations",
    "handouts",
    "applications",
    "groups",
    "organisations",
    "answers",
}
OF_A_LIST = re.compile(r"/\w+/[\w-]+\.xlsx")


def lists(service: Service) -> set[str]:
    """The nouns of a service whose pages have a list."""
    folders = (ROOT / "services" / service.name / "templates" / service.name).glob("*/list.html")
    return {file.parent.name for file in folders}


def goes_out(service: Service, noun: str) -> bool:
    """Whether the doors of a noun give its list as a workbook."""
    doors = (ROOT / "services" / service.name / noun).rglob("*.py")
    return any('.xlsx")' in file.read_text("utf-8") for file in doors)


@pytest.mark.parametrize("service", SERVED, ids=lambda service: service.name)
def test_every_register_goes_out_as_a_workbook(service: Service) -> None:
    kept = {noun for noun in lists(service) if not goes_out(service, noun)}
    told = {name.partition(".")[2] for name in NO_REGISTERS if name.startswith(f"{service.name}.")}
    assert kept == told


def test_the_button_of_a_list_asks_for_its_workbook_with_the_query_of_the_page() -> None:
    pages = [file.read_text("utf-8") for file in (ROOT / "services").glob("*/templates/**/*.html")]
    given = [call for page in pages for call in re.findall(r"table\.listed\((.*?)\) ?}}", page, re.DOTALL)]
    assert len(given) > 20
    assert not [
        call for call in given if ".xlsx?" in call
    ]  # the macro adds the query: twice is another address


def test_what_lies_in_tables_of_past_months_comes_in() -> None:
    known = {brings.noun for service in SERVED for brings in service.brought}
    assert known >= BROUGHT


A_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}.*|\d{4}-\d\d-\d\d.*|\S+ 20\d\d г\.")
Sheets = dict[str, list[Any]]


@pytest.fixture
def cells(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch) -> Sheets:
    """The cells under the head of every list that goes out at an address of its own, all its columns."""
    things_of_all(suite, project)
    for module in (listing, gatherings):
        monkeypatch.setattr(module, "chosen", list)
    paths = [str(rule) for app in suite.apps.values() for rule in app.url_map.iter_rules()]
    lead = suite.browser("project_lead")
    return {path: under_head(lead.get(path)) for path in paths if OF_A_LIST.fullmatch(path)}


def under_head(answer: Any) -> list[Any]:
    """The cells of a workbook under its head."""
    assert answer.status_code == 200, answer.request.path
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    return [cell for row in rows[1:] for cell in row]


def test_days_go_out_as_days_that_a_table_can_be_sorted_by(cells: Sheets) -> None:
    typed = {path: [cell for cell in line if is_typed(cell)] for path, line in cells.items()}
    assert {path: found for path, found in typed.items() if found} == {}
    days = [path for path, line in cells.items() if any(isinstance(cell, date) for cell in line)]
    assert len(days) > 15


def is_typed(cell: Any) -> bool:
    """Whether a cell says a day in words."""
    return isinstance(cell, str) and bool(A_DAY.fullmatch(cell))
