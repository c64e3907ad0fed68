"""Two projects under way: registers offer who works in a region the projects that are carried out there."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from shared.ids import new_id
from tests.brought import send, table
from tests.suite import Suite

LISTS = ("centres", "memoranda", "letters", "village-plans", "groups", "leaders")


@pytest.fixture
def second(suite: Suite, project: str) -> str:
    """The id of a project like the first, carried out in the region of Abai alone."""
    made = str(new_id())
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        session.execute(
            copied("projects", "id = :first", {"id": ":made", "topic": "'Второй набор'"}), ids(project, made)
        )
        session.execute(
            copied(
                "plans",
                "project_id = :first AND status = 'approved'",
                {"id": "gen_random_uuid()", "project_id": ":made", "passport": REGIONS},
            ),
            ids(project, made),
        )
        session.commit()
    return made


REGIONS = """jsonb_set(passport::jsonb, '{regions}', '["abai"]')"""


def ids(first: str, made: str) -> dict[str, str]:
    """What the statements are told."""
    return {"first": first, "made": made}


def copied(name: str, where: str, other: dict[str, str]) -> Any:
    """The statement that copies rows of a table, but for these columns."""
    from services.registry.db import db

    columns = [column.name for column in db.metadata.tables[name].columns]
    values = ", ".join(other.get(column, column) for column in columns)
    return text(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {values} FROM {name} WHERE {where}")


@pytest.mark.parametrize("path", LISTS)
def test_register_is_filtered_and_filled_by_projects_of_the_region(
    suite: Suite, project: str, second: str, path: str
) -> None:
    lead = suite.browser("project_lead")
    for end in ("?q=x", *(() if path == "leaders" else ("/new",))):
        partner = suite.browser("partner_rep", "turkistan").get(f"/registry/{path}{end}")
        assert second not in partner.get_data(as_text=True)
        assert second in lead.get(f"/registry/{path}{end}").get_data(as_text=True)


@pytest.mark.parametrize("noun", ["village-plans", "groups"])
def test_table_is_brought_into_projects_of_the_region(
    suite: Suite, project: str, second: str, noun: str
) -> None:
    rows = [["Село", "Название"], ["с. Карнак", "Группа"]]
    for role, region, offered in (("project_lead", None, True), ("partner_rep", "turkistan", False)):
        who = suite.browser(role, region)
        address = send(who, f"/registry/imports/{noun}", table(rows))
        assert (second in who.get(address).get_data(as_text=True)) == offered
