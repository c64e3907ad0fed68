"""The region's own questions about an application: on the form, on the page, in the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.grants.applications.models import Application
from services.grants.applications.operations import asked, asked_of, by_book
from services.grants.applications.queries import ListedApplication, contest_of
from services.grants.contests.models import Contest
from services.grants.directions.queries import get_direction
from services.grants.rulebooks.queries import books_of
from shared.clock import local_day, today
from shared.doors.days import day_of
from shared.doors.form import Form
from shared.doors.listing import Column
from shared.plugins import extra
from shared.spoken import title_of


def questions(contest: Contest, region: str, form: Form, kept: Application | None = None) -> dict[str, Any]:
    """What the part of the form with the region's fields shows."""
    since, day = local_day(kept.created_at) if kept else None, day_of(str(form.value("registered_on")))
    return extra.on_form(asked(contest, region, day or today(), since), form)


def own(contest: Contest, values: dict[str, Any]) -> dict[str, Any]:
    """The values without answers to questions of another region."""
    return extra.own(values, asked(contest, values["region"], values["registered_on"] or today()))


def answered(application: Application) -> list[tuple[str, str]]:
    """The region's fields of an application with their answers, (label, answer)."""
    return extra.in_full(asked_of(application), application)


def direction_of(application: Application) -> str:
    """What of its contest an application goes to, "" where it does not say."""
    chosen = application.direction_id
    return title_of(get_direction(contest_of(application), chosen)) if chosen else ""


def columns(contest: Contest, regions: Iterable[str], kept: Iterable[str]) -> list[Column[ListedApplication]]:
    """Columns of the list: what the plugins of these regions ask in the contest, and what was answered
    before."""
    books = books_of(contest.id)

    def of(region: str, day: date) -> extra.Asked:
        return by_book(books.get(region), region, day)

    now = [of(region, today()) for region in regions]
    return extra.columns(now, kept, lambda row: of(row.region, row.registered_on))
