"""Deployments from the shell: each function carries its operation out and returns what is printed."""

from __future__ import annotations

from collections.abc import Sequence

from services.registry.deployments import listing, queries
from services.registry.deployments.operations import going_up, own_keys, pairing, setting_aside
from services.registry.deployments.rules.signing import fingerprint
from shared.doors.transaction import carry_out


def invite(name: str, regions: Sequence[str]) -> list[str]:
    """Make the code by which a region's home is paired once; the code stands alone on the last line."""
    _found, code = carry_out(pairing.invite, name, regions)
    return [f"“{name}” is paired by this code, good once and for {pairing.MINUTES} minutes:", code]


def restored(name: str) -> list[str]:
    """Say that a region's home goes on from an old backup."""
    found = queries.get_called(name)
    many = carry_out(setting_aside.go_on_from_backup, found)
    return [f"“{name}” sends everything anew; {many} records from after its backup are set aside."]


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
    """Exchange this home's key; at the centre, renew its own."""
    if not queries.sends_up():
        carry_out(own_keys.renew)
        return [f"The key is renewed: {queries.own_fingerprint()}", "Each home is told with its next call."]
    going_up.exchange_key()
    carry_out(going_up.use_new_key)
    return [f"The key is exchanged: {queries.own_fingerprint()}"]


def rotate_stolen() -> list[str]:
    """Renew the centre's key, which was stolen; whom that leaves to be paired anew."""
    found = carry_out(own_keys.renew_stolen)
    names = ", ".join(home.name for home in found) or "none"
    return [f"The key is renewed: {queries.own_fingerprint()}", f"To be paired anew by a code: {names}"]


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
