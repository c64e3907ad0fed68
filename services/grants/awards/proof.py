"""What proves a sub-project."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.awards.models import Award
from services.grants.awards.queries import NEEDS, get_award, parents_of, unproven
from services.grants.awards.record import publish_award
from services.grants.contests.operations.holding import PaperStands
from services.grants.contests.queries.reach import may
from services.grants.groups.queries import group_words
from services.grants.waivers.queries import has_paper
from shared.doors.errors import Conflict
from shared.language.evidence import AGREEMENT
from shared.proofs.declaring import Proven


class EvidenceNeeded(Conflict):
    """This file proves an accepted sub-project. Attach the right one first, then take this one off."""

    code = "evidence_needed"


def keep_proven(award: Award, kind: str) -> None:
    """Refuse to leave an accepted sub-project without what proves it, or payments without their agreement."""
    if award.status == "completed" and unproven(award):
        raise EvidenceNeeded
    if kind == AGREEMENT and award.paid and not has_paper(award, AGREEMENT):
        raise PaperStands


def title(award: Award) -> str:
    """How an award is named: by its application."""
    application = parents_of(award)[1]
    return f"{application.number} {group_words(application)}"


AWARD = Proven(
    kind="award",
    path="awards",
    model=Award,
    keeper="award.complete",
    find=get_award,
    may=lambda permission, award: may(permission, award.contest_id, award.region),
    tell=publish_award,
    title=title,
    listed=lambda: (_("Mini-grants"), "/grants/contests"),
    needs=lambda award: NEEDS,
    alive=lambda award: award.status != "cancelled",
    release=keep_proven,
)
