"""Alembic for a service: one history a service, run by the composition root."""

from __future__ import annotations

from pathlib import Path

import psycopg

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


def upgrade(service: str, url: str) -> bool:
    """Bring a service's database to the newest revision; False when it already was there."""
    if current(url) == head(service):
        return False
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SERVICES / service / "migrations"))
    config.attributes["url"] = url
    command.upgrade(config, "head")
    return True


def run(metadata: object) -> None:
    """The body of every service's `migrations/env.py`."""
    from alembic import context
    from sqlalchemy import create_engine, pool

    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()
