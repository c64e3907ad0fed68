"""The fold-out grid of an indicator: its regions and months with their targets, shown and taken back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from marshmallow import Schema, fields

from services.registry.drafts.forms.fields import Typed, part
from services.registry.drafts.operations.targets import offered
from services.registry.plans.models import Indicator, Plan
from services.registry.plans.rules.targets import BY
from services.registry.plans.wording.reading import plain
from services.registry.regions.queries import named
from shared.i18n import format_month
from shared.validation import Range

TARGET = fields.Decimal(load_default=None, allow_none=True, validate=Range(0, 10**11))
FEWEST = 2


def grid(plan: Plan, indicator: Indicator, typed: Typed) -> dict[str, Any]:
    """The cells of regions and of months, in short what is set; one region or month is no division."""
    key, locale = str(indicator.id), str(get_locale())
    words = {row["code"]: row.get(locale, row["ru"]) for row in named(offered(plan, indicator)["region"])}
    cells = {
        by: [cell(key, by, place, words, indicator.divided, typed) for place in places]
        for by, places in offered(plan, indicator).items()
    }
    shown = {by: rows if len(rows) >= FEWEST else [] for by, rows in cells.items()}
    return {**shown, "said": said(indicator)}


def cell(
    key: str, by: str, place: str, words: dict[str, str], divided: dict[str, Decimal], typed: Typed
) -> dict[str, str]:
    """One field of the grid; what was typed stands in it."""
    name = f"{key}-{by}-{place}"
    label = words.get(place, place) if by == "region" else format_month(place)
    return {"name": name, "label": label, "value": typed.get(name, plain(divided.get(place)))}


def said(indicator: Indicator) -> str:
    """How many regions and months have a target of their own."""
    regions = sum(bool(row.region) for row in indicator.targets)
    months = len(indicator.targets) - regions
    parts = [
        ngettext("%(num)s region", "%(num)s regions", regions) if regions else "",
        ngettext("%(num)s month", "%(num)s months", months) if months else "",
    ]
    return ", ".join(filter(None, parts)) or _("not set")


def taken(plan: Plan, indicator: Indicator, typed: Typed) -> dict[str, Decimal]:
    """The targets of the sheet by region code or month; a sheet without the grid keeps what is stored."""
    key = str(indicator.id)
    if f"{key}-divided" not in typed:
        return indicator.divided
    places = offered(plan, indicator)
    asked = {f"{by}-{place}": place for by in BY for place in places[by] if f"{key}-{by}-{place}" in typed}
    values = part(typed, key, Schema.from_dict(dict.fromkeys(asked, TARGET))())
    return {place: values[name] for name, place in asked.items() if values.get(name) is not None}
