"""Handovers of grants: signed here for the other deployment."""

from __future__ import annotations

from services.registry.handed.operations.saying import say
from services.registry.handed.schemas import FUND
from shared.language import records
from shared.language.records.fund_handover import OFFERED, FundHandover
from shared.queue.receiving import Envelope, Handler
from shared.tables import Sessions


def sign_handovers(_session: Sessions, envelopes: list[Envelope]) -> None:
    """Sign what this side says of each handover, for the deployment on the other side."""
    for envelope in envelopes:
        said: FundHandover = envelope.record
        other = said.taker if said.state == OFFERED else said.giver
        say(other, FUND, said.id, records.state(said))


HANDLERS: dict[str, Handler] = {FundHandover.KIND: sign_handovers}
