"""Initiative groups of past months out of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.db import db
from services.registry.groups.models import Group
from services.registry.groups.operations import record_group
from services.registry.groups.queries import RECORD, same_place
from services.registry.groups.schemas import GroupForm
from services.registry.plans.queries import offered_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import in_scope
from shared.imports.declaring import (
    Brings,
    Field,
    Values,
    kazakh_field,
    of_project,
    project_field,
    region_field,
)
from shared.sameness import is_called

BETWEEN = re.compile(r"[\n;,]+")


def names() -> Mapping[str, str]:
    """Projects something new can be recorded for."""
    return {str(key): name for key, name in project_names(offered_projects(RECORD)).items()}


def fields(about: Any) -> Sequence[Field]:
    """What is said of a group."""
    called = (
        _("Group"),
        "Наименование инициативной группы",
        "Название ИГ",
        "Название инициативной группы",
        "Инициативная группа",
        "Топ атауы",
        "Бастамашыл топ атауы",
    )
    days = ("Дата создания", "Дата основания", "Дата протокола", "Құрылған күні")
    leaders = ("Лидер", "ФИО лидера", "Руководитель группы", "Топ жетекшісі", "Топ көшбасшысы", "Көшбасшы")
    return [
        Field(key="name", label=_("Name of the group"), also=called),
        kazakh_field("name"),
        *project_field(names()),
        region_field(_("Region"), dict(region_options(None))),
        Field(
            key="settlement", label=_("Settlement"), also=("Село", "Населённый пункт", "Ауыл", "Елді мекен")
        ),
        Field(key="problem", label=_("Problem"), also=("Решаемая проблема", "Мәселе", "Шешетін мәселе")),
        kazakh_field("problem", _("Problem")),
        Field(key="formed_on", label=_("Founded on"), also=days),
        Field(key="leader_name", label=_("Leader of the group"), also=leaders),
        Field(key="members", label=_("Members"), also=("Состав", "Члены группы", "Участники", "Мүшелері")),
    ]


def arrange(about: Any, values: Values) -> Values:
    """Members stand in one cell, between commas or in lines of their own."""
    said = of_project(values, names())
    listed = BETWEEN.split(said["members"]) if said.get("members") else []
    return {**said, "members": "\n".join(name.strip() for name in listed)}


def stands(about: Any, values: Values) -> Group | None:
    """The group that is meant: of this name in this region, in this village where one is said."""
    if not (values.get("name") and values.get("region") and in_scope(RECORD, values["region"])):
        return None
    named = select(Group).where(
        is_called(values["name"], Group.name, Group.name_kk),
        Group.region == values["region"],
        Group.withdrawn_because.is_(None),
    )
    village = values.get("settlement")
    found = [one for one in db.session.scalars(named) if not village or same_place(one.settlement, village)]
    return found[0] if len(found) == 1 else None


def enter(about: Any, values: Values, found: Any) -> Group:
    """Write one down."""
    return record_group(values)


IMPORTED = Brings(
    noun="groups",
    permission=RECORD,
    table=Group,
    title=lambda: _("Initiative groups"),
    fields=fields,
    schema=lambda about: GroupForm(),
    enter=enter,
    home=lambda about: "/registry/groups",
    stands=stands,
    same={name: attrgetter(name) for name in ("formed_on", "problem")},
    asks={"formed_outside_project": "outside", "group_too_small": "few", "group_known": "again"},
    arrange=arrange,
    undone=attrgetter("withdrawn_because"),
)
