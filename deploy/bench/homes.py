"""Homes of seeded programmes: made once, kept in a folder, and each time brought back to what was seeded."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from deploy.bench import crowd, seeding, sizes, statements
from deploy.bench.sizes import Size
from deploy.bench.statements import LAST_DAY
from deploy.commands.reset import clear, lock_or_refuse
from deploy.home.environment import demo_clock
from deploy.home.prepared import prepared
from deploy.servers.databases import installation_mark, names
from deploy.servers.pair import Servers
from deploy.settings import ROOT, Settings, read_settings

FOLDER = ROOT / ".asar-bench"
DONE_LONG = """INSERT INTO jobs (id, kind, state, input, result, created_at) VALUES
    (gen_random_uuid(), 'reports.check_figures', 'done', '{}', '{"differences": 0}', '2100-01-01')"""
COPY = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy"
Say = Callable[[str], object]


def home_of(size: Size, folder: Path) -> Path:
    """The home of a size."""
    return (folder / size.name).resolve()


def ready_home(size: Size, folder: Path, say: Say = print) -> Path:
    """The home of a size as it was seeded; seeded now when it is not there or the seeder is another, brought
    back when a bench has written to it."""
    home = home_of(size, folder)
    if kept_seed(home) != seed_mark(size):
        clear_older(home)
        with own_servers(home) as env:
            sow(env, size, timed(say))
    elif written_mark(home).exists():
        with own_servers(home):
            bring_back(settings_of(home))
        written_mark(home).unlink()
    return home


def written_mark(home: Path) -> Path:
    """There when what was seeded was written to."""
    return home / "written"


def timed(say: Say) -> Say:
    """Say things with the seconds that have passed."""
    begun = time.monotonic()
    return lambda words: say(f"{time.monotonic() - begun:6.1f} s  {words}")


def clear_older(home: Path) -> None:
    """Clear what another seeder left, or one that was killed. Trouble while somebody works there."""
    if (home / "keys/secret.key").exists():
        handle = lock_or_refuse(home)
        clear(settings_of(home))
        os.close(handle)


@contextmanager
def own_servers(home: Path) -> Iterator[dict[str, str]]:
    """The services' environment over the home's own embedded servers, whatever this process was told."""
    for name in [name for name in os.environ if name.startswith("ASAR_")]:
        del os.environ[name]
    with prepared(home) as env:
        yield env | demo_clock(home)


def settings_of(home: Path) -> Settings:
    """The settings of a home."""
    return read_settings(env={"ASAR_HOME": str(home)})


def seed_mark(size: Size) -> str:
    """What a seed was made by: another seeder makes another, and so do other tables. A seed of older tables
    would be sent anew, all of it, by the suite that brings it up to date."""
    sources = [Path(module.__file__ or "") for module in (crowd, seeding, sizes, statements)]
    tables = sorted(ROOT.glob("services/*/migrations/versions/*.py"))
    made_by = b"".join(path.read_bytes() for path in (*sources, *tables))
    return f"{size.name} {hashlib.sha256(made_by).hexdigest()[:16]}"


def kept_seed(home: Path) -> str:
    """What the home's seed was made by; nothing for a home without one."""
    file = home / "seed.txt"
    return file.read_text("utf-8") if file.exists() else ""


def sow(env: dict[str, str], size: Size, say: Say) -> None:
    """Fill the databases of the home, and keep them so."""
    home = Path(env["ASAR_HOME"])
    seeding.seed(env, size, say)
    end_of_season(home)
    rest_at_night(settings_of(home))
    for service, name in names(settings_of(home)).items():
        copy_database(settings_of(home), name, kept_as(service))
    (home / "seed.txt").write_text(seed_mark(size), "utf-8")


def end_of_season(home: Path) -> None:
    """Let the programme be seen on its last day, in the middle of a month: the harder case for sums."""
    file = home / "demo.json"
    kept = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(kept | {"today": LAST_DAY.isoformat()}, ensure_ascii=False), "utf-8")


def rest_at_night(settings: Settings) -> None:
    """Let no night be due: a comparison of all figures would run beside whatever is measured first."""
    name = names(settings)["reports"]
    with psycopg.connect(make_conninfo(Servers(settings).admin_url, dbname=name)) as connection:
        connection.execute(DONE_LONG)


def kept_as(service: str) -> str:
    """The database in which the seed of a service is kept."""
    return f"seed_{service}"


def bring_back(settings: Settings) -> None:
    """Put the databases back to what was seeded: what a bench wrote is gone."""
    for service, name in names(settings).items():
        copy_database(settings, kept_as(service), name)


def copy_database(settings: Settings, kept: str, name: str) -> None:
    """Make a database a copy of another, whatever it was; nobody may be working in either."""
    owner = name if not name.startswith("seed_") else kept
    mark = installation_mark(settings.keys)
    with psycopg.connect(Servers(settings).admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        admin.execute(sql.SQL(COPY).format(*map(sql.Identifier, (name, owner, kept))))
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(mark)))
