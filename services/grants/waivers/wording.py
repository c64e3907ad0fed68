"""Exceptions in words: what stops a step, which paper opens it, how the history tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from services.grants.waivers.models import FUND, INTAKE, TRANCHE, Waiver
from services.grants.waivers.queries import is_alive, waivers_on
from shared.access import actor
from shared.acts.words import Words
from shared.i18n import once_a_language
from shared.language.evidence import AGREEMENT, PROTOCOL, REGULATION


@dataclass(frozen=True)
class Gate:
    """What stops a step: its rule, why, and the address where it is put right."""

    rule: str
    said: str
    label: str
    href: str


@dataclass(frozen=True)
class ShownWaiver:
    """An exception on a page; `confirms` when the reader may confirm it."""

    waiver: Waiver
    name: str
    alive: bool
    confirms: bool


def gates_shown(record: Any, gates: list[Gate], known: list[Waiver] | None = None) -> list[tuple[Gate, bool]]:
    """What stops a step, each with whether the reader may ask for an exception to it
    (`known`: those the record has)."""
    asks = actor().can("waiver.ask") and actor().kind == "user"
    known = waivers_on(record) if known is None else known
    asked = {found.rule for found in known if is_alive(found)}
    return [(gate, asks and gate.rule not in asked) for gate in gates]


def waivers_shown(record: Any, known: list[Waiver] | None = None) -> list[ShownWaiver]:
    """The exceptions of a record, as its page tells them."""
    names, me = rules(), actor()
    confirms = me.can("waiver.confirm") and me.kind == "user"
    return [
        ShownWaiver(
            found,
            names[found.rule],
            is_alive(found),
            confirms and is_alive(found) and not found.confirmed_by and found.entered_by.id != me.id,
        )
        for found in (waivers_on(record) if known is None else known)
    ]


@once_a_language
def rules() -> Mapping[str, str]:
    """What each exception lets pass."""
    return {
        REGULATION: _("To open the contest without its regulation"),
        FUND: _("To open the contest above the plan’s sum"),
        INTAKE: _("To award while applications still come"),
        PROTOCOL: _("To award without the protocol of the results"),
        AGREEMENT: _("To pay without a signed agreement"),
        TRANCHE: _("To pay outside the tranches of the agreement"),
    }


def words() -> dict[str, Any]:
    """What pages are given."""
    return {"gates_shown": gates_shown, "waivers_shown": waivers_shown}


def waiver() -> Words:
    """An exception in words."""
    fields = {"rule": _("Exception"), "reason": _("Reason"), "expires_at": _("Until")}
    return Words(_("Exception"), fields, {"rule": rules()})
