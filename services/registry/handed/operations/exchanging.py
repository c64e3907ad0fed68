"""The exchange with the deployment above: what this home signed goes up, what is new there comes down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from services.registry.deployments.models import ABOVE, Deployment
from services.registry.deployments.operations.alone import alone
from services.registry.deployments.operations.going_up import known_of
from services.registry.deployments.operations.own_keys import key_for
from services.registry.deployments.operations.pairing import ensured_key
from services.registry.deployments.operations.wire import ask
from services.registry.deployments.queries import news_of, own_name, paired_above
from services.registry.handed.models import HandedRecord
from services.registry.handed.operations.saying import say, signed_by
from services.registry.handed.operations.taking import take_all, take_up
from services.registry.handed.queries import Due, due_to, fulfilled, has_come, known, last_of_each
from services.registry.handed.rules.signing import opened
from services.registry.handed.schemas import FULFILMENT, FUND, OBLIGATION, PLAN, Exchange, Newest, Said
from shared.doors.errors import Refusal
from shared.doors.transaction import carry_out

PATH = "/registry/deployments/handed"
AT_ONCE, SOON = 50, 5.0  # records; seconds
IN_VAIN: dict[str, str] = {}  # by deployment, what it said last that was pulled and did not come
ABOVE_SAYS, BELOW_SAYS = {PLAN, OBLIGATION, FUND}, {FULFILMENT, FUND}


def look() -> int:
    """Pull at once where what the deployment above said last has not come: a fund is not kept waiting for
    the minute; how many records came. One process at a time, and none while the last call of the minute
    did not go through: looking at a dead line would take the worker's threads from everything else. What
    a pull did not bring, it may be what can never be kept, comes with the minute's."""
    with alone("looking above") as mine:
        above = paired_above()
        if not mine or above is None or known_of(news_of(above)).refused:
            return 0
        name = above.name
        last = newest_above(above)
    if not last or IN_VAIN.get(name) == last or has_come(name, last):
        return 0
    came = pull()
    if not came:
        IN_VAIN[name] = last
    return came


def newest_above(above: Deployment) -> str:
    """The hash of what the deployment above said last; "" without a line."""
    try:
        told = ask(above, f"{PATH}/newest", {}, deadline=SOON)
    except Refusal:
        return ""
    return msgspec.json.decode(told.body, type=Newest).sha256


def pull() -> int:
    """Ask the deployment above what is new, as long as there is something; how many records came. Without a
    line nothing happens, and nothing is lost. One process at a time."""
    with alone("what comes down") as mine:
        return sum(coming()) if mine else 0


def coming() -> Iterator[int]:
    """How many records came with each answer."""
    above = paired_above()
    while above is not None:
        carry_out(say_all, above.name, fulfilled(above.name))
        try:
            answer = asked(above)
        except Refusal:
            break
        yield len(carry_out(take_from, above, answer))
        above = paired_above() if answer.more else None


def asked(above: Deployment) -> Exchange:
    """What the deployment above answers to what this home knows and says."""
    known_here, private = known(above.name), ensured_key()
    said = [signed_by(row, private) for row in last_of_each(above.name, came=False)]
    reply = ask(above, PATH, Exchange(known=known_here, said=said))
    return msgspec.json.decode(reply.body, type=Exchange)


def answered(below: Deployment, question: Exchange) -> Exchange:
    """Take what a home below signed, and answer what it does not know yet, signed once for it."""
    take_from(below, question)
    say_all(below.name, due_to(below.regions))
    known_below = question.known
    fresh = [row for row in last_of_each(below.name, came=False) if known_below.get(row.key) != row.sha256]
    first = in_order(fresh)[:AT_ONCE]
    private = key_for(below) or ensured_key()
    said = [signed_by(row, private) for row in first]
    return Exchange(known=known(below.name), said=said, more=len(fresh) > AT_ONCE)


def say_all(to: str, due: Iterable[Due]) -> None:
    """Say what is due to a deployment; what was said before is not said again."""
    for kind, name, body in due:
        say(to, kind, name, body)


def in_order(rows: Iterable[HandedRecord]) -> list[HandedRecord]:
    """Plans before what belongs to them."""
    return sorted(rows, key=lambda row: (row.kind != PLAN, row.said_at, row.id))


def take_from(other: Deployment, told: Exchange) -> list[HandedRecord]:
    """Take what another deployment signed; what its key did not sign for this one is left out."""
    public, name = other.public_key or "", own_name()
    found = [opened(token, public, other.name, name) for token in told.said]
    taken = take_all([said for said in found if said is not None and admissible(other, said)])
    take_up(other.name)
    return taken


def admissible(other: Deployment, said: Said) -> bool:
    """Whether a deployment may say this: a plan and its obligations come from above, what was done from
    below, a fund from both."""
    return said.kind in (ABOVE_SAYS if other.side == ABOVE else BELOW_SAYS)
