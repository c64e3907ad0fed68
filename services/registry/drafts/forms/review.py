"""The review page's form taken back, row by row."""

from __future__ import annotations

from services.registry.drafts.forms import passport
from services.registry.drafts.forms.clauses import clauses_from
from services.registry.drafts.forms.fields import Errors, Typed, collect, in_order, part
from services.registry.drafts.forms.grid import taken
from services.registry.drafts.forms.meanwhile import is_untouched
from services.registry.drafts.forms.stored import of_activity, of_indicator, of_section
from services.registry.drafts.operations import corrections
from services.registry.drafts.operations.targets import doubt_targets
from services.registry.drafts.schemas import ActivityForm, IndicatorForm, SectionForm
from services.registry.plans.models import Activity, Indicator, Plan, Section
from services.registry.plans.operations import refuse_locked
from services.registry.plans.queries import activities, indicators, notes
from services.registry.plans.wording.reading import reading
from services.registry.reader.words.notes import Said
from shared.language.clauses import BETWEEN


def save(plan: Plan, typed: Typed) -> Errors:
    """Take every row back; the errors by row, and then nothing is kept by the caller."""
    refuse_locked(plan)
    errors: Errors = {}
    for indicator in indicators(plan):
        collect(errors, str(indicator.id), save_indicator, plan, indicator, typed)
    for section in plan.sections:
        collect(errors, str(section.id), save_section, plan, section, typed)
    for activity in activities(plan):
        collect(errors, str(activity.id), save_activity, plan, activity, typed)
    passport.save(plan, typed, errors)
    for indicator in indicators(plan):
        doubt_targets(plan, indicator)
    save_doubts(plan, typed, errors)
    return errors


def save_indicator(plan: Plan, indicator: Indicator, typed: Typed) -> None:
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
        corrections.correct_indicator(plan, indicator, {} if untouched else values)


def save_section(plan: Plan, section: Section, typed: Typed) -> None:
    """Correct the title of a task."""
    key = str(section.id)
    if f"{key}-title" in typed:
        values = part(typed, key, SectionForm())
        if not is_untouched(typed, key, values, of_section(section)):
            corrections.correct_section(plan, section, values["title"])


def save_activity(plan: Plan, activity: Activity, typed: Typed) -> None:
    """Correct one line of the plan."""
    key = str(activity.id)
    if f"{key}-title" in typed:
        values = part(typed, key, ActivityForm())
        values["regions"] = (
            in_order(values["regions"], activity.regions) if f"{key}-placed" in typed else activity.regions
        )
        if not is_untouched(typed, key, values, of_activity(activity)):
            corrections.correct_activity(plan, activity, values)


def save_doubts(plan: Plan, typed: Typed, errors: Errors) -> None:
    """Settle what was marked here to be kept as it is; take back what was unmarked here."""
    for note in notes(plan):
        if f"doubt-{note['id']}-shown" in typed:
            save_doubt(plan, note, typed, errors)


def save_doubt(plan: Plan, note: Said, typed: Typed, errors: Errors) -> None:
    """Settle or take back one note, if its mark or its words were changed here."""
    key = f"doubt-{note['id']}"
    wanted, was = bool(typed.get(key)), typed[f"{key}-shown"] == "kept"
    words = typed.get(f"{key}-words", "")
    said = wanted and note.get("explain") and words != (note.get("explanation") or "")
    if wanted and (said or (not was and not note.get("settled"))):
        collect(errors, key, corrections.settle_doubt, plan, note["id"], words)
    elif was and not wanted and note.get("kept"):
        corrections.reopen_doubt(plan, note["id"])
