"""Contests and village plans take a problem over with its Kazakh words."""

from __future__ import annotations

from tests.events.test_problems import API, named, planned, text
from tests.suite import Suite

RUSSIAN, KAZAKH = "Нет света на улице Абая", "Абай көшесінде жарық жоқ"
CONTEST = {"title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}


def test_neighbours_take_the_problem_over_with_its_kazakh_words(suite: Suite, project: str) -> None:
    kazakh = suite.browser("project_lead")
    kazakh.cookies["asar_locale"] = "kk"
    session = planned(suite, project)
    people = [{"name": f"Участник {n}", "category": "resident", "attended": True} for n in range(4)]
    suite.ok("POST", f"{API}/gatherings/{session}/participants", json={"participants": people})
    problem = named(suite, session, title=RUSSIAN, title_kk=KAZAKH)
    suite.settle()
    contests = "/grants/api/v1/contests"
    contest = suite.ok("POST", contests, json={"project_id": project, **CONTEST})["id"]
    assert KAZAKH in text(kazakh.get(f"/grants/contests/{contest}/directions"))
    said = {"title": "Свет на улицах", "title_kk": "Көшедегі жарық", "problems": [problem]}
    suite.ok("POST", f"{contests}/{contest}/directions", json=said)
    shown = text(kazakh.get(f"/grants/contests/{contest}"))
    assert "Көшедегі жарық" in shown and KAZAKH in shown and "Свет на улицах" not in shown
    village = {"project_id": project, "region": "turkistan", "settlement": "с. Карнак"}
    plan = suite.ok("POST", "/registry/api/v1/village-plans", json={**village, "goal": "Жарық"})["id"]
    assert KAZAKH in text(kazakh.get(f"/registry/village-plans/{plan}/sessions"))
    kazakh.post(f"/registry/village-plans/{plan}/sessions", {"problems": [problem]})
    assert KAZAKH in text(kazakh.get(f"/registry/village-plans/{plan}"))
