"""Notes stand beside the history of every record that files prove; a word that was written is never lost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.events.test_journals import centre, write
from tests.made import makers
from tests.reports.pages import report
from tests.shared.makers import a_gathering
from tests.suite import PDF, Browser, Suite

FLOOD = "Паводок в селе, перенесли на 12 октября"
# A plan in preparation has none.
WITH_HISTORY = {kind: make for kind, make in makers().items() if kind != "plan"}
Maker = Callable[[Suite, str], str]


def text_of(answer: Any) -> str:
    """What a page says."""
    return str(answer.get_data(as_text=True))


def api_of(page: str) -> str:
    """The address of a page's record in the API."""
    _empty, service, *rest = page.split("/")
    return f"/{service}/api/v1/{'/'.join(rest)}/notes"


def written(suite: Suite, page: str, text: str = FLOOD, **more: Any) -> str:
    """The id of a note written by a tool."""
    made: str = suite.ok("POST", api_of(page), json={"text": text, **more})["id"]
    return made


def notes(suite: Suite, page: str) -> list[dict[str, Any]]:
    """The notes on a record, the latest first."""
    found: list[dict[str, Any]] = suite.ok("GET", api_of(page))
    return found


@pytest.fixture
def page(suite: Suite, project: str) -> str:
    """The page of a gathering."""
    return a_gathering(suite, project)


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


@pytest.mark.parametrize("make", WITH_HISTORY.values(), ids=WITH_HISTORY)
def test_every_record_that_files_prove_takes_notes(
    suite: Suite, project: str, lead: Browser, make: Maker
) -> None:
    here = make(suite, project)
    assert "Новая заметка" in text_of(lead.get(here))
    answer = lead.post(f"{here}/notes", {"text": FLOOD})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{here}#notes")
    shown = text_of(lead.get(here))
    assert FLOOD in shown and "Тест project_lead" in shown.split('id="notes"')[1]
    assert [note["text"] for note in notes(suite, here)] == [FLOOD]


def test_corrected_note_takes_the_place_and_leaves_the_earlier_readable(
    suite: Suite, page: str, lead: Browser
) -> None:
    first = written(suite, page)
    lead.post(f"{page}/notes", {"text": "Перенесли на 14 октября", "corrects": first})
    assert [(note["text"], note["corrects"]) for note in notes(suite, page)] == [
        ("Перенесли на 14 октября", first),
        (FLOOD, None),
    ]
    shown = text_of(lead.get(page))
    assert (
        shown.index("Перенесли на 14 октября") < shown.index("Что стояло здесь раньше") < shown.index(FLOOD)
    )
    again = suite.call("POST", api_of(page), json={"text": "Третье", "corrects": first})
    assert again.json["code"] == "note_changed"


def test_struck_note_stays_with_its_reason(suite: Suite, page: str, lead: Browser) -> None:
    note = written(suite, page)
    refused = suite.call("POST", f"/events/api/v1/notes/{note}/striking", json={"reason": " "})
    assert refused.status_code == 422
    lead.post(f"/events/notes/{note}/striking", {"reason": "Не то село"})
    assert notes(suite, page)[0]["struck_because"] == "Не то село"
    shown = text_of(lead.get(page))
    assert f"<s>{FLOOD}</s>" in shown and "Зачёркнуто: Не то село" in shown
    again = suite.call("POST", f"/events/api/v1/notes/{note}/striking", json={"reason": "Ещё раз"})
    assert again.json["code"] == "note_changed"


def test_empty_note_is_refused_and_nothing_typed_is_lost(suite: Suite, page: str, lead: Browser) -> None:
    answer = lead.post(f"{page}/notes", {"text": "  "})
    assert answer.status_code == 422 and "Напишите заметку." in text_of(answer)
    long = "а" * 2001
    answer = lead.post(f"{page}/notes", {"text": long})
    assert answer.status_code == 422 and long in text_of(answer) and notes(suite, page) == []


def test_whoever_only_reads_reads_notes_too_and_writes_none(suite: Suite, page: str) -> None:
    written(suite, page)
    grantor = suite.browser("grantor_viewer")
    shown = text_of(grantor.get(page))
    assert FLOOD in shown and "Новая заметка" not in shown and "Исправить или зачеркнуть" not in shown
    assert grantor.post(f"{page}/notes", {"text": "x"}).status_code == 403


def test_others_notes_are_left_to_those_who_wrote_them_or_keep_the_records(
    suite: Suite, page: str, lead: Browser
) -> None:
    lead.post(f"{page}/notes", {"text": FLOOD})
    note = notes(suite, page)[0]["id"]
    accountant = suite.browser("accountant")
    answer = accountant.post(f"/events/notes/{note}/striking", {"reason": "x"})
    assert answer.status_code == 403 and notes(suite, page)[0]["struck_because"] is None
    accountant.post(f"{page}/notes", {"text": "Счёт ещё не пришёл"})
    own = notes(suite, page)[0]["id"]
    assert accountant.post(f"/events/notes/{own}/striking", {"reason": "Пришёл"}).status_code == 302


def test_note_of_another_record_is_not_corrected_here(suite: Suite, project: str, page: str) -> None:
    other = f"/events/gatherings/{suite.gathering(project, 0, day='2022-05-12')}"
    note = written(suite, other)
    assert suite.call("POST", api_of(page), json={"text": "x", "corrects": note}).status_code == 404


def test_another_region_neither_reads_nor_writes(suite: Suite, page: str) -> None:
    note = written(suite, page)
    partner = suite.browser("partner_rep", "atyrau")
    assert partner.post(f"{page}/notes", {"text": "x"}).status_code == 404
    assert partner.post(f"/events/notes/{note}/striking", {"reason": "x"}).status_code == 404
    assert suite.call("GET", api_of(page), token=suite.token(region="atyrau")).status_code == 404


def test_history_says_that_a_note_was_written_not_what(suite: Suite, page: str, lead: Browser) -> None:
    lead.post(f"{page}/notes", {"text": FLOOD})
    history = text_of(lead.get(page)).split('id="history"')[1]
    assert "+ Заметка" in history and FLOOD not in history
    lead.post(f"/events/notes/{notes(suite, page)[0]['id']}/striking", {"reason": "Не то село"})
    struck = text_of(lead.get(page)).split('id="history"')[1]
    assert "Заметка; зачёркнута" in struck, struck[:900]


def a_listed_person(suite: Suite, project: str) -> str:
    """Somebody on the list of a gathering."""
    gathering = suite.gathering(project, 1)
    listed = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    return f"/registry/people/{listed[0]['person_id']}"


def a_leader(suite: Suite, project: str) -> str:
    """Somebody of the leaders' pool."""
    person = a_listed_person(suite, project).rsplit("/", 1)[1]
    said = {"learned_at": "Тренинг", "trained_on": "2022-04-12", "joined_on": "2022-04-20"}
    said |= {"project_id": project, "person_id": person}
    return f"/registry/leaders/{suite.ok('POST', '/registry/api/v1/leaders', json=said)['id']}"


def an_organisation(suite: Suite, project: str) -> str:
    """An akimat."""
    said = {"name_ru": "Акимат округа", "kind": "akimat", "region": "turkistan"}
    return f"/registry/organisations/{suite.ok('POST', '/registry/api/v1/organisations', json=said)['id']}"


def a_consultation(suite: Suite, project: str) -> str:
    """An entry of a centre's journal."""
    return f"/events/consultations/{write(suite, centre(suite, project))}"


def a_scan(suite: Suite, project: str) -> str:
    """A scan that waits."""
    made = suite.ok("POST", "/events/api/v1/scans", data={"file": (BytesIO(PDF), "лист.pdf")})
    return f"/events/scans/{made['id']}"


def a_report(suite: Suite, project: str) -> str:
    """A sealed report."""
    suite.settle()
    return f"/reports/reports/{report(suite, project)['id']}"


@pytest.mark.parametrize(
    "make", [a_listed_person, a_leader, an_organisation, a_consultation, a_scan, a_report]
)
def test_records_that_no_file_proves_take_notes_too(
    suite: Suite, project: str, lead: Browser, make: Maker
) -> None:
    here = make(suite, project)
    assert lead.post(f"{here}/notes", {"text": FLOOD}).status_code == 302
    shown = text_of(lead.get(here))
    assert FLOOD in shown.split('id="notes"')[1] and [note["text"] for note in notes(suite, here)] == [FLOOD]
    partner = suite.browser("partner_rep", "atyrau")
    assert partner.post(f"{here}/notes", {"text": "x"}).status_code in (403, 404)
    grantor = suite.browser("grantor_viewer")
    assert grantor.post(f"{here}/notes", {"text": "x"}).status_code == 403
    assert len(notes(suite, here)) == 1


def test_a_note_on_a_person_is_read_by_nobody_who_may_not_see_the_person(suite: Suite, project: str) -> None:
    here = a_listed_person(suite, project)
    written(suite, here)
    assert suite.browser("accountant").get(here).status_code == 403
    refused = suite.call("GET", api_of(here), token=suite.token(region="atyrau"))
    assert refused.status_code == 404
