"""`asar up`, embedded: it starts, it answers, it ends with all its children, however it is ended."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.deploy.conftest import Suite, all_gone, begin, family, is_alive, run, wait_until_ready

Start = Callable[..., Suite]


def test_one_address_serves_four_services(running: Suite) -> None:
    answers = [running.get(f"/{name}/") for name in ("registry", "events", "grants", "reports")]
    assert [answer["name"] for answer in answers] == ["registry", "events", "grants", "reports"]
    assert running.get("/healthz")["status"] == "ok"


def test_services_ask_inside_one_process(running: Suite) -> None:
    assert running.get("/registry/ask/grants")["way"] == "in process"


def test_services_see_a_restricted_environment(running: Suite) -> None:
    seen = running.get("/grants/process")
    assert {"SECRET_OF_SHELL", "ASAR_DATABASE_URL"} & set(seen["environment"] + seen["given"]) == set()


def test_a_task_reaches_the_worker(running: Suite) -> None:
    before = running.get("/events/visits")
    running.get("/events/visits", b"")
    assert running.wait_for(lambda: running.get("/events/visits") == before + 1)


def test_second_start_in_one_home_is_refused(running: Suite) -> None:
    done = run("up", "--home", str(running.home), "--port", "1")
    assert done.returncode == 1
    assert f"already running: http://127.0.0.1:{running.port}" in done.stdout


def test_private_folders_are_closed_to_others(running: Suite) -> None:
    names = ("keys", "keys/secret.key", "keys/grants/sign.pem")
    assert [(running.home / name).stat().st_mode & 0o777 for name in names] == [0o700, 0o600, 0o600]
    assert running.home.stat().st_mode & 0o066 == 0


def test_interrupt_stops_everything_in_order(start: Start) -> None:
    suite = start()
    pids = family(suite.process.pid)
    suite.stop()
    assert suite.process.returncode == 0
    assert all_gone(pids, 1)
    assert "database system is shut down" in (suite.home / "logs/postgres.log").read_text()


def test_killed_supervisor_leaves_no_orphan(start: Start) -> None:
    suite = start()
    pids = family(suite.process.pid)
    os.kill(suite.process.pid, signal.SIGKILL)
    assert len(pids) > 10
    assert all_gone(pids, 5)


def test_killed_suite_starts_again_with_its_data(start: Start) -> None:
    suite = start()
    suite.get("/events/visits", b"")
    assert suite.wait_for(lambda: suite.get("/events/visits") == 1)
    os.kill(suite.process.pid, signal.SIGKILL)
    assert start().get("/events/visits") == 1


def test_stale_pid_file_of_another_program_is_ignored(start: Start, home: Path) -> None:
    start().stop()
    account = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **account) as other:
        (home / "servers/postgres/postmaster.pid").write_text(f"{other.pid}\n{home}/servers/postgres\n")
        assert start().status("/healthz") == 200
        other.kill()


def test_killed_worker_is_started_again(running: Suite) -> None:
    first, before = running.state["children"]["worker"], running.get("/events/visits")
    os.kill(first, signal.SIGKILL)
    assert running.wait_for(lambda: running.state["children"]["worker"] != first)
    running.get("/events/visits", b"")
    assert running.wait_for(lambda: running.get("/events/visits") == before + 1)


def test_killed_web_keeps_the_address(running: Suite) -> None:
    first = running.state["children"]["web"]
    os.kill(first, signal.SIGKILL)
    assert running.wait_for(lambda: running.state["children"]["web"] != first)
    assert running.wait_for(lambda: running.status("/healthz") == 200)


def test_half_sent_requests_leave_the_suite_answering(running: Suite) -> None:
    half = b"POST /events/size HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf"
    with ExitStack() as held:
        for _ in range(16):
            held.enter_context(socket.create_connection(("127.0.0.1", running.port))).sendall(half)
        assert running.get("/registry/")["name"] == "registry"


@pytest.mark.parametrize("server", ["postgres", "valkey"])
def test_killed_server_is_started_again(running: Suite, server: str) -> None:
    first, before = running.state["children"][server], running.get("/events/visits")
    os.kill(first, signal.SIGKILL)
    assert running.wait_for(lambda: running.state["children"][server] != first, 5)
    assert running.wait_for(lambda: running.status("/healthz") == 200, 10)
    running.get("/events/visits", b"")
    assert running.wait_for(lambda: running.get("/events/visits") == before + 1)


def test_what_always_ends_stops_the_suite_with_words(home: Path) -> None:
    hurried = "import deploy.running.restarts as r; r.PAUSES = (0.0,); r.LAST_TIME = 3"
    script = f"import sys; {hurried}; from deploy.cli import main; sys.exit(main(sys.argv[1:]))"
    suite = wait_until_ready(begin(home, command=[sys.executable, "-P", "-c", script]))
    pids = family(suite.process.pid)
    for _ in range(4):
        pid = suite.state["children"]["worker"]
        os.kill(pid, signal.SIGABRT)  # as a process ends itself; what somebody kills is no loop
        suite.wait_for(lambda pid=pid: suite.state["children"]["worker"] != pid, 3)
    said = suite.process.communicate(timeout=60)[0]
    assert suite.process.returncode == 1 and all_gone(pids, 2)
    assert "worker ended unexpectedly (exit code -6), the 4th time in a row soon after its start" in said
    assert f"The end of {home}/logs/worker.log" in said


def test_taken_port_is_said_before_anything_starts(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("up", "--home", str(home), "--port", port)
    assert done.returncode == 1
    assert f"port {port} on 127.0.0.1 cannot be used" in done.stdout
    assert not (home / "servers").exists()


def test_reset_refuses_while_running_then_clears(start: Start, home: Path) -> None:
    suite = start()
    refused = run("reset", "--home", str(home), "--yes")
    suite.stop()
    assert "stop it first" in refused.stdout
    assert run("reset", "--home", str(home), "--yes").returncode == 0
    assert [path.name for path in home.iterdir()] == ["lock"]


def test_no_secret_reaches_logs_or_output(start: Start, home: Path) -> None:
    suite = start()
    secret = (home / "keys/secret.key").read_text()
    arguments = [
        Path(f"/proc/{pid}/cmdline").read_text() for pid in family(suite.process.pid) if is_alive(pid)
    ]
    said = suite.stop() + "".join(log.read_text() for log in (home / "logs").iterdir()) + "".join(arguments)
    assert not [word for word in (secret, *passwords(home)) if word in said]


def passwords(home: Path) -> list[str]:
    """The passwords derived for this home's databases and queue."""
    from deploy.home.keys import derive

    purposes = ("database:asar_admin", "database:asar_registry", "database:asar_reports", "valkey")
    return [derive(home / "keys", purpose) for purpose in purposes]
