"""By what a person is known elsewhere is told only while the programme has a key, and never by a name."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from tests.registry.test_merging import SERIK, came
from tests.registry.test_people import FORM
from tests.suite import Suite

KNOWN = text("SELECT id, pseudonyms, generation FROM identity_copies ORDER BY id")
SECRETS = ("Ахметов", "Серик", "ахметов", "0000001", "0000007", "Қарнақ")


def in_registry(suite: Suite, what: Callable[[], Any]) -> Any:
    """Do something in the registry, and let it be told."""
    app = suite.apps["registry"]
    with app.app_context():
        done = what()
        app.extensions["sqlalchemy"].session.commit()
    suite.settle()
    return done


def known(suite: Suite) -> list[Any]:
    """What reports know of people."""
    with suite.apps["reports"].app_context():
        return list(suite.apps["reports"].extensions["sqlalchemy"].session.execute(KNOWN))


def test_nothing_is_told_of_people_until_the_programme_has_a_key(suite: Suite, project: str) -> None:
    from services.registry.people.operations.programme import hand_over

    person = came(suite, project, "2022-04-12", SERIK)[0]
    suite.settle()
    assert known(suite) == []
    handed = in_registry(suite, hand_over)
    assert [item.generation for item in handed] == [1]
    assert [row.id for row in known(suite)] == [person]
    assert in_registry(suite, hand_over) == handed


def test_person_who_comes_or_is_corrected_is_told_anew(suite: Suite, project: str) -> None:
    from services.registry.people.operations.programme import hand_over

    in_registry(suite, hand_over)
    person = came(suite, project, "2022-04-12", SERIK)[0]
    suite.settle()
    before = known(suite)[0].pseudonyms
    assert len(before) == 5
    suite.browser("assistant").post(f"/registry/people/{person}/edit", {**FORM, "phone": "8 (700) 000-00-07"})
    suite.settle()
    after = known(suite)[0].pseudonyms
    assert after
    assert not set(before) & set(after)


def test_new_generation_stands_beside_the_one_before(suite: Suite, project: str) -> None:
    from services.registry.people.operations.programme import hand_over, renew

    in_registry(suite, hand_over)
    came(suite, project, "2022-04-12", SERIK)
    assert [in_registry(suite, renew), in_registry(suite, renew)] == [2, 3]
    told = known(suite)[0].pseudonyms
    assert {said.split(":")[0] for said in told} == {"2", "3"}
    assert [item.generation for item in in_registry(suite, hand_over)] == [2, 3]


def test_home_takes_the_keys_of_the_centre_whatever_it_had_under_their_numbers(suite: Suite) -> None:
    from services.registry.people.operations.programme import HandedKey, take

    given = HandedKey(4, b64encode(b"k" * 32).decode())
    assert in_registry(suite, lambda: take([given])) == [4]
    assert in_registry(suite, lambda: take([given])) == []
    another = HandedKey(4, b64encode(b"o" * 32).decode())
    assert in_registry(suite, lambda: take([another])) == [4]
    assert in_registry(suite, lambda: take([another])) == []


def test_no_name_and_no_phone_is_in_what_is_told_of_people(suite: Suite, project: str) -> None:
    from services.registry.people.operations.programme import hand_over

    in_registry(suite, hand_over)
    came(suite, project, "2022-04-12", SERIK)
    suite.settle()
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        told = [str(row) for row in session.execute(text("SELECT * FROM identity_copies"))]
        told += [str(row) for row in session.execute(text("SELECT * FROM attendance_copies"))]
        told += [str(row) for row in session.execute(text("SELECT * FROM person_copies"))]
    assert told
    assert not [said for said in told if any(secret in said for secret in SECRETS)]


def test_wish_for_a_new_key_that_is_sent_twice_makes_one(suite: Suite) -> None:
    keys = "/registry/api/v1/programme-keys"
    assert suite.ok("POST", keys, json={"after": 0}) == {"generation": 1}
    again = suite.call("POST", keys, json={"after": 0})
    assert (again.status_code, again.get_json()["code"]) == (409, "key_of_another_number")
    assert suite.ok("POST", keys, json={"after": 1}) == {"generation": 2}
