"""What of grants waits for the accountant, and for whoever collects their papers."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.awards.queries import Waiting, payable, unfinished, unsigned
from services.grants.groups.queries import group_words
from shared.i18n import format_money
from shared.language.roles import ACCOUNTANT, PARTNER_REP
from shared.web.week import Card, Thing, card_of


def week() -> Iterator[Card]:
    """Grants without an agreement, grants to be paid, sub-projects to be finished."""
    yield from to_sign()
    yield from to_pay()
    yield from to_finish()


def to_sign() -> list[Card]:
    """Grants that were awarded and have no agreement on file."""
    found = unsigned()
    return card_of(
        found,
        thing,
        listed(found),
        title=ngettext(
            "%(num)s grant has no signed agreement", "%(num)s grants have no signed agreement", len(found)
        ),
        why=_("Nothing is paid without it."),
        action=_("Attach the agreement"),
        day=attrgetter("awarded_on"),
        owner=PARTNER_REP,
        icon="award",
    )


def to_pay() -> list[Card]:
    """Grants whose next tranche may be paid."""
    found = payable()
    return card_of(
        found,
        thing,
        listed(found),
        title=ngettext("%(num)s grant can be paid", "%(num)s grants can be paid", len(found)),
        why=_("The agreement is on file; what is left of the grant stands beside the group."),
        action=_("Pay"),
        day=attrgetter("awarded_on"),
        owner=ACCOUNTANT,
        icon="coins",
    )


def to_finish() -> list[Card]:
    """Sub-projects that were paid and are not finished."""
    found = unfinished()
    return card_of(
        found,
        thing,
        listed(found),
        title=ngettext(
            "%(num)s sub-project is paid and not finished",
            "%(num)s sub-projects are paid and not finished",
            len(found),
        ),
        why=_("Ask the group for its report, photos and the act, then record that it is finished."),
        action=_("Collect the papers"),
        day=attrgetter("awarded_on"),
        owner=PARTNER_REP,
        icon="award",
    )


def listed(found: list[Waiting]) -> str:
    """The list of the contest's awarded applications."""
    return f"/grants/contests/{found[0].contest_id}/applications?status=awarded" if found else ""


def thing(row: Waiting) -> Thing:
    """One grant with what is left to pay of it."""
    left = row.amount - row.paid
    words = _("%(left)s left to pay", left=format_money(left)) if left else ""
    return Thing(text=group_words(row), href=f"/grants/awards/{row.id}", missing=words)
