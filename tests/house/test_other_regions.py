"""Nobody sees or touches another region's things: every route with the id of one,
every list and export, for every regional role.

A route this test does not know fails it: whoever adds one says in `tests/made/<nouns>.py` whose things it
opens.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule

from tests.house.bodies import BODIES
from tests.house.opinions import (
    MARK,
    OTHER,
    a_note,
    a_review,
    a_survey,
    a_table,
    an_edition,
    attached,
)
from tests.house.test_routes import routes
from tests.made import bodies, theirs
from tests.shared.makers import a_centre_report, a_result
from tests.shared.villages import a_problem, of_villages
from tests.suite import PDF, Browser, Known, Suite

OWN = "turkistan"
# Those of another region: tests/registry/test_region_pages.py, tests/shared/test_fields_everywhere.py.
A_PAGE, AN_ANSWER = {"name": OWN, "slug": "unknown", "plugin": "unknown"}, {"key": "gone.scan"}
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


def things_of_events(suite: Suite, project: str) -> dict[str, str]:
    """A gathering with people and files, a publication, a list being read."""
    one, two = (
        suite.gathering(project, 2, region=OTHER, prefix=MARK),
        suite.gathering(project, 0, region=OTHER, day="2022-05-12"),
    )
    for gathering, name in ((one, "Ахметов Серик Болатович"), (two, "Ахметов С. Б.")):
        suite.ok(
            "POST",
            f"/events/api/v1/gatherings/{gathering}/participants",
            json={
                "participants": [{"name": name, "settlement": MARK, "category": "leader", "attended": True}]
            },
        )
    issued = suite.ok(
        "POST",
        "/events/api/v1/publications",
        json={
            "project_id": project,
            "kind": "social_post",
            "title": MARK,
            "issued_on": "2022-04-12",
            "region": OTHER,
        },
    )["id"]
    people = (BytesIO(f"ФИО;Телефон\n{MARK} Серик;12\n".encode()), "list.csv")
    listed = {"file": people, "everybody": "true"}
    job = suite.ok("POST", f"/events/api/v1/gatherings/{one}/participants/file", data=listed)["job"]
    line = suite.ok("GET", f"/events/api/v1/gatherings/{one}/participants")[0]
    person = line["person_id"]
    return {
        "problem_id": a_problem(suite, project, OTHER, MARK),
        "form": "pdf",
        "gathering_id": one,
        "publication_id": issued,
        **a_review(suite, project),
        **a_survey(suite, project),
        **an_edition(suite, project),
        "job_id": job,
        "import_id": a_table(suite, "/events/imports/consultations"),
        "person_id": person,
        "other_id": person,
        "participant_id": line["id"],
        "evidence_id": attached(suite, f"/events/api/v1/gatherings/{one}", "photo"),
        "note_id": a_note(suite, f"/events/api/v1/gatherings/{one}"),
    }


def things_of_journals(suite: Suite, centre: str) -> dict[str, str]:
    """An entry of a centre's journal, and its month."""
    words = {"question": MARK, "answer": MARK, "consultant": MARK, "topic": "budget"}
    who = {"anonymous": True, "sex": "female", "age_band": "18_35"}
    entry = {"centre_id": centre, "held_on": "2022-06-14", "minutes": 10, **words, **who}
    made = suite.ok("POST", "/events/api/v1/consultations", json=entry)["id"]
    month = suite.ok("GET", f"/events/api/v1/journals?centre_id={centre}")[0]["id"]
    return {"consultation_id": made, "month_id": month, "journal_month_id": month}


def things_of_grants(suite: Suite, project: str) -> dict[str, str]:
    """An application with an award, a payment, a file and a story."""
    api = "/grants/api/v1"
    contest = suite.ok(
        "POST",
        f"{api}/contests",
        json={"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"},
    )["id"]
    suite.open_contest(contest)
    direction = suite.ok("POST", f"{api}/contests/{contest}/directions", json={"title": "Быт"})["id"]
    application = suite.ok(
        "POST",
        f"{api}/contests/{contest}/applications",
        json={
            "region": OTHER,
            "group_name": MARK,
            "leader_name": MARK,
            "settlement": MARK,
            "title": MARK,
            "requested": 400000,
            "registered_on": "2022-05-10",
        },
    )["id"]
    award = suite.award(application)
    waiver = a_waiver(suite, f"/grants/awards/{award}")
    suite.signed(award)
    paid = suite.ok("POST", f"{api}/awards/{award}/payment", json={"amount": 1000})["id"]
    told = dict.fromkeys(("title", "problem", "action", "result"), MARK)
    story = suite.ok("POST", f"{api}/stories", json={"award_id": award, **told})["id"]
    return {
        "note_id": a_note(suite, f"{api}/applications/{application}"),
        "story_id": story,
        "contest_id": contest,
        "direction_id": direction,
        "import_id": a_table(suite, f"/grants/imports/applications/of/{contest}"),
        "application_id": application,
        "award_id": award,
        "payment_id": paid,
        "waiver_id": waiver,
        "evidence_id": attached(suite, f"{api}/awards/{award}", "agreement"),
    }


def a_waiver(suite: Suite, record: str) -> str:
    """An exception that somebody asked for beside a record of the other region."""
    page = f"{record}/waivers/new"
    suite.browser("project_lead").post(page, {"rule": "agreement", "reason": MARK})
    made: str = suite.ok("GET", record.replace("/grants/", "/grants/api/v1/") + "/waivers")[0]["id"]
    return made


def things_of_registry(suite: Suite, project: str) -> dict[str, str]:
    """A centre with a file, an organisation, a memorandum, a village plan, two who may be one, a user."""
    lead = suite.browser("project_lead")
    form = {"project_id": project, "name": MARK, "region": OTHER, "settlement": MARK}
    centre = lead.made("/registry/centres/new", form)
    lead.post(f"{centre}/evidence", {"file": (BytesIO(PDF), f"{MARK}.pdf"), "kind": "photo"})
    money = {"kind": "cofinancing", "source": MARK, "amount": 1000, "agreed_on": "2022-05-12"}
    funding = suite.ok("POST", f"/registry/api/v1/centres/{centre.rsplit('/', 1)[1]}/fundings", json=money)[
        "id"
    ]
    theirs = {"kind": "ngo", "name_ru": MARK, "region": OTHER}
    organisation = suite.ok("POST", "/registry/api/v1/organisations", json=theirs)["id"]
    grantee = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    signed = {"project_id": project, "parties": [grantee, organisation], "signed_on": "2022-05-12"}
    signed |= {"region": OTHER, "subject": MARK}
    memorandum = suite.ok("POST", "/registry/api/v1/memoranda", json=signed)["id"]
    sent = {
        "project_id": project,
        "region": OTHER,
        "direction": "out",
        "dated_on": "2022-05-12",
        "body": MARK,
    }
    letter = suite.ok(
        "POST",
        "/registry/api/v1/letters",
        json={**sent, "party": organisation, "subject": MARK},
    )["id"]
    owed = {
        "project_id": project,
        "title": MARK,
        "region": OTHER,
        "due_on": "2022-11-30",
        "owner": "coordinator",
    }
    obligation = suite.ok("POST", "/registry/api/v1/obligations", json=owed)["id"]
    later = {"obligations": [obligation], "now_on": "2022-12-15", "reason": "Паводок"}
    put_off = suite.ok("POST", f"/registry/api/v1/projects/{project}/postponements", json=later)["id"]
    with suite.apps["registry"].app_context():
        row = (
            suite.apps["registry"]
            .extensions["sqlalchemy"]
            .session.execute(
                text(
                    "SELECT (SELECT id FROM evidence) AS evidence_id, "
                    "(SELECT id FROM person_pairs LIMIT 1) AS pair_id, "
                    "(SELECT id FROM plans) AS plan_id, "
                    "(SELECT id FROM activities LIMIT 1) AS line_id, "
                    "(SELECT id FROM role_grants LIMIT 1) AS grant_id FROM centres"
                )
            )
            .one()
        )
    ids = {name: str(value) for name, value in row._mapping.items()}
    people = {"leader_name": MARK, "members": [f"{MARK} Асан", f"{MARK} Үсен"], "formed_on": "2022-06-01"}
    group = {"name": MARK, "settlement": MARK, "problem": MARK, "project_id": project, "region": OTHER}
    group_id = suite.ok("POST", "/registry/api/v1/groups", json=group | people)["id"]
    line = {"name": f"{MARK} Лидер", "settlement": MARK, "category": "leader", "attended": True}
    met = suite.gathering(project, 0, region=OTHER, day="2022-05-14")
    path = f"/events/api/v1/gatherings/{met}/participants"
    suite.ok("POST", path, json={"participants": [line]})
    joined = {
        "learned_at": MARK,
        "trained_on": "2022-05-14",
        "joined_on": "2022-05-14",
        "project_id": project,
    }
    who = {"person_id": suite.ok("GET", path)[0]["person_id"]}
    leader = suite.ok("POST", "/registry/api/v1/leaders", json=joined | who)["id"]
    return {
        **ids,
        "leader_id": leader,
        "pool_member_id": leader,
        "group_id": group_id,
        "initiative_group_id": group_id,
        "centre_id": centre.rsplit("/", 1)[1],
        "note_id": a_note(suite, f"/registry/api/v1/memoranda/{memorandum}"),
        "organisation_id": organisation,
        "memorandum_id": memorandum,
        "letter_id": letter,
        "format_name": "pdf",
        "import_id": a_table(suite, "/registry/imports/organisations"),
        "funding_id": funding,
        "obligation_id": obligation,
        "postponement_id": put_off,
        **of_villages(suite, project, OTHER, MARK),
        "user_id": lead.user_id,
    }


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


def things_of_all(suite: Suite, project: str) -> dict[str, dict[str, str]]:
    """What every noun of every service has, in the other region."""
    events = things_of_events(suite, project) | theirs("events", suite, project) | AN_ANSWER
    grants = things_of_grants(suite, project) | theirs("grants", suite, project) | AN_ANSWER
    registry = events | things_of_registry(suite, project) | A_PAGE | {"project_id": project}
    registry |= theirs("registry", suite, project)
    suite.settle()
    events |= things_of_journals(suite, registry["centre_id"])
    asked = {"formats": ["xlsx", "public_pdf"], "region": OTHER}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    place = suite.ok("POST", f"/reports/api/v1/reports/{report}/releases", json=BODIES["releases"])["id"]
    reasons = f"/reports/api/v1/projects/{project}/indicators/4.1.3/reasons"
    reason = suite.ok("POST", reasons, json=BODIES["reasons"])["id"]
    monthly = a_centre_report(suite, project).rsplit("/", 1)[1]
    typed = {"indicator": "4.1.1", "region": OTHER, "day": "2022-05-12", "amount": 1, "reason": MARK}
    typed_in = suite.ok("POST", f"/reports/api/v1/projects/{project}/adjustments", json=typed)["id"]
    return {
        "events": events,
        "grants": grants,
        "registry": registry,
        "reports": {
            "project_id": project,
            "report_id": report,
            "reason_id": reason,
            "job_id": job,
            "code": "4.1.3",
            "format_name": "xlsx",
            "centre_report_id": monthly,
            "release_id": place,
            "evidence_id": attached(suite, f"/reports/api/v1/centre-reports/{monthly}", "report"),
            "adjustment_id": typed_in,
            "note_id": a_note(suite, f"/reports/api/v1/adjustments/{typed_in}"),
            "result_id": a_result(suite, project).rsplit("/", 1)[1],
            "centre_id": registry["centre_id"],
            **theirs("reports", suite, project),
        },
    }


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
    named = about if len(last) == len(str(UUID(int=0))) else last
    known = BODIES | bodies()
    return known.get(f"{of}/{named}") or known.get(named, {})


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
