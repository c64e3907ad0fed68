"""Projects of participants funded by donors."""

from __future__ import annotations

from services.grants.donor_projects.api import api
from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.proof import DONOR_PROJECT
from services.grants.donor_projects.record import donor_project_record
from services.grants.donor_projects.views import views
from services.grants.donor_projects.week import week
from services.grants.donor_projects.wording import donor_project, words
from shared.language.roles import READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

DONOR_PROJECTS = Noun(
    "donor_projects",
    tables=(DonorProject,),
    sends=(Sends(DonorProject, donor_project_record),),
    pages=views,
    week=week,
    api=api,
    words=words,
    permissions={"donor_project.view": READERS, "donor_project.record": RECORDERS},
    proves=(DONOR_PROJECT,),
    told={"donor_projects": donor_project},
)
