"""Reasons in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from services.reports.reasons.models import Reason
from shared.acts.words import Words
from shared.i18n import format_month


def about(item: Reason, regions: Mapping[str, str]) -> str:
    """Of which month and region it is, {code: name}: "июль 2022 г., Туркестанская область"."""
    place = [regions.get(item.region, item.region)] if item.region else []
    return ", ".join([format_month(item.month), *place])


def printed(items: Iterable[Reason], regions: Mapping[str, str]) -> str:
    """The reasons of an indicator as a report prints them, one a line."""
    return "\n".join(f"{about(item, regions)}: {item.text}" for item in items)


def reason() -> Words:
    """A reason in words."""
    fields = {
        "month": _("Month"),
        "region": _("Region"),
        "text": _("Reason of the deviation"),
        "withdrawn_because": _("Taken back"),
    }
    return Words(_("Reason of the deviation"), fields)
