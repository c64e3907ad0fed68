"""What a transaction tells the neighbours, written to the outbox in its last statement."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import text

from shared.acts.changes import Changes
from shared.following import number

PUBLISHED = """
    INSERT INTO outbox (recipient, kind, key, version, state, request_id)
    SELECT r.recipient, r.kind, r.key, nextval('outbox_version_seq'), r.state, :request
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(recipient text, kind text, key text, state jsonb)
    ON CONFLICT (recipient, kind, key) DO UPDATE SET state = EXCLUDED.state, request_id = EXCLUDED.request_id,
    version = nextval('outbox_version_seq'),
        attempts = 0, due_at = now(), claimed_until = NULL, parked_reason = NULL"""
PUBLISH = text(PUBLISHED)


def taken(changes: Changes) -> dict[str, Any]:
    """What waits to be written, as the statement takes it, and with it the number of who asked; nothing waits
    any more. In one order, so that two writers of the same records wait for one another and no more."""
    found, changes.published = changes.published, {}
    rows = [
        {"recipient": recipient, "kind": kind, "key": key, "state": found[recipient, kind, key]}
        for recipient, kind, key in sorted(found)
    ]
    return {"rows": orjson.dumps(rows).decode(), "request": number() or None} if rows else {}
