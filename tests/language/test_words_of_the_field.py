"""Kinds, types, categories, regions and roles as the services share them."""

from __future__ import annotations

import pytest

from shared.language import categories, evidence, gatherings, publications, regions, roles
from shared.language.expressions import parse


@pytest.mark.parametrize(
    ("mode", "kind"), [("offline", "photo"), ("online", "screenshot"), ("mixed", "photo")]
)
def test_people_in_a_room_are_photographed_and_people_at_screens_are_not(mode: str, kind: str) -> None:
    assert kind in gatherings.needed("training", mode)


def test_a_final_briefing_is_a_briefing() -> None:
    assert gatherings.get_type("final_briefing").name == "briefing"


def test_a_type_nobody_knows_is_another_gathering() -> None:
    assert gatherings.get_type("picnic").name == "other"


def test_the_protocol_of_a_contest_is_a_scan_and_that_of_a_session_may_be_a_paper() -> None:
    assert (evidence.family("protocol", "contest"), evidence.family("protocol", "gathering")) == (
        "scans",
        "papers",
    )


def test_people_of_an_online_gathering_are_proven_by_an_export_too() -> None:
    assert evidence.family("signed_list", "gathering", "online") == "papers"


def test_a_list_may_spell_a_category_in_kazakh() -> None:
    assert categories.spellings()["ауыл тұрғыны"] == "resident"


@pytest.mark.parametrize("text", ["turkistan", "KZ-61", "Түркістан облысы", " туркестанская ОБЛАСТЬ "])
def test_a_region_is_found_however_it_is_written(text: str) -> None:
    region = regions.find(text)
    assert region is not None
    assert region.code == "turkistan"


def test_every_publication_moves_a_measure_that_is_delivered() -> None:
    assert all(parse(kind.measure).delivered for kind in publications.ALL)


def test_every_group_of_roles_holds_known_roles() -> None:
    assert {*roles.EVERYBODY, *roles.REGIONAL, *roles.OPERATORS} <= set(roles.ROLES)
