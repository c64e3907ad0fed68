"""What the services of this home tell the installation above: kept here until it is taken there."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import func, select, text

from services.registry.db import db
from services.registry.deployments.models import UpwardHead
from services.registry.deployments.rules.admitting import nameless
from shared import routes
from shared.queue.receiving import UnknownKind, reason

KEEP = text("""
    INSERT INTO upwards AS kept (kind, key, version, state, since, due_at)
    SELECT r.kind, r.key, r.version, r.state, clock_timestamp(), clock_timestamp()
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(kind text, key text, version bigint, state jsonb)
    ON CONFLICT (kind, key) DO UPDATE SET version = excluded.version, state = excluded.state,
        due_at = excluded.due_at, attempts = 0, claimed_until = NULL, refused = NULL
    WHERE kept.version < excluded.version""")
HEAD = text("""
    INSERT INTO upward_heads AS kept (sender, version) VALUES (:sender, :version)
    ON CONFLICT (sender) DO UPDATE SET version = greatest(kept.version, excluded.version)""")


def relay(wire: list[Any], sender: str) -> dict[int, str]:
    """Keep what a service of this home sends up; what it may not send by its place, with the reason."""
    refused: dict[int, str] = {}
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for place, data in enumerate(wire):
        try:
            row = on_its_way(data, sender)
        except (UnknownKind, KeyError, TypeError, ValueError, AttributeError) as error:
            refused[place] = reason(error)
            continue
        former = kept.get((row["kind"], row["key"]))
        if former is None or former["version"] < row["version"]:
            kept[row["kind"], row["key"]] = row
    rows = [kept[name] for name in sorted(kept)]
    if rows:
        db.session.execute(KEEP, {"rows": orjson.dumps(rows).decode()})
        raise_head(sender, max(row["version"] for row in rows))
    return refused


def on_its_way(data: Any, sender: str) -> dict[str, Any]:
    """A record as it leaves this home, without anybody's name; UnknownKind."""
    kind, key = str(data["kind"]), str(data["key"])
    if not routes.goes_above(kind) or not routes.may_send(sender, kind, key):
        raise UnknownKind(kind=kind)
    return {"kind": kind, "key": key, "version": int(data["version"]), "state": nameless(dict(data["state"]))}


def raise_head(sender: str, version: int) -> None:
    """Remember the highest version a service has sent up."""
    db.session.execute(HEAD, {"sender": sender, "version": version})


def heads() -> dict[str, int]:
    """The highest version each service has sent up."""
    found = db.session.execute(
        select(UpwardHead.sender, func.max(UpwardHead.version)).group_by(UpwardHead.sender)
    )
    return dict(found.all())
