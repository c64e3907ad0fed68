"""The review page's form: every value of the plan in one sheet, taken back row by row."""

from __future__ import annotations

from typing import Any

from services.registry.drafts.forms import passport
from services.registry.drafts.forms.clauses import clauses_from
from services.registry.drafts.forms.fields import Errors, Typed, collect, in_order, part
from services.registry.drafts.forms.grid import grid, taken
from services.registry.drafts.forms.meanwhile import is_untouched, mark_shown
from services.registry.drafts.operations import corrections
from services.registry.drafts.operations.targets import doubt_targets
from services.registry.drafts.schemas import ActivityForm, IndicatorForm, SectionForm
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.operations import refuse_locked
from services.registry.plans.queries import activities, indicators, notes
from services.registry.plans.rules.targets import BY
from services.registry.plans.wording.clauses import clause_words, meaning
from services.registry.plans.wording.phrases import in_words, worded
from services.registry.plans.wording.reading import plain, reading
from shared.language.clauses import BETWEEN, TYPED, Clause

AMOUNT = "passport.amount"
FIELDS = ("name", "comparator", "target", "target_high", "unit", "measure")


def items(plan: Plan, errors: Errors, typed: Typed) -> dict[str, list[dict[str, Any]]]:
    """Rows of the page: `doubtful` first, then `sure`."""
    doubts = [in_words(doubt) for doubt in notes(plan) if not doubt.get("settled")]
    rows = [
        item(indicator, doubts, errors.get(str(indicator.id), {}), typed)
        | {"targets": grid(plan, indicator, typed)}
        for indicator in indicators(plan)
    ]
    return {
        "doubtful": [row for row in rows if row["doubts"] or row["errors"]],
        "sure": [row for row in rows if not row["doubts"] and not row["errors"]],
    }


def general(plan: Plan, errors: Errors, typed: Typed) -> dict[str, list[dict[str, Any]]]:
    """Notes without a row of an indicator, each with where to correct it: of the `amount`, `unread`,
    `doubts`, and those `settled`."""
    places = {row.code: f"{row.id}-title" for row in activities(plan)} | {
        row.code: f"{row.id}-name" for row in indicators(plan)
    }
    places |= {row.code: f"{row.id}-title" for row in plan.sections}
    places |= {f"targets.{by}.{row.code}": f"{row.id}-targets" for row in indicators(plan) for by in BY}
    own = {row.code for row in indicators(plan)}
    said: dict[str, list[dict[str, Any]]] = {"amount": [], "doubts": [], "unread": [], "settled": []}
    for kind, found in (("doubts", plan.doubts), ("unread", plan.unread)):
        for note in found:
            ticked = (
                bool(typed.get(f"doubt-{note['id']}"))
                if f"doubt-{note['id']}-shown" in typed
                else note.get("settled")
            )
            if note.get("settled") or note.get("code") not in own:
                place = {
                    "field": field_of(note, places),
                    "ticked": ticked,
                    "words": typed.get(f"doubt-{note['id']}-words", note.get("explanation") or ""),
                    "error": errors.get(f"doubt-{note['id']}", {}).get("words", ""),
                }
                said[
                    "settled" if note.get("settled") else "amount" if note.get("code") == AMOUNT else kind
                ].append(in_words(note) | place)
    return said


def field_of(note: dict[str, Any], places: dict[str, str]) -> str:
    """The name of the field where a doubt is corrected, or nothing."""
    code = note.get("code") or (note["where"].get("code") if isinstance(note["where"], dict) else None) or ""
    return (
        code.replace(".", "-")
        if code.startswith("passport.")
        else {"team": "member-0-name"}.get(code, places.get(code, ""))
    )


def item(
    indicator: Indicator, doubts: list[dict[str, Any]], errors: dict[str, str], typed: Typed
) -> dict[str, Any]:
    """One indicator beside its source; what was typed stands in its fields."""
    about = [
        f"{doubt['reason']} {doubt['understanding']}"
        for doubt in doubts
        if doubt.get("code") == indicator.code
    ]
    row = {
        "id": str(indicator.id),
        "code": indicator.code,
        "where": worded(indicator.source.get("where")),
        "doubts": about,
        "errors": errors,
        "settled": indicator.checked,
        "name": indicator.name,
        "comparator": indicator.comparator or "",
        "source": " → ".join(
            filter(None, (indicator.source.get("indicator_text"), indicator.source.get("value_text")))
        ),
        "unit": indicator.unit or "",
        "target": plain(indicator.target),
        "target_high": plain(indicator.target_high),
        "clauses": [clause_words(clause) for clause in indicator.clauses],
        "clause_notes": clause_notes(indicator),
        "measure": indicator.measure or "",
        "reading": reading(indicator),
    }
    row["was"] = mark_shown({row["id"]: errors}, typed, row["id"], of_indicator(indicator))
    kept: dict[str, Any] = {
        name: typed[f"{row['id']}-{name}"] for name in FIELDS if f"{row['id']}-{name}" in typed
    }
    if f"{row['id']}-clauses" in typed:
        kept |= {
            "clauses": typed[f"{row['id']}-clauses"].splitlines(),
            "settled": bool(typed.get(f"{row['id']}-settled")),
        }
    return row | kept


def clause_notes(indicator: Indicator) -> list[dict[str, Any]]:
    """How the conditions a person typed are understood, and which of all are kept without a check."""
    return [
        {"text": clause.text, "checked": clause.checked, "meaning": meaning(clause)}
        for clause in map(Clause.read, indicator.clauses)
        if clause.origin == TYPED or not clause.checked
    ]


def about_amount(doubts: list[dict[str, Any]]) -> int:
    """How many of these doubts are about the sum of the grant."""
    return sum(not elsewhere(doubt) for doubt in doubts)


def elsewhere(doubt: dict[str, Any]) -> bool:
    """The order of doubts: those about the sum of the grant come first."""
    return doubt.get("code") != AMOUNT


def save(plan: Plan, typed: Typed, by: str) -> Errors:
    """Take every row back; the errors by row, and then nothing is kept by the caller."""
    refuse_locked(plan)
    errors: Errors = {}
    for indicator in indicators(plan):
        collect(errors, str(indicator.id), lambda row=indicator: save_indicator(plan, row, typed, by))
    for section in plan.sections:
        collect(errors, str(section.id), lambda row=section: save_section(plan, row, typed))
    for activity in activities(plan):
        collect(errors, str(activity.id), lambda row=activity: save_activity(plan, row, typed, by))
    passport.save(plan, typed, by, errors)
    for indicator in indicators(plan):
        doubt_targets(plan, indicator, by)
    save_doubts(plan, typed, by, errors)
    return errors


def listed(errors: Errors) -> list[dict[str, str]]:
    """The errors of every row for the head of the page, each with the field it leads to."""
    return [
        {"field": f"{key}-{name}", "message": message}
        for key, row in errors.items()
        for name, message in row.items()
        if name != "was"
    ]


def save_indicator(plan: Plan, indicator: Indicator, typed: Typed, by: str) -> None:
    """Correct one indicator if anything about it was changed or confirmed."""
    key = str(indicator.id)
    if f"{key}-name" not in typed:
        return
    values = part(typed, key, IndicatorForm())
    if values["comparator"] != BETWEEN:
        values["target_high"] = None
    values["clauses"] = clauses_from(indicator, typed.get(f"{key}-clauses", ""))
    values["divided"] = taken(plan, indicator, typed)
    mine = values | {"clauses": [clause["text"] for clause in values["clauses"]]}
    untouched = is_untouched(
        typed, key, mine, of_indicator(indicator), f"{indicator.name} – {reading(indicator)}"
    )
    if not untouched or typed.get(f"{key}-settled"):
        corrections.correct_indicator(plan, indicator, {} if untouched else values, by)


def of_indicator(indicator: Indicator) -> dict[str, Any]:
    """What the form of an indicator shows of what is stored."""
    return {name: getattr(indicator, name) for name in FIELDS} | {
        "clauses": [clause["text"] for clause in indicator.clauses],
        "divided": indicator.divided,
    }


def save_section(plan: Plan, section: Section, typed: Typed) -> None:
    """Correct the title of a task."""
    key = str(section.id)
    if f"{key}-title" in typed:
        values = part(typed, key, SectionForm())
        if not is_untouched(typed, key, values, of_section(section)):
            corrections.correct_section(plan, section, values["title"])


def of_section(section: Section) -> dict[str, Any]:
    """What the form of a task shows of what is stored."""
    return {"title": section.title}


def save_activity(plan: Plan, activity: Activity, typed: Typed, by: str) -> None:
    """Correct one line of the plan."""
    key = str(activity.id)
    if f"{key}-title" in typed:
        values = part(typed, key, ActivityForm())
        values["regions"] = (
            in_order(values["regions"], activity.regions) if f"{key}-placed" in typed else activity.regions
        )
        if not is_untouched(typed, key, values, of_activity(activity)):
            corrections.correct_activity(plan, activity, values, by)


def of_activity(activity: Activity) -> dict[str, Any]:
    """What the form of an activity shows of what is stored."""
    return {name: getattr(activity, name) for name in ActivityForm().fields}


def marks(plan: Plan, errors: Errors, typed: Typed) -> dict[str, str]:
    """What the rows of tasks and activities carry as `<row>-was`, by row."""
    stored = {str(row.id): of_section(row) for row in plan.sections} | {
        str(row.id): of_activity(row) for row in activities(plan)
    }
    return {key: mark_shown(errors, typed, key, now) for key, now in stored.items()}


def save_doubts(plan: Plan, typed: Typed, by: str, errors: Errors) -> None:
    """Settle what was marked here to be kept as it is; take back what was unmarked here."""
    for note in notes(plan):
        key = f"doubt-{note['id']}"
        shown, wanted = typed.get(f"{key}-shown"), bool(typed.get(key))
        words = typed.get(f"{key}-words", "")
        said = wanted and note.get("explain") and words != (note.get("explanation") or "")
        if shown is None or (wanted == (shown == "kept") and not said):
            continue
        if wanted and (said or not note.get("settled")):
            collect(
                errors, key, lambda id=note["id"], words=words: corrections.settle_doubt(plan, id, by, words)
            )
        elif not wanted and note.get("kept"):
            corrections.reopen_doubt(plan, note["id"])
