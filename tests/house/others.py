"""One of everything of every noun, in the other region."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy import text

from tests.house.bodies import BODIES
from tests.house.opinions import MARK, OTHER, a_note, a_review, a_survey, a_table, an_edition, attached
from tests.made import theirs
from tests.shared.makers import a_centre_report, a_result
from tests.shared.villages import a_problem, of_villages
from tests.suite import PDF, Suite

OWN = "turkistan"
A_PAGE, AN_ANSWER = {"name": OWN, "slug": "unknown", "plugin": "unknown"}, {"key": "gone.scan"}


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
        "format_name": "pdf",
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
