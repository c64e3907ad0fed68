"""Answers to the extra fields of a region: checked, kept under `<plugin>.<key>`, shown also when the
plugin is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import attrgetter
from typing import Any

from flask import request
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup
from marshmallow.fields import Dict, String

from shared.clock import today
from shared.doors.errors import Invalid
from shared.doors.listing import QUIET, Column
from shared.i18n import LOCALES, format_short_date
from shared.plugins import filed, plugins
from shared.plugins.asking import in_words
from shared.plugins.lately import Lately
from shared.plugins.rulebook import Rulebook
from shared.plugins.specifications import FieldDef

TICKED = (True, "1", "true", "on")  # no other word is taken for a yes
COUNTED: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "number": Decimal}
Answers = dict[str, Any]
LINK = Markup('<a href="{}">{}</a>')
SAID = {"description": "Answers to the region's fields: {plugin.key: value}"}
LATELY = Lately[tuple[FieldDef, ...]]()


class ExtraFieldUnknown(Invalid):
    """This region has no extra field “%(key)s”. Known: %(known)s."""

    code = "extra_field_unknown"


class ExtraFieldRequired(Invalid):
    """Fill in “%(label)s”."""

    code = "extra_field_required"


class ExtraFieldWrong(Invalid):
    """“%(label)s” cannot be “%(value)s”."""

    code = "extra_field_wrong"


def answers_in() -> Dict:
    """The answers as a form or a tool sends them."""
    return Dict(keys=String(), load_default=dict, metadata=SAID)


def answers_out() -> Dict:
    """The answers as a tool reads them."""
    return Dict(metadata=SAID)


class ExtraFileLost(Invalid):
    """The file for “%(label)s” is no longer at hand. Choose it again."""

    code = "extra_file_lost"


class ExtraFileRefused(Invalid):
    """The file for “%(label)s” is not taken: %(why)s"""

    code = "extra_file_refused"


@dataclass(frozen=True)
class Asked:
    """Which form of which region asks, about a record of which day; `since` is the day the record was
    written down, where it was before today; with a `book` the region asks as it was kept."""

    region: str | None
    service: str
    entity: str
    subtype: str | None
    on_date: date
    since: date | None = None
    book: Rulebook | None = part(default=None, compare=False)

    def fields(self, saving: bool = False) -> list[FieldDef]:
        """What the region's plugins ask, nothing where there is no region, nor what was kept for all its
        days: it is erased and not asked again. When saving, a plugin that fails stops it. RuleUnavailable."""
        return [field for field in self.all(saving) if not self.is_past(field)]

    def all(self, saving: bool = False) -> list[FieldDef]:
        """What they ask, whether or not its days are over. RuleUnavailable."""
        if not self.region:
            return []
        return plugins().extra_fields(
            self.region, self.service, self.entity, self.subtype, self.on_date, saving, self.book
        )

    def until(self, field: FieldDef) -> date | None:
        """The last day an answer to this is kept, None: for good."""
        days = field.keep_days
        return None if days is None else (self.since or today()) + timedelta(days=days)

    def is_past(self, field: FieldDef) -> bool:
        """Whether the days are over for which an answer to this is kept."""
        until = self.until(field)
        return until is not None and today() > until


def check(asked: Asked, given: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Answers:
    """The answers to keep: those given, and of those `kept` before what nobody asks any more.
    Unknown, missing and wrong ones are refused by name, all of them at once."""
    return checked(asked.fields(saving=True), given, kept)


def checked(
    asked: Iterable[FieldDef], given: Mapping[str, Any], kept: Mapping[str, Any] | None = None
) -> Answers:
    """The answers to keep to these fields, which whoever takes many records has found out once."""
    fields = {field.key: field for field in asked}
    given = filed.read(fields.values(), given, kept or {})
    forgotten = {key: value for key, value in (kept or {}).items() if key not in fields}
    shown = {key: field for key, field in fields.items() if is_shown(field, given)}
    strange = [key for key in given if key not in fields and key not in forgotten]
    refuse([*(unknown(key, fields) for key in strange), *wrong(shown, given)])
    answers = {key: value for key, value in given.items() if key in shown and value not in (None, "")}
    return forgotten | answers


def refuse(found: Sequence[Invalid]) -> None:
    """Refuse for all that was found: as the first of it, the words of each beside its field."""
    if len(found) > 1:
        found[0].detail["fields"] = {str(each.field): each.message for each in found}
    if found:
        raise found[0]


def unknown(key: str, fields: Mapping[str, FieldDef]) -> Invalid:
    """Say that nobody here asks this."""
    return ExtraFieldUnknown(field=f"extra.{key}", key=key, known=", ".join(fields) or "–")


def is_shown(field: FieldDef, given: Mapping[str, Any]) -> bool:
    """Whether a field is asked, as the other answers stand."""
    return field.condition is None or given.get(field.condition[0]) == field.condition[1]


def own(values: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    here = {field.key for field in asked.fields()}
    return {**values, "extra": {key: value for key, value in values["extra"].items() if key in here}}


def wrong(fields: Mapping[str, FieldDef], given: Mapping[str, Any]) -> Iterator[Invalid]:
    """The answers that are missing or not of their field's type."""
    for key, field in fields.items():
        if refusal := refusal_of(field, given.get(key)):
            yield refusal


def refusal_of(field: FieldDef, value: Any) -> Invalid | None:
    """Why an answer cannot be kept, None where it can: what the field is called is mostly told to nobody."""
    if field.required and not value:
        return ExtraFieldRequired(**about_field(field))
    if isinstance(value, filed.Lost):
        about = about_field(field)
        return ExtraFileRefused(**about, why=value.why) if value.why else ExtraFileLost(**about)
    return ExtraFieldWrong(**about_field(field), value=value) if value and not fits(field, value) else None


def about_field(field: FieldDef) -> dict[str, Any]:
    """Which input a refusal is about, and what it is called."""
    return {"field": f"extra.{field.key}", "label": in_words(field.label)}


def fits(field: FieldDef, value: Any) -> bool:
    """Whether a value is of the field's type."""
    if field.type == "choice":
        return str(value) in {choice.value for choice in field.choices}
    if field.type == "checkbox":
        return value in TICKED
    try:
        if field.type == "number":
            return Decimal(str(value)).is_finite()
        return field.type != "date" or bool(date.fromisoformat(str(value)))
    except (ValueError, InvalidOperation):
        return False


def inputs(fields: Sequence[FieldDef], form: Any) -> list[dict[str, Any]]:
    """The fields as inputs of a form: {name, type, label, hint, required, options, value, error, when}."""
    values, known = form.value("extra", {}), {field.key for field in fields}
    kept = form.start.get("extra") or {}
    return [
        {
            "name": f"extra.{field.key}",
            "type": field.type,
            "label": in_words(field.label),
            "required": field.required,
            "hint": in_words(field.hint) if field.hint else "",
            "options": [(choice.value, in_words(choice.label)) for choice in field.choices],
            **standing(field, values.get(field.key, ""), kept.get(field.key)),
            "error": form.error(f"extra.{field.key}"),
            "when": "extra.{}:{}".format(*field.condition) if field.condition else "",
        }
        for field in fields
        if field.condition is None or field.condition[0] in known
    ]


def standing(field: FieldDef, value: Any, kept: Any) -> dict[str, Any]:
    """What stands in an input, {value, file}: for a file its ticket, or the hash of the one kept, and its
    name."""
    if field.type != filed.FILE:
        return {"value": value, "file": ""}
    name = filed.name_of(value, kept)
    carried = value["sha256"] if isinstance(value, dict) else value
    return {"value": carried if name else "", "file": name}


def on_form(asked: Asked, form: Any, folds: bool = False) -> dict[str, Any]:
    """What the part of a form with the region's fields shows; it asks its own page for itself. Where it
    `folds` it stays folded while none of it is needed, filled in or wrong."""
    fields = inputs(asked.fields(), form)
    said = any(field["required"] or field["value"] or field["error"] for field in fields)
    return {
        "extras": fields,
        "extras_region": asked.region or "",
        "extras_href": request.path,
        "extras_folded": folds and not said,
    }


def in_address() -> Answers:
    """The answers the address of a page says: what was typed so far into a form that follows its region."""
    mine = ((name, value) for name, value in request.args.items() if name.startswith("extra."))
    return {name.removeprefix("extra."): value for name, value in mine}


def alone() -> bool:
    """Whether htmx asks for the part with the region's fields alone."""
    return request.headers.get("HX-Target") == "extra"


def columns(
    asked_now: Iterable[Asked],
    kept: Iterable[str],
    of: Callable[[Any], Asked],
    answers: Callable[[Any], Mapping[str, Any]] = attrgetter("extra"),
) -> list[Column[Any]]:
    """Columns of a list: what plugins ask now, then what was answered before and nobody asks any more; `of`
    says what was asked about a row, `answers` what it answers."""
    fields = asked_lately(tuple(asked_now))
    labels = dict.fromkeys(kept, "") | {field.key: in_words(field.label) for field in fields}
    known = cache(lambda asked: {field.key: field for field in asked.all()})

    def said(key: str) -> Callable[[Any], Any]:
        return lambda row: counted(known(of(row)).get(key), answers(row).get(key, ""))

    return [
        Column(key=f"extra.{key}", label=labels[key] or key, said=said(key), width=24, **QUIET)
        for key in sorted(labels)
    ]


def asked_lately(forms: tuple[Asked, ...]) -> tuple[FieldDef, ...]:
    """What forms ask, as it was in these seconds. A list has a form for every type in every region, and its
    columns wait hidden until somebody chooses them: no plugin is asked anew at each page."""
    books = tuple(id(form.book) for form in forms)
    return LATELY.said((forms, books), lambda: tuple(field for form in forms for field in form.fields()))


def counted(field: FieldDef | None, answer: Any) -> Any:
    """An answer in words, as a day or as a number, by which a list can be sorted."""
    if field and answer and field.type in COUNTED and fits(field, answer):
        return COUNTED[field.type](str(answer))
    return cell(field, answer)


def cell(field: FieldDef | None, answer: Any) -> str:
    """An answer in words; as it was given when nobody asks any more."""
    return answer_words(field, answer) if field else plain(answer)


def plain(answer: Any) -> str:
    """An answer as it was given; of a file its name."""
    return str(answer["name"]) if isinstance(answer, dict) else str(answer)


def in_full(asked: Asked, row: Any) -> list[tuple[str, str]]:
    """Every field with its answer, (label, words); after them the answers nobody asks for now, under
    their keys."""
    known = {field.key: field for field in asked.all()}
    answers, href = row.extra, f"/{asked.service}/answers/{row.__tablename__}/{row.id}/"

    def said(key: str, field: FieldDef | None) -> str:
        words = cell(field, answers.get(key, ""))
        return LINK.format(href + key, words) if isinstance(answers.get(key), dict) else words

    mine = [(in_words(field.label), said(key, field)) for key, field in known.items()]
    return mine + [(key, said(key, None)) for key in sorted(answers) if key not in known]


def printed(asked: Asked, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What papers say of a record: (label, words) of the fields that are printed and answered."""
    said = ((field, answers.get(field.key)) for field in asked.all() if field.printed)
    return [(in_words(field.label), answer_words(field, answer)) for field, answer in said if answer]


def lasting(asked: Asked, answers: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What may stand in a text that is kept for good, by key: (label, words, "" where nothing was
    answered) of the fields that are printed, without those whose answers are to be erased."""
    return {
        field.key: (in_words(field.label), cell(field, answers.get(field.key, "")))
        for field in asked.all()
        if is_lasting(field)
    }


def told(asked: Asked, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What papers of another service say of a record, {label, words}, each by language: as `lasting`, without
    what nobody answered."""
    fields = [field for field in asked.all() if is_lasting(field) and answers.get(field.key)]
    return [
        {"label": dict(field.label), "words": in_each_language(field, answers[field.key])} for field in fields
    ]


def in_each_language(field: FieldDef, answer: Any) -> dict[str, str]:
    """An answer as it is read in every language."""
    said = {}
    for locale in LOCALES:
        with force_locale(locale):
            said[locale] = answer_words(field, answer)
    return said


def is_lasting(field: FieldDef) -> bool:
    """Whether an answer may stand on a paper that is kept for good."""
    return field.printed and field.keep_days is None


def answer_words(field: FieldDef, answer: Any) -> str:
    """An answer as it is read."""
    if field.type == "checkbox":
        return _("yes") if answer else ""
    if field.type == "date" and answer:
        return format_short_date(date.fromisoformat(str(answer)))
    words = {choice.value: in_words(choice.label) for choice in field.choices}
    return plain(answer) if isinstance(answer, dict) else words.get(answer, str(answer))
