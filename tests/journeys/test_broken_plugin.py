"""A region's plugin broken on purpose: the suite starts, says which one and why, and works without it."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from deploy.settings import ROOT
from shared.plugins.deaths import IN_A_ROW, VERDICT, read_verdict
from tests.journeys.running import Running, clean_environment, free_port
from tests.shared.plugin_making import hook, write


def test_suite_starts_and_names_the_broken_plugin(tmp_path: Path) -> None:
    folder = tmp_path / "plugins"
    shutil.copytree(ROOT / "plugins", folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "turkistan/asar_turkistan/region.toml"
    file.write_text(file.read_text("utf-8").replace("accent =", "acent ="), "utf-8")
    running = Running(
        tmp_path / "home",
        free_port(),
        clean_environment(ASAR_PLUGINS="turkistan", ASAR_PLUGINS_FOLDER=str(folder)),
    )
    running.home.mkdir()
    try:
        running.start("--no-demo")
        with urllib.request.urlopen(f"{running.address}/healthz", timeout=5) as answer:
            health = json.load(answer)
        running.user("lead", "project_lead")
        failures = health["services"]["events"]["plugin_failures"]
        assert failures[0]["name"] == "turkistan" and "did you mean “accent”" in failures[0]["reason"]
        assert health["status"] == "degraded" and health["services"]["events"]["plugins"] == ["core"]
        assert running.call("GET", "/registry/api/v1/projects") == (200, [])
    finally:
        running.stop()


def test_plugin_that_hangs_or_ends_the_process_costs_a_worker_and_nobody_else(tmp_path: Path) -> None:
    (folder := tmp_path / "plugins").mkdir()
    sleeps = write(folder, code=hook("branding", "import time; time.sleep(600)"), regions='["atyrau"]')
    dies = write(folder, code=hook("branding", "import os; os._exit(7)"), regions='["zhambyl"]')
    env = clean_environment(ASAR_PLUGINS=f"{sleeps},{dies}", ASAR_PLUGINS_FOLDER=str(folder))
    running = Running(tmp_path / "home", free_port(), env)
    running.home.mkdir()
    try:
        running.start("--no-demo")
        before = workers(running)
        assert [colour(running, "atyrau") for _ in range(4)] == ["#0b5f50"] * 4
        assert failure(running, sleeps, off=True)
        assert all_answered_until(running, lambda: bool(before - workers(running)))
        for death in range(1, IN_A_ROW + 1):
            with suppress(OSError, HTTPException):
                colour(running, "zhambyl")
            # the registry's worker asks for every region's face when it starts, and may die of it too
            assert all_answered_until(running, lambda n=death: deaths(running, dies) >= n)
        assert "a process ended while it asked this plugin (branding)" in failure(running, dies)["reason"]
    finally:
        running.stop()


def test_very_first_start_survives_an_import_that_ends_the_process(tmp_path: Path) -> None:
    (folder := tmp_path / "plugins").mkdir()
    dies = write(folder, code="import os; os._exit(7)", regions='["zhambyl"]')
    env = clean_environment(ASAR_PLUGINS=dies, ASAR_PLUGINS_FOLDER=str(folder))
    running = Running(tmp_path / "home", free_port(), env)
    running.home.mkdir()
    try:
        running.start("--no-demo")
        assert "a process ended while it asked this plugin (import)" in failure(running, dies)["reason"]
        assert colour(running, "zhambyl") == colour(running, "atyrau") == "#0b5f50"
        assert (running.home / "logs/web.log").read_text().count("Starting gunicorn") == 1
    finally:
        running.stop()


def workers(running: Running) -> set[str]:
    """Process ids of gunicorn's workers."""
    web = json.loads((running.home / "run.json").read_text())["children"]["web"]
    return set(Path(f"/proc/{web}/task/{web}/children").read_text().split())


def deaths(running: Running, plugin: str) -> int:
    """How many deaths in a row are counted: two before a new process looked are one."""
    return sum(read_verdict(file)["times"] for file in running.home.rglob(f"{plugin}{VERDICT}"))


def colour(running: Running, region: str) -> str:
    """The accent colour of a region, as anybody may ask for it."""
    with urllib.request.urlopen(f"{running.address}/registry/brand/{region}.css", timeout=20) as answer:
        return answer.read().decode().split(":")[-1].strip().rstrip("}")


def failure(running: Running, plugin: str, off: bool = False) -> dict[str, Any]:
    """What /healthz says of a plugin (once it is switched `off`), within the seconds in which every worker
    knows it."""
    ends = time.monotonic() + 15
    while time.monotonic() < ends:
        with urllib.request.urlopen(f"{running.address}/healthz", timeout=5) as answer:
            told = json.load(answer)["services"]["registry"]["plugin_failures"]
        if found := [one for one in told if one["name"] == plugin and one["switched_off"] >= off]:
            return found[0]
        time.sleep(0.2)
    raise AssertionError(told)


def all_answered_until(running: Running, done: Callable[[], bool]) -> bool:
    """Whether it came to that within 40 s, every request meanwhile answered."""
    ends = time.monotonic() + 40
    while not done() and time.monotonic() < ends:
        with urllib.request.urlopen(f"{running.address}/registry/sign-in", timeout=10) as answer:
            assert answer.status == 200
        time.sleep(0.1)
    return done()
