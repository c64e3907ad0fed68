"""What proves that a donor gave money: his letter or agreement."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.operations import refuse_withdrawn
from services.grants.donor_projects.queries import RECORD, get_donor_project, reachable
from services.grants.donor_projects.record import publish_donor_project
from shared.language.measures.contest import DONOR_FUNDED
from shared.proofs.declaring import Need, Proven
from shared.spoken import title_of

NEEDS = (Need(DONOR_FUNDED.needed()),)

DONOR_PROJECT = Proven(
    kind="donor_project",
    path="donor-projects",
    model=DonorProject,
    keeper=RECORD,
    find=get_donor_project,
    may=lambda permission, item: reachable(permission, item.region),
    tell=publish_donor_project,
    title=lambda item: f"{title_of(item)}, {item.donor}",
    listed=lambda: (_("Donor projects"), "/grants/donor-projects"),
    needs=lambda item: NEEDS,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
