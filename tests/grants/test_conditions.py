"""The region's own conditions: shown on the application with their marks, needed for an award."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from shared.plugins.asking import Plugins
from tests.grants.conftest import Browser, Tool
from tests.shared.plugin_making import hook, made

WORDS = '{"ru": "Своя доля", "kk": "Өз үлесі", "en": "A share of its own"}'
MET, UNMET = (f"return [Finding('own_share', {ok}, {WORDS})]" for ok in (True, False))


def worn(app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> Plugins:
    """Let zhambyl judge applications by this code."""
    plugins = made(folder, code=hook("check_eligibility", body), regions='["zhambyl"]')
    monkeypatch.setitem(app.extensions, "plugins", plugins)
    return plugins


@pytest.mark.parametrize(("body", "status"), [(MET, 201), (UNMET, 409)])
def test_award_needs_every_condition_of_the_region(
    app: Flask, lead: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, status: int
) -> None:
    plugins = worn(app, monkeypatch, tmp_path, body)
    contest = lead.contest()
    answer = lead.post(f"/applications/{lead.application(contest)}/award", {"amount": 300000})
    assert answer.status_code == status, answer.text
    assert lead.fund(contest)["awarded"] == (300000 if status == 201 else 0)
    if status == 409:
        assert answer.json["code"] == "condition_not_met" and "A share of its own" in answer.json["message"]
        assert answer.json["detail"]["rules"] == [f"{plugins.loaded[0].name}.own_share"]


def test_condition_of_one_region_holds_no_other(
    app: Flask, lead: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worn(app, monkeypatch, tmp_path, UNMET)
    lead.award(lead.application(lead.contest(), "atyrau"), 300000)


def test_conditions_stand_on_the_page_with_their_marks(
    app: Flask,
    lead: Tool,
    browser: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    application = lead.application(lead.contest())
    assert "Своя доля" not in browser().get(f"/applications/{application}").text
    for body, mark in ((MET, "Выполнено:"), (UNMET, "Не выполнено:")):
        worn(app, monkeypatch, tmp_path, body)
        application = lead.application(lead.contest())
        page = browser().get(f"/applications/{application}").text
        assert "Своя доля" in page and mark in page


def test_condition_that_cannot_be_judged_stops_the_award_and_not_the_page(
    app: Flask,
    lead: Tool,
    browser: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    worn(app, monkeypatch, tmp_path, "return 1 / 0")
    contest = lead.contest()
    application = lead.application(contest)
    assert browser().get(f"/applications/{application}").status_code == 200
    answer = lead.post(f"/applications/{application}/award", {"amount": 300000})
    assert (answer.status_code, answer.json["code"]) == (503, "regional_rule_unavailable")
    assert lead.fund(contest)["awarded"] == 0


def test_turkistan_asks_no_more_than_its_board_allows(lead: Tool, browser: Callable[..., Browser]) -> None:
    application = lead.application(lead.contest(), "turkistan", requested=500001)
    page = browser().get(f"/applications/{application}").text
    assert "Группа просит не больше 500 000 ₸" in page and "Не выполнено:" in page
    answer = lead.post(f"/applications/{application}/award", {"amount": 300000})
    assert (answer.status_code, answer.json["code"]) == (409, "condition_not_met")
