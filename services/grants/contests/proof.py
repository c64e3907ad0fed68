"""What proves a contest."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.contests.models import Contest
from services.grants.contests.operations.holding import keep_papers
from services.grants.contests.operations.refusing import refuse_dropped
from services.grants.contests.queries.contests import get_contest, reaches
from services.grants.contests.queries.reach import may
from services.grants.contests.record import publish_contest
from shared.language.evidence import PROTOCOL, REGULATION, SCORE_SHEET
from shared.proofs.declaring import VIEW, Need, Proven
from shared.spoken import title_of

FOR_EVERYBODY = (REGULATION,)
NEEDS = tuple(Need((kind,)) for kind in (REGULATION, SCORE_SHEET, PROTOCOL))


def shows(contest: Contest, kind: str) -> bool:
    """Whether the actor may open its papers of a kind; but the regulation only who sees all regions."""
    return may(VIEW, contest.id) or (kind in FOR_EVERYBODY and reaches(contest.id, VIEW))


CONTEST = Proven(
    kind="contest",
    path="contests",
    model=Contest,
    keeper="contest.manage",
    find=get_contest,
    may=lambda permission, contest: may(permission, contest.id),
    shows=shows,
    tell=publish_contest,
    title=title_of,
    listed=lambda: (_("Mini-grants"), "/grants/contests"),
    needs=lambda contest: NEEDS,
    alive=lambda contest: contest.status != "dropped",
    admit=refuse_dropped,
    release=keep_papers,
    anchor="milestones",
)
