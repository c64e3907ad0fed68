"""The lists people sign in Kyzylorda region: one signature a day."""

from __future__ import annotations

from shared.plugins.specifications import LANDSCAPE, AttendanceSheet, SheetColumn

MOST_DAYS = 5
TITLE = {"ru": "Список участников", "kk": "Қатысушылар тізімі", "en": "List of participants"}
FOOTER = {
    "ru": "Подпись ставится каждый день отдельно",
    "kk": "Қол әр күн сайын бөлек қойылады",
    "en": "Sign on each day anew",
}


def column(width: int, fills: str, ru: str, kk: str, en: str) -> SheetColumn:
    """A column in the three languages."""
    return SheetColumn({"ru": ru, "kk": kk, "en": en}, width, fills)


PERSON = (
    column(10, "number", "№", "№", "No."),
    column(60, "name", "Фамилия, имя, отчество", "Тегі, аты, әкесінің аты", "Full name"),
    column(36, "settlement", "Населённый пункт", "Елді мекен", "Settlement"),
)


def one_day() -> AttendanceSheet:
    """An upright list with the phone and one signature."""
    ends = (
        column(34, "", "Телефон", "Телефон", "Phone"),
        column(36, "", "Подпись", "Қолы", "Signature"),
    )
    return AttendanceSheet(TITLE, (*PERSON, *ends))


def several_days(days: int) -> AttendanceSheet:
    """A lying list with a signature for each day, the first five."""
    signed = [
        column(28, "", f"Подпись, {day}-й день", f"Қолы, {day}-күн", f"Signature, day {day}")
        for day in range(1, min(days, MOST_DAYS) + 1)
    ]
    return AttendanceSheet(TITLE, (*PERSON, *signed), orientation=LANDSCAPE, footer=FOOTER)
