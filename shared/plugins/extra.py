"""Answers to the extra fields of a region: checked, kept under `<plugin>.<key>`, shown also when the
plugin is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from flask import request
from flask_babel import gettext as _

from shared.doors.errors import Invalid
from shared.doors.listing import QUIET, Column
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef

Answers = dict[str, Any]


class ExtraFieldUnknown(Invalid):
    """This region has no extra field “%(key)s”. Known: %(known)s."""

    code = "extra_field_unknown"


class ExtraFieldRequired(Invalid):
    """Fill in “%(label)s”."""

    code = "extra_field_required"


class ExtraFieldWrong(Invalid):
    """“%(label)s” cannot be “%(value)s”."""

    code = "extra_field_wrong"


@dataclass(frozen=True)
class Asked:
    """Which form of which region asks, about a record of which day."""

    region: str | None
    service: str
    entity: str
    subtype: str | None
    on_date: date

    def fields(self, saving: bool = False) -> list[FieldDef]:
        """What the region's plugins ask, nothing where there is no region; when saving, a plugin that fails
        stops it. RuleUnavailable."""
        if not self.region:
            return []
        return plugins().extra_fields(
            self.region, self.service, self.entity, self.subtype, self.on_date, saving=saving
        )


def check(asked: Asked, given: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Answers:
    """The answers to keep: those given, and of those `kept` before what nobody asks any more.
    Unknown and missing ones are refused by name."""
    fields = {field.key: field for field in asked.fields(saving=True)}
    forgotten = {key: value for key, value in (kept or {}).items() if key not in fields}
    for key in given:
        if key not in fields and key not in forgotten:
            raise ExtraFieldUnknown(field=f"extra.{key}", key=key, known=", ".join(fields) or "–")
    shown = {key: field for key, field in fields.items() if is_shown(field, given)}
    for field in shown.values():
        check_answer(field, given.get(field.key))
    answers = {key: value for key, value in given.items() if key in shown and value not in (None, "")}
    return forgotten | answers


def is_shown(field: FieldDef, given: Mapping[str, Any]) -> bool:
    """Whether a field is asked, as the other answers stand."""
    return field.condition is None or given.get(field.condition[0]) == field.condition[1]


def own(values: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    here = {field.key for field in asked.fields()}
    return {**values, "extra": {key: value for key, value in values["extra"].items() if key in here}}


def check_answer(field: FieldDef, value: Any) -> None:
    """Refuse an answer that is missing or not of the field's type."""
    if field.required and not value:
        raise ExtraFieldRequired(field=f"extra.{field.key}", label=in_words(field.label))
    if value and not fits(field, str(value)):
        raise ExtraFieldWrong(field=f"extra.{field.key}", label=in_words(field.label), value=value)


def fits(field: FieldDef, value: str) -> bool:
    """Whether a value is of the field's type."""
    if field.type == "choice":
        return value in {choice.value for choice in field.choices}
    try:
        if field.type == "number":
            return Decimal(value).is_finite()
        return field.type != "date" or bool(date.fromisoformat(value))
    except (ValueError, InvalidOperation):
        return False


def inputs(fields: Sequence[FieldDef], form: Any) -> list[dict[str, Any]]:
    """The fields as inputs of a form: {name, type, label, hint, required, options, value, error, when}."""
    values, known = form.value("extra", {}), {field.key for field in fields}
    return [
        {
            "name": f"extra.{field.key}",
            "type": field.type,
            "label": in_words(field.label),
            "required": field.required,
            "hint": in_words(field.hint) if field.hint else "",
            "options": [(choice.value, in_words(choice.label)) for choice in field.choices],
            "value": values.get(field.key, ""),
            "error": form.error(f"extra.{field.key}"),
            "when": "extra.{}:{}".format(*field.condition) if field.condition else "",
        }
        for field in fields
        if field.condition is None or field.condition[0] in known
    ]


def on_form(asked: Asked, form: Any) -> dict[str, Any]:
    """What the part of a form with the region's fields shows; it asks its own page for itself."""
    fields = inputs(asked.fields(), form)
    return {"extras": fields, "extras_region": asked.region or "", "extras_href": request.path}


def alone() -> bool:
    """Whether htmx asks for the part with the region's fields alone."""
    return request.headers.get("HX-Target") == "extra"


def columns(asked_now: Iterable[Asked], kept: Iterable[str], of: Callable[[Any], Asked]) -> list[Column[Any]]:
    """Columns of a list: what plugins ask now, then what was answered before and nobody asks any more; `of`
    says what was asked about a row."""
    fields = [field for asked in asked_now for field in asked.fields()]
    labels = dict.fromkeys(kept, "") | {field.key: in_words(field.label) for field in fields}
    known = cache(lambda asked: {field.key: field for field in asked.fields()})

    def said(key: str) -> Callable[[Any], str]:
        return lambda row: cell(known(of(row)).get(key), row.extra.get(key, ""))

    return [
        Column(key=f"extra.{key}", label=labels[key] or key, said=said(key), width=24, **QUIET)
        for key in sorted(labels)
    ]


def cell(field: FieldDef | None, answer: Any) -> str:
    """An answer in words; as it was given when nobody asks any more."""
    return answer_words(field, answer) if field else str(answer)


def in_full(fields: Sequence[FieldDef], answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every field with its answer, (label, words); after them the answers nobody asks for now, under
    their keys."""
    known = {field.key: field for field in fields}
    asked = [
        (in_words(field.label), answer_words(field, answers.get(key, ""))) for key, field in known.items()
    ]
    return asked + [(key, str(value)) for key, value in sorted(answers.items()) if key not in known]


def answer_words(field: FieldDef, answer: Any) -> str:
    """An answer as it is read."""
    if field.type == "checkbox":
        return _("yes") if answer else ""
    words = {choice.value: in_words(choice.label) for choice in field.choices}
    return words.get(answer, str(answer))
