"""Taking a backup: the databases to one moment, then the evidence they name, then the keys, then its name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from deploy.backup import cluster, counting, dumps, evidence, homefiles
from deploy.backup.moment import CLUSTER, DUMPS, Chain, File, Moment, Wal, keep, name_of
from deploy.backup.vault import Vault, in_words, open_vault
from deploy.home.holding import wait_for_lock
from deploy.servers.databases import libpq, service_urls
from deploy.servers.pair import Servers
from deploy.settings import Settings
from deploy.trouble import Trouble

IN_USE = "Asar is running in {0}; stop it first (Ctrl-C where it runs)"
NOTHING = "{0} has no databases yet: there is nothing to back up"


@dataclass(frozen=True)
class Taken:
    """A finished backup: its moment, what it had to write, in bytes, how long it took, in seconds."""

    moment: Moment
    brought: int
    seconds: float


@dataclass(frozen=True)
class Data:
    """The copied databases."""

    kind: str
    folders: list[str]
    files: list[File]
    wal: Wal | None


def take(settings: Settings, target: str, portable: bool = False) -> Taken:
    """Back up a home, running or not. `portable`: dumps also of an embedded cluster, for servers of another
    kind or version. Raises Trouble; then no moment is named and the place is as good as before."""
    with serving(settings) as servers, in_words(target), databases_in_words():
        vault = open_vault(target, settings.passphrase, make=True)
        return take_from(settings, servers, vault, portable)


@contextmanager
def databases_in_words() -> Iterator[None]:
    """A database that fails is said in plain words."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        words = str(error).strip().split("\n", 1)[0]
        raise Trouble(f"the databases could not be copied: {words}") from error


def take_from(settings: Settings, servers: Servers, vault: Vault, portable: bool = False) -> Taken:
    """Back up what runs under these servers."""
    vault.look()
    urls = libpq_urls(settings, servers)
    before = known_before(urls)
    data = copied(vault, settings, servers, portable)
    counted = counting.between(before.rows, counting.count(urls))
    moment = replace(bare_moment(settings, servers, before, data), counted=counted)
    moment = with_files(vault, settings, moment)
    keep(vault, moment)
    return Taken(moment, vault.brought, (moment.ended - moment.began).total_seconds())


@dataclass(frozen=True)
class Before:
    """What was known before the databases were copied."""

    began: datetime
    revisions: dict[str, str]
    chains: list[Chain]
    rows: counting.Rows


def known_before(urls: Mapping[str, str]) -> Before:
    """Look at the databases before they are copied."""
    from shared.migrating import current

    began = datetime.now(UTC)
    revisions = {service: current(url) or "" for service, url in urls.items()}
    return Before(began, revisions, counting.chains(urls), counting.count(urls))


def bare_moment(settings: Settings, servers: Servers, before: Before, data: Data) -> Moment:
    """A moment that holds the databases alone as yet."""
    return Moment(
        name=name_of(before.began),
        kind=data.kind,
        prefix=settings.prefix,
        postgres=version_of(servers),
        began=before.began,
        ended=before.began,
        revisions=before.revisions,
        chains=before.chains,
        folders=data.folders,
        data=data.files,
        wal=data.wal,
    )


def with_files(vault: Vault, settings: Settings, moment: Moment) -> Moment:
    """A moment with the evidence its databases name, and with the keys."""
    env = store_env(settings)
    count = evidence.bring(vault, env)
    aside, home = evidence.bring_aside(vault, env), homefiles.bring(vault, settings.home)
    return replace(moment, evidence=count, aside=aside, home=home, ended=datetime.now(UTC))


def copied(vault: Vault, settings: Settings, servers: Servers, portable: bool) -> Data:
    """The databases, in the way of their topology."""
    if settings.database_url or portable or servers.place is None:
        return Data(DUMPS, [], dumps.copy(vault, libpq_urls(settings, servers)), None)
    found = cluster.copy(vault, servers.place, servers.admin_url)
    return Data(CLUSTER, found.folders, found.files, found.wal)


def libpq_urls(settings: Settings, servers: Servers) -> dict[str, str]:
    """Where each service's database is."""
    return {name: libpq(url) for name, url in service_urls(settings, servers.admin_url).items()}


def version_of(servers: Servers) -> int:
    """The major version of the server."""
    import psycopg

    with psycopg.connect(servers.admin_url) as connection:
        return connection.info.server_version // 10000


def store_env(settings: Settings) -> dict[str, str]:
    """Where the evidence of a home lies, as the services are told it."""
    return {**os.environ, "ASAR_HOME": str(settings.home)}


@contextmanager
def serving(settings: Settings, alone: bool = False) -> Iterator[Servers]:
    """The servers of a home as they are: those of the suite that is up, or started for now. Nothing is made
    and nothing migrated. `alone`: Trouble while a suite is up."""
    if not (settings.keys / "secret.key").exists():
        raise Trouble(NOTHING.format(settings.home))
    handle = wait_for_lock(settings.home, 60)
    if handle is None and alone:
        raise Trouble(IN_USE.format(settings.home))
    servers = Servers(settings)
    try:
        if handle is not None:
            servers.start()
            servers.wait()
        yield servers
    finally:
        if handle is not None:
            servers.stop()
            os.close(handle)
