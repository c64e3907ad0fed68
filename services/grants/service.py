"""Grants: the contest of mini-grants and its money."""

from __future__ import annotations

from services.grants.application_forms.noun import APPLICATION_FORMS
from services.grants.applications.noun import APPLICATIONS
from services.grants.awards.noun import AWARDS
from services.grants.conditions.noun import CONDITIONS
from services.grants.contests.noun import CONTESTS
from services.grants.db import Evidence, Note, db
from services.grants.directions.noun import DIRECTIONS
from services.grants.donor_projects.noun import DONOR_PROJECTS
from services.grants.groups.noun import GROUPS
from services.grants.handovers.noun import HANDOVERS
from services.grants.lines.noun import LINES
from services.grants.projects.noun import PROJECTS
from services.grants.rule_decisions.noun import RULE_DECISIONS
from services.grants.rulebooks.noun import RULEBOOKS
from services.grants.stories.noun import STORIES
from services.grants.tranches.noun import TRANCHES
from services.grants.waivers.noun import WAIVERS
from shared.language.roles import EVERYBODY, FIELD
from shared.proofs.declaring import Evidenced
from shared.web.service import Service

SERVICE = Service(
    "grants",
    db,
    nouns=[
        PROJECTS,
        GROUPS,
        WAIVERS,
        RULEBOOKS,
        CONTESTS,
        DIRECTIONS,
        APPLICATIONS,
        APPLICATION_FORMS,
        CONDITIONS,
        TRANCHES,
        AWARDS,
        STORIES,
        DONOR_PROJECTS,
        HANDOVERS,
        RULE_DECISIONS,
        LINES,
    ],
    evidence=Evidenced(Evidence, Note, readers=EVERYBODY, attachers=FIELD),
)
