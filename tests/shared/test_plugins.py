"""Plugins: data read strictly, one implementation at a time, answers combined as the specification says."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.plugins import pictures
from shared.plugins.asking import Plugins
from shared.plugins.calling import RuleUnavailable
from shared.plugins.pictures import Unfit, drawing
from shared.plugins.specifications import RULES
from tests.shared.plugin_making import APPLICATION, CONTEST, TODAY, ask, hook, made, write

SAID = 'reason = {ru = "а", kk = "а"}\n'
FIELD = (
    '[[extra_fields]]\nservice = "events"\nentity = "gathering"\n'
    'key = "school"\ntype = "text"\nlabel = {ru = "а", kk = "а"}\n'
)
CAP = '[caps]\nmini_grant = {}\nreason = {{ru = "а", kk = "а"}}\n'


def reason(plugins: Plugins) -> str:
    """Why the one plugin did not load."""
    return plugins.absent[0].reason


def test_turkistan_brings_its_face_a_cap_and_a_field() -> None:
    plugins = Plugins(["turkistan"])
    assert plugins.branding("turkistan").accent == "#1b5e94"
    assert plugins.branding("atyrau").accent == "#0b5f50"
    assert plugins.budget_caps("turkistan", CONTEST, APPLICATION).amount == 480000
    fields = plugins.extra_fields("turkistan", "events", "gathering", "training", TODAY)
    assert [field.key for field in fields] == ["turkistan.makhalla"]


def test_navigation_comes_from_core_in_order() -> None:
    items = Plugins([]).navigation(None, "reports", None)
    assert [item.order for item in items] == sorted(item.order for item in items) and items


def test_face_is_merged_field_by_field_with_core_last(tmp_path: Path) -> None:
    face = made(tmp_path, '[branding]\naccent = "#5b2a86"\n').branding("atyrau")
    assert face.accent == "#5b2a86" and face.name["ru"] == "Асар"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[brandin]\n", "brandin: unknown key, did you mean “branding”?"),
        ('[branding]\ncolour = "#000000"\n', "branding.colour: unknown key"),
        ('[branding]\naccent = "#ffee00"\n', "branding.accent: #ffee00 has contrast 1.2 : 1"),
        ('[branding]\naccent = "green"\n', "branding.accent: must look like #0b6b5b"),
        ("[branding]\naccent = 7\n", "branding.accent: must be a text, not a number"),
        ("[branding\n", "region.toml: "),
        ('[branding]\nname = {ru = "А"}\n', "branding.name: needs ru and kk"),
        ('[branding]\nname = {ru = "А", kk = "А", kz = "А"}\n', "unknown language “kz”; did you mean “kk”?"),
        ('[branding]\nlogo = "../../pyproject.toml"\n', "branding.logo: “../../pyproject.toml” is not"),
        (CAP.format(-1), "caps.mini_grant: must be an amount in tenge greater than 0"),
        (CAP.format("nan"), "caps.mini_grant: must be an amount"),
        (CAP.format('"400000"'), "caps.mini_grant: must be an amount"),
        ("[caps]\nmini_grant = 5\n", "caps.reason: is missing"),
        ("caps = 7\n", "caps"),
        (FIELD.replace("gathering", "gatering"), "events/gatering; did you mean “events/gathering”?"),
        (FIELD.replace("gathering", "centre"), "of events/centre; did you mean “registry/centre”?"),
        (FIELD.replace("gathering", "consultaion"), "did you mean “events/consultation”?"),
        (FIELD.replace("events", "reports"), "“reports” is not known"),
        (FIELD.replace('"text"', '"txt"'), "extra_fields[0].type: “txt” is not known; did you mean “text”?"),
        (FIELD.replace('"text"', '"choice"'), "extra_fields[0].choices: go with type “choice”"),
        (FIELD + 'subtype = "trening"\n', "did you mean “training”?"),
        (FIELD + 'printed = "yes"\n', "extra_fields[0].printed: must be true or false, not text"),
        (
            FIELD.replace('"text"', '"file"').replace("gathering", "participant") + "required = true\n",
            "extra_fields[0].required: nobody enters a list with files",
        ),
        (FIELD.replace('"text"', '"file"') + "printed = true\n", "printed: a file cannot be printed"),
        (FIELD + 'required = "yes"\n', "extra_fields[0].required: must be true or false, not text"),
        ('[[required_evidence]]\nkinds = ["photos"]\n' + SAID, "did you mean “photo”?"),
        ('[[required_evidence]]\nkinds = []\n' + SAID, "has 0 entries"),
    ],
)  # fmt: skip
def test_wrong_data_is_refused_by_its_place_with_the_nearest_legal_value(
    tmp_path: Path, data: str, words: str
) -> None:
    plugins = made(tmp_path, data)
    assert words in reason(plugins) and "Error" not in reason(plugins)


SHEET = """
[attendance_sheet]
title = {{ru = "а", kk = "а"}}
columns = [{{label = {{ru = "а", kk = "а"}}, width = 9, fills = "name"}},
  {{label = {{ru = "б", kk = "б"}}, width = 9, fills = "{0}.{1}"}}]
"""


@pytest.mark.parametrize(
    ("entity", "key", "is_asked"),
    [("participant", "school", True), ("participant", "shcool", False), ("gathering", "school", False)],
)
def test_column_nobody_is_asked_about_is_refused(
    tmp_path: Path, entity: str, key: str, is_asked: bool
) -> None:
    """It stood on the paper, empty for good."""
    name = f"sheeted_{entity}_{key}"
    plugins = made(tmp_path, FIELD.replace("gathering", entity) + SHEET.format(name, key), name=name)
    assert bool(plugins.absent) != is_asked
    assert is_asked or f"columns[1].fills: no participant is asked “{name}.{key}”" in reason(plugins)


def test_column_that_code_may_fill_is_taken(tmp_path: Path) -> None:
    asks = hook("extra_fields", "return []")
    plugins = made(tmp_path, SHEET.format("coded", "school"), asks, name="coded")
    assert not plugins.absent


@pytest.mark.parametrize(
    ("regions", "words", "reach"),
    [
        ('"atyrau"', "plugin.regions: must be a list, not text", {"atyrau"}),
        ('["Атырауской"]', "“Атырауской” is not a region; did you mean “Атырауская область”?", {"*"}),
        ("[]", "plugin.regions: has 0 entries", {"*"}),
        ("7", "plugin.regions: must be a list, not a number", {"*"}),
    ],
)
def test_regions_nobody_knows_are_refused(tmp_path: Path, regions: str, words: str, reach: set[str]) -> None:
    plugins = made(tmp_path, CAP.format(1), regions=regions)
    assert words in reason(plugins) and plugins.absent[0].regions == reach


def test_region_is_known_by_its_name_too(tmp_path: Path) -> None:
    plugins = made(tmp_path, CAP.format(5), regions='["Атырауская область"]')
    assert plugins.budget_caps("atyrau", CONTEST, APPLICATION).amount == 5


@pytest.mark.parametrize("data", ["[branding\n", "[brandin]\n", "[caps]\nmini_grant = -1\n", "[caps]\n\\"])
def test_broken_file_stops_only_its_own_region(tmp_path: Path, data: str) -> None:
    plugins = made(tmp_path, data)
    if "caps" in data or data == "[branding\n":
        with pytest.raises(RuleUnavailable):
            plugins.budget_caps("atyrau", CONTEST, APPLICATION)
    assert plugins.budget_caps("zhambyl", CONTEST, APPLICATION) is None


def test_file_without_caps_stops_no_award_when_it_is_broken_elsewhere(tmp_path: Path) -> None:
    plugins = made(tmp_path, '[branding]\naccent = "green"\n')
    assert plugins.budget_caps("atyrau", CONTEST, APPLICATION) is None
    assert plugins.troubles()[0].stopped == () and plugins.troubles()[0].left_out == ("the region’s face",)


def test_missing_plugin_is_named_and_the_rest_works() -> None:
    plugins = Plugins(["nowhere", "turkistan"])
    assert "there is no plugin “nowhere”" in reason(plugins)
    assert [plugin.name for plugin in plugins.loaded] == ["turkistan", "core"]


def test_plugin_nobody_can_find_stops_awards_everywhere_and_nothing_else() -> None:
    plugins = Plugins(["nowhere"])
    with pytest.raises(RuleUnavailable):
        plugins.budget_caps("atyrau", CONTEST, APPLICATION)
    assert plugins.troubles()[0].stopped == ("awards of mini-grants",)


def test_plugin_of_another_api_is_refused(tmp_path: Path) -> None:
    assert "API ~=2.0" in reason(made(tmp_path, api="~=2.0"))


def test_misspelt_hook_is_refused_with_the_nearest(tmp_path: Path) -> None:
    plugins = made(tmp_path, code="@hookimpl\ndef budget_cap(region): return []")
    assert "there is no hook “budget_cap”; did you mean “budget_caps”?" in reason(plugins)


def test_wrapper_is_refused(tmp_path: Path) -> None:
    plugins = made(tmp_path, code="@hookimpl(tryfirst=True)\ndef branding(region): return None")
    assert "not allowed" in reason(plugins)


def test_cap_of_a_plugin_that_did_not_load_is_no_missing_cap(tmp_path: Path) -> None:
    plugins = made(tmp_path, code="def broken(:")
    with pytest.raises(RuleUnavailable):
        plugins.budget_caps("atyrau", CONTEST, APPLICATION)
    assert plugins.budget_caps("turkistan", CONTEST, APPLICATION) is None


def test_strictest_cap_wins_in_either_order(tmp_path: Path) -> None:
    names = [write(tmp_path, CAP.format(400000)), write(tmp_path, CAP.format(300000))]
    for order in (names, names[::-1]):
        assert Plugins(order, tmp_path).budget_caps("atyrau", CONTEST, APPLICATION).amount == 300000


def test_fields_of_code_stand_under_their_plugin(tmp_path: Path) -> None:
    body = 'return [FieldDef("school", "text", {"ru": "а", "kk": "а"})]'
    name = write(tmp_path, code=hook("extra_fields", body))
    assert [field.key for field in ask(Plugins([name], tmp_path), "extra_fields")] == [f"{name}.school"]


def test_every_problem_of_every_plugin_is_told(tmp_path: Path) -> None:
    body = 'return [Problem("title", "short", {"ru": "а", "kk": "а"})]'
    names = [write(tmp_path, code=hook("validate", body)) for _ in range(2)]
    found = ask(Plugins(names, tmp_path), "validate")
    assert [problem.code for problem in found] == [f"{name}.short" for name in names]


def test_evidence_of_the_file_is_asked_of_its_type_only(tmp_path: Path) -> None:
    data = '[[required_evidence]]\ngathering_type = "training"\nkinds = ["photo"]\n' + SAID
    plugins = made(tmp_path, data)
    assert [need.kinds for need in plugins.required_evidence("atyrau", "4.1", "training", TODAY)] == [
        ("photo",)
    ]
    assert plugins.required_evidence("atyrau", "4.1", "briefing", TODAY) == []


def test_every_specification_says_how_it_is_called() -> None:
    assert {rule.policy for rule in RULES.values()} == {"strict", "isolate"}
    assert all(rule.asked and rule.means for rule in RULES.values())


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


ELEMENTS = [
    "<script>alert(1)</script>",
    '<image href="https://elsewhere.example/x.png"/>',
    "<foreignObject><p>alert</p></foreignObject>",
    '<a href="javascript:alert(1)"><rect/></a>',
    "<style>@import 'https://elsewhere.example'</style>",
]
ATTRIBUTES = [
    '<rect onload="alert(1)"/>',
    '<use xlink:href="https://elsewhere.example/x.svg#a"/>',
    '<rect fill="url(https://elsewhere.example/#a)"/>',
]


def harmful(harm: str) -> bool:
    """Whether a drawing with this in it still runs or loads something."""
    cleaned = drawing(SVG.format(harm + '<rect width="3"/>'))
    assert 'width="3"' in cleaned
    return "alert" in cleaned or "elsewhere" in cleaned


@pytest.mark.parametrize("harm", ELEMENTS + ATTRIBUTES)
def test_drawing_keeps_nothing_that_runs_or_loads(harm: str) -> None:
    assert not harmful(harm)


@pytest.mark.parametrize("harm", ELEMENTS)
def test_drawing_whose_elements_nobody_sifts_is_harmful(harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "drawn", lambda element: True)
    monkeypatch.setattr(pictures, "clean", lambda element: None)
    assert harmful(harm)


@pytest.mark.parametrize("harm", ATTRIBUTES)
def test_drawing_whose_attributes_nobody_cleans_is_harmful(
    harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "clean", lambda element: None)
    assert harmful(harm)


@pytest.mark.parametrize(
    "text",
    ["", "<html/>", "plain", SVG.format(" " * 210_000), '<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>'],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        drawing(text)
