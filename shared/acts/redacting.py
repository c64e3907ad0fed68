"""Taking out of acts what tells who somebody was. The act stays, with its number and its hash, who did it and
when; what it says since is vouched for by the act that took it out, so the chain can be proven as before."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import text

from shared.acts.changes import Changes, collected
from shared.tables import Sessions

# Acts that touched a row are found by their index; others that say who it was, by his number or that of his
# row. Another of the same name stands in acts of his own. They are held: of two who take something out of one
# act the second finds what the first left.
TOLD = text("""
    SELECT a.number, a.content FROM acts a WHERE a.number IN (
        SELECT b.number FROM unnest(CAST(:rows AS text[])) AS r(id)
            JOIN acts b ON b.content -> 'touched' @> jsonb_build_array(r.id)
        UNION SELECT c.number FROM unnest(CAST(:rows AS text[]) || CAST(:beside AS text[])) AS s(id)
            JOIN acts c ON position(s.id IN c.content::text) > 0)
    ORDER BY a.number FOR UPDATE OF a""")
REWRITE = text("""
    UPDATE acts SET content = CAST(:content AS jsonb) WHERE number = :number
    RETURNING encode(sha256(convert_to(content::text, 'UTF8')), 'hex')""")


def redact(
    session: Sessions, rows: Collection[str], names: Mapping[str, str], beside: Collection[str] = ()
) -> int:
    """Take out of the acts of these rows, and of the one that is being written, what they said and these
    names, {name: what stands for it}; out of acts of rows `beside`, which are others' too, the names alone.
    The number of acts that were rewritten."""
    found = collected(session)
    hide(found, rows)
    asked, hidden = {"rows": sorted(rows), "beside": sorted(beside)}, hiding(names)
    for number, content in session.execute(TOLD, asked).all():
        left = without(content, rows, hidden)
        if left != content:
            told = {"number": number, "content": orjson.dumps(left).decode()}
            found.redacted[number] = str(session.scalar(REWRITE, told))
    return len(found.redacted)


def hide(found: Changes, rows: Collection[str]) -> None:
    """Let the act that is being written say of these rows that they changed, not from what to what."""
    for change in found.rows.values():
        if change.id in rows:
            change.fields, change.called = dict.fromkeys(change.fields, ()), ""


def in_json(name: str) -> str:
    """A name as it stands within a text of JSON."""
    return orjson.dumps(name).decode()[1:-1]


def hiding(names: Mapping[str, str]) -> Callable[[str], str]:
    """What puts into a text what stands for each name; a name that is part of a longer word is another."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda said: found.sub(lambda name: names[name[0]], said) if longest_first else said


def without(content: dict[str, Any], rows: Collection[str], hidden: Callable[[str], str]) -> dict[str, Any]:
    """An act that says of these rows only that they changed, and no hidden name. Its reason goes where it is
    about these rows alone. Who did it stays, also where he is called so: users are nobody's rows."""
    changes = [bare(each) if each["id"] in rows else renamed(each, hidden) for each in content["changes"]]
    theirs = content["object"]["id"] in rows or all(each["id"] in rows for each in changes)
    why = "" if changes and theirs else hidden(content["why"])
    return {**content, "changes": changes, "why": why}


def bare(change: dict[str, Any]) -> dict[str, Any]:
    """A change of which the fields are named and no more."""
    return {**change, "fields": {name: [] for name in change["fields"]}, "called": ""}


def renamed(change: dict[str, Any], hidden: Callable[[str], str]) -> dict[str, Any]:
    """A change that says no hidden name."""
    fields, called = (put_in(change[name], hidden) for name in ("fields", "called"))
    return {**change, "fields": fields, "called": called}


def put_in(value: Any, hidden: Callable[[str], str]) -> Any:
    """The same with each of its texts as `hidden` leaves it."""
    if isinstance(value, dict):
        return {key: put_in(each, hidden) for key, each in value.items()}
    if isinstance(value, list):
        return [put_in(each, hidden) for each in value]
    return hidden(value) if isinstance(value, str) else value
