"""Applications that came on paper before, out of a table."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.grants.applications.models import Application
from services.grants.applications.operations import SAME_PAPER, by_book, register_application
from services.grants.applications.schemas import ApplicationIn
from services.grants.contests.models import Contest
from services.grants.contests.queries.contests import get_contest
from services.grants.contests.queries.funds import visible_funds
from services.grants.contests.queries.reach import may
from services.grants.db import db
from services.grants.directions.queries import directions_of
from services.grants.projects.wording import region_name
from services.grants.rulebooks.queries import books_of
from shared.clock import today
from shared.imports.declaring import Brings, Field, Values, region_field
from shared.imports.regional import question_fields, with_answers
from shared.sameness import as_said
from shared.spoken import title_in

SAME = (
    "direction_id",
    "group_name",
    "leader_name",
    "title",
    "region",
    "settlement",
    "requested",
    "registered_on",
)


def contest(contest_id: uuid.UUID) -> Contest:
    """The contest whose applications they are; NotFound."""
    return get_contest(contest_id)


def fields(about: Contest) -> Sequence[Field]:
    """What stands on the paper, and the number that our own list gives."""
    regions = {fund.region: region_name(fund.region) for fund in visible_funds(about.id)}
    return [
        Field(
            key="number", label=_("Number"), also=("№ заявки", "Номер заявки", "Өтінім нөмірі", "Өтінім №")
        ),
        region_field(_("Region"), regions),
        Field(
            key="group_name",
            label=_("Group"),
            also=(
                _("Initiative group"),
                "Наименование инициативной группы",
                "Название ИГ",
                "ИГ",
                "Бастамашыл топ",
            ),
        ),
        Field(
            key="leader_name",
            label=_("Leader of the group"),
            also=(
                "Лидер",
                "ФИО лидера",
                "Руководитель группы",
                "ФИО руководителя",
                "Топ жетекшісі",
                "Жетекші",
            ),
        ),
        Field(
            key="settlement",
            label=_("Settlement"),
            also=("Село", "Населённый пункт", "Ауыл", "Елді мекен"),
        ),
        Field(
            key="title",
            label=_("Title of the project"),
            also=("Название проекта", "Наименование проекта", "Проект", "Жоба атауы"),
        ),
        Field(
            key="problem",
            label=_("Which problem it solves"),
            also=("Описание проблемы", "Проблема", "Мәселе"),
        ),
        *of_direction(about),
        *of_intake(),
        *of_regions(about, regions),
    ]


def of_regions(about: Contest, regions: Iterable[str]) -> list[Field]:
    """What the regions ask by the rules the contest keeps."""
    books, day = books_of(about.id), today()
    asked = (by_book(books.get(region), region, day) for region in regions)
    return question_fields(field for form in asked for field in form.fields())


def of_direction(about: Contest) -> list[Field]:
    """What of the contest it goes to, where the contest has directions."""
    known = directions_of(about)
    names = {str(one.id): title_in(one.title, one.title_kk) for one in known}
    more = {title: str(one.id) for one in known for title in (one.title, one.title_kk) if title}
    also = ("Направление конкурса", "Направление проекта", "Бағыты", "Бағыт")
    one = Field(key="direction_id", label=_("Direction"), also=also, words=names, more=more)
    return [one] if names else []


def of_intake() -> list[Field]:
    """How much is asked for, and when the paper came."""
    sums = ("Сумма", "Запрашиваемая сумма", "Запрошено", "Сумма заявки", "Сұралған сома")
    days = ("Дата подачи", "Дата регистрации", "Дата поступления", "Дата", "Түскен күні")
    return [
        Field(key="requested", label=_("Requested"), also=sums),
        Field(key="registered_on", label=_("Received"), also=days, needed=True),
    ]


def stands(about: Contest, values: Values) -> Application | None:
    """The application that is meant: of the number our own list gave it, else of the same paper."""
    mine = select(Application).where(Application.contest_id == about.id)
    if number := values.get("number"):
        if found := db.session.scalar(mine.where(Application.number == number)):
            return within_reach(about, found)
    if not all(values.get(name) for name in (*SAME_PAPER, "region", "registered_on")):
        return None
    same = [as_said(getattr(Application, name)) == as_said(values[name]) for name in SAME_PAPER]
    exact = (
        Application.region == values["region"],
        Application.registered_on == date.fromisoformat(values["registered_on"]),
    )
    return within_reach(about, db.session.scalar(mine.where(*same, *exact).limit(1)))


def within_reach(about: Contest, found: Application | None) -> Application | None:
    """The application, where the actor may register others beside it; of another region's nothing is said."""
    return found if found and may("application.register", about.id, found.region) else None


def enter(about: Contest, values: Values, found: Any) -> Application:
    """Register one under the next number of its region."""
    return register_application(about, values)


IMPORTED = Brings(
    noun="applications",
    permission="application.register",
    table=Application,
    title=lambda: _("Applications"),
    fields=fields,
    schema=lambda about: ApplicationIn(),
    enter=enter,
    home=lambda about: f"/grants/contests/{about.id}/applications",
    stands=stands,
    same={name: attrgetter(name) for name in SAME},
    asks={"application_entered": "again", "over_cap": "over_cap"},
    arrange=lambda about, values: with_answers(values),
    about=contest,
    of="contest_id",
    undone=lambda made: made.status == "withdrawn",
)
