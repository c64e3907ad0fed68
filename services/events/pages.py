"""What every page of events is given besides the shared shell: names in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import get_locale

from services.events.projects.queries import projects
from shared.i18n import format_period, format_short_date, said
from shared.language import gatherings, publications
from shared.language.categories import CATEGORIES, SEXES
from shared.language.evidence import kinds_of
from shared.language.records.project import Region
from shared.projects import project_names


def names() -> dict[str, Any]:
    """Words for codes, and the choices of forms."""
    return {
        "gathering_types": gathering_types(),
        "modes": modes(),
        "gathering_statuses": gathering_statuses(),
        "evidence_kinds": evidence_kinds(),
        "categories": categories(),
        "sexes": sexes(),
        "publication_kinds": publication_kinds(),
        "publication_statuses": publication_statuses(),
        "media": media(),
        "status_shapes": STATUS_SHAPES,
        "region_name": region_name,
        "region_options": region_options,
        "days": days,
        "listed": listed,
        "project_names": project_names,
    }


STATUS_SHAPES = {"planned": "pace", "held": "ok", "cancelled": "bad", "draft": "plain", "published": "ok"}


def regions() -> dict[str, Region]:
    """The regions of all projects by code, read once a request."""
    if "regions" not in g:
        g.regions = {region.code: region for project in projects.all() for region in project.regions}
    return g.regions


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    row = regions().get(code or "")
    return row.name(str(get_locale())) if row else code or ""


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, region_name(code)) for code in regions() if mine is None or code in mine]


def days(starts_on: Any, ends_on: Any, short: bool = False) -> str:
    """The day or days of a gathering: "12 апреля 2022 г.", "12–13 апреля 2022 г.",
    short "12.04.2022 – 13.04.2022"."""
    if not short:
        return format_period(starts_on, ends_on or starts_on)
    last = f" – {format_short_date(ends_on)}" if ends_on and ends_on != starts_on else ""
    return format_short_date(starts_on) + last


def listed(codes: Iterable[str], words: dict[str, str]) -> str:
    """Names inside a sentence: "программа, список с подписями"."""
    return ", ".join(words[code][:1].lower() + words[code][1:] for code in codes)


def gathering_types() -> dict[str, str]:
    """Types of gatherings."""
    return {name: said(kind.words) for name, kind in gatherings.TYPES.items()}


def modes() -> dict[str, str]:
    """How people meet."""
    return {name: said(words) for name, words in gatherings.MODES.items()}


def gathering_statuses() -> dict[str, str]:
    """States of a gathering."""
    return {name: said(words) for name, words in gatherings.STATUSES.items()}


def evidence_kinds() -> dict[str, str]:
    """Kinds of evidence."""
    return {kind.name: said(kind.words) for kind in kinds_of("gathering")}


def categories() -> dict[str, str]:
    """Categories of participants."""
    return {name: said(category.words) for name, category in CATEGORIES.items()}


def sexes() -> dict[str, str]:
    """The two sexes, short."""
    return {name: said(words) for name, words in SEXES.items()}


def publication_kinds() -> dict[str, str]:
    """Kinds of what is issued."""
    return {name: said(kind.words) for name, kind in publications.KINDS.items()}


def media() -> dict[str, str]:
    """What copies handed out are."""
    return {name: said(words) for name, words in publications.MEDIA.items()}


def publication_statuses() -> dict[str, str]:
    """States of a publication."""
    return {name: said(words) for name, words in publications.STATUSES.items()}
