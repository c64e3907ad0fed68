"""A day is typed as 12.04.2022 in every language, whatever the browser."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import document_fromstring
from werkzeug.datastructures import MultiDict

from shared.doors.days import day_of, iso, shown
from tests.events.forms import FORM, text_of
from tests.suite import Suite


@pytest.mark.parametrize("text", ["12.04.2022", " 12.4.2022", "12/04/2022", "12042022", "2022-04-12"])
def test_day_is_read_as_people_write_it(text: str) -> None:
    assert day_of(text) == date(2022, 4, 12)


@pytest.mark.parametrize("text", ["31.02.2022", "завтра", "", "12.04.22", "2022-04-32"])
def test_what_is_no_day_stays_as_it_was_typed(text: str) -> None:
    assert (day_of(text), iso(text)) == (None, text)


def test_day_stands_in_a_field_as_it_is_typed() -> None:
    assert [shown(value) for value in (date(2022, 4, 2), "2022-04-02", "02.04.2022", "завтра", None)] == [
        *["02.04.2022"] * 3,
        "завтра",
        "",
    ]


@pytest.mark.parametrize(("locale", "pattern"), [("ru", "дд.мм.гггг"), ("kk", "кк.аа.жжжж")])
def test_no_form_has_the_browsers_own_date(suite: Suite, project: str, locale: str, pattern: str) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    pages = (f"events/gatherings/new?project_id={project}", f"events/publications/new?project_id={project}")
    for page in (*pages, "reports/reports"):
        found = document_fromstring(text_of(lead.get(f"/{page}")))
        assert not found.xpath("//input[@type='date'][@name]")
        assert set(found.xpath("//input[@data-day]/@placeholder")) == {pattern}


def test_typed_day_is_recorded_and_comes_back_as_it_was_typed(suite: Suite, project: str) -> None:
    lead, page = suite.browser("project_lead"), "/events/gatherings/new"
    form = {**FORM, "project_id": project, "starts_on": "20.05.2022", "day.field": "starts_on"}
    refused = lead.post(page, {**form, "title": ""})
    field = document_fromstring(text_of(refused)).xpath("//input[@name='starts_on']/@value")
    assert (refused.status_code, field) == (422, ["20.05.2022"])
    done = lead.post(page, form)
    assert done.status_code == 302, text_of(done)
    (gathering,) = suite.ok("GET", "/events/api/v1/gatherings")
    assert gathering["starts_on"] == "2022-05-20"
    edit = f"/events/gatherings/{gathering['id']}/edit"
    shown_there = document_fromstring(text_of(lead.get(edit)))
    assert shown_there.xpath("//input[@name='starts_on']/@value") == ["20.05.2022"]
    sent = next(one for one in shown_there.forms if "was" in one.fields)
    sent.fields["starts_on"] = "21.05.2022"
    changed = MultiDict(sent.form_values())
    assert lead.open("POST", edit, data=changed).status_code == 302
    (gathering,) = suite.ok("GET", "/events/api/v1/gatherings")
    assert gathering["starts_on"] == "2022-05-21"


def test_day_that_is_none_is_refused_in_words(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    form = {**FORM, "project_id": project, "starts_on": "31.02.2022", "day.field": "starts_on"}
    refused = lead.post("/events/gatherings/new", form)
    field = document_fromstring(text_of(refused)).xpath("//input[@name='starts_on']/@value")
    assert (refused.status_code, field) == (422, ["31.02.2022"])
