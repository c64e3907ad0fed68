"""What the page of an approved version shows."""

from __future__ import annotations

from typing import Any

from services.registry.plans.models import Indicator, Plan
from services.registry.plans.queries import letter_of, notes
from services.registry.plans.record import project_regions
from services.registry.plans.rules.targets import BY
from services.registry.plans.rules.team import team
from services.registry.plans.wording.measures import measures_in_words
from services.registry.plans.wording.phrases import in_words
from services.registry.plans.wording.targets import targets_shown
from shared.access import actor
from shared.i18n import format_period, said
from shared.language.evidence import KINDS
from shared.proofs.declaring import VIEW
from shared.proofs.wording import Proofs, proofs_on

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
    }


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
