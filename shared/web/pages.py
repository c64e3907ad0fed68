"""Templates, and what every page is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_babel import get_locale, gettext
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from shared import i18n, spoken
from shared.access import holds, signed_in
from shared.plugins.asking import in_words
from shared.plugins.specifications import ActorFacts, RegionPage
from shared.plugins.wording import effect, region_names
from shared.web.brand import face, own_region, region_mark
from shared.web.language import locale_links
from shared.web.places import UI, asset


def facts_of(actor: Any) -> ActorFacts:
    """Who looks at the page, as a plugin sees it."""
    regions = sorted({grant.region for grant in actor.grants if grant.region})
    return ActorFacts(actor.id, tuple(sorted(actor.roles)), tuple(regions))


def navigation(app: Flask, actor: Any) -> list[dict[str, Any]]:
    """Groups of entries the actor may see, the present one marked."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in app.extensions["plugins"].navigation(own_region(), app.name, facts_of(actor)):
        if item.permission and not holds(actor, item.href.split("/")[1], item.permission):
            continue
        here = (
            request.path == item.href
            or (item.href.count("/") > 2 or not item.href.endswith("/"))
            and request.path.startswith(item.href)
        )
        groups.setdefault(item.group, []).append(
            {"href": item.href, "label": gettext(item.label), "icon": item.icon, "active": bool(here)}
        )
    found = [{"title": gettext(title), "items": items} for title, items in groups.items()]
    return [*found, *own_pages(app, actor)]


def own_pages(app: Flask, actor: Any) -> list[dict[str, Any]]:
    """The group of the region's own pages, for whoever works in one region alone."""
    region = own_region()
    pages = app.extensions["plugins"].pages(region, facts_of(actor)) if region else []
    items = [
        {"href": href, "label": in_words(page.title), "icon": "book", "active": request.path == href}
        for page in pages
        for href in [page_address(page)]
    ]
    return [{"title": region_names([region]), "items": items}] if region and items else []


def page_address(page: RegionPage) -> str:
    """Where a region's own page is."""
    return f"/registry/x/{page.slug.replace('.', '/')}"


def init_pages(app: Flask) -> None:
    """Templates of shared/ui and of the service, and what every page is given."""
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(Path(app.root_path) / "templates"), FileSystemLoader(UI / "templates")]
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(i18n.FILTERS)
    spoken.init_app(app)
    app.jinja_env.globals.update(asset=asset, trouble_effect=effect, plugin_regions=region_names)
    app.context_processor(lambda: every_page(app))


def every_page(app: Flask) -> dict[str, Any]:
    """What every page is given."""
    actor = signed_in()
    staff = actor is not None and holds(actor, "registry", "plugin.view")
    return {
        "actor": actor,
        "nav": navigation(app, actor) if actor else [],
        "brand": face(app),
        "region_mark": region_mark(app),
        "locale": str(get_locale()),
        "locales": locale_links(),
        "account_url": "/registry/me",
        "plugin_troubles": app.extensions["plugins"].troubles() if staff else [],
    }
