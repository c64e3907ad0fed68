"""Nobody sees or touches another region's things: every route with the id of one,
every list and export, for every regional role.

A route this test does not know fails it: whoever adds one says in `tests/made/<nouns>.py` whose things it
opens.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.house.bodies import BODIES
from tests.house.opinions import MARK, OTHER
from tests.house.others import OWN, things_of_all
from tests.house.test_routes import routes
from tests.made import bodies
from tests.registry.test_narrow_roles import bare, give
from tests.suite import PDF, Browser, Known, Suite

# Those of another region: tests/registry/test_region_pages.py, tests/shared/test_fields_everywhere.py.
ROLES = (
    "partner_rep",
    "center_operator",
    "coordinator",
    "accountant",
    "project_lead",
    "admin",
    "grantor_viewer",
)
WHOLE = {
    "plan_id",
    "project_id",
    "contest_id",
    "code",
    "questionnaire_id",
    "centre_report_id",
    "edition_id",
}  # what a project has once; its pages narrow themselves


@pytest.fixture(scope="module")
def made() -> list[tuple[Known, dict[str, dict[str, str]]]]:
    """Every row of what was made once, and its ids."""
    return []


@pytest.fixture
def things(
    suite: Suite, made: list[tuple[Known, dict[str, dict[str, str]]]], request: pytest.FixtureRequest
) -> dict[str, dict[str, str]]:
    """Ids by service and by the name they have in a route: made for the first test, put back for others."""
    if made:
        suite.put(made[0][0])
    else:
        project = request.getfixturevalue("project")
        ids = things_of_all(suite, project)
        made.append((suite.keep(project), ids))
    return made[0][1]


def said(answer: Any) -> str:
    """The text of a page, of JSON or of a workbook."""
    data = answer.get_data()
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(data)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def address(app: Flask, rule: Rule, things: dict[str, dict[str, str]]) -> str:
    """The route with the other region's ids; a name nobody told fails."""
    path, kinds = str(rule), {"UUIDConverter": "uuid:"}
    for name, converter in rule._converters.items():
        kind = kinds.get(type(converter).__name__, "")
        assert name in things[app.name], f"{rule}: say in tests/made/<nouns>.py whose <{name}> it opens"
        path = path.replace(f"<{kind}{name}>", things[app.name][name])
    return path


def body_of(path: str) -> dict[str, Any]:
    """What is sent to an address."""
    *_before, of, about, last = path.removesuffix("/new").split("/")
    is_one = len(last) == len(str(UUID(int=0)))
    named = about if is_one else last
    known = BODIES | bodies()
    return (is_one and known.get(f"{about}/")) or known.get(f"{of}/{named}") or known.get(named, {})


def opens(suite: Suite, app: Flask, rule: Rule, things: dict[str, dict[str, str]]) -> bool:
    """Whether a token of one region gets anything of another's through a call
    of the API, reading or writing."""
    path, method = address(app, rule, things), next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    more: dict[str, Any] = {"json": body_of(path)}
    if path.endswith(("/evidence", "/participants/file")):
        more = {
            "data": {"file": (BytesIO(PDF), "x.pdf")}
            | ({"kind": "photo"} if path.endswith("evidence") else {})
        }
    path += "?format=xlsx" if path.endswith("/file") and method == "GET" else ""
    answer = suite.call(
        method, path, token=suite.token(region=OWN), **(more if method in ("POST", "PUT") else {})
    )
    return answer.status_code not in (403, 404) and not (
        set(rule.arguments) <= WHOLE and MARK not in said(answer)
    )


def shows(who: Browser, app: Flask, rule: Rule, method: str, things: dict[str, dict[str, str]]) -> bool:
    """Whether somebody of one region gets anything of another's from a page, or does something to it."""
    path = address(app, rule, things)
    body = {name: str(value) for name, value in body_of(path).items()}
    answer = who.get(path) if method == "GET" else who.post(path, body)
    # A table that is sent belongs to the whole contest or edition; each of its rows asks for its own region.
    narrowed = (method == "GET" or "/imports/" in str(rule)) and (
        set(rule.arguments) <= WHOLE or str(rule) == "/events/people/<uuid:person_id>"
    )
    return answer.status_code not in (403, 404) and not (narrowed and MARK not in said(answer))


def test_another_region_is_not_found_through_any_call(
    suite: Suite, things: dict[str, dict[str, str]]
) -> None:
    calls = [
        (app, rule) for app, rule, _method in routes(suite) if rule.arguments and "/api/v1/" in str(rule)
    ]
    assert len(calls) > 30 and not [str(rule) for app, rule in calls if opens(suite, app, rule, things)]


def open_to_all(app: Flask) -> tuple[str, ...]:
    """What is asked without signing in: a region's face, links that only their receivers have."""
    return f"/{app.name}/brand/", f"/{app.name}/welcome/", "/events/q/"


def test_another_region_is_not_found_on_any_page(suite: Suite, things: dict[str, dict[str, str]]) -> None:
    pages = [
        (app, rule, method)
        for app, rule, method in routes(suite)
        if rule.arguments and "/api/v1/" not in str(rule) and not str(rule).startswith(open_to_all(app))
    ]
    people = {role: suite.browser(role, OWN) for role in ROLES}
    assert len(pages) > 60 and not [
        (role, method, str(rule))
        for role, who in people.items()
        for app, rule, method in pages
        if shows(who, app, rule, method, things)
    ]


def test_another_region_stands_in_no_list_and_no_export(
    suite: Suite, things: dict[str, dict[str, str]]
) -> None:
    lists = [
        str(rule)
        for _app, rule, method in routes(suite)
        if method == "GET" and not rule.arguments and "/api/" not in str(rule)
    ]
    everything = suite.browser("project_lead")
    assert sum(MARK in said(everything.get(path)) for path in lists) >= 7
    people = {role: suite.browser(role, OWN) for role in ROLES}
    assert not [(role, path) for role, who in people.items() for path in lists if MARK in said(who.get(path))]


OF_A_CENTRE = {"centre_id", "consultation_id", "month_id", "journal_month_id", "funding_id"}
OF_A_CONTEST = {"contest_id", "application_id", "award_id", "payment_id", "story_id", "waiver_id"}


def own_centre(suite: Suite, lead: Browser, project: str) -> str:
    """A centre of the same region."""
    said = {"project_id": project, "name": "Свой", "region": OTHER, "settlement": "Атырау"}
    made = lead.made("/registry/centres/new", said).rsplit("/", 1)[1]
    suite.settle()
    return made


def own_contest(suite: Suite, lead: Browser, project: str) -> str:
    """A contest of the same project, for which nothing of the plan's sum is left."""
    said = {"project_id": project, "opens_on": "2022-05-01", "closes_on": "2022-06-01", "title": "Свой"}
    funds = [{"region": OTHER, "amount": 1}]
    made: str = suite.ok("POST", "/grants/api/v1/contests", json={**said, "funds": funds})["id"]
    return made


def reaches(who: Browser, app: Flask, rule: Rule, method: str, things: dict[str, dict[str, str]]) -> bool:
    """Whether somebody is let through to what an address names."""
    path, is_call = address(app, rule, things), "/api/v1/" in str(rule)
    if method == "GET":
        return who.get(path).status_code not in (403, 404)
    if not is_call:
        return who.post(path, dict(body_of(path))).status_code not in (403, 404)
    taken = getattr(app.view_functions[rule.endpoint], "taken", {})
    said = {"json": body_of(path)} if taken else {}
    answer = who.open(method, path, headers={"X-CSRFToken": who.proof}, **said)
    return answer.status_code not in (403, 404, 415)


@pytest.mark.parametrize(
    ("role", "narrowed", "names", "own"),
    [
        ("center_operator", "centre", OF_A_CENTRE, own_centre),
        ("commission_member", "contest", OF_A_CONTEST, own_contest),
    ],
)
def test_role_of_one_centre_or_contest_reaches_no_other(
    suite: Suite,
    things: dict[str, dict[str, str]],
    role: str,
    narrowed: str,
    names: set[str],
    own: Callable[[Suite, Browser, str], str],
) -> None:
    lead = suite.browser("project_lead")
    mine = own(suite, lead, things["registry"]["project_id"])
    who = bare(suite, lead)
    assert give(lead, who, role=role, **{narrowed: mine}).status_code == 302
    found = [(app, rule, method) for app, rule, method in routes(suite) if set(rule.arguments) & names]
    let = [(method, str(rule)) for app, rule, method in found if reaches(who, app, rule, method, things)]
    wide = suite.browser(role, OTHER if narrowed == "centre" else None)
    assert any(reaches(wide, app, rule, method, things) for app, rule, method in found)
    assert len(found) > 20 and not let
