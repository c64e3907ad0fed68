"""The centres' last months: journals to the end of November, three monthly reports, all handed in in time."""

from __future__ import annotations

from datetime import date

from deploy.demo.centres import CENTRES
from deploy.demo.consultations import Page
from deploy.demo.monthly_reports import REPORTS as SUMMER
from deploy.demo.monthly_reports import Monthly

SEPTEMBER, SEPTEMBER_CLOSED = date(2022, 9, 1), date(2022, 10, 3)
MONTHS = ((date(2022, 10, 1), date(2022, 10, 31)), (date(2022, 11, 1), date(2022, 11, 30)))
REPORTS = (
    Monthly(
        date(2022, 9, 1),
        "В центрах прошли осенние сессии и опрос посетителей: работой довольны 85 из 100 ответивших.",
        date(2022, 10, 5),
        accepted=date(2022, 10, 7),
    ),
    Monthly(
        date(2022, 10, 1),
        "Сёла завершали планы развития. Чаще всего спрашивали о слушаниях по бюджету 2023 года.",
        date(2022, 11, 4),
        accepted=date(2022, 11, 8),
    ),
    Monthly(
        date(2022, 11, 1),
        "Последний месяц проекта. Центры передали журналы и решили, кто принимает людей дальше.",
        date(2022, 11, 30),
        accepted=date(2022, 11, 30),
    ),
)


def september() -> list[Page]:
    """The month that was still open when the summer's story ends."""
    return [Page(centre, SEPTEMBER, SEPTEMBER_CLOSED) for centre in CENTRES]


def pages() -> list[Page]:
    """October and November of every journal, closed on their last days."""
    return [Page(centre, month, day) for centre in CENTRES for month, day in MONTHS]


def late() -> list[Monthly]:
    """The summer's reports whose scan came in the autumn."""
    return [report for report in SUMMER if not report.scanned]
