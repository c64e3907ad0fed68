"""The migrations make the very tables the models say; what lacks is printed as a migration says it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from tests.house.code import SERVICES
from tests.suite import Suite

# Indexes of expressions come back from the database in other words than they went in.
OF_EXPRESSIONS = {"ix_acts_who", "ix_acts_touched", "ix_people_found"}


def compared(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether a part of a table is compared."""
    return not (kind == "index" and name in OF_EXPRESSIONS)


@pytest.mark.filterwarnings("ignore:Expression #:UserWarning")
@pytest.mark.parametrize("service", SERVICES)
def test_migrations_make_the_tables_of_the_models(suite: Suite, service: str) -> None:
    db = importlib.import_module(f"services.{service}.db").db
    with suite.apps[service].app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": compared})
        missing = produce_migrations(context, db.metadata).upgrade_ops
    assert missing and missing.is_empty(), f"{service}: a migration says yet\n{render_python_code(missing)}"
