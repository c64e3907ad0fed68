"""Adjustments in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.reports.adjustments.queries import APPROVED, WAITING, WITHDRAWN, indicator_of
from shared.acts.words import Words
from shared.i18n import current_locale, format_number, once_a_language
from shared.language.records.project import Project
from shared.spoken import spoken

SHAPES = {APPROVED: "ok", WAITING: "pace", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "adjustment_states": adjustment_states(),
        "adjustment_shapes": SHAPES,
        "signed_amount": signed_amount,
    }


@once_a_language
def adjustment_states() -> Mapping[str, str]:
    """States of an adjustment."""
    return {
        WAITING: pgettext("adjustment", "waits for approval"),
        APPROVED: pgettext("adjustment", "approved"),
        WITHDRAWN: pgettext("adjustment", "withdrawn"),
    }


def signed(value: int) -> str:
    """A number with its sign, plus too."""
    return f"+{format_number(value)}" if value > 0 else format_number(value)


def signed_amount(amount: int, base: int | None) -> str:
    """How much more or less; of a share with its base."""
    if base is None:
        return signed(amount)
    return _("%(part)s of %(base)s", part=signed(amount), base=signed(base))


def called(project: Project, indicator_id: str) -> str:
    """An indicator by its code and name in the reader's language; one that left the plan is called so."""
    indicator = indicator_of(spoken(project), indicator_id)
    return f"{indicator.code} {indicator.name}" if indicator else _("no longer in the plan")


def region_names(project: Project) -> dict[str, str]:
    """Names of the project's regions by code."""
    return {region.code: region.name(current_locale()) for region in project.regions}


def adjustment() -> Words:
    """An adjustment in words."""
    fields = {
        "day": _("Day"),
        "region": _("Region"),
        "amount": _("How much more or less"),
        "base": _("How much the base changes"),
        "reason": _("Reason"),
        "approved_by": _("Who approved the adjustment"),
        "approved_on": _("When it was approved"),
        "withdrawn_because": _("Why the adjustment is withdrawn"),
    }
    return Words(_("Adjustment"), fields)
