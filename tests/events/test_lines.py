"""Lines of a list: corrected, taken off, named twice, corrected after an upload; a hall with nobody in it."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from python_calamine import load_workbook

from services.events.participants.operations.reading import read_in_child
from tests.events.forms import import_list, people, record, recorded, sheet, text_of, value_of
from tests.suite import PDF, Browser, Suite, pdf


def list_with(suite: Suite, lead: Browser, project: str, *names: str) -> tuple[str, list[dict[str, Any]]]:
    """A held gathering and the lines of its list."""
    gathering = recorded(lead, project)
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={"participants": [{"name": name, "attended": True} for name in names]},
    )
    return gathering, suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")


def test_line_of_a_list_is_corrected(suite: Suite, lead: Browser, project: str) -> None:
    gathering, (line,) = list_with(suite, lead, project, "Оспанов Тимур")
    edit = f"/events/gatherings/{gathering}/participants/{line['id']}/edit"
    assert f'href="{edit}"' in text_of(lead.get(f"/events/gatherings/{gathering}"))
    answer = lead.post(
        edit, {"name": "Оспанов Темір", "birth_year": "1985", "category": "leader", "attended": "1"}
    )
    assert answer.status_code == 302
    (now,) = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    assert (now["name"], now["birth_year"], now["category"], now["attended"]) == (
        "Оспанов Темір",
        1985,
        "leader",
        True,
    )
    assert 'id="f-birth_year-error"' in text_of(
        lead.post(edit, {"name": "Оспанов Темір", "birth_year": "1785"})
    )


def test_line_taken_off_leaves_the_figures(suite: Suite, lead: Browser, project: str) -> None:
    gathering, lines = list_with(suite, lead, project, "Оспанов Тимур", "Беков Арман")
    suite.settle()
    before = suite.figure(project, "4.1.3")["actual"]
    assert (
        lead.post(f"/events/gatherings/{gathering}/participants/{lines[0]['id']}/removal", {}).status_code
        == 302
    )
    suite.settle()
    assert (before, suite.figure(project, "4.1.3")["actual"]) == (2, 1)
    left = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    assert [line["name"] for line in left] == ["Беков Арман"]


def test_line_taken_off_by_mistake_counts_again_when_entered(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering, (line,) = list_with(suite, lead, project, "Оспанов Тимур")
    lead.post(f"/events/gatherings/{gathering}/participants/{line['id']}/removal", {})
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={"participants": [{"name": "Оспанов Тимур", "attended": True}]},
    )
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 1


def test_line_of_another_gathering_is_not_found(suite: Suite, lead: Browser, project: str) -> None:
    _gathering, (line,) = list_with(suite, lead, project, "Оспанов Тимур")
    other = recorded(lead, project)
    assert lead.get(f"/events/gatherings/{other}/participants/{line['id']}/edit").status_code == 404
    assert lead.post(f"/events/gatherings/{other}/participants/{line['id']}/removal", {}).status_code == 404


def test_held_with_nobody_asks_why_and_counts_with_the_reason(
    suite: Suite, lead: Browser, project: str
) -> None:
    planned = recorded(lead, project, status="planned")
    here = f"/events/gatherings/{planned}"
    assert f'href="{here}/completion"' in text_of(lead.get(here))
    refused = lead.post(f"{here}/completion", {})
    assert refused.status_code == 422 and "почему никого не было" in text_of(refused)
    suite.settle()
    assert suite.figure(project, "4.1.1")["actual"] == 0
    assert lead.post(f"{here}/completion", {"reason": "Паводок"}).status_code == 302
    suite.settle()
    assert "Причина: Паводок" in text_of(lead.get(here))
    assert suite.figure(project, "4.1.1")["actual"] == 1


def test_tool_completes_with_nobody_only_with_a_reason(suite: Suite, lead: Browser, project: str) -> None:
    path = f"/events/api/v1/gatherings/{recorded(lead, project, status='planned')}/completion"
    refused, done = suite.call("POST", path), suite.call("POST", path, json={"reason": "Паводок"})
    assert (refused.status_code, refused.get_json()["code"]) == (422, "nobody_came")
    assert done.get_json()["status"] == "held"


def test_gathering_counts_with_the_first_who_came_and_no_longer_without_the_last(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering, (line,) = list_with(suite, lead, project, "Оспанов Тимур")
    counted = []
    for present in (line["id"], None, line["id"]):
        marks = {"shown": line["id"], **({"present": present} if present else {})}
        lead.post(f"/events/gatherings/{gathering}/attendance", marks)
        suite.settle()
        counted.append(suite.figure(project, "4.1.1")["actual"])
    assert counted == [1, 0, 1]


def test_planned_gatherings_worsen_no_clause_until_they_are_held(
    suite: Suite, lead: Browser, project: str
) -> None:
    suite.gathering(project, 15)
    suite.settle()
    before = suite.figure(project, "4.1.3")["clauses"]
    for day in ("2022-04-13", "2022-04-14"):
        recorded(lead, project, starts_on=day)
        recorded(lead, project, starts_on=day, status="planned")
    suite.settle()
    assert suite.figure(project, "4.1.3")["clauses"] == before


def test_second_row_of_one_person_fills_gaps_and_overwrites_nothing(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    rows = [
        {"name": "Ким Анна", "phone": "+7 700 000 00 01", "organisation": "Школа № 5", "attended": True},
        {
            "name": "Ким Анна",
            "phone": "+7 700 000 00 01",
            "organisation": "Другая",
            "birth_year": 1985,
            "attended": True,
        },
    ]
    answer = suite.ok(
        "POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": rows}
    )
    assert [(row["status"], row.get("repeats")) for row in answer] == [("added", None), ("updated", 0)]
    (person,) = people(suite, gathering)
    assert (person["organisation"], person["birth_year"]) == ("Школа № 5", 1985)


def test_file_that_names_a_person_twice_says_counted_once(suite: Suite, lead: Browser, project: str) -> None:
    rows = [
        ["ФИО", "Телефон", "Организация"],
        ["Ким Анна", "87000000001", "Школа № 5"],
        ["Ким Анна", "87000000001", "Другая"],
    ]
    job = import_list(suite, lead, recorded(lead, project), sheet(rows))
    lead.cookies["asar_locale"] = "ru"
    page = text_of(lead.get(job))
    assert (
        page.count("тот же человек, что в строке 2: посчитан один раз") == 1
        and "уже есть в строке" not in page
    )
    assert "строк-повторов" in page


def test_pasted_list_tells_new_people_from_old_lines(suite: Suite, lead: Browser, project: str) -> None:
    gathering, _lines = list_with(suite, lead, project, "Оспанов Тимур")
    answer = lead.post(
        f"/events/gatherings/{gathering}/participants/pasted",
        {"pasted": "Оспанов Тимур\nБеков Арман\n", "attended": "1"},
    )
    assert "Внесён 1 человек, 1 строка уже была" in text_of(lead.get(answer.headers["Location"]))


def test_refused_rows_of_a_file_are_corrected_on_the_page(suite: Suite, lead: Browser, project: str) -> None:
    rows = [
        ["ФИО", "Телефон", "Год рождения"],
        ["Ким Анна", "87000000001", 1985],
        ["Ли Вера", "12", 1790],
        ["Пак Олег", "", "давно"],
    ]
    job = import_list(suite, lead, recorded(lead, project), sheet(rows))
    assert f'href="{job}/correction"' in text_of(lead.get(job))
    page = text_of(lead.get(f"{job}/correction"))
    assert 'value="Ли Вера"' in page and 'value="давно"' in page and "Ким Анна" not in page
    assert page.count('id="rows-0-why"') == page.count('id="rows-1-why"') == 1


def test_sample_is_a_list_the_reader_knows(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    data = lead.get(f"/events/gatherings/{gathering}/participants/sample.xlsx").data
    head = load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()[0]
    filled = sheet([head, ["Ким Анна", "жен.", 1985, "с. Қарнақ", "молодёжь", "Школа", "87000000001", "да"]])
    read = read_in_child(filled.getvalue(), "список.xlsx")
    assert not read["unknown_columns"] and not read["problems"] and read["rows"][0]["category"] == "youth"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_list_downloaded_is_understood_when_it_comes_back(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    gathering, lines = list_with(suite, lead, project, "Оспанов Тимур", "Беков Арман")
    lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": [lines[0]["id"]], "present": []})
    lead.cookies["asar_locale"] = language
    read = read_in_child(lead.get(f"/events/gatherings/{gathering}/participants.xlsx").data, "список.xlsx")
    assert {row["name"]: row["attended"] for row in read["rows"]} == {
        "Оспанов Тимур": False,
        "Беков Арман": True,
    }


def test_two_tabs_of_one_gathering_lose_nothing(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    edit = f"/events/gatherings/{gathering}/edit"
    was = unescape(value_of(text_of(lead.get(edit)), "was"))
    form = {
        "activity": "4.1",
        "type": "training",
        "title": "Тренинг в Шорнаке",
        "settlement": "с. Шорнақ",
        "starts_on": "2022-05-20",
        "mode": "offline",
        "was": was,
    }
    assert lead.post(edit, form | {"title": "Новое название"}).status_code == 302
    assert lead.post(edit, form | {"starts_on": "2022-05-21"}).status_code == 302
    now = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")
    assert (now["title"], now["starts_on"]) == ("Новое название", "2022-05-21")
    assert "Новое название" in text_of(lead.post(edit, form | {"title": "Третье"}))
    assert "Теперь там: 21.05.2022" in text_of(lead.post(edit, form | {"starts_on": "2022-05-23"}))
    nobody = {"json": {"reason": "Непогода"}}
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/completion", **nobody)
    lead.post(edit, form | {"mode": "online"})
    assert "Теперь там: Онлайн" in text_of(lead.post(edit, form | {"mode": "mixed"}))


def test_two_tabs_of_one_line_lose_nothing(suite: Suite, lead: Browser, project: str) -> None:
    gathering, (line,) = list_with(suite, lead, project, "Оспанов Тимур")
    edit = f"/events/gatherings/{gathering}/participants/{line['id']}/edit"
    form = {
        "name": "Оспанов Тимур",
        "attended": "1",
        "was": unescape(value_of(text_of(lead.get(edit)), "was")),
    }
    lead.post(edit, form | {"organisation": "Школа"})
    assert lead.post(edit, form | {"birth_year": "1990"}).status_code == 302
    (now,) = people(suite, gathering)
    assert (now["organisation"], now["birth_year"], now["attended"]) == ("Школа", 1990, True)


def test_line_corrected_into_another_of_the_list_is_refused(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering, lines = list_with(suite, lead, project, "Оспанов Тимур", "Беков Арман")
    edit = f"/events/gatherings/{gathering}/participants/{lines[1]['id']}/edit"
    answer = lead.post(edit, {"name": "Оспанов  тимур", "attended": "1"})
    assert answer.status_code == 422 and "уже есть в этом списке" in text_of(answer)
    same = [{"name": "Оспанов Тимур", "birth_year": 1990, "attended": True}]
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": same})
    assert (
        lead.post(edit, {"name": "Оспанов Тимур", "birth_year": "1985", "attended": "1"}).status_code == 302
    )


def test_file_chosen_before_a_mistake_is_asked_for_again(lead: Browser, project: str) -> None:
    answer = record(lead, project, title="", file=(BytesIO(PDF), "программа.pdf"))
    shown = text_of(answer)
    assert answer.status_code == 422 and shown.count("браузер не сохраняет «программа.pdf»") == 2
    assert shown.index('href="#f-file"') < shown.index('name="title"') < shown.rindex("«программа.pdf»")


def test_more_sheets_of_feedback_than_people_is_said(suite: Suite, lead: Browser, project: str) -> None:
    gathering, _lines = list_with(suite, lead, project, "Оспанов Тимур")
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/evidence",
        data={"kind": "feedback", "file": (BytesIO(pdf(2)), "отзывы.pdf")},
    )
    assert "Отзывов 2, а присутствовали 1: проверьте, не с двух ли сторон" in text_of(
        lead.get(f"/events/gatherings/{gathering}")
    )
