"""Reports: what is proven."""

from __future__ import annotations

from services.reports.adjustments.noun import ADJUSTMENTS
from services.reports.centre_reports.noun import CENTRE_REPORTS
from services.reports.copies.noun import COPIES
from services.reports.dashboard.noun import DASHBOARD
from services.reports.db import Evidence, Note, db
from services.reports.doubles.noun import DOUBLES
from services.reports.facts.noun import FACTS
from services.reports.figures.noun import FIGURES
from services.reports.freshness.noun import FRESHNESS
from services.reports.identities.noun import IDENTITIES
from services.reports.lines.noun import LINES
from services.reports.obligations.noun import OBLIGATIONS
from services.reports.reasons.noun import REASONS
from services.reports.releases.noun import RELEASES
from services.reports.reports.noun import REPORTS
from services.reports.results.noun import RESULTS
from shared.language.roles import OFFICE, READERS
from shared.proofs.declaring import Evidenced
from shared.web.service import Service

SERVICE = Service(
    "reports",
    db,
    nouns=[
        COPIES,
        FRESHNESS,
        IDENTITIES,
        FACTS,
        ADJUSTMENTS,
        FIGURES,
        DASHBOARD,
        DOUBLES,
        LINES,
        OBLIGATIONS,
        REASONS,
        RESULTS,
        REPORTS,
        RELEASES,
        CENTRE_REPORTS,
    ],
    evidence=Evidenced(Evidence, Note, readers=READERS, attachers=OFFICE),
)
