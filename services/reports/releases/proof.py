"""What proves that a report was published: a dated picture of the place, beside its link."""

from __future__ import annotations

from flask_babel import gettext as _

from services.reports.db import db
from services.reports.releases.models import Release
from services.reports.releases.operations import refuse_withdrawn
from services.reports.releases.queries import PUBLISH, get_release, may
from services.reports.releases.record import publish_release
from services.reports.reports.models import Report
from shared.language import evidence
from shared.proofs.declaring import Need, Proven

NEEDS = (Need((evidence.SCREENSHOT,)),)


def titled(item: Release) -> str:
    """Which report stands where."""
    return f"{db.session.get_one(Report, item.report_id).number}, {item.link}"


RELEASE = Proven(
    kind="release",
    path="releases",
    model=Release,
    keeper=PUBLISH,
    find=get_release,
    may=may,
    tell=publish_release,
    title=titled,
    listed=lambda: (_("Reports"), "/reports/reports"),
    needs=lambda item: NEEDS,
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)
