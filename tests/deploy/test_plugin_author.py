"""The path of whoever writes a plugin: a new one works at once, the check finds what breaks the contract,
a change of its data is seen without a restart, a trace says who answered what."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from deploy.authoring import asking, checking, tracing
from deploy.authoring.checking import Found, check
from deploy.authoring.reference import README, written
from deploy.authoring.tracing import Heard, Listening
from deploy.authoring.writing import new_plugin
from deploy.home.environment import listed_plugins
from deploy.trouble import Trouble
from shared.plugins import watching
from shared.plugins.asking import Plugins
from shared.plugins.calling import RuleUnavailable
from shared.plugins.loading import FOLDER
from shared.plugins.specifications import RULES
from shared.plugins.trying import GATHERING, questions, tried
from tests.suite import Suite


def wrong(found: list[Found]) -> str:
    """What is to be mended, in one text."""
    return "\n".join(each.words for each in found if each.verdict == "wrong")


Told = Callable[[list[str], int, Path], tuple[list[str], str]]
PREPARED = get_context("forkserver")
PREPARED.set_forkserver_preload(["deploy.authoring.asking"])


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What asks a plugin everything is forked, with its imports made, from a process that knows no plugin;
    it is still one of its own. That the program starts by itself, the first test below shows."""
    monkeypatch.setattr(checking, "told", forking(tmp_path / "told", checking.told))


def forking(output: Path, told: Told) -> Told:
    """`told` of the check, the asking forked, all else as it is."""

    def fork(command: list[str], seconds: int, folder: Path) -> tuple[list[str], str]:
        if asking.__name__ not in command:
            return told(command, seconds, folder)
        output.touch()
        process = PREPARED.Process(target=ask, args=(Path(command[-1]), folder, output))
        process.start()
        process.join(seconds)
        return output.read_text("utf-8").splitlines(), f"it ended with {process.exitcode}"

    return fork


def ask(place: Path, folder: Path, output: Path) -> None:
    """What the program does, in a fork."""
    os.chdir(folder)
    os.dup2(os.open(output, os.O_WRONLY), 1)
    asking.main(place)


@pytest.fixture
def plugin(tmp_path: Path, forked: None) -> Path:
    """A new plugin with code, without its tests (they take a process of their own)."""
    place = new_plugin(f"made_{tmp_path.name[-6:].strip('_-').lower()}", "Атырауская область", True, tmp_path)
    for file in (place / "tests").iterdir():
        file.unlink()
    return place


def package(place: Path) -> Path:
    """Its package."""
    return place / f"asar_{place.name}"


def changed(place: Path, file: str, before: str, after: str) -> str:
    """What the check says once a file of the plugin says something else."""
    target = place / file.format(name=place.name)
    text = target.read_text("utf-8")
    assert before in text
    target.write_text(text.replace(before, after), "utf-8")
    return wrong(list(check(place)))


@pytest.mark.parametrize("code", [False, True])
def test_new_plugin_works_and_its_own_tests_pass(tmp_path: Path, code: bool) -> None:
    place = new_plugin("caspian_coast" if code else "caspian", "atyrau", code, tmp_path)
    found = list(check(place))
    assert {each.verdict for each in found} == {"ok"}, found
    assert "passed" in found[-1].words


def test_new_plugin_is_named_after_its_region_when_none_is_said(tmp_path: Path) -> None:
    assert 'regions = ["pavlodar"]' in (
        package(new_plugin("pavlodar", None, False, tmp_path)) / "region.toml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "region", "words"),
    [
        ("West Coast", "atyrau", "small latin letters"),
        ("class", "atyrau", "cannot be the name"),
        ("coast", None, "say --region"),
        ("coast", "atirau", "did you mean “atyrau”?"),
    ],
)
def test_what_cannot_be_a_plugin_is_refused_in_words(
    tmp_path: Path, name: str, region: str | None, words: str
) -> None:
    with pytest.raises(Trouble, match=words.replace("?", r"\?")):
        new_plugin(name, region, False, tmp_path)
    assert not list(tmp_path.iterdir())


def test_plugin_that_is_there_is_not_written_over(plugin: Path) -> None:
    with pytest.raises(Trouble, match="is there already"):
        new_plugin(plugin.name, "atyrau", False, plugin.parent)


FILE, CODE = "asar_{name}/region.toml", "asar_{name}/__init__.py"
TOP, RULE = "\nTOO_SHORT", "len(record.title.strip()) < 3"
ROUTED = '[notifications]\nchannels = ["telegram", "{name}.bot"]\n\n[caps]'
BREACHES = {
    "an unknown key": (FILE, "accent", "acent", "did you mean “accent”?"),
    "a colour nobody can read": (FILE, "#5a3e85", "#ffee00", "contrast 1.2 : 1"),
    "a channel there is not": (FILE, "[caps]", ROUTED, "the plugin has no channel “{name}.bot”"),
    "a missing Kazakh": (FILE, "kk = [", "kz = [", "needs ru and kk"),
    "another version": ("pyproject.toml", '"1.0"', '"1.1"', "in pyproject.toml it is “1.1”"),
    "files left behind": ("pyproject.toml", '"*.svg"', '"*.png"', "package-data does not carry logo.svg"),
    "what is not for plugins": (CODE, TOP, f"\nimport services.events.db\n{TOP}", "a plugin sees only"),
    "the network at import": (CODE, TOP, f"\nimport socket\n\nsocket.getaddrinfo('a', 9){TOP}", "socket."),
    "a file written at import": (CODE, TOP, f"\nopen('/tmp/asar-never', 'w'){TOP}", "it does not load"),
    "a wrong answer": (CODE, '"too_short"', '"Too short"', "is not written like too_late"),
    "an answer that breaks off": (CODE, RULE, "1 / 0", "breaks off with ZeroDivisionError"),
    "an answer that ends the process": (CODE, RULE, "__import__('os')._exit(3)", "validate: the process"),
    "an import that ends the process": (CODE, TOP, f"\n__import__('os')._exit(3){TOP}", "its import: the "),
    "a hook there is not": (CODE, "def validate(", "def valdate(", "did you mean “validate”?"),
}  # fmt: skip


@pytest.mark.parametrize("breach", BREACHES)
def test_check_finds_what_breaks_the_contract(plugin: Path, breach: str) -> None:
    file, before, after, words = BREACHES[breach]
    words, after = words.replace("{name}", plugin.name), after.replace("{name}", plugin.name)
    assert words in changed(plugin, file, before, after)


def test_check_fails_where_the_plugins_own_tests_do(plugin: Path) -> None:
    (plugin / "tests/test_own.py").write_text("def test_own() -> None:\n    assert 1 == 2\n", "utf-8")
    assert "its own tests fail" in wrong(list(check(plugin)))


def test_check_asks_what_only_an_edge_shows(plugin: Path) -> None:
    said = changed(plugin, CODE, RULE, f"record.starts_on.replace(year=2023) and {RULE}")
    assert "day is out of range" in said and "2024, 2, 29" in said


FIGURES = """
from shared.plugins.specifications import Computed, IndicatorDef

SAID = {"ru": "а", "kk": "ә"}


@hookimpl
def indicators():
    return [IndicatorDef("three", SAID, SAID, ("events_held[training]", "centers_open", "media_items"))]


@hookimpl
def compute_indicator(code, counted):
    trainings, centres, items = counted
    return {"three": Computed(trainings.total + centres.total + items.total)}[code]
"""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "", ""),
        ("+ centres.total", "/ centres.total", "(asar_{name}/__init__.py:"),
        ("[training]", "[trainin]", "did you mean “training”?"),
        ("events_held[", "event_held[", "did you mean “events_held”?"),
        ("return [Indi", "return [][:0] and [Indi", "compute_indicator: nobody asks it"),
    ],
)
def test_figures_are_worked_out_of_their_own_measures(
    plugin: Path, before: str, after: str, words: str
) -> None:
    code = package(plugin) / "__init__.py"
    code.write_text(code.read_text("utf-8") + FIGURES.replace(before or "\0", after), "utf-8")
    said = wrong(list(check(plugin)))
    assert words.format(name=plugin.name) in said and bool(said) is bool(words)
    assert "validate" not in said, "one hook's failure is told of another"


def test_russian_left_as_the_kazakh_is_looked_at(plugin: Path) -> None:
    file = package(plugin) / "region.toml"
    file.write_text(file.read_text("utf-8").replace("Кездесу өткен жер", "Где прошла встреча"), "utf-8")
    (found,) = [each for each in check(plugin) if each.verdict == "warning" and "word for word" in each.words]
    assert "extra_fields[0].hint" in found.words


def test_folder_and_plugin_have_one_name(plugin: Path) -> None:
    moved = plugin.rename(plugin.parent / "elsewhere")
    assert "give both one name" in wrong(list(check(moved)))


@pytest.mark.parametrize("name", listed_plugins().split(","))
def test_plugin_of_the_plan_keeps_the_contract(forked: None, name: str) -> None:
    assert not wrong(list(check(FOLDER / name)))


def test_check_ends_with_one_where_something_is_wrong() -> None:
    said: list[str] = []
    assert checking.exit_code([Found("ok", "a"), Found("warning", "b")], said.append) == 0
    assert checking.exit_code([Found("wrong", "c")], said.append) == 1
    assert said[-1] == "\n1 to mend."


@pytest.mark.parametrize("hook", RULES)
def test_every_hook_has_questions_at_the_edge(hook: str) -> None:
    plugins = tried(FOLDER / "turkistan")
    for question in questions(hook):
        plugins.ask(hook, "turkistan", **question)


def test_reference_in_the_guide_is_that_of_the_specifications() -> None:
    assert written() in README.read_text("utf-8"), "./asar plugin docs"


def recoloured(place: Path, accent: str) -> None:
    """Write another colour into a plugin's file."""
    file = package(place) / "region.toml"
    file.write_text(file.read_text("utf-8").replace("#5a3e85", accent), "utf-8")


def test_change_of_the_file_is_seen_without_a_restart(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0)
    plugins = Plugins([plugin.name], plugin.parent, watch=True)
    recoloured(plugin, "#1b5e94")
    assert plugins.branding("atyrau").accent == "#1b5e94"
    recoloured_wrongly = (package(plugin) / "region.toml").read_text("utf-8") + "[brandin]\n"
    (package(plugin) / "region.toml").write_text(recoloured_wrongly, "utf-8")
    assert plugins.branding("atyrau").accent == "#0b5f50" and "did you mean" in plugins.troubles()[0].reason


def test_change_of_the_file_waits_for_a_restart_where_nobody_watches(plugin: Path) -> None:
    plugins = Plugins([plugin.name], plugin.parent)
    recoloured(plugin, "#1b5e94")
    time.sleep(0.01)
    assert plugins.branding("atyrau").accent == "#5a3e85"


def test_trace_says_which_plugin_answered_what(suite: Suite, project: str) -> None:
    heard: list[Heard] = []
    lead, found = suite.browser("project_lead"), suite.apps["events"].extensions["plugins"]
    before = found.calling
    found.calling = Listening("events", before, heard.append)
    try:
        assert lead.get("/events/gatherings/new?region=turkistan").status_code == 200
    finally:
        found.calling = before
    rows = {(each.hook, each.region, each.plugin): each.answer for each in heard}
    assert "makhalla" in rows["extra_fields", "turkistan", "turkistan: region.toml"]
    assert rows["extra_fields", "turkistan", "core"] == "no opinion"
    assert next(tracing.table(heard)).split() == ["asked", "by", "hook", "region", "plugin", "ms", "answer"]


def test_trace_tells_of_a_rule_that_stops(plugin: Path) -> None:
    changed(plugin, CODE, RULE, "1 / 0")
    heard: list[Heard] = []
    plugins = Plugins([plugin.name], plugin.parent)
    plugins.calling = Listening("events", plugins.calling, heard.append)
    with pytest.raises(RuleUnavailable):
        plugins.validate("atyrau", "events", "gathering", "new", GATHERING)
    assert heard[-1].answer == "failed, and stops what was asked for"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("registry/home/shows.html", "", "did you mean “registry/home/show.html”"),
        ("registry/home/show.html", "{% block content %}", "templates/registry/home/show.html:1: "),
    ],
)
def test_check_reads_the_templates_of_ones_own(plugin: Path, name: str, text: str, said: str) -> None:
    file = package(plugin) / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    carried = changed(plugin, "pyproject.toml", '"*.svg"]', '"*.svg", "templates/**/*.html"]')
    assert said in carried and "package-data" not in carried


def test_check_finds_a_template_that_would_stay_at_home(plugin: Path) -> None:
    file = package(plugin) / "templates/registry/home/show.html"
    file.parent.mkdir(parents=True)
    file.write_text("", "utf-8")
    assert "does not carry templates/registry/home/show.html" in wrong(list(check(plugin)))
