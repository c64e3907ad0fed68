"""What a transaction changes, before → after, collected from its session as it is flushed.

A column marked `info={"sealed": True}` is never read: that it changed is told, from what to what is not.
One marked `info=WHY` holds the reason that is asked for: what is written there the act gives as its why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Column, event, inspect
from sqlalchemy.orm import Mapper, Session, SessionTransaction

from shared.tables import Sessions

FOLDED, LONGEST = 200, 300
KEY = "acts"
# Entries of an object that are nobody's business; a column is marked instead.
PERSONAL = re.compile(r"\.(phone|contact|iin|account|e?mail)")
KNOWN = {"created_at", "created_by", "attached_by", "entered_by"}  # the act itself says when and who
Field = tuple[Any, Any] | tuple[()]
Named = tuple[str, str, str]  # a publication: for whom, of which kind, its key


@dataclass
class Change:
    """A row that was made, changed or removed; a field without before and after is sealed.
    `called` is how a changed row is called, where its table has a column for that (`info=CALLED`); `on` are
    the objects it hangs on, whose pages show it: an act may change rows of many of them."""

    kind: str
    id: str
    what: str
    fields: dict[str, Field] = field(default_factory=dict)
    called: str = ""
    on: list[str] = field(default_factory=list)


@dataclass
class Changes:
    """Everything a transaction changed, and why; beyond `FOLDED` rows of a kind only their number is kept
    and, in `beyond`, which fields of which were changed.
    `answer` is what its keyed call answers, with the key, `published` what neighbours are told: both are
    written beside the act. `redacted` are earlier acts out of which it took something, with the sum of what
    they say since. `outer` has what was changed before the savepoint this began with."""

    rows: dict[tuple[str, str], Change] = field(default_factory=dict)
    more: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    beyond: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)
    why: dict[str, None] = field(default_factory=dict)
    answer: Mapping[str, Any] | None = None
    published: dict[Named, Mapping[str, Any]] = field(default_factory=dict)
    redacted: dict[int, str] = field(default_factory=dict)
    outer: Changes | None = None

    def add(self, change: Change, *shown_on: str) -> None:
        """Add a change to what is known of its row; the pages of these objects show it too."""
        self.touched.update(dict.fromkeys(shown_on))
        change.on = list(dict.fromkeys([*change.on, *shown_on]))
        former = self.rows.get((change.kind, change.id))
        if former:
            followed(former, change)
            return
        family = (change.kind, change.what)
        self.seen[family] = self.seen.get(family, 0) + 1
        if self.seen[family] > FOLDED:
            self.more[family] = self.more.get(family, 0) + 1
            if change.what == "changed":
                self.beyond.setdefault((change.kind, change.id), set()).update(change.fields)
        else:
            self.rows[change.kind, change.id] = change
            self.touched[change.id] = None

    def take(self, inner: Changes) -> None:
        """Take what was changed since a savepoint that stands."""
        for change in inner.rows.values():
            self.add(change)
        for family, count in inner.more.items():
            self.more[family] = self.more.get(family, 0) + count
        for row, fields in inner.beyond.items():
            self.beyond.setdefault(row, set()).update(fields)
        self.touched |= inner.touched
        self.why |= inner.why
        self.answer = inner.answer or self.answer
        self.published |= inner.published
        self.redacted |= inner.redacted


def changed_rows(changes: Changes, kind: str) -> Iterator[tuple[str, Set[str]]]:
    """The rows of a kind that were changed, each by its id with the names of the fields that were."""
    for change in changes.rows.values():
        if change.kind == kind and change.what == "changed":
            yield change.id, change.fields.keys()
    yield from ((row_id, fields) for (table, row_id), fields in changes.beyond.items() if table == kind)


def followed(former: Change, later: Change) -> None:
    """Let a later change of the same transaction follow a former one."""
    former.on = list(dict.fromkeys([*former.on, *later.on]))
    for name, pair in later.fields.items():
        first = former.fields.get(name, pair)
        former.fields[name] = (first[0], pair[1]) if first and pair else ()
    if later.what == "removed":
        former.what = "removed"


def collected(session: Sessions) -> Changes:
    """What the present transaction has changed so far."""
    found: Changes | None = session.info.get(KEY)
    if found is None:
        found = session.info[KEY] = Changes()
    return found


def tell(session: Sessions, change: Change, *shown_on: object) -> None:
    """Say what a statement changed that the session does not see, and on whose pages that is shown."""
    collected(session).add(change, *map(str, shown_on))


@event.listens_for(Mapper, "before_mapper_configured")
def keep_former(mapper: Mapper[Any], model: type[Any]) -> None:
    """Let a column that is written while its row is not loaded (after a commit) be read before: an act says
    from what to what."""
    for attribute in mapper.column_attrs if getattr(model, "acted", True) else ():
        attribute.active_history = True


def listen(session: Any) -> None:
    """Collect from a service's sessions; what is rolled back is forgotten, be it to a savepoint."""
    event.listen(session, "after_flush", on_flush)
    event.listen(session, "after_rollback", forget)
    event.listen(session, "after_transaction_create", begin)
    event.listen(session, "after_transaction_end", end)


def forget(session: Session) -> None:
    """Begin anew, where the transaction or its savepoint began."""
    session.info[KEY] = Changes(outer=collected(session).outer)


def begin(session: Session, transaction: SessionTransaction) -> None:
    """Collect apart what follows a savepoint."""
    if transaction.nested:
        session.info[KEY] = Changes(outer=collected(session))


def end(session: Session, transaction: SessionTransaction) -> None:
    """Put what followed a savepoint to what was before it; after a transaction nothing is left."""
    if not (transaction.nested or transaction.parent is None):
        return  # a flush
    inner = session.info.pop(KEY, None)
    if inner and inner.outer:
        inner.outer.take(inner)
        session.info[KEY] = inner.outer


def on_flush(session: Session, context: Any) -> None:
    """Note every row of a flush while its former values are still known."""
    gone = removed_by(context)
    kept = [row for row in session.dirty if row not in gone]
    for what, rows in (("made", session.new), ("changed", kept), ("removed", gone)):
        for row in rows:
            note(session, row, what)


def removed_by(context: Any) -> list[Any]:
    """The rows a flush removes: those that were deleted, and those taken out of what they belong to."""
    gone = [state.obj() for state, (removes, listed) in context.states.items() if removes and not listed]
    return [row for row in gone if row is not None]


def note(session: Session, row: Any, what: str) -> None:
    """Note one row, and the rows it hangs on."""
    if not getattr(type(row), "acted", True):
        return
    mapper: Mapper[Any] = inspect(type(row))
    found = collected(session)
    folded = what != "changed" and found.seen.get((type(row).__tablename__, what), 0) >= FOLDED
    fields = {} if folded else dict(READERS[what](row, mapper))
    if what == "changed" and not fields:
        return
    row_id = "/".join(map(str, mapper.primary_key_from_instance(row)))
    called = short(called_by(row, mapper)) if what == "changed" else ""
    found.add(Change(type(row).__tablename__, row_id, what, fields, called), *parents(row, mapper, what))
    found.why.update(dict.fromkeys(reasons(row, mapper, what)))


def reasons(row: Any, mapper: Mapper[Any], what: str) -> Iterator[str]:
    """The reasons just written on a row; a new one that brings a list of older reasons gives none itself."""
    state = inspect(row)
    for name, read in whys(mapper) if what != "removed" else ():
        if what == "changed" or isinstance(state.dict.get(name), str):
            history = state.attrs[name].history
            before, after = (part[0] if part else None for part in (history.deleted, history.added))
            yield from (reason for reason in read(after) if reason not in read(before))


def called_by(row: Any, mapper: Mapper[Any]) -> str:
    """How a row is called among its neighbours, where a column says it."""
    values = inspect(row).dict
    return next(
        (plain(values.get(name)) or "" for name, column in columns(mapper) if "called" in column.info), ""
    )


def parents(row: Any, mapper: Mapper[Any], what: str) -> Iterator[str]:
    """The ids a row points to, or did until now: their own pages show this act too. A new one, of which there
    may be thousands, has pointed to nothing else."""
    state = inspect(row)
    for name in hung_by(mapper):
        former = () if what == "made" else state.attrs[name].history.deleted or ()
        yield from (str(value) for value in (state.dict.get(name), *former) if value is not None)


@cache
def columns(mapper: Mapper[Any]) -> tuple[tuple[str, Column[Any]], ...]:
    """The columns of a row by their names."""
    found = ((attribute.key, attribute.columns[0]) for attribute in mapper.column_attrs)
    return tuple((name, column) for name, column in found if isinstance(column, Column))


@cache
def whys(mapper: Mapper[Any]) -> tuple[tuple[str, Callable[[Any], list[str]]], ...]:
    """The columns that hold reasons, each with how they are read from it."""
    return tuple((name, column.info["why"]) for name, column in columns(mapper) if "why" in column.info)


@cache
def hung_by(mapper: Mapper[Any]) -> tuple[str, ...]:
    """The columns that point to other rows."""
    return tuple(name for name, column in columns(mapper) if column.foreign_keys or name == "owner_id")


@cache
def told_of(mapper: Mapper[Any]) -> tuple[str, ...]:
    """The columns worth telling of a whole row: none that is sealed."""
    return tuple(
        name
        for name, column in columns(mapper)
        if not (column.primary_key or column.foreign_keys or name in KNOWN or column.info.get("sealed"))
    )


def made(row: Any, mapper: Mapper[Any]) -> Iterator[tuple[str, Field]]:
    """What a new row says."""
    values = inspect(row).dict
    for name in told_of(mapper):
        value = values.get(name)
        if isinstance(value, dict):
            yield from apart(name, {}, plain(value))
        elif value not in (None, "", []):
            yield name, (None, short(plain(value)))


def changed(row: Any, mapper: Mapper[Any]) -> Iterator[tuple[str, Field]]:
    """What a row says otherwise than before."""
    state = inspect(row)
    for name, column in columns(mapper):
        history = state.attrs[name].history
        if not history.has_changes() or name in KNOWN:
            continue
        if column.info.get("sealed"):
            yield name, ()
        else:
            before, after = (part[0] if part else None for part in (history.deleted, history.added))
            yield from apart(name, plain(before), plain(after))


def removed(row: Any, mapper: Mapper[Any]) -> Iterator[tuple[str, Field]]:
    """What a removed row said."""
    for name, pair in made(row, mapper):
        yield name, pair[::-1]


READERS: dict[str, Callable[[Any, Mapper[Any]], Iterator[tuple[str, Field]]]] = {
    "made": made,
    "changed": changed,
    "removed": removed,
}


def apart(name: str, before: Any, after: Any) -> Iterator[tuple[str, Field]]:
    """Where two values differ: of two objects only the entries that do, nothing of a person's."""
    if PERSONAL.search(name) and before != after:
        yield name, ()
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                yield from apart(f"{name}.{key}", before.get(key), after.get(key))
    elif before != after:
        yield name, (short(before), short(after))


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, str):  # most are
        return text(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value:.2f}" if value == round(value, 2) else f"{value:f}"  # 490000 as the database says it
    return text(value.isoformat() if isinstance(value, date) else str(value))


def text(value: str) -> str:
    """A text without what neither JSON nor the database holds."""
    return value.encode(errors="replace").decode().replace("\0", "")


def short(value: Any) -> Any:
    """A value that an act can hold: a long text is cut, a long list or object is only counted."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if isinstance(value, dict | list):
        return value if len(str(value)) <= LONGEST else f"({len(value)})"
    return value
