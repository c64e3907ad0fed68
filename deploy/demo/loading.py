"""Loading the demo into an empty home, once: a load that was killed leaves a mark, and the next one begins by clearing."""
from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from deploy.demo import events_scenes, grants_scenes, registry_scenes
from deploy.demo.accounts import demo_file
from deploy.demo.stage import Stage, own_calendar

LOADED, THERE, OCCUPIED = "loaded", "there", "occupied"


def load_demo(env: Mapping[str, str]) -> str:
    """LOADED, THERE (it was before), or OCCUPIED: the home holds somebody's own data, which are left alone.

    `env` is the services' environment, the tables are up to date. demo.json is written last.
    """
    home = Path(env["ASAR_HOME"])
    with marked(home / "demo.loading") as mark:
        if (home / "demo.json").exists():
            return THERE
        with closing(Stage(env)) as stage, own_calendar():
            broken = mark.stat().st_size > 0
            if stage.holds_own_data(broken):
                return OCCUPIED
            mark.write_text("a demo is being loaded\n")
            if broken:
                stage.clear()
            tell(stage)
        write(home / "demo.json", json.dumps(demo_file(), ensure_ascii=False, indent=1))
        mark.unlink()
    return LOADED


@contextmanager
def marked(mark: Path) -> Iterator[Path]:
    """One load at a time: the mark is locked while it runs, and stays behind with words in it when it is killed."""
    handle = os.open(mark, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield mark
    finally:
        if mark.exists() and not mark.stat().st_size:
            mark.unlink()
        os.close(handle)


def tell(stage: Stage) -> None:
    """The whole story."""
    stage.sign_everybody_in()
    project_id = registry_scenes.approve_plan(stage)
    registry_scenes.open_centres(stage, project_id)
    events_scenes.hold_meetings(stage, project_id)
    events_scenes.publish_issues(stage, project_id)
    grants_scenes.hold_contest(stage, project_id)
    stage.deliver("registry", "events", "grants")


def write(file: Path, content: str) -> None:
    """Write a file so that it is there wholly or not at all."""
    fresh = file.with_suffix(".new")
    fresh.write_text(content, "utf-8")
    fresh.rename(file)
