"""Plugins: data checked key by key, one implementation at a time, a failure named and contained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shared.plugins import FOLDER, Plugins, RuleUnavailable

MANIFEST = '[plugin]\nname = "{name}"\ntitle = "{name}"\nversion = "1"\napi = "{api}"\nregions = ["atyrau"]\n'
TODAY = date(2022, 4, 1)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Writes a plugin into a folder that also holds core."""
    (tmp_path / "core").symlink_to(FOLDER / "core")

    def write(name: str, data: str = "", code: str = "", api: str = "~=1.0") -> Path:
        package = tmp_path / name / f"asar_{name}"
        package.mkdir(parents=True)
        (tmp_path / name / "pyproject.toml").write_text(
            f'[project]\nname = "asar-{name}"\nversion = '
            f'"1"\n[project.entry-points."asar.plugins"]\n{name} = "asar_{name}"\n'
        )
        (package / "__init__.py").write_text(
            f'"""Test."""\nfrom shared.hooks import *\nfrom shared.hooks import hookimpl\n{code}\n'
        )
        (package / "region.toml").write_text(MANIFEST.format(name=name, api=api) + data)
        return tmp_path

    return write


def failures(plugins: Plugins) -> dict[str, str]:
    """Reasons by plugin."""
    return {failure.name: failure.reason for failure in plugins.failures}


def test_turkistan_brings_its_face_a_cap_and_a_field() -> None:
    plugins = Plugins(["turkistan"])
    assert (
        plugins.branding("turkistan").accent == "#1b5e94" and plugins.branding("atyrau").accent == "#0b5f50"
    )
    assert plugins.budget_cap("turkistan", {}, {}).amount == 480000
    fields = plugins.extra_fields("turkistan", "events", "gathering", "training", TODAY)
    assert [field.key for field in fields] == ["turkistan.makhalla"]


def test_navigation_comes_from_core_in_order() -> None:
    items = Plugins([]).navigation(None, "reports", None)
    assert [item.order for item in items] == sorted(item.order for item in items) and items


def test_face_is_merged_field_by_field_with_core_last(make: Callable[..., Path]) -> None:
    plugins = Plugins(["one"], make("one", '[branding]\naccent = "#5b2a86"\n'))
    face = plugins.branding("atyrau")
    assert face.accent == "#5b2a86" and face.name["ru"] == "Асар"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[brandin]\n", "did you mean “branding”"),
        ('[branding]\ncolour = "#000000"\n', "unknown key “branding.colour”"),
        ('[branding]\naccent = "#ffee00"\n', "contrast"),
        ('[branding]\naccent = "green"\n', "must look like"),
        ("[branding\n", "region.toml"),
        ('[branding]\nname = {ru = "А"}\n', "needs ru and kk"),
    ],
)
def test_wrong_data_is_refused_by_name(make: Callable[..., Path], data: str, words: str) -> None:
    name = f"wrong{abs(hash(data))}"
    plugins = Plugins([name], make(name, data))
    assert words in failures(plugins)[name]
    assert [plugin.name for plugin in plugins.loaded] == ["core"]


def test_missing_plugin_is_named_and_the_rest_works() -> None:
    plugins = Plugins(["nowhere", "turkistan"])
    assert "nowhere" in failures(plugins)
    assert [plugin.name for plugin in plugins.loaded] == ["turkistan", "core"]


def test_plugin_of_another_api_is_refused(make: Callable[..., Path]) -> None:
    plugins = Plugins(["future"], make("future", api="~=2.0"))
    assert "API ~=2.0" in failures(plugins)["future"]


def test_misspelt_hook_is_refused(make: Callable[..., Path]) -> None:
    plugins = Plugins(["typo"], make("typo", code="@hookimpl\ndef budget_cap(region): return []"))
    assert "typo" in failures(plugins)


def test_cap_of_a_plugin_that_did_not_load_is_no_missing_cap(make: Callable[..., Path]) -> None:
    plugins = Plugins(["broken"], make("broken", code="def broken(:"))
    with pytest.raises(RuleUnavailable):
        plugins.budget_cap("atyrau", {}, {})
    assert plugins.budget_cap("turkistan", {}, {}) is None


def test_plugin_nobody_can_read_stops_awards_everywhere() -> None:
    plugins = Plugins(["nowhere"])
    with pytest.raises(RuleUnavailable):
        plugins.budget_cap("atyrau", {}, {})


def test_plugin_that_exits_does_not_stop_the_suite(make: Callable[..., Path]) -> None:
    plugins = Plugins(["quits"], make("quits", code="import sys; sys.exit(3)"))
    assert "SystemExit" in failures(plugins)["quits"]


def test_raising_rule_stops_the_action_with_an_incident(make: Callable[..., Path]) -> None:
    plugins = Plugins(
        ["raises"], make("raises", code="@hookimpl\ndef budget_caps(region): raise ValueError('x')")
    )
    with pytest.raises(RuleUnavailable):
        plugins.budget_cap("atyrau", {}, {})
    assert plugins.budget_cap("turkistan", {}, {}) is None


def test_raising_face_falls_back_to_core_loudly(make: Callable[..., Path]) -> None:
    plugins = Plugins(["ugly"], make("ugly", code="@hookimpl\ndef branding(region): raise ValueError('x')"))
    assert plugins.branding("atyrau").accent == "#0b5f50"
    assert "branding" in failures(plugins)["ugly"]


def test_strictest_cap_wins_in_either_order(make: Callable[..., Path]) -> None:
    cap = '[caps]\nmini_grant = {}\nreason = {{ru = "а", kk = "а"}}\n'
    make("mild", cap.format(400000))
    folder = make("hard", cap.format(300000))
    for names in (["mild", "hard"], ["hard", "mild"]):
        assert Plugins(names, folder).budget_cap("atyrau", {}, {}).amount == 300000


@pytest.mark.parametrize(
    ("hook", "answer", "ask"),
    [
        (
            "navigation(region, service, actor)",
            '[{"label": "x"}]',
            lambda plugins: plugins.navigation("atyrau", "reports", None),
        ),
        ("branding(region)", '{"accent": "#000000"}', lambda plugins: plugins.branding("atyrau")),
        (
            "extra_fields(region)",
            '["oops"]',
            lambda plugins: plugins.extra_fields("atyrau", "events", "gathering", None, TODAY),
        ),
        (
            "extra_fields(region)",
            '"oops"',
            lambda plugins: plugins.extra_fields("atyrau", "events", "gathering", None, TODAY),
        ),
    ],
)
def test_answer_of_another_type_is_left_out_and_named(
    make: Callable[..., Path], hook: str, answer: str, ask: Callable[[Plugins], object]
) -> None:
    name = f"typed{abs(hash((hook, answer)))}"
    plugins = Plugins([name], make(name, code=f"@hookimpl\ndef {hook}:\n    return {answer}"))
    assert ask(plugins) == ask(Plugins([])) and "TypeError" in failures(plugins)[name]


def test_cap_of_another_type_stops_the_award(make: Callable[..., Path]) -> None:
    plugins = Plugins(
        ["captyped"], make("captyped", code="@hookimpl\ndef budget_caps(region):\n    return [400000]")
    )
    with pytest.raises(RuleUnavailable):
        plugins.budget_cap("atyrau", {}, {})
