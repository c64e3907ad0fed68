"""A Kazakh name that is written later reaches what other services were told under the Russian one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from services.reports.copies.models import RecordCopy
from services.reports.db import db
from tests.events.test_journals import write
from tests.registry.test_groups_in_kazakh import formed
from tests.suite import Suite

KAZAKH = "Жас тұрғындар"
CENTRES = "/registry/api/v1/centres"


def told(suite: Suite, kind: str) -> list[dict[str, Any]]:
    """What reports know of the records of a kind."""
    suite.settle()
    with suite.apps["reports"].app_context():
        kept = select(RecordCopy.state).where(RecordCopy.kind == kind)
        return list(db.session.scalars(kept))


def renamed(suite: Suite, page: str, **said: str) -> None:
    """Correct a thing of the registry on its page, as its form is sent."""
    answer = suite.browser("project_lead").post(f"/registry/{page}/edit", said)
    assert answer.status_code == 302, answer.get_data(as_text=True)


def test_journal_of_a_centre_is_told_anew_by_its_kazakh_name(suite: Suite, project: str) -> None:
    said = {"project_id": project, "name": "Центр села", "region": "turkistan", "settlement": "Қарнақ"}
    centre = suite.ok("POST", CENTRES, json=said)["id"]
    suite.ok("POST", f"{CENTRES}/{centre}/opening", json={"opened_on": "2022-05-20"})
    suite.settle()
    write(suite, centre)
    assert [row["name_kk"] for row in told(suite, "consultation_journal")] == [""]
    renamed(
        suite,
        f"centres/{centre}",
        name="Центр села",
        settlement="Қарнақ",
        opened_on="2022-05-20",
        name_kk=KAZAKH,
    )
    assert [row["name_kk"] for row in told(suite, "consultation_journal")] == [KAZAKH]


def awarded(suite: Suite, project: str, group: str) -> None:
    """An award of an application that names this group of the register."""
    api, days = "/grants/api/v1", {"opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    contest = suite.ok("POST", f"{api}/contests", json={"project_id": project, "title": "Конкурс", **days})[
        "id"
    ]
    suite.open_contest(contest)
    said = {"region": "turkistan", "group_name": "Жастар", "leader_name": "Ким А.", "settlement": "Қарнақ"}
    said |= {"title": "Сквер", "requested": 300000, "registered_on": "2022-05-10"}
    application = suite.ok("POST", f"{api}/contests/{contest}/applications", json=said)["id"]
    suite.ok("POST", f"{api}/applications/{application}/group", json={"group_id": group})
    suite.award(application)


def test_application_and_award_of_a_group_are_told_anew(suite: Suite, project: str) -> None:
    group = formed(suite, project)
    suite.settle()
    awarded(suite, project, group)
    assert [row["group_kk"] for kind in ("application", "award") for row in told(suite, kind)] == ["", ""]
    said = {"name": "Жастар", "region": "turkistan", "settlement": "Қарнақ", "formed_on": "2022-06-01"}
    said |= {"problem": "Вода", "leader_name": "Ким А.", "members": "Ли О.\nПак В.", "again": "1"}
    renamed(suite, f"groups/{group}", name_kk=KAZAKH, **said)
    assert [row["group_kk"] for kind in ("application", "award") for row in told(suite, kind)] == [KAZAKH] * 2
