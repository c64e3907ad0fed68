"""Suites started as a user starts them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import OWN_DATABASE, OWN_REDIS, answers, share_of
from tests.journeys.running import OWN_SERVERS, SEPARATE, TOPOLOGIES, Running, clean_environment, free_port


@pytest.fixture(scope="session", params=TOPOLOGIES)
def asar(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An empty suite: all in one process, each service apart behind nginx, or on servers of one's own."""
    more: dict[str, str] = {}
    if (
        request.param == SEPARATE
        and not shutil.which("nginx")
        and not shutil.which("nginx", path="/usr/sbin")
    ):
        pytest.skip("no nginx on this machine")
    if request.param == OWN_SERVERS:
        if not (answers(5432) and answers(6379)):
            pytest.skip("no PostgreSQL and Redis on the standard ports")
        more = {
            "ASAR_DATABASE_URL": OWN_DATABASE,
            "ASAR_REDIS_URL": OWN_REDIS.replace("/9", "/10"),
            "ASAR_DATABASE_PREFIX": f"asar_journey_{os.getpid()}",
        }
    home = tmp_path_factory.mktemp(request.param)
    running = Running(home, free_port(), clean_environment(**more))
    try:
        running.start("--no-demo", *(["--separate"] if request.param == SEPARATE else []))
        yield running
    finally:
        running.stop()
        if more:
            running.command("reset", "--yes")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """A suite ends with its last journey: until the session does, its tickers would go on."""
    suite = getattr(item, "funcargs", {}).get("asar")
    if suite and (nextitem is None or share_of(nextitem.nodeid) != share_of(item.nodeid)):
        suite.stop()
