"""What the page of an approved version shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from services.registry.plans.models import Activity, Indicator, Plan
from services.registry.plans.queries import letter_of, notes, wordings
from services.registry.plans.record import project_record, project_regions
from services.registry.plans.rules.targets import BY
from services.registry.plans.rules.team import team
from services.registry.plans.rules.wordings import Known, in_force
from services.registry.plans.wording.measures import measures_in_words
from services.registry.plans.wording.phrases import in_words
from services.registry.plans.wording.rules import rules_shown
from services.registry.plans.wording.targets import targets_shown
from shared.access import actor
from shared.i18n import current_locale, format_period, said
from shared.language.evidence import KINDS
from shared.language.wordings import KAZAKH, UNIT, UNITS_AS_THEY_ARE
from shared.language.wordings import said as said_so
from shared.proofs.declaring import VIEW
from shared.proofs.wording import Proofs, proofs_on
from shared.spoken import spoken

SIDES = ("grantee", "grantor")


def shown(plan: Plan) -> dict[str, Any]:
    """The version with all it holds and, in words, what was doubted about it."""
    signatories = plan.passport.get("signatories") or []
    return {
        "plan": plan,
        "letter": letter_of(plan),
        "letters": letters(plan),
        "notes": list(map(in_words, notes(plan))),
        "regions": project_regions(plan),
        "team": team(plan),
        "signatories": {side: [row for row in signatories if row.get("side") == side] for side in SIDES},
        "measures": dict(measures_in_words()),
        "proofs": proofs,
        "divided": divided,
        "period_words": format_period,
        "rules": rules_shown(plan),
        **in_two_languages(plan),
    }


def in_two_languages(plan: Plan) -> dict[str, Any]:
    """How the page says a line, a unit and a term: in Kazakh for a Kazakh reader, with the mark where nobody
    has written it."""
    if current_locale() != KAZAKH:
        return {"worded": lambda _line, russian: russian, "unit": lambda row: row.unit, "term": term}
    spoken(project_record(plan.project, plan))  # the legend at the foot of the page
    words = partial(kazakh, wordings(plan.project_id))
    return {"worded": words, "unit": partial(unit, words), "term": term}


def kazakh(known: Known, line: object, russian: str) -> str:
    """The words of a line in Kazakh, else marked."""
    return said_so(russian, in_force(known, str(line), russian))


def unit(words: Callable[[object, str], str], row: Indicator) -> str | None:
    """The unit of an indicator in Kazakh; what is no word stays as it is."""
    return row.unit if row.unit in UNITS_AS_THEY_ARE else words(f"{UNIT}:{row.unit}", row.unit or "")


def term(row: Activity) -> str:
    """When an activity is done: in the plan's own words, in Kazakh by its months."""
    known = bool(row.period_from and row.period_to)
    if row.period_text and not (known and current_locale() == KAZAKH):
        return row.period_text
    return format_period(row.period_from, row.period_to) if known else ""


def letters(plan: Plan) -> Proofs | None:
    """The letters of a version that changes another, for those who may see files."""
    return proofs_on(plan) if plan.based_on and actor().can(VIEW) else None


def proofs(indicator: Indicator) -> list[str]:
    """What must prove an indicator, in words."""
    return [said(KINDS[kind].words) if kind in KINDS else kind for kind in indicator.evidence_kinds]


def divided(indicator: Indicator) -> dict[str, list[tuple[str, str]]]:
    """Targets by region and by month as pairs of words."""
    rows = {by: {row.place: row.value for row in indicator.targets if getattr(row, by)} for by in BY}
    return {by: targets_shown(found) for by, found in rows.items()}
