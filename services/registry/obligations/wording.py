"""Obligations in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.obligations.models import Obligation
from services.registry.obligations.rules.naming import name_of
from services.registry.obligations.rules.proposing import Asked, Slot
from services.registry.regions.wording import region_name, region_options
from shared.acts.words import Words
from shared.i18n import format_month, format_number, format_short_date, said
from shared.language.roles import ROLES


def words() -> dict[str, Any]:
    """What templates say of obligations."""
    return {
        "obligation_name": called,
        "work_owners": owners,
        "work_shares": shares,
        "work_term": term,
    }


def owners() -> list[tuple[str, str]]:
    """Whose work it may be."""
    return [(code, said(word)) for code, word in ROLES.items()]


def called(item: Obligation) -> str:
    """What has to exist and where."""
    return f"{name_of(item)}, {region_name(item.region)}" if item.region else name_of(item)


def shares(item: Asked) -> str:
    """How what an indicator asks for is divided: "14, 2 in each of 7 regions"."""
    regions = {slot.region for slot in item.slots if slot.region}
    total = sum(slot.quantity for slot in item.slots)
    if item.monthly:
        return ngettext("%(num)s, one a month", "%(num)s, one a month", len(item.slots))
    if not regions:
        return format_number(total)
    each = {sum(slot.region == region for slot in item.slots) for region in regions}
    if any(slot.ground for slot in item.slots):
        return _("%(total)s: in a town and in a village of each region", total=format_number(total))
    if len(each) > 1:
        return ngettext(
            "%(total)s in %(num)s region", "%(total)s in %(num)s regions", len(regions), total=total
        )
    return ngettext(
        "%(total)s: %(each)s in %(num)s region",
        "%(total)s: %(each)s in each of %(num)s regions",
        len(regions),
        total=format_number(total),
        each=each.pop(),
    )


def term(slots: Sequence[Slot]) -> str:
    """The days of monthly ones: from the first month to the last, and when the first is due."""
    if not slots or not slots[0].due_on or not slots[-1].due_on:
        return ""
    first, last = slots[0], slots[-1]
    return _(
        "from %(first)s (by %(due)s) to %(last)s (by %(end)s)",
        first=format_month(first.starts_on),
        due=format_short_date(first.due_on),
        last=format_month(last.starts_on),
        end=format_short_date(last.due_on),
    )


def obligation() -> Words:
    """An obligation in words."""
    fields = {
        "title": _("What has to exist"),
        "title_kk": _("Title in Kazakh"),
        "due_on": _("Due"),
        "promised_on": _("First promised"),
        "plan_due_on": _("Term of the plan"),
        "starts_on": _("Begins"),
        "owner": _("Whose work it is"),
        "done_on": _("There since"),
        "waived_because": _("Waived"),
        "region": _("Region"),
    }
    return Words(_("Obligation"), fields, {"region": dict(region_options(None)), "owner": dict(owners())})


def postponement() -> Words:
    """A postponement in words."""
    return Words(_("Postponement"), {"reason": _("Reason")})


def put_off() -> Words:
    """A day that was put off in words."""
    return Words(_("Day put off"), {"was_on": _("It was due on"), "now_on": _("It is due on")})
