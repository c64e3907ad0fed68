"""Everything that is wrong with a contest, a paper, a donor's project is said at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.suite import Suite

API = "/grants/api/v1"
REVERSED = {"title": "Конкурс", "opens_on": "2022-06-01", "closes_on": "2022-05-01"}
FUNDED = {"title": "Двор", "donor": "Фонд", "participant": "Ким", "origin": "domestic", "amount": 100}
PAPER = {
    "group_name": "ИГ",
    "leader_name": "Ким",
    "settlement": "с. Карнак",
    "title": "Двор",
    "requested": 100,
}
NOWHERE = "01a22a34-ed96-7ead-b906-c9f9b21fdf45"


@pytest.mark.parametrize(
    ("path", "said", "wrong"),
    [
        (
            "contests",
            {**REVERSED, "average_warning": 900, "average_limit": 500, "regulation_on": "2099-01-01"},
            {"closes_on", "average_warning", "regulation_on"},
        ),
        (
            "donor-projects",
            {**FUNDED, "decided_on": "2099-01-01", "region": "Нигде"},
            {"decided_on", "region"},
        ),
    ],
)
def test_all_that_is_wrong_is_said(
    suite: Suite, project: str, path: str, said: dict[str, Any], wrong: set[str]
) -> None:
    suite.settle()
    answer = suite.call("POST", f"{API}/{path}", json={"project_id": project, **said})
    assert answer.json["code"] == "invalid", answer.json
    assert set(answer.json["detail"]["fields"]) == wrong


def test_a_paper_is_told_all_that_is_wrong(suite: Suite, project: str) -> None:
    suite.settle()
    said = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    contest = suite.ok("POST", f"{API}/contests", json=said)["id"]
    paper = {**PAPER, "region": "turkistan", "direction_id": NOWHERE, "group_id": NOWHERE}
    answer = suite.call("POST", f"{API}/contests/{contest}/applications", json=paper)
    assert set(answer.json["detail"]["fields"]) == {"direction_id", "group_id"}
