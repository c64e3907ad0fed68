"""The page of plugins: what is loaded, what failed and why."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask_babel import get_locale
from flask_babel import gettext as _

from shared.access import requires
from shared.i18n import format_money
from shared.plugins import Loaded, plugins

views = Blueprint("plugins", __name__)


@views.get("/plugins")
@requires("plugin.view")
def plugin_list() -> str:
    """List the plugins."""
    loaded = [
        {
            "name": plugin.name,
            "title": plugin.title,
            "version": plugin.version,
            "regions": sorted(plugin.regions),
            "brings": brings(plugin),
        }
        for plugin in plugins().loaded
    ]
    return render_template("registry/plugins/list.html", loaded=loaded)


def brings(plugin: Loaded) -> list[str]:
    """What a region sees of a plugin, in words."""
    file: Any = plugin.parts[0]
    words = [_("branding")] if file.face.accent or file.face.name else []
    words += (
        [_("a cap on one mini-grant: %(amount)s", amount=format_money(file.cap.amount))] if file.cap else []
    )
    language = str(get_locale())
    return words + [
        _("an extra field: %(label)s", label=definition.label.get(language, definition.label["ru"]))
        for _place, definition in file.fields
    ]
