"""The seven partners' plugins: each its own face and rules, whatever order they are loaded in."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
import yaml

from deploy.home.environment import listed_plugins
from shared.language.regions import REGIONS
from shared.plugins.asking import Plugins
from shared.plugins.loading import FOLDER
from shared.plugins.pictures import drawing
from tests.shared.plugin_making import APPLICATION, CONTEST, GATHERING, TODAY

PLAN = Path(__file__).parent.parent / "data/plan.yaml"
NAMES = listed_plugins().split(",")
HOME = {name: region for name in NAMES for region in Plugins([name]).loaded[0].regions}
WITH_CODE = ("turkistan", "kyzylorda")


def partners() -> dict[str, str]:
    """The partner of each region as the plan names it."""
    rows = yaml.safe_load(PLAN.read_text("utf-8"))["passport"]["partners"]["items"]
    return {row["region"]: row["name"] for row in rows}


@pytest.fixture(scope="module")
def all_seven() -> Plugins:
    """Every plugin, as a suite loads them."""
    return Plugins(NAMES)


def test_every_region_of_the_plan_has_a_plugin_of_its_own(all_seven: Plugins) -> None:
    assert sorted(HOME.values()) == sorted(partners()) and len(NAMES) == 7
    assert not all_seven.absent and not all_seven.troubles()


def test_partner_is_named_as_the_plan_names_it(all_seven: Plugins) -> None:
    for region, name in partners().items():
        said = " ".join(all_seven.branding(region).letterhead["ru"])
        assert name.split("«")[-1].rstrip("»").casefold() in said.casefold()


def test_no_two_regions_look_alike(all_seven: Plugins) -> None:
    faces = [all_seven.branding(region) for region in [*HOME.values(), None]]
    assert len({face.accent for face in faces}) == len({face.logo for face in faces}) == 8


@pytest.mark.parametrize("name", NAMES)
def test_face_is_whole_in_russian_and_kazakh(all_seven: Plugins, name: str) -> None:
    face, region = all_seven.branding(HOME[name]), REGIONS[HOME[name]]
    for words in (face.name, face.letterhead, face.disclaimer):
        assert words["ru"] != words["kk"] and {"ru", "kk", "en"} == set(words)
    assert face.contacts and all_seven.loaded[NAMES.index(name)].title == region.ru


@pytest.mark.parametrize("name", [*NAMES, "core"])
def test_logo_stays_as_it_is_drawn(name: str) -> None:
    text = next((FOLDER / name).glob("*/logo.svg")).read_text("utf-8").strip()
    assert drawing(text).count("<path") == text.count("<path")
    assert drawing(text).count("<circle") == text.count("<circle")


@pytest.mark.parametrize("name", NAMES)
def test_plugin_is_a_distribution_that_carries_its_files(name: str) -> None:
    project = tomllib.loads((FOLDER / name / "pyproject.toml").read_text("utf-8"))
    module = project["project"]["entry-points"]["asar.plugins"][name]
    kept = project["tool"]["setuptools"]["package-data"][module]
    assert {"region.toml", "*.svg"} <= set(kept) and project["build-system"]


@pytest.mark.parametrize("order", list(permutations(WITH_CODE)))
def test_regions_that_disagree_on_everything_keep_their_own_rules_in_either_order(
    order: tuple[str, ...],
) -> None:
    plugins = Plugins(order)
    town = replace(APPLICATION, settlement="г. Аральск")
    caps = [plugins.budget_caps(region, CONTEST, town).amount for region in WITH_CODE]
    assert caps == [Decimal(480000), Decimal(460000)]
    asked = [
        [field.key for field in plugins.extra_fields(region, "events", "gathering", "other", TODAY)]
        for region in WITH_CODE
    ]
    assert asked == [["turkistan.makhalla"], ["kyzylorda.pass"]]
    needs = [[need.kinds for need in plugins.required_evidence(r, "4.1", "other", TODAY)] for r in WITH_CODE]
    assert needs == [[("photo", "protocol")], [("signed_list",), ("photo",)]]


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1]])
def test_no_region_hears_of_anothers_rule(order: list[str]) -> None:
    plugins = Plugins(order)
    for name, region in HOME.items():
        for service, entity in (("events", "gathering"), ("grants", "application")):
            fields = plugins.extra_fields(region, service, entity, None, TODAY)
            assert {field.key.split(".")[0] for field in fields} <= {name}
        cap, alone = plugins.budget_caps(region, CONTEST, APPLICATION), Plugins([name])
        assert cap == alone.budget_caps(region, CONTEST, APPLICATION)
        assert plugins.branding(region) == alone.branding(region)


def test_closed_town_wants_its_permit(all_seven: Plugins) -> None:
    there = replace(GATHERING, settlement="г. Байконур")
    (problem,) = all_seven.validate("kyzylorda", "events", "gathering", "new", there)
    assert (problem.field, problem.code) == ("settlement", "kyzylorda.closed_town")
    allowed = replace(there, extra={"kyzylorda.pass": "12 от 01.04.2022"})
    for record in (allowed, replace(there, mode="online"), replace(there, settlement="п. Шиели")):
        assert not all_seven.validate("kyzylorda", "events", "gathering", "new", record)


def test_town_gets_less_than_a_village_in_kyzylorda(all_seven: Plugins) -> None:
    amounts = {
        place: all_seven.budget_caps("kyzylorda", CONTEST, replace(APPLICATION, settlement=place)).amount
        for place in ("г. Аральск", "п. Шиели")
    }
    assert amounts == {"г. Аральск": 460000, "п. Шиели": 500000}
