"""A region's own fields of an organisation: asked where they apply, kept under the name of the plugin, shown,
exported, and erased when they have been kept long enough."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from shared.plugins.asking import Plugins
from tests.suite import Browser, Suite

OURS = {"kind": "ngo", "name_ru": "ОФ «Каспий»", "region": "mangystau"}
OWNER, CONTACT = "mangystau.ownership", "mangystau.owner_contact"


@pytest.fixture(autouse=True)
def mangystau(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", Plugins(("mangystau",)))


@pytest.fixture
def lead(suite: Suite) -> Browser:
    return suite.browser("project_lead")


def made(suite: Suite, extra: dict[str, Any], **more: Any) -> Any:
    """The answer to an organisation with these answers."""
    return suite.call("POST", "/registry/api/v1/organisations", json={**OURS, **more, "extra": extra})


def answers(suite: Suite) -> list[dict[str, Any]]:
    """What is kept."""
    return [row["extra"] for row in suite.ok("GET", "/registry/api/v1/organisations?limit=100")]


def test_answers_are_kept_and_read_by_tools(suite: Suite) -> None:
    said = {OWNER: "private", CONTACT: "через акимат"}
    assert made(suite, said).status_code == 201
    assert answers(suite) == [said]


def test_field_is_asked_only_where_its_condition_holds(suite: Suite) -> None:
    missing = made(suite, {OWNER: "private"})
    assert (missing.status_code, missing.get_json()["code"]) == (422, "extra_field_required")
    assert made(suite, {OWNER: "state", CONTACT: "никому"}).status_code == 201
    assert answers(suite) == [{OWNER: "state"}]


def test_wrong_answers_and_other_regions_fields_are_refused_by_name(suite: Suite) -> None:
    assert made(suite, {OWNER: "municipal"}).get_json()["code"] == "extra_field_wrong"
    elsewhere = made(suite, {OWNER: "state"}, region="atyrau", name_ru="Другая")
    assert elsewhere.get_json()["code"] == "extra_field_unknown"


def test_form_follows_the_region_and_page_and_workbook_show_the_answers(suite: Suite, lead: Browser) -> None:
    part, page = {"HX-Target": "extra"}, "/registry/organisations/new?region={}"
    here = lead.get(page.format("mangystau"), headers=part).get_data(as_text=True)
    assert f'data-when="extra.{OWNER}:private"' in here
    assert OWNER not in lead.get(page.format("atyrau"), headers=part).get_data(as_text=True)
    form = {**OURS, f"extra.{OWNER}": "private", f"extra.{CONTACT}": "через акимат"}
    shown = lead.post("/registry/organisations/new", form)
    assert "через акимат" in lead.get(shown.headers["Location"]).get_data(as_text=True)
    book = CalamineWorkbook.from_filelike(
        BytesIO(lead.get(f"/registry/organisations.xlsx?col=name&col=extra.{OWNER}").data)
    )
    table = [list(map(str, row)) for row in book.get_sheet_by_index(0).to_python()]
    titles = next(row for row in table if "Форма собственности" in row)
    row = next(row for row in table if "ОФ «Каспий»" in row)
    assert row[titles.index("Форма собственности")] == "частная"


def test_answer_whose_plugin_is_gone_stays_readable_and_stays(
    suite: Suite, lead: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = made(suite, {OWNER: "state"}).get_json()["id"]
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", Plugins(()))
    assert OWNER in lead.get(f"/registry/organisations/{item}").get_data(as_text=True)
    lead.post(f"/registry/organisations/{item}/edit", {**OURS, "name_ru": "ОФ «Каспий 2»"})
    assert answers(suite) == [{OWNER: "state"}]


def test_answer_past_its_days_is_erased_and_history_says_so_without_it(suite: Suite) -> None:
    from services.registry.organisations.noun import ORGANISATIONS
    from shared.plugins.retention import erase_answers

    made(suite, {OWNER: "private", CONTACT: "через акимат"})
    app = suite.apps["registry"]
    with app.test_request_context():
        session = app.extensions["sqlalchemy"].session
        assert erase_answers(session, ORGANISATIONS.answers[0]) == 0
        session.execute(text("UPDATE organisations SET created_at = created_at - interval '366 days'"))
        session.commit()
        assert erase_answers(session, ORGANISATIONS.answers[0]) == 1
        acts = [str(row) for row in session.execute(text("SELECT content FROM acts ORDER BY number"))]
    assert answers(suite) == [{OWNER: "private"}]
    assert not [act for act in acts if "через акимат" in act]
    assert "'extra'" in acts[-1]


def test_a_plugin_that_does_not_answer_holds_up_no_other_region(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.organisations.noun import ORGANISATIONS
    from shared.plugins.calling import RuleUnavailable
    from shared.plugins.extra import Asked
    from shared.plugins.retention import erase_answers

    said = {OWNER: "private", CONTACT: "через акимат"}
    made(suite, said)
    made(suite, said, name_ru="ОФ «Арал»")
    asked: list[Asked] = []

    def fields(one: Asked, own: Any = Asked.all, **given: Any) -> Any:
        asked.append(one)
        if len(asked) == 1:
            raise RuleUnavailable(incident="x")
        return own(one, **given)

    app = suite.apps["registry"]
    with app.test_request_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(text("UPDATE organisations SET created_at = created_at - interval '366 days'"))
        session.commit()
        monkeypatch.setattr(Asked, "all", fields)
        assert erase_answers(session, ORGANISATIONS.answers[0]) == 1
    assert sorted(map(len, answers(suite))) == [1, 2]
