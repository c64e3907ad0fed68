"""Village plans out of a table: a row begins a village's plan; its parts and its approval stay deeds of
their own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.registry.db import db
from services.registry.plans.queries import offered_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.operations import begin_plan
from services.registry.village_plans.queries import RECORD, place_key
from services.registry.village_plans.schemas import VillagePlanIn
from shared.access import in_scope
from shared.imports.declaring import Brings, Field, Values, of_project, project_field, region_field


def names() -> Mapping[str, str]:
    """Projects something new can be recorded for."""
    return {str(key): name for key, name in project_names(offered_projects(RECORD)).items()}


def fields(about: Any) -> Sequence[Field]:
    """What is said of a plan itself."""
    villages = ("Село", "Населённый пункт", "Сельский округ", "Ауыл", "Елді мекен", _("Settlement"))
    goals = ("Цель плана", "Цель", "Мақсаты", "Жоспардың мақсаты")
    formed = ("Дата создания рабочей группы", "Рабочая группа создана", "Жұмыс тобы құрылған күн")
    return [
        Field(key="settlement", label=_("Village"), also=villages),
        *project_field(names()),
        region_field(_("Region"), dict(region_options(None))),
        Field(key="goal", label=_("Goal of the plan"), also=goals),
        Field(key="goal_kk", label=_("Goal of the plan, in Kazakh"), also=("Цель плана на казахском",)),
        Field(key="group_formed_on", label=_("Working group formed on"), also=formed),
    ]


def arrange(about: Any, values: Values) -> Values:
    """The only open project, where there is no other."""
    return of_project(values, names())


def stands(about: Any, values: Values) -> VillagePlan | None:
    """The plan that is meant: of this village in this region."""
    village, region = values.get("settlement"), values.get("region")
    if not (village and region and in_scope(RECORD, region)):
        return None
    mine = [VillagePlan.place_key == place_key(village), VillagePlan.region == region]
    if project := values.get("project_id"):
        mine.append(VillagePlan.project_id == uuid.UUID(project))
    standing = select(VillagePlan).where(*mine, VillagePlan.withdrawn_because.is_(None))
    return db.session.scalar(standing.limit(1))


def enter(about: Any, values: Values, found: Any) -> VillagePlan:
    """Begin one."""
    return begin_plan(values)


IMPORTED = Brings(
    noun="village-plans",
    permission=RECORD,
    table=VillagePlan,
    title=lambda: _("Village plans"),
    fields=fields,
    schema=lambda about: VillagePlanIn(),
    enter=enter,
    home=lambda about: "/registry/village-plans",
    stands=stands,
    same={name: attrgetter(name) for name in ("goal", "goal_kk", "group_formed_on")},
    arrange=arrange,
    undone=attrgetter("withdrawn_because"),
)
