"""What the lead says in the end of results and promises that no figure tells, each with a paper. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from deploy.demo import printing
from deploy.demo.printing import File, short, text

DAY = date(2022, 11, 28)


@dataclass(frozen=True)
class Judged:
    """How a result or promise ended: `begins` are the first words of its text, `number` tells the results of
    the passport from the promises in their words."""

    number: int | None
    begins: str
    outcome: str
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """The name of its paper."""
        return "result", f"{self.number or ''} {self.begins}"


JUDGED = (
    Judged(
        9,
        "Участники однодневных тренингов",
        "partly",
        "Отложенный опрос в ноябре: из 60 опрошенных 41 применял знания, 23 вступили в пул лидеров",
    ),
    Judged(
        None,
        "Участники однодневных тренингов",
        "partly",
        "Отложенный опрос в ноябре: знания применяли 41 из 60 опрошенных",
    ),
    Judged(
        None,
        "Также участники могут вступить",
        "achieved",
        "В пул вступили 23 участника тренингов, ведётся реестр",
    ),
    Judged(
        None,
        "Наиболее устойчивые проекты",
        "achieved",
        "О 15 завершённых проектах вышло 4 истории, 4 статьи и 6 постов",
    ),
    Judged(
        None,
        "Реализация пилотного проекта по привлечению",
        "not_achieved",
        "Доходов в бюджет местного самоуправления проект не привлёк: нормы о них вступают в силу с 2023 года",
    ),
)


def papers() -> list[tuple[tuple[str, str], File]]:
    """A note for each of them."""
    return [(one.key, File(f"Справка {short(DAY)}.pdf", partial(note, one))) for one in JUDGED]


def note(one: Judged) -> bytes:
    """What the lead writes."""
    facts = [("Что обещано", f"{one.begins}…"), ("Дата", short(DAY))]
    signed = [("Руководитель проекта", "Абенова Г.")]
    return printing.paper("Справка о результате", facts, [text(one.reason)], signed, stamp="ГАМО")
