"""What a page costs does not grow with its rows: every page and every list of the API is opened over a few
rows and over many, and sends as many statements and says as many words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask_babel import gettext
from sqlalchemy import event

from services.events.gatherings import listing
from shared import access
from shared.web.language import Catalogues
from tests.house.others import things_of_events, things_of_grants, things_of_registry
from tests.house.test_other_regions import address
from tests.house.test_routes import routes
from tests.rows import copy_rows
from tests.suite import Suite

A_PAGE = {"name": "turkistan", "slug": "memo"}
MANY, PAGER = 50, 8
LIST, PAGE = 4, 18  # statements a list of the API, and a page with the cards of others, may send at the most
# The home asks every noun of all four services what of it waits: 34 nouns, one or two statements each.
# Behind a figure names that homes tell by agreement are asked for too; what it shows is asked three times
# whether it moved, before the answer, the drawing and the sums: here nobody is in a rush.
OF_FOUR = {"/registry/home": 62, "/reports/indicators/4.1.3": 20}
# What is held of a person is asked of every noun that holds people, of all four services.
OF_PEOPLE = ("/erasure", "/held", "/held.pdf", "/held.xlsx", "/held.json"), 30
OTHER = "gen_random_uuid()::text"
FILE = {"sha256": f"md5({OTHER}) || md5({OTHER})"}
# What is copied, and what of a copy is its own.
COPIED: dict[str, dict[str, dict[str, str]]] = {
    "events": {
        "gatherings": {},
        "publications": {},
        "participants": {"person_id": "gen_random_uuid()"},
        "evidence": FILE,
    },
    "grants": {"contests": {}, "applications": {"number": OTHER}, "evidence": FILE},
    "registry": {"people": {}, "centres": {}, "users": {"login": OTHER}, "evidence": FILE},
    "reports": {},
}


def multiply(suite: Suite, times: int) -> None:
    """Copy every row of the tables that lists show."""
    for service, tables in COPIED.items():
        with suite.apps[service].app_context():
            engine = suite.apps[service].extensions["sqlalchemy"].engine
        with engine.begin() as connection:
            for table, own in tables.items():
                copy_rows(connection, table, {"id": "gen_random_uuid()"} | own, times)


@contextmanager
def counted(suite: Suite) -> Iterator[Counter[str]]:
    """How many statements are sent and how many words are said meanwhile."""
    found: Counter[str] = Counter()
    engines = []
    for app in suite.apps.values():
        with app.app_context():
            engines.append(app.extensions["sqlalchemy"].engine)

    def sent(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        # asked every few seconds, by any page
        found["statements"] += not any(
            table in statement for table in ("plugin_states", "region_setting_copies")
        )

    def said(domain: Catalogues, own: Any = Catalogues.get_translations) -> Any:
        found["words"] += 1
        return own(domain)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalogues, "get_translations", said)
        patch.setattr(access, "FRESH_SECONDS", 3600)  # nobody is asked anew who signed in meanwhile
        for engine in engines:
            event.listen(engine, "before_cursor_execute", sent)
        yield found
        for engine in engines:
            event.remove(engine, "before_cursor_execute", sent)


def pages(suite: Suite, things: dict[str, dict[str, str]]) -> list[str]:
    """Every address that shows or gives something."""
    found = [
        address(app, rule, things)
        for app, rule, method in routes(suite)
        if method == "GET"
        and "/internal/" not in str(rule)
        and not set(rule.arguments) - set(things[app.name])
    ]
    return sorted(set(found))


class Reader:
    """Whoever opens every page: the project's lead, an administrator where the lead may not, a tool."""

    def __init__(self, suite: Suite) -> None:
        self.suite, self.people = suite, [suite.browser("project_lead"), suite.browser("admin")]

    def open(self, path: str) -> int:
        """The status of the answer."""
        if "/api/v1/" in path:
            return self.suite.call("GET", path + "?limit=100").status_code
        for who in self.people:
            if (status := who.get(path).status_code) != 403:
                break
        return status

    def cost(self, path: str) -> Counter[str]:
        """What an address costs that was just opened."""
        self.open(path)
        return self.cost_again(path)

    def cost_again(self, path: str) -> Counter[str]:
        """What an address costs that was opened before; nothing where it gives nothing."""
        with counted(self.suite) as found:
            status = self.open(path)
        assert status < 500, path
        return found if status == 200 else Counter()


@pytest.fixture
def things(suite: Suite, project: str) -> dict[str, dict[str, str]]:
    """Ids by service and by the name they have in a route, two of everything that lists show."""
    events, grants = things_of_events(suite, project), things_of_grants(suite, project)
    suite.settle()
    registry = events | things_of_registry(suite, project) | A_PAGE | {"secret": "unknown"}
    multiply(suite, 1)
    return {
        "events": events,
        "grants": grants,
        "registry": registry,
        "reports": {"project_id": project, "code": "4.1.3"},
    }


def grows(few: Counter[str], many: Counter[str]) -> bool:
    """Whether more rows cost more than a pager, which has its words."""
    return many["statements"] > few["statements"] or many["words"] > few["words"] + PAGER


def too_dear(cost: dict[str, Counter[str]]) -> list[str]:
    """The addresses that send more statements than their kind may."""
    most = {path: OF_FOUR.get(path, LIST if "/api/v1/" in path else PAGE) for path in cost}
    most |= {path: OF_PEOPLE[1] for path in cost if path.endswith(OF_PEOPLE[0]) and "/people/" in path}
    sent = {path: found["statements"] for path, found in cost.items()}
    return [f"{path} {count}" for path, count in sent.items() if count > most[path]]


def test_no_page_costs_more_than_its_kind_may_or_when_it_has_more_rows(
    suite: Suite, things: dict[str, dict[str, str]]
) -> None:
    reader, paths = Reader(suite), pages(suite, things)
    few = {path: reader.cost(path) for path in paths}
    assert sum(bool(cost) for cost in few.values()) > 80
    multiply(suite, MANY)
    many = {path: reader.cost_again(path) for path in paths}
    # What was asked anew because a while went by is not asked again at once.
    many |= {path: reader.cost(path) for path in paths if grows(few[path], many[path])}
    growing = [path for path in paths if grows(few[path], many[path])]
    assert not too_dear(few)
    assert not [f"{path} {dict(few[path])} {dict(many[path])}" for path in growing]


def test_a_word_or_a_statement_for_every_row_is_found(
    suite: Suite, things: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def address_of(line: Any, own: Any = listing.address_of) -> str:
        listing.queries.get_gathering(line.row.id)
        return own(line) + "#" + gettext("Region")

    monkeypatch.setattr(listing, "address_of", address_of)
    reader = Reader(suite)
    few = reader.cost("/events/gatherings")
    multiply(suite, MANY)
    many = reader.cost("/events/gatherings")
    assert many["statements"] > few["statements"] + 10 and many["words"] > few["words"] + 10
    assert grows(few, many)
