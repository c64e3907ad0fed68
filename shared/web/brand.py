"""The face of a region on a page: its name, colours and logo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from flask import Flask, Response, g, request
from flask_babel import get_locale
from flask_login import current_user

from shared.access import public
from shared.doors.errors import NotFound
from shared.doors.faces import Face
from shared.plugins.exchanged import Branding, Partner


def own_region() -> str | None:
    """The region whose people see the whole application in its face: the only one the user has a role in."""
    regions = {grant.region for grant in getattr(current_user, "grants", ())}
    return regions.pop() if len(regions) == 1 else None


def object_region() -> str | None:
    """The region of what the page shows: the object's own, or the one a list is narrowed to."""
    return g.get("region") or request.args.get("region")


def face(app: Flask) -> Face:
    """What the application wears: the face of the user's own region, the programme's for everybody else."""
    return face_of(app, own_region())


def region_mark(app: Flask) -> Face | None:
    """The face of the region the page is about, for a band over its head; None where nothing has to be
    said."""
    region = object_region()
    if not region or region == own_region():
        return None
    found = face_of(app, region)
    return None if found.region == "core" else found


def face_of(app: Flask, region: str | None) -> Face:
    """The face of a region as its plugins say it."""
    plugins = app.extensions["plugins"]
    branding = plugins.branding(region)
    version = hashlib.sha256(f"{branding.accent}{branding.logo}".encode()).hexdigest()[:8]
    language = str(get_locale())
    own = region and (len(plugins.of(region)) > 1 or plugins.settings.now(region))
    code = region if region and own else "core"
    here = f"/{app.name}/brand/{code}"
    return Face(
        code,
        branding.name.get(language, branding.name.get("ru", "")),
        f"{here}.css?v={version}",
        f"{here}.svg?v={version}",
        branding.disclaimer.get(language, ""),
        f"{here}/mark.css?v={version}",
        tuple(beside(branding, here, language)),
    )


def beside(branding: Branding, here: str, language: str) -> Iterator[tuple[str, str]]:
    """The partners' logos in their order, each address another as soon as its drawing is."""
    for place, partner in enumerate(branding.partners):
        version = hashlib.sha256(partner.logo.encode()).hexdigest()[:8]
        name = partner.name.get(language) or partner.name.get("ru", "")
        yield f"{here}/partners/{place}.svg?v={version}", name


def init_brand(app: Flask) -> None:
    """Addresses of a region's colours and logo."""

    @app.get(f"/{app.name}/brand/<code>.css")
    @public
    def brand_css(code: str) -> Response:
        """Give a region's colours as CSS variables."""
        accent = app.extensions["plugins"].branding(code).accent
        return cached(Response(f":root{{--brand-accent:{accent}}}\n", mimetype="text/css"))

    @app.get(f"/{app.name}/brand/<code>/mark.css")
    @public
    def brand_mark(code: str) -> Response:
        """Give the colour of a region's mark; the rest of the page keeps its own."""
        accent = app.extensions["plugins"].branding(code).accent
        return cached(Response(f".region-mark{{--mark-accent:{accent}}}\n", mimetype="text/css"))

    @app.get(f"/{app.name}/brand/<code>.svg")
    @public
    def brand_logo(code: str) -> Response:
        """Give a region's logo."""
        return cached(Response(app.extensions["plugins"].branding(code).logo, mimetype="image/svg+xml"))

    @app.get(f"/{app.name}/brand/<code>/partners/<place>.svg")
    @public
    def brand_partner(code: str, place: str) -> Response:
        """Give the logo of a region's partner."""
        partner = partner_at(app.extensions["plugins"].branding(code), place)
        return cached(Response(partner.logo, mimetype="image/svg+xml"))


def partner_at(branding: Branding, place: str) -> Partner:
    """The partner at a place of an address; NotFound where there is none."""
    known = {str(number): partner for number, partner in enumerate(branding.partners)}
    if place not in known:
        raise NotFound
    return known[place]


def cached(response: Response) -> Response:
    """Let the browser keep a versioned answer."""
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
