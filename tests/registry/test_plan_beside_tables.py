"""What stands beside the tables of a plan or runs through their rows is read, or handed back."""

from __future__ import annotations

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import RGBColor

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.plan import read_plan
from services.registry.reader.words.notes import Notes, say
from tests.registry.plan_documents import PASSPORT, add_table, element, indicators, one_task, targets

ROW = (
    "1. Проведение 4 тренингов в Павлодарской области.",
    "Количество участников",
    "60",
    "Май 2024",
    "350 000",
)
FORUM = ("2. Форум", "Количество форумов", "1", "", "")


def whys(notes: list[dict]) -> set[str]:
    """The codes of why."""
    return {note["why"]["say"] for note in notes}


@pytest.mark.parametrize(
    "text",
    [
        "Задача 2. Провести форум",
        "Мероприятие 2.1: форум на 200 человек, июнь 2024",
        "Примечание: показатели указаны на одну область",
        "* не менее 15 на каждом тренинге",
        "Ескертпе: сомалар мың теңгемен",
        "Все суммы указаны в тыс. тенге",
        "Сумма гранта: пять миллионов двести тысяч",
        "Срок реализации: март – ноябрь 2024",
    ],
)
def test_paragraph_that_speaks_of_the_plan_is_handed_back(text: str) -> None:
    def after(document: Document) -> None:
        document.add_paragraph(text)

    unread = read_plan(one_task(ROW, change=after))["unread"]
    assert [note["source"] for note in unread if note["why"]["say"] == "paragraph_unread"] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Приложение № 3 к Договору № 12 от 1 марта 2022 года",
        "к Договору о предоставлении государственного гранта № 5",
        "Президент ____________ М.П.",
        "БЛОК II",
        "г. Павлодар, 2024 год",
    ],
)
def test_paragraph_of_a_form_is_not(text: str) -> None:
    def after(document: Document) -> None:
        document.add_paragraph(text)

    assert "paragraph_unread" not in whys(read_plan(one_task(ROW, change=after))["unread"])


def test_header_and_footer_are_looked_at() -> None:
    def margins(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Суммы в тыс. тенге"
        document.sections[0].footer.paragraphs[0].text = "Страница"

    unread = read_plan(one_task(ROW, change=margins))["unread"]
    assert [note["source"] for note in unread if note["why"]["say"] == "paragraph_unread"] == [
        "Суммы в тыс. тенге"
    ]


def test_note_inside_the_table_is_no_task() -> None:
    def note(document: Document) -> None:
        row = document.tables[0].add_row()
        row.cells[0].merge(row.cells[4]).text = "Примечание: показатели указаны на одну область"

    plan = read_plan(one_task(ROW, change=note))
    assert len(plan["sections"]) == 1 and "note_unread" in whys(plan["unread"])


def test_note_under_a_merged_sum_is_a_note() -> None:
    def note(document: Document) -> None:
        table = document.tables[0]
        table.add_row().cells[0].text = "Ескертпе: көрсеткіштер бір облысқа"
        table.cell(1, 4).merge(table.cell(2, 4))

    plan = read_plan(one_task(ROW, change=note))
    assert len(plan["sections"][0]["activities"]) == 1 and "note_unread" in whys(plan["unread"])


def test_team_right_under_the_plan_is_the_team() -> None:
    def team(document: Document) -> None:
        heads = ("ФИО", "Роль", "Обязанности", "Контакты", "Занятость")
        add_table(document, [heads, ("Тестова А.А.", "координатор", "встречи", "8 700", "50%")])

    plan = read_plan(one_task(ROW, change=team))
    assert [member["name"] for member in plan["team"]] == ["Тестова А.А."]
    assert targets(plan) == [("Количество участников", "exactly", 60)]


@pytest.mark.parametrize(("column", "start", "cost"), [(3, "2024-05", None), (4, None, None)])
def test_cell_merged_over_two_activities_is_told(column: int, start: str | None, cost: int | None) -> None:
    def merged(document: Document) -> None:
        table = document.tables[0]
        table.cell(1, column).merge(table.cell(2, column))

    plan = read_plan(one_task(ROW, FORUM, change=merged))
    forum = plan["sections"][0]["activities"][1]
    assert (forum["period"] and forum["period"]["start"], forum["cost"]) == (start, cost)
    assert "merged_down" in whys(plan["doubts"])


def _value(*runs: str) -> dict:
    def write(document: Document) -> None:
        paragraph = document.tables[0].cell(1, 2).paragraphs[0]
        for run in list(paragraph._p):
            paragraph._p.remove(run)
        for run in runs:
            paragraph._p.append(element(run))

    return read_plan(one_task(ROW, change=write))


def test_white_text_is_hidden() -> None:
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>120</w:t></w:r>'
    plan = _value("<w:r><w:t>60</w:t></w:r>", white)
    assert targets(plan) == [("Количество участников", "exactly", 60)] and "hidden" in whys(plan["unread"])


@pytest.mark.parametrize(
    "print_of",
    [
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:val="F2F2F2"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="FFFF00"/><w:shd w:fill="FFFF00"/>',
        '<w:color w:val="000000"/><w:shd w:fill="000000"/>',
        '<w:sz w:val="2"/>',
    ],
)
def test_text_that_nobody_can_see_is_hidden(print_of: str) -> None:
    plan = _value("<w:r><w:t>60</w:t></w:r>", f"<w:r><w:rPr>{print_of}</w:rPr><w:t>0</w:t></w:r>")
    assert targets(plan) == [("Количество участников", "exactly", 60)] and "hidden" in whys(plan["unread"])


@pytest.mark.parametrize(
    "print_of",
    [
        '<w:color w:val="FF0000"/>',
        '<w:color w:val="A6A6A6"/>',
        '<w:color w:val="auto"/><w:highlight w:val="yellow"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>',
        '<w:color w:val="000000"/><w:shd w:fill="D9E2F3"/>',
        '<w:sz w:val="16"/>',
    ],
)
def test_text_of_a_colour_is_read(print_of: str) -> None:
    plan = _value("<w:r><w:t>6</w:t></w:r>", f"<w:r><w:rPr>{print_of}</w:rPr><w:t>0</w:t></w:r>")
    assert targets(plan) == [("Количество участников", "exactly", 60)] and not whys(plan["unread"]) & {
        "hidden"
    }


def test_white_of_a_style_is_hidden() -> None:
    def styled(document: Document) -> None:
        style = document.styles.add_style("Белый", WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor(255, 255, 255)
        document.tables[0].cell(1, 2).paragraphs[0].add_run("0").style = style

    plan = read_plan(one_task(ROW, change=styled))
    assert targets(plan) == [("Количество участников", "exactly", 60)] and "hidden" in whys(plan["unread"])


def test_a_dark_style_on_a_white_one_is_read() -> None:
    def styled(document: Document) -> None:
        white, dark = (
            document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER) for name in ("Белый", "Тёмный")
        )
        white.font.color.rgb, dark.font.color.rgb = RGBColor(255, 255, 255), RGBColor(31, 56, 100)
        dark.base_style = white
        document.tables[0].cell(1, 2).paragraphs[0].add_run("0").style = dark

    assert targets(read_plan(one_task(ROW, change=styled))) == [("Количество участников", "exactly", 600)]


def test_white_text_on_a_colour_is_read() -> None:
    shaded = '<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="1F4E79"/></w:rPr><w:t>120</w:t></w:r>'
    assert targets(_value(shaded)) == [("Количество участников", "exactly", 120)]


def test_sign_of_another_font_is_no_comparison() -> None:
    """A3 is “at most” in Symbol, an empty box in Wingdings."""
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0A3"/></w:r>'
    (found,) = indicators(_value(box, "<w:r><w:t>60</w:t></w:r>"))
    assert (found["comparator"], found["confidence"]) == ("exactly", "doubtful")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("1. Тренинги во всех регионах, кроме Костанайской области", ["pavlodar", "akmola"]),
        ("1. Қостанай облысын қоспағанда, барлық өңірлерде тренингтер", ["pavlodar", "akmola"]),
        ("1. Тренинги во всех регионах за исключением Астаны", ["pavlodar", "kostanay", "akmola"]),
        ("1. Тренинги везде, кроме Астаны; итоговый форум – в Алматы", ["almaty"]),
        ("1. Кроме Астаны тренинги пройдут в Шымкенте", ["shymkent"]),
        ("1. Астана мен Қостанай облысынан басқа барлық өңірлерде", ["pavlodar", "akmola"]),
    ],
)
def test_regions_left_out_are_not_the_place(text: str, regions: list[str]) -> None:
    plan = read_plan(one_task((text, *ROW[1:]), passport=PASSPORT))
    assert plan["sections"][0]["activities"][0]["regions"] == regions
    assert "regions_except" in whys(plan["doubts"])


@pytest.mark.parametrize(
    "text",
    [
        "1. Тренинги в Шымкенте. Кроме того, круглый стол в Алматы",
        "1. Шымкентте тренинг, одан басқа Алматыда форум",
    ],
)
def test_what_comes_besides_is_not_left_out(text: str) -> None:
    plan = read_plan(one_task((text, *ROW[1:]), passport=PASSPORT))
    assert plan["sections"][0]["activities"][0]["regions"] == ["shymkent", "almaty"]
    assert "regions_except" not in whys(plan["doubts"])


@pytest.mark.parametrize("line", ["ОО «Б» – Караганда", "ОО «Б» (Москва)", "ОФ «А», Темиртау"])
def test_place_of_a_partner_nobody_knows_is_asked(line: str) -> None:
    notes = Notes()
    read_partners([line], say("passport"), notes)
    assert whys(notes.doubts) == {"place_unknown"}
