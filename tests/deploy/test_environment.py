"""Servers under a command: joined when a suite is up, started and stopped otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.home.environment import restricted
from deploy.home.keys import make_keys
from deploy.home.prepared import at_its_address
from deploy.home.state import is_up, state_file
from deploy.settings import ROOT
from tests.deploy.conftest import Suite, environment, is_alive

SCRIPT = """
import json, sys
from deploy.home.prepared import prepared
from deploy.servers.pair import Servers
import psycopg
with prepared(sys.argv[1]) as env:
    url = env["ASAR_EVENTS_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO visits DEFAULT VALUES")
        asked = "SELECT count(*), pg_postmaster_start_time()::text FROM visits"
        visits = connection.execute(asked).fetchone()
print(json.dumps(visits))
"""


def count_visit(home: Path) -> list:
    """Run a small command over the prepared servers: [visits, the server's start]."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, str(home)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_command_starts_and_stops_servers(home: Path) -> None:
    first = count_visit(home)
    second = count_visit(home)
    assert (first[0], second[0]) == (1, 2)
    assert first[1] != second[1]
    assert not (home / "servers/postgres/postmaster.pid").exists()


def test_command_joins_a_running_suite(running: Suite) -> None:
    first, second = count_visit(running.home), count_visit(running.home)
    assert first[1] == second[1]
    assert is_alive(running.state["children"]["postgres"])


def test_commands_at_once_wait_for_each_other(home: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-P", "-c", SCRIPT, str(home)],
            env=environment(),
            text=True,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = sorted(json.loads(process.communicate(timeout=60)[0])[0] for process in both)
    assert said == [1, 2]


def test_command_beside_a_suite_says_the_address_it_is_reached_at(tmp_path: Path) -> None:
    assert at_its_address(tmp_path) == {}
    state_file(tmp_path).write_text(json.dumps({"pid": 1, "address": "http://127.0.0.1:8471"}))
    assert at_its_address(tmp_path) == {"ASAR_PUBLIC_URL": "http://127.0.0.1:8471"}


def test_state_of_a_dead_suite_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps({"pid": 2**22 + 1, "address": ""}))
    assert not is_up(tmp_path)


def test_shell_secrets_stay_outside() -> None:
    kept = restricted(
        {"PATH": "/bin", "GITHUB_TOKEN": "x", "ASAR_DATABASE_URL": "x", "ASAR_TODAY": "2022-09-30"}
    )
    assert {"GITHUB_TOKEN", "ASAR_DATABASE_URL"} & kept.keys() == set()
    assert kept["ASAR_TODAY"] == "2022-09-30"


# What few requests need is in no process's memory from its start (zxcvbn: 12 MB of lists).
SELDOM = {"zxcvbn", "num2words", "PIL", "typst", "xlsxwriter", "docxtpl", "docx", "pypdfium2"}


def test_the_services_are_imported_before_anything_is_forked() -> None:
    """What each fork imported for itself was memory of its own, and seconds of every start."""
    code = (
        "import os, sys, gc; from deploy.running.supervisor import warm_services; "
        "warm_services(dict(os.environ)); "
        "from deploy.settings import SERVICES; "
        "assert {f'services.{name}.service' for name in SERVICES} <= set(sys.modules); "
        "assert gc.get_freeze_count() > 50_000; "
        f"seldom = {SELDOM} & set(sys.modules); assert not seldom, seldom"
    )
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-P", "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


ALONE = """
import sys, deploy.product
from contextlib import contextmanager
from deploy.cli import main
from sqlalchemy.exc import OperationalError
@contextmanager
def nobody_there(home):
    url = "postgresql+psycopg://x@/x?host=/nowhere"
    yield {"ASAR_KEYS": sys.argv[1], "ASAR_ROUTES": "{}", "ASAR_REGISTRY_DATABASE_URL": url}
deploy.product.prepared = nobody_there
try:
    main(sys.argv[2:])
except OperationalError:
    print(*(name for name in sys.modules if name.startswith("services.")))
"""
SHORT = {
    "tokens": ["token", "create", "--name", "tool", "--scope", "registry:read"],
    "users": ["user", "add", "--login", "lead", "--name", "Lead", "--role", "project_lead"],
}


@pytest.mark.parametrize("noun", SHORT)
def test_a_short_command_is_carried_out_without_the_rooms_of_four_services(noun: str, tmp_path: Path) -> None:
    """It took seven seconds, nearly all of them imports of what it does not ask."""
    make_keys(tmp_path)
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "ASAR_HOME": str(tmp_path)}
    env |= {"ASAR_PASSWORD": "a long enough password"}
    command = [sys.executable, "-P", "-c", ALONE, str(tmp_path), *SHORT[noun]]
    loaded = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
    assert f"services.registry.{noun}.operations" in loaded
    assert "services.registry.service" not in loaded
    assert not [name for name in loaded if not name.startswith("services.registry")]


def test_nothing_that_looks_at_the_environment_is_imported_before_it_is_told() -> None:
    """`shared.counting` chooses where it counts as it is imported: too early, and each counts alone."""
    code = (
        "import sys, deploy.running.supervisor, deploy.running.parts; "
        "early = {'shared.counting', 'flask', 'dramatiq', 'deploy.front.application'} & set(sys.modules); "
        "assert not early, early"
    )
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-P", "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
