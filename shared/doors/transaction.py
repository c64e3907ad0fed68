"""The one owner of the transaction: what returns is committed whole, what refuses leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar, cast

from flask import current_app, g
from sqlalchemy import text

from shared.acts import writing
from shared.tables import Sessions

Given = ParamSpec("Given")
Made = TypeVar("Made")
UNHURRIED = text("""SELECT set_config('statement_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '10min', true)""")


def session() -> Sessions:
    """The session of the present service's database."""
    return cast(Sessions, current_app.extensions["sqlalchemy"].session)


def carry_out(operation: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
    """Run an operation: returning commits, anything raised rolls back."""
    try:
        made = operation(*given, **named)
        commit()
    except BaseException:
        session().rollback()
        raise
    return made


def take_time(session: Sessions) -> None:
    """Let the present transaction last for what goes over everything there is: a statement as long as it
    must, we between two of them for minutes (a million rows on a busy machine), not for ever."""
    session.execute(UNHURRIED)


class LastsWhileTried(RuntimeError):
    """Something that is only tried was to be committed."""


@contextmanager
def only_tried() -> Iterator[None]:
    """Let nothing that is done here last: it is rolled back, and whatever would commit meanwhile fails."""
    g.only_tried = True
    try:
        yield
    finally:
        g.pop("only_tried")
        session().rollback()


def refuse_while_tried() -> None:
    """LastsWhileTried."""
    if g.get("only_tried"):
        raise LastsWhileTried


def let_go() -> None:
    """End a transaction that only read, before something slow that must not hold one. A key it claimed is
    free again: committed without its answer, it would answer every repeat with nothing."""
    refuse_while_tried()
    if claimed := g.pop("idempotency", None):
        g.free_key = claimed
        session().rollback()
    else:
        session().commit()


def commit() -> None:
    """Make the present transaction last, its act with it; what shows a row it changed is told before."""
    refuse_while_tried()
    session().flush()
    for step in current_app.extensions.get("before_act", ()):
        step()
    writing.write(session())
    session().commit()
