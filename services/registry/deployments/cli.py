"""Deployments from the shell: each function carries its operation out and returns what is printed."""

from __future__ import annotations

from services.registry.deployments import listing, queries
from services.registry.deployments.operations import going_up
from services.registry.deployments.rules.signing import fingerprint
from shared.doors.transaction import carry_out


def pair(url: str, code: str) -> list[str]:
    """Pair this home with the centre at an address."""
    told = going_up.introduce(url, code)
    carry_out(going_up.keep, told, url)
    carry_out(going_up.send_all_anew, {})
    return [
        f"Paired with {told.name} at {url}. Compare on the telephone:",
        f"  the centre's key  {fingerprint(told.public_key)}",
        f"  this home's key   {queries.own_fingerprint()}",
    ]


def rotate() -> list[str]:
    """Exchange this home's key."""
    going_up.exchange_key()
    carry_out(going_up.use_new_key)
    return [f"The key is exchanged: {queries.own_fingerprint()}"]


def unpair() -> list[str]:
    """End the pairing, here and at the centre where there is a line."""
    going_up.tell_the_end()
    carry_out(going_up.unpair)
    return ["The pairing is ended. What is written from now on waits here."]


def status() -> list[str]:
    """How this home stands with the centre, or the regions' homes with this one."""
    if queries.sends_up():
        return lines(listing.home())
    return [line for card in listing.below() for line in lines(card)] or ["No region has a home of its own."]


def lines(card: listing.Card) -> list[str]:
    """One deployment, a line a fact."""
    facts = [f"  {name}: {value}" for name, value in card.facts]
    reasons = [f"  ! {reason.words} · {reason.many} {reason.page}".rstrip() for reason in card.reasons]
    warnings = [f"  ! {words}" for words in card.warnings]
    return [f"{card.deployment.name}: {card.state}", *facts, *warnings, *reasons]
