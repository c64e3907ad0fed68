"""A publication is called in Kazakh beside Russian: typed, brought in, by a tool; what lacks is marked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.brought import brought, enter, outcome, rows_of, send, sent_again, table
from tests.events.forms import text_of
from tests.events.test_publications import ISSUED, titles
from tests.events.test_publications_brought_in import HEAD, LIST, PATH, PUBLISHED, ROWS, listed
from tests.suite import Browser, Suite

API = "/events/api/v1/publications"
KAZAKH, MARKED = "Жоба басталды", "Старт нового проекта\u00a0*"
RUSSIAN = "Старт нового проекта"
ASKS = "Похоже на русский текст"


def made(suite: Suite, project: str, **more: Any) -> str:
    """The id of a press release."""
    said = {"project_id": project, **ISSUED[0], "title": RUSSIAN, **more}
    found: str = suite.ok("POST", API, json=said)["id"]
    return found


def test_kazakh_reader_is_told_the_kazakh_title_or_where_it_lacks(
    suite: Suite, lead: Browser, project: str
) -> None:
    whole, bare = made(suite, project, title_kk=KAZAKH), made(suite, project)
    assert titles(lead) == [RUSSIAN, RUSSIAN]
    lead.cookies["asar_locale"] = "kk"
    assert sorted(titles(lead)) == sorted([KAZAKH, MARKED])
    assert "қазақша әлі жазылмаған" in text_of(lead.get(LIST))
    shown = text_of(lead.get(f"{LIST}/{whole}"))
    assert f"<h1>{KAZAKH}" in shown and "қазақша әлі жазылмаған" not in shown.partition("<footer")[0]
    assert MARKED in text_of(lead.get(f"{LIST}/{bare}"))


def test_kazakh_title_travels_and_is_found(suite: Suite, lead: Browser, project: str) -> None:
    made(suite, project, title_kk=KAZAKH)
    assert titles(lead, "?q=басталды") == [RUSSIAN]
    suite.settle()
    with suite.apps["reports"].app_context():
        from services.reports.copies.models import RecordCopy

        session = suite.apps["reports"].extensions["sqlalchemy"].session
        kept = [row.state for row in session.query(RecordCopy) if row.key.startswith("publication/")]
    assert [row["title_kk"] for row in kept] == [KAZAKH]


def test_russian_words_in_place_of_kazakh_are_asked_about_and_kept_once_answered(
    suite: Suite, lead: Browser, project: str
) -> None:
    said = {**ISSUED[0], "project_id": project, "title_kk": RUSSIAN, "region": ""}
    back = lead.post(f"{LIST}/new", said)
    assert back.status_code == 422 and ASKS in text_of(back)
    assert re.search(r'name="kazakh"(?![^>]*checked)', text_of(back)) and not listed(suite)
    assert lead.post(f"{LIST}/new", said | {"kazakh": "1"}).status_code == 302
    [row] = listed(suite).values()
    assert row["title_kk"] == RUSSIAN and "kazakh" not in row
    assert re.search(r'name="kazakh"[^>]*checked', text_of(lead.get(f"{LIST}/{row['id']}/edit")))


def test_a_tool_is_asked_too(suite: Suite, project: str) -> None:
    said = {"project_id": project, **ISSUED[0], "title_kk": RUSSIAN}
    refused = suite.call("POST", API, json=said)
    assert refused.status_code == 422 and refused.json["code"] == "looks_russian"
    assert refused.json["detail"]["field"] == "title_kk"
    suite.ok("POST", API, json=said | {"kazakh": True})


def test_it_is_brought_in_and_a_row_that_looks_russian_waits_for_an_answer(
    suite: Suite, lead: Browser, project: str
) -> None:
    head = [*HEAD, "Название на казахском"]
    rows = [[*ROWS[0], "Тренинг болды: қорытынды"], [*ROWS[1], RUSSIAN]]
    address, done = sent_with(suite, lead, [head, *rows])
    assert (done["entered"], done["asked"]) == (1, 1) and ASKS in " ".join(done["why"].values())
    answer = lead.post(f"{address}/answers", {"row": next(iter(done["why"]))})
    assert answer.status_code == 302
    suite.settle()
    assert outcome(suite, answer.headers["Location"])["asked"] == 0
    kept = {row["title_kk"] for row in listed(suite).values()}
    assert kept == {"Тренинг болды: қорытынды", RUSSIAN}


def sent_with(suite: Suite, lead: Browser, rows: list[list[Any]]) -> tuple[str, dict[str, Any]]:
    """The address of a table and what became of it."""
    address = send(lead, PATH, table(rows))
    return address, enter(suite, lead, address, **PUBLISHED)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_own_list_of_either_language_comes_back(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    made(suite, project, title_kk=KAZAKH)
    made(suite, project, title="Ещё один старт")
    lead.cookies["asar_locale"] = language
    own = lead.get(f"{LIST}.xlsx").data
    done = sent_again(suite, lead, PATH, own)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})
    assert any({RUSSIAN, KAZAKH} <= set(row) for row in rows_of(own))
    lead.cookies["asar_locale"] = "ru"
    assert brought(suite, lead, PATH, [HEAD, ROWS[0]], **PUBLISHED)["entered"] == 1
