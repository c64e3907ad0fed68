"""A region's plugin broken on purpose: the suite starts, says which one and why, and works without it."""

from __future__ import annotations

import json
import shutil
import urllib.request
from pathlib import Path

from tests.journeys.running import ROOT, Running, clean_environment, free_port


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
