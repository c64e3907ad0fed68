"""Centres out of a table: those that opened before, with their day, and those that are planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.centres.operations.opening import asked, open_centre, plan_centre
from services.registry.centres.schemas import CentreRow
from services.registry.db import db
from services.registry.plans.queries import offered_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import in_scope, scope
from shared.clock import today
from shared.imports.declaring import (
    Brings,
    Field,
    Values,
    kazakh_field,
    of_project,
    project_field,
    region_field,
)
from shared.imports.regional import question_fields, with_answers
from shared.plugins.extra import Asked
from shared.sameness import as_place, is_called

OPEN = "centre.open"


def names() -> Mapping[str, str]:
    """Projects something new can be recorded for."""
    return {str(key): name for key, name in project_names(offered_projects(OPEN)).items()}


def fields(about: Any) -> Sequence[Field]:
    """What is known of a centre."""
    called = (
        "Наименование центра",
        "Название центра",
        "Наименование",
        "Название",
        "Общественный центр",
        "Орталық атауы",
    )
    return [
        Field(key="name", label=_("Centre"), also=called),
        kazakh_field("name"),
        *project_field(names()),
        region_field(_("Region"), dict(region_options(None))),
        *place(),
        *people(),
        *opening(),
        *question_fields(field for form in asked_now() for field in form.fields()),
    ]


def place() -> list[Field]:
    """Where it stands."""
    villages = ("Село", "Населённый пункт", "Ауыл", "Елді мекен")
    addresses = ("Адрес центра", "Место нахождения", "Мекенжай", "Мекенжайы")
    return [
        Field(key="settlement", label=_("Settlement"), also=villages),
        Field(key="address", label=_("Address"), also=addresses),
    ]


def people() -> list[Field]:
    """Whose it is, who works there and when."""
    hosts = ("Принимающая организация", "На базе", "Организация", "Қабылдаушы ұйым")
    workers = ("Оператор", "Ответственный", "Консультант", "Жауапты", "Сотрудник центра")
    contacts = ("Телефон", "Контакты", "Контактный телефон", "Байланыс", "Телефоны")
    return [
        Field(key="host", label=_("Host organisation"), also=hosts),
        kazakh_field("host", _("Host organisation")),
        Field(key="operator", label=_("Who works there"), also=workers),
        Field(key="contacts", label=_("How to reach it"), also=contacts),
        Field(key="hours", label=_("Opening hours"), also=("График работы", "Режим работы", "Жұмыс кестесі")),
        kazakh_field("hours", _("Opening hours")),
    ]


def opening() -> list[Field]:
    """Since when it is open, and by which act."""
    days = ("Дата открытия", "Открыт с", "Ашылған күні")
    acts = ("Акт", "Номер акта", "Реквизиты акта", "Ашу актісі")
    return [
        Field(key="opened_on", label=_("Opened"), also=days),
        Field(key="act", label=_("Opening act, number and day"), also=acts),
    ]


def asked_now() -> list[Asked]:
    """What the plugins of the actor's regions ask about a centre today."""
    return [asked(code, today()) for code, _name in region_options(scope(OPEN))]


def arrange(about: Any, values: Values) -> Values:
    """The only open project, where there is no other; the answers of a row together."""
    return with_answers(of_project(values, names()))


def stands(about: Any, values: Values) -> Centre | None:
    """The centre that is meant: of this name in this settlement of a region."""
    name, village, region = (values.get(key) for key in ("name", "settlement", "region"))
    if not (name and village and region and in_scope(OPEN, region)):
        return None
    mine = is_called(name, Centre.name, Centre.name_kk), as_place(Centre.settlement) == as_place(village)
    return db.session.scalar(select(Centre).where(*mine, Centre.region == region).limit(1))


def enter(about: Any, values: Values, found: Any) -> Centre:
    """Write one down; one that has its day is open since."""
    opened = {name: values.pop(name, None) for name in ("opened_on", "act")}
    centre = plan_centre(values.pop("project_id"), {**values, "act": opened["act"]})
    return open_centre(centre, opened) if opened["opened_on"] else centre


IMPORTED = Brings(
    noun="centres",
    permission=OPEN,
    table=Centre,
    title=lambda: _("Community centres"),
    fields=fields,
    schema=lambda about: CentreRow(),
    enter=enter,
    home=lambda about: "/registry/centres",
    stands=stands,
    arrange=arrange,
    same={name: attrgetter(name) for name in ("host", "opened_on")},
)
