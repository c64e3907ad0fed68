"""The region's own questions about an application: on the form, on the page, in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from flask import request

from services.grants.applications.models import Application
from services.grants.applications.operations import asked
from services.grants.applications.queries import ListedApplication
from shared.clock import today
from shared.doors.days import day_of
from shared.doors.form import Form
from shared.doors.listing import QUIET, Column
from shared.plugins import extra
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef

Fields = Callable[[str, date], dict[str, FieldDef]]


def questions(region: str, form: Form) -> dict[str, Any]:
    """What the part of the form with the region's fields shows; it asks its own page for itself."""
    fields = asked(region, day(form.value("registered_on"))).fields() if region else []
    return {
        "extras": extra.inputs(fields, form),
        "extras_region": region,
        "extras_href": request.path,
    }


def day(text: Any) -> date:
    """The typed day, or today while it is not one."""
    return day_of(str(text)) or today()


def own(values: dict[str, Any]) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    here = {field.key for field in asked(values["region"], values["registered_on"] or today()).fields()}
    return {**values, "extra": {key: value for key, value in values["extra"].items() if key in here}}


def answered(application: Application) -> list[tuple[str, str]]:
    """The region's fields of an application with their answers, (label, answer)."""
    return extra.in_full(fields_of(application.region, application.registered_on), application.extra)


def fields_of(region: str, on_date: date) -> list[FieldDef]:
    """What the region's plugin asks about applications of that day."""
    return asked(region, on_date).fields()


def columns(regions: Iterable[str], kept: Iterable[str]) -> list[Column[ListedApplication]]:
    """Columns of the list: what the plugins of these regions ask now,
    then what was answered before and nobody asks any more."""
    asked_now = [field for region in regions for field in fields_of(region, today())]
    labels = dict.fromkeys(kept, "") | {field.key: in_words(field.label) for field in asked_now}
    fields = cache(fields_by_key)
    return [column(key, labels[key] or key, fields) for key in sorted(labels)]


def column(key: str, label: str, fields: Fields) -> Column[ListedApplication]:
    """The answers to one question, in words."""

    def answer(row: ListedApplication) -> str:
        return cell(fields(row.region, row.registered_on).get(key), row.extra.get(key, ""))

    return Column(key=f"extra.{key}", label=label, said=answer, width=24, **QUIET)


def fields_by_key(region: str, on_date: date) -> dict[str, FieldDef]:
    """What the region's plugin asks about applications of that day."""
    return {field.key: field for field in fields_of(region, on_date)}


def cell(field: FieldDef | None, answer: Any) -> str:
    """An answer in words; as it was given when nobody asks any more."""
    return extra.answer_words(field, answer) if field else str(answer)
