"""Files of an existing home arrive on the evidence floor: every id, kind and quantity, there and back."""

from __future__ import annotations

import json
import uuid
from typing import Any

from tests.migrations import Older, older
from tests.suite import Suite

FILE = {"sha256": "ab" * 32, "name": "лист.pdf", "mime": "application/pdf", "size": 7, "quantity": 3}
GATHERING = {
    "project_id": uuid.uuid4(),
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
    "created_by": "me",
}
TOLD = "SELECT id, owner_kind, owner_id, kind, quantity, added_by FROM evidence ORDER BY created_at, id"


def ids(number: int) -> list[uuid.UUID]:
    """Ids in their order."""
    return sorted(uuid.uuid4() for _one in range(number))


def add_file(tables: Older, file: uuid.UUID, kind: str = "photo", **owner: Any) -> None:
    """A file as it was kept before."""
    tables.add("evidence", id=file, kind=kind, added_by="me", **FILE, **owner)


def test_files_of_gatherings_and_publications_keep_their_owners(suite: Suite) -> None:
    gathering, publication, first, second, twice = ids(5)
    with older(suite.env, "events", "0003") as tables:
        tables.add("gatherings", id=gathering, extra=json.dumps({}), **GATHERING)
        tables.rows(
            "INSERT INTO publications (id, project_id, kind, title, issued_on, created_by) "
            "VALUES (%s, %s, 'social_post', 'Пост', '2022-04-12', 'me')",
            publication,
            GATHERING["project_id"],
        )
        add_file(tables, first, gathering_id=gathering)
        add_file(tables, second, publication_id=publication)
        add_file(tables, twice, gathering_id=gathering)
        tables.move("upgrade", "0004")
        assert tables.rows(TOLD) == [
            (first, "gathering", gathering, "photo", 3, "me"),
            (second, "publication", publication, "photo", 3, "me"),
        ]
        tables.move("downgrade", "0003")
        found = tables.rows("SELECT id, gathering_id, publication_id FROM evidence ORDER BY id")
        assert found == [(first, gathering, None), (second, None, publication)]


def test_files_of_a_contest_keep_their_owner(suite: Suite) -> None:
    contest, file = ids(2)
    with older(suite.env, "grants", "0006") as tables:
        tables.rows(
            "INSERT INTO contests (id, project_id, activity, title, opens_on, closes_on, "
            "average_warning, average_limit, created_by) "
            "VALUES (%s, %s, '2.1', 'Конкурс', '2022-05-01', '2022-06-01', 400000, 500000, 'me')",
            contest,
            uuid.uuid4(),
        )
        add_file(tables, file, "regulation", contest_id=contest)
        tables.move("upgrade", "0007")
        assert tables.rows(TOLD) == [(file, "contest", contest, "regulation", 3, "me")]
        tables.move("downgrade", "0006")
        assert tables.rows("SELECT id, contest_id, award_id FROM evidence") == [(file, contest, None)]


def test_list_of_a_centre_becomes_rows_in_its_order(suite: Suite) -> None:
    project, centre, second, first = ids(4)
    files = [
        {"id": str(first), "kind": "opening_act", **FILE},
        {"id": str(second), "kind": "photo", **FILE, "quantity": 1},
    ]
    with older(suite.env, "registry", "0005") as tables:
        tables.rows(
            "INSERT INTO projects (id, topic, grantee) VALUES (%s, 'Т', 'Г')",
            project,
        )
        tables.rows(
            "INSERT INTO centres (id, project_id, name, region, settlement, evidence) "
            "VALUES (%s, %s, 'Береке', 'turkistan', 'Қарнақ', %s)",
            centre,
            project,
            json.dumps(files),
        )
        tables.move("upgrade", "0006")
        assert tables.rows(TOLD) == [
            (first, "centre", centre, "opening_act", 3, ""),
            (second, "centre", centre, "photo", 1, ""),
        ]
        tables.move("downgrade", "0005")
        assert tables.rows("SELECT evidence FROM centres") == [(files,)]


def test_letters_of_plans_move_there_and_back(suite: Suite) -> None:
    project, plan = uuid.uuid4(), uuid.uuid4()
    with older(suite.env, "registry", "0013") as tables:
        tables.move("stamp", "0014")  # its index asks for an extension that stands in another schema
        tables.move("upgrade", "0018")
        tables.rows("INSERT INTO projects (id, topic, grantee) VALUES (%s, 'Т', 'Г')", project)
        tables.rows(
            "INSERT INTO plans (id, project_id, no, passport, team, doubts, unread, "
            "letter_sha256, letter_name) "
            "VALUES (%s, %s, 2, '{}', '[]', '[]', '[]', 'ab', 'Письмо.PDF')",
            plan,
            project,
        )
        tables.move("upgrade", "0019")
        told = "SELECT owner_kind, owner_id, kind, sha256, name, mime, unopened FROM evidence"
        letter = ("plan", plan, "grantor_letter", "ab", "Письмо.PDF", "application/pdf", None)
        assert tables.rows(told) == [letter]
        tables.move("downgrade", "0018")
        assert tables.rows("SELECT letter_sha256, letter_name FROM plans") == [("ab", "Письмо.PDF")]
