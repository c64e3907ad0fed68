"""A database and a role for each service; every role owns its own database and cannot enter another's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from deploy.home.keys import derive
from deploy.running.scale import RESERVE
from deploy.settings import SERVICES, Settings
from deploy.trouble import Trouble

FOREIGN = (
    "the database {0} belongs to another installation (another ASAR_HOME made it). "
    "Use the home that made it, "
    "or set ASAR_DATABASE_PREFIX to something else"
)
COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
POWERLESS = (
    "The account of ASAR_DATABASE_URL may not make roles and databases: it needs CREATEDB and CREATEROLE "
    "(ALTER ROLE name CREATEDB CREATEROLE)"
)
LETS_IN = (
    "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,"
    " (SELECT sum(numbackends)::int FROM pg_stat_database) - 1"
)
TOO_FEW = (
    "so many processes and threads take up to {0} connections and {1} more are kept for commands, but the "
    "PostgreSQL of ASAR_DATABASE_URL lets in {2}: lower ASAR_WORKERS, ASAR_THREADS or ASAR_TASKS (also those "
    "of a service), or raise its max_connections"
)
NEARLY_FULL = (
    "Note: PostgreSQL lets in {0} connections, {1} are taken by others now, and this takes up to {2}: "
    "where they do not fit, requests are refused for want of one.\n"
)
UNREACHABLE = "the PostgreSQL of ASAR_DATABASE_URL does not let us in: {0}"


def names(settings: Settings) -> dict[str, str]:
    """Database and role name of each service."""
    return {service: f"{settings.prefix}_{service}" for service in SERVICES}


def service_urls(settings: Settings, admin_url: str) -> dict[str, str]:
    """SQLAlchemy address of each service's database, from the server's address
    and derived passwords. Secret."""
    query = server_query(admin_url)
    return {
        service: f"postgresql+psycopg://{name}:{password_of(settings, name)}@/{name}?{query}"
        for service, name in names(settings).items()
    }


def server_query(admin_url: str) -> str:
    """Where the server is, as the query of an address without anybody's name."""
    parts = sorted(conninfo_to_dict(admin_url).items())
    server = ((key, value) for key, value in parts if key not in ("user", "password", "dbname"))
    return "&".join(f"{key}={quote(str(value), safe='')}" for key, value in server)


def password_of(settings: Settings, name: str) -> str:
    """The password of a role. Secret."""
    return derive(settings.keys, f"database:{name}")


def provision(settings: Settings, admin_url: str) -> dict[str, str]:
    """Make what is missing; the addresses. Costs four connections when nothing is."""
    urls = service_urls(settings, admin_url)
    mark = installation_mark(settings.keys)
    if not all(is_ours(libpq(urls[service]), mark, name) for service, name in names(settings).items()):
        make_all(settings, admin_url, mark)
    return urls


def refuse_few_connections(url: str, needed: int) -> str:
    """Trouble where a server of one's own lets in fewer than that; a note where others have taken them."""
    try:
        with psycopg.connect(libpq(url), connect_timeout=10) as connection:
            limit, taken = connection.execute(LETS_IN).fetchone() or (0, 0)
    except psycopg.OperationalError as error:
        raise Trouble(UNREACHABLE.format(without_secrets(error, libpq(url)))) from None
    if needed + RESERVE > limit:
        raise Trouble(TOO_FEW.format(needed, RESERVE, limit))
    return NEARLY_FULL.format(limit, taken, needed) if needed + taken > limit else ""


def make_all(settings: Settings, admin_url: str, mark: str) -> None:
    """Every role and database; Trouble when the administrator may not, or is not let in."""
    try:
        with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
            for name in names(settings).values():
                make(admin, name, password_of(settings, name), mark)
    except psycopg.errors.InsufficientPrivilege:
        raise Trouble(POWERLESS) from None
    except psycopg.OperationalError as error:
        raise Trouble(UNREACHABLE.format(without_secrets(error, admin_url))) from None


def installation_mark(keys: Path) -> str:
    """What a database made by this installation carries as its comment."""
    return "asar " + derive(keys, "installation")[:16]


def is_ours(url: str, mark: str, name: str) -> bool:
    """Whether the role can enter its database and we made it.
    Raises Trouble when another installation did."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(COMMENT, [name]).fetchone()
    except psycopg.OperationalError:
        return False
    check_mark(row[0] if row else None, mark, name)
    return bool(row and row[0])


def check_mark(found: str | None, mark: str, name: str) -> None:
    """Refuse the database of another installation."""
    if found and found != mark:
        raise Trouble(FOREIGN.format(name))


def make(admin: psycopg.Connection, name: str, password: str, mark: str) -> None:
    """Bring one role and one database into being, or its password up to date."""
    found = admin.execute(COMMENT, [name]).fetchone()
    check_mark(found[0] if found else None, mark, name)
    make_role(admin, name, password)
    if not found:
        make_database(admin, name)
    run(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", sql.Identifier(name))
    run(admin, "COMMENT ON DATABASE {} IS {}", sql.Identifier(name), sql.Literal(mark))


def run(admin: psycopg.Connection, statement: LiteralString, *parts: sql.Composable) -> None:
    """Run a statement with names and values in it that no parameter can carry."""
    admin.execute(sql.SQL(statement).format(*parts))


def make_role(admin: psycopg.Connection, name: str, password: str) -> None:
    """A role with this password, or the password of one that is there."""
    exists = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    kept = sql.Literal(verifier(admin, name, password))
    if exists:
        run(admin, "ALTER ROLE {} LOGIN PASSWORD {}", sql.Identifier(name), kept)
    else:
        run(admin, "CREATE ROLE {} LOGIN PASSWORD {}", sql.Identifier(name), kept)


def verifier(admin: psycopg.Connection, name: str, password: str) -> str:
    """What the server keeps instead of the password: so the password itself can never reach its log."""
    return admin.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()


def make_database(admin: psycopg.Connection, name: str) -> None:
    """A UTF-8 database owned by its role, of a locale that knows Cyrillic letters
    and is the same everywhere."""
    superuser = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if not (superuser and superuser[0]):
        run(admin, "GRANT {} TO CURRENT_USER", sql.Identifier(name))
    builtin = (
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' " if admin.info.server_version >= 170000 else ""
    )
    locale = (
        builtin + "LOCALE 'C.UTF-8'"
    )  # not plain C: trigrams and full text would drop every Cyrillic letter
    statement = sql.SQL("CREATE DATABASE {0} OWNER {0} ENCODING 'UTF8' TEMPLATE template0 " + locale)
    admin.execute(statement.format(sql.Identifier(name)))


def drop_all(settings: Settings, admin_url: str) -> list[str]:
    """Drop this installation's databases and roles from a server of one's own; the names dropped."""
    mark, dropped = installation_mark(settings.keys), []
    with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
        for name in names(settings).values():
            if drop(admin, name, mark):
                dropped.append(name)
    return dropped


def drop(admin: psycopg.Connection, name: str, mark: str) -> bool:
    """Drop a database and its role where it carries our mark; whether it did."""
    found = admin.execute(COMMENT, [name]).fetchone()
    if not found or found[0] != mark:
        return False
    run(admin, "DROP DATABASE {} WITH (FORCE)", sql.Identifier(name))
    run(admin, "DROP ROLE {}", sql.Identifier(name))
    return True


def migrate(urls: Mapping[str, str], keys: Path) -> list[str]:
    """Bring every service's tables to the newest revision; the services that changed."""
    from shared.migrating import upgrade

    return [service for service, url in urls.items() if upgrade(service, url, keys)]


def libpq(url: str) -> str:
    """A SQLAlchemy address as libpq reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def without_secrets(error: Exception, url: str) -> str:
    """An error's words without the password of the address."""
    password = str(conninfo_to_dict(url).get("password") or "")
    return str(error).strip().replace(password, "***") if password else str(error).strip()
