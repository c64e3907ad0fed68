"""A person the centre and a region's home both know counts once there, and no name leaves the home."""

from __future__ import annotations

import typing
from base64 import b64decode
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from deploy.routes import ABOVE, upwards
from services.registry.deployments.rules.admitting import nameless
from services.registry.people.rules.pseudonyms import pseudonyms
from services.registry.people.rules.sameness import PersonFacts
from shared.language import records
from shared.language.doer import Doer
from shared.language.records.identity import Identity
from shared.language.records.publication import Publication
from shared.language.records.record import Proof
from tests.registry.homes import Home
from tests.registry.test_deployments import came, people, training
from tests.registry.test_merging import SERIK
from tests.registry.test_merging import came as came_at_the_centre
from tests.suite import Suite

GOING_UP = sorted(kind for kind, (_sender, told) in upwards().items() if ABOVE in told)
PHONE = "+77000000001"
# Fields of records that hold somebody's name; what is not stripped must be no such type.
STRIPPED = {"evidence", "entered_by"}
# No field of a record that goes up is called so: it would be somebody's name, phone or number.
NOBODYS = {"name_of_person", "leader", "author", "signatory", "holder", "phone", "iin", "email", "trainers"}


def persons(suite: Suite) -> int:
    """How many people came, each once."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        found = session.scalar(text("SELECT count(DISTINCT person_id) FROM facts WHERE person_id <> ''"))
    return int(found or 0)


def known_as(handed: list[dict[str, Any]]) -> Identity:
    """The person of SERIK as a home knows him, in its own spelling, under the keys it was handed."""
    facts = PersonFacts("p1", "Ахметов Серік", region="turkistan", phone=PHONE)
    said = [one for key in handed for one in pseudonyms(facts, key["generation"], b64decode(key["key"]))]
    return Identity(
        id="p1",
        page="/registry/people/p1",
        region="turkistan",
        sex=None,
        birth_year=None,
        pseudonyms=tuple(said),
    )


def test_person_of_the_centre_and_of_a_home_counts_once(suite: Suite, project: str) -> None:
    home = Home(suite)
    welcome = home.show(home.code()).get_json()
    came_at_the_centre(suite, project, "2022-04-12", SERIK)
    sent = [home.wire(1, training(suite, project, 1)), home.wire(2, came(project, 1, 1))]
    assert home.taken(*sent, generation=1)["refused"] == {}
    assert (people(suite, project), persons(suite)) == (2, 2)
    assert home.taken(home.wire(3, known_as(welcome["programme"])), generation=1)["refused"] == {}
    assert (people(suite, project), persons(suite)) == (2, 1)
    mode = suite.ok("GET", f"/reports/api/v1/projects/{project}/counting")
    assert (mode["mode"], mode["homes"], mode["silent"]) == ("pseudonyms", ["centre", "turkistan"], [])


@pytest.mark.parametrize(("erased", "counted"), [(True, 1), (False, 2)])
def test_person_a_home_erased_counts_as_he_did_and_one_it_corrected_by_himself(
    suite: Suite, project: str, erased: bool, counted: int
) -> None:
    home = Home(suite)
    welcome = home.show(home.code()).get_json()
    came_at_the_centre(suite, project, "2022-04-12", SERIK)
    sent = [home.wire(1, training(suite, project, 1)), home.wire(2, came(project, 1, 1))]
    assert home.taken(*sent, generation=1)["refused"] == {}
    known = known_as(welcome["programme"])
    assert home.taken(home.wire(3, known), generation=1)["refused"] == {}
    assert (people(suite, project), persons(suite)) == (2, 1)
    unknown = msgspec.structs.replace(known, pseudonyms=(), erased=erased)
    home.highest["registry"] = 4
    answer = home.taken(home.wire(4, unknown), generation=1)
    assert (answer["refused"], answer.get("whole")) == ({}, None)
    assert (people(suite, project), persons(suite)) == (2, counted)


def test_renewed_key_is_heard_with_the_next_pulse_and_only_while_it_is_news(suite: Suite) -> None:
    home = Home(suite).pair()
    assert home.taken(generation=1)["programme"] == []
    assert suite.ok("POST", "/registry/api/v1/programme-keys", json={"after": 1})["generation"] == 2
    handed = home.taken(generation=1)["programme"]
    assert [key["generation"] for key in handed] == [1, 2]
    assert home.taken(generation=2)["programme"] == []


@pytest.mark.parametrize("kind", GOING_UP)
def test_no_record_that_goes_up_has_a_place_for_a_name_that_stays_in_it(kind: str) -> None:
    hints = typing.get_type_hints(records.KINDS[kind])
    named = {name for name, hint in hints.items() if Doer in of(hint) or Proof in of(hint)}
    assert named <= STRIPPED
    assert not NOBODYS & set(hints)


def of(hint: Any) -> set[Any]:
    """The classes a type is made of."""
    inner = typing.get_args(hint)
    return {hint} | {found for each in inner for found in of(each)}


def test_who_entered_and_who_attached_and_names_of_files_stay_at_home() -> None:
    doer = Doer("user", "01", "Серик Ахметов")
    proof = Proof(
        id="1", kind="photo", sha256="a", quantity=1, page="/f", name="Заявление Ахметова.pdf", by=doer
    )
    told = Publication(
        id="1",
        page="/p",
        project_id="p",
        activity_id=None,
        kind="social_post",
        title="Пост",
        region="turkistan",
        issued_on=None,
        quantity=1,
        status="planned",
        evidence=(proof,),
        entered_by=doer,
    )
    left = nameless(records.state(told))
    assert "Ахметов" not in msgspec.json.encode(left).decode()
    assert records.read("publication", left).entered_by == Doer("user", "01")
