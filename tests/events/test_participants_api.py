"""Participants through the API: a result for each row, words understood, nothing entered twice."""
from __future__ import annotations

from tests.suite import Suite


def enter(suite: Suite, project: str, rows: list[dict]) -> tuple[str, list[dict]]:
    """A gathering and the results of its rows."""
    gathering = suite.gathering(project, 0, evidence=())
    return gathering, suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": rows})


def test_good_rows_are_kept_and_bad_ones_named(suite: Suite, project: str) -> None:
    gathering, results = enter(suite, project, [{"name": "Ахметова Айгүл"}, {"name": "", "sex": "x"}, {"name": "Иванов Пётр", "age": 5}])
    assert [row["status"] for row in results] == ["added", "refused", "refused"]
    assert set(results[1]["problems"]) == {"name", "sex"} and "age" in results[2]["problems"]
    assert len(suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")) == 1


def test_words_of_a_list_are_understood(suite: Suite, project: str) -> None:
    gathering, _results = enter(suite, project, [{"name": "Ахметова Айгүл", "sex": "ж", "category": "Лидер", "phone": "8 (700) 000-00-01"}])
    row = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")[0]
    assert (row["sex"], row["category"]) == ("female", "leader")


def test_same_list_twice_adds_nobody(suite: Suite, project: str) -> None:
    rows = [{"name": "Ахметова Айгүл", "phone": "+7 700 000 00 01"}, {"name": "Ахметов Ерлан", "phone": "+7 700 000 00 02"}]
    gathering, _results = enter(suite, project, rows)
    again = suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": rows})
    assert [row["status"] for row in again] == ["updated", "updated"]


def test_absent_person_is_listed_and_not_counted(suite: Suite, project: str) -> None:
    enter(suite, project, [{"name": "Ахметова Айгүл", "attended": False}, {"name": "Иванов Пётр"}])
    suite.settle()
    assert suite.figure(project, "4.1.3")["actual"] == 1


def test_order_of_entry_is_kept(suite: Suite, project: str) -> None:
    names = [f"Участник {letter}" for letter in "ВАБДГ"]
    gathering, _results = enter(suite, project, [{"name": name, "phone": f"+7 700 000 00 1{n}"} for n, name in enumerate(names)])
    assert [row["name"] for row in suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")] == names
