"""How many processes and threads: read, refused in words, and within what PostgreSQL lets in."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.front.nginx import configuration
from deploy.front.upstreams import read_upstreams
from deploy.running.scale import Scale, connections, of_embedded, pool_of, read_scaling, refuse_unheard
from deploy.running.web import Web
from deploy.running.worker import MAIN, MAKES_DOCUMENTS, hired
from deploy.servers.databases import refuse_few_connections
from deploy.settings import SERVICES, read_settings
from deploy.trouble import Trouble
from shared.queue.lanes import DOCUMENTS
from tests.deploy.conftest import run
from tests.deploy.test_databases import OWN, own_server_answers


def taken(env: dict[str, str]) -> dict[bool, int]:
    """What a suite of this environment takes."""
    return connections(read_scaling(env, SERVICES), SERVICES, MAKES_DOCUMENTS)


def test_a_service_has_its_own_numbers_and_the_others_those_of_all() -> None:
    said = {"ASAR_WORKERS": "3", "ASAR_THREADS_EVENTS": "16", "ASAR_TASKS_GRANTS": "1"}
    scaling = read_scaling(said, SERVICES)
    assert scaling.of(["events"]) == Scale(3, 16, 4)
    assert scaling.of(["grants"]) == Scale(3, 4, 1)
    assert scaling.of(SERVICES) == Scale(3, 4, 4)


@pytest.mark.parametrize("value", ["0", "65", "-1", "two", "1.5", "٣"])
def test_a_number_that_cannot_be_is_refused_with_its_variable(value: str) -> None:
    with pytest.raises(Trouble, match="ASAR_TASKS_REPORTS must be a number from 1 to 64"):
        read_settings(env={"ASAR_TASKS_REPORTS": value})


def test_a_mistyped_service_is_named() -> None:
    with pytest.raises(Trouble, match="ASAR_WORKERS_EVENT: there is no service event; there are registry"):
        read_settings(env={"ASAR_WORKERS_EVENT": "4"})


def test_what_an_embedded_suite_would_not_heed_is_refused(home: Path) -> None:
    refuse_unheard({"ASAR_WORKERS": "4", "ASAR_WORKERS_EVENTS": ""})
    done = run("up", "--home", str(home), "--no-demo", ASAR_UPSTREAMS_EVENTS="10.0.0.2:8001")
    assert done.returncode == 1
    assert "ASAR_UPSTREAMS_EVENTS says how a service of its own runs" in done.stdout


def test_gunicorn_gets_the_numbers_of_its_service() -> None:
    env = {"ASAR_WORKERS_EVENTS": "5", "ASAR_THREADS": "7"}
    alone, together = Web(0, env | {"ASAR_SERVICES": "events"}), Web(0, env)
    assert (alone.cfg.workers, alone.cfg.threads) == (5, 7)
    assert (together.cfg.workers, together.cfg.threads) == (2, 7)


def test_documents_keep_their_threads_however_many_tasks_there_are() -> None:
    from dramatiq.brokers.stub import StubBroker

    broker, scale = StubBroker(), Scale(tasks=9)
    assert [hired(broker, lane, ["reports"], scale).worker_threads for lane in (MAIN, DOCUMENTS)] == [9, 2]


def test_pools_follow_the_threads() -> None:
    scale = Scale(threads=12, tasks=6)
    assert pool_of(scale, "web", "") == 12
    assert [pool_of(scale, "worker", lane) for lane in (MAIN, DOCUMENTS, "")] == [7, 3, 9]


def test_what_is_set_by_default_fits_into_a_postgresql_as_it_comes() -> None:
    assert max(taken({}).values()) + 10 <= 100 - 3


def test_the_embedded_postgresql_grows_with_them_and_says_when_it_cannot() -> None:
    assert of_embedded(max(taken({}).values())) == 150
    assert of_embedded(taken({"ASAR_WORKERS": "8", "ASAR_THREADS": "8"})[False]) > 320
    with pytest.raises(Trouble, match="at most 1000: lower ASAR_WORKERS"):
        of_embedded(max(taken({"ASAR_WORKERS": "64", "ASAR_THREADS": "16"}).values()))


@pytest.mark.skipif(not own_server_answers(), reason="no PostgreSQL on the standard port")
def test_an_own_postgresql_that_lets_in_fewer_is_refused_with_the_numbers() -> None:
    with pytest.raises(Trouble, match="up to 5000 connections and 10 more .* lets in "):
        refuse_few_connections(OWN, 5000)


@pytest.mark.parametrize(
    "said",
    ["events", "10.0.0.2", "10.0.0.2:0", "10.0.0.2:99999", "a:1;b:2", "a:1 weight=5", "a:1,,b:2", "{}:1"],
)
def test_a_server_that_cannot_be_is_refused(said: str) -> None:
    with pytest.raises(Trouble, match="ASAR_UPSTREAMS_EVENTS"):
        read_upstreams({"ASAR_UPSTREAMS_EVENTS": said}, SERVICES)


def test_a_server_stands_there_once() -> None:
    with pytest.raises(Trouble, match="10.0.0.2:8001 stands there twice"):
        read_upstreams({"ASAR_UPSTREAMS_EVENTS": "10.0.0.2:8001,10.0.0.2:8001"}, SERVICES)


def test_servers_of_other_hosts_stand_beside_the_own_one() -> None:
    said = read_upstreams({"ASAR_UPSTREAMS_EVENTS": "events-2.example.kz:8001, [fd00::2]:8001"}, SERVICES)
    servers = {name: (f"127.0.0.1:{number}", *said[name]) for number, name in enumerate(SERVICES, 9001)}
    written = configuration(Path("/x"), ("127.0.0.1", 8000), servers, "http")
    hosts = ("127.0.0.1:9002", "events-2.example.kz:8001", "[fd00::2]:8001")
    several = " ".join(f"server {host} fail_timeout=3s;" for host in hosts)
    assert f"upstream events {{ zone events 64k; {several} keepalive 16; }}" in written
    assert "upstream events_own { server 127.0.0.1:9002; keepalive 16; }" in written
    assert written.count("proxy_next_upstream error timeout") == 1  # only where there are several
    assert "location /grants/ { proxy_pass http://grants; }" in written
