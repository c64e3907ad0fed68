"""Templates, and what every page is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, g, request
from flask_babel import get_locale, get_translations
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from shared import i18n, spoken
from shared.access import Actor, holds, signed_in
from shared.plugins.asking import in_words
from shared.plugins.specifications import ActorFacts, RegionPage
from shared.plugins.wording import effect, region_names
from shared.web.brand import face, object_region, own_region, region_mark
from shared.web.language import locale_links
from shared.web.overlay import OverlayLoader
from shared.web.places import UI, asset

DRAWN, CHOICES = 512, 128
SHORT = 12  # entries of a menu that is read at a glance
OPTION = Markup('<option value="{}"{}>{}</option>')


def facts_of(actor: Actor) -> ActorFacts:
    """Who looks at the page, as a plugin sees it."""
    regions = sorted({grant.region for grant in actor.grants if grant.region})
    return ActorFacts(actor.id, tuple(sorted(actor.roles)), tuple(regions))


class Entry(NamedTuple):
    """A line of the menu; `active` on the page it leads to and those below."""

    href: str
    label: str
    icon: str
    active: bool


class Group(NamedTuple):
    """Lines of the menu under one title, which shows them or folds them away."""

    title: str
    entries: tuple[Entry, ...]
    unfolded: bool = True


def navigation(app: Flask, actor: Actor) -> tuple[Group, ...]:
    """Groups of entries the actor may see, the present one marked."""
    groups: dict[str, list[Entry]] = {}
    path, say = request.path, get_translations().ugettext
    for item in app.extensions["plugins"].navigation(own_region(), app.name, facts_of(actor)):
        if item.permission and not holds(actor, item.href.split("/")[1], item.permission):
            continue
        entry = Entry(item.href, say(item.label), item.icon, is_in(path, item.href))
        groups.setdefault(item.group, []).append(entry)
    found = [Group(say(title), tuple(entries)) for title, entries in groups.items()]
    return (*folded(found), *own_pages(app, actor))


def folded(groups: list[Group]) -> list[Group]:
    """A long menu with only its first group unfolded and the one of the present page: the titles of the
    others can be read at a glance, and each page is two clicks away at most."""
    if sum(len(group.entries) for group in groups) <= SHORT:
        return groups
    here = [place == 0 or any(entry.active for entry in group.entries) for place, group in enumerate(groups)]
    return [group._replace(unfolded=shown) for group, shown in zip(groups, here, strict=True)]


def is_in(path: str, href: str) -> bool:
    """Whether a page is the one of an entry or below it; a service's first page has nothing below."""
    first = href.count("/") == 2 and href.endswith("/")
    return path == href or not first and path.startswith(href)


def own_pages(app: Flask, actor: Actor) -> list[Group]:
    """The group of the region's own pages, for whoever works in one region alone."""
    region = own_region()
    pages = app.extensions["plugins"].pages(region, facts_of(actor)) if region else []
    entries = tuple(
        Entry(href, in_words(page.title), "book", request.path == href)
        for page in pages
        for href in [page_address(page)]
    )
    return [Group(region_names([region]), entries)] if region and entries else []


def page_address(page: RegionPage) -> str:
    """Where a region's own page is."""
    return f"/registry/x/{page.slug.replace('.', '/')}"


def once(macro: Macro) -> Callable[..., str]:
    """A macro that says nothing but what it is given: drawn once for the same words. Markup is never taken
    for words that read alike."""
    return lru_cache(maxsize=DRAWN, typed=True)(macro)


def options(pairs: Iterable[Iterable[Any]], chosen: str) -> Markup:
    """The options of a choice, the chosen one marked; drawn once for the same words, for a plan has dozens of
    lines. Markup is never taken for words that read alike."""
    said = tuple(map(tuple, pairs))
    return drawn_options(said, tuple(map(type, chain.from_iterable(said))), chosen)


@lru_cache(maxsize=CHOICES)
def drawn_options(said: tuple[tuple[Any, ...], ...], _types: tuple[type, ...], chosen: str) -> Markup:
    """Options as they are written."""
    marks = {True: Markup(" selected"), False: ""}
    return Markup("").join(OPTION.format(key, marks[str(key) == chosen], label) for key, label in said)


def here_with(changes: Mapping[str, str] | None = None, drop: Sequence[str] = ()) -> str:
    """The query string of this page with some parameters changed or dropped; paging starts over."""
    gone = {*(changes or ()), *drop, "cursor", "page"}
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in gone]
    return "?" + urlencode([*kept, *((name, value) for name, value in (changes or {}).items() if value)])


def init_pages(app: Flask) -> None:
    """Templates of shared/ui and of the service, and what every page is given."""
    ours = [FileSystemLoader(Path(app.root_path) / "templates"), FileSystemLoader(UI / "templates")]
    app.jinja_loader = ChoiceLoader([*ours, OverlayLoader()])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(i18n.FILTERS)
    spoken.init_app(app)
    app.jinja_env.globals.update(
        once=once,
        options=options,
        asset=asset,
        here_with=here_with,
        trouble_effect=effect,
        plugin_regions=region_names,
    )
    app.context_processor(lambda: every_page(app))


def every_page(app: Flask) -> dict[str, Any]:
    """What every page is given: found out once for a page and the cards that are drawn for it."""
    about = signed_in(), str(get_locale()), object_region()
    kept = g.get("every_page")
    if kept is None or kept[0] != about:
        kept = g.every_page = about, given(app, about[0])
    found: dict[str, Any] = kept[1]
    return found


def given(app: Flask, actor: Actor | None) -> dict[str, Any]:
    """What a reader's page is given."""
    staff = actor is not None and holds(actor, "registry", "plugin.view")
    return {
        "actor": actor,
        "nav": navigation(app, actor) if actor else (),
        "brand": face(app),
        "region_mark": region_mark(app),
        "locale": str(get_locale()),
        "locales": locale_links(),
        "account_url": "/registry/me",
        "plugin_troubles": app.extensions["plugins"].troubles() if staff else [],
    }
