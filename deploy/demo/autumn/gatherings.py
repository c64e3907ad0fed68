"""What was planned for the autumn and took place, the last presentation, a list that was found. Whoever came
is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from deploy.demo.gatherings import FULL_PAPERS, all_meetings
from deploy.demo.meetings import Meeting, Proofs
from deploy.demo.people import Person, listed
from deploy.demo.trainings import ONLINE_PAPERS

SESSION = ("thematic_session", "west_kz", "2022-10-05")
CLASS = ("master_class", "mangystau", "2022-10-12")
BRIEFING = ("briefing", "mangystau", "2022-10-27")
CAME: dict[tuple[str, str, str], list[Person]] = {
    SESSION: listed("west_kz", 16, 18, 20, 21, range(42, 49)),
    CLASS: listed("mangystau", 1, 10, 17, 20, 23, 26, range(33, 43)),
    BRIEFING: listed("mangystau", range(10), range(34, 48)),
}
OF_TEAM_AND_GRANTOR: tuple[dict[str, object], ...] = tuple(
    {"name": name, "settlement": settlement, "category": category}
    for name, settlement, category in (
        ("Абенова Гульмира Сериковна", "г. Актау", "organiser"),
        ("Досжанов Ержан Маратович", "г. Актау", "organiser"),
        ("Сейтова Динара Болатовна", "г. Актау", "organiser"),
        ("Кенжебаева Мадина Ерлановна", "г. Астана", "grantor"),
        ("Юсупов Тимур Рашидович", "г. Астана", "grantor"),
    )
)
BROUGHT: dict[tuple[str, str, str], Proofs] = {
    SESSION: FULL_PAPERS,
    CLASS: {kind: 1 for kind in ONLINE_PAPERS if kind != "programme"},
    BRIEFING: {"presentation": 1, "signed_list": 1, "photo": 1},
}
FOUND, FOUND_ON = ("training", "almaty_obl", "2022-05-13"), date(2022, 10, 14)  # its list, behind a cupboard


def as_planned() -> list[Meeting]:
    """The planned ones with who came and what was brought."""
    known = {meeting.key: meeting for meeting in all_meetings() if meeting.status == "planned"}
    return [
        replace(
            known[key],
            status="held",
            people=tuple(CAME[key]),
            absent=(),
            proofs=BROUGHT[key],
            strangers=OF_TEAM_AND_GRANTOR if key == BRIEFING else (),
        )
        for key in CAME
    ]


def new() -> list[Meeting]:
    """The third presentation."""
    return [
        Meeting(
            "public_presentation",
            "I.1",
            "zhambyl",
            "г. Тараз",
            date(2022, 11, 18),
            "Публичная презентация: что изменилось в сёлах за восемь месяцев",
            "coordinator",
            people=tuple(listed("zhambyl", 0, 2, 5, 9, 17, 23, range(34, 50))),
            proofs={"presentation": 1, "signed_list": 1, "photo": 1},
        )
    ]
