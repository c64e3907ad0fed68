"""What runs in one service cannot read the keys of another, nor what all passwords come of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.home import keys
from deploy.running import walling
from deploy.running.processes import fork
from deploy.settings import ROOT, SERVICES, read_settings
from shared import walls
from tests.deploy.conftest import Suite, begin, end, new_home, wait_until_ready

pytestmark = pytest.mark.skipif(
    walls.landlock() < walls.MOVES_SINCE, reason="this kernel has no Landlock that lets files be moved"
)
FOREIGN = ("secret.key", "registry/sign.pem", "registry/seal.key", "grants/own.key")
OWN = ("events/sign.pem", "events/own.key", "events/forms.key", *(f"public/{name}.pem" for name in SERVICES))


@pytest.fixture
def told(home: Path) -> dict[str, str]:
    """The environment of events alone in a home with keys."""
    keys.make_keys(home / "keys")
    (home / "servers").mkdir()
    (home / "servers/pg_authid").write_text("everybody's password")
    return {"ASAR_HOME": str(home), "ASAR_KEYS": str(home / "keys"), "ASAR_SERVICES": "events"}


def in_child(home: Path, env: dict[str, str], body: Callable[[], object]) -> Any:
    """What a body answers in a fork behind the wall of an environment."""

    def work() -> None:
        sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))  # not pytest's
        walling.behind_wall(env, lambda: print(json.dumps(body())))

    child = fork("walled", work, home / "logs/walled.log", env=os.environ)
    assert child.wait(20) and child.process.returncode == 0, child.last_words()
    return json.loads(child.last_words(1))


def opened(folder: Path, *names: str) -> list[str]:
    """Which of these files this process can read."""
    return [name for name in names if walling.can_read(folder / name)]


def test_a_service_reads_its_own_keys_and_no_other(home: Path, told: dict[str, str]) -> None:
    assert in_child(home, told, lambda: opened(home / "keys", *FOREIGN, *OWN)) == list(OWN)


def test_without_the_wall_it_would_read_them_all(
    home: Path, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the same process, its wall not raised."""
    monkeypatch.setattr(walls, "close_places", lambda closed, opened: True)
    names = [*FOREIGN, *OWN]
    assert in_child(home, told, lambda: opened(home / "keys", *names)) == names


def test_pages_of_the_installations_own_are_read_behind_the_wall(home: Path, told: dict[str, str]) -> None:
    page = home / "templates/registry/home/show.html"
    page.parent.mkdir(parents=True)
    page.write_text("ours")
    assert in_child(home, told, lambda: opened(home, "templates/registry/home/show.html"))


def test_all_four_in_one_process_read_their_keys_but_not_the_secret(home: Path, told: dict[str, str]) -> None:
    together = told | {"ASAR_SERVICES": ""}
    assert in_child(home, together, lambda: opened(home / "keys", *FOREIGN)) == list(FOREIGN[1:])


def test_nobody_puts_a_key_in_the_place_of_another(home: Path, told: dict[str, str]) -> None:
    def forge() -> list[str]:
        refused = []
        for name in ("public/registry.pem", "registry/sign.pem", "events/sign.pem"):
            try:
                keys.write_private(home / "keys" / name, b"mine")
            except PermissionError:
                refused.append(name)
        return refused

    assert in_child(home, told, forge) == ["public/registry.pem", "registry/sign.pem", "events/sign.pem"]


def test_the_files_of_the_databases_and_other_processes_stay_closed(home: Path, told: dict[str, str]) -> None:
    parent = Path(f"/proc/{os.getpid()}/environ")
    looked = in_child(
        home, told, lambda: [walling.can_read(home / "servers/pg_authid"), walling.can_read(parent)]
    )
    assert looked == [False, False]


def test_its_work_goes_on(home: Path, told: dict[str, str]) -> None:
    """Evidence is moved into its place, a temporary file is made though the home lies among them, a limited
    child and what it imports are there."""
    code = "from shared.limited import run_limited; print(run_limited('shared.walls:standing', b'')['files'])"

    def work() -> list[object]:
        (home / "files/new").write_text("x")
        (home / "files/deep").mkdir()
        (home / "files/new").rename(home / "files/deep/kept")
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        return [(home / "files/deep/kept").read_text(), done.stdout.strip()]

    assert in_child(home, told, work) == ["x", "True"]


def test_a_kernel_without_it_says_so_and_works(
    home: Path, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walls, "landlock", lambda: 0)
    assert in_child(home, told, lambda: "worked") == "worked"
    assert "no wall around keys/" in (home / "logs/walled.log").read_text()
    assert not walling.is_held_off(read_settings(env=told))


@pytest.fixture(scope="module")
def separate() -> Iterator[Suite]:
    """A suite of separate services."""
    with new_home() as folder:
        suite = begin(folder, "--separate")
        yield wait_until_ready(suite)
        end(suite)


def test_no_process_of_events_reads_the_key_by_which_registry_signs(separate: Suite) -> None:
    names = ",".join((*FOREIGN, *OWN))
    assert separate.get(f"/events/opened?names={names}") == list(OWN)
    separate.get(f"/events/opened?names={names}", b"")
    found = separate.home / "files/opened.json"
    assert separate.wait_for(found.exists)
    assert json.loads(found.read_text()) == list(OWN)


def test_a_running_suite_is_held_off_the_secret_in_one_process_too(running: Suite) -> None:
    assert running.get("/events/opened?names=secret.key,registry/sign.pem") == ["registry/sign.pem"]
