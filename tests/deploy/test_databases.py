"""Roles and databases on the embedded server and,
where one answers on the standard port, on a server of one's own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from deploy.home.keys import make_keys
from deploy.servers import databases
from deploy.servers.pair import Servers
from deploy.settings import Settings, read_settings
from deploy.trouble import Trouble
from tests.deploy.conftest import new_home

OWN = os.environ.get("ASAR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def own_server_answers() -> bool:
    """Whether a PostgreSQL lets us in on its standard loopback port."""
    try:
        psycopg.connect(OWN, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def modest_administrator() -> Iterator[str]:
    """The address of an account on the own server that may make roles and databases but is no superuser."""
    name = f"t{secrets.token_hex(4)}"
    with psycopg.connect(OWN, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(sql.Identifier(name)))
        try:
            yield OWN.replace("postgres@", f"{name}@")
        finally:
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture(scope="module", params=["embedded", "own", "own, no superuser"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[Settings, str]]:
    """Settings of an installation and the administrator's address, on each kind of server."""
    with new_home() as folder, ExitStack() as stack:
        prefix = f"t{secrets.token_hex(4)}"
        settings = read_settings(env={"ASAR_HOME": str(folder), "ASAR_DATABASE_PREFIX": prefix})
        if request.param != "embedded":
            if not own_server_answers():
                pytest.skip("no PostgreSQL on the standard loopback port")
            modest = request.param == "own, no superuser"
            settings = replace(
                settings, database_url=stack.enter_context(modest_administrator()) if modest else OWN
            )
        make_keys(settings.keys)
        servers = Servers(replace(settings, redis_url="redis://unused"), durable=False)
        servers.start()
        servers.wait()
        yield settings, servers.admin_url
        databases.drop_all(settings, servers.admin_url)
        servers.stop()


def test_each_role_enters_its_own_database(server: tuple[Settings, str]) -> None:
    urls = databases.provision(*server)
    with psycopg.connect(databases.libpq(urls["grants"])) as connection:
        row = connection.execute("SELECT current_user, current_database(), lower('ӘЖ')").fetchone()
    assert row == (f"{server[0].prefix}_grants", f"{server[0].prefix}_grants", "әж")


def test_no_role_enters_a_neighbours_database(server: tuple[Settings, str]) -> None:
    urls = databases.provision(*server)
    prefix = server[0].prefix
    foreign = databases.libpq(urls["grants"]).replace(f"@/{prefix}_grants", f"@/{prefix}_registry")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(foreign)


def test_roles_have_no_power_over_the_server(server: tuple[Settings, str]) -> None:
    databases.provision(*server)
    with psycopg.connect(server[1]) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s",
            [f"{server[0].prefix}_events"],
        ).fetchone()
    assert row == (False, False, False)


def test_owner_makes_its_extensions(server: tuple[Settings, str]) -> None:
    urls = databases.provision(*server)
    with psycopg.connect(databases.libpq(urls["registry"])) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        assert connection.execute("SELECT similarity('Асар', 'асар') > 0").fetchone() == (True,)


def test_provisioning_twice_changes_nothing(server: tuple[Settings, str]) -> None:
    assert databases.provision(*server) == databases.provision(*server)


def test_database_of_another_installation_is_refused(server: tuple[Settings, str], tmp_path: Path) -> None:
    databases.provision(*server)
    make_keys(tmp_path / "keys")
    other = replace(server[0], home=tmp_path)
    with pytest.raises(Trouble, match="belongs to another installation"):
        databases.provision(other, server[1])


def test_foreign_databases_are_never_dropped(server: tuple[Settings, str], tmp_path: Path) -> None:
    databases.provision(*server)
    make_keys(tmp_path / "keys")
    assert databases.drop_all(replace(server[0], home=tmp_path), server[1]) == []


def test_unreachable_server_is_named_without_secrets(tmp_path: Path) -> None:
    make_keys(tmp_path / "keys")
    settings = read_settings(env={"ASAR_HOME": str(tmp_path)})
    with pytest.raises(Trouble, match="does not let us in") as caught:
        databases.provision(settings, "postgresql://admin:very-secret@127.0.0.1:1/postgres")
    assert "very-secret" not in str(caught.value)
