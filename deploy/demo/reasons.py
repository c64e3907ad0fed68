"""Why some figures are not what the plan asked for, as the team wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WRITTEN_DOWN = date(2022, 9, 30)


@dataclass(frozen=True)
class Said:
    """The reason of an indicator in a month, of a region or of the whole project; `by` is who wrote it."""

    code: str
    month: str
    region: str | None
    text: str
    by: str = "coordinator"


FLOOD = "паводок, дороги к сёлам закрыты: часть записавшихся не доехала"
SAID = (
    Said("4.1.3", "2022-05", "atyrau", FLOOD),
    Said("1.2.3", "2022-09", "west_kz", "аким в отпуске, второе заседание перенесено на 12 октября"),
    Said(
        "2.1.3",
        "2022-09",
        None,
        "пять групп работают по договорам до ноября, актов ещё нет",
        "lead",
    ),
)
