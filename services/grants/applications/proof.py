"""What proves an application."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.applications.models import Application
from services.grants.applications.queries import get_application
from services.grants.applications.record import publish_application
from services.grants.contests.queries.reach import may
from services.grants.groups.queries import group_words
from shared.language.evidence import APPLICATION as APPLICATION_SCAN
from shared.proofs.declaring import Need, Proven

NEEDS = (Need((APPLICATION_SCAN,)),)

APPLICATION = Proven(
    kind="application",
    path="applications",
    model=Application,
    keeper="application.register",
    find=get_application,
    may=lambda permission, application: may(permission, application.contest_id, application.region),
    tell=publish_application,
    title=lambda application: f"{application.number} {group_words(application)}",
    listed=lambda: (_("Mini-grants"), "/grants/contests"),
    needs=lambda application: NEEDS,
)
