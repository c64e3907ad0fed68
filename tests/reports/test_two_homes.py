"""A person whom two deployments know is counted once, at the first date, whatever is heard of first; who is
not sure is asked about, without a name."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pytest
from flask_babel import force_locale
from sqlalchemy import text

from services.reports.doubles.week import thing
from services.reports.identities import queries
from shared.language import records
from shared.language.records.identity import Identity
from shared.language.records.person import Person
from shared.queue import receiving
from tests.reports.lives import attendance, differences, gathering, project, shown
from tests.suite import Suite

APRIL, MAY = date(2022, 4, 12), date(2022, 5, 12)
Told = list[tuple[str, int, Any]]


@pytest.fixture(autouse=True)
def empty(suite: Suite) -> None:
    suite.put()


def identity(number: int, *pseudonyms: str, birth_year: int | None = None, erased: bool = False) -> Identity:
    """By what a person is known."""
    return Identity(
        id=f"p{number}",
        page=f"https://home.example/registry/people/p{number}",
        region="turkistan",
        sex=None,
        birth_year=birth_year,
        pseudonyms=pseudonyms,
        erased=erased,
    )


def merged(number: int, same_as: str | None) -> Person:
    """Whom a register counts a person as."""
    return Person(id=f"p{number}", page="/registry/people", same_as=same_as)


def hear(suite: Suite, *told: tuple[str, int, Any]) -> None:
    """Receive records of homes with their versions; the centre's registry passes on those of others."""
    app = suite.apps["reports"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        for home, version, record in told:
            wire = {
                "kind": record.KIND,
                "key": f"{home}:{record.id}",
                "version": version,
                "state": records.state(record),
            }
            refused = [
                receiving.receive(session, app.extensions["inbox"], [wire], sender)
                for sender in ("registry", "events")
            ]
            assert not all(refused)
        session.commit()


def came(suite: Suite) -> dict[str, dict[str, int]]:
    """Visits and people, by month."""
    found = shown(suite)
    return {"came": found["came"], "people": found["people"]}


def life() -> Told:
    """Two regions' homes: the second person of the one is the third of the other, who came earlier."""
    return [
        ("centre", 1, project()),
        ("turkistan", 1, gathering(1, APRIL)),
        ("turkistan", 2, attendance(1, 1)),
        ("turkistan", 3, attendance(1, 2)),
        ("turkistan", 4, identity(1, "1:phone_name:one")),
        ("turkistan", 5, identity(2, "1:phone_name:two", "1:name_year:y")),
        ("atyrau", 1, gathering(2, MAY, region="atyrau")),
        ("atyrau", 2, attendance(2, 3)),
        ("atyrau", 3, attendance(2, 4)),
        ("atyrau", 4, identity(3, "1:phone_name:two")),
        ("atyrau", 5, identity(4, "1:phone_name:four", "1:name_year:y")),
    ]


ONCE = {"came": {"2022-04": 2, "2022-05": 2}, "people": {"2022-04": 2, "2022-05": 1}}
TWICE = {"came": {"2022-04": 2, "2022-05": 2}, "people": {"2022-04": 2, "2022-05": 2}}


def test_person_of_two_homes_counts_once_in_any_order_of_arrival(suite: Suite) -> None:
    rolls = random.Random(3)
    for _turn in range(6):
        suite.put()
        told = life()
        rolls.shuffle(told)
        hear(suite, *told, *told[:3])
        assert came(suite) == ONCE
        assert differences(suite) == []


def test_home_speaks_of_nobody_at_anothers_gathering(suite: Suite) -> None:
    hear(suite, *life(), ("atyrau", 10, attendance(1, 8)), ("atyrau", 11, gathering(1, MAY, region="atyrau")))
    alone = {"came": {"2022-04": 2, "2022-05": 3}, "people": {"2022-04": 2, "2022-05": 2}}
    assert came(suite) == alone  # its own, new gathering has the one it told of; the other's has nobody more
    assert differences(suite) == []


def test_merging_and_separating_in_one_home_moves_the_person_of_both(suite: Suite) -> None:
    hear(suite, *life(), ("turkistan", 10, merged(2, "p1")))
    assert came(suite) == {"came": {"2022-04": 1, "2022-05": 2}, "people": {"2022-04": 1, "2022-05": 1}}
    hear(suite, ("turkistan", 11, merged(2, None)))
    assert came(suite) == ONCE
    assert differences(suite) == []


def test_what_is_corrected_or_gone_joins_no_more(suite: Suite) -> None:
    hear(suite, *life(), ("atyrau", 10, identity(3, "1:phone_name:other")))
    assert came(suite) == TWICE
    hear(suite, ("atyrau", 11, identity(3, "1:phone_name:two")))
    assert came(suite) == ONCE
    hear(suite, ("turkistan", 12, identity(2)))
    assert came(suite) == TWICE
    assert differences(suite) == []


def test_who_was_erased_counts_as_he_did(suite: Suite) -> None:
    hear(suite, *life(), ("turkistan", 12, identity(2, erased=True)))
    assert came(suite) == ONCE
    assert differences(suite) == []


def test_late_word_that_somebody_was_erased_decides_nothing(suite: Suite) -> None:
    hear(suite, *life(), ("turkistan", 4, identity(2, erased=True)))
    assert came(suite) == ONCE
    hear(suite, ("turkistan", 12, identity(2, "1:phone_name:other")))
    assert came(suite) == TWICE


def test_key_that_is_changed_joins_also_whom_only_one_home_tells_anew(suite: Suite) -> None:
    hear(suite, *life(), ("atyrau", 10, identity(3, "1:phone_name:two", "2:phone_name:new")))
    assert came(suite) == ONCE
    hear(suite, ("turkistan", 10, identity(2, "2:phone_name:new")))
    assert came(suite) == ONCE


TWO = {"first": "p2", "second": "p4"}


@dataclass
class Page:
    """The page of pairs as the lead sees it."""

    suite: Suite

    def read(self) -> str:
        """What it says."""
        return self.suite.browser("project_lead").get("/reports/doubles").get_data(as_text=True)

    def decide(self, verdict: str) -> int:
        """Decide on the pair of the life."""
        lead = self.suite.browser("project_lead")
        return lead.post("/reports/doubles", {**TWO, "verdict": verdict}, "/reports/doubles").status_code


def test_pair_that_is_not_sure_is_asked_about_without_a_name(suite: Suite) -> None:
    hear(suite, *life())
    page = Page(suite)
    assert "https://home.example/registry/people/p4" in page.read()
    assert page.decide("different") == 302
    assert suite.ok("GET", "/reports/api/v1/doubles") == []
    assert came(suite) == ONCE


def test_name_a_home_tells_stands_on_the_page_and_in_no_reminder(suite: Suite) -> None:
    known = msgspec.structs.replace(identity(4, "1:name_year:y"), name="Ахметов Серік")
    hear(suite, *life(), ("atyrau", 10, known))
    assert "Ахметов Серік" in Page(suite).read()
    with suite.apps["reports"].test_request_context(), force_locale("ru"):
        told = thing(queries.open_pairs()[0]).text
    assert "atyrau" in told and "Ахметов" not in told


def reading(suite: Suite) -> list[str]:
    """What the database reads to find the pairs that are open, table by table."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        plan = session.scalars(text(f"EXPLAIN (ANALYZE, COSTS OFF) {queries.OPEN}"), {"most": 1}).all()
        return [step for step in plan if "identity_" in step or "person_copies" in step]


def test_who_may_be_one_is_found_without_reading_everybody(suite: Suite) -> None:
    crowd = [("west", 1, identity(number, f"1:name_year:{number}")) for number in range(1, 60)]
    hear(suite, *crowd, ("east", 3, identity(99, "1:name_year:7", "1:phone_given:7")))
    assert [(pair.first.id, pair.second.id) for pair in open_pairs(suite)] == [("p7", "p99")]
    assert met(suite) == [("p7", "p99", ["name_year"])]
    assert not [step for step in reading(suite) if "identity_copies" in step]


def test_people_meet_only_while_something_holds_them_together(suite: Suite) -> None:
    hear(suite, ("west", 1, identity(1, "1:name_year:a")), ("west", 2, identity(2, "1:name_year:a")))
    assert met(suite) == []
    hear(suite, ("east", 3, identity(3, "1:name_year:a", "1:phone_father:b")))
    assert met(suite) == [("p1", "p3", ["name_year"]), ("p2", "p3", ["name_year"])]
    hear(suite, ("west", 4, identity(1)))
    assert met(suite) == [("p2", "p3", ["name_year"])]
    assert differences(suite) == []
    assert met(suite) == [("p2", "p3", ["name_year"])]


def open_pairs(suite: Suite) -> list[queries.Pair]:
    """The pairs that wait for an answer."""
    with suite.apps["reports"].app_context():
        return queries.open_pairs()


def met(suite: Suite) -> list[tuple[str, str, list[str]]]:
    """Who meets whom, by what."""
    asked = "SELECT first_id, second_id, kinds FROM identity_meetings ORDER BY 1, 2"
    return list(suite.tables("reports").connection.execute(asked).fetchall())


def test_answer_is_refused_that_would_make_one_of_two_people_of_a_register(suite: Suite) -> None:
    """p3 counts as p2 already, so p4 of the same register as p3 cannot be p2 too."""
    hear(suite, *life())
    assert Page(suite).decide("same") == 422
    refused = suite.call("POST", "/reports/api/v1/doubles", json=TWO | {"verdict": "same"})
    assert (refused.status_code, refused.json["code"]) == (409, "two_in_one_home")
    assert came(suite) == ONCE


def test_decision_is_taken_back(suite: Suite) -> None:
    told = [item for item in life() if not isinstance(item[2], Identity) or item[2].id != "p3"]
    hear(suite, *told)
    page = Page(suite)
    assert page.decide("same") == 302
    assert came(suite)["people"] == {"2022-04": 2, "2022-05": 1}
    assert differences(suite) == []
    row = suite.ok("GET", "/reports/api/v1/doubles")
    assert row == []
    assert page.decide("open") == 302
    assert came(suite) == TWICE
    assert [pair["kinds"] for pair in suite.ok("GET", "/reports/api/v1/doubles")] == [["name_year"]]


def test_it_is_said_how_people_are_counted_and_who_tells_nothing(suite: Suite) -> None:
    from services.reports.identities.queries import mode_of
    from services.reports.identities.wording import mode_words

    def words() -> str:
        with suite.apps["reports"].test_request_context("/"), force_locale("en"):
            return mode_words(mode_of("life"))

    hear(suite, *life()[:6])
    assert words() == "by the register"
    hear(suite, *life()[6:9])
    assert "“atyrau” sends none" in words()
    hear(suite, *life()[9:])
    assert words() == "by pseudonyms of 2 deployments of 2"
    behind = [msgspec.structs.replace(item, pseudonyms=("9:phone_name:z",)) for item in (life()[4][2],)]
    hear(suite, ("turkistan", 20, behind[0]))
    assert "“atyrau” sends none" in words()


def test_sealed_report_says_how_people_of_two_homes_were_counted_and_prints_it(
    suite: Suite, snapshot: dict[str, Any]
) -> None:
    from services.reports.documents.programme_report.content import compose
    from services.reports.documents.sealed import read
    from services.reports.identities.queries import mode_of
    from services.reports.identities.wording import counted_words

    hear(suite, *life()[:6])
    with suite.apps["reports"].test_request_context("/"), force_locale("en"):
        assert counted_words(mode_of("life")) == ""
    hear(suite, *life()[6:])
    with suite.apps["reports"].test_request_context("/"), force_locale("en"):
        said = counted_words(mode_of("life"))
    assert said == "One person is known by pseudonyms of 2 deployments of 2."
    assert said in compose(read({**snapshot, "counted": said})).notes
    assert said not in compose(read(snapshot)).notes


def test_what_is_always_another_is_not_called_different(suite: Suite) -> None:
    from services.reports.doubles.wording import compared
    from services.reports.identities.queries import open_pairs

    hear(suite, *life())
    with suite.apps["reports"].test_request_context("/"), force_locale("en"):
        rows = {row.label: row.alike for row in compared(open_pairs()[0])}
    assert (rows["Deployment"], rows["Gatherings"], rows["Region"], rows["Born"]) == (None, None, True, None)
