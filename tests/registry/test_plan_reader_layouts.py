"""Plans laid out otherwise than the source: read by meaning, or said not to be understood."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from docx.document import Document as DocumentObject

from services.registry.reader.meaning import activities
from services.registry.reader.plan import read_plan
from services.registry.reader.words.gatherings import find_gatherings
from tests.registry.plan_documents import (
    HEADINGS,
    KAZAKH_HEADINGS,
    TRAININGS,
    add_table,
    element,
    in_russian,
    indicators,
    one_task,
    plan,
    targets,
    why,
)

EXPECTED = [
    ("Количество тренингов", "exactly", 4),
    ("Список участников", "at_least", 4),
    ("Количество участников", "at_least", 60),
]


def activity(plan_read: dict[str, Any]) -> dict[str, Any]:
    return plan_read["sections"][0]["activities"][0]


def deleted_paragraph(text: str) -> Any:
    return element(
        f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>'
        f'<w:del w:id="4" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>'
    )


def unread_cells(plan_read: dict[str, Any]) -> list[dict[str, str]]:
    return [note for note in in_russian(plan_read["unread"]) if note["source"]]


def reordered(texts: tuple[str, ...], order: tuple[int, ...]) -> list[str]:
    return [texts[index] for index in order]


def test_plain_table_reads_without_doubt() -> None:
    read = read_plan(one_task(TRAININGS))
    assert targets(read) == EXPECTED
    assert [found["measure"] for found in indicators(read)] == [
        "events_held[training]",
        "attendance_lists_attached[training]",
        "attendance_persons[training]",
    ]
    assert (activity(read)["regions"], read["doubts"]) == (["pavlodar"], [])


def test_swapped_columns_read_the_same() -> None:
    order = (3, 2, 4, 0, 1)
    read = read_plan(one_task(reordered(TRAININGS, order), headings=reordered(HEADINGS, order)))
    assert targets(read) == EXPECTED
    assert activity(read)["period"]["start"] == "2024-03"


def test_renamed_columns_read_the_same() -> None:
    headings = (
        "Наименование мероприятия",
        "Показатель",
        "Целевое значение показателя",
        "Период проведения",
        "Бюджет, тенге",
    )
    read = read_plan(one_task([*TRAININGS[:4], "1 250 000"], headings=headings))
    assert targets(read) == EXPECTED
    assert activity(read)["cost"] == 1250000


def test_extra_column_is_listed_cell_by_cell() -> None:
    read = read_plan(one_task([*TRAININGS, "Куратор региона"], headings=[*HEADINGS, "Ответственный"]))
    assert targets(read) == EXPECTED
    assert [(note["where"], note["source"]) for note in unread_cells(read)] == [
        ("Задача 1, мероприятие 1, «Ответственный» (Таблица 1, строка 2)", "Куратор региона")
    ]


def test_number_column_numbers_activities() -> None:
    rows = [
        ["7", TRAININGS[0][3:], *TRAININGS[1:]],
        ["9", "Печать сборника", "Сборник", "1", "Май 2024 года", ""],
    ]
    read = read_plan(one_task(*rows, headings=["№ п/п", *HEADINGS]))
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.7", "1.9"]


def test_values_inside_indicator_cells_are_read() -> None:
    names = "Количество тренингов – 4\nСписок участников: не менее 4\nКоличество участников не менее 60"
    read = read_plan(
        one_task([TRAININGS[0], names, *TRAININGS[3:]], headings=[HEADINGS[0], HEADINGS[1], *HEADINGS[3:]])
    )
    assert targets(read) == EXPECTED
    assert "нет столбца «Планируемые индикаторы»" in why(read["doubts"])


def test_row_for_each_indicator_is_read() -> None:
    names, values = TRAININGS[1].split("\n"), TRAININGS[2].split("\n")
    rows = [
        [TRAININGS[0] if first else "", name, value, "Март-май 2024 года" if first else "", ""]
        for first, name, value in zip((True, False, False), names, values, strict=True)
    ]
    read = read_plan(one_task(*rows))
    assert targets(read) == EXPECTED
    assert indicators(read)[2]["source"]["where"] == {"say": "row", "table": 1, "row": 4}


def test_vertically_merged_activity_is_read() -> None:
    names, values = TRAININGS[1].split("\n"), TRAININGS[2].split("\n")

    def merge(document: DocumentObject) -> None:
        table = document.tables[0]
        for column in (0, 3):
            table.cell(1, column).merge(table.cell(3, column))

    rows = [
        [TRAININGS[0] if not index else "", name, value, "Март-май 2024 года" if not index else "", ""]
        for index, (name, value) in enumerate(zip(names, values, strict=True))
    ]
    read = read_plan(one_task(*rows, change=merge))
    assert targets(read) == EXPECTED
    assert len(read["sections"][0]["activities"]) == 1


def test_one_big_table_is_cut_into_sections() -> None:
    def span(document: DocumentObject) -> None:
        table = document.tables[0]
        for row in (1, 3):
            table.cell(row, 0).merge(table.cell(row, 4))

    across = ["Задача 1. Обучить", "", "", "", ""], ["Итоговая презентация проекта", "", "", "", ""]
    brief = ["1. Брифинг по итогам проекта", "Программа", "1", "Май 2024 года", ""]
    read = read_plan(plan(("План", [HEADINGS, across[0], TRAININGS, across[1], brief]), change=span))
    assert [(section["code"], section["title"]) for section in read["sections"]] == [
        ("T1", "Обучить"),
        ("F", "Итоговая презентация проекта"),
    ]
    assert indicators(read)[-1]["measure"] == "event_programmes_attached[final_briefing]"


def test_sentence_torn_by_a_page_is_put_together() -> None:
    rows = [
        ["1. Конкурс", "Количество заявок\nКоличество реализованных", "30\n16", "Май 2024 года", ""],
        ["", "проектов инициативных групп", "", "", ""],
    ]
    assert [(name, target) for name, _, target in targets(read_plan(one_task(*rows)))] == [
        ("Количество заявок", 30),
        ("Количество реализованных проектов инициативных групп", 16),
    ]


def test_table_torn_without_heading_goes_on() -> None:
    def tear(document: DocumentObject) -> None:
        add_table(
            document, [["2. Издание сборника", "Количество сборников", "не менее 2", "Май 2024 года", ""]]
        )

    read = read_plan(one_task(TRAININGS, change=tear))
    assert targets(read)[-1] == ("Количество сборников", "at_least", 2)
    assert "у таблицы нет своей шапки" in why(read["doubts"])


def test_content_controls_are_looked_through() -> None:
    def wrap(document: DocumentObject) -> None:
        row = document.tables[0].rows[1]._tr
        control = element("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
        row.addprevious(control)
        control[1].append(row)
        paragraph = row.findall(".//{*}tc")[2].findall("{*}p")[1]
        inner = element("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
        paragraph.append(inner)
        inner[1].append(paragraph.find("{*}r"))

    assert targets(read_plan(one_task(TRAININGS, change=wrap))) == EXPECTED


def test_unfilled_content_control_is_empty() -> None:
    def wrap(document: DocumentObject) -> None:
        document.tables[0].cell(1, 4).paragraphs[0]._p.append(
            element(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>"
                "Место для ввода 1</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )

    assert activity(read_plan(one_task(TRAININGS, change=wrap)))["cost"] is None


def test_tracked_changes_are_taken_as_accepted() -> None:
    def revise(document: DocumentObject) -> None:
        first, second, _ = document.tables[0].cell(1, 2).paragraphs
        first.runs[0].text = ""
        first._p.append(element('<w:del w:id="1" w:author="x"><w:r><w:delText>40</w:delText></w:r></w:del>'))
        first._p.append(element('<w:ins w:id="2" w:author="x"><w:r><w:t>4</w:t></w:r></w:ins>'))
        second._p.addprevious(deleted_paragraph("не менее 99"))
        row = deepcopy(document.tables[0].rows[1]._tr)
        row.insert(0, element('<w:trPr><w:del w:id="5" w:author="x"/></w:trPr>'))
        document.tables[0]._tbl.append(row)

    read = read_plan(one_task(TRAININGS, change=revise))
    assert targets(read) == EXPECTED
    assert "вставки приняты, удалённое отброшено" in why(read["doubts"])


def test_deleted_paragraph_leaves_no_empty_line() -> None:
    def revise(document: DocumentObject) -> None:
        document.tables[0].cell(1, 2).paragraphs[0]._p.addprevious(deleted_paragraph("9"))

    read = read_plan(
        one_task(
            ["1. Тренинги", "Количество тренингов\nКоличество отзывов", "4\n", "Май 2024 года", ""],
            change=revise,
        )
    )
    assert [target for _, _, target in targets(read)] == [4, None]


def test_line_breaks_count_as_lines() -> None:
    def join(document: DocumentObject) -> None:
        cell = document.tables[0].cell(1, 1)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        cell.paragraphs[0].text = TRAININGS[1]

    assert targets(read_plan(one_task(TRAININGS, change=join))) == EXPECTED


def test_kazakh_plan_is_read() -> None:
    row = (
        "1. Ауыл кітапханашылары үшін Павлодар облысында 4 тренинг өткізу.",
        "Тренингтер саны\nҚатысушылар тізімі\nҚатысушылар саны\nПікірлер саны",
        "4\nкемінде 4\n60 адамнан кем емес (әр тренингте 15 адамнан)\nкемінде сегіз",
        "2024 жылғы наурыз-мамыр",
        "",
    )
    read = read_plan(
        plan(
            ("1-міндет. Кітапханашыларды оқыту", [KAZAKH_HEADINGS, row]),
            (
                "Жобаның қорытынды таныстырылымы",
                [KAZAKH_HEADINGS, ("1. Брифинг", "Бағдарлама", "1", "2024 ж. мамыр", "")],
            ),
        )
    )
    assert [(found["comparator"], found["target"]) for found in indicators(read)] == [
        ("exactly", 4),
        ("at_least", 4),
        ("at_least", 60),
        ("at_least", 8),
        ("exactly", 1),
    ]
    assert indicators(read)[2]["clauses"][0]["text"] == "не менее 15 на каждом тренинге"
    assert [section["code"] for section in read["sections"]] == ["T1", "F"]
    assert (activity(read)["period"]["start"], activity(read)["regions"]) == ("2024-03", ["pavlodar"])


def test_kazakh_indicators_have_measures_and_units() -> None:
    row = (
        "1. Тренингтер өткізу.",
        "Тренингтер саны\nҚатысушылар тізімі\nҚатысушылар саны\nПікірлер саны",
        "4\n4\n60\n8",
        "",
        "",
    )
    read = indicators(read_plan(one_task(row, headings=KAZAKH_HEADINGS)))
    assert [found["unit"] for found in read] == ["тренинг", "список", "человек", "отзыв"]
    assert [found["measure"].partition("[")[0] for found in read] == [
        "events_held",
        "attendance_lists_attached",
        "attendance_persons",
        "feedback_received",
    ]


def test_counts_that_differ_pair_only_what_is_safe() -> None:
    names = "Меморандум с партнёрами\nКруглый стол\nКоличество заседаний\nКоличество планов развития сел"
    read = read_plan(
        one_task(
            ["1. Работа в сёлах", names, "Не менее 8 заседаний\n4 плана развития сел", "Май 2024 года", ""]
        )
    )
    assert [target for _, _, target in targets(read)] == [None, None, 8, 4]
    assert [found["confidence"] for found in indicators(read)] == [
        "doubtful",
        "doubtful",
        "probable",
        "probable",
    ]


def test_unpaired_values_are_listed_not_guessed() -> None:
    read = read_plan(
        one_task(["1. Тренинги", "Количество тренингов\nКоличество отзывов", "4\n5\n6", "Май 2024 года", ""])
    )
    assert [target for _, _, target in targets(read)] == [None, None]
    assert [note["source"] for note in unread_cells(read)] == ["4", "5", "6"]
    assert (
        unread_cells(read)[0]["where"] == "Задача 1, мероприятие 1, строка 1 ячейки «Планируемые индикаторы»"
    )


def test_value_that_fits_two_names_is_not_given() -> None:
    names = "Количество городских тренингов\nКоличество сельских тренингов\nМеморандум"
    read = read_plan(one_task(["1. Тренинги", names, "14 тренингов", "Май 2024 года", ""]))
    assert [target for _, _, target in targets(read)] == [None, None, None]
    assert [note["source"] for note in unread_cells(read)] == ["14 тренингов"]


def test_broken_line_is_put_together() -> None:
    names = "Количество реализованных\nпроектов инициативных групп\nКоличество заявок"
    read = read_plan(one_task(["1. Конкурс", names, "не менее 16\nне менее 30", "Май 2024 года", ""]))
    assert targets(read) == [
        ("Количество реализованных проектов инициативных групп", "at_least", 16),
        ("Количество заявок", "at_least", 30),
    ]
    assert indicators(read)[0]["confidence"] == "probable"


def test_blank_lines_on_both_sides_do_not_matter() -> None:
    read = read_plan(
        one_task(
            [TRAININGS[0], "\n" + TRAININGS[1].replace("\n", "\n\n"), TRAININGS[2] + "\n\n", *TRAININGS[3:]]
        )
    )
    assert targets(read) == EXPECTED


def test_unreadable_cells_are_listed_with_their_place() -> None:
    read = read_plan(
        one_task(["1. Тренинги", "Количество тренингов", "по согласованию", "в течение проекта", "по смете"])
    )
    assert [(note["where"].partition(", «")[0], note["source"]) for note in unread_cells(read)] == [
        ("Задача 1, мероприятие 1", "в течение проекта"),
        ("Задача 1, мероприятие 1", "по смете"),
        ("Задача 1, мероприятие 1, строка 1 ячейки «Планируемые индикаторы»", "по согласованию"),
    ]
    assert activity(read)["period"] is None


def test_period_without_year_takes_the_only_year() -> None:
    other = ["2. Издание сборника", "Количество сборников", "1", "май", ""]
    read = read_plan(one_task(TRAININGS, other))
    assert read["sections"][0]["activities"][1]["period"]["start"] == "2024-05"
    assert "год в ячейке не назван" in why(read["doubts"])


def test_unnumbered_sections_get_free_letters() -> None:
    rows = [HEADINGS, TRAININGS]
    read = read_plan(
        plan(
            ("Информационная работа", rows),
            ("Прочие работы", rows),
            ("Итоговая встреча", rows),
            ("Итоговый отчёт", rows),
        )
    )
    assert [section["code"] for section in read["sections"]] == ["I", "A", "F", "B"]


def test_repeated_activity_numbers_are_renumbered() -> None:
    read = read_plan(one_task(TRAININGS, TRAININGS))
    assert [found["code"] for found in read["sections"][0]["activities"]] == ["1.1", "1.2"]
    assert "номера в документе повторяются" in why(read["doubts"])


def test_cost_column_with_channel_keeps_both() -> None:
    headings = [*HEADINGS[:4], "Стоимость мероприятия и канал коммуникации"]
    read = activity(read_plan(one_task([*TRAININGS[:4], "120 000 тенге, Instagram"], headings=headings)))
    assert (read["cost"], read["channel"]) == (120000, "Instagram")


def test_things_of_an_activity_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each activity looked anew at the titles of all before it: 5,000 of them took most of a minute."""
    seen: list[str] = []

    def find(text: str) -> list[str]:
        seen.append(text)
        return find_gatherings(text)

    monkeypatch.setattr(activities, "find_gatherings", find)
    where = ["в Павлодарской области", "для библиотекарей"]
    read_plan(one_task(*((f"{at}. Тренинг № {at} {where[at % 2]}", *TRAININGS[1:]) for at in range(1, 61))))
    assert 60 <= len(seen) <= 120
