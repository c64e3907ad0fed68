"""The addresses by which questionnaires are answered, in words and as pictures for a telephone."""

from __future__ import annotations

import segno
from flask import current_app, request

from services.events.surveys.models import Survey


def link_of(secret: str) -> str:
    """The link of one sheet."""
    return f"{origin()}/events/q/{secret}"


def common_link(item: Survey) -> str:
    """The link that gives each who comes a sheet of his own."""
    return f"{origin()}/events/q/all/{item.secret}"


def origin() -> str:
    """Where we are reached from outside."""
    return current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")


def picture(link: str) -> str:
    """A link as a picture for the page."""
    return str(segno.make_qr(link).svg_data_uri(scale=5, border=2, light="white"))


def drawing(link: str) -> str:
    """The same as SVG, for paper."""
    return str(segno.make_qr(link, error="m").svg_inline(scale=4, border=0))
