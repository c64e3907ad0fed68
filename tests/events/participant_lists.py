"""Lists of participants as people send them."""

import io

import xlsxwriter

TITLES = [
    "№",
    "Ф.И.О.",
    "Пол",
    "Год рождения",
    "Населённый пункт",
    "Категория",
    "Организация",
    "Телефон",
    "Подпись",
]
GOOD = [1, "Ахметова Айгүл Серікқызы", "ж", 1985, "с. Шелек", "лидер", "ОФ «Бірлік»", 77000000001, ""]


def workbook(*sheets: list[list], hidden: tuple[int, ...] = ()) -> bytes:
    """An .xlsx; dates are written as dates, everything else as it is."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}
    ) as book:
        for place, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            if place in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return target.getvalue()


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def codes(result: dict) -> list[tuple]:
    return [(problem["row"], problem["field"], problem["code"]) for problem in result["problems"]]
