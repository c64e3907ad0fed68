"""A newer version comes to a home: what was there is backed up first, and the step can be taken back."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.home.signing import begin_signing
from deploy.servers.databases import migrate
from deploy.servers.pair import Servers
from deploy.settings import ROOT, Settings
from deploy.trouble import Trouble

APART = "from deploy.backup.upgrading import apart; apart()"
FAILED = "the tables need this version, but the backup before that failed, so nothing was done: {0}"
NEVER = "no upgrade of {0} is known that could be taken back"
AHEAD = "the tables of {0} are at {1}, not at {2} where that upgrade left them; nothing was done"


@dataclass(frozen=True)
class Step:
    """An upgrade: when, the revisions before and after it by service, the backup before it, its place."""

    at: str
    before: dict[str, str]
    after: dict[str, str]
    backup: str
    place: str


def upgrade(settings: Settings, servers: Servers, urls: Mapping[str, str]) -> list[str]:
    """Bring the tables to this version, after a backup where there are older ones; the services that changed.
    Raises Trouble when the backup fails: then nothing is changed."""
    changed = brought(settings, urls)
    begin_signing(settings.keys, urls)
    return changed


def brought(settings: Settings, urls: Mapping[str, str]) -> list[str]:
    """The tables of this version, and the step written down where there were older ones."""
    before = revisions(urls)
    if is_newest(before):
        return migrate(urls, settings.keys)
    backup, place = backed_up(settings)
    changed = migrate(urls, settings.keys)
    keep(settings.home, Step(now(), before, revisions(urls), backup, place))
    return changed


def revisions(urls: Mapping[str, str]) -> dict[str, str]:
    """Where each service's tables stand, "" where there are none."""
    from shared.migrating import current

    return {service: current(url) or "" for service, url in urls.items()}


def is_newest(found: Mapping[str, str]) -> bool:
    """Whether no tables of an older version are there."""
    from shared.migrating import head

    return all(revision in ("", head(service)) for service, revision in found.items())


def backed_up(settings: Settings) -> tuple[str, str]:
    """The name of a backup of what is there, and its place: that of all backups, else the home's own.

    It is taken in a process of its own: threads of obstore begin with the first file, none of them lives in a
    fork, and what is forked from this process would wait for them at its own first file.
    """
    place = settings.backup_to or str(settings.home / "backups")
    asked = pickle.dumps((settings, place))
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-P", "-c", APART], input=asked, stdout=subprocess.PIPE, env=env)
    name, trouble = pickle.loads(done.stdout) if done.returncode == 0 else ("", "its process ended")
    if trouble:
        raise Trouble(FAILED.format(trouble))
    return name, place


def apart() -> None:
    """In the process of its own: take what is asked for on the standard input; a name or a trouble."""
    settings, place = pickle.load(sys.stdin.buffer)
    try:
        answer = taken(settings, place), ""
    except Trouble as trouble:
        answer = "", str(trouble)
    sys.stdout.buffer.write(pickle.dumps(answer))


def taken(settings: Settings, place: str) -> str:
    """Take a backup of a home whose servers run; its name."""
    from deploy.backup.taking import databases_in_words, take_from
    from deploy.backup.vault import in_words, open_vault

    with in_words(place), databases_in_words():
        vault = open_vault(place, settings.passphrase, make=True)
        return take_from(settings, Servers(settings), vault).moment.name


def take_back(settings: Settings, servers: Servers, urls: Mapping[str, str]) -> Step:
    """Put the tables where they stood before the last upgrade, with all data of since; after a backup."""
    from shared.migrating import downgrade

    step = last_step(settings.home)
    for service, found in revisions(urls).items():
        if found != step.after.get(service):
            raise Trouble(AHEAD.format(service, found, step.after.get(service)))
    backed_up(settings)
    for service, url in urls.items():
        if step.before[service] != step.after[service]:
            downgrade(service, url, step.before[service], settings.keys)
    step_file(settings.home).unlink()
    return step


def step_file(home: Path) -> Path:
    """Where the last upgrade is written down."""
    return home / "upgrade.json"


def keep(home: Path, step: Step) -> None:
    """Write an upgrade down."""
    fresh = step_file(home).with_suffix(".new")
    fresh.write_text(json.dumps(asdict(step), indent=1))
    fresh.rename(step_file(home))


def last_step(home: Path) -> Step:
    """The last upgrade; Trouble when there was none."""
    if not step_file(home).exists():
        raise Trouble(NEVER.format(home))
    return Step(**json.loads(step_file(home).read_text()))


def now() -> str:
    """This moment."""
    return datetime.now(UTC).isoformat(timespec="seconds")
