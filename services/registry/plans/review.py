"""The review page's form: every value of the plan in one sheet, taken back row by row."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow import Schema, ValidationError

from services.registry.plans import operations
from services.registry.plans.models import Activity, Indicator, Plan
from services.registry.plans.queries import activities, indicators, open_doubts
from services.registry.plans.reader.values import read_value
from services.registry.plans.schemas import ActivityForm, IndicatorForm, PassportForm
from shared.errors import Refusal, invalid_fields
from shared.forms import given, words

Errors = dict[str, dict[str, str]]


def items(plan: Plan, errors: Errors, typed: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the page: `doubtful` first, then `sure`."""
    doubts = open_doubts(plan)
    rows = [item(indicator, doubts, errors.get(str(indicator.id), {}), typed) for indicator in indicators(plan)]
    return {"doubtful": [row for row in rows if row["doubts"] or row["errors"]],
            "sure": [row for row in rows if not row["doubts"] and not row["errors"]]}


def item(indicator: Indicator, doubts: list[dict[str, Any]], errors: dict[str, str], typed: Mapping[str, str]) -> dict[str, Any]:
    """One indicator beside its source."""
    about = [doubt["why"] for doubt in doubts if doubt.get("code") == indicator.code]
    row = {"id": str(indicator.id), "code": indicator.code, "where": indicator.source.get("where", ""), "doubts": about, "errors": errors,
           "source": " → ".join(filter(None, (indicator.source.get("indicator_text"), indicator.source.get("value_text")))),
           "settled": indicator.checked, "name": indicator.name, "comparator": indicator.comparator or "", "unit": indicator.unit or "",
           "target": plain(indicator.target), "clauses": [clause["text"] for clause in indicator.clauses],
           "measure": indicator.measure or "", "reading": reading(indicator)}
    kept = {
        name: typed[f"{row['id']}-{name}"] for name in ("name", "comparator", "target", "unit", "measure") if f"{row['id']}-{name}" in typed
    }
    return row | kept


def reading(indicator: Indicator) -> str:
    """How the value was read: "at least 210 человек"."""
    if indicator.target is None:
        return _("no target")
    return f"{comparators().get(indicator.comparator or '', '')} {plain(indicator.target)} {indicator.unit or ''}".strip()


def comparators() -> dict[str, str]:
    """The four conditions in words."""
    return {"at_least": _("at least"), "at_most": _("at most"), "exactly": _("exactly"), "between": _("between")}


def plain(value: Any) -> str:
    """A number as people type it."""
    return "" if value is None else f"{value.normalize():f}"


def save(plan: Plan, typed: Mapping[str, str]) -> Errors:
    """Take every row back; the errors by row, and then nothing is kept by the caller."""
    operations.refuse_locked(plan)
    errors: Errors = {}
    for indicator in indicators(plan):
        collect(errors, str(indicator.id), lambda row=indicator: save_indicator(plan, row, typed))
    for activity in activities(plan):
        collect(errors, str(activity.id), lambda row=activity: save_activity(plan, row, typed))
    collect(errors, "passport", lambda: save_passport(plan, typed))
    return errors


def collect(errors: Errors, key: str, step: Any) -> None:
    """Run one row's saving and keep its reasons."""
    try:
        step()
    except ValidationError as error:
        errors[key] = {name: words(text) for name, text in invalid_fields(error.messages).detail["fields"].items()}
    except Refusal as refusal:
        errors[key] = {refusal.field or "name": refusal.message}


def part(typed: Mapping[str, str], key: str, schema: Schema) -> dict[str, Any]:
    """The cleaned fields of one row; a number may be typed with spaces or a comma."""
    values = {name: typed[f"{key}-{name}"] for name in schema.fields if f"{key}-{name}" in typed}
    for name in ("target", "target_high", "cost", "amount"):
        if name in values:
            values[name] = "".join(values[name].split()).replace(",", ".")
    return schema.load(given(values))


def save_indicator(plan: Plan, indicator: Indicator, typed: Mapping[str, str]) -> None:
    """Correct one indicator if anything about it was changed or confirmed."""
    key = str(indicator.id)
    if f"{key}-name" not in typed:
        return
    values = part(typed, key, IndicatorForm())
    values["target_high"] = indicator.target_high
    values["clauses"] = clauses(indicator, typed.get(f"{key}-clauses", ""))
    changed = any(getattr(indicator, name) != value for name, value in values.items())
    if changed or typed.get(f"{key}-settled"):
        operations.correct_indicator(plan, indicator, values)


def clauses(indicator: Indicator, text: str) -> list[dict[str, Any]]:
    """Conditions by their lines: a known line keeps its meaning, a new one is read like the plan's own sentences."""
    known = {clause["text"]: clause for clause in indicator.clauses}
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return [known.get(line) or read_clause(line, indicator) for line in lines]


def read_clause(line: str, indicator: Indicator) -> dict[str, Any]:
    """A condition typed by a person; one that cannot be measured is kept as words."""
    found = read_value(line).conditions
    if not found:
        return {"kind": "words", "comparator": None, "value": None, "over": None, "text": line, "origin": "typed"}
    return found[0].over_regions(indicator.activity.regions).record() | {"text": line, "origin": "typed"}


def save_activity(plan: Plan, activity: Activity, typed: Mapping[str, str]) -> None:
    """Correct one line of the plan."""
    key = str(activity.id)
    if f"{key}-title" in typed:
        operations.correct_activity(plan, activity, part(typed, key, ActivityForm()))


def save_passport(plan: Plan, typed: Mapping[str, str]) -> None:
    """Correct the passport."""
    if "passport-topic" in typed:
        operations.correct_passport(plan, part(typed, "passport", PassportForm()))
