"""What all processes know of the plugins, in the service's own database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from shared.plugins.asking import Plugins, act_of_switching_off
from shared.plugins.state import State
from tests.shared.plugin_making import ask, hook, write
from tests.suite import Suite


@pytest.fixture
def engine(suite: Suite) -> Engine:
    """The database of events, its table empty."""
    with suite.apps["events"].app_context():
        return suite.apps["events"].extensions["sqlalchemy"].engine


def pair(tmp_path: Path, engine: Engine, body: str) -> tuple[Plugins, Plugins]:
    """Two processes with one plugin."""
    name = write(tmp_path, code=hook("branding", body))
    one, other = (Plugins([name], tmp_path, engine=lambda: engine) for _ in range(2))
    return one, other


def test_failure_in_one_process_is_known_in_the_other(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "raise ValueError('x')")
    ask(one, "branding")
    other.state.refresh(0)
    (reason,) = (trouble.reason for trouble in other.troubles(fresh=False))
    assert re.fullmatch(r"breaks off with ValueError: x \(\w+/__init__\.py:\d+\)", reason)


def test_without_the_database_nobody_else_knows(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "raise ValueError('x')")
    one.state.engine = other.state.engine = None
    ask(one, "branding")
    other.state.refresh(0)
    assert one.troubles(fresh=False) and not other.troubles(fresh=False)


def test_misses_of_both_processes_switch_it_off_in_both(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "import time; time.sleep(0.2)")
    one.calling.seconds = other.calling.seconds = 0.02
    for process in (one, other, one):
        ask(process, "branding")
    other.state.refresh(0)
    assert one.troubles(fresh=False)[0].is_off and other.troubles(fresh=False)[0].is_off


def test_success_anywhere_clears_it_everywhere(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "if not calls: calls.append(1); raise ValueError\n\ncalls = []")
    ask(one, "branding")
    other.state.refresh(0)
    assert ask(other, "branding")
    one.state.refresh(0)
    assert not one.troubles(fresh=False) and not other.troubles(fresh=False)


def test_switched_on_again_in_one_process_is_asked_in_the_other(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "import time; time.sleep(0.2)")
    one.calling.seconds = 0.02
    for _ in range(3):
        ask(one, "branding")
    other.try_again(other.loaded[0].name)
    one.state.refresh(0)
    assert not one.state.is_off(one.loaded[0].name, "branding")


def test_times_of_all_processes_are_added_up(tmp_path: Path, engine: Engine) -> None:
    one, other = pair(tmp_path, engine, "return None")
    for process in (one, other, other):
        ask(process, "branding")
    for process in (one, other, one):
        process.state.refresh(0)
    assert [known.calls for known in one.state.known.values()] == [3]


def test_what_is_known_outlives_a_restart(engine: Engine) -> None:
    State(lambda: engine).failed("gone", "branding", "why", "1", missed=False)
    fresh = State(lambda: engine)
    fresh.refresh(0)
    assert [known.reason for known in fresh.troubles()] == ["why"]


def test_database_that_is_away_stops_no_call(tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    away = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none", connect_args={"connect_timeout": 1})
    name = write(tmp_path, code=hook("branding", "raise ValueError"))
    plugins = Plugins([name], tmp_path, engine=lambda: away)
    assert ask(plugins, "branding").name["ru"] == "Асар" and plugins.troubles(fresh=False)
    away.dispose()


def test_switching_off_is_an_act(suite: Suite, tmp_path: Path, engine: Engine) -> None:
    app = suite.apps["events"]
    name = write(tmp_path, code=hook("branding", "import time; time.sleep(0.2)"))
    plugins = Plugins([name], tmp_path, engine=lambda: engine, switched_off=act_of_switching_off)
    plugins.calling.seconds = 0.02
    with app.app_context(), engine.connect() as connection:
        for _ in range(4):
            ask(plugins, "branding")
        acts = connection.scalars(text("SELECT content FROM acts")).all()
    assert [(act["verb"], act["touched"]) for act in acts] == [("plugin.switch_off", [name])]


def test_administrator_lets_a_plugin_try_again(suite: Suite) -> None:
    state = suite.apps["grants"].extensions["plugins"].state
    with suite.apps["grants"].app_context():
        for _ in range(3):
            state.failed("turkistan", "validate", "did not answer within 2 s", "1", missed=True)
    admin = suite.browser("admin")
    assert "did not answer" in admin.get("/registry/plugins").get_data(as_text=True)
    assert admin.post("/registry/plugins/turkistan/again", {}).status_code == 302
    assert "did not answer" not in admin.get("/registry/plugins").get_data(as_text=True)
