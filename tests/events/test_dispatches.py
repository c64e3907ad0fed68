"""What was held is told in three fields and a photo; what it lacks is said, and nothing looks better."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from services.events.dispatches.queries import kinds_in
from services.events.projects.queries import projects
from shared.clock import today
from shared.language.records.obligation import Obligation
from shared.queue.receiving import Envelope
from tests.events.forms import text_of, value_of
from tests.papers import picture
from tests.shared.plugin_making import hook, made
from tests.suite import Browser, Suite

NEW = "/events/dispatches/new"
YESTERDAY = today() - timedelta(days=1)
REQUIRED = 'return [FieldDef("host", "text", {"ru": "Кто принимал", "kk": "Кім қабылдады"}, required=True)]'


@pytest.fixture
def partner(suite: Suite) -> Browser:
    """A partner of one region."""
    return suite.browser("partner_rep", "turkistan")


def line(suite: Suite, project: str, code: str = "4.1") -> str:
    """The id of a line of the plan."""
    with suite.apps["events"].app_context():
        found = projects.get(project).activity(code)
        assert found
        return found.id


def page(name: str = "лист.png", content: bytes = b"") -> tuple[BytesIO, str]:
    """A photographed page."""
    return BytesIO(picture("PNG") + content), name


def told(suite: Suite, browser: Browser, project: str, **changes: Any) -> Any:
    """The answer to the short form."""
    form = {
        "project_id": project,
        "region": "turkistan",
        "kind": f"{line(suite, project)} training",
        "when": YESTERDAY.isoformat(),
        "settlement": "с. Қарнақ",
    }
    return browser.post(NEW, {**form, **changes})


def gatherings(suite: Suite) -> list[dict[str, Any]]:
    """Every gathering there is."""
    found: list[dict[str, Any]] = suite.ok("GET", "/events/api/v1/gatherings")
    return found


def test_three_fields_and_pages_make_a_held_gathering_with_its_list(
    suite: Suite, partner: Browser, project: str
) -> None:
    answer = told(suite, partner, project, file=[page("1.png"), page("2.png", b"2")])
    assert answer.status_code == 302
    (made_now,) = gatherings(suite)
    assert answer.headers["Location"] == f"/events/dispatches/{made_now['id']}"
    assert {
        name: made_now[name] for name in ("status", "type", "activity", "title", "settlement", "mode")
    } == {
        "status": "held",
        "type": "training",
        "activity": "4.1",
        "title": "Тренинг, с. Қарнақ",
        "settlement": "с. Қарнақ",
        "mode": "offline",
    }
    assert made_now["starts_on"] == YESTERDAY.isoformat()
    files = suite.ok("GET", f"/events/api/v1/gatherings/{made_now['id']}/evidence")
    assert [(item["kind"], item["name"]) for item in files] == [
        ("signed_list", "1.png"),
        ("signed_list", "2.png"),
    ]


def test_without_people_no_figure_moves_and_the_page_says_so(
    suite: Suite, partner: Browser, project: str
) -> None:
    shown = text_of(partner.get(told(suite, partner, project, file=page()).headers["Location"]))
    assert "Без участников оно пока не входит ни в один показатель." in shown
    (made_now,) = gatherings(suite)
    assert f"/events/gatherings/{made_now['id']}/participants/new" in shown
    suite.settle()
    assert suite.figure(project, "4.1.1")["actual"] == 0


def test_no_day_and_no_kind_is_chosen_for_anybody(suite: Suite, partner: Browser, project: str) -> None:
    assert " checked" not in text_of(partner.get(f"{NEW}?project_id={project}"))
    answer = told(suite, partner, project, when="")
    assert answer.status_code == 422 and "Укажите, в какой день провели." in text_of(answer)
    answer = told(suite, partner, project, kind="")
    assert answer.status_code == 422 and "Выберите, что провели." in text_of(answer)
    assert gatherings(suite) == []


def test_two_days_are_asked_about(suite: Suite, partner: Browser, project: str) -> None:
    answer = told(suite, partner, project, day="01.04.2022", **{"day.field": "day"})
    assert answer.status_code == 422 and "Указаны два дня" in text_of(answer)
    assert told(suite, partner, project, when="", day="01.04.2022", **{"day.field": "day"}).status_code == 302


def test_day_to_come_cannot_be_told_of(suite: Suite, partner: Browser, project: str) -> None:
    tomorrow = today() + timedelta(days=1)
    assert told(suite, partner, project, when="", day=tomorrow.isoformat()).status_code == 422
    assert gatherings(suite) == []


def test_photo_is_not_taken_twice_for_a_word_left_out(suite: Suite, partner: Browser, project: str) -> None:
    answer = told(suite, partner, project, settlement="", file=page())
    shown = text_of(answer)
    assert answer.status_code == 422 and "1 страница сохранена и уйдёт вместе с формой" in shown
    assert told(suite, partner, project, pages=unescape(value_of(shown, "pages"))).status_code == 302
    (made_now,) = gatherings(suite)
    assert made_now["evidence_kinds"] == ["signed_list"]


def test_pages_that_script_sends_before_the_form_go_along(
    suite: Suite, partner: Browser, project: str
) -> None:
    sent = [partner.post("/events/dispatches/pages", {"file": page(content=b"%d" % each)}) for each in (1, 2)]
    sealed = [unescape(value_of(text_of(answer), "pages")) for answer in sent]
    assert told(suite, partner, project, pages=sealed).status_code == 302
    files = suite.ok("GET", f"/events/api/v1/gatherings/{gatherings(suite)[0]['id']}/evidence")
    assert len(files) == 2
    refused = text_of(partner.post("/events/dispatches/pages", {"file": (BytesIO(b"text"), "заметки.txt")}))
    assert 'class="doubt">заметки.txt: ' in refused and 'name="pages"' not in refused


def test_pages_somebody_else_sealed_are_not_taken(suite: Suite, partner: Browser, project: str) -> None:
    shown = text_of(told(suite, partner, project, settlement="", file=page()))
    other = suite.browser("partner_rep", "turkistan")
    told(suite, other, project, pages=unescape(value_of(shown, "pages")))
    assert gatherings(suite)[0]["evidence_kinds"] == []


def test_one_bad_page_is_named_and_the_good_one_is_kept(suite: Suite, partner: Browser, project: str) -> None:
    answer = told(suite, partner, project, file=[page(), (BytesIO(b"nothing known"), "IMG.heic")])
    shown = text_of(answer)
    assert answer.status_code == 422 and "IMG.heic: " in shown and "1 страница сохранена" in shown
    assert gatherings(suite) == []


def test_twin_is_asked_about_and_recorded_when_it_is_another(
    suite: Suite, partner: Browser, project: str
) -> None:
    told(suite, partner, project)
    answer = told(suite, partner, project)
    shown = text_of(answer)
    assert answer.status_code == 422 and gatherings(suite)[0]["id"] in shown
    assert re.search(r'type="checkbox"[^>]*name="again"', shown)
    assert told(suite, partner, project, again="1").status_code == 302
    assert len(gatherings(suite)) == 2


def test_page_that_proves_another_gathering_is_asked_about_by_itself(
    suite: Suite, partner: Browser, project: str
) -> None:
    told(suite, partner, project, file=page())
    answer = told(suite, partner, project, file=page(), again="1")
    shown = text_of(answer)
    assert answer.status_code == 422 and "уже подтверждает" in shown
    assert re.search(r'type="checkbox"[^>]*name="same_pages"', shown)
    sealed = unescape(value_of(shown, "pages"))
    assert told(suite, partner, project, pages=sealed, again="1", same_pages="1").status_code == 302


def test_kind_the_plan_does_not_ask_for_is_refused(suite: Suite, partner: Browser, project: str) -> None:
    answer = told(suite, partner, project, kind=f"{line(suite, project)} round_table")
    assert answer.status_code == 422 and "Выберите из списка, что провели." in text_of(answer)


def test_commissions_meeting_is_offered_with_its_contest_and_not_here(suite: Suite, project: str) -> None:
    with suite.apps["events"].app_context():
        found = projects.get(project).activity("2.1")
        assert found
        counted = replace(found.indicators[0], measure="events_held[commission_meeting, briefing]")
        plan: Any = SimpleNamespace(activities=[replace(found, indicators=(counted,))])
        assert kinds_in(plan, "turkistan") == [(found.id, "briefing")]


def test_another_regions_form_is_not_offered(suite: Suite, partner: Browser, project: str) -> None:
    told(suite, partner, project, region="atyrau")
    assert [row["region"] for row in gatherings(suite)] == []
    assert suite.browser("accountant").get(NEW).status_code == 403


def test_whoever_works_in_several_regions_chooses_one_first(suite: Suite, project: str) -> None:
    coordinator = suite.browser("coordinator")
    shown = text_of(coordinator.get(f"{NEW}?project_id={project}"))
    assert "В какой области?" in shown and "region=atyrau" in shown
    assert told(suite, coordinator, project, region="atyrau").status_code == 302


def test_regions_rule_refuses_the_short_way_too(suite: Suite, partner: Browser, project: str) -> None:
    answer = told(suite, partner, project, when="", day="2022-03-22")
    assert answer.status_code == 422 and gatherings(suite) == []


def test_regions_own_question_stands_in_the_short_form(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = hook("extra_fields", REQUIRED)
    monkeypatch.setitem(
        suite.apps["events"].extensions, "plugins", made(tmp_path, code=code, regions='["turkistan"]')
    )
    browser = suite.browser("partner_rep", "turkistan")
    assert "Кто принимал" in text_of(browser.get(f"{NEW}?project_id={project}"))
    assert told(suite, browser, project).status_code == 422


def owe(suite: Suite, project: str, days: list[date], status: str = "open") -> None:
    """Let the registry say what the region owes of the trainings of the plan."""
    with suite.apps["events"].app_context():
        activity = projects.get(project).activity("4.1")
        assert activity
        indicator = next(item for item in activity.indicators if "training" in item.expression.subtypes)
        records = [
            an_obligation(project, indicator.id, number, day, status) for number, day in enumerate(days, 1)
        ]
        session = suite.apps["events"].extensions["sqlalchemy"].session
        suite.apps["events"].extensions["inbox"]["obligation"](session, records)
        session.commit()


def an_obligation(project: str, indicator: str, number: int, day: date, status: str) -> Envelope:
    """One training a region owes, as the registry tells of it."""
    from shared.language.records import state

    record = Obligation(
        id=f"{indicator}-{number}",
        page="/registry/obligations/x",
        project_id=project,
        indicator_id=indicator,
        measure="events_held[training]",
        title="",
        region="turkistan",
        number=number,
        quantity=1,  # type: ignore[arg-type]
        starts_on=None,
        due_on=day,
        promised_on=day,
        owner="partner_rep",
        status=status,
    )
    return Envelope(
        {"kind": "obligation", "key": f"centre:{record.id}", "version": 1, "state": state(record)}
    )


def test_what_the_region_owes_stands_first_with_the_day_of_the_next(
    suite: Suite, partner: Browser, project: str
) -> None:
    owe(suite, project, [date(2022, 4, 30), date(2022, 5, 31)])
    suite.gathering(project, 0)
    shown = text_of(partner.get(f"{NEW}?project_id={project}"))
    first = shown.index('name="kind"')
    assert "4.1 · записано 1 из 2, следующее до 31.05.2022" in shown[first : first + 400]


def test_recorded_without_people_is_said_not_to_count(suite: Suite, partner: Browser, project: str) -> None:
    told(suite, partner, project)
    suite.gathering(project, 3)
    shown = text_of(partner.get(f"{NEW}?project_id={project}"))
    assert "4.1 · записано 2; из них в зачёт: 1, у остальных пока нет участников" in shown


def test_what_is_waived_is_not_owed(suite: Suite, partner: Browser, project: str) -> None:
    owe(suite, project, [date(2022, 4, 30)], "waived")
    assert "4.1 · записано 0<" in text_of(partner.get(f"{NEW}?project_id={project}"))


def test_home_of_the_partner_leads_to_it_until_it_is_told(
    suite: Suite, partner: Browser, project: str
) -> None:
    owe(suite, project, [YESTERDAY])
    assert "Подходит срок: 1 вид" in text_of(partner.get("/registry/home"))
    told(suite, partner, project)
    assert "Подходит срок" not in text_of(partner.get("/registry/home"))
    assert "Подходит срок" not in text_of(suite.browser("coordinator").get("/registry/home"))


def test_photo_kept_beside_a_wrong_day_is_said_above_and_not_asked_for_again(
    suite: Suite, partner: Browser, project: str
) -> None:
    answer = told(suite, partner, project, when="", day="31.02.2022", file=page(), **{"day.field": "day"})
    shown = text_of(answer)
    assert answer.status_code == 422 and "Это не дата." in shown
    kept = "1 страница сохранена и уйдёт вместе с формой: лист.png"
    assert shown.index(kept) < shown.index('name="kind"') < shown.rindex(kept)
    assert "Выбирать ещё раз не нужно." in shown and "браузер не сохраняет" not in shown
