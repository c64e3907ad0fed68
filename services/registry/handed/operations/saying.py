"""Saying something to another deployment: signed once, kept, and given as often as it asks."""

from __future__ import annotations

from services.registry.db import db
from services.registry.deployments.queries import own_key, own_name
from services.registry.deployments.rules.signing import public_of
from services.registry.handed.models import HandedRecord
from services.registry.handed.operations.funds import tell_grants
from services.registry.handed.queries import newest
from services.registry.handed.rules.signing import fingerprint, opened, signed
from services.registry.handed.schemas import FUND
from shared.clock import now
from shared.doors.errors import Conflict


class NoKey(Conflict):
    """This deployment has no key yet: pair it first, then hand something over."""

    code = "no_key"


def signed_by(row: HandedRecord, private: str) -> str:
    """A record as this key signs it: what was said before a key was exchanged is believed by the key the
    other side knows now. It stays the record that was said then."""
    me, to = own_name(), row.deployment
    if opened(row.signed, public_of(private), me, to):
        return row.signed
    return signed(private, me, to, row.kind, row.key, row.body, row.said_at)


def say(to: str, kind: str, name: str, body: dict[str, object]) -> HandedRecord:
    """Say a record to a deployment; one that says what was said last is said no second time. NoKey."""
    key, sha256 = f"{own_name()}:{name}", fingerprint(body)
    last = newest(to, key, came=False)
    if last is not None and last.sha256 == sha256:
        return last
    private = own_key()
    if private is None:
        raise NoKey
    at = now().replace(microsecond=0)
    row = HandedRecord(
        deployment=to,
        came=False,
        kind=kind,
        key=key,
        said_at=at,
        sha256=sha256,
        body=body,
        signed=signed(private, own_name(), to, kind, key, body, at),
    )
    db.session.add(row)
    db.session.flush()
    if kind == FUND:
        tell_grants(row, own_name())
    return row
