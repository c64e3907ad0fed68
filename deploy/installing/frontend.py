"""The front-end files: fetched by npm from the lock,
the few that are served copied out. Standard library only."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from deploy.installing import certificates
from deploy.settings import ROOT
from deploy.trouble import Trouble

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "shared/ui/static/vendor"


def wanted(*names: str) -> str:
    """A hash of the files that decide what has to be there."""
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def stamp_is(file: Path, value: str) -> bool:
    """Whether a stamp file says that this was done."""
    return file.exists() and file.read_text() == value


def is_ready(dev: bool) -> bool:
    """Whether the served files (and with `dev` the tools of the tests) stand at the lock."""
    tools = not dev or stamp_is(MODULES / "asar-dev.stamp", wanted("package-lock.json"))
    return tools and stamp_is(VENDOR / "asar.stamp", wanted("package.json", "package-lock.json"))


def fetch(dev: bool, bring_npm: Callable[[], list[str]]) -> None:
    """Install node_modules by the lock with the system's npm,
    else with the brought one, and copy what is served."""
    options = ["ci", "--no-audit", "--no-fund", *([] if dev else ["--omit=dev"])]
    system = shutil.which("npm")
    problem = run_npm([system, *options]) if system and shutil.which("node") else "npm: not found"
    if problem:
        problem = run_npm([*bring_npm(), *options])
    if problem:
        raise Trouble(
            f"the front-end packages could not be fetched:\n{problem}\nCheck the connection, run it again."
        )
    copy_served()
    if dev:
        (MODULES / "asar-dev.stamp").write_text(wanted("package-lock.json"))


def run_npm(command: list[str]) -> str | None:
    """Run npm in the project; None when it succeeded, its last lines otherwise."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            stderr=subprocess.STDOUT,
            errors="replace",
            env=certificates.trusting(os.environ) | {"npm_config_update_notifier": "false"},
        )
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    return certificates.complaint(done.stdout) or "\n".join(done.stdout.strip().splitlines()[-8:])


def copy_served() -> None:
    """Fill shared/ui/static/vendor with the files that package.json names under `vendor`."""
    files = json.loads((ROOT / "package.json").read_text())["vendor"]
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in files.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, fresh / target)
    (fresh / "asar.stamp").write_text(wanted("package.json", "package-lock.json"))
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
