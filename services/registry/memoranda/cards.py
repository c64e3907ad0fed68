"""What memoranda put on the page of an organisation."""

from __future__ import annotations

from flask import render_template

from services.registry.memoranda.queries import VIEW, count_memoranda, memorandum_rows
from services.registry.organisations.models import Organisation
from shared.access import actor
from shared.sorting import Sorting

SHOWN = 10


def on_organisation(item: Organisation) -> str:
    """Give the memoranda an organisation signed, the newest ones."""
    if not actor().can(VIEW):
        return ""
    mine = {"organisation": item.id}
    found = memorandum_rows(mine, Sorting("-signed_on"), SHOWN)
    total = count_memoranda(mine)
    return render_template("registry/memoranda/card.html", organisation=item, found=found, total=total)
