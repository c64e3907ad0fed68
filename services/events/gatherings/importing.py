"""Gatherings of past months out of a table: what the form of one asks. Who took part comes in as a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy import select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import asked_now, record_gathering
from services.events.gatherings.schemas import GatheringForm
from services.events.gatherings.wording.names import gathering_statuses, gathering_types, modes
from services.events.projects.queries import outside_project, projects
from services.events.projects.wording import open_projects, region_options
from shared.access import in_scope
from shared.doors.days import day_of
from shared.doors.errors import Conflict
from shared.i18n import format_period, format_short_date
from shared.imports.cells import read_day
from shared.imports.declaring import (
    Brings,
    Field,
    Values,
    activity_field,
    kazakh_field,
    of_project,
    project_field,
    region_field,
)
from shared.imports.regional import question_fields, with_answers
from shared.language.evidence import PROGRAMME
from shared.language.gatherings import ALL, HELD, OFFLINE, ONLINE, PLANNED
from shared.projects import activity_of
from shared.sameness import as_place, is_called

RECORD, OF_ANOTHER = "gathering.record", ("like", PROGRAMME)
BEGINS = ("Мерзімі", "Дата начала", "Начало", "Басталу күні", "Басталуы")  # of a day, else where one stands
FROM_TO = re.compile(r"(.+\d{4}\D*?)\s*[–—-]\s*(.+\d{4}\D*)")
WITHIN_MONTH = re.compile(r"(\d{1,2})\s*[–—-]\s*(\d{1,2})([./\s].+)")
MODES_SPELT = {"очно": OFFLINE, "оффлайн": OFFLINE, "бетпе бет": OFFLINE, "zoom": ONLINE, "зум": ONLINE}
STATUSES_SPELT = dict.fromkeys(("состоялось", "да", "өтті"), HELD) | dict.fromkeys(
    ("будет", "план", "запланировано", "планируется", "жоспарланған", "planned"), PLANNED
)


class HeldOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "held_outside_project"


class HeldOutsidePeriod(Conflict):
    """The day is outside the period of activity %(code)s: %(period)s.
    Is it right? Then say so and save it."""

    code = "held_outside_period"


def columns(about: Any) -> Sequence[Field]:
    """What is said of a gathering."""
    titles = (
        "Название",
        "Наименование",
        "Название мероприятия",
        "Тема мероприятия",
        "Іс-шара атауы",
        "Тема",
        "Мероприятие",
        "Іс шара",
    )
    days = ("Дата", "Дата проведения", "Дата мероприятия", "Сроки", "Күні", "Өткізілген күні", *BEGINS)
    ends = ("Дата окончания", "Последний день", "Аяқталу күні", "Соңғы күні", "Last day")
    types = ("Тип", "Түрі", "Тип мероприятия", "Вид", "Вид мероприятия", "Формат мероприятия", "Іс-шара түрі")
    return [
        Field(key="title", label=_("Gathering"), also=titles),
        kazakh_field(),
        *project_field(open_projects(RECORD)),
        Field(key="days", label=_("Date"), also=days, read=read_days, needed=True),
        Field(key="ends_on", label=_("Last day"), also=ends, read=read_day),
        Field(
            key="type",
            label=_("Type"),
            also=types,
            words=gathering_types(),
            read=read_type,
            for_all=True,
            needed=True,
        ),
        activity_field(projects.all_open()),
        *of_place(),
        *of_holding(),
        *question_fields(field for form in asked_now("gathering.record") for field in form.fields()),
    ]


def of_place() -> list[Field]:
    """Where people met."""
    villages = ("Село", "Населённый пункт", "Место проведения", "Место", "Ауыл", "Өткізілген орны")
    return [
        region_field(_("Region"), dict(region_options(None))),
        Field(key="settlement", label=_("Settlement"), also=villages, for_all=True),
    ]


def of_holding() -> list[Field]:
    """How they met, who led it, whether it has taken place."""
    ways = ("Формат", "Форма проведения", "Формат проведения", "Өткізу түрі")
    leaders = ("Тренер", "Тренеры", "Спикер", "Ведущий", "Кто провёл", "Жаттықтырушы", "Спикерлер")
    states = ("Статус", "Состоялось", "Күйі")
    return [
        Field(key="mode", label=_("Format"), also=ways, words=modes(), more=MODES_SPELT, for_all=True),
        Field(key="trainers", label=_("Who led it"), also=leaders, read=read_trainers, for_all=True),
        Field(
            key="status",
            label=_("State"),
            also=states,
            words={name: gathering_statuses()[name] for name in (PLANNED, HELD)},
            more=STATUSES_SPELT,
            for_all=True,
        ),
    ]


def read_days(text: str) -> str:
    """A day, or the first and the last of several: «12.04.2022 – 13.04.2022», «12–13 апреля 2022 г.»."""
    if found := WITHIN_MONTH.fullmatch(text.strip()):
        first, last = found[1] + found[3], found[2] + found[3]
    else:
        pair = FROM_TO.fullmatch(text.strip())
        first, last = (pair[1], pair[2]) if pair else (text, text)
    return " – ".join(dict.fromkeys(written(read_day(day)) for day in (first, last)))


def written(day: str) -> str:
    """A day as people write it."""
    return f"{date.fromisoformat(day):%d.%m.%Y}"


def read_type(text: str) -> str | None:
    """The one type whose words stand in a text; None for none and for several, or for what it was not."""
    if re.search(r"\b(?:не|без|вместо|кроме|not|no(?!\.? ?[0-9]))\b", text.casefold()):
        return None
    found = [one.name for one in ALL if one.named and re.search(one.named, text.casefold())]
    return found[0] if len(found) == 1 else None


def read_trainers(text: str) -> str:
    """Those who led it, a line each."""
    return "\n".join(part.strip() for part in re.split(r"[;\n]+", text) if part.strip())


def arrange(about: Any, values: Values) -> Values:
    """The days as the form asks for them."""
    first, _dash, last = str(values.get("days", "")).partition(" – ")
    days = {"starts_on": day_of(first), "ends_on": day_of(last) or values.get("ends_on")}
    said = with_answers(values) | {name: f"{day}" for name, day in days.items() if day}
    return of_project(said, open_projects(RECORD))


def stands(about: Any, values: Values) -> Gathering | None:
    """The gathering that is meant: of this title in either language, day and region, and of this village."""
    if not all(values.get(name) for name in ("title", "starts_on", "region")):
        return None
    same = [
        is_called(values["title"], Gathering.title, Gathering.title_kk),
        Gathering.starts_on == date.fromisoformat(values["starts_on"]),
        Gathering.region == values["region"],
    ]
    if village := values.get("settlement"):
        same.append(as_place(Gathering.settlement) == as_place(village))
    found = db.session.scalar(select(Gathering).where(*same).order_by(Gathering.id).limit(1))
    return found if found and in_scope(RECORD, found.region) else None


class BroughtGathering(GatheringForm):
    """A gathering out of a table: the form shows an odd day at once, of a row it is asked."""

    outside = fields.Boolean(load_default=False)


def enter(about: Any, values: Values, found: Any) -> Gathering:
    """Record one whose days are right or were answered."""
    said = {name: value for name, value in values.items() if name not in OF_ANOTHER}
    if not said.pop("outside"):
        check_days(said)
    return record_gathering(said)


def check_days(values: Values) -> None:
    """Ask about a day outside the project, or outside the activity's period; HeldOutsideProject,
    HeldOutsidePeriod, ProjectClosed, ActivityUnknown."""
    project, days = projects.open(values["project_id"]), (values["starts_on"], values["ends_on"])
    for day in filter(None, days):
        if outside_project(project, day):
            raise HeldOutsideProject(field="days", day=format_short_date(day))
    activity = activity_of(project, values["activity"])
    first, last = activity.period_from, activity.period_to
    if first and last and not all(first <= day <= last for day in days if day):
        period = format_period(first, last)
        raise HeldOutsidePeriod(field="days", code=activity.code, period=period)


IMPORTED = Brings(
    noun="gatherings",
    permission=RECORD,
    table=Gathering,
    title=lambda: _("Gatherings"),
    fields=columns,
    schema=lambda about: BroughtGathering(),
    enter=enter,
    home=lambda about: "/events/gatherings",
    stands=stands,
    same={name: attrgetter(name) for name in ("type", "mode", "status")},
    asks={
        "gathering_recorded": "again",
        "held_outside_project": "outside",
        "held_outside_period": "outside",
    },
    arrange=arrange,
)
