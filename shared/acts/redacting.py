"""Taking out of acts what tells who somebody was. The act stays, with its number and its hash; what it says
since is vouched for by the act that took it out, so the chain can be proven as before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import text

from shared.acts.changes import Changes, collected
from shared.tables import Sessions

# Acts that touched a row are found by their index, those that say a name wherever it stands.
TOLD = text("""
    SELECT a.number, a.content FROM acts a WHERE a.number IN (
        SELECT b.number FROM unnest(CAST(:rows AS text[])) AS r(id)
            JOIN acts b ON b.content -> 'touched' @> jsonb_build_array(r.id)
        UNION SELECT c.number FROM unnest(CAST(:names AS text[])) AS n(name)
            JOIN acts c ON position(n.name IN c.content::text) > 0)
    ORDER BY a.number""")
REWRITE = text("""
    UPDATE acts SET content = CAST(:content AS jsonb) WHERE number = :number
    RETURNING encode(sha256(convert_to(content::text, 'UTF8')), 'hex')""")


def redact(session: Sessions, rows: Collection[str], names: Mapping[str, str]) -> int:
    """Take out of every act, and of the one that is being written, what these rows said and these names,
    {name: what stands for it}; the number of acts that were rewritten."""
    found = collected(session)
    hide(found, rows)
    asked = {"rows": sorted(rows), "names": sorted(names)}
    for number, content in session.execute(TOLD, asked).all():
        left = without(content, rows, names)
        if left != content:
            told = {"number": number, "content": orjson.dumps(left).decode()}
            found.redacted[number] = str(session.scalar(REWRITE, told))
    return len(found.redacted)


def hide(found: Changes, rows: Collection[str]) -> None:
    """Let the act that is being written say of these rows that they changed, not from what to what."""
    for change in found.rows.values():
        if change.id in rows:
            change.fields, change.called = dict.fromkeys(change.fields, ()), ""


def without(content: dict[str, Any], rows: Collection[str], names: Mapping[str, str]) -> dict[str, Any]:
    """An act that says of these rows only that they changed, and none of these names. Its reason goes where
    it is about these rows alone."""
    changes = [bare(each) if each["id"] in rows else each for each in content["changes"]]
    theirs = content["object"]["id"] in rows or all(each["id"] in rows for each in changes)
    why = "" if changes and theirs else content["why"]
    left: dict[str, Any] = renamed({**content, "changes": changes, "why": why}, names)
    return left


def bare(change: dict[str, Any]) -> dict[str, Any]:
    """A change of which the fields are named and no more."""
    return {**change, "fields": {name: [] for name in change["fields"]}, "called": ""}


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same with what stands for a name in each of its texts."""
    if isinstance(value, dict):
        return {key: renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    if not isinstance(value, str):
        return value
    for name, stands in names.items():
        value = value.replace(name, stands)
    return value
