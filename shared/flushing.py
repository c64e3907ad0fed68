"""One plain new row is written by a plain INSERT. Most calls make one row, and the unit of work, which finds
out what hangs on what, takes many steps over it. Of a list thousands are made: `row_of` takes few steps over
each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

from flask_sqlalchemy.session import Session as Former
from sqlalchemy import ClauseElement, Insert, insert, inspect
from sqlalchemy.orm import InstanceState, Mapper

from shared.acts.changes import columns

Values = dict[str, Any]
Made = TypeVar("Made")
AS_IT_IS = {str, int, bool, date, datetime, UUID, dict, list}  # values that need no second look


@dataclass(frozen=True)
class Alone:
    """What listeners are told of a flush that only makes a row: none is removed."""

    states: dict[Any, Any] = field(default_factory=dict)


class Plainly(Former):
    """A session that writes a lone new row without the unit of work, and all else with it."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what has changed so far."""
        made = None if objects else self._lone()
        values = values_of(made) if made else None
        if made is None or values is None:
            super().flush(objects)
        else:
            self._write(made, values)

    def _lone(self) -> InstanceState[Any] | None:
        """The new row, where it is all there is to write and nothing hangs on it."""
        if self._flushing or len(self._new) != 1 or self._deleted or self._dirty_states:
            return None
        made: InstanceState[Any] = next(iter(self._new))
        return made if made.key is None and is_plain(made.mapper) else None

    def _write(self, made: InstanceState[Any], values: Values) -> None:
        """Write a row; who listens hears of it as of any, and from then on it is one of the database's."""
        row = made.obj()  # held: once it is the database's nobody else may
        left = tuple(name for name in given_by_database(made.mapper) if name not in values)
        asked = left if made.mapper.eager_defaults else ()
        made.dict.update(values)
        done = self.connection().execute(statement(made.mapper, asked), values)
        made.dict.update(zip(asked, done.one(), strict=True) if asked else ())
        self._tell(made)
        if left and not asked:
            self.expire(row, left)

    def _tell(self, made: InstanceState[Any]) -> None:
        """Let listeners hear of a row, which what they ask does not write once more."""
        self._flushing = True
        try:
            self.dispatch.after_flush(self, Alone())
        finally:
            self._flushing = False
        self._register_persistent({made})


def row_of(model: type[Made], values: Values) -> Made:
    """A new row that says this, as the model called with it would make one: nobody is told of each value, and
    what stood there before, which acts ask for, is not looked for in a row that was nowhere yet."""
    mapper: Mapper[Made] = inspect(model)
    row = mapper.class_manager.new_instance()
    inspect(row).dict.update(values)
    return row


def values_of(made: InstanceState[Any]) -> Values | None:
    """What a new row says, by the names of its columns, with what is to be said where nobody said anything;
    None where the database works something out or gives the key."""
    said, values = made.dict, {}
    for name, default, keeps_none in said_by_itself(made.mapper):
        value = said.get(name)
        if value is None and default is not None:
            value = default()
        elif value is None and not (keeps_none and name in said):
            continue
        elif type(value) not in AS_IT_IS and is_worked_out(value):
            return None
        values[name] = value
    return values if key_of(made.mapper) <= values.keys() else None


def is_worked_out(value: Any) -> bool:
    """Whether the database finds a value."""
    return isinstance(value, ClauseElement) or hasattr(value, "__clause_element__")


@cache
def said_by_itself(mapper: Mapper[Any]) -> tuple[tuple[str, Callable[[], Any] | None, bool], ...]:
    """The columns, each with what a new row says there where nobody said anything, and whether nothing is a
    value too: the null of JSON."""
    return tuple(
        (name, default_of(column), column.type.should_evaluate_none) for name, column in columns(mapper)
    )


def default_of(column: Any) -> Callable[[], Any] | None:
    """What is said of a column by itself, made anew for each row."""
    if column.default is None:
        return None
    given = column.default.arg
    return partial(given, None) if column.default.is_callable else lambda: given


@cache
def is_plain(mapper: Mapper[Any]) -> bool:
    """Whether rows stand in one table under names of their own, nothing hangs on them that is written with
    them, and what is said of them by itself are values."""
    alone = not (mapper.inherits or mapper.polymorphic_on is not None or mapper.version_id_col is not None)
    hung = any(not relation.viewonly for relation in mapper.relationships)
    said = [column.default for _name, column in columns(mapper) if column.default is not None]
    return alone and not hung and len(mapper.tables) == 1 and all(map(is_value, said)) and names_agree(mapper)


def is_value(default: Any) -> bool:
    """Whether what is said of a new row by itself is made here."""
    return bool(default.is_scalar or default.is_callable)


def names_agree(mapper: Mapper[Any]) -> bool:
    """Whether attributes are called as their columns, one each."""
    return all(name == column.key for name, column in columns(mapper))


@cache
def key_of(mapper: Mapper[Any]) -> frozenset[str]:
    """The columns of the key."""
    return frozenset(str(column.key) for column in mapper.primary_key)


@cache
def given_by_database(mapper: Mapper[Any]) -> tuple[str, ...]:
    """The columns the database fills where a new row says nothing of them."""
    return tuple(name for name, column in columns(mapper) if column.server_default is not None)


@cache
def statement(mapper: Mapper[Any], asked: tuple[str, ...]) -> Insert:
    """How a row is written, and what of it is asked back."""
    table: Any = mapper.local_table
    return insert(table).returning(*(table.c[name] for name in asked)) if asked else insert(table)
