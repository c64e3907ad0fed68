"""Proving a backup: it is brought back aside, and what came back is compared with what was there, with the
evidence its rows name, with the chain of acts, and with the records behind the figures."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
import psycopg
from psycopg import sql

from deploy.backup import counting
from deploy.backup.evidence import ASIDE, places
from deploy.backup.moment import Moment
from deploy.backup.restoring import Restored, restore
from deploy.backup.taking import libpq_urls, serving
from deploy.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from obstore.store import LocalStore, S3Store

ASIDE_HOME = {"ASAR_DATABASE_URL", "ASAR_REDIS_URL", "ASAR_FILES", "ASAR_BACKUP_TO", "ASAR_BACKUP_WAL"}
COLUMNS = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%sha256' ORDER BY 1, 2"""
# What a hash in these names is no file of the service's own: a sealed snapshot, a neighbour's evidence.
NO_FILES = {("reports", "reports", "sha256"), ("reports", "attachments", "sha256")}
ACT = "SELECT hash FROM acts WHERE number = %s"


@dataclass(frozen=True)
class Finding:
    """One comparison: what was compared, and what is wrong ("" when nothing is)."""

    what: str
    wrong: str = ""


@dataclass(frozen=True)
class Checked:
    """A proven (or not) backup: what came back, in how many seconds, and every comparison."""

    restored: Restored
    seconds: float
    size: int
    findings: list[Finding]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not any(finding.wrong for finding in self.findings)


def check(settings: Settings, target: str) -> Checked:
    """Restore the newest backup aside, compare, and throw away what was restored."""
    with home_aside() as home:
        aside = replace(settings, home=home, database_url=None, redis_url=None, backup_to=None)
        begun = time.monotonic()
        restored = restore(aside, target, carry=False)
        seconds = time.monotonic() - begun
        findings = [*compared(aside, restored.moment), *examined(home, is_older(restored.moment))]
        return Checked(restored, seconds, size_of(home), findings)


@contextmanager
def home_aside() -> Iterator[Path]:
    """A home for a while, with embedded servers, that nothing leaves: no WAL, no backup."""
    from deploy.servers.places import forget_place

    kept = {name: os.environ.pop(name) for name in ASIDE_HOME if name in os.environ}
    home = Path(tempfile.mkdtemp(prefix="asar-check-"))
    try:
        yield home
    finally:
        forget_place(home)
        shutil.rmtree(home, ignore_errors=True)
        os.environ.update(kept)


def size_of(home: Path) -> int:
    """How many bytes came back."""
    servers = home / "servers"
    folders = (home, servers.resolve()) if servers.is_symlink() else (home,)
    return sum(path.lstat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def compared(aside: Settings, moment: Moment) -> list[Finding]:
    """The databases as they came back, before anything touches them."""
    with serving(aside) as servers:
        urls = libpq_urls(aside, servers)
        return [rows(moment, counting.count(urls)), *chains(moment, urls), named_files(aside.home, urls)]


def rows(moment: Moment, found: counting.Rows) -> Finding:
    """Every table against its two counts."""
    wrong = [
        f"{one.service}.{one.table}: {found.get((one.service, one.table))} instead of {span(one)}"
        for one in moment.counted
        if not is_between(found.get((one.service, one.table)), one)
    ]
    total = sum(found.values())
    return Finding(f"{total} rows in {len(moment.counted)} tables, as counted when copied", "; ".join(wrong))


def span(one: counting.Counted) -> str:
    """Both counts in words."""
    return str(one.before) if one.before == one.after else f"{one.before} to {one.after}"


def is_between(found: int | None, one: counting.Counted) -> bool:
    """Whether a count is one that the table had while it was copied."""
    return found is not None and min(one.before, one.after) <= found <= max(one.before, one.after)


def chains(moment: Moment, urls: Mapping[str, str]) -> Iterator[Finding]:
    """The last act of every service before the copy, which must stand in it unaltered."""
    for chain in moment.chains:
        with psycopg.connect(urls[chain.service]) as connection:
            row = connection.execute(ACT, [chain.number]).fetchone()
        kept = not chain.number or row is not None and row[0] == chain.hash
        what = f"{chain.service}: act {chain.number} is there"
        yield Finding(what, "" if kept else f"act {chain.number} of {chain.service} is missing or altered")


def named_files(home: Path, urls: Mapping[str, str]) -> Finding:
    """Every file that a row names is there, and every file is what its name says."""
    from shared.files import open_store

    store = open_store({"ASAR_HOME": str(home)})
    there = {path for path in places(store) if ASIDE not in path}
    spoilt = [path for path in sorted(there) if hash_of(store, path) != path.rsplit("/", 1)[-1]]
    missing = sorted(named(urls) - there)
    words = [f"{path} is missing" for path in missing] + [f"{path} was altered" for path in spoilt]
    return Finding(f"{len(there)} files of evidence with the hash they are named by", "; ".join(words[:10]))


def hash_of(store: LocalStore | S3Store, path: str) -> str:
    """The SHA-256 of a stored file."""
    return hashlib.sha256(bytes(obstore.get(store, path).bytes())).hexdigest()


def named(urls: Mapping[str, str]) -> set[str]:
    """Where every file lies that a row names."""
    found: set[str] = set()
    for service, url in urls.items():
        with psycopg.connect(url) as connection:
            for table, column in connection.execute(COLUMNS).fetchall():
                if (service, table, column) not in NO_FILES:
                    query = sql.SQL("SELECT DISTINCT {1} FROM {0} WHERE {1} IS NOT NULL")
                    asked = query.format(sql.Identifier(table), sql.Identifier(column))
                    found |= {f"{service}/{name[:2]}/{name}" for (name,) in connection.execute(asked)}
    return found


def is_older(moment: Moment) -> bool:
    """Whether a backup is of an older version, whose figures this one derives anew at its first start."""
    from shared.migrating import head

    return any(revision != head(service) for service, revision in moment.revisions.items())


def figures(older: bool) -> Finding:
    """The figures of the present app against their records; of an older version there is nothing to compare
    before they are derived anew, and that is said."""
    from services.reports.facts.cli import check_figures

    if older:
        return Finding("figures not compared: an older version's are derived anew at the next start")
    return Finding("figures are what their records say", "; ".join(check_figures()[:10]))


def examined(home: Path, older: bool) -> list[Finding]:
    """The restored home in the product's own eyes: acts, figures, what waits between the services."""
    from deploy.product import all_apps
    from shared.acts.chain import head, proven

    with all_apps(str(home)) as apps:
        findings = []
        for name, app in apps.items():
            broken, acts = proven(app), head(app)[0]
            words = f"the chain breaks at act {broken.number}" if broken else ""
            findings.append(Finding(f"{name}: {acts} acts verified", words))
        with apps["reports"].app_context():
            findings.append(figures(older))
        return [*findings, waiting(apps)]


def waiting(apps: Mapping[str, Flask]) -> Finding:
    """What the services have for one another, ready to be delivered."""
    from shared.queue.waiting import status

    found = [row for app in apps.values() for row in status(app)]
    count, parked = sum(row.waiting for row in found), sum(row.parked for row in found)
    return Finding(f"{count} records wait to be delivered, {parked} are parked")
