"""What letters put on the page of an organisation."""

from __future__ import annotations

from flask import render_template

from services.registry.letters.queries import VIEW, count_letters, letter_rows
from services.registry.organisations.models import Organisation
from shared.access import actor
from shared.sorting import Sorting

SHOWN = 10


def on_organisation(item: Organisation) -> str:
    """Give the letters from and to an organisation, the newest ones."""
    if not actor().can(VIEW):
        return ""
    mine = {"organisation": item.id}
    found = letter_rows(mine, Sorting("-dated_on"), SHOWN)
    return render_template(
        "registry/letters/card.html", organisation=item, found=found, total=count_letters(mine)
    )
