"""What is made before a fork is shared by all of them: no thread, no connection, nothing out of date."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from deploy.running.loading import loaded_apart
from deploy.running.web import GUNICORN
from deploy.settings import ROOT
from shared.plugins import deadline
from tests.deploy.conftest import Suite
from tests.shared.plugin_making import hook, made

MADE = """
import os
def links(folder):
    return [place for place in (f"{folder}/{name}" for name in os.listdir(folder)) if os.path.lexists(place)]
from deploy.wsgi import make_front
front = make_front(os.environ)
{before}
threads = len(os.listdir("/proc/self/task"))
sockets = [name for name in map(os.readlink, links("/proc/self/fd")) if name.startswith("socket:")]
print(threads, len(sockets))
"""
ASKED = "with front.fallback.app_context(): front.fallback.extensions['sqlalchemy'].engine.connect()"
AGAIN = "front = make_front(os.environ)"
HANDS = "from shared.plugins.deadline import within; within(1, int, 'a thread that stays')"


def threads_and_connections(env: dict[str, str], before: str = "") -> str:
    """How many of both a process has that has made the services; `before` is done when they are made."""
    code = MADE.replace("{before}", before)
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]} | env
    done = subprocess.run([sys.executable, "-P", "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("before, found", [("", "1 0"), (AGAIN, "1 0"), (HANDS, "2 0"), (ASKED, "1 1")])
def test_services_that_are_made_hold_no_thread_and_no_connection(
    servers: dict[str, str], before: str, found: str
) -> None:
    assert GUNICORN["preload_app"]
    assert threads_and_connections(servers, before) == found


def test_web_processes_share_the_services_their_master_made(running: Suite) -> None:
    """Unless plugins changed since: then one that follows another makes them itself."""
    told = running.get("/events/process")
    assert told["made_by"] == told["parent"] != told["pid"]
    behind = running.home / "files/behind"
    behind.touch()
    os.kill(told["pid"], signal.SIGTERM)
    assert running.wait_for(lambda: (now := running.get("/events/process"))["made_by"] == now["pid"])
    behind.unlink()


def test_threads_without_work_end_before_a_fork() -> None:
    deadline.within(5, int, "one that stays")
    assert any(isinstance(thread, deadline.Hand) for thread in threading.enumerate())
    deadline.dismiss()
    assert not deadline.free
    assert deadline.within(5, lambda: 7, "a new one") == 7


def test_plugin_whose_files_changed_since_is_loaded_anew(tmp_path: Path) -> None:
    plugins = made(tmp_path, code=hook("branding", 'return Branding(accent="#111111")'))
    name = plugins.names[0]
    assert not plugins.as_loaded.is_behind() and plugins.branding("atyrau").accent == "#111111"
    code = tmp_path / name / f"asar_{name}/__init__.py"
    code.write_text(code.read_text("utf-8").replace("#111111", "#222222"), "utf-8")
    os.utime(code, ns=(0, 0))
    assert plugins.as_loaded.is_behind()
    again = type(plugins)([name], tmp_path)
    assert again.branding("atyrau").accent == "#222222" and not again.as_loaded.is_behind()


def test_plugin_a_process_ended_in_is_looked_at_again(tmp_path: Path) -> None:
    plugins = type(made(tmp_path / "others"))([], home=tmp_path)
    assert not plugins.as_loaded.is_behind()
    (tmp_path / "1-0.calls").write_bytes(b"steppe branding".ljust(96))
    assert plugins.as_loaded.is_behind()


def test_what_is_loaded_is_not_looked_through_for_garbage() -> None:
    before, threshold = gc.get_freeze_count(), gc.get_threshold()
    try:
        with loaded_apart():
            assert not gc.isenabled()
        assert gc.isenabled() and gc.get_freeze_count() > before
    finally:
        gc.set_threshold(*threshold)
