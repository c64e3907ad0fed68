"""Days off of the whole country; what the government moves every year is for the regions to add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shared.plugins.specifications import OFF, CalendarDay

Words = dict[str, str]


def words(ru: str, kk: str, en: str) -> Words:
    """The name of a day in the three languages."""
    return {"ru": ru, "kk": kk, "en": en}


NEW_YEAR = words("Новый год", "Жаңа жыл", "New Year")
CHRISTMAS = words("Рождество", "Рождество мейрамы", "Orthodox Christmas")
WOMEN = words("Международный женский день", "Халықаралық әйелдер күні", "Women’s Day")
NAURYZ = words("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz")
UNITY = words("Праздник единства народа", "Қазақстан халқының бірлігі мерекесі", "Unity Day")
DEFENDER = words("День защитника Отечества", "Отан қорғаушы күні", "Defender’s Day")
VICTORY = words("День Победы", "Жеңіс күні", "Victory Day")
CAPITAL = words("День столицы", "Астана күні", "Capital Day")
CONSTITUTION = words("День Конституции", "Конституция күні", "Constitution Day")
REPUBLIC = words("День Республики", "Республика күні", "Republic Day")
INDEPENDENCE = words("День Независимости", "Тәуелсіздік күні", "Independence Day")
QURBAN = words("Первый день Курбан айта", "Құрбан айттың бірінші күні", "First day of Kurban Ait")

EVERY_YEAR = {
    (1, 1): NEW_YEAR,
    (1, 2): NEW_YEAR,
    (1, 7): CHRISTMAS,
    (3, 8): WOMEN,
    (3, 21): NAURYZ,
    (3, 22): NAURYZ,
    (3, 23): NAURYZ,
    (5, 1): UNITY,
    (5, 7): DEFENDER,
    (5, 9): VICTORY,
    (7, 6): CAPITAL,
    (8, 30): CONSTITUTION,
    (12, 16): INDEPENDENCE,
}
REPUBLIC_SINCE = 2022
# By the moon: told for the years that are known.
QURBAN_DAYS = {date(2022, 7, 9), date(2023, 6, 28), date(2024, 6, 16), date(2025, 6, 6), date(2026, 5, 27)}


def days_off(first: date, last: date) -> Iterator[CalendarDay]:
    """The country's days off between two days, both included."""
    for year in range(first.year, last.year + 1):
        for day, name in sorted(of_year(year).items()):
            if first <= day <= last:
                yield CalendarDay(day, OFF, name)


def of_year(year: int) -> dict[date, Words]:
    """The days off of a year."""
    found = {date(year, *day): name for day, name in EVERY_YEAR.items()}
    if year >= REPUBLIC_SINCE:
        found[date(year, 10, 25)] = REPUBLIC
    return found | {day: QURBAN for day in QURBAN_DAYS if day.year == year}
