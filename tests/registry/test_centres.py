"""Centres: opened on a day that has come, corrected, proven by files that can prove."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Browser, Suite


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who opens centres."""
    return suite.browser("project_lead")


@pytest.fixture
def centre(lead: Browser, project: str) -> str:
    """The address of a planned centre."""
    return lead.post(
        "/registry/centres/new",
        {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"},
    ).headers["Location"]


def attach(
    lead: Browser, centre: str, kind: str, data: bytes = PDF, name: str = "act.pdf", again: str = ""
) -> Any:
    """Attach a file on the centre's page."""
    return lead.post(f"{centre}/evidence", {"kind": kind, "file": (BytesIO(data), name), "again": again})


def figure(suite: Suite, project: str) -> tuple[int, int]:
    """Open centres, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "1.1.1")
    return row["actual"], row["evidence"]["present"]


def test_opened_centre_counts_and_its_act_proves_it(
    suite: Suite, project: str, lead: Browser, centre: str
) -> None:
    lead.post(f"{centre}/opening", {"opened_on": "2022-05-20"})
    before = figure(suite, project)
    attach(lead, centre, "opening_act")
    assert (before, figure(suite, project)) == ((1, 0), (1, 1))


def test_file_taken_off_proves_nothing_any_more(
    suite: Suite, project: str, lead: Browser, centre: str
) -> None:
    lead.post(f"{centre}/opening", {"opened_on": "2022-05-20"})
    attach(lead, centre, "opening_act")
    path = re.findall(r'action="([^"]+/detachment)"', lead.get(centre).get_data(as_text=True))[0]
    assert lead.post(path, {}).status_code == 302 and lead.post(path, {}).status_code == 404
    assert figure(suite, project) == (1, 0)


@pytest.mark.parametrize("kind", ["opening_act", "memorandum", "photo"])
def test_text_proves_no_centre(lead: Browser, centre: str, kind: str) -> None:
    answer = attach(lead, centre, kind, b"just words", "words.txt")
    assert answer.status_code == 422 and "field-error" in answer.get_data(as_text=True)


def test_centre_does_not_open_on_a_day_to_come(lead: Browser, centre: str) -> None:
    answer = lead.post(f"{centre}/opening", {"opened_on": "2099-01-01"})
    assert answer.status_code == 422 and "ещё не наступил" in answer.get_data(as_text=True)


def test_mistake_about_a_centre_is_corrected(suite: Suite, project: str, lead: Browser, centre: str) -> None:
    lead.post(f"{centre}/opening", {"opened_on": "2022-05-20"})
    assert (
        lead.post(f"{centre}/edit", {"name": "Береке-2", "settlement": "Кентау", "opened_on": ""}).status_code
        == 422
    )
    assert (
        lead.post(
            f"{centre}/edit", {"name": "Береке-2", "settlement": "Кентау", "opened_on": "2022-05-21"}
        ).status_code
        == 302
    )
    suite.settle()
    row = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/1.1.1/records")[0]
    assert (row["title"], row["settlement"], row["occurred_on"]) == ("Береке-2", "Кентау", "2022-05-21")


def test_same_file_twice_is_refused_and_on_another_centre_named(
    lead: Browser, centre: str, project: str
) -> None:
    other = lead.post(
        "/registry/centres/new",
        {"project_id": project, "name": "Асар", "region": "turkistan", "settlement": "Шорнақ"},
    )
    attach(lead, centre, "opening_act")
    assert "уже приложен" in attach(lead, centre, "opening_act").get_data(as_text=True)
    asked = attach(lead, other.headers["Location"], "opening_act")
    assert asked.status_code == 422 and "уже подтверждает «Береке, Қарнақ»" in asked.get_data(as_text=True)
    attach(lead, other.headers["Location"], "opening_act", again="1")
    page = lead.get(other.headers["Location"]).get_data(as_text=True)
    assert "уже подтверждает «Береке, Қарнақ»" in page and f'href="{centre}">Береке' in page


def test_form_without_a_file_asks_to_choose_one(lead: Browser, centre: str) -> None:
    assert "Выберите файл." in attach(lead, centre, "opening_act", b"", "").get_data(as_text=True)


def test_centre_outside_the_regions_of_the_plan_is_refused(lead: Browser, project: str) -> None:
    answer = lead.post(
        "/registry/centres/new",
        {"project_id": project, "name": "Береке", "region": "abai", "settlement": "Семей"},
    )
    assert answer.status_code == 422 and 'id="f-region-error"' in answer.get_data(as_text=True)


def test_two_projects_are_told_apart_where_centres_are_added_and_listed(
    suite: Suite, lead: Browser, project: str, centre: str
) -> None:
    other = suite.approved_project()
    form = lead.get("/registry/centres/new").get_data(as_text=True)
    chosen = re.search(r'<select[^>]*name="project_id".*?</select>', form, re.DOTALL)[0]
    assert project in chosen and other in chosen and "selected" not in chosen
    names = re.findall(r'<option value="[^"]+">([^<]+)<', chosen)
    assert len(set(names)) == 2
    assert centre not in lead.get(f"/registry/centres?project={other}").get_data(as_text=True)
    assert centre in lead.get(f"/registry/centres?project={project}").get_data(as_text=True)
    assert "план от" in lead.get(centre).get_data(as_text=True)


def test_page_of_stray_centres_without_a_plan_shows_the_way_to_plans(suite: Suite, lead: Browser) -> None:
    page = lead.get("/registry/lines")
    assert page.status_code == 200 and 'href="/registry/plans"' in page.get_data(as_text=True)


def test_page_of_stray_centres_of_an_unknown_project_is_not_found(suite: Suite, lead: Browser) -> None:
    assert lead.get("/registry/lines?project=00000000-0000-7000-8000-000000000000").status_code == 404
