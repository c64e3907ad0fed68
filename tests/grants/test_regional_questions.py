"""What a region asks about applications, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import load_workbook

from shared.plugins.asking import Plugins
from tests.grants.conftest import Browser, Tool
from tests.shared.plugin_making import hook, made

MAKHALLA = "turkistan.makhalla"
Browsers = Callable[..., Browser]


def answer(lead: Tool, application: str) -> dict[str, str]:
    """The answers of an application."""
    return lead.get(f"/applications/{application}").json["extra"]


def test_answer_is_kept_under_its_plugin_and_corrected(lead: Tool, browser: Browsers) -> None:
    application = lead.application(lead.contest(), "turkistan", extra={MAKHALLA: "Отырар"})
    assert answer(lead, application) == {MAKHALLA: "Отырар"}
    page = f"/applications/{application}"
    assert "Махалля" in browser().get(page).text and "Отырар" in browser().get(page).text
    fields = {
        "group_name": "«Жастар»",
        "leader_name": "Ержан Омаров",
        "settlement": "с. Қарнақ",
        "title": "Сквер",
        "requested": "480 000",
        "registered_on": "2022-06-02",
        f"extra.{MAKHALLA}": "Яссы",
    }
    assert browser().send(f"{page}/edit", f"{page}/edit", **fields).status_code == 302
    assert answer(lead, application) == {MAKHALLA: "Яссы"}


def test_question_nobody_asks_is_refused_by_name(lead: Tool) -> None:
    body = {"region": "zhambyl", "group_name": "Г", "leader_name": "Л", "settlement": "С", "title": "П"}
    more = {"requested": 1000, "registered_on": "2022-06-02", "extra": {MAKHALLA: "Отырар"}}
    refused = lead.post(f"/contests/{lead.contest()}/applications", body | more)
    assert (refused.status_code, refused.json["code"]) == (422, "extra_field_unknown")


def test_form_follows_the_region(lead: Tool, browser: Browsers) -> None:
    page = f"/grants/contests/{lead.contest()}/applications/new"
    headers = {"HX-Request": "true", "HX-Target": "extra"}
    shown = {
        region: browser().client.get(f"{page}?region={region}", headers=headers).text
        for region in ("turkistan", "zhambyl")
    }
    assert MAKHALLA in shown["turkistan"] and MAKHALLA not in shown["zhambyl"]


def test_export_has_the_regions_column(lead: Tool, browser: Browsers) -> None:
    contest = lead.contest()
    lead.application(contest, "turkistan", extra={MAKHALLA: "Отырар"})
    book = browser().get(f"/contests/{contest}/applications.xlsx?col=number&col=extra.{MAKHALLA}").data
    rows = load_workbook(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows] == ["Махалля (квартал)", "Отырар"]


def test_answer_is_shown_and_kept_when_the_plugin_is_gone(
    app: Flask, lead: Tool, browser: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = lead.contest()
    application = lead.application(contest, "turkistan", extra={MAKHALLA: "Отырар"})
    monkeypatch.setitem(app.extensions, "plugins", Plugins([]))
    page = browser().get(f"/applications/{application}").text
    assert "Махалля (квартал)" in page and "Отырар" in page  # as it was asked when the contest was opened
    assert MAKHALLA in browser().get(f"/contests/{contest}/applications").text


def test_region_refuses_an_application_beside_its_field(
    app: Flask, lead: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "return [Problem('title', 'short', {'ru': 'Коротко', 'kk': 'Қысқа', 'en': 'Too short'})]"
    plugins = made(tmp_path, code=hook("validate", body), regions='["zhambyl"]')
    monkeypatch.setitem(app.extensions, "plugins", plugins)
    contest = lead.contest()
    refused = lead.post(f"/contests/{contest}/applications", sent("zhambyl"))
    assert (refused.status_code, refused.json["code"]) == (422, "regional_rule")
    assert refused.json["detail"]["fields"] == {"title": "Too short"}
    assert lead.post(f"/contests/{contest}/applications", sent("atyrau")).json["number"].endswith("-001")


def test_rule_that_cannot_be_asked_registers_nothing(
    app: Flask, lead: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = made(tmp_path, code=hook("validate", "raise ValueError"), regions='["zhambyl"]')
    monkeypatch.setitem(app.extensions, "plugins", plugins)
    contest = lead.contest()
    assert lead.post(f"/contests/{contest}/applications", sent("zhambyl")).status_code == 503
    assert lead.get(f"/contests/{contest}/applications").json == []


def sent(region: str) -> dict[str, object]:
    """An application on the wire."""
    words = dict.fromkeys(("group_name", "leader_name", "settlement", "title"), "Слова")
    return {"region": region, "requested": 1000, "registered_on": "2022-06-02", **words}
