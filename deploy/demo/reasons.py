"""Why some figures are not what the plan asked for, as the team wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Said:
    """The reason of an indicator in a month, of a region or of the whole project; `by` is who wrote it, and
    on which day."""

    code: str
    month: str
    region: str | None
    text: str
    day: date = date(2022, 9, 30)
    by: str = "coordinator"


FLOOD = "паводок, дороги к сёлам закрыты: часть записавшихся не доехала"
SAID = (
    Said("4.1.3", "2022-05", "atyrau", FLOOD, date(2022, 6, 2)),
    Said("1.2.3", "2022-09", "west_kz", "аким в отпуске, второе заседание перенесено на 12 октября"),
    Said(
        "2.1.3",
        "2022-09",
        None,
        "пять групп работают по договорам до ноября, актов ещё нет",
        by="lead",
    ),
)
