"""Participants through the API: a result for each row, words understood, nothing entered twice."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from shared.clock import today
from shared.peers import NeighbourDown
from tests.events.forms import import_list, people, sheet, text_of
from tests.suite import Browser, Suite


def present(rows: list) -> list:
    """Rows that say who came: all of them, unless they say otherwise."""
    return [{"attended": True, **row} if isinstance(row, dict) else row for row in rows]


def enter(suite: Suite, project: str, rows: list[dict]) -> tuple[str, list[dict]]:
    """A gathering and the results of its rows."""
    gathering = suite.gathering(project, 0, evidence=())
    return gathering, suite.ok(
        "POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": present(rows)}
    )


def test_good_rows_are_kept_and_bad_ones_named(suite: Suite, project: str) -> None:
    gathering, results = enter(
        suite,
        project,
        [{"name": "Ахметова Айгүл"}, {"name": "", "sex": "x"}, {"name": "Иванов Пётр", "age": 5}],
    )
    assert [row["status"] for row in results] == ["added", "refused", "refused"]
    assert set(results[1]["problems"]) == {"name", "sex"} and "age" in results[2]["problems"]
    assert len(suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")) == 1


def test_words_of_a_list_are_understood(suite: Suite, project: str) -> None:
    gathering, _results = enter(
        suite,
        project,
        [{"name": "Ахметова Айгүл", "sex": "ж", "category": "Лидер", "phone": "8 (700) 000-00-01"}],
    )
    row = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")[0]
    assert (row["sex"], row["category"]) == ("female", "leader")


def test_same_list_twice_adds_nobody(suite: Suite, project: str) -> None:
    rows = [
        {"name": "Ахметова Айгүл", "phone": "+7 700 000 00 01"},
        {"name": "Ахметов Ерлан", "phone": "+7 700 000 00 02"},
    ]
    gathering, _results = enter(suite, project, rows)
    again = suite.ok(
        "POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": present(rows)}
    )
    assert [row["status"] for row in again] == ["updated", "updated"]


def test_absent_person_is_listed_and_not_counted(suite: Suite, project: str) -> None:
    enter(suite, project, [{"name": "Ахметова Айгүл", "attended": False}, {"name": "Иванов Пётр"}])
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 1


def test_order_of_entry_is_kept(suite: Suite, project: str) -> None:
    names = [f"Участник {letter}" for letter in "ВАБДГ"]
    gathering, _results = enter(
        suite, project, [{"name": name, "phone": f"+7 700 000 00 1{n}"} for n, name in enumerate(names)]
    )
    assert [
        row["name"] for row in suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    ] == names


def test_refused_row_names_its_place_field_and_reason_in_the_callers_language(
    suite: Suite, project: str
) -> None:
    rows = [
        {"name": "Ахметова Айгүл"},
        {"name": "Иванов Пётр", "birth_year": 1850, "category": "чиновник"},
        "не строка",
    ]
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/participants"
    _good, bad, odd = suite.ok(
        "POST", path, json={"participants": present(rows)}, headers={"Accept-Language": "ru"}
    )
    assert bad["row"] == 1 and set(bad["problems"]) == {"birth_year", "category"}
    assert (
        re.search(r"birth_year: .*1[89]\d\d.*20\d\d", bad["message"]) and "opinion_leader" in bad["message"]
    )
    assert (odd["row"], odd["status"], odd["message"]) == (
        2,
        "refused",
        "Это не участник: нужен объект с полем name.",
    )


@pytest.mark.parametrize(
    "row", [{"name": " "}, {"name": None}, {}, {"name": "\u200b\u200b"}, {"name": "   "}]
)
def test_row_without_a_name_is_told_what_to_do(suite: Suite, project: str, row: dict) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/participants"
    (refused,) = suite.ok(
        "POST", path, json={"participants": present([row])}, headers={"Accept-Language": "ru"}
    )
    assert (list(refused["problems"]), refused["message"]) == (["name"], "Напишите имя.")


def test_each_row_says_who_the_person_is(suite: Suite, project: str) -> None:
    known = {
        "name": "Оспанов Тимур Ерланұлы",
        "birth_year": 1970,
        "settlement": "с. Шорнақ",
        "phone": "+7 700 000 01 11",
    }
    enter(suite, project, [known])
    _gathering, results = enter(
        suite,
        project,
        [
            known,
            {"name": "Оспанов Т. Е.", "settlement": "с. Шорнақ"},
            {"name": "Ли Вера", "phone": "+7 700 000 01 12"},
        ],
    )
    assert [row["match"] for row in results] == ["same", "doubtful", "new"]
    assert "initials_fit" in results[1]["reasons"] and all(row["message"] for row in results)


def test_person_twice_in_one_list_is_one_line_and_one_attendance(suite: Suite, project: str) -> None:
    person = {"name": "Ахметова Айгүл", "phone": "+7 700 000 00 01"}
    gathering, results = enter(suite, project, [person, {**person, "name": "Ахметова  Айгүл"}])
    suite.settle()
    assert [row["status"] for row in results] == ["added", "updated"] and results[0]["person_id"] == results[
        1
    ]["person_id"]
    assert suite.figure(project, "4.1.3")["actual"] == 1
    assert len(suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Ли Вера"},
        {"name": "Ли В.", "settlement": "с. Шорнақ"},
        {"name": "Ли Вера", "birth_year": 1980},
    ],
)
def test_list_sent_again_with_one_more_adds_only_that_one(suite: Suite, project: str, row: dict) -> None:
    """Nobody has a phone here, so the registry alone would doubt them all."""
    gathering, _results = enter(suite, project, [row])
    again = suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={
            "participants": present(
                [{"name": "Ким Анна"}, {**row, "name": row["name"].upper(), "category": "leader"}]
            )
        },
    )
    suite.settle()
    assert [item["status"] for item in again] == ["added", "updated"]
    assert suite.figure(project, "4.1.3")["actual"] == 2


@pytest.mark.parametrize(
    "other", [{"birth_year": 1990}, {"settlement": "с. Қарнақ"}, {"phone": "+7 700 000 01 11"}]
)
def test_namesake_who_differs_stays_a_person_of_his_own(suite: Suite, project: str, other: dict) -> None:
    row = {"name": "Ли Вера", "birth_year": 1980, "settlement": "с. Шорнақ", "phone": "+7 700 000 01 10"}
    gathering, _results = enter(suite, project, [row])
    again = suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={"participants": present([{**row, "phone": None, **other}])},
    )
    assert again[0]["status"] == "added"


def test_two_namesakes_of_one_list_stay_two_when_it_is_sent_again(suite: Suite, project: str) -> None:
    rows = [{"name": "Ли Вера"}, {"name": "Ли Вера"}]
    gathering, first = enter(suite, project, rows)
    again = suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={"participants": present([*rows, {"name": "Ким Анна"}])},
    )
    listed = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    assert [item["status"] for item in again] == ["updated", "updated", "added"]
    assert {row["person_id"] for row in again[:2]} == {row["person_id"] for row in first} and len(listed) == 3


def test_two_trainings_of_one_person_are_two_attendances_and_one_person(suite: Suite, project: str) -> None:
    person = {"name": "Ахметова Айгүл", "phone": "+7 700 000 00 01", "category": "leader"}
    _first, one = enter(suite, project, [person])
    _second, other = enter(suite, project, [person])
    suite.settle()
    assert one[0]["person_id"] == other[0]["person_id"] and other[0]["match"] == "same"
    assert (suite.figure(project, "4.1.3")["actual"], suite.figure(project, "4.1.6")["actual"]) == (2, 1)


@pytest.mark.parametrize(
    ("year", "taken"),
    [
        (today().year - 110, True),
        (today().year - 111, False),
        (today().year, True),
        (today().year + 1, False),
        (3985, False),
        ("15.06.1985", True),
    ],
)
def test_birth_year_has_one_rule_through_all_three_doors(
    suite: Suite, lead: Browser, project: str, year: int | str, taken: bool
) -> None:
    gathering, results = enter(suite, project, [{"name": "Ахметова Айгүл", "birth_year": year}])
    typed = lead.post(
        f"/events/gatherings/{gathering}/participants/typed",
        {"rows-0-name": "Ли Вера", "rows-0-birth_year": str(year)},
    )
    import_list(suite, lead, gathering, sheet([["ФИО", "Год рождения"], ["Ким Анна", year]]))
    by_file = "Ким Анна" in [person["name"] for person in people(suite, gathering)]
    assert (results[0]["status"] == "added", typed.status_code == 302, by_file) == (taken,) * 3


def test_doubtful_person_is_marked_until_somebody_decides(suite: Suite, lead: Browser, project: str) -> None:
    enter(suite, project, [{"name": "Оспанов Тимур Ерланұлы", "birth_year": 1970, "settlement": "с. Шорнақ"}])
    gathering, _results = enter(
        suite, project, [{"name": "Оспанов Т. Е.", "settlement": "с. Шорнақ"}, {"name": "Ли Вера"}]
    )
    page = text_of(lead.get(f"/events/gatherings/{gathering}"))
    assert page.count('/registry/people/doubts"') == 1
    decide_all_different(suite)
    assert "возможно, уже известный" not in text_of(lead.get(f"/events/gatherings/{gathering}"))


def decide_all_different(suite: Suite) -> None:
    """Every open pair of the registry, called two people."""
    from services.registry.people.models import PersonPair

    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        assert session.query(PersonPair).filter_by(verdict="open").update({"verdict": "different"}) == 1
        session.commit()


def test_list_is_shown_without_marks_while_the_registry_is_silent(
    suite: Suite, lead: Browser, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering, _results = enter(suite, project, [{"name": "Ли Вера"}])

    def silent(*_asked: object, **_options: object) -> None:
        raise NeighbourDown

    monkeypatch.setattr("services.events.participants.queries.ask", silent)
    assert "Ли Вера" in text_of(lead.get(f"/events/gatherings/{gathering}"))


def test_a_row_that_does_not_say_who_came_is_refused(suite: Suite, project: str) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/participants"
    rows = {"participants": [{"name": "Ли Вера"}]}
    (refused,) = suite.ok("POST", path, json=rows, headers={"Accept-Language": "ru"})
    assert (list(refused["problems"]), suite.ok("GET", path)) == (["attended"], [])
    assert "Укажите, пришёл ли человек." in refused["message"]


def test_days_say_who_came(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    path = f"/events/api/v1/gatherings/{gathering}/participants"
    rows = [
        {"name": "Ли Вера", "days": {"2022-05-10": False, "2022-05-11": True}},
        {"name": "Ким Анна", "days": {"2022-05-10": False}},
    ]
    suite.ok("POST", path, json={"participants": rows})
    assert {row["name"]: row["attended"] for row in suite.ok("GET", path)} == {
        "Ли Вера": True,
        "Ким Анна": False,
    }


@pytest.mark.parametrize("wrong", [{"phone": "+7 912 000 00 00"}, {"category": "чиновник"}])
def test_a_wrong_phone_or_category_is_a_remark_beside_the_person(
    suite: Suite, project: str, wrong: dict
) -> None:
    _gathering, (result,) = enter(suite, project, [{"name": "Ли Вера", **wrong}])
    assert result["status"] == "added" and set(result["remarks"]) == set(wrong)


def told(suite: Suite) -> list[str]:
    """The kinds of records that wait for reports, once each; nothing waits afterwards."""
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        kinds = set(session.scalars(text("DELETE FROM outbox RETURNING kind")))
        session.commit()
    return sorted(kinds)


def test_gathering_is_told_again_only_where_it_begins_or_ceases_to_count(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 1, evidence=())
    page, team = f"/events/gatherings/{gathering}/attendance", suite.browser("coordinator")
    told(suite)
    rows = {"participants": [{"name": "Ахметова Айгүл", "attended": True}]}
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json=rows)
    assert told(suite) == ["attendance"]
    lines = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")
    shown = [line["id"] for line in lines]
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")["attended"] == len(shown) == 2
    for present in ([], shown[:1], shown):
        assert team.post(page, {"shown": shown, "present": present}).status_code == 302
        assert told(suite) == (["attendance"] if present == shown else ["attendance", "gathering"])
