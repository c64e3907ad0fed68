"""The face of a region on a page: its name, colours and logo."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Flask, Response, g, request
from flask_babel import get_locale
from flask_login import current_user

from shared.access import public


@dataclass(frozen=True)
class Face:
    """A region's branding as the templates need it."""

    region: str
    name: str
    css_url: str
    logo_url: str
    notice: str


def page_region() -> str | None:
    """Whose face the page wears: the object's region, then the filter's, then the user's only region."""
    if g.get("region") or request.args.get("region"):
        return g.get("region") or request.args["region"]
    regions = {grant.region for grant in getattr(current_user, "grants", ())}
    return regions.pop() if len(regions) == 1 else None


def face(app: Flask) -> Face:
    """The branding of the present page."""
    region = page_region()
    branding = app.extensions["plugins"].branding(region)
    version = hashlib.sha256(f"{branding.accent}{branding.logo}".encode()).hexdigest()[:8]
    language = str(get_locale())
    code = region if region and len(app.extensions["plugins"].of(region)) > 1 else "core"
    return Face(
        code,
        branding.name.get(language, branding.name.get("ru", "")),
        f"/{app.name}/brand/{code}.css?v={version}",
        f"/{app.name}/brand/{code}.svg?v={version}",
        branding.disclaimer.get(language, ""),
    )


def init_brand(app: Flask) -> None:
    """Addresses of a region's colours and logo."""

    @app.get(f"/{app.name}/brand/<code>.css")
    @public
    def brand_css(code: str) -> Response:
        """Give a region's colours as CSS variables."""
        accent = app.extensions["plugins"].branding(code).accent
        return cached(Response(f":root{{--brand-accent:{accent}}}\n", mimetype="text/css"))

    @app.get(f"/{app.name}/brand/<code>.svg")
    @public
    def brand_logo(code: str) -> Response:
        """Give a region's logo."""
        return cached(Response(app.extensions["plugins"].branding(code).logo, mimetype="image/svg+xml"))


def cached(response: Response) -> Response:
    """Let the browser keep a versioned answer."""
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
