"""The one owner of the transaction: what returns is committed whole, what refuses leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from flask import current_app

from shared.acts import writing
from shared.tables import Sessions

Given = ParamSpec("Given")
Made = TypeVar("Made")


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


def let_go() -> None:
    """End a transaction that only read, before something slow that must not hold one."""
    session().commit()


def commit() -> None:
    """Make the present transaction last, its act with it."""
    writing.write(session())
    session().commit()
