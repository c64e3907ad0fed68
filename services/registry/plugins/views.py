"""The page of plugins: what is loaded, what it brings and where that is asked, what does not work and
what that stops."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template
from flask_babel import gettext as _

from services.registry.plugins import listing, operations, queries
from shared.access import actor, requires
from shared.doors.transaction import carry_out
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.rulebook import titled
from shared.web.pages import page_address

views = Blueprint("plugins", __name__)


@views.get("/plugins")
@requires("plugin.view")
def plugin_list() -> str:
    """List the plugins."""
    found = queries.everywhere()
    return render_template(
        "registry/plugins/list.html",
        loaded=[
            (plugin, listing.brings(plugin, found.times), queries.pages_of(plugin))
            for plugin in plugins().loaded
        ],
        page_address=page_address,
        in_words=in_words,
        titled=titled,
        off_in=plugins().settings.off,
        found=found,
        may_switch=actor().everywhere("plugin.switch"),
    )


@views.get("/x/<name>/<slug>")
@requires("region_page.view")
def show_page(name: str, slug: str) -> str:
    """Show a page of a region's own."""
    g.region, page = queries.get_page(name, slug)
    return render_template("registry/plugins/page.html", page=page, in_words=in_words)


@views.post("/plugins/<name>/again")
@requires("plugin.switch", everywhere=True)
def try_again(name: str) -> Any:
    """Let a plugin try again that was switched off, or was left out because a process died in it."""
    silent = carry_out(operations.try_again, name)
    flash(_("The plugin is asked again; one that was left out is loaded at the next start."), "success")
    if silent:
        flash(
            _(
                "These services did not answer and may still leave it out: %(names)s.",
                names=", ".join(silent),
            ),
            "warning",
        )
    return redirect("/registry/plugins")
