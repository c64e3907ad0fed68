"""An open contest goes by the rules of the day it was opened, whatever its regions' plugins say later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, g
from flask_babel import force_locale

from services.grants.contests.models import RUNNING, Contest
from services.grants.db import db
from services.grants.rule_decisions.operations import keep_missing
from services.grants.rule_decisions.queries import Stopped, place
from services.grants.rule_decisions.week import week
from services.grants.rule_decisions.wording import by_contest
from shared.access import Actor, Grant
from shared.acts.doer import work
from shared.doors.transaction import carry_out
from shared.plugins.asking import Plugins
from shared.plugins.calling import Calling
from shared.plugins.rulebook import KeptPlugin
from tests.grants.conftest import Browser, Tool
from tests.shared.plugin_making import hook, write

CAP = '[caps]\nmini_grant = {amount}\nreason = {{ru = "Совет решил", kk = "Кеңес шешті"}}\n'
QUESTION = (
    '[[extra_fields]]\nservice = "grants"\nentity = "application"\nkey = "{key}"\ntype = "text"\n'
    'required = true\nlabel = {{ru = "Квартал {key}", kk = "Махалла {key}"}}\n'
)
WORDS = '{"ru": "Своя доля", "kk": "Өз үлесі", "en": "A share of its own"}'
MET, UNMET = (
    hook("check_eligibility", f"return [Finding('own_share', {ok}, {WORDS})]") for ok in (True, False)
)
ZHAMBYL = '["zhambyl"]'


class Upgraded:
    """A plugin of zhambyl that can be had in another version."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.app, self.monkeypatch, self.folder, self.versions = app, monkeypatch, folder, 0

    def to(self, data: str = "", code: str = "") -> str:
        """Put another version in place of the present one; its fingerprint."""
        self.versions += 1
        place = self.folder / str(self.versions)
        name = write(place, data, code, name="board", regions=ZHAMBYL)
        file = place / name / f"asar_{name}" / "region.toml"
        file.write_text(file.read_text().replace('version = "1"', f'version = "{self.versions}.0"'))
        return self.loaded([name], place)

    def loaded(self, names: list[str], place: Path) -> str:
        """Load what lies there, as a suite does at its start."""
        for module in ("asar_board",):
            self.monkeypatch.delitem(__import__("sys").modules, module, raising=False)
        self.monkeypatch.setattr("sys.path", [p for p in __import__("sys").path if "board" not in p])
        plugins = Plugins(names, place)
        assert not plugins.absent, plugins.absent
        self.monkeypatch.setitem(self.app.extensions, "plugins", plugins)
        return plugins.loaded[0].fingerprint[:12] if names else ""

    def gone(self) -> None:
        """Take the plugin away."""
        self.loaded([], self.folder)


@pytest.fixture
def board(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Upgraded:
    """The plugin, before its first version."""
    return Upgraded(app, monkeypatch, tmp_path)


def refusal(lead: Tool, application: str, amount: int) -> tuple[int, str]:
    """How an award is answered."""
    answer = lead.post(f"/applications/{application}/award", {"amount": amount})
    return answer.status_code, answer.json.get("code", "")


@pytest.mark.parametrize("later", [CAP.format(amount=100000), CAP.format(amount=900000), "", None])
def test_cap_of_an_open_contest_is_that_of_its_opening(
    lead: Tool, board: Upgraded, later: str | None
) -> None:
    board.to(CAP.format(amount=300000))
    contest = lead.contest()
    application = lead.application(contest)
    board.gone() if later is None else board.to(later)
    assert refusal(lead, application, 300001) == (409, "regional_cap_exceeded")
    assert refusal(lead, application, 300000)[0] == 201


def test_contest_opened_after_an_upgrade_has_the_new_cap(lead: Tool, board: Upgraded) -> None:
    board.to(CAP.format(amount=300000))
    lead.contest()
    board.to(CAP.format(amount=200000))
    assert refusal(lead, lead.application(lead.contest()), 200001) == (409, "regional_cap_exceeded")


def test_plugin_that_comes_later_does_not_concern_an_open_contest(lead: Tool, board: Upgraded) -> None:
    board.gone()
    application = lead.application(lead.contest())
    board.to(CAP.format(amount=100000) + QUESTION.format(key="late"), UNMET)
    assert refusal(lead, application, 300000)[0] == 201


def test_questions_of_an_open_contest_are_those_of_its_opening(lead: Tool, board: Upgraded) -> None:
    board.to(QUESTION.format(key="first"))
    contest = lead.contest()
    board.to(QUESTION.format(key="second"))
    lead.application(contest, extra={"board.first": "Көктем"})
    body = {"region": "zhambyl", "extra": {"board.second": "Көктем"}}
    with pytest.raises(AssertionError, match="extra_field_unknown"):
        lead.application(contest, **body)


def test_rule_in_code_that_is_the_same_is_asked(lead: Tool, board: Upgraded) -> None:
    board.to(CAP.format(amount=300000), UNMET)
    application = lead.application(lead.contest())
    board.to(CAP.format(amount=200000), UNMET)
    assert refusal(lead, application, 250000) == (409, "condition_not_met")


@pytest.mark.parametrize("later", [MET, ""])
def test_rule_in_code_that_is_another_stops_until_somebody_decides(
    lead: Tool, board: Upgraded, browser: Callable[..., Browser], later: str
) -> None:
    board.to(code=UNMET)
    contest = lead.contest()
    application = lead.application(contest)
    board.to(code=later)
    assert refusal(lead, application, 300000) == (409, "regional_rule_changed")
    assert lead.fund(contest)["awarded"] == 0
    asked, page = browser(), f"/contests/{contest}"
    assert "Условие теперь не то" in asked.get(f"/applications/{application}").text
    assert "Пока никто не выбрал правило" in asked.get(page).text
    decided = f"/contests/{contest}/rules"
    assert asked.send(page, decided, region="zhambyl", why="").status_code == 422
    assert asked.send(page, decided, region="zhambyl", why="Совет изменил условие").status_code == 302
    assert "Совет изменил условие" in asked.get(page).text
    assert refusal(lead, application, 300000)[0] == 201


def test_decision_needs_something_to_decide_and_who_may(
    lead: Tool, board: Upgraded, browser: Callable[..., Browser]
) -> None:
    board.to(CAP.format(amount=300000))
    contest = lead.contest()
    page, decided = f"/contests/{contest}", f"/contests/{contest}/rules"
    answer = browser().send(page, decided, region="zhambyl", why="Так надо")
    assert answer.status_code == 422 and "решать нечего" in answer.text
    partner = browser("partner").send("/contests", decided, region="zhambyl", why="Так надо")
    assert partner.status_code == 403


def test_page_says_which_rule_holds_since_when_and_what_is_another_today(
    lead: Tool, board: Upgraded, browser: Callable[..., Browser]
) -> None:
    then = board.to(CAP.format(amount=300000))
    page = f"/contests/{lead.contest()}"
    text = browser().get(page).text
    assert "board</b> 1.0" in text and then in text and "300\xa0000" in text
    assert "Сегодня иначе" not in text
    now = board.to(CAP.format(amount=200000))
    text = browser().get(page).text
    assert then in text and now in text and "300\xa0000" in text and "200\xa0000" in text
    assert "Сегодня иначе" in text


def test_contest_is_not_opened_while_a_rule_cannot_be_asked(lead: Tool, board: Upgraded) -> None:
    board.gone()
    contest = lead.post(
        "/contests",
        {
            "project_id": "018f0000-0000-7000-8000-000000000001",
            "title": "Конкурс",
            "opens_on": "2022-01-01",
            "closes_on": "2022-12-31",
        },
    ).json["id"]
    lead.attach(f"/contests/{contest}", "regulation")
    board.to(code=hook("extra_fields", "return 1 / 0"))
    answer = lead.post(f"/contests/{contest}/opening")
    assert (answer.status_code, answer.json["code"]) == (503, "regional_rule_unavailable")
    assert lead.get(f"/contests/{contest}").json["status"] == "draft"


def test_page_does_not_say_that_a_rule_which_is_gone_is_still_said(
    lead: Tool, board: Upgraded, browser: Callable[..., Browser]
) -> None:
    board.to(CAP.format(amount=300000) + QUESTION.format(key="first"))
    page = f"/contests/{lead.contest()}"
    board.to(QUESTION.format(key="first"))
    text = browser().get(page).text
    assert "больше не говорит: один грант" in text and "говорит то же самое" not in text
    board.to(CAP.format(amount=300000) + QUESTION.format(key="first").replace("required = true\n", ""))
    text = browser().get(page).text
    assert "с другими полями" in text and "говорит то же самое" not in text
    board.to(CAP.format(amount=300000) + QUESTION.format(key="first"))
    assert "говорит то же самое" in browser().get(page).text


@pytest.mark.parametrize("status", RUNNING)
def test_contests_open_before_rules_were_kept_get_theirs_at_a_start(
    app: Flask, lead: Tool, board: Upgraded, browser: Callable[..., Browser], status: str
) -> None:
    board.to(CAP.format(amount=300000))
    contest = lead.contest()
    application = lead.application(contest)
    with app.app_context():
        db.session.execute(db.text("DELETE FROM rulebooks"))
        db.session.execute(db.text("UPDATE contests SET status = :status"), {"status": status})
        db.session.commit()
    assert "ничего не сохранено" in browser().get(f"/contests/{contest}").text
    with app.app_context(), work("grants.rules"):
        assert carry_out(keep_missing) == 1
        db.session.execute(db.text("UPDATE contests SET status = 'open'"))
        db.session.commit()
    assert "сохранены позже" in browser().get(f"/contests/{contest}").text
    board.to(CAP.format(amount=200000))
    assert refusal(lead, application, 300000)[0] == 201


def test_region_whose_plugin_could_not_be_asked_gets_its_rules_at_a_later_start(
    app: Flask, lead: Tool, board: Upgraded
) -> None:
    board.to(CAP.format(amount=300000))
    contest = lead.contest()
    with app.app_context():
        db.session.execute(db.text("DELETE FROM rulebooks"))
        db.session.commit()
    board.to(code=hook("extra_fields", "return 1 / 0"))
    with app.app_context(), work("grants.rules"):
        assert carry_out(keep_missing) == 0
    board.to(CAP.format(amount=300000))
    with app.app_context(), work("grants.rules"):
        assert carry_out(keep_missing) == 1
        kept = db.session.scalar(
            db.text("SELECT count(*) FROM rulebooks WHERE contest_id = :id AND region = 'zhambyl'"),
            {"id": contest},
        )
        assert (kept, carry_out(keep_missing)) == (1, 0)


def test_one_decision_is_for_all_contests_of_a_plugin(
    app: Flask, lead: Tool, board: Upgraded, browser: Callable[..., Browser]
) -> None:
    board.to(code=UNMET)
    contests = [lead.contest(title=f"Конкурс {number}") for number in (1, 2)]
    asked = browser()
    assert "Ни один конкурс не ждёт" in asked.get("/rules").text
    applications = [lead.application(contest) for contest in contests]
    board.to(code=MET)
    page = asked.get("/rules").text
    assert "Конкурс 1" in page and "Конкурс 2" in page and "1.0" in page and "2.0" in page
    assert asked.send("/rules", "/rules", plugin="board", why="").status_code == 422
    assert asked.send("/rules", "/rules", plugin="board", why="Совет изменил условие").status_code == 302
    assert [refusal(lead, application, 300000)[0] for application in applications] == [201, 201]
    with app.app_context():
        told = db.session.execute(
            db.text("SELECT why, count(*) FROM rulebooks WHERE number = 2 GROUP BY why")
        )
        assert told.all() == [("Совет изменил условие", 2)]
    assert "Ни один конкурс не ждёт" in asked.get("/rules").text
    assert asked.send("/rules", "/rules", plugin="board", why="Ещё раз").status_code == 422


def test_card_of_changed_rules_counts_regions_and_speaks_kazakh(
    app: Flask, lead: Tool, board: Upgraded
) -> None:
    board.to(code=UNMET)
    for number in (1, 2):
        lead.contest(title=f"Конкурс {number}", title_kk=f"{number}-конкурс")
    board.to(code=MET)
    with app.test_request_context(), force_locale("kk"):
        g._login_user = Actor("x", "x", grants=(Grant("project_lead"),))
        [card] = week()
    assert card.title.startswith("1 ") and card.count == 2
    assert sorted(thing.text[-9:] for thing in card.things) == ["1-конкурс", "2-конкурс"]


def test_contest_that_waits_in_several_regions_is_listed_once() -> None:
    contests = [Contest(id=UUID(int=number), opens_on=date(2022, 1, 1)) for number in (1, 2)]
    kept = KeptPlugin(name="board", version="1", title="Совет", fingerprint="", code="")
    found = [Stopped(contest, region, kept) for region in ("abai", "turkistan") for contest in contests]
    listed = list(by_contest(sorted(found, key=place)))
    assert listed == [(contest, ["abai", "turkistan"]) for contest in contests]


def test_page_of_a_contest_asks_nobody_who_is_what_he_was(
    lead: Tool, board: Upgraded, browser: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    board.to(code=hook("extra_fields", "return []") + MET)
    page, asked = f"/contests/{lead.contest()}", browser()
    calls: list[str] = []
    guarded = Calling._guarded

    def watched(self: Calling, each: Any, arguments: dict[str, Any]) -> Any:
        calls.append(each.hook)
        return guarded(self, each, arguments)

    monkeypatch.setattr(Calling, "_guarded", watched)
    asked.get(page)
    assert calls == []
    board.to(code=hook("extra_fields", "return [ ]") + MET)
    asked.get(page)
    asked.get(page)
    assert calls == ["extra_fields"]
