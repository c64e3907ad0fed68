"""Lists that leave a question: nothing counts before a person answers, and the answer is kept."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from services.events.db import Job, db
from shared.queue import jobs
from tests.events.forms import import_list, people, recorded, sheet, text_of
from tests.events.test_list_cases import made
from tests.events.test_list_looks import painted
from tests.suite import Browser, Suite
from tests.word import paragraph, row, table, word

CASES = Path(__file__).parents[1] / "data" / "cases"
UNKNOWN = [["ФИО", "Колонка"], ["Ким Анна", "+"], ["Пак Вера", "-"], ["Цой Юрий", "+"]]
SAID = {"header_row": "1", "col-A": "name", "col-B": "attended", "enter": "1"}


def asks(suite: Suite, lead: Browser, gathering: str, rows: list[list[Any]]) -> str:
    """The address of the page of a list that asks."""
    job = import_list(suite, lead, gathering, sheet(rows))
    answer = lead.get(job)
    assert answer.headers["Location"] == f"{job}/mapping", text_of(answer)
    return answer.headers["Location"]


def came(suite: Suite, gathering: str) -> dict[str, bool]:
    """Who is on the list and who came."""
    return {person["name"]: person["attended"] for person in people(suite, gathering)}


def test_unknown_marks_ask_before_anybody_counts(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    page = asks(suite, lead, gathering, UNKNOWN)
    lead.cookies["asar_locale"] = "ru"
    assert people(suite, gathering) == [] and "Колонка" in text_of(lead.get(page))
    assert lead.post(page, SAID).status_code == 302
    suite.settle()
    assert came(suite, gathering) == {"Ким Анна": True, "Пак Вера": False, "Цой Юрий": True}


def test_an_answer_is_kept_for_the_same_headings_of_the_region(
    suite: Suite, lead: Browser, project: str
) -> None:
    lead.post(asks(suite, lead, recorded(lead, project), UNKNOWN), SAID)
    suite.settle()
    again = recorded(lead, project, title="Другой тренинг", starts_on="2022-05-21")
    import_list(suite, lead, again, sheet([UNKNOWN[0], ["Омаров Ерлан", "-"]]))
    assert came(suite, again) == {"Омаров Ерлан": False}


def test_another_region_is_asked_itself(suite: Suite, lead: Browser, project: str) -> None:
    lead.post(asks(suite, lead, recorded(lead, project), UNKNOWN), SAID)
    suite.settle()
    asks(suite, lead, recorded(lead, project, region="kyzylorda"), UNKNOWN)


def test_a_list_of_those_registered_needs_the_word_who_came(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    page = asks(suite, lead, gathering, [["Отметка времени", "Ваше ФИО"], ["2022", "Ким Анна"]])
    said = {"header_row": "1", "col-B": "name", "enter": "1"}
    assert lead.post(page, said).status_code == 422 and people(suite, gathering) == []
    lead.post(page, said | {"everybody": "nobody"})
    suite.settle()
    assert came(suite, gathering) == {"Ким Анна": False}


def test_a_preview_shows_first_people_and_enters_nobody(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    file = (sheet([["ФИО", "Телефон"], ["Ким Анна", 87000000001]]), "Список.xlsx")
    job = lead.post(f"/events/gatherings/{gathering}/participants/file", {"file": file, "preview": "1"})
    suite.settle()
    page = text_of(lead.get(f"{job.headers['Location']}/mapping"))
    assert people(suite, gathering) == [] and "Ким Анна" in page and "+77000000001" in page


PLAIN = [["ФИО", "Телефон"], ["Ким Анна", 87000000001], ["Пак Вера", 87000000002]]


def test_a_list_without_marks_counts_nobody_before_it_is_said_who_came(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    job = import_list(suite, lead, gathering, sheet(PLAIN), everybody="")
    lead.cookies["asar_locale"] = "ru"
    page = lead.get(job).headers["Location"]
    assert people(suite, gathering) == [] and "Ни один столбец не говорит, кто пришёл" in text_of(
        lead.get(page)
    )
    said = {"header_row": "1", "col-A": "name", "col-B": "phone", "enter": "1"}
    assert lead.post(page, said).status_code == 422 and people(suite, gathering) == []
    lead.post(page, said | {"everybody": "all"})
    suite.settle()
    assert came(suite, gathering) == {"Ким Анна": True, "Пак Вера": True}


def test_a_list_made_before_the_day_asks_nothing(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, starts_on="2099-05-21", status="planned")
    import_list(suite, lead, gathering, sheet(PLAIN), everybody="")
    assert came(suite, gathering) == {"Ким Анна": False, "Пак Вера": False}


@pytest.mark.parametrize(("everybody", "present"), [("true", True), ("false", False)])
def test_a_tool_says_who_came_with_the_file(
    suite: Suite, lead: Browser, project: str, everybody: str, present: bool
) -> None:
    gathering = recorded(lead, project)
    path = f"/events/api/v1/gatherings/{gathering}/participants/file"
    suite.ok("POST", path, data={"file": (sheet(PLAIN), "list.xlsx"), "everybody": everybody})
    suite.settle()
    assert came(suite, gathering) == {"Ким Анна": present, "Пак Вера": present}


def test_a_note_that_somebody_was_absent_asks_though_all_are_said_to_have_come(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    rows = [["ФИО", "Примечание"], ["Ким Анна", ""], ["Пак Вера", "не пришла"]]
    asks(suite, lead, gathering, rows)
    assert people(suite, gathering) == []


def test_a_pasted_list_asks_as_a_file_does(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    text = "\n".join("\t".join(row) for row in UNKNOWN)
    job = lead.post(f"/events/gatherings/{gathering}/participants/pasted", {"pasted": text, "attended": "1"})
    suite.settle()
    assert lead.post(f"{job.headers['Location']}/mapping", SAID).status_code == 302
    suite.settle()
    assert came(suite, gathering)["Пак Вера"] is False


def test_shown_again_the_columns_mean_what_was_said(suite: Suite, lead: Browser, project: str) -> None:
    page = asks(suite, lead, recorded(lead, project), UNKNOWN)
    said = {"header_row": "1", "col-A": "name", "col-B": "day", "again": "1"}
    shown = text_of(lead.post(page, said))
    assert re.search(r'name="col-B".*?value="day" selected', shown, re.DOTALL)


def test_rows_that_looked_like_notes_are_taken_back_with_one_click(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    job = import_list(suite, lead, gathering, BytesIO((CASES / "roles-as-names.xlsx").read_bytes()))
    assert "Председатель ТОС Иванова Мария" in text_of(lead.get(job)) and len(people(suite, gathering)) == 1
    lead.post(f"{job}/left-out", {"take": "2"})
    suite.settle()
    assert set(came(suite, gathering)) == {"Обычный Иван", "Иванова Мария"}


def test_a_person_named_below_a_list_of_word_is_shown_and_entered_with_one_click(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    list_of_word = table(row("№", "ФИО", "Явка"), row("1", "Ким Анна", "+"))
    file = BytesIO(word(list_of_word, paragraph("Пак Вера не пришла")))
    job = import_list(suite, lead, gathering, file, "Список.docx")
    lead.cookies["asar_locale"] = "ru"
    page = text_of(lead.get(job))
    assert "Пак Вера не пришла" in page and "вне таблицы списка" in page
    assert came(suite, gathering) == {"Ким Анна": True}
    lead.post(f"{job}/left-out", {"take": "3"})
    suite.settle()
    assert came(suite, gathering) == {"Ким Анна": True, "Пак Вера": False}


def test_colours_are_asked_about_whoever_is_said_to_have_come(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    file = BytesIO(made(painted("#92D050", "#FF0000", "#92D050")))
    page = import_list(suite, lead, gathering, file, everybody="all") + "/mapping"
    lead.cookies["asar_locale"] = "ru"
    assert "Строки различаются цветом" in text_of(lead.get(page)) and people(suite, gathering) == []
    said = {"header_row": "1", "col-A": "name", "enter": "1"}
    assert lead.post(page, said | {"everybody": "nobody"}).status_code == 302
    suite.settle()
    assert not any(came(suite, gathering).values()) and len(people(suite, gathering)) == 3


def test_days_are_a_mark_each(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, starts_on="2022-05-10", ends_on="2022-05-11")
    import_list(suite, lead, gathering, BytesIO((CASES / "days.xlsx").read_bytes()))
    from tests.events.test_marks import marks_of

    assert sorted(mark[:2] for mark in marks_of(suite)) == [
        ("2022-05-10", False),
        ("2022-05-10", True),
        ("2022-05-10", True),
        ("2022-05-11", False),
        ("2022-05-11", False),
        ("2022-05-11", True),
    ]
    assert came(suite, gathering) == {"Дневной Один": True, "Дневной Два": True, "Дневной Три": False}


def test_present_on_any_day_counts_and_is_said(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    job = import_list(suite, lead, gathering, BytesIO((CASES / "twice-no-then-yes.xlsx").read_bytes()))
    lead.cookies["asar_locale"] = "ru"
    assert came(suite, gathering) == {"Повторов Иван": True}
    assert "был хотя бы раз" in text_of(lead.get(job))


def test_a_tool_sees_the_questions_and_answers_them(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    path = f"/events/api/v1/gatherings/{gathering}/participants"
    job = suite.ok("POST", f"{path}/file", data={"file": (sheet(UNKNOWN), "list.xlsx")})["job"]
    suite.settle()
    state = suite.ok("GET", f"/events/api/v1/jobs/{job}")
    assert (state["state"], [each["code"] for each in state["result"]["questions"]]) == (
        "asks",
        ["marks_unknown"],
    )
    columns = {
        each["column"]: each["meaning"] or "attended"
        for each in suite.ok("GET", f"/events/api/v1/jobs/{job}/mapping")["layout"]
    }
    suite.ok("POST", f"/events/api/v1/jobs/{job}/mapping", json={"header_row": 1, "columns": columns})
    suite.settle()
    assert suite.ok("GET", f"/events/api/v1/jobs/{job}")["state"] == "done"
    assert came(suite, gathering)["Пак Вера"] is False


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"header_row": 1, "columns": {"B": "attended"}}, "name_column_needed"),
        ({"header_row": 1, "columns": {"A": "name"}}, "who_came_needed"),
    ],
)
def test_an_answer_that_leaves_the_question_is_refused(
    suite: Suite, lead: Browser, project: str, answer: dict[str, Any], code: str
) -> None:
    path = f"/events/api/v1/gatherings/{recorded(lead, project)}/participants"
    job = suite.ok("POST", f"{path}/file", data={"file": (sheet(UNKNOWN), "list.xlsx")})["job"]
    suite.settle()
    assert suite.call("POST", f"/events/api/v1/jobs/{job}/mapping", json=answer).get_json()["code"] == code


def test_work_that_reads_no_list_has_no_mapping(suite: Suite, lead: Browser) -> None:
    with suite.apps["events"].app_context():
        job = jobs.enqueue(db.session, Job, "events.export", {}).id
        db.session.commit()
    path, said = f"/events/api/v1/jobs/{job}/mapping", {"header_row": 1, "columns": {}}
    assert suite.call("GET", path).get_json()["code"] == "not_found"
    assert suite.call("POST", path, json=said).get_json()["code"] == "not_found"
    assert lead.get(f"/events/jobs/{job}").status_code == 404
