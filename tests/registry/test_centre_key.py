"""The centre's own key: renewed while homes are away, each told by the key it knows; and where it was
stolen."""

from __future__ import annotations

import urllib.parse
from typing import Any

import jwt
import pytest

from services.registry.deployments.operations import wire
from services.registry.deployments.operations.pairing import ensured_key
from services.registry.deployments.rules import signing
from shared.doors import transaction
from tests.registry.homes import GATE, PAGE, Home
from tests.registry.region_home import at_home
from tests.suite import Suite

RENEW, STOLEN = f"{PAGE}/key", f"{PAGE}/key/stolen"


@pytest.fixture
def home(suite: Suite, project: str) -> Home:
    """A paired home of Turkistan, which knows the centre's key."""
    found = Home(suite)
    told = found.show(found.code()).get_json()
    found.knows = signing.fingerprint(told["public_key"])
    return found


def present(suite: Suite) -> str:
    """The public key the centre signs by."""
    with suite.apps["registry"].app_context():
        return signing.public_of(ensured_key())


def signer(answer: Any, *keys: str) -> str:
    """By which of these keys an answer is signed."""
    header = answer.headers[signing.ANSWERED]
    return next(key for key in keys if signing.opened(header, key, "centre", "turkistan", "res"))


def successor(answer: Any, former: str) -> str | None:
    """The key a former one vouches for in an answer."""
    header = answer.headers.get(signing.SUCCESSOR, "")
    told = signing.opened(header, former, "centre", "turkistan", "key")
    return str(told["key"]) if told else None


def test_home_that_was_away_is_told_by_the_key_it_knows(suite: Suite, home: Home) -> None:
    admin, first = suite.browser("admin"), present(suite)
    for _time in range(2):  # it was away for two renewals
        assert admin.post(RENEW, {}, page=PAGE).status_code == 302
    last = present(suite)
    answer = home.pulse()
    assert (answer.status_code, signer(answer, first, last)) == (200, first)
    assert successor(answer, first) == last
    assert "turkistan" in admin.get(PAGE).get_data(as_text=True).split("Наш ключ")[1].split("</section>")[0]
    home.knows = signing.fingerprint(last)
    answer = home.pulse()
    assert signer(answer, first, last) == last and signing.SUCCESSOR not in answer.headers
    assert "Ещё не знают" not in admin.get(PAGE).get_data(as_text=True)


def test_home_of_an_older_version_is_answered_by_the_key_it_was_paired_with(suite: Suite, home: Home) -> None:
    first, home.knows = present(suite), ""
    suite.browser("admin").post(RENEW, {}, page=PAGE)
    assert signer(home.pulse(), first, present(suite)) == first


def test_what_is_handed_down_is_signed_by_the_key_the_home_knows(suite: Suite, home: Home) -> None:
    first = present(suite)
    suite.browser("admin").post(RENEW, {}, page=PAGE)
    for key in (first, present(suite)):
        home.knows = signing.fingerprint(key)
        said = home.call("/registry/deployments/handed", {}).get_json()["said"]
        assert said and all(jwt.decode(token, key, ["ES256"], audience="turkistan") for token in said)


def test_stolen_key_speaks_for_nobody_and_every_home_is_paired_anew(suite: Suite, home: Home) -> None:
    admin, first = suite.browser("admin"), present(suite)
    assert admin.post(STOLEN, {}, page=PAGE).status_code == 302
    answer = home.pulse()
    assert answer.status_code == 403 and signer(answer, first, present(suite)) == present(suite)
    assert signing.SUCCESSOR not in answer.headers
    home.knows = signing.fingerprint(home.show(home.code()).get_json()["public_key"])
    assert home.pulse().status_code == 200


def test_home_renews_no_key_of_a_centre(suite: Suite) -> None:
    with at_home(suite, "turkistan"):
        for path in (RENEW, STOLEN):
            assert suite.browser("admin").post(path, {}, page=PAGE).status_code == 409


def test_key_is_kept_while_a_home_knows_no_other(suite: Suite, home: Home) -> None:
    admin = suite.browser("admin")
    home.pulse()
    admin.post(RENEW, {}, page=PAGE)
    connection = suite.tables("registry").connection
    connection.execute("UPDATE deployment_keys SET created_at = now() - interval '200 days'")
    admin.post(RENEW, {}, page=PAGE)
    assert kept(suite) == 3
    home.knows = signing.fingerprint(present(suite))
    home.pulse()
    connection.execute("UPDATE deployment_keys SET created_at = now() - interval '200 days'")
    admin.post(RENEW, {}, page=PAGE)
    assert kept(suite) == 2


def kept(suite: Suite) -> int:
    """How many keys there are."""
    found = suite.tables("registry").connection.execute("SELECT count(*) FROM deployment_keys").fetchone()
    assert found
    return int(found[0])


@pytest.mark.parametrize("vouched", ["by the key it knows", "by another", "for another call"])
def test_home_believes_what_the_key_it_knows_vouches_for(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, vouched: str
) -> None:
    known, fresh, stranger = (signing.new_private() for _each in range(3))

    def centre(url: str, body: bytes, headers: dict[str, str], _deadline: float) -> wire.Reply:
        said = signing.claims_of(headers["Authorization"].removeprefix(signing.SCHEME))
        assert said["knows"] == signing.print_of(known)
        given = "above", said["iss"], said["jti"]
        by = stranger if vouched == "by another" else known
        number = "another" if vouched == "for another call" else said["jti"]
        token = signing.successor(by, *given[:2], number, signing.public_of(fresh))
        signed = signing.answer(known, *given, signing.bound_answer(200, b"{}"))
        assert urllib.parse.urlsplit(url).path == f"{GATE}/records"
        return wire.Reply(200, b"{}", signed, successor=token)

    from services.registry.deployments.queries import above

    with at_home(suite, "turkistan"), suite.apps["registry"].app_context():
        ensured_key()
        found = above()
        assert found
        found.public_key = signing.public_of(known)
        transaction.commit()
        monkeypatch.setattr(wire, "post", centre)
        wire.ask(found, f"{GATE}/records", {})
        now = above()
        believed = fresh if vouched == "by the key it knows" else known
        assert now and now.public_key == signing.public_of(believed)
