"""What the pages of scans offer: where each may belong, and what it may be there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from services.events.projects.wording import region_options
from services.events.scans.models import Scan
from services.events.scans.queries.places import PLACES, found_in, name_of, proposed
from services.events.scans.queries.scans import RECORD, get_scans, neighbours
from services.events.scans.rules.hints import kind_in
from services.events.scans.wording import place_kinds
from shared.access import scope
from shared.doors.days import day_of
from shared.doors.errors import NotFound
from shared.proofs.declaring import floor
from shared.proofs.queries import proven_by
from shared.proofs.views import kind_cards
from shared.reach import WHOLE

MOST_AT_ONCE = 60


def regions() -> list[tuple[str, str]]:
    """Whose new scans may be: the whole project's for whoever works in all regions, else his regions'."""
    mine = region_options(scope(RECORD))
    return [(WHOLE, _("the whole project")), *mine] if scope(RECORD) is None else mine


def region_said(said: str | None) -> str | None:
    """The region of a form; the only one of the actor where there is no choice."""
    mine = scope(RECORD)
    only = next(iter(mine)) if mine and len(mine) == 1 else None
    return None if said == WHOLE else said or only


def chosen(lock: bool = False) -> list[Scan]:
    """The scans the address names, which the actor may file. NotFound."""
    try:
        ids = {uuid.UUID(each) for each in request.args.getlist("scan")[:MOST_AT_ONCE]}
    except ValueError:
        raise NotFound from None
    if not ids:
        raise NotFound
    return get_scans(sorted(ids), lock)


def search(scans: Sequence[Scan]) -> dict[str, Any]:
    """Where scans may belong: proposals, what the search finds; and other scans that wait."""
    kind = request.args.get("of", "")
    words, day = request.args.get("q", "").strip(), day_of(request.args.get("day", ""))
    asked = kind in PLACES or bool(words or day)
    kinds = [kind] if kind in PLACES else list(PLACES) if asked else []
    return {
        "found": [each for one in kinds for each in options(found_in(one, words, day))],
        "searched": asked,
        "proposals": options(proposed(scans[0].dated_on, scans[0].name)),
        "kinds": list(place_kinds().items()),
        "others": [row for row in neighbours(scans[0]) if row.id not in {scan.id for scan in scans}],
    }


def options(records: Sequence[Any]) -> list[dict[str, str]]:
    """Records as a page lists them."""
    kinds = place_kinds()
    return [
        {
            "value": name_of(record),
            "label": floor().of(record).title(record),
            "hint": kinds[floor().of(record).kind],
        }
        for record in records
    ]


def known_elsewhere(scan: Scan) -> list[dict[str, str]]:
    """What these very bytes prove already, of what the actor may see."""
    shown = [record for record in proven_by(scan.sha256) if floor().of(record).may("evidence.view", record)]
    return [{"label": floor().of(record).title(record), "href": floor().page(record)} for record in shown]


def kinds_of(record: Any, scans: Sequence[Scan]) -> dict[str, Any]:
    """What scans may be of a record, and what the name of the first says it is."""
    noun, said = floor().of(record), kind_in(scans[0].name)
    return {
        "kind_cards": kind_cards(record),
        "said": said if said in noun.kinds else "",
        "sheets": noun.sheets,
        "title": noun.title(record),
        "href": floor().page(record),
    }
