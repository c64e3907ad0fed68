"""What proves a gathering, in words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.evidence.models import Evidence
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import NEEDED, needed
from services.events.pages import evidence_kinds, listed


def in_words(row: dict[str, Any]) -> str:
    """The state of evidence of a row of the list (`missing` by `lacking`);
    nothing is missing before a gathering was held."""
    words, missing = evidence_kinds(), row["missing"]
    if row["status"] == "held" and not set(needed(row["type"], row["mode"])) & set(row["evidence_kinds"]):
        return _("nothing of the %(needed)s needed", needed=len(missing))
    if row["status"] == "held":
        return _("missing: %(kinds)s", kinds=listed(missing, words)) if missing else _("all there")
    return (
        _("attached: %(kinds)s", kinds=listed(sorted(row["evidence_kinds"]), words))
        if row["evidence_kinds"]
        else ""
    )


def needs_words(gathering_type: str) -> str:
    """What a gathering of this type will need, for the one who chooses the type."""
    return _("needs: %(kinds)s", kinds=listed(NEEDED[gathering_type], evidence_kinds()))


def checks(
    gathering: Gathering, files: list[Evidence], least: dict[str, int], may_attach: bool
) -> list[dict[str, Any]]:
    """Each needed kind as a check of the record card: {label, state, note, href};
    `least` is what the plan asks of each gathering."""
    words = evidence_kinds()
    attach = f"/events/gatherings/{gathering.id}/evidence/new?kind=" if may_attach else ""
    return [
        check(
            words[kind],
            [file for file in files if file.kind == kind],
            least.get(kind),
            attach and attach + kind,
        )
        for kind in needed(gathering.type, gathering.mode)
    ]


def check(label: str, files: list[Evidence], least: int | None, attach: str) -> dict[str, Any]:
    """One kind: there, there in part, or missing with the way to attach it."""
    quantity = sum(file.quantity for file in files)
    state = "no" if not files else "part" if least and quantity < least else "yes"
    return {
        "label": label,
        "state": state,
        "note": note(len(files), quantity, least),
        "href": "" if state == "yes" else attach,
    }


def note(count: int, quantity: int, least: int | None) -> str:
    """How much of a kind there is; with `least`, how much of how much."""
    if not count:
        return _("not attached yet")
    if least:
        return _("%(quantity)s, at least %(least)s needed", quantity=quantity, least=least)
    return ngettext("%(num)s file", "%(num)s files", count)
