"""What is recorded on lines of a plan: asked of reports, which has a copy of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import ngettext

from services.registry.plans.models import Activity
from shared import peers
from shared.doors.errors import Refusal, Unavailable

ANSWERED_WITHIN = 2.0


@dataclass(frozen=True)
class OnLine:
    """A line with what is recorded on it, in words; None when nobody could say."""

    code: str
    title: str
    counts: dict[str, int] | None

    @property
    def words(self) -> str:
        """ "14 gatherings, 2 publications"; nothing when there is nothing."""
        found = {kind: count for kind, count in (self.counts or {}).items() if count}
        return ", ".join(in_words(kind, found[kind]) for kind in KINDS if kind in found)


KINDS = (
    "gathering",
    "publication",
    "contest",
    "centre",
    "memorandum",
    "initiative_group",
    "donor_project",
    "village_plan",
    "social_review",
    "survey",
    "fact",
)


def in_words(kind: str, count: int) -> str:
    """How many records of a kind."""
    return {
        "gathering": ngettext("%(num)s gathering", "%(num)s gatherings", count),
        "publication": ngettext("%(num)s publication", "%(num)s publications", count),
        "contest": ngettext("%(num)s contest", "%(num)s contests", count),
        "centre": ngettext("%(num)s centre", "%(num)s centres", count),
        "memorandum": ngettext("%(num)s memorandum", "%(num)s memoranda", count),
        "initiative_group": ngettext("%(num)s initiative group", "%(num)s initiative groups", count),
        "donor_project": ngettext("%(num)s donor project", "%(num)s donor projects", count),
        "social_review": ngettext("%(num)s review", "%(num)s reviews", count),
        "survey": ngettext("%(num)s survey", "%(num)s surveys", count),
        "village_plan": ngettext("%(num)s village plan", "%(num)s village plans", count),
        "fact": ngettext("%(num)s fact in the figures", "%(num)s facts in the figures", count),
    }[kind]


def recorded(project_id: UUID, lines: Sequence[Activity]) -> list[OnLine]:
    """What is recorded on these lines; counts are None when reports do not answer in time."""
    answer = asked(project_id, [str(line.stable_id) for line in lines]) if lines else {}
    return [
        OnLine(line.code, line.title, None if answer is None else answer.get(str(line.stable_id), {}))
        for line in lines
    ]


def asked(project_id: UUID, lines: list[str]) -> dict[str, Counter[str]] | None:
    """The answer of reports."""
    question = {"project": str(project_id), "lines": lines}
    try:
        return peers.ask("reports", "/reports/internal/lines", question, deadline=ANSWERED_WITHIN)
    except (Unavailable, Refusal):
        return None
