"""Lists of strangers: titles, captions, roles and cells that would count somebody in silence, or keep what a
list must not keep."""

from __future__ import annotations

import time

import pytest

from services.events.participants.reader import columns, lower, read_pasted, read_table
from services.events.participants.reader.cells import BadCell, mark_of, read_birth_year
from services.events.participants.reader.phones import normalise_phone
from services.events.participants.reader.sheets import Said
from tests.events.participant_lists import lines, workbook
from tests.events.test_list_cases import Rows, asked, came, codes, read

ANNA, VERA = "Ким Анна", "Пак Вера"
YES: Rows = [[ANNA, "да"], [VERA, "нет"]]


def read_as_all(rows: Rows) -> dict:
    """A list of which somebody said that all of it came."""
    return read_table(workbook(rows), "list.xlsx", Said(everybody=True))


@pytest.mark.parametrize(
    "title",
    [
        "Посещали ли вы раньше тренинги?",
        "Участвовал ранее",
        "Присутствовал на прошлом тренинге",
        "Бұрын қатыстыңыз ба?",
        "Attended last year",
        "Подтвердите присутствие",
        "Буду присутствовать",
        "Қатысуын растаңыз",
        "Присутствие на обеде",
        "Пришла с ребенком",
        "Присутствовал родитель",
        "Явка обязательна",
        "Явка план",
        "Посещение экскурсии",
        "Отметка о прививке",
    ],
)
def test_a_title_that_says_more_than_who_came_is_asked_about(title: str) -> None:
    result = read([["ФИО", title], *YES])
    assert asked(result) and not any(attended for _name, attended in came(result))


@pytest.mark.parametrize(
    "title",
    [
        "Присутствие на мероприятии (да/нет)",
        "Явка 12.05.2022",
        "Отметка о посещении",
        "Был на тренинге",
        "Фактически присутствовал",
        "Явка (был / не был)",
        "Тренингке қатысты ма",
        "Attendance status",
        "Checked in",
        "Attendance (Y/N)",
        "Явка (д/н)",
        "Присутствие: 12 мая",
        "Келгені",
        "Қатысқандары туралы белгі",
    ],
)
def test_a_title_of_who_came_here_is_understood(title: str) -> None:
    result = read([["ФИО", title], *YES])
    assert not asked(result) and came(result) == [(ANNA, True), (VERA, False)]


def test_what_was_planned_is_no_day_beside_what_was() -> None:
    result = read([["ФИО", "Явка план", "Явка факт"], [ANNA, "1", "1"], [VERA, "1", "0"]])
    assert came(result) == [(ANNA, True), (VERA, False)]


@pytest.mark.parametrize("mark", ["-1", "№1", "~да", "≈1", "1-", "1/0", "<1", "1%"])
def test_a_yes_with_a_sign_beside_it_is_none(mark: str) -> None:
    assert mark_of(mark) is None


def test_marks_under_a_second_title_of_no_are_asked_about() -> None:
    rows: Rows = [["ФИО", "Явка", "Явка"], ["", "да", "нет"], [ANNA, "+", ""], [VERA, "", "+"]]
    assert asked(read(rows)) == ["marks_reversed"]


@pytest.mark.parametrize(
    "name",
    [
        "(Host)",
        "(Co-host)",
        "(Host, me)",
        "(хост)",
        "(со-организатор)",
        "(ведущий, я)",
        "(переводчик)",
        "(Panelist)",
    ],
)
def test_whoever_is_noted_as_at_work_is_left_out_in_a_row_of_any_width(name: str) -> None:
    head = "Name (Original Name),User Email,Join Time,Duration (Minutes),Guest"
    rows = lines(head, f'"{ANNA} {name}",a@b.kz,10:00,60,No', f"{VERA},b@b.kz,10:01,59,Yes")
    result = read_table(rows, "zoom.csv")
    assert [row["name"] for row in result["rows"]] == [VERA]
    assert [(row["row"], row["why"]) for row in result["skipped"]] == [(2, "role")]


@pytest.mark.parametrize(
    "role",
    [
        "Хост",
        "Координатор проекта",
        "спикер, модератор",
        "Тренер-консультант",
        "Главный тренер",
        "Co-organizer",
        "Staff",
    ],
)
def test_a_column_of_roles_leaves_out_whoever_worked_there(role: str) -> None:
    rows: Rows = [["ФИО", "Роль", "Явка"], [ANNA, "Участник", "+"], [VERA, role, "+"]]
    result = read(rows)
    assert came(result) == [(ANNA, True)] and [row["why"] for row in result["skipped"]] == ["role"]


def test_a_role_is_seen_behind_the_number_of_its_row() -> None:
    result = read([["№", "ФИО", "Явка"], [1, ANNA, "+"], [2, "Тренер Олег", "+"]])
    assert came(result) == [(ANNA, True)] and [row["row"] for row in result["skipped"]] == [3]


@pytest.mark.parametrize(
    "caption",
    [
        "Заболели:",
        "Болеют",
        "По болезни",
        "Отказались:",
        "Запасные",
        "Ауырғандар",
        "Себепті келмегендер",
        "Отсутствующие участники",
        "Кто не пришёл",
        "В отпуске:",
        "Уехали",
        "Не подтвердили участие",
        "Исключить",
        "Убрать из списка",
        "Не считать:",
    ],
)
def test_a_caption_of_those_who_did_not_come_holds_for_the_rows_below(caption: str) -> None:
    result = read_as_all([["ФИО", "Телефон"], [ANNA, 87010000001], [caption], [VERA, 87010000002]])
    assert came(result) == [(ANNA, True), (VERA, False)]


@pytest.mark.parametrize("caption", ["Женщины", "Лидеры", "Молодёжь", "Новые"])
def test_a_caption_of_one_word_is_no_person_and_can_be_taken_back(caption: str) -> None:
    result = read_as_all([["ФИО", "Телефон"], [ANNA, 87010000001], [caption], [VERA, 87010000002]])
    assert came(result) == [(ANNA, True), (VERA, True)]
    assert [(row["row"], row["why"]) for row in result["skipped"]] == [(3, "note")]


def test_people_above_a_richer_heading_are_not_lost() -> None:
    result = read(
        [["ФИО", "Явка"], [ANNA, "+"], [VERA, "-"], [], ["ФИО", "Телефон"], ["Ли Олег", 87010000001]]
    )
    assert came(result) == [(ANNA, True), (VERA, False)] and "other_heading" in codes(result)


def test_the_second_part_of_a_report_of_a_call_counts_nobody_again() -> None:
    report = lines(
        "1. Summary",
        "",
        "2. Participants",
        "Name\tFirst Join\tIn-Meeting Duration\tEmail\tID\tRole",
        f"{ANNA}\t10:00\t1h\ta@b.kz\tx\tOrganizer",
        f"{VERA}\t10:00\t1h\tb@b.kz\tx\tAttendee",
        "",
        "3. In-Meeting Activities",
        "Name\tJoin Time\tDuration\tEmail\tRole",
        f"{ANNA}\t10:00\t1h\ta@b.kz\tOrganizer",
        f"{VERA}\t10:00\t1h\tb@b.kz\tAttendee",
    )
    result = read_table(report, "teams.csv")
    assert [row["name"] for row in result["rows"]] == [VERA, VERA]
    assert codes(result) == {"heading_again", "repeated"}


@pytest.mark.parametrize("field", ["settlement", "organisation"])
@pytest.mark.parametrize("value", ["+7 701 000 00 02", "900101400123", "ИИН 900101400123", "a@b.kz"])
def test_what_a_list_must_not_keep_is_left_out_of_other_columns_and_said(field: str, value: str) -> None:
    title = {"settlement": "Населённый пункт", "organisation": "Организация"}[field]
    (row,) = (result := read([["ФИО", title], [ANNA, value]]))["rows"]
    assert row[field] in (None, "ИИН") and codes(result) == {"personal_left_out"}


@pytest.mark.parametrize("street", ["ул. Тельмана 12-45", "с. Тельман, 101-15", "Телжан 12 - 45"])
def test_a_house_of_a_street_is_no_phone(street: str) -> None:
    (row,) = (result := read([["ФИО", "Адрес"], [ANNA, street]]))["rows"]
    assert row["settlement"] == street and not codes(result)


def test_of_an_address_with_a_phone_the_address_stays() -> None:
    (row,) = read([["ФИО", "Адрес"], [ANNA, "ул. Абая 12, кв 5, 87010000002"]])["rows"]
    assert row["settlement"] == "ул. Абая 12, кв 5"


@pytest.mark.parametrize(
    "name", ["см. выше", "он же", "то же", "без имени", "нет", "iPhone", "Galaxy A52", "другие"]
)
def test_words_in_place_of_a_name_are_nobody(name: str) -> None:
    assert read([["ФИО", "Явка"], [name, "+"]])["rows"] == []


def test_two_people_of_one_surname_in_a_cell_come_back() -> None:
    assert codes(read([["ФИО", "Явка"], ["Ким Анна, Олег", "+"]])) == {"name_several"}


@pytest.mark.parametrize("name", ["Ли Олег за Ким Анну", "Ким Анна зам"])
def test_short_words_among_the_words_of_a_name_are_said(name: str) -> None:
    assert codes(read([["ФИО", "Явка"], [name, "+"]])) == {"name_odd_word"}


def test_a_name_with_a_no_behind_it_is_absent() -> None:
    assert came(read_as_all([["ФИО"], ["Ким Анна жоқ"]])) == [(ANNA, False)]


def test_two_digits_that_may_be_an_infant_or_somebody_of_a_hundred_come_back() -> None:
    with pytest.raises(BadCell, match="birth_year_unreadable"):
        read_birth_year("01.01.26", 2026)
    assert read_birth_year("01.01.90", 2026) == 1990


def test_a_phone_that_lacks_a_digit_is_not_called_foreign() -> None:
    with pytest.raises(ValueError, match="phone_too_short"):
        normalise_phone("8 701 000 00 0")


def test_children_beside_their_parents_are_asked_about() -> None:
    rows: Rows = [["ФИО родителя", "ФИО ребёнка", "Явка"], [ANNA, VERA, "+"], ["Ли Олег", "Цой Лев", "-"]]
    assert asked(read(rows)) == ["second_names"]


def test_initials_beside_a_surname_are_of_the_name() -> None:
    result = read([["Фамилия", "И.О.", "Явка"], ["Ким", "А.О.", "+"]])
    assert came(result) == [("Ким А.О.", True)]


def test_a_yes_behind_a_name_is_no_part_of_it() -> None:
    result = read_pasted("Ким Анна да\nПак Вера нет")
    assert [row["name"] for row in result["rows"]] == [ANNA, VERA]


@pytest.mark.parametrize(
    "name",
    ["Ахметова Айгуль\nСериковна", "Ким\nАнна Олеговна", "Ким, Анна Олеговна", "С. Ким", "А. Ахметова"],
)
def test_a_name_on_two_lines_or_behind_an_initial_is_one_person(name: str) -> None:
    result = read([["№", "ФИО", "Телефон"], [1, name, ""], [2, VERA, ""]])
    assert [row["name"].split()[-1] for row in result["rows"]] == [name.split()[-1], "Вера"]
    assert not result["skipped"]


def test_a_ruled_line_for_a_signature_leaves_nobody_out() -> None:
    rows: Rows = [["№", "ФИО", "Телефон", "Год рождения", "Подпись"], [1, ANNA, 87010000001, 1990, "_____"]]
    assert [row["name"] for row in read(rows)["rows"]] == [ANNA]


@pytest.mark.parametrize("title", ["Список участников", "Участники"])
@pytest.mark.parametrize("fund", ["Фонд Болашак", "Город Астана"])
def test_a_title_over_the_name_of_a_fund_is_no_heading(title: str, fund: str) -> None:
    result = read([[title], [fund], ["№", "ФИО", "Явка"], [1, ANNA, "+"], [2, VERA, "-"]])
    assert came(result) == [(ANNA, True), (VERA, False)] and not asked(result)


@pytest.mark.parametrize("text", ["Не забудьте подписать", "Не Виктор", "Болеслав", "Не заполнять"])
def test_a_text_between_people_makes_nobody_absent(text: str) -> None:
    result = read_as_all([["ФИО", "Телефон"], [ANNA, 87010000001], [text], [VERA, 87010000002]])
    assert {(ANNA, True), (VERA, True)} <= {*came(result)}


@pytest.mark.parametrize(
    "said", ["председатель КСК", "руководитель ОО «Дос»", "ведущий специалист акимата", "секретарь"]
)
def test_whoever_works_elsewhere_took_part(said: str) -> None:
    head: Rows = [["№", "ФИО", "Телефон", "Село", "Явка"]]
    rows: Rows = [[1, f"{ANNA}, {said}", 87010000001, "Абай", "+"], [2, f"{VERA}, {said}", "", "", ""]]
    result = read([*head, *rows])
    assert not result["skipped"] and len([*result["rows"], *result["refused"]]) == 2


def test_a_man_called_thanks_is_no_thanks() -> None:
    result = read([["№", "Имя", "Фамилия", "Явка"], [1, "Рахмет", "Ахметов", "+"]])
    assert came(result) == [("Ахметов Рахмет", True)]


def test_a_cell_longer_than_any_takes_no_time() -> None:
    began = time.process_time()
    result = read([["ФИО", "Организация"], ["1" * 30_000, "ТОО"], [ANNA, "a." * 15_000]])
    assert len(result["refused"]) == 2 and time.process_time() - began < 10


def test_names_that_look_like_headings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    known = lower.is_another_heading
    monkeypatch.setattr(lower, "is_another_heading", lambda *given: seen.append(1) or known(*given))
    read([["№", "ФИО", "Телефон"], *([place, "Имяа Фамилияа", 87010000000 + place] for place in range(60))])
    assert 0 < len(seen) < 200


def test_cells_of_people_are_asked_once_a_row_whether_they_are_a_heading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A third of the time of a list of thousands: each cell of each row went through all words, twice."""
    asked: list[str] = []
    known = columns.of_attendance
    monkeypatch.setattr(columns, "of_attendance", lambda key: asked.append(key) or known(key))
    people = [[f"Ким Анна{chr(97 + place % 26) * (place // 26 + 1)}", "Арал", "+"] for place in range(60)]
    result = read([["ФИО", "Село", "Явка"], *people])
    assert len(result["rows"]) == 60 and len(asked) < 60 + 40


@pytest.mark.parametrize(
    "row", [["ФИО", "", "Телефон"], ["Имя", "Арал"], ["ФИО"], ["Телефон", "Пол"], ["", ""], ["Арал", "ФИО"]]
)
def test_a_row_is_a_heading_where_every_filled_cell_is_one(row: list[str]) -> None:
    claims = {place: columns.meaning(text) for place, text in enumerate(row) if text}
    names = {claim[0] for claim in claims.values() if claim} & {"name", "surname", "given_name"}
    known = len(claims) > 1 and all(claims.values()) and names
    assert columns.is_heading(row) == ({at: claim[0] for at, claim in claims.items()} if known else None)
