"""A service on further hosts: its environment is told, its parts start by themselves and end politely."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.front.exposure import refuse_whole_world
from deploy.home.keys import kept_by
from deploy.running.parts import only
from deploy.trouble import Trouble
from tests.deploy.conftest import COMMAND, Suite, environment, free_port, run
from tests.deploy.test_own_servers import own, own_redis_answers, own_server_answers

__all__ = ["own"]
needs_servers = pytest.mark.skipif(
    not (own_server_answers() and own_redis_answers()),
    reason="no PostgreSQL and Redis on the standard loopback ports",
)
Part = subprocess.Popen[str]
StartPart = Callable[..., Part]


@pytest.fixture
def start_part(home: Path, own: dict[str, str]) -> Iterator[StartPart]:
    """A function that starts one part over the own servers and waits until it says that it runs."""
    started: list[Part] = []

    def start_one(*words: str, **env: str) -> Part:
        given = env or own | {"ASAR_HOME": str(home)}
        process = subprocess.Popen(
            [*COMMAND, "run", *words],
            env=environment(**given),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        said = process.stderr.readline()
        assert " answers at " in said or " works on " in said, said + process.stderr.read()
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def parents(suite: Suite, times: int = 12) -> set[int]:
    """The web processes that answer for events."""
    return {suite.get("/events/process")["parent"] for _time in range(times)}


def ends_politely(process: Part) -> bool:
    """Whether a SIGTERM ends it with 0."""
    process.terminate()
    return process.wait(40) == 0


@needs_servers
def test_a_second_web_answers_when_the_first_is_killed(
    own: dict[str, str], start: Callable[..., Suite], start_part: StartPart
) -> None:
    port = free_port()
    suite = start("--separate", **own, ASAR_UPSTREAMS_EVENTS=f"127.0.0.1:{port}")
    second = start_part("web", "events", "--port", str(port))
    first = suite.state["children"]["events"]
    assert suite.wait_for(lambda: parents(suite) == {first, second.pid}, 30)
    os.killpg(first, signal.SIGSTOP)  # the supervisor starts a killed one again: this one is there, and dead
    os.kill(first, signal.SIGKILL)
    assert all(suite.status("/events/") == 200 for _time in range(12))
    assert suite.wait_for(lambda: second.pid in parents(suite), 15)
    assert suite.wait_for(lambda: parents(suite) - {first, second.pid}, 40), "the killed one never came again"
    assert ends_politely(second)
    assert all(suite.status("/events/") == 200 for _time in range(12))


@needs_servers
def test_a_second_worker_takes_tasks_and_none_is_done_twice(
    own: dict[str, str], start: Callable[..., Suite], start_part: StartPart
) -> None:
    suite = start("--separate", **own)
    second = start_part("tasks", "events")
    suite.get("/events/visits", b"")
    assert suite.wait_for(lambda: suite.get("/events/visits") == 1)
    os.killpg(suite.state["children"]["events-worker"], signal.SIGSTOP)
    for _time in range(5):
        suite.get("/events/visits", b"")
    assert suite.wait_for(lambda: suite.get("/events/visits") >= 4, 20)  # the frozen one may hold one or two
    os.killpg(suite.state["children"]["events-worker"], signal.SIGCONT)
    assert suite.wait_for(lambda: suite.get("/events/visits") == 6, 20)
    assert ends_politely(second)


@needs_servers
def test_the_printed_environment_starts_the_service_elsewhere(
    own: dict[str, str], start: Callable[..., Suite], start_part: StartPart, tmp_path: Path
) -> None:
    suite = start(**own)
    (tmp_path / "keys").mkdir()
    here = own | {"ASAR_HOME": str(suite.home), "ASAR_PORT": str(suite.port)}
    printed = run("env", "events", "--there", str(tmp_path), **here).stdout
    listed = f"set -eu; {printed}\nenv -0"
    said = subprocess.run(["sh", "-c", listed], env={}, capture_output=True, text=True, check=True).stdout
    told = dict(line.split("=", 1) for line in said.split("\0") if line.startswith(("ASAR_", "AWS_")))
    assert [name for name in told if name.endswith("_DATABASE_URL")] == ["ASAR_EVENTS_DATABASE_URL"]
    refused = run("run", "web", "events", **told)
    assert refused.returncode == 1 and "events/sign.pem, events/own.key" in refused.stdout
    assert not [name for name in kept_by("events") if "secret" in name]
    for name in kept_by("events"):
        (tmp_path / "keys" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "keys" / name).write_bytes((suite.home / "keys" / name).read_bytes())
    port = free_port()
    part = start_part("web", "events", "--port", str(port), **told)
    elsewhere = Suite(suite.process, suite.home, port)
    assert elsewhere.wait_for(lambda: elsewhere.status("/events/healthz") == 200)
    assert elsewhere.get("/events/process")["parent"] == part.pid
    assert elsewhere.get("/events/ask/registry")["way"] == "http"
    assert ends_politely(part)


@needs_servers
def test_a_part_of_another_version_does_not_start(
    own: dict[str, str], start: Callable[..., Suite], home: Path
) -> None:
    import psycopg

    from deploy.servers.databases import libpq, service_urls
    from deploy.settings import read_settings

    start(**own)
    settings = read_settings(env=own | {"ASAR_HOME": str(home)})
    url = libpq(service_urls(settings, own["ASAR_DATABASE_URL"])["events"])
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE visits")
    done = run("run", "tasks", "events", "--home", str(home), **own)
    assert done.returncode == 1 and "the tables of events are at nothing, this code needs 0001" in done.stdout


def test_with_the_embedded_servers_it_is_said_what_to_set(home: Path) -> None:
    for words in (["env", "events"], ["run", "web", "events"], ["run", "tasks", "events"]):
        done = run(*words, "--home", str(home))
        assert done.returncode == 1
        assert "set ASAR_DATABASE_URL and ASAR_REDIS_URL" in done.stdout


def test_half_an_environment_is_refused_by_what_it_lacks(home: Path) -> None:
    done = run(
        "run", "web", "grants", ASAR_GRANTS_DATABASE_URL="postgresql+psycopg://x@/y", ASAR_HOME=str(home)
    )
    assert done.returncode == 1
    assert "but not ASAR_KEYS, ASAR_REDIS_URL" in done.stdout and "./asar env grants" in done.stdout


def test_documents_are_made_where_they_are_made(home: Path) -> None:
    told = dict.fromkeys(
        ("ASAR_KEYS", "ASAR_REDIS_URL", "ASAR_QUEUE", "ASAR_PEERS", "ASAR_PUBLIC_URL", "ASAR_ROUTES"), "x"
    )
    done = run("run", "documents", "events", ASAR_HOME=str(home), ASAR_EVENTS_DATABASE_URL="x", **told)
    assert "events makes no documents; they are made by reports" in done.stdout


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "8.8.8.8", "events.example.kz"])
def test_a_part_listens_to_the_inner_network_only(host: str) -> None:
    with pytest.raises(Trouble, match="such as 10.0.0.2"):
        refuse_whole_world(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.2", "192.168.1.4", "fd00::2"])
def test_a_part_may_listen_there(host: str) -> None:
    refuse_whole_world(host)


def test_a_service_alone_knows_no_number_of_a_neighbour() -> None:
    said = {
        "ASAR_TASKS_EVENTS": "8",
        "ASAR_TASKS_GRANTS": "9",
        "ASAR_GRANTS_DATABASE_URL": "x",
        "ASAR_TASKS": "3",
    }
    assert only("events", said) == {"ASAR_TASKS_EVENTS": "8", "ASAR_TASKS": "3", "ASAR_SERVICES": "events"}
