"""Two records of one person: doubted, merged, separated;
figures follow, and two who decide at once make no circle."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from sqlalchemy import text

from tests.suite import Browser, Suite

SERIK = {
    "name": "Ахметов Серик Болатович",
    "birth_year": 1985,
    "phone": "+7 700 000 00 01",
    "category": "leader",
    "settlement": "Кентау",
    "attended": True,
}
INITIALS = {"name": "Ахметов С. Б.", "category": "leader", "settlement": "Кентау", "attended": True}


def came(
    suite: Suite, project: str, day: str, *people: dict[str, Any], region: str = "turkistan"
) -> list[str]:
    """Ids of people who came to a new, held training."""
    made = suite.ok(
        "POST",
        "/events/api/v1/gatherings",
        json={
            "project_id": project,
            "activity": "4.1",
            "type": "training",
            "title": day,
            "region": region,
            "starts_on": day,
            "mode": "offline",
        },
    )
    rows = suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{made['id']}/participants",
        json={"participants": [{"attended": True, **person} for person in people]},
    )
    suite.ok("POST", f"/events/api/v1/gatherings/{made['id']}/completion")
    return [row["person_id"] for row in rows]


def two_records(suite: Suite, project: str, region: str = "turkistan") -> list[str]:
    """One person who came to two trainings and was written in two ways."""
    return came(suite, project, "2022-04-12", SERIK, region=region) + came(
        suite, project, "2022-05-12", INITIALS, region=region
    )


def merge(browser: Browser, kept: str, other: str) -> Any:
    """Call two records one person, the first of them right."""
    return browser.post(f"/registry/people/{other}/merge/{kept}", {"kept": kept})


def count(suite: Suite, project: str) -> tuple[int, int]:
    """Attendances and unique leaders of the trainings."""
    suite.settle()
    return suite.figure(project, "4.1.3")["actual"], suite.figure(project, "4.1.6")["actual"]


def rows(suite: Suite, statement: str) -> list[Any]:
    """What stands in the registry's database."""
    with suite.apps["registry"].app_context():
        return list(suite.apps["registry"].extensions["sqlalchemy"].session.execute(text(statement)))


def pair_of(suite: Suite, verdict: str) -> str:
    """The only pair of this verdict."""
    return str(rows(suite, f"SELECT id FROM person_pairs WHERE verdict = '{verdict}'")[0].id)


def test_merged_person_is_two_attendances_and_one_person(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    before = count(suite, project)
    assert merge(suite.browser("coordinator"), first, second).status_code == 302
    assert (before, count(suite, project)) == ((2, 2), (2, 1))


def test_separated_people_count_twice_again(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    coordinator = suite.browser("coordinator")
    merge(coordinator, first, second)
    merged = count(suite, project)
    coordinator.post(f"/registry/people/pairs/{pair_of(suite, 'same')}/separation", {})
    assert (merged, count(suite, project)) == ((2, 1), (2, 2))


def test_one_person_twice_on_one_list_came_once(suite: Suite, project: str) -> None:
    first, second = came(suite, project, "2022-04-12", SERIK, INITIALS)
    merge(suite.browser("coordinator"), first, second)
    assert count(suite, project) == (1, 1)
    assert [row["attended"] for row in suite.ok("GET", "/events/api/v1/gatherings")] == [1]


def test_merge_told_before_the_attendance_arrives_counts_too(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    merge(suite.browser("coordinator"), first, second)
    with suite.apps["registry"].app_context():
        from shared.queue import outbox

        outbox.deliver(suite.apps["registry"].extensions["sqlalchemy"].session)
    assert count(suite, project) == (2, 1)


def test_match_to_a_merged_record_is_a_match_to_the_one_it_counts_as(suite: Suite, project: str) -> None:
    first, second = came(
        suite,
        project,
        "2022-04-12",
        SERIK,
        {"name": "Ли Виктор", "phone": "+7 700 000 00 09", "birth_year": 1990},
    )
    merge(suite.browser("coordinator"), first, second)
    assert came(suite, project, "2022-06-12", {"name": "Ли Виктор", "phone": "+7 700 000 00 09"}) == [first]


def test_merged_person_entered_again_stays_one_line(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    address = f"/events/api/v1/gatherings/{gathering}/participants"
    first = came(suite, project, "2022-04-12", SERIK)[0]
    second = suite.ok("POST", address, json={"participants": [INITIALS]})[0]["person_id"]
    merge(suite.browser("coordinator"), first, second)
    suite.settle()
    again = suite.ok("POST", address, json={"participants": [{**SERIK, "settlement": None}]})[0]
    assert (again["status"], len(suite.ok("GET", address))) == ("updated", 1)


def test_chain_of_merges_separates_where_it_was_joined(suite: Suite, project: str) -> None:
    a, b, c = came(
        suite,
        project,
        "2022-04-12",
        {"name": "Ким Анна"},
        {"name": "Омаров Ержан"},
        {"name": "Садыкова Дина"},
    )
    coordinator = suite.browser("coordinator")
    merge(coordinator, a, b)
    merge(coordinator, c, a)
    pair = rows(suite, f"SELECT id FROM person_pairs WHERE first_id = '{c}'")[0].id
    assert {
        str(row.merged_into)
        for row in rows(suite, "SELECT merged_into FROM people WHERE merged_into IS NOT NULL")
    } == {c}
    coordinator.post(f"/registry/people/pairs/{pair}/separation", {})
    assert [
        (str(row.id), str(row.merged_into))
        for row in rows(suite, "SELECT id, merged_into FROM people WHERE merged_into IS NOT NULL")
    ] == [(b, a)]


def test_decided_pair_is_not_offered_again(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    coordinator = suite.browser("coordinator")
    coordinator.post(f"/registry/people/pairs/{pair_of(suite, 'open')}/different", {})
    form = {"name": "Ахметов С. Б.", "region": "turkistan", "settlement": "Кентау", "birth_year": "1985"}
    assert coordinator.post(f"/registry/people/{second}/edit", form).status_code == 302
    assert not rows(suite, "SELECT id FROM person_pairs WHERE verdict = 'open'")


def test_doubts_stand_side_by_side_with_reasons(suite: Suite, project: str) -> None:
    two_records(suite, project)
    page = suite.browser("coordinator").get("/registry/people/doubts").get_data(as_text=True)
    assert (
        "Ахметов Серик Болатович" in page
        and "Ахметов С. Б." in page
        and "инициалы" in page
        and "+7 ••• ••• •• 01" in page
    )


def test_partner_merges_in_his_own_region(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    assert merge(suite.browser("partner_rep", "turkistan"), first, second).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/registry/people/{0}",
        "/registry/people/{0}/edit",
        "/registry/people/{0}/merge",
        "/registry/people/{0}/merge/{1}",
        "/registry/people/{1}/merge/{0}",
    ],
)
def test_partner_of_another_region_finds_nothing(suite: Suite, project: str, address: str) -> None:
    foreign, own = (
        came(suite, project, "2022-04-12", SERIK),
        came(suite, project, "2022-04-13", {"name": "Ли Виктор"}, region="atyrau"),
    )
    partner = suite.browser("partner_rep", "atyrau")
    assert partner.get(address.format(foreign[0], own[0])).status_code == 404


def test_partner_of_another_region_decides_nothing(suite: Suite, project: str) -> None:
    two_records(suite, project)
    partner, pair = suite.browser("partner_rep", "atyrau"), pair_of(suite, "open")
    answers = [
        partner.post(f"/registry/people/pairs/{pair}/{what}", {}).status_code
        for what in ("different", "separation")
    ]
    assert answers == [404, 404] and pair_of(suite, "open") == pair


def test_partner_does_not_merge_over_the_border_of_his_region(suite: Suite, project: str) -> None:
    foreign, own = (
        came(suite, project, "2022-04-12", SERIK)[0],
        came(suite, project, "2022-04-13", INITIALS, region="atyrau")[0],
    )
    answer = merge(suite.browser("partner_rep", "atyrau"), own, foreign)
    assert answer.status_code == 404 and not rows(
        suite, "SELECT id FROM people WHERE merged_into IS NOT NULL"
    )


def test_partner_keeps_his_own_record_of_one_merged_over_the_border(suite: Suite, project: str) -> None:
    kept, own = (
        came(suite, project, "2022-04-12", SERIK)[0],
        came(suite, project, "2022-04-13", INITIALS, region="atyrau")[0],
    )
    merge(suite.browser("project_lead"), kept, own)
    partner = suite.browser("partner_rep", "atyrau")
    pages = [partner.get(f"/registry/people{path}").get_data(as_text=True) for path in ("", f"/{own}")]
    assert all("Ахметов С. Б." in page and "Болатович" not in page for page in pages)


def at_once(suite: Suite, first: str, second: str) -> list[bool]:
    """Two people each call the other's record the right one, at the same moment; whose decision stood."""
    both, stood = threading.Barrier(2), [False, False]

    def decide(place: int, kept: str, other: str) -> None:
        from services.registry.people import queries
        from services.registry.people.operations import merging
        from shared.access import Actor, Grant
        from shared.doors.errors import Conflict

        app = suite.apps["registry"]
        with app.test_request_context():
            from flask import g

            g._login_user = Actor("x", "x", grants=(Grant("project_lead"),))
            both.wait()
            try:
                people = queries.get_two(uuid.UUID(kept), uuid.UUID(other), hold=True)
                if WAIT:
                    WAIT[0].wait()
                merging.merge_people(*people)
                app.extensions["sqlalchemy"].session.commit()
                stood[place] = True
            except Conflict:
                app.extensions["sqlalchemy"].session.rollback()

    threads = [
        threading.Thread(target=decide, args=args) for args in ((0, first, second), (1, second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stood


WAIT: list[threading.Barrier] = []


def circles(suite: Suite) -> list[Any]:
    """Records that count as somebody who counts as somebody else."""
    return rows(
        suite,
        "SELECT p.id FROM people p JOIN people q ON q.id = p.merged_into WHERE q.merged_into IS NOT NULL",
    )


def test_two_opposite_merges_at_once_make_no_circle(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    assert sorted(at_once(suite, first, second)) == [False, True] and not circles(suite)


def test_without_the_hold_opposite_merges_would_make_a_circle(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = came(suite, project, "2022-04-12", {"name": "Ким Анна"}, {"name": "Омаров Ержан"})
    monkeypatch.setattr("services.registry.people.queries.LOCK", text("SELECT 1"))
    monkeypatch.setattr("services.registry.people.operations.merging.reconsider", lambda person: None)
    monkeypatch.setattr("tests.registry.test_merging.WAIT", [threading.Barrier(2)])
    at_once(suite, first, second)
    assert circles(suite)


def test_gatherings_of_a_person_are_those_of_all_merged_records(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    coordinator = suite.browser("coordinator")
    days = [
        day in coordinator.get(f"/events/people/{first}").get_data(as_text=True)
        for day in ("2022-04-12", "2022-05-12")
    ]
    merge(coordinator, first, second)
    suite.settle()
    assert days == [True, False]
    for person in (first, second):
        said = coordinator.get(f"/events/people/{person}", headers={"HX-Request": "true"}).get_data(
            as_text=True
        )
        assert said.index("2022-05-12") < said.index("2022-04-12") and "<html" not in said
    assert f'hx-get="/events/people/{first}"' in coordinator.get(f"/registry/people/{first}").get_data(
        as_text=True
    )


def test_gatherings_of_a_person_in_another_region_are_not_shown(suite: Suite, project: str) -> None:
    first, _second = two_records(suite, project)
    said = suite.browser("partner_rep", "atyrau").get(f"/events/people/{first}").get_data(as_text=True)
    assert "Ахметов" not in said and "2022-04-12" not in said
    assert suite.browser("grantor_viewer").get(f"/events/people/{first}").status_code == 403
