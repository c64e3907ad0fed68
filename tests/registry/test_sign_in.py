"""Guessing at passwords: the guesser waits, the right person gets in, and nothing tells who is known."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from services.registry.tries import operations as tries
from services.registry.users import operations as users
from tests.suite import PASSWORD, Suite, csrf

WAITING = "SELECT extract(epoch FROM waits_until - now()) FROM sign_in_tries WHERE waits_until > now()"
STRANGER, OFFICE = "203.0.113.7", "198.51.100.20"


def tried(client: FlaskClient, login: str, password: str, address: str) -> TestResponse:
    """What the sign-in page answers to one who comes from an address."""
    base: Any = {"REMOTE_ADDR": address}
    token = csrf(client.get("/registry/sign-in", environ_base=base).get_data(as_text=True))
    form = {"login": login, "password": password, "csrf_token": token}
    return client.post("/registry/sign-in", data=form, environ_base=base)


def guesses(suite: Suite, login: str, count: int, address: str = STRANGER) -> list[int]:
    """Answers to so many wrong passwords from one address, each from a browser without cookies."""
    app = suite.apps["registry"]
    return [tried(app.test_client(), login, f"guess {n}", address).status_code for n in range(count)]


def right(suite: Suite, login: str, address: str = OFFICE) -> int:
    """What the right password of a new browser gets."""
    return tried(suite.apps["registry"].test_client(), login, PASSWORD, address).status_code


def waits(suite: Suite) -> list[float]:
    """The seconds every counted key still waits, the longest first."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        found = session.execute(
            text(
                "SELECT extract(epoch FROM waits_until - now()) FROM sign_in_tries WHERE waits_until > now()"
            )
        )
        return sorted((float(row[0]) for row in found), reverse=True)


def end_waits(suite: Suite) -> None:
    """Let every wait be over."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        session.execute(text("UPDATE sign_in_tries SET waits_until = now()"))
        session.commit()


def test_one_who_guesses_waits_and_is_told_how_long(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    assert guesses(suite, login, 7) == [422] * 5 + [429] * 2
    told = tried(suite.apps["registry"].test_client(), login, "guess", STRANGER)
    assert 0 < int(told.headers["Retry-After"]) <= 4 and "через" in told.get_data(as_text=True)


def test_each_wrong_password_doubles_the_wait(suite: Suite) -> None:
    login, longest = suite.browser("coordinator").login, []
    guesses(suite, login, 4)
    for _try in range(4):
        end_waits(suite)
        guesses(suite, login, 1)
        longest.append(round(waits(suite)[0]))
    assert longest == [4, 8, 16, 32]


def test_stranger_keeps_nobody_out(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    for _round in range(6):
        guesses(suite, login, 5)
        end_waits(suite)
    guesses(suite, login, 6)
    assert (right(suite, login, STRANGER), right(suite, login)) == (429, 302)


def test_twin_one_count_for_all_keeps_the_right_person_out(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries.Guess, "own", property(lambda guess: tries.key("own", guess.subject)))
    login = suite.browser("coordinator").login
    guesses(suite, login, 6)
    assert right(suite, login) == 429


def test_many_addresses_at_one_login_slow_each_other_down(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    codes = [guesses(suite, login, 1, f"192.0.2.{n}")[0] for n in range(12)]
    assert codes == [422] * 10 + [429] * 2 and max(waits(suite)) <= tries.LOGIN.longest


def test_device_and_place_known_to_a_login_are_not_slowed_by_strangers(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    mine = suite.apps["registry"].test_client()
    assert tried(mine, login, PASSWORD, OFFICE).status_code == 302
    mine.delete_cookie("asar_session")
    for n in range(12):
        guesses(suite, login, 1, f"192.0.2.{n}")
    assert right(suite, login, "192.0.2.99") == 429
    assert [tried(mine, login, PASSWORD, "192.0.2.99").status_code, right(suite, login)] == [302, 302]


def test_stranger_in_the_same_office_does_not_keep_a_known_device_out(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    mine = suite.apps["registry"].test_client()
    tried(mine, login, PASSWORD, OFFICE)
    mine.delete_cookie("asar_session")
    guesses(suite, login, 8, OFFICE)
    assert (right(suite, login), tried(mine, login, PASSWORD, OFFICE).status_code) == (429, 302)


def test_made_up_device_is_no_way_round(suite: Suite) -> None:
    login, app, codes = suite.browser("coordinator").login, suite.apps["registry"], []
    for n in range(7):
        client = app.test_client()
        client.set_cookie("asar_device", f"made up {n}")
        codes.append(tried(client, login, "guess", STRANGER).status_code)
    assert codes == [422] * 5 + [429] * 2


def test_one_address_that_tries_many_logins_waits(suite: Suite) -> None:
    codes = [guesses(suite, f"somebody-{n}", 1)[0] for n in range(22)]
    assert codes == [422] * 20 + [429] * 2


def test_household_of_ipv6_is_one_address(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    assert [guesses(suite, login, 1, f"2001:db8::{n:x}")[0] for n in range(1, 7)] == [422] * 5 + [429]


def test_guesses_at_once_are_no_more_than_one_by_one(suite: Suite) -> None:
    login = suite.browser("coordinator").login
    with ThreadPoolExecutor(6) as pool:
        codes = sum(pool.map(lambda _n: guesses(suite, login, 3), range(6)), [])
    assert codes.count(422) == 5 and set(codes) == {422, 429}


def test_unknown_login_is_answered_as_a_known_one(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(users, "hasher", Counting(hashed))
    login, pages = suite.browser("coordinator").login, []
    hashed.clear()
    for who in (login, "nobody-at-all"):
        page = tried(suite.apps["registry"].test_client(), who, "guess", STRANGER).get_data(as_text=True)
        pages.append(page.split('id="f-password-error"')[1].split("</p>")[0])
    codes = [guesses(suite, who, 6, "192.0.2.5") for who in (login, "nobody-at-all")]
    assert pages[0] == pages[1] and codes[0] == codes[1] == [422] * 5 + [429]
    assert len(hashed) == 12, "each try looked at one hash, a refused one at none"


class Counting:
    """A hasher that notes what it is asked."""

    def __init__(self, asked: list[str]) -> None:
        self.real, self.asked = users.hasher, asked

    def hash(self, password: str) -> str:
        """The hash."""
        return self.real.hash(password)

    def verify(self, kept: str, password: str) -> bool:
        """Whether it fits."""
        self.asked.append(kept)
        return self.real.verify(kept, password)


def test_no_more_passwords_are_hashed_at_once_than_there_are_slots(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(users, "PATIENCE", 0.2)
    login = suite.browser("coordinator").login
    monkeypatch.setattr(users, "hasher", slow)
    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(lambda n: right(suite, login, f"192.0.2.{n}"), range(6)))
    assert slow.most == users.AT_ONCE and codes.count(429) == 6 - users.AT_ONCE


class Slow:
    """A hasher that takes its time and counts how many use it."""

    now = most = 0

    def verify(self, kept: str, password: str) -> bool:
        """Half a second for a yes."""
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.6)
        self.now -= 1
        return True
