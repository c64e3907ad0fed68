"""Two people at one draft: a row one did not touch keeps what the other saved;
a row both changed comes back with both."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.plans.rules.numbers import plain
from shared.doors.errors import Conflict

SHOWN = 300


class RowChanged(Conflict):
    """Somebody else saved this meanwhile. It now says: %(now)s.
    Your words are kept here: save again to put them in its place."""

    code = "row_changed"


def mark(values: dict[str, Any]) -> str:
    """What a row said when it was shown: a form carries it in the hidden field `<row>-was`."""
    return hashlib.sha256(json.dumps(settled(values), sort_keys=True).encode()).hexdigest()[:16]


def settled(value: Any) -> Any:
    """A value without what typing changes: spaces, empty against missing, 7 against 7.00."""
    if isinstance(value, dict):
        return {name: settled(item) for name, item in value.items() if settled(item) not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [settled(item) for item in value]
    if isinstance(value, Decimal):
        return plain(value)
    return " ".join(str(value).split()) or None if value is not None else None


def mark_shown(errors: Errors, typed: Typed, key: str, now: dict[str, Any]) -> str:
    """The mark a row's form carries: of what its reader has seen,
    which a page with errors about other rows does not change."""
    return errors.get(key, {}).get("was") or typed.get(f"{key}-was") or mark(now)


def is_untouched(typed: Typed, key: str, mine: dict[str, Any], now: dict[str, Any], said: str = "") -> bool:
    """Whether a row came back as it was shown; RowChanged when it was changed here,
    and to something else by somebody else.

    `mine`: the values that came back; `now`: those that are stored, `said` in words.
    A form without a mark is compared with what is stored.
    """
    was = typed.get(f"{key}-was") or mark(now)
    if mark(mine) == was:
        return True
    if mark(now) not in (was, mark(mine)):
        raise RowChanged(
            field=next(iter(differing(mine, now))),
            now=said or in_short(differing(mine, now)),
            detail={"was": mark(now)},
        )
    return False


def differing(mine: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The stored values that are not mine."""
    return {name: now[name] for name in now if settled(mine.get(name)) != settled(now[name])}


def in_short(values: dict[str, Any]) -> str:
    """Stored values in a line."""
    said = "; ".join(
        str(settled(value) if not isinstance(value, list) else "; ".join(map(str, value)))
        for value in values.values()
    )
    return said if len(said) <= SHOWN else said[:SHOWN] + "…"
