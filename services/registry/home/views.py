"""The page everybody lands on."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.registry.home.queries import gathered
from services.registry.home.wording import beginnings
from shared.access import actor, requires
from shared.clock import today

views = Blueprint("home", __name__)
MOST_SHOWN = 7


@views.get("/home")
@requires("account.view")
def show_home() -> str:
    """Show what waits for whoever is signed in, the first seven cards or all of them."""
    cards, silent = gathered()
    shown = cards if request.args.get("all") else cards[:MOST_SHOWN]
    return render_template(
        "registry/home/show.html",
        waiting=shown,
        more=len(cards) - len(shown),
        silent=silent,
        today=today(),
        begin=beginnings(actor().roles),
    )
