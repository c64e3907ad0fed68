"""A plan comes down to a region's home: the same project, locked; a newer version waits to be accepted."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import orjson
import pytest

from shared.language.records.project import Project
from tests.suite import DATA, NOTHING, Suite

API = "/registry/api/v1"
CENTRE, REGION = "centre", "turkistan"
TRAININGS = "4.1.1"
BEGINNING = datetime(2022, 4, 1, 9, tzinfo=UTC)
Body = dict[str, Any]


def due(suite: Suite, *regions: str) -> list[tuple[str, str, Body]]:
    """What the centre hands down to a deployment of these regions."""
    from services.registry.handed.queries import due_to

    with suite.apps["registry"].app_context():
        return orjson.loads(orjson.dumps([list(row) for row in due_to(regions)]))


def come(suite: Suite, *said: tuple[str, str, Body], hours: int = 0) -> list[tuple[str, str | None]]:
    """Let records come down, as the pull does; the state of each and why."""
    from services.registry.handed.operations.taking import take_all
    from services.registry.handed.schemas import Said
    from shared.acts.doer import work
    from shared.doors.transaction import carry_out

    records = [
        Said(
            by=CENTRE,
            to=REGION,
            kind=kind,
            key=f"{CENTRE}:{name}",
            said_at=BEGINNING + timedelta(hours=hours),
            sha256=hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest(),
            body=body,
            signed="signed above",
        )
        for kind, name, body in said
    ]
    with suite.apps["registry"].app_context(), work("registry.pull"):
        rows = carry_out(take_all, records)
        return [(row.state, row.why) for row in rows]


def told(suite: Suite, project: str) -> Project:
    """A project as the registry tells the other services of it."""
    from services.registry.plans.operations import project_told
    from services.registry.plans.queries import get_project

    with suite.apps["registry"].app_context():
        found = project_told(get_project(project))
        assert found is not None
        return found


def forget(suite: Suite) -> None:
    """Another home: nothing of the centre is here."""
    suite.put()
    suite.known = NOTHING


@pytest.fixture
def above(suite: Suite, project: str) -> tuple[Project, tuple[str, str, Body]]:
    """The project at the centre as it is told there, and as it is handed down."""
    return told(suite, project), due(suite, REGION)[0]


@pytest.fixture
def home(suite: Suite, above: tuple[Project, tuple[str, str, Body]]) -> tuple[str, str, Body]:
    """A region's home the plan has just come to."""
    forget(suite)
    assert come(suite, above[1]) == [("taken", None)]
    suite.settle()
    return above[1]


def changed(handed: tuple[str, str, Body], version: int, change: Callable[[Body], None]) -> Any:
    """A later version of what was handed down."""
    kind, name, body = copy.deepcopy(handed)
    plan = body["project"]["plan"]
    plan["id"], plan["version"] = f"018f0000-0000-7000-8000-00000000{version:04}", version
    body["reason"] = "Письмо грантодателя № 17"
    change(plan)
    return kind, name, body


def line(plan: Body, code: str) -> Body:
    """An indicator of a plan by its code."""
    found = [item for part in plan["sections"] for row in part["activities"] for item in row["indicators"]]
    return next(item for item in found if item["code"] == code)


def forty(plan: Body) -> None:
    """More trainings are promised."""
    line(plan, TRAININGS)["target"] = "28"


def without_trainings(plan: Body) -> None:
    """The line of trainings leaves the plan."""
    for part in plan["sections"]:
        part["activities"] = [row for row in part["activities"] if row["code"] != "4.1"]


def target(suite: Suite, project: str) -> Any:
    """How many trainings the plan in force promises."""
    rows = [item for row in told(suite, project).activities for item in row.indicators]
    return next(int(item.target) for item in rows if item.code == TRAININGS and item.target)


def refusal(suite: Suite, path: str, **options: Any) -> tuple[int, str]:
    """How a call is refused."""
    answer = suite.call("POST", f"{API}{path}", **options)
    return answer.status_code, answer.get_json()["code"]


def test_region_tells_its_services_the_very_same_project(
    suite: Suite, above: tuple[Project, tuple[str, str, Body]]
) -> None:
    at_centre, handed = above
    forget(suite)
    come(suite, handed)
    suite.settle()  # its plugins are asked for the rules of its regions right afterwards
    assert told(suite, at_centre.id) == at_centre


def test_everything_works_in_the_home_as_at_the_centre(suite: Suite, home: tuple[str, str, Body]) -> None:
    assert suite.gathering(home[1])
    suite.settle()
    page = suite.browser("coordinator").get(f"/reports/?project={home[1]}")
    assert page.status_code == 200


def test_project_of_no_region_of_theirs_is_not_handed_down(suite: Suite, project: str) -> None:
    assert due(suite, "pavlodar") == []


def test_signatories_stay_at_home(above: tuple[Project, tuple[str, str, Body]]) -> None:
    assert "signatories" not in above[1][2]["passport"]


def test_same_record_again_changes_nothing(suite: Suite, home: tuple[str, str, Body]) -> None:
    assert come(suite, home) == [("taken", None)]
    assert len(suite.ok("GET", f"{API}/handed")) == 1


def test_nobody_changes_the_plan_in_the_home(suite: Suite, home: tuple[str, str, Body]) -> None:
    plan = home[2]["project"]["plan"]["id"]
    amend = {"reason_text": "Больше тренингов", "reason_code": "other"}
    assert refusal(suite, f"/plans/{plan}/amendments", json=amend) == (409, "handed_down")
    lead = suite.browser("project_lead")
    page = lead.get(f"/registry/plans/{plan}").get_data(as_text=True)
    assert "Передан" in page and "Изменить план" not in page and f"/plans/{plan}/closing" not in page


def test_same_word_file_is_not_brought_in_a_second_time(suite: Suite, home: tuple[str, str, Body]) -> None:
    file = BytesIO((DATA / "detailed-description.docx").read_bytes())
    sent = {"file": (file, "plan.docx"), "new_project": "1"}
    assert refusal(suite, "/plans", data=sent) == (409, "another_deployments_plan")


def test_newer_version_waits_for_a_person_and_shows_what_it_changes(
    suite: Suite, home: tuple[str, str, Body]
) -> None:
    before, later = target(suite, home[1]), changed(home, 2, forty)
    assert come(suite, later, hours=1) == [("waiting", None)]
    assert target(suite, home[1]) == before == 14
    lead = suite.browser("coordinator")
    assert "версия 2" in lead.get("/registry/home").get_data(as_text=True)
    plan = later[2]["project"]["plan"]["id"]
    page = lead.get(f"/registry/plans/{plan}/acceptance").get_data(as_text=True)
    assert "Письмо грантодателя № 17" in page and "14" in page and "28" in page
    assert suite.ok("POST", f"{API}/plans/{plan}/acceptance")["status"] == "approved"
    assert target(suite, home[1]) == 28
    assert "версия 2" not in lead.get("/registry/home").get_data(as_text=True)


def test_skipped_version_is_said_and_the_last_one_applies_whole(
    suite: Suite, home: tuple[str, str, Body]
) -> None:
    come(suite, changed(home, 2, without_trainings), hours=1)
    last = changed(home, 3, forty)
    come(suite, last, hours=2)
    plan, passed = last[2]["project"]["plan"]["id"], "018f0000-0000-7000-8000-000000000002"
    page = suite.browser("coordinator").get(f"/registry/plans/{plan}/acceptance").get_data(as_text=True)
    assert "1 промежуточная версия" in page
    assert refusal(suite, f"/plans/{passed}/acceptance") == (409, "nothing_to_accept")
    suite.ok("POST", f"{API}/plans/{plan}/acceptance")
    assert target(suite, home[1]) == 28


def test_older_version_that_comes_late_is_only_kept(suite: Suite, home: tuple[str, str, Body]) -> None:
    later = changed(home, 3, forty)
    come(suite, later, hours=3)
    assert come(suite, changed(home, 2, without_trainings), hours=1) == [("replaced", None)]
    suite.ok("POST", f"{API}/plans/{later[2]['project']['plan']['id']}/acceptance")
    assert target(suite, home[1]) == 28


def test_records_of_a_removed_line_stay_and_are_named(suite: Suite, home: tuple[str, str, Body]) -> None:
    held = suite.gathering(home[1])
    suite.settle()
    later = changed(home, 2, without_trainings)
    come(suite, later, hours=1)
    plan = later[2]["project"]["plan"]["id"]
    page = suite.browser("coordinator").get(f"/registry/plans/{plan}/acceptance").get_data(as_text=True)
    assert "1 встреча" in page
    suite.ok("POST", f"{API}/plans/{plan}/acceptance")
    suite.settle()
    assert suite.call("GET", f"/events/api/v1/gatherings/{held}").status_code == 200


def test_record_of_a_newer_shape_is_kept_and_said_in_words(suite: Suite, home: tuple[str, str, Body]) -> None:
    later = changed(home, 2, forty)
    later[2]["project"]["schema"] = 99
    assert come(suite, later, hours=1)[0][0] == "unreadable"
    page = suite.browser("coordinator").get("/registry/handed").get_data(as_text=True)
    assert "Обновите" in page and target(suite, home[1]) == 14
    later[2]["project"]["schema"] = 2
    assert come(suite, later, hours=2) == [("waiting", None)]
    states = {row["state"] for row in suite.ok("GET", f"{API}/handed")}
    assert states == {"taken", "replaced", "waiting"}


def test_project_begun_here_is_nobody_elses(suite: Suite, project: str) -> None:
    assert come(suite, due(suite, REGION)[0]) == [("refused", "begun_here")]


def obligations(suite: Suite, project: str) -> list[Body]:
    """What is known to be due."""
    found: list[Body] = suite.ok("GET", f"{API}/obligations?project_id={project}&limit=200")
    return found


@pytest.fixture
def asked(suite: Suite, project: str) -> list[tuple[str, str, Body]]:
    """A plan with its confirmed trainings, as handed down to one region."""
    plan = suite.ok("GET", f"{API}/projects/{project}/obligations/proposed")
    line = next(row for row in plan if row["code"] == TRAININGS)
    body = {"taken": [{"indicator_id": line["indicator_id"]}]}
    suite.ok("POST", f"{API}/projects/{project}/obligations/proposed", json=body)
    handed = due(suite, REGION)
    forget(suite)
    return handed


def test_obligations_of_the_region_come_down_under_the_same_ids(
    suite: Suite, asked: list[tuple[str, str, Body]]
) -> None:
    plan, first, second = asked
    assert come(suite, second, plan, first) == [("taken", None)] * 3
    found = obligations(suite, plan[1])
    assert {row["id"] for row in found} == {first[1], second[1]}
    assert {row["region"] for row in found} == {REGION}
    waiver = {"reason": "Не нужен"}
    assert refusal(suite, f"/obligations/{first[1]}/waiver", json=waiver) == (409, "handed_down")
    taken = {"taken": [{"indicator_id": first[2]["indicator_id"]}]}
    assert refusal(suite, f"/projects/{plan[1]}/obligations/proposed", json=taken) == (409, "handed_down")
    page = suite.browser("project_lead").get(f"/registry/projects/{plan[1]}/obligations")
    assert "Требует установка «centre»" in page.get_data(as_text=True) and page.status_code == 200
    signed = suite.browser("project_lead").get("/registry/handed").get_data(as_text=True)
    for handed in (first, second):  # not by their ids alone
        assert f'<a href="/registry/obligations/{handed[1]}">' in signed
    assert "Тренинг" in signed


def test_obligation_put_off_above_is_put_off_below(suite: Suite, asked: list[tuple[str, str, Body]]) -> None:
    come(suite, *asked)
    kind, name, body = asked[1]
    assert come(suite, (kind, name, body | {"due_on": "2022-06-30"}), hours=1) == [("taken", None)]
    assert {row["due_on"] for row in obligations(suite, asked[0][1])} == {"2022-05-31", "2022-06-30"}


def test_obligation_of_a_version_nobody_accepted_waits_for_it(
    suite: Suite, asked: list[tuple[str, str, Body]]
) -> None:
    plan, first, second = asked
    early = changed(plan, 1, without_trainings)
    early[2]["project"]["plan"]["id"] = "018f0000-0000-7000-8000-000000000009"
    assert come(suite, early, first, second) == [("taken", None), ("waiting", None), ("waiting", None)]
    later = changed(plan, 2, forty)
    come(suite, later, hours=1)
    suite.ok("POST", f"{API}/plans/{later[2]['project']['plan']['id']}/acceptance")
    assert len(obligations(suite, plan[1])) == 2


def test_obligation_that_came_before_its_plan_is_taken_up_with_it(
    suite: Suite, asked: list[tuple[str, str, Body]]
) -> None:
    from services.registry.handed.operations.taking import take_up
    from shared.doors.transaction import carry_out

    plan, first, _second = asked
    assert come(suite, first) == [("refused", "plan_not_here")]
    come(suite, plan, hours=1)
    with suite.apps["registry"].app_context():
        carry_out(take_up, CENTRE)
    assert [row["id"] for row in obligations(suite, plan[1])] == [first[1]]
