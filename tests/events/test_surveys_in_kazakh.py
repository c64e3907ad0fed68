"""A survey is called in Kazakh beside Russian: to whoever keeps it, on paper, to its visitors."""

from __future__ import annotations

from tests.events.forms import text_of
from tests.events.test_surveys import API, TODAY, Phone, asked, begun, links, september
from tests.reports.printed import pdf_text
from tests.suite import Browser, Suite

__all__ = ["asked", "september"]


def test_a_kazakh_reader_and_a_kazakh_visitor_are_told_the_kazakh_title(
    suite: Suite, project: str, asked: str, lead: Browser
) -> None:
    refused = {"opens_on": TODAY.isoformat(), "closes_on": TODAY.isoformat(), "title": "Как мы работаем"}
    refused |= {"project_id": project, "questionnaire_id": asked, "title_kk": "Как мы работаем для вас"}
    assert suite.call("POST", API, json=refused).json["code"] == "looks_russian"
    whole = begun(suite, project, asked, title_kk="Қалай жұмыс істейміз")
    bare = begun(suite, project, asked)
    suite.ok("POST", f"{API}/{whole}/sheets", json={"count": 1})
    lead.cookies["asar_locale"] = "kk"
    assert "<h1>Қалай жұмыс істейміз" in text_of(lead.get(f"/events/surveys/{whole}"))
    assert "Как мы работаем\u00a0*" in text_of(lead.get(f"/events/surveys/{bare}"))
    assert "Қалай жұмыс істейміз" in text_of(lead.get("/events/surveys"))
    paper = pdf_text(lead.get(f"/events/surveys/{whole}/sheets.pdf?language=kk").data)
    assert "Қалай жұмыс істейміз" in paper
    page = Phone(suite).client.get(f"/events/{links(suite, whole)[0]}", headers={"Accept-Language": "kk"})
    assert "Қалай жұмыс істейміз" in text_of(page) and "Как мы работаем" not in text_of(page)
