"""Names of participants stay at the home; they go up while both sides agree, and are erased at the centre
when either ends it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, text

from services.registry.db import db
from services.registry.deployments.models import Deployment, NameAgreement
from services.registry.deployments.operations import agreeing, going_up, wire
from services.registry.deployments.operations.admission import DeploymentEnded
from services.registry.deployments.schemas import MOST_ROUNDS, Heard, NamesWord, Pulse, Said
from shared.doors.errors import Refusal
from shared.language.version import VERSION
from tests.registry.homes import PAGE, Home, row_of
from tests.registry.region_home import at_home
from tests.registry.test_deployments import PEOPLE, came, people, training
from tests.registry.test_merging import SERIK
from tests.registry.test_merging import came as came_here
from tests.registry.test_people_of_homes import known_as
from tests.suite import Suite

NAME = "Ахметов Серік"
YES = {"round": 0, "agrees": True, "reason": "Письмо фонда № 7"}
NO: dict[str, Any] = {"round": 0, "agrees": False}


@pytest.fixture
def home(suite: Suite, project: str) -> Home:
    """A paired home of Turkistan, whose gathering and visitor have come."""
    found = Home(suite)
    handed = found.show(found.code()).get_json()["programme"]
    sent = [found.wire(1, training(suite, project, 1)), found.wire(2, came(project, 1, 1))]
    assert found.taken(*sent, generation=1)["refused"] == {}
    who = known_as(handed)
    found.known = msgspec.structs.replace(who, id=came(project, 1, 1).person_id)  # type: ignore[attr-defined]
    return found


def agree(suite: Suite, where: str) -> Any:
    """Agree by the page."""
    return suite.browser("admin").post(f"{where}/names", {"reason": "Договор № 3"}, page=PAGE)


def end(suite: Suite, where: str) -> Any:
    """End it by the page."""
    return suite.browser("admin").post(f"{where}/names/end", {}, page=PAGE)


def tell(home: Home, version: int, word: dict[str, Any], name: str | None = NAME) -> dict[str, Any]:
    """The home says its word and tells its visitor's name."""
    known = msgspec.structs.replace(home.known, name=name)  # type: ignore[attr-defined]
    home.highest["registry"] = version
    return home.taken(home.wire(version, known), generation=1, names=word)


def kept(suite: Suite) -> set[str | None]:
    """The names the centre keeps of visitors of homes, in both services."""
    suite.settle()
    found: set[str | None] = set()
    asked = ("registry", "SELECT state->>'name' FROM foreign_records WHERE kind = 'identity'")
    for service, wanted in (asked, ("reports", "SELECT name FROM identity_copies")):
        with suite.apps[service].app_context():
            found |= set(suite.apps[service].extensions["sqlalchemy"].session.scalars(text(wanted)))
    return found - {None}


def behind(suite: Suite, project: str) -> list[str]:
    """The records behind the figure of people, as the lead and the grantor see them."""
    page = f"/reports/indicators/{PEOPLE}?project_id={project}"
    return [
        suite.browser(role).get(page).get_data(as_text=True) for role in ("project_lead", "grantor_viewer")
    ]


@pytest.mark.parametrize("said", [{}, {"names": NO}, {"names": YES}])
def test_name_a_home_tells_without_both_agreeing_is_not_kept(
    suite: Suite, home: Home, said: dict[str, Any]
) -> None:
    tell(home, 3, said.get("names", NO))
    assert kept(suite) == set()


def test_centre_that_agrees_alone_keeps_no_name(suite: Suite, home: Home) -> None:
    assert agree(suite, f"{PAGE}/{row_of(suite)}").status_code == 302
    assert tell(home, 3, NO)["names"]["agrees"]
    assert kept(suite) == set()


@pytest.mark.parametrize("who_ends", ["centre", "home", "pairing"])
def test_names_come_while_both_agree_and_go_with_it(
    suite: Suite, project: str, home: Home, who_ends: str
) -> None:
    before = people(suite, project)
    both_agree(suite, home)
    assert (kept(suite), people(suite, project)) == ({NAME}, before)
    assert [NAME in seen for seen in behind(suite, project)] == [True, False]
    ended_by(suite, home, who_ends)
    assert (kept(suite), people(suite, project)) == (set(), before)
    assert NAME not in "".join(behind(suite, project))


def test_first_words_of_both_sides_at_once_are_both_kept(suite: Suite, home: Home) -> None:
    where, app = row_of(suite), suite.apps["registry"]

    def heard() -> None:
        with app.app_context():
            agreeing.hear(db.session.get_one(Deployment, where), NamesWord(**YES))
            db.session.commit()

    with ThreadPoolExecutor(1) as hands, app.app_context():
        agreeing.agree(db.session.get_one(Deployment, where), "Договор № 3")
        other = hands.submit(heard)
        with suppress(TimeoutError):
            other.result(0.5)  # it waits for what was written first
        db.session.commit()
        other.result(30)
        found = db.session.scalars(select(NameAgreement)).one()
        db.session.refresh(found)
        assert found.in_force


def test_home_that_has_not_heard_of_the_end_brings_no_name(suite: Suite, home: Home) -> None:
    both_agree(suite, home)
    ended_by(suite, home, "centre")
    assert tell(home, 5, YES)["names"] == {"round": 1, "agrees": False, "reason": ""}
    assert kept(suite) == set()


def test_home_of_which_nothing_is_taken_is_told_of_the_end_too(suite: Suite, home: Home) -> None:
    both_agree(suite, home)
    ended_by(suite, home, "centre")
    answer = home.taken(generation=1, names=YES, version="9.0.0")
    assert (answer["whole"]["code"], answer["names"]["round"]) == ("deployment_versions_apart", 1)
    home.highest["registry"] = 1  # as after an old backup, in which both agree
    answer = home.taken(generation=1, names=YES)
    assert (answer["whole"]["code"], answer["names"]["round"]) == ("deployment_versions_backwards", 1)


@pytest.mark.parametrize("number", [-1, 2**31 - 1, 2**40])
def test_no_home_says_a_round_after_which_there_is_none(suite: Suite, home: Home, number: int) -> None:
    both_agree(suite, home)
    assert home.pulse(generation=1, names=YES | {"round": number}).status_code == 422
    home.taken(generation=1, names=YES | {"round": MOST_ROUNDS})
    end(suite, f"{PAGE}/{row_of(suite)}")
    assert home.taken(generation=1, names=NO)["names"]["round"] == MOST_ROUNDS + 1


def both_agree(suite: Suite, home: Home) -> None:
    """The home offers, the centre agrees, the name comes."""
    tell(home, 3, YES)
    assert agree(suite, f"{PAGE}/{row_of(suite)}").status_code == 302
    tell(home, 4, YES)


def ended_by(suite: Suite, home: Home, who: str) -> None:
    """One side ends it, or the pairing ends."""
    here = f"{PAGE}/{row_of(suite)}"
    if who == "home":
        home.taken(generation=1, names=NO | {"round": 1})
    elif who == "centre":
        end(suite, here)
    else:
        suite.browser("admin").post(f"{here}/end", {}, page=PAGE)


def test_erased_person_is_nameless_at_the_centre_too(suite: Suite, project: str, home: Home) -> None:
    before = people(suite, project)
    tell(home, 3, YES)
    agree(suite, f"{PAGE}/{row_of(suite)}")
    tell(home, 4, YES)
    home.known = msgspec.structs.replace(home.known, erased=True, pseudonyms=())  # type: ignore[attr-defined]
    tell(home, 5, YES, name=None)
    assert (kept(suite), people(suite, project)) == (set(), before)


def test_both_sides_are_told_how_it_stands_and_who_did_what(suite: Suite, home: Home) -> None:
    here = f"{PAGE}/{row_of(suite)}"
    admin = suite.browser("admin")
    assert "остаются у региона" in admin.get(here).get_data(as_text=True)
    tell(home, 3, YES)
    page = admin.get(here).get_data(as_text=True)
    assert "Письмо фонда № 7" in page and "Другая сторона предлагает" in page
    agree(suite, here)
    page = admin.get(here).get_data(as_text=True)
    assert "Обе стороны согласны" in page and "Договор № 3" in page
    assert agree(suite, here).status_code in (409, 422)
    end(suite, here)
    assert "Прекращено ранее" in admin.get(here).get_data(as_text=True)
    assert suite.browser("admin").post(f"{here}/names", {"reason": " "}, page=PAGE).status_code == 422


@pytest.fixture
def below(suite: Suite, project: str) -> Iterator[list[Pulse]]:
    """The suite as a home with a visitor of its own; what it sends up."""
    came_here(suite, project, "2022-04-12", SERIK)
    with at_home(suite, "turkistan"):
        yield []


def sent_by(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, word: NamesWord, said_with: Said | Refusal | None = None
) -> str:
    """What the home sends up of one person, once the centre has said its word, or why it takes nothing; as it
    goes over the wire."""
    from services.registry.deployments.models import Deployment
    from services.registry.deployments.schemas import Sent
    from services.registry.people.models import Person

    sent: list[bytes] = []

    def answered(_found: Any, _path: str, said: Any, **_named: Any) -> Any:
        sent.append(msgspec.json.encode(said))
        if isinstance(said_with, Refusal):
            raise said_with
        heard = Heard(version=VERSION, names=word, whole=said_with)
        return type("Reply", (), {"body": msgspec.json.encode(heard), "status": 200})

    monkeypatch.setattr(wire, "ask", answered)
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        centre = session.query(Deployment).filter_by(side="above").one()
        person = session.query(Person).first()
        row = Sent("identity", f"x:{person.id}", 1, {"id": str(person.id), "page": "/p"})
        going_up.send(centre, [])
        going_up.send(centre, [row])
    return sent[-1].decode()


def above_word(suite: Suite, reason: str) -> None:
    """Agree at the home."""
    assert agree(suite, f"{PAGE}/above").status_code == 302


def test_no_name_goes_over_the_wire_by_default(
    suite: Suite, below: list[Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ахметов" not in sent_by(suite, monkeypatch, NamesWord())


def test_offer_of_the_centre_alone_moves_no_name(
    suite: Suite, below: list[Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ахметов" not in sent_by(suite, monkeypatch, NamesWord(0, True, "Письмо"))


def test_name_goes_over_the_wire_while_both_agree(
    suite: Suite, below: list[Pulse], monkeypatch: pytest.MonkeyPatch
) -> None:
    above_word(suite, "Договор")
    assert "Ахметов" not in sent_by(suite, monkeypatch, NamesWord())
    told = sent_by(suite, monkeypatch, NamesWord(0, True, "Письмо"))
    assert "Ахметов" in told and "77000000001" not in told
    assert end(suite, f"{PAGE}/above").status_code == 302
    assert "Ахметов" not in sent_by(suite, monkeypatch, NamesWord(0, True, "Письмо"))


@pytest.mark.parametrize("why", [Said("deployment_versions_backwards"), DeploymentEnded()])
def test_no_name_goes_to_a_centre_that_ended_it_and_takes_nothing(
    suite: Suite, below: list[Pulse], monkeypatch: pytest.MonkeyPatch, why: Said | Refusal
) -> None:
    above_word(suite, "Договор")
    assert "Ахметов" in sent_by(suite, monkeypatch, NamesWord(0, True, "Письмо"))
    assert "Ахметов" not in sent_by(suite, monkeypatch, NamesWord(1), why)
