"""Every register of a noun goes out as a workbook, and what past months have lies in comes in from one."""

from __future__ import annotations

import re

import pytest

from deploy.settings import ROOT
from services.events.service import SERVICE as EVENTS
from services.grants.service import SERVICE as GRANTS
from services.registry.service import SERVICE as REGISTRY
from services.reports.service import SERVICE as REPORTS
from shared.web.service import Service

SERVED = (REGISTRY, EVENTS, GRANTS, REPORTS)
NO_REGISTERS = {
    "events.problems": "the problems of one session: they go out as its protocol",
    "events.questionnaires": "templates; their answers go out with their surveys",
    "grants.directions": "of one contest, on its paper",
    "grants.handovers": "of one contest, on its paper",
    "grants.rule_decisions": "what waits for an administrator",
    "registry.backups": "how the copies stand",
    "registry.deliveries": "what waits between services",
    "registry.deployments": "a handful of installations",
    "registry.handed": "what other installations were told",
    "registry.lines": "the lines of a draft that is read",
    "registry.plugins": "how plugins stand",
    "registry.region_settings": "settings",
    "reports.doubles": "people to be decided on",
    "reports.results": "they go out in the report",
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
