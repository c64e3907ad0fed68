"""A table of another register, brought into each import there is: it is said in words, its own register is
named, and nothing is added."""

from __future__ import annotations

from typing import Any

import pytest

from services.events.service import SERVICE as EVENTS
from services.grants.service import SERVICE as GRANTS
from services.registry.service import SERVICE as REGISTRY
from tests.brought import ask, enter, look, send, table
from tests.events.test_consultations_brought_in import HEAD as JOURNAL
from tests.events.test_consultations_brought_in import NAMED, UNNAMED
from tests.events.test_editions import edition
from tests.events.test_publications_brought_in import HEAD as MEDIA
from tests.events.test_publications_brought_in import ROWS as RELEASES
from tests.events.test_surveys import asked, september, survey
from tests.grants.test_applications_brought_in import contest
from tests.registry.test_centres_brought_in import HEAD as CENTRES
from tests.registry.test_centres_brought_in import ROWS as OPENED
from tests.registry.test_organisations_brought_in import HEAD as FIRMS
from tests.registry.test_organisations_brought_in import ROWS as NAMES
from tests.suite import Suite

__all__ = ["asked", "contest", "edition", "september", "survey"]
CONSULTATIONS = [JOURNAL, NAMED, UNNAMED]
PUBLICATIONS = [MEDIA, *RELEASES]
ORGANISATIONS = [FIRMS, *NAMES]
OTHERS: dict[tuple[str, str], tuple[list[list[Any]], str]] = {
    ("events", "consultations"): (PUBLICATIONS, "«Публикации»"),
    ("events", "gatherings"): (CONSULTATIONS, "«Консультации»"),
    ("events", "publications"): (CONSULTATIONS, "«Консультации»"),
    ("events", "handouts"): (CONSULTATIONS, "«Консультации»"),
    ("events", "answers"): (CONSULTATIONS, "«Консультации»"),
    ("grants", "applications"): (CONSULTATIONS, ""),
    ("registry", "organisations"): ([CENTRES, *OPENED], "«Community-центры»"),
    ("registry", "centres"): (ORGANISATIONS, "«Организации»"),
    ("registry", "groups"): (ORGANISATIONS, "«Организации»"),
    ("registry", "leaders"): (ORGANISATIONS, "«Организации»"),
    ("registry", "village-plans"): (ORGANISATIONS, "«Организации»"),
}
SERVED = {"events": EVENTS, "grants": GRANTS, "registry": REGISTRY}
OWNERS = {"handouts": "edition", "answers": "survey", "applications": "contest"}


def test_every_import_is_among_them() -> None:
    assert {(name, one.noun) for name, service in SERVED.items() for one in service.brought} == set(OTHERS)


@pytest.mark.parametrize(("service", "noun"), OTHERS)
def test_table_of_another_register_is_said_to_be_one_and_adds_nothing(
    suite: Suite, project: str, request: pytest.FixtureRequest, service: str, noun: str
) -> None:
    brings = next(one for one in SERVED[service].brought if one.noun == noun)
    rows, title = OTHERS[service, noun]
    of = f"/of/{request.getfixturevalue(OWNERS[noun])}" if noun in OWNERS else ""
    lead, count = suite.browser("project_lead"), f"SELECT count(*) FROM {brings.table.__tablename__}"
    before = ask(suite, service, count)
    address = send(lead, f"/{service}/imports/{noun}{of}", table(rows))
    page = look(lead, address)
    said = f"Похоже, это другая таблица: {title}" if title else "Не похоже на таблицу для раздела"
    assert said in page, page
    done = enter(suite, lead, address)  # however he insists
    assert (done["entered"], ask(suite, service, count)) == (0, before), done
    assert done["refused"] + done["asked"] == len(rows) - 1, done
