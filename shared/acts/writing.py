"""Writing an act: with the change it is about, or of its own where nothing is changed."""

from __future__ import annotations

from typing import Any

import orjson
from flask import current_app
from msgspec import to_builtins

from shared.acts import chain, doer, vouching
from shared.acts.changes import KEY, Changes, plain
from shared.clock import now
from shared.queue.publishing import taken
from shared.tables import Sessions

NUL = "\\u0000"  # how JSON writes what no text of the database may hold


def write(session: Sessions) -> None:
    """Write what the present transaction did as its act, with what its keyed call answers and what neighbours
    are told of it; nothing for one that only read."""
    session.flush()
    changes = session.info.get(KEY) or Changes()
    if changes.rows or changes.answer or doer.door() in ("page", "api"):
        content = told(changes, doer.verb(), "; ".join(changes.why))
        chain.link(session.connection(), content, changes.answer, taken(changes))


def record(verb: str, *touched: object, why: str = "") -> None:
    """Write an act that changes nothing, in a transaction of its own:
    a refusal of access, a download, a sign-in that failed."""
    changes = Changes(touched={str(row_id): None for row_id in touched})
    with current_app.extensions["sqlalchemy"].engine.begin() as connection:
        chain.link(connection, told(changes, verb, why))


def told(changes: Changes, verb: str, why: str = "") -> str:
    """The whole act as text."""
    about = doer.about()
    content: dict[str, Any] = {
        "at": now().isoformat(),
        "who": to_builtins(doer.doer()),
        "door": doer.door(),
        "permission": doer.permission(),
        "verb": verb,
        "object": subject(changes, about),
        "changes": [vars(change) for change in changes.rows.values()],
        "more": [[kind, what, count] for (kind, what), count in changes.more.items()],
        "touched": list(dict.fromkeys([*about, *changes.touched])),
        "why": why,
        "request": doer.request_id(),
    }
    if changes.redacted:  # what `chain` takes the acts at their word by
        content["redacted"] = {str(number): sha256 for number, sha256 in changes.redacted.items()}
        content["signed"] = vouching.signature(orjson.loads(as_text(content)))
    return as_text(content)


def as_text(content: dict[str, Any]) -> str:
    """JSON; what neither JSON nor the database holds is looked for only where there is any."""
    try:
        text = orjson.dumps(content).decode()
    except TypeError:
        text = NUL
    return orjson.dumps(plain(content)).decode() if NUL in text else text


def subject(changes: Changes, about: list[str]) -> dict[str, str]:
    """What the act is about: the row the address names, else the first one changed."""
    rows = list(changes.rows.values())
    named = next((change for change in rows if change.id in about), rows[0] if rows else None)
    if named:
        return {"kind": named.kind, "id": named.id}
    return {"kind": "", "id": about[-1] if about else ""}
