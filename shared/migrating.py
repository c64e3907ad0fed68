"""Alembic for a service: one history a service, run by the composition root."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg.errors import LockNotAvailable
from sqlalchemy import MetaData, make_url, text
from sqlalchemy.exc import OperationalError

PROJECT_COLUMNS = (
    "topic text = state->>'topic'",
    "grantee text = state->>'grantee'",
    "status text = state->>'status'",
    "closed_on date = (state->>'closed_on')::date",
    "period_from date = (state->>'period_from')::date",
    "period_to date = (state->>'period_to')::date",
    "plan_version integer = (state->'plan'->>'version')::integer",
    "approved_on date = (state->'plan'->>'approved_on')::date",
)
KEEP_STATE = text("UPDATE project_copies SET state = CAST(:state AS jsonb) WHERE key = :key")
DOER = """coalesce(
    (SELECT content->'who' FROM acts WHERE content->'touched' @> jsonb_build_array({table}.id::text)
     AND content->'changes' @> jsonb_build_array(jsonb_build_object('id', {table}.id::text, 'what', 'made'))
     ORDER BY number LIMIT 1),
    (SELECT content->'who' FROM acts WHERE content->'who'->>'id' = nullif({former}, '')
     ORDER BY number DESC LIMIT 1),
    jsonb_build_object('name', '',
        'kind', CASE WHEN {former} IN ('shell', 'nobody') THEN {former} ELSE 'unknown' END,
        'id', CASE WHEN {former} IN ('shell', 'nobody') THEN '' ELSE {former} END))"""
BRIEFLY = "-c lock_timeout=1000"
TRIES = 60
SERVICES = Path(__file__).resolve().parent.parent / "services"


def head(service: str) -> str:
    """The newest revision of a service; files are named `<revision>_<what>.py`."""
    return max(
        path.name.split("_")[0] for path in (SERVICES / service / "migrations/versions").glob("[0-9]*_*.py")
    )


def current(url: str) -> str | None:
    """The revision the database stands at, or None when it is empty."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        exists = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        row = (
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if exists and exists[0]
            else None
        )
    return row[0] if row else None


def upgrade(service: str, url: str, keys: Path) -> bool:
    """Bring a service's database to the newest revision; False when it already was there. `keys` is the
    installation's folder of them."""
    if current(url) == head(service):
        return False
    move("upgrade", service, url, "head", keys)
    return True


def downgrade(service: str, url: str, revision: str, keys: Path) -> None:
    """Put a service's database back to an earlier revision."""
    move("downgrade", service, url, revision, keys)


def move(step: str, service: str, url: str, revision: str, keys: Path) -> None:
    """Go there in one transaction. A table that somebody works with is waited for a second, because whoever
    comes after waits as well; then all of it is tried again."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SERVICES / service / "migrations"))
    config.attributes |= {"url": url, "keys": keys / service}
    for tries_left in reversed(range(TRIES)):
        try:
            getattr(command, step)(config, revision)
            return
        except OperationalError as error:
            if not (tries_left and isinstance(error.orig, LockNotAvailable)):
                raise
        rest()


def rest() -> None:
    """Let pass who waits."""
    time.sleep(1)


def run(metadata: MetaData) -> None:
    """The body of every service's `migrations/env.py`; what stood there is sent anew in its new shape."""
    from alembic import context
    from sqlalchemy import create_engine, pool

    from shared.queue.outbox import RESEND

    url = context.config.attributes["url"]
    engine = create_engine(url, poolclass=pool.NullPool, connect_args={"options": patient(url)})
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        with context.begin_transaction():
            existing = context.get_context().get_current_revision()
            context.run_migrations()
            if existing and connection.scalar(text("SELECT to_regclass('jobs')")):
                service = Path(context.script.dir).parent.name
                connection.execute(RESEND, {"kind": f"{service}.resend"})
    engine.dispose()


def patient(url: str) -> str:
    """The options of a connection: those its address names, and how long it waits for a table."""
    return f"{make_url(url).query.get('options', '')} {BRIEFLY}".strip()


def deployment() -> str:
    """What this installation is called in the keys of its records."""
    return os.environ.get("ASAR_DEPLOYMENT") or "centre"


def name_copies(*tables: str) -> None:
    """Give copies the key "<deployment>:<id>" and their id beside it."""
    from alembic import op

    for table in tables:
        op.execute(f"ALTER TABLE {table} ADD COLUMN id text")
        op.execute(f"UPDATE {table} SET id = key, key = '{deployment()}:' || key")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN id SET NOT NULL")
        op.create_index(op.f(f"ix_{table}_id"), table, ["id"])


def unname_copies(*tables: str) -> None:
    """Take the deployment out of the keys of copies again."""
    from alembic import op

    for table in tables:
        op.execute(f"UPDATE {table} SET key = id")
        op.drop_column(table, "id")


def open_projects() -> None:
    """Give copies of projects columns for what lists ask;
    a line goes by its code until the registry tells its id."""
    from alembic import op

    name_copies("project_copies")
    for column in PROJECT_COLUMNS:
        op.execute(f"ALTER TABLE project_copies ADD COLUMN {column.split(' = ')[0]}")
    for key, state in op.get_bind().exec_driver_sql("SELECT key, state FROM project_copies").all():
        op.execute(KEEP_STATE.bindparams(key=key, state=json.dumps(with_ids(state))))
    filled = (column.partition(" = ") for column in PROJECT_COLUMNS)
    values = ", ".join(f"{column.split()[0]} = {value}" for column, _, value in filled)
    op.execute(f"UPDATE project_copies SET {values}")
    for column in ("topic", "grantee", "status"):
        op.alter_column("project_copies", column, nullable=False)


def close_projects() -> None:
    """Put copies of projects back into one state."""
    from alembic import op

    for column in PROJECT_COLUMNS:
        op.drop_column("project_copies", column.split()[0])
    op.execute("UPDATE project_copies SET state = state || jsonb_build_object('key', id)")
    unname_copies("project_copies")


def with_ids(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a project in its shape 2, from shape 1."""
    plan = state["plan"]
    for section in plan["sections"] if plan else ():
        section.setdefault("id", section["code"])
        for activity in section["activities"]:
            activity.setdefault("id", activity["code"])
    partners = [{**row, "name": row.get("name") or ""} for row in state["partners"]]
    page = f"/registry/plans/{plan['id']}" if plan else "/registry/plans"
    named = {"id": state["key"], "page": page, "schema": 2, "partners": partners}
    return {**state, **named, "grantor": state["grantor"] or ""}


def named_by_code(table: str) -> str:
    """SQL that puts the codes of lines in the place of their ids."""
    return f"""UPDATE {table} SET activity_id = line->>'code' FROM project_copies p,
        jsonb_array_elements(p.state->'plan'->'sections') section,
        jsonb_array_elements(section->'activities') line
        WHERE p.id = {table}.project_id::text AND line->>'id' = {table}.activity_id"""


def name_doers(table: str, column: str, former: str | None = None) -> None:
    """Say who entered each row: whoever its act names, else the id that stood in `former`, with the name
    of his last act; unknown where neither is there."""
    from alembic import op

    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} jsonb")
    told = f"{table}.{former}" if former else "''"
    op.execute(f"UPDATE {table} SET {column} = {DOER.format(table=table, former=told)}")
    op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")
    if former:
        op.drop_column(table, former)


def unname_doers(table: str, column: str, former: str | None = None) -> None:
    """Keep only the id of who entered each row again."""
    from alembic import op

    if former:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {former} text")
        told = f"coalesce(nullif({column}->>'id', ''), {column}->>'kind')"
        op.execute(f"UPDATE {table} SET {former} = {told}")
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {former} SET NOT NULL")
    op.drop_column(table, column)
