"""Rows that an import refused: kept, on the home of who sent them, corrected or put away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text

from services.events.db import RowToCorrect, db
from tests.brought import ask, brought, said
from tests.events.test_consultations_brought_in import HEAD, LIST, NAMED, PATH, UNNAMED, entries
from tests.events.test_journals import centre
from tests.suite import Browser, Suite

ROWS, HOME = f"{PATH}/rows", "/registry/home"
WRONG = [2, "июнь 2022", *UNNAMED[2:]]


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """The only centre."""
    return centre(suite, project)


def kept(suite: Suite) -> list[Any]:
    """What is kept of rows: (number, state, cells, reason)."""
    row = RowToCorrect
    with suite.apps["events"].app_context():
        asked = select(row.number, row.state, row.cells, row.because).order_by(row.number)
        return [tuple(found) for found in db.session.execute(asked)]


def one_refused(suite: Suite, who: Browser, at: str) -> str:
    """The address of a row that was refused for its day."""
    done = brought(suite, who, PATH, [HEAD, NAMED, WRONG], **{"all-centre_id": at})
    assert (done["entered"], done["refused"]) == (1, 1), done
    return f"{ROWS}/{ask(suite, 'events', 'SELECT id FROM rows_to_correct')[0][0]}"


def cells(suite: Suite, **changed: str) -> dict[str, str]:
    """What the form of the only row sends, with some cells written anew."""
    now = kept(suite)[0][2] | changed
    return {f"cell-{name}": text for name, text in now.items()}


def test_refused_row_is_kept_and_corrected_in_the_browser(suite: Suite, lead: Browser, bereke: str) -> None:
    row = one_refused(suite, lead, bereke)
    assert "строка таблицы на исправление" in said(lead.get(HOME)) and "Консультации: 1 строка" in said(
        lead.get(HOME)
    )
    assert "назван месяц" in said(lead.get(ROWS)) or "месяц" in said(lead.get(ROWS))
    assert "июнь 2022" in lead.get(row).get_data(as_text=True)
    refused = lead.post(row, cells(suite, held_on="31.06.2022", answer="Да, через собрание"))
    assert (
        refused.status_code == 422 and kept(suite)[0][2]["answer"] == "Да, через собрание"
    )  # nothing is lost
    assert lead.post(row, cells(suite, held_on="14.06.2022")).status_code == 302
    assert kept(suite) == [(3, "entered", {}, None)]
    assert [one["name"] for one in entries(suite)] == ["Ким Анна", None]
    assert "на исправление" not in said(lead.get(HOME))


def test_row_refused_twice_is_kept_once_and_goes_once_it_is_entered(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    bare = [*NAMED[:5], "ерунда", *NAMED[6:]]
    for _time in range(2):
        brought(suite, lead, PATH, [HEAD, bare], **{"all-centre_id": bereke})
    assert len(kept(suite)) == 1
    row = f"{ROWS}/{ask(suite, 'events', 'SELECT id FROM rows_to_correct')[0][0]}"
    assert lead.post(row, cells(suite, topic="budget")).status_code == 302
    assert lead.post(row, {"cell-topic": "other"}).status_code == 302  # it had its last word
    assert len(entries(suite)) == 1


def test_row_is_put_away_with_a_reason_alone(suite: Suite, lead: Browser, bereke: str) -> None:
    row = one_refused(suite, lead, bereke)
    assert lead.post(f"{row}/aside", {"reason": " "}).status_code == 422
    assert kept(suite)[0][1] == "waiting"
    assert lead.post(f"{row}/aside", {"reason": "такой консультации не было"}).status_code == 302
    assert kept(suite) == [(3, "put_away", {}, "такой консультации не было")]
    assert "такой консультации не было" in said(lead.get(ROWS)) and len(entries(suite)) == 1


def test_all_rows_of_a_table_are_put_away_at_once(suite: Suite, lead: Browser, bereke: str) -> None:
    one_refused(suite, lead, bereke)
    job = ask(suite, "events", "SELECT job_id FROM rows_to_correct")[0][0]
    assert lead.post(f"{PATH}/{job}/aside", {"reason": "внесены другой таблицей"}).status_code == 302
    assert [state for _number, state, _cells, _why in kept(suite)] == ["put_away"]


def test_row_that_was_entered_meanwhile_is_not_put_away_with_its_table(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    one_refused(suite, lead, bereke)
    job = ask(suite, "events", "SELECT job_id FROM rows_to_correct")[0][0]
    entered = "UPDATE rows_to_correct SET state = 'entered', closed_by = '{}'"
    waits = """SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
        AND datname = current_database() AND query LIKE '%rows_to_correct%'"""
    with suite.apps["events"].app_context(), ThreadPoolExecutor(1) as other:
        with suite.apps["events"].extensions["sqlalchemy"].engine.begin() as connection:
            connection.execute(text(entered))
            away = other.submit(lead.post, f"{PATH}/{job}/aside", {"reason": "внесены другой таблицей"})
            while not ask(suite, "events", waits)[0][0]:
                assert not away.done()
        assert away.result().status_code == 302
    assert kept(suite)[0][1] == "entered"


def test_assistant_sees_rows_that_others_sent(suite: Suite, lead: Browser, bereke: str) -> None:
    row, assistant = one_refused(suite, lead, bereke), suite.browser("assistant")
    assert "строка таблицы на исправление" in said(assistant.get(HOME))
    assert assistant.get(row).status_code == 200
    coordinator = suite.browser("coordinator")
    assert "на исправление" not in said(coordinator.get(HOME))


def test_rows_of_others_are_no_business_of_another_region(suite: Suite, lead: Browser, bereke: str) -> None:
    row, partner = one_refused(suite, lead, bereke), suite.browser("partner_rep", "aktobe")
    assert partner.get(row).status_code in (403, 404)
    assert partner.post(row, cells(suite, held_on="14.06.2022")).status_code in (403, 404)


def test_row_that_is_asked_about_is_entered_with_a_yes(suite: Suite, lead: Browser, bereke: str) -> None:
    outside = [*NAMED[:1], "14.06.2021", *NAMED[2:]]
    done = brought(suite, lead, PATH, [HEAD, outside], **{"all-centre_id": bereke})
    assert done["asked"] == 1, done
    row = f"{ROWS}/{ask(suite, 'events', 'SELECT id FROM rows_to_correct')[0][0]}"
    assert lead.post(row, cells(suite)).status_code == 422 and not entries(suite)
    assert 'value="outside"' in lead.get(row).get_data(as_text=True)
    assert lead.post(row, {**cells(suite), "yes": "outside"}).status_code == 302
    assert len(entries(suite)) == 1


def test_month_later_rows_are_gone(suite: Suite, lead: Browser, bereke: str) -> None:
    from shared.imports.work import forget

    one_refused(suite, lead, bereke)
    forget(suite.apps["events"])
    assert kept(suite)
    ask(suite, "events", "UPDATE rows_to_correct SET created_at = now() - interval '31 days'")
    forget(suite.apps["events"])
    assert not kept(suite)


def test_erased_person_stands_in_no_row(suite: Suite, lead: Browser, bereke: str) -> None:
    from tests.registry.test_erasures import erase, written

    brought(suite, lead, PATH, [HEAD, NAMED], **{"all-centre_id": bereke})
    again = [3, "июнь 2022", *NAMED[2:]]
    brought(suite, lead, PATH, [HEAD, again], **{"all-centre_id": bereke})
    assert kept(suite)[0][2]["name"] == "Ким Анна"
    person = ask(suite, "registry", "SELECT id FROM people")[0][0]
    answer = erase(suite, str(person))
    assert answer.status_code < 300, answer.get_data(as_text=True)
    suite.settle()
    assert kept(suite)[0][1:] == ("put_away", {}, "—")
    assert "events.rows_to_correct" not in written(suite, "Ким Анна")


@pytest.mark.parametrize("another", [("birth_year", "1950"), ("region", "atyrau")])
def test_row_that_may_be_another_of_his_name_is_asked_about_and_stays(
    suite: Suite, lead: Browser, bereke: str, another: tuple[str, str]
) -> None:
    from tests.registry.test_erasures import erase, held

    brought(suite, lead, PATH, [HEAD, NAMED], **{"all-centre_id": bereke})
    brought(suite, lead, PATH, [HEAD, [3, "июнь 2022", *NAMED[2:]]], **{"all-centre_id": bereke})
    with suite.apps["events"].app_context():
        db.session.execute(text("UPDATE consultations SET birth_year = 1985"))
        row = db.session.scalars(select(RowToCorrect)).one()
        row.cells, row.region = {**row.cells, **dict([another])}, dict([another]).get("region", row.region)
        db.session.commit()
    person = str(ask(suite, "registry", "SELECT id FROM people")[0][0])
    told = [part for part in held(suite, person)["parts"] if "/imports/" in part["page"]]
    assert len(told) == 1 and "однофамилец" in told[0]["stays"]
    assert erase(suite, person).status_code < 300
    suite.settle()
    assert kept(suite)[0][1] == "waiting" and kept(suite)[0][2]["name"] == "Ким Анна"


def test_list_of_the_page_is_the_same(lead: Browser) -> None:
    assert lead.get(LIST).status_code == 200
