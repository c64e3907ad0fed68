"""Real servers for every test that needs them: the embedded pair, and the machine's own where they answer."""

from __future__ import annotations

import gc
import re
import secrets
import socket
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from functools import cache, cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
import psycopg
import pytest
import werkzeug.test
from argon2 import PasswordHasher
from jinja2 import FileSystemBytecodeCache
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from deploy.installing.catalogues import compile_outdated
from tests.children import run_limited
from tests.journeys.running import SEPARATE, TOPOLOGIES
from tests.suite import ADMIN_URL, NOTHING, PASSWORD, PDF, Known, Suite
from tests.watching import watch

OPENS = {"mime": "application/pdf", "unopened": ""}  # what a child says of the tests' own paper

OWN_DATABASE, OWN_REDIS = "postgresql://postgres@127.0.0.1:5432/postgres", "redis://127.0.0.1:6379/9"


def pytest_sessionstart() -> None:
    """Tests that read a page read it with the present translations; a form they send stays in
    memory: the file Werkzeug's client keeps a long one in is closed by nobody, and the warning
    fell on whichever test ran when it was collected."""
    compile_outdated()
    in_memory = partial(werkzeug.test.stream_encode_multipart, use_tempfile=False)
    werkzeug.test.stream_encode_multipart = in_memory


def answers(port: int) -> bool:
    """Whether something listens on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def servers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment of the services over one pair of servers."""
    from deploy.home.environment import services_env
    from deploy.home.keys import make_keys
    from deploy.servers.databases import drop_all, migrate, provision
    from deploy.servers.pair import Servers
    from deploy.settings import read_settings

    env = {
        "ASAR_HOME": str(tmp_path_factory.mktemp(request.param)),
        "ASAR_DATABASE_PREFIX": f"asar_test_{secrets.token_hex(4)}",  # a pid comes again after a killed run
        "ASAR_PLUGINS": "turkistan",
    }
    if request.param == "own":
        if not (answers(5432) and answers(6379)):
            pytest.skip("no PostgreSQL and Redis on the standard ports")
        env |= {"ASAR_DATABASE_URL": OWN_DATABASE, "ASAR_REDIS_URL": OWN_REDIS}
    settings = read_settings(env=env)
    make_keys(settings.keys)
    running = Servers(settings, durable=False)
    with ExitStack() as stack:
        stack.callback(running.stop)
        running.start()
        running.wait()
        if request.param == "own":
            drop_all(settings, OWN_DATABASE)
            stack.callback(drop_all, settings, OWN_DATABASE)
        urls = provision(settings, running.admin_url)
        forget_quickly(urls)
        migrate(urls, settings.keys)
        yield services_env(settings, running, env) | {ADMIN_URL: running.admin_url}


def forget_quickly(urls: dict[str, str]) -> None:
    """No commit of these databases waits for the disk; what a power cut would take is only a test's."""
    from deploy.servers.databases import libpq

    for url in urls.values():
        with psycopg.connect(libpq(url), autocommit=True) as connection:
            row = connection.execute(
                "SELECT format('ALTER DATABASE %I SET synchronous_commit = off', current_database())"
            ).fetchone()
            connection.execute(row[0])


@cache
def read_once(reader: str, data: bytes) -> bytes:
    """What a limited child answers, as JSON."""
    return orjson.dumps(run_limited(reader, data))


@pytest.fixture(scope="session")
def templates(pytestconfig: pytest.Config) -> FileSystemBytecodeCache | None:
    """What the templates were compiled to, of whatever worker and run: kept by name and content."""
    kept = getattr(pytestconfig, "cache", None)
    return FileSystemBytecodeCache(str(kept.mkdir("templates"))) if kept else None


@pytest.fixture(scope="session")
def running_apps(servers: dict[str, str], templates: FileSystemBytecodeCache | None) -> Iterator[Suite]:
    """The four apps in this process, asking one another in process."""
    from redis import Redis
    from sqlalchemy.orm import close_all_sessions

    from deploy.running.loading import loaded_apart
    from deploy.wsgi import make_apps
    from services.events.participants import forms
    from services.events.participants.operations import reading
    from services.registry.drafts.forms import intake
    from services.registry.region_settings import rules
    from services.registry.users import operations
    from services.reports.dashboard.listing import looks
    from services.reports.figures.queries import pulse
    from services.reports.reports import operations as building
    from shared import looking
    from shared.imports import reading as table_reading
    from shared.office import papers
    from shared.queue import broker

    # Thousands of sign-ins and hundreds of imports of one plan, of one list: a light hash, the one password
    # of their users is hard to guess whoever they are, and a file read once is remembered.
    operations.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    judged = operations.is_easy
    operations.is_easy = lambda password, about: password != PASSWORD and judged(password, about)
    for reads in (intake, forms, reading, table_reading):
        reads.run_limited = lambda reader, data, **_limits: orjson.loads(read_once(reader, data))
    for reads in (rules, building, papers):
        reads.run_limited = run_limited
    looking.run_limited = lambda look, data, **limits: (
        dict(OPENS) if data.startswith(PDF) else run_limited(look, data, **limits)
    )
    looks.second = count().__next__  # tests write and look again within one, and never make a rush
    pulse.WITHIN = 0.0
    broker.broker.client = Redis.from_url(servers["ASAR_REDIS_URL"], socket_timeout=2)
    with loaded_apart():  # as where they serve; here thousands of collected tests stand among what is loaded
        apps = make_apps(servers)
    for app in apps.values():
        app.jinja_env.bytecode_cache = templates
    for app in apps.values():
        watch(app)
    running = Suite(apps, servers)
    yield running
    for tables in running.databases.values():
        tables.connection.close()
    close_all_sessions()
    for app in apps.values():
        with app.app_context():
            app.extensions["sqlalchemy"].engine.dispose()
    broker.broker.client.close()


@pytest.fixture
def beginning(request: pytest.FixtureRequest, running_apps: Suite) -> Known:
    """What the tables hold when a test begins: the known project where it asks for one, else nothing."""
    return running_apps.known if "project" in request.fixturenames else NOTHING


@pytest.fixture
def suite(running_apps: Suite, beginning: Known) -> Iterator[Suite]:
    """The apps over the tables a test begins with."""
    running_apps.put(beginning)
    yield running_apps
    for app in running_apps.apps.values():
        assert not app.extensions["plugins"].troubles(fresh=False), app.extensions["plugins"].troubles(
            fresh=False
        )


@pytest.fixture
def project(suite: Suite) -> str:
    """The id of a project with the real, approved plan."""
    return suite.known_project()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


HOUSE = "tests/house"
PAIRS = ("embedded", "own")
PAIR = re.compile(r"\[(embedded|own)\b")
SECONDS = "asar/seconds"
# Seconds of a test that never ran here, by its file or its folder: on a clean checkout none did.
USUAL = 0.2
UNTIMED = {
    HOUSE: 0.4,
    "tests/house/test_bites.py": 30.0,
    "tests/house/test_other_regions.py": 18.0,
    "tests/house/test_page_costs.py": 18.0,
    "tests/deploy": 0.2,
    "tests/deploy/test_backup.py": 1.5,
    "tests/deploy/test_backup_moment.py": 1.5,
    "tests/deploy/test_backup_wal.py": 4.0,
    "tests/deploy/test_demo.py": 2.0,
    "tests/deploy/test_demo_end.py": 16.0,
    "tests/deploy/test_environment.py": 1.5,
    "tests/deploy/test_forking.py": 2.0,
    "tests/deploy/test_gate.py": 0.6,
    "tests/deploy/test_own_servers.py": 3.0,
    "tests/deploy/test_parts.py": 1.5,
    "tests/deploy/test_places.py": 1.0,
    "tests/deploy/test_plugin_author.py": 0.4,
    "tests/deploy/test_printed_commands.py": 1.5,
    "tests/deploy/test_separate.py": 1.5,
    "tests/deploy/test_starting.py": 3.0,
    "tests/deploy/test_up.py": 2.0,
    "tests/deploy/test_upgrade.py": 1.5,
    "tests/deploy/test_upgrade_safety.py": 3.0,
    "tests/journeys": 12.0,
    "tests/journeys/test_broken_plugin.py": 25.0,
    "tests/journeys/test_region_home.py": 90.0,
    "tests/registry/test_reminders.py": 0.7,
    "tests/reports/test_adjustments.py": 0.8,
    "tests/reports/test_wordings.py": 0.9,
    "tests/shared/test_hostile_files.py": 5.0,
}
took: Counter[str] = Counter()


class Together(LoadScopeScheduling):
    """One worker for a file's tests over one pair of servers, and for all journeys through one running suite;
    the longest share first, so that no worker is left with one at the end.

    The first worker begins with what has no pair: such tests wait for suites they start, while those of the
    others calculate. One that has a pair stays with it: to change it starts servers, apps and tables anew.
    """

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        mine = self.pair_of(node)
        following = min(
            self.workqueue,
            key=lambda share: ((mine, "", *PAIRS).index(pair_of(share)), -self.seconds[share]),
        )
        self.workqueue.move_to_end(following, last=False)
        super()._assign_work_unit(node)

    def pair_of(self, node: WorkerController) -> str:
        """The pair of servers a worker has, "" for none: the one of its last share, or that of its place."""
        first = dict(enumerate(PAIRS, 1)).get(self.nodes.index(node), "")
        return [first, *filter(None, map(pair_of, self.assigned_work[node]))][-1]

    @cached_property
    def seconds(self) -> Counter[str]:
        """How long each share took when its tests last ran here."""
        known, found = known_seconds(self.config), Counter[str]()
        for nodeid in self.collection or ():
            found[share_of(nodeid)] += known.get(nodeid) or untimed(nodeid)
        return found


def share_of(nodeid: str) -> str:
    """The running suite of a journey, the house where it only reads the code, or the file of any other test
    and the pair of servers it runs over. The house parses every file once a worker."""
    file, _, rest = nodeid.partition("::")
    pair = "".join(PAIR.findall(rest)[:1])
    place = file if pair or not file.startswith(HOUSE) else HOUSE
    running = (topology for topology in TOPOLOGIES if f"[{topology}" in rest)
    return next(running, f"{place}[{pair}]" if pair else place)


def untimed(nodeid: str) -> float:
    """About how many seconds a test takes that never ran here."""
    file = nodeid.partition("::")[0]
    return UNTIMED.get(file) or UNTIMED.get("/".join(file.split("/")[:2]), USUAL)


def pair_of(share: str) -> str:
    """The pair of servers a share runs over, "" for none."""
    return "".join(PAIR.findall(share)[:1])


def known_seconds(config: pytest.Config) -> dict[str, float]:
    """How long each test took when it last ran here, where any did."""
    kept = getattr(config, "cache", None)
    return kept.get(SECONDS, {}) if kept else {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Time the tests, for who hands them out next time."""
    took[report.nodeid] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep how long they took."""
    config = session.config
    if hasattr(config, "cache") and not hasattr(config, "workerinput"):
        config.cache.set(SECONDS, {**known_seconds(config), **took})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let every test run over both pairs of servers."""
    parser.addoption("--both", action="store_true", help="every test over both pairs of servers")


@cache
def pair_for(file: str) -> str:
    """The pair a file has where each has one: half of them the machine's own, where it answers. The house
    reads pages and addresses: which servers stand below says nothing about them."""
    mine = crc32(file.encode()) % 2 and not file.startswith(HOUSE) and answers(5432) and answers(6379)
    return "own" if mine else "embedded"


def names_a_pair(config: pytest.Config) -> bool:
    """Whether who runs the tests says over which pair: by --both, by -k, by the name of a test."""
    said = [config.option.keyword, *(arg for arg in config.args if "[" in arg)]
    return config.option.both or any(pair in word for word in said for pair in ("embedded", "own"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test runs over the pair of its file; over both where a pair was named, which the house has not."""
    file = metafunc.definition.nodeid.partition("::")[0]
    if "servers" in metafunc.fixturenames:
        both = names_a_pair(metafunc.config) and not file.startswith(HOUSE)
        metafunc.parametrize("servers", PAIRS if both else [pair_for(file)], indirect=True, scope="session")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Hand out the tests share by share."""
    return Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None]:
    """What is collected stays: nothing of it is looked through for garbage, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long journeys first, then what needs no servers."""
    items.sort(
        key=lambda item: (
            share_of(item.nodeid) not in TOPOLOGIES,
            "servers" in getattr(item, "fixturenames", ()),
            pair_of(item.nodeid),
            share_of(item.nodeid) != SEPARATE,
            share_of(item.nodeid),
            # A journey in the browser finds its suite empty, as a newcomer does.
            "test_in_the_browser" not in item.nodeid,
        )
    )
