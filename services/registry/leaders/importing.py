"""The leaders' pool out of a table: whom a row means is asked of the register, as for a list."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields as kinds
from sqlalchemy import select

from services.registry.db import db
from services.registry.leaders.models import Leader
from services.registry.leaders.operations import join_pool
from services.registry.leaders.queries import RECORD
from services.registry.leaders.schemas import LeaderFields
from services.registry.people.models import Person
from services.registry.people.operations.arrivals import expect_people, join_held
from services.registry.people.rules.phones import Phone
from services.registry.people.schemas import birth_year, readable
from services.registry.people.wording.facts import sexes
from services.registry.plans.queries import offered_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.queries import region_code
from services.registry.regions.wording import region_options
from shared.access import in_scope, require
from shared.imports.declaring import Brings, Field, Values, of_project, project_field, region_field
from shared.language.categories import LEADER, SEXES
from shared.sameness import as_place, as_said
from shared.validation import Length, OneOf, Words

OF_PERSON = ("name", "sex", "birth_year", "settlement", "phone")


class LeaderRow(LeaderFields):
    """Somebody who joined, by what a table says of him."""

    project_id = kinds.UUID(required=True)
    region = kinds.String(required=True, error_messages={"required": "Choose the region."})
    name = kinds.String(required=True, validate=[Length(2, 200), readable])
    settlement = Words(200, load_default="")
    sex = kinds.String(load_default=None, validate=OneOf(SEXES))
    birth_year = kinds.Integer(load_default=None, validate=birth_year)
    phone = Phone(load_default=None)


def names() -> Mapping[str, str]:
    """Projects somebody can join the pool of."""
    return {str(key): name for key, name in project_names(offered_projects(RECORD)).items()}


def fields(about: Any) -> Sequence[Field]:
    """What is said of a leader."""
    return [*of_person(), *of_training()]


def of_person() -> list[Field]:
    """Who it is."""
    who = ("ФИО", "Ф.И.О.", "ФИО лидера", "Лидер", "Аты-жөні", "Көшбасшы", "Leader")
    return [
        Field(key="name", label=_("Name"), also=who),
        *project_field(names()),
        region_field(_("Region"), dict(region_options(None))),
        Field(
            key="settlement", label=_("Settlement"), also=("Село", "Населённый пункт", "Ауыл", "Елді мекен")
        ),
        Field(key="birth_year", label=_("Birth year"), also=("Год рождения", "Г.р.", "Туған жылы")),
        Field(key="sex", label=_("Sex"), also=("Жынысы",), words=sexes()),
        Field(
            key="phone",
            label=_("Phone"),
            also=("Контактный телефон", "Контакты", "Байланыс телефоны"),
            personal=True,
        ),
    ]


def of_training() -> list[Field]:
    """Since when, after which training, about what, and whether he may be contacted."""
    trainings = ("Тренинг", "Тема тренинга", "Какой тренинг прошёл", "Обучение", "Оқыту", "Семинар")
    days = ("Дата тренинга", "Дата обучения", "Тренинг күні")
    agreed = ("Дата согласия", "Согласие на контакт", "Келісім күні")
    return [
        Field(key="joined_on", label=_("Joined on"), also=("Дата вступления", "Вступил", "Қосылған күні")),
        Field(key="learned_at", label=_("After which training"), also=trainings, for_all=True),
        Field(key="trained_on", label=_("Day of the training"), also=days, for_all=True),
        Field(key="topics", label=_("Topics"), also=("Тематика", "Темы обучения", "Тақырыптары")),
        Field(key="agreed_on", label=_("Agreed to be contacted on"), also=agreed),
    ]


def arrange(about: Any, values: Values) -> Values:
    """The only open project, where there is no other."""
    return of_project(values, names())


def stands(about: Any, values: Values) -> Leader | None:
    """Whoever is in the pool by this name in this region, of this village where one is said."""
    name, region = values.get("name"), values.get("region")
    if not (name and region and in_scope(RECORD, region)):
        return None
    mine = [Leader.region == region, Leader.left_because.is_(None), as_said(Person.name) == as_said(name)]
    if project := values.get("project_id"):
        mine.append(Leader.project_id == uuid.UUID(project))
    if village := values.get("settlement"):
        mine.append(as_place(Person.settlement) == as_place(village))
    joined = select(Leader).join(Person, Person.id == Leader.person_id).where(*mine)
    found = db.session.scalars(joined.limit(2)).all()
    return found[0] if len(found) == 1 else None


def enter(about: Any, values: Values, found: Any) -> Leader:
    """Let one join: a person of the register, or one who is added to it."""
    region = region_code(values["region"])
    require(RECORD, region)
    said = {name: values.pop(name) for name in (*OF_PERSON, "region")}
    person = {name: said[name] or None for name in OF_PERSON} | {"category": LEADER}
    arrival = expect_people([person], region)
    (who,) = join_held(arrival)
    return join_pool(values | {"person_id": who["person_id"]})


IMPORTED = Brings(
    noun="leaders",
    permission=RECORD,
    table=Leader,
    title=lambda: _("Leaders’ pool"),
    fields=fields,
    schema=lambda about: LeaderRow(),
    enter=enter,
    home=lambda about: "/registry/leaders",
    stands=stands,
    same={name: attrgetter(name) for name in ("joined_on", "learned_at", "trained_on", "topics")},
    arrange=arrange,
    undone=attrgetter("left_because"),
)
