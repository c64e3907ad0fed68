"""What a region asks about the people of its lists: typed, pasted, sent as a file and by tools, corrected,
shown, exported, erased; rows that do not answer come back with every reason."""

from __future__ import annotations

import re
import uuid
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from services.events.participants.noun import PARTICIPANTS
from shared.plugins.asking import Plugins
from shared.plugins.extra import Asked
from shared.plugins.retention import KEEP_TERM, erase_answers
from shared.plugins.specifications import FieldDef
from tests.events.test_journals import centre
from tests.events.test_journals import write as write_down
from tests.reports.printed import pdf_text
from tests.shared.plugin_making import write
from tests.suite import Browser, Suite

FIELDS = """
[[extra_fields]]
service = "events"
entity = "participant"
key = "comes"
type = "choice"
label = {ru = "Кем пришёл", kk = "Кім болып келді"}
required = true
choices = [{value = "teacher", label = {ru = "учитель", kk = "мұғалім"}},
  {value = "parent", label = {ru = "родитель", kk = "ата-ана"}}]

[[extra_fields]]
service = "events"
entity = "participant"
key = "school"
type = "text"
label = {ru = "Школа", kk = "Мектеп"}
keep_days = 30

[[extra_fields]]
service = "events"
entity = "participant"
key = "since"
type = "date"
label = {ru = "Работает с", kk = "Жұмыс істейді"}

[[extra_fields]]
service = "events"
entity = "participant"
key = "agrees"
type = "checkbox"
label = {ru = "Согласен на съёмку", kk = "Түсірілімге келіседі"}

[[extra_fields]]
service = "events"
entity = "participant"
key = "paper"
type = "file"
label = {ru = "Справка", kk = "Анықтама"}
"""
COMES, SCHOOL, SINCE, AGREES = (f"probe.{key}" for key in ("comes", "school", "since", "agrees"))
REGION = "turkistan"
SECRET = "школа-интернат № 7"


@pytest.fixture(autouse=True)
def probe(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write(tmp_path, FIELDS, name="probe", regions=f'["{REGION}"]')
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", Plugins([name], tmp_path))


@pytest.fixture
def here(suite: Suite, project: str) -> str:
    """A gathering of the region, with nobody on its list."""
    return suite.gathering(project, 0, region=REGION)


def enter(suite: Suite, here: str, **row: Any) -> dict[str, Any]:
    """What became of one row of a tool."""
    people = {"participants": [{"name": "Ахметова Айгүл", "attended": True, **row}]}
    found: dict[str, Any] = suite.ok("POST", f"/events/api/v1/gatherings/{here}/participants", json=people)[0]
    return found


def listed(suite: Suite, here: str) -> dict[str, dict[str, Any]]:
    """The answers of everybody on a list, by the name."""
    rows = suite.ok("GET", f"/events/api/v1/gatherings/{here}/participants")
    return {row["name"]: row["extra"] for row in rows}


def cells(data: bytes) -> list[list[str]]:
    """The cells of a workbook."""
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    return [list(map(str, row)) for row in rows]


def test_tool_answers_in_codes_or_words_and_hears_every_reason(suite: Suite, here: str) -> None:
    assert enter(suite, here, extra={COMES: "мұғалім", SINCE: "01.09.2015"})["status"] == "added"
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "teacher", SINCE: "2015-09-01"}}
    refused = enter(suite, here, name="Ким Анна", extra={SINCE: "давно", "probe.shool": "1"})
    assert refused["status"] == "refused"
    assert set(refused["problems"]) == {f"extra.{key}" for key in (COMES, SINCE, "probe.shool")}
    refused = enter(suite, here, name="Ким Анна", birth_year=1700, extra={SINCE: "давно"})
    assert set(refused["problems"]) == {"birth_year", f"extra.{COMES}", f"extra.{SINCE}"}


def test_later_row_of_the_same_person_keeps_what_it_does_not_say(suite: Suite, here: str) -> None:
    enter(suite, here, extra={COMES: "teacher", SCHOOL: SECRET})
    enter(suite, here, extra={COMES: "parent"})
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "parent", SCHOOL: SECRET}}


def test_pasted_list_is_read_by_the_questions_and_the_rest_comes_back_with_inputs(
    suite: Suite, lead: Browser, here: str
) -> None:
    head, good = "ФИО\tМектеп\tКем пришёл\tРаботает с", f"Ахметова Айгүл\t{SECRET}\tучитель\t"
    rows = [head, good, "Ким Анна\tшкола 2\tсторож\tдавно"]
    pasted = {"pasted": "\n".join(rows), "attended": "1"}
    answer = lead.post(f"/events/gatherings/{here}/participants/pasted", pasted)
    page = answer.get_data(as_text=True)
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "teacher", SCHOOL: SECRET}}
    assert answer.status_code == 422 and "«Кем пришёл» не может быть «сторож»" in page
    assert f'name="rows-0-extra.{COMES}"' in page and 'value="школа 2"' in page
    assert 'value="давно"' in page and "«Работает с» не может быть «давно»" in page
    typed = {"rows-0-name": "Ким Анна", f"rows-0-extra.{COMES}": "parent", "rows-0-attended": "1"}
    lead.post(f"/events/gatherings/{here}/participants/typed", typed)
    assert listed(suite, here)["Ким Анна"] == {COMES: "parent"}


@pytest.mark.parametrize(("said", "ticked"), [("нет", False), ("да", True), ("может быть", False)])
def test_row_that_comes_back_has_its_mark_as_the_list_says_it(
    lead: Browser, here: str, said: str, ticked: bool
) -> None:
    rows = ["ФИО\tСогласен на съёмку\tРаботает с", f"Ким Анна\t{said}\tдавно"]
    answer = lead.post(
        f"/events/gatherings/{here}/participants/pasted", {"pasted": "\n".join(rows), "attended": "1"}
    )
    box = re.search(rf'name="rows-0-extra.{AGREES}"[^>]*', answer.get_data(as_text=True))
    assert answer.status_code == 422 and box and ("checked" in box[0]) is ticked


def test_mark_that_cannot_be_read_is_refused_and_no_yes(suite: Suite, here: str) -> None:
    refused = enter(suite, here, extra={COMES: "teacher", AGREES: "может быть"})
    assert refused["status"] == "refused" and set(refused["problems"]) == {f"extra.{AGREES}"}
    assert enter(suite, here, extra={COMES: "teacher", AGREES: "нет"})["status"] == "added"
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "teacher"}}


def test_file_is_read_by_the_questions_and_its_bad_rows_say_why(
    suite: Suite, lead: Browser, here: str
) -> None:
    table = f"ФИО;Школа;Кем пришёл;Присутствовал\nАхметова Айгүл;{SECRET};родитель;да\nКим Анна;;;да\n"
    form = {"file": (BytesIO(table.encode()), "list.csv")}
    job = lead.post(f"/events/gatherings/{here}/participants/file", form).headers["Location"]
    suite.settle()
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "parent", SCHOOL: SECRET}}
    back = cells(lead.get(f"{job}/bad-rows").data)
    assert "Заполните «Кем пришёл»" in str(back) and "Ким Анна" in str(back)


def test_line_is_corrected_shown_exported_and_told_without_its_answers(
    suite: Suite, lead: Browser, here: str
) -> None:
    enter(suite, here, extra={COMES: "teacher"})
    line = suite.ok("GET", f"/events/api/v1/gatherings/{here}/participants")[0]["id"]
    address = f"/events/gatherings/{here}/participants/{line}/edit"
    assert f'name="extra.{SCHOOL}"' in lead.get(address).get_data(as_text=True)
    said = {"name": "Ахметова Айгүл", "attended": "1", f"extra.{SCHOOL}": SECRET}
    assert lead.post(address, said).status_code == 422
    lead.post(address, {**said, f"extra.{COMES}": "parent"})
    page = lead.get(f"/events/gatherings/{here}").get_data(as_text=True)
    assert f"Кем пришёл: родитель · Школа: {SECRET}" in page and "Участник; Поля региона" in page
    book = cells(lead.get(f"/events/gatherings/{here}/participants.xlsx").data)
    titles, row = (next(row for row in book if cell in row) for cell in ("Школа", "Ахметова Айгүл"))
    assert row[titles.index("Школа")] == SECRET and row[titles.index("Кем пришёл")] == "родитель"
    sample = cells(lead.get(f"/events/gatherings/{here}/participants/sample.xlsx").data)
    assert {"Школа", "Кем пришёл"} <= set(sample[0]) and "Справка" not in sample[0]
    with suite.apps["events"].test_request_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        told = [
            *session.execute(text("SELECT content FROM acts")),
            *session.execute(text("SELECT state FROM outbox")),
        ]
    assert not [row for row in told if SECRET in str(row)]


def test_answer_is_erased_after_its_days_and_stays_readable_without_its_plugin(
    suite: Suite, lead: Browser, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(suite, here, extra={COMES: "teacher", SCHOOL: SECRET})
    app, declared = suite.apps["events"], PARTICIPANTS.answers[0]
    with app.test_request_context():
        session = app.extensions["sqlalchemy"].session
        assert erase_answers(session, declared) == 0
        session.execute(text("UPDATE participants SET created_at = created_at - interval '31 days'"))
        session.commit()
        assert erase_answers(session, declared) == 1
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "teacher"}}
    monkeypatch.setitem(app.extensions, "plugins", Plugins(()))
    assert f"{COMES}: teacher" in lead.get(f"/events/gatherings/{here}").get_data(as_text=True)
    book = cells(lead.get(f"/events/gatherings/{here}/participants.xlsx").data)
    assert COMES in str(book) and "teacher" in str(book)


def test_another_region_learns_nothing_of_them(suite: Suite, here: str) -> None:
    enter(suite, here, extra={COMES: "teacher"})
    path = f"/events/api/v1/gatherings/{here}/participants"
    token = suite.token(region="atyrau")
    assert suite.call("GET", path, token=token).status_code == 404


PRINTED = """
[[extra_fields]]
service = "events"
entity = "gathering"
key = "hall"
type = "text"
label = {ru = "Какой зал", kk = "Қай зал"}
printed = true

[[extra_fields]]
service = "events"
entity = "gathering"
key = "rent"
type = "number"
label = {ru = "Аренда", kk = "Жалға алу"}

[[extra_fields]]
service = "events"
entity = "consultation"
key = "came_from"
type = "text"
label = {ru = "Откуда пришёл", kk = "Қайдан келді"}
printed = true

[attendance_sheet]
title = {ru = "Лист", kk = "Парақ"}
blank_rows = 2
columns = [
  {label = {ru = "№", kk = "№"}, width = 10, fills = "number"},
  {label = {ru = "Кто", kk = "Кім"}, width = 70, fills = "name"},
  {label = {ru = "Кем", kk = "Кім болып"}, width = 40, fills = "printing.comes"},
]
"""


@pytest.fixture
def printing(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A region that wants some of its answers on paper."""
    name = write(tmp_path, FIELDS + PRINTED, name="printing", regions=f'["{REGION}"]')
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", Plugins([name], tmp_path))


def test_form_to_sign_has_the_answers_the_region_wants_on_paper(
    suite: Suite, project: str, lead: Browser, printing: None
) -> None:
    here = suite.gathering(project, 0, region=REGION)
    form = {"activity": "4.1", "type": "training", "title": "Тренинг", "mode": "offline"}
    asked = {"starts_on": "2022-04-12", "extra.printing.hall": "Малый зал", "extra.printing.rent": "7777"}
    assert lead.post(f"/events/gatherings/{here}/edit", {**form, **asked}).status_code == 302
    enter(suite, here, extra={"printing.comes": "parent"})
    for language, words in (("ru", "Какой зал"), ("kk", "Қай зал")):
        said = pdf_text(lead.get(f"/events/gatherings/{here}/sheet.pdf?language={language}").data)
        assert words in said and "Малый зал" in said and "7777" not in said
        assert ("родитель" if language == "ru" else "ата-ана") in said


def test_protocol_of_a_session_has_the_answers_the_region_wants_on_paper(
    suite: Suite, project: str, lead: Browser, printing: None
) -> None:
    said = {"type": "thematic_session", "activity": "1.2", "region": REGION, "title": "Заседание"}
    extra = {"printing.hall": "Малый зал", "printing.rent": "7777"}
    more = {"project_id": project, "starts_on": "2022-05-27", "mode": "offline", "extra": extra}
    session = suite.ok("POST", "/events/api/v1/gatherings", json=said | more)["id"]
    enter(suite, session, extra={"printing.comes": "parent"})
    suite.ok("POST", f"/events/api/v1/gatherings/{session}/completion")
    for language, words in (("ru", "Какой зал"), ("kk", "Қай зал")):
        paper = pdf_text(lead.get(f"/events/gatherings/{session}/protocol.pdf?language={language}").data)
        assert words in paper and "Малый зал" in paper and "7777" not in paper


def test_journal_of_a_month_has_the_answers_the_region_wants_on_paper(
    suite: Suite, project: str, lead: Browser, printing: None
) -> None:
    at = centre(suite, project, REGION)
    write_down(suite, at, extra={"printing.came_from": "пункт № 3"})
    month = suite.ok("GET", f"/events/api/v1/journals?centre_id={at}")[0]["id"]
    said = pdf_text(lead.get(f"/events/journals/{month}/paper.pdf").data)
    assert "Откуда пришёл: пункт № 3" in " ".join(said.split())


def test_answer_of_a_plugin_that_is_gone_is_erased_after_the_days_it_said(
    suite: Suite, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(suite, here, extra={COMES: "teacher", SCHOOL: SECRET})
    app, declared = suite.apps["events"], PARTICIPANTS.answers[0]
    with app.test_request_context():
        session = app.extensions["sqlalchemy"].session
        assert erase_answers(session, declared) == 0
        monkeypatch.setitem(app.extensions, "plugins", Plugins(()))
        assert erase_answers(session, declared) == 0
        session.execute(text("UPDATE answer_terms SET until = until - 31"))
        session.commit()
        assert erase_answers(session, declared) == 1
    assert listed(suite, here) == {"Ахметова Айгүл": {COMES: "teacher"}}


def test_the_terms_of_a_row_that_was_removed_go_with_the_next_night(suite: Suite, here: str) -> None:
    enter(suite, here, extra={COMES: "teacher", SCHOOL: SECRET})
    app, declared = suite.apps["events"], PARTICIPANTS.answers[0]
    name, gone = declared.table.__tablename__, uuid.uuid4()
    with app.test_request_context():
        session = app.extensions["sqlalchemy"].session
        erase_answers(session, declared)
        term = {"row": gone, "key": SCHOOL, "until": date(2099, 1, 1)}
        for table in (name, "consultations"):
            session.execute(KEEP_TERM, {**term, "table": table})
        erase_answers(session, declared)
        left = session.execute(text("SELECT of_table, row_id FROM answer_terms")).all()
        session.execute(text("DELETE FROM answer_terms WHERE of_table = 'consultations'"))
        session.commit()
    assert ("consultations", gone) in left  # another table sees to its own
    assert (name, gone) not in left and [row for table, row in left if table == name]


def test_no_row_is_held_and_no_transaction_lasts_while_a_plugin_is_asked_how_long(
    suite: Suite, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(suite, here, extra={COMES: "teacher", SCHOOL: SECRET})
    app, declared = suite.apps["events"], PARTICIPANTS.answers[0]
    free = text("SELECT count(*) FROM (SELECT id FROM participants FOR UPDATE SKIP LOCKED) AS free")
    found, asked = [], Asked.all

    def looked(self: Asked, saving: bool = False) -> list[FieldDef]:
        with app.extensions["sqlalchemy"].engine.begin() as other:
            found.append((other.scalar(free), session().in_transaction()))
        return asked(self, saving)

    monkeypatch.setattr(Asked, "all", looked)
    session = app.extensions["sqlalchemy"].session
    with app.test_request_context():
        erase_answers(session, declared)
    assert found == [(1, False)]
