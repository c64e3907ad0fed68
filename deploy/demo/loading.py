"""Loading the demo into an empty home, once: a load that was killed leaves a mark,
and the next one begins by clearing."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import psycopg

from deploy.demo import (
    adjustment_scenes,
    edition_scenes,
    events_scenes,
    grants_scenes,
    group_scenes,
    journal_scenes,
    leader_scenes,
    letter_scenes,
    obligation_scenes,
    opinion_scenes,
    partner_scenes,
    reason_scenes,
    registry_scenes,
    report_scenes,
    result_scenes,
    scan_scenes,
    sealing_scenes,
    story_scenes,
    village_scenes,
)
from deploy.demo.accounts import ACCOUNTS, THE_END, TODAY, demo
from deploy.demo.autumn import scenes as autumn
from deploy.demo.evidence import Press
from deploy.demo.stage import Stage, own_calendar
from deploy.home.environment import listed_plugins
from deploy.servers.databases import libpq
from shared.plugins.loading import FOLDER

LOADED, THERE, OCCUPIED = "loaded", "there", "occupied"
OWN = """SELECT (SELECT count(*) FROM users WHERE login <> ALL(%(logins)s)) > 0
    OR (SELECT count(*) FROM projects) > %(projects)s
    OR EXISTS (SELECT FROM service_tokens)"""


def load_demo(env: Mapping[str, str], through: str = TODAY) -> str:
    """LOADED, THERE (it was before), or OCCUPIED: the home holds somebody's own data, which are left alone.

    `env` is the services' environment, the tables are up to date; `through` is one of DAYS. demo.json is
    written last.
    """
    home = Path(env["ASAR_HOME"])
    mark, done = home / "demo.loading", home / "demo.json"
    with alone(home):
        if done.exists():
            return THERE
        if holds_own_data(env, mark.exists()):
            return OCCUPIED
        play(env, mark, through)
        write(done, json.dumps(asdict(demo(through)), ensure_ascii=False, indent=1))
        mark.unlink()
    return LOADED


def play(env: Mapping[str, str], mark: Path, through: str) -> None:
    """Tell the story on a clean stage; the mark stands until it has been told."""
    to_the_end = through == THE_END
    with (
        closing(Stage({**env, **its_rules()})) as stage,
        closing(Press(to_the_end)) as stage.press,
        own_calendar(),
    ):
        if mark.exists():
            stage.clear()
        mark.touch()
        tell(stage, to_the_end)


def its_rules() -> dict[str, str]:
    """The plugins the story was written for: a rule of another one, a required field say, is for what people
    enter."""
    return {"ASAR_PLUGINS": listed_plugins(), "ASAR_PLUGINS_FOLDER": str(FOLDER)}


def holds_own_data(env: Mapping[str, str], broken: bool) -> bool:
    """Whether somebody else has put something into this home; what a broken load left is not counted."""
    logins = [account.login for account in ACCOUNTS] if broken else []
    with psycopg.connect(libpq(env["ASAR_REGISTRY_DATABASE_URL"]), connect_timeout=10) as connection:
        row = connection.execute(OWN, {"logins": logins, "projects": int(broken)}).fetchone()
    return bool(row and row[0])


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """One load at a time; a killed one lets go of the lock."""
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def tell(stage: Stage, to_the_end: bool = False) -> None:
    """The story up to the end of September, or to that of the project."""
    stage.make_accounts()
    project_id = registry_scenes.approve_plan(stage)
    obligation_scenes.confirm_work(stage, project_id)
    partner_scenes.sign_memoranda(stage, project_id)
    obligation_scenes.put_off(stage, project_id)
    registry_scenes.open_centres(stage, project_id)
    letter_scenes.keep_letters(stage, project_id)
    events_scenes.hold_meetings(stage, project_id)
    leader_scenes.fill_pool(stage, project_id)
    events_scenes.publish_issues(stage, project_id)
    edition_scenes.keep_register(stage, project_id)
    opinion_scenes.collect_reviews(stage, project_id)
    journal_scenes.keep_journals(stage)
    opinion_scenes.ask_visitors(stage, project_id)
    scan_scenes.scan_post(stage)
    groups = group_scenes.found_groups(stage, project_id)
    won = grants_scenes.hold_contest(stage, project_id)
    story_scenes.tell_stories(stage, won)
    story_scenes.ask_donors(stage, project_id)
    group_scenes.visit_groups(stage, groups)
    village_scenes.plan_villages(stage, project_id)
    report(stage, project_id)
    if to_the_end:
        autumn.tell(stage, project_id, won)


def report(stage: Stage, project_id: UUID) -> None:
    """What can only be told once reports know the rest."""
    stage.deliver("registry", "events", "grants")
    reason_scenes.say_why(stage, project_id)
    report_scenes.report_months(stage, project_id)
    adjustment_scenes.adjust_figures(stage, project_id)
    result_scenes.confirm_results(stage, project_id)
    stage.deliver("reports")
    sealing_scenes.seal_reports(stage, project_id)
    result_scenes.judge_promise(stage, project_id)
    stage.deliver("registry", "events", "grants", "reports")


def write(file: Path, content: str) -> None:
    """Write a file so that it is there wholly or not at all."""
    fresh = file.with_suffix(".new")
    fresh.write_text(content, "utf-8")
    fresh.rename(file)
