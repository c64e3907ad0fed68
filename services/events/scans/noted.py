"""Notes on a scan."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.scans.models import Scan
from services.events.scans.queries.scans import RECORD, VIEW, get_scan
from shared.access import in_scope
from shared.notes.declaring import Noted

SCAN = Noted(
    kind="scan",
    path="scans",
    model=Scan,
    reads=VIEW,
    writes=RECORD,
    get=get_scan,
    reaches=lambda permission, scan: in_scope(permission, scan.region),
    title=lambda scan: str(scan.name),
    listed=lambda: (_("Scans"), "/events/scans"),
)
