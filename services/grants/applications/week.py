"""What of applications waits for the commission, and for whoever registered them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.applications.queries import Waiting, ungrouped, unjudged, unscanned
from services.grants.groups.queries import group_words
from shared.i18n import format_money
from shared.language.roles import COMMISSION_MEMBER, PARTNER_REP
from shared.web.week import Card, Thing, card_of


def week() -> Iterator[Card]:
    """Applications without the commission's word, without their scan, without their group."""
    yield from to_judge()
    yield from to_scan()
    yield from to_group()


def to_judge() -> list[Card]:
    """Applications the commission has said nothing of."""
    found = unjudged("application.recommend")
    return card_of(
        found,
        thing,
        listed(found, "verdict=none"),
        title=ngettext(
            "%(num)s application waits for the commission’s word",
            "%(num)s applications wait for the commission’s word",
            len(found),
        ),
        why=_("Read each one and write down what the commission recommends."),
        action=_("Read the applications"),
        day=attrgetter("closes_on"),
        owner=COMMISSION_MEMBER,
        icon="coins",
    )


def to_scan() -> list[Card]:
    """Applications without the signed paper."""
    found = unscanned("application.register")
    return card_of(
        found,
        thing,
        listed(found, "scan=no"),
        title=ngettext(
            "%(num)s application has no signed scan", "%(num)s applications have no signed scan", len(found)
        ),
        why=_("An application counts as proven with its scan."),
        action=_("Attach a file"),
        day=attrgetter("registered_on"),
        owner=PARTNER_REP,
        icon="evidence",
    )


def to_group() -> list[Card]:
    """Awarded applications whose group nobody has found in the register."""
    found = ungrouped("application.register")
    return card_of(
        found,
        thing,
        listed(found, "status=awarded"),
        title=ngettext(
            "%(num)s awarded group is not in the register of groups",
            "%(num)s awarded groups are not in the register of groups",
            len(found),
        ),
        why=_("Groups are counted from the register: record each with its members and its protocol."),
        action=_("Open the applications"),
        day=attrgetter("registered_on"),
        owner=PARTNER_REP,
        icon="group",
    )


def listed(found: list[Waiting], filters: str) -> str:
    """The list of the contest of the first one."""
    return f"/grants/contests/{found[0].contest_id}/applications?{filters}" if found else ""


def thing(row: Waiting) -> Thing:
    """One application with what it asks for."""
    asked = format_money(row.requested)
    return Thing(
        text=f"{row.number} {group_words(row)}: {row.title}",
        href=f"/grants/applications/{row.id}",
        missing=asked,
    )
