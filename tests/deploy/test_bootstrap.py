"""The preparation: locks, stamps, installers, and no network when nothing changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.installing import bootstrap, catalogues, frontend
from deploy.settings import ROOT
from deploy.trouble import Trouble


def pinned(lock: str) -> set[str]:
    """The `name==version` lines of a lock."""
    return set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-npm.lock"])
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    words = (ROOT / lock).read_text()
    assert words.count("==") <= words.count("--hash=sha256:")
    assert not re.search(r"https?://|--(index|find)", words)


def test_package_lock_carries_no_download_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_front_end_versions_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    versions = (package["dependencies"] | package["devDependencies"]).values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_dev_lock_holds_the_whole_runtime_lock() -> None:
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


def test_prepared_command_starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "is_installed", lambda name: True)
    monkeypatch.setattr(frontend, "is_ready", lambda dev: True)
    monkeypatch.setattr(catalogues, "outdated", list)
    monkeypatch.setattr(subprocess, "run", lambda *words, **more: pytest.fail("a program was started"))
    bootstrap.prepare("dev")


def test_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1")
    monkeypatch.setitem(bootstrap.LOCKS, "runtime", lock)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    bootstrap.stamp_file("runtime").write_text(bootstrap.stamp("runtime"))
    before = bootstrap.is_installed("runtime")
    lock.write_text("a==2")
    assert (before, bootstrap.is_installed("runtime")) == (True, False)


def test_failing_uv_falls_back_to_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(bootstrap, "with_uv", lambda what: tried.append("uv") or "no index")
    monkeypatch.setattr(bootstrap, "with_own_pip", lambda what: tried.append("pip"))
    bootstrap.install(["x"])
    assert tried == ["uv", "pip"]


def test_no_installer_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    for installer in ("with_uv", "with_own_pip", "with_system_pip"):
        monkeypatch.setattr(bootstrap, installer, lambda what: "no way")
    with pytest.raises(Trouble, match="python3-venv"):
        bootstrap.install(["x"])


def test_venv_is_made_without_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "v")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "v/bin/python")
    bootstrap.make_venv()
    assert bootstrap.quiet([str(tmp_path / "v/bin/python"), "-c", "import sys"]) is None
    assert list((tmp_path / "v/lib").glob("python*/site-packages/pip")) == []


def test_served_files_are_copied_from_node_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "VENDOR", tmp_path / "vendor")
    frontend.copy_served()
    served = json.loads((ROOT / "package.json").read_text())["vendor"].values()
    assert all((tmp_path / "vendor" / name).stat().st_size for name in served)


def test_missing_npm_is_brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(frontend, "run_npm", lambda command: used.append(command[0]))
    monkeypatch.setattr(frontend, "copy_served", lambda: None)
    frontend.fetch(False, lambda: ["brought-npm"])
    assert used == ["brought-npm"]


def test_old_python_is_told_what_to_install(tmp_path: Path) -> None:
    script = (ROOT / "asar").read_text().replace("NEEDED = (3, 11)", "NEEDED = (9, 0)")
    (tmp_path / "asar").write_text(script)
    done = subprocess.run([sys.executable, str(tmp_path / "asar"), "up"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Asar needs Python 3.11 or newer" in done.stderr
