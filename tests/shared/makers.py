"""A record of every noun that files prove, made through the API: what the tests of proofs are run over."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import count, cycle

from shared.clock import today
from tests.registry.test_revised_annex import BASE
from tests.shared.opinions import a_review, a_survey
from tests.shared.villages import a_village_plan
from tests.suite import Suite

numbers, months = count(1), cycle(range(4, 12))
REGION = "turkistan"


def a_gathering(suite: Suite, project: str) -> str:
    """A gathering nobody proved yet."""
    return f"/events/gatherings/{suite.gathering(project, 0, evidence=())}"


def a_publication(suite: Suite, project: str) -> str:
    """A post of a region."""
    post = {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-12"}
    made = suite.ok("POST", "/events/api/v1/publications", json={**post, "region": REGION})
    return f"/events/publications/{made['id']}"


def a_centre(suite: Suite, project: str) -> str:
    """A planned centre."""
    form = {"project_id": project, "name": "Береке", "region": REGION, "settlement": "Қарнақ"}
    return suite.browser("project_lead").made("/registry/centres/new", form)


def a_funding(suite: Suite, project: str) -> str:
    """Money for a centre nobody proved yet."""
    centre = a_centre(suite, project).rsplit("/", 1)[1]
    money = {"kind": "cofinancing", "source": "Акимат", "amount": 1000, "agreed_on": "2022-05-12"}
    made = suite.ok("POST", f"/registry/api/v1/centres/{centre}/fundings", json=money)
    return f"/registry/fundings/{made['id']}"


def a_plan(suite: Suite, project: str) -> str:
    """A version in preparation that changes the approved plan of a project of its own."""
    path, sent = "/registry/api/v1/plans", {"file": (BytesIO(BASE), "plan.docx"), "new_project": "1"}
    first = suite.ok("POST", path, data=sent)["id"]
    suite.ok("POST", f"{path}/{first}/approval")
    changed = suite.ok("POST", f"{path}/{first}/amendments", json={"reason_text": "Письмо № 3"})
    return f"/registry/plans/{changed['id']}"


def a_contest(suite: Suite, project: str) -> str:
    """A draft of a contest, with room in the plan for two more."""
    days = {"opens_on": "2022-05-01", "closes_on": "2022-06-01", "fund": 320000}
    made = suite.ok(
        "POST", "/grants/api/v1/contests", json={"project_id": project, "title": "Конкурс", **days}
    )["id"]
    return f"/grants/contests/{made}"


def an_application(suite: Suite, project: str) -> str:
    """An application to a contest of its own."""
    contest = a_contest(suite, project).rsplit("/", 1)[1]
    suite.open_contest(contest)
    words = dict.fromkeys(("group_name", "leader_name", "settlement", "title"), "Жастар")
    body = {**words, "region": REGION, "requested": 400000, "registered_on": "2022-05-10"}
    made = suite.ok("POST", f"/grants/api/v1/contests/{contest}/applications", json=body)
    return f"/grants/applications/{made['id']}"


def an_award(suite: Suite, project: str) -> str:
    """An award of an application of its own."""
    application = an_application(suite, project).rsplit("/", 1)[1]
    return f"/grants/awards/{suite.award(application)}"


def a_story(suite: Suite, project: str) -> str:
    """A story of a sub-project of its own."""
    told = dict.fromkeys(("title", "problem", "action", "result"), "Колонки")
    body = {"award_id": an_award(suite, project).rsplit("/", 1)[1], **told}
    return f"/grants/stories/{suite.ok('POST', '/grants/api/v1/stories', json=body)['id']}"


def a_journal_month(suite: Suite, project: str) -> str:
    """A closed month of a centre's journal."""
    at = a_centre(suite, project).rsplit("/", 1)[1]
    suite.settle()
    words = {"question": "Вопрос", "answer": "Ответ", "consultant": "Раушан", "topic": "budget"}
    who = {"anonymous": True, "sex": "female", "age_band": "18_35"}
    entry = {"centre_id": at, "held_on": "2022-06-14", "minutes": 10, **words, **who}
    suite.ok("POST", "/events/api/v1/consultations", json=entry)
    month = suite.ok("GET", f"/events/api/v1/journals?centre_id={at}")[0]["id"]
    suite.ok("POST", f"/events/api/v1/journals/{month}/closing", json={})
    return f"/events/journals/{month}"


def a_centre_report(suite: Suite, project: str) -> str:
    """A report that is handed in about a month without centres, of a month of its own."""
    api, said = "/reports/api/v1/centre-reports", {"project_id": project, "month": f"2022-{next(months):02d}"}
    made = suite.ok("POST", api, json=said)["id"]
    suite.ok("PUT", f"{api}/{made}/words", json={"words": "Готовили открытие"})
    suite.ok("POST", f"{api}/{made}/handing-in")
    return f"/reports/centre-reports/{made}"


def a_memorandum(suite: Suite, project: str) -> str:
    """A memorandum nobody proved yet, of a day of its own."""
    key = {"kind": "ngo", "name_ru": f"ОФ {next(numbers)}", "region": REGION}
    party = suite.ok("POST", "/registry/api/v1/organisations", json=key)["id"]
    grantee = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    said = {"parties": [grantee, party], "signed_on": "2022-05-12", "region": REGION, "subject": "Центр"}
    made = suite.ok("POST", "/registry/api/v1/memoranda", json={"project_id": project, **said})
    return f"/registry/memoranda/{made['id']}"


def a_letter(suite: Suite, project: str) -> str:
    """A letter that went out, to somebody of its own."""
    key = {"kind": "ngo", "name_ru": f"Школа {next(numbers)}", "region": REGION}
    party = suite.ok("POST", "/registry/api/v1/organisations", json=key)["id"]
    said = {"party": party, "dated_on": "2022-05-12", "subject": "Зал", "direction": "out", "region": REGION}
    made = suite.ok("POST", "/registry/api/v1/letters", json={"project_id": project, **said})
    return f"/registry/letters/{made['id']}"


def an_obligation(suite: Suite, project: str) -> str:
    """Something a region must have and no line of the plan counts."""
    said = {"title": f"Страховка {next(numbers)}", "due_on": "2022-11-30", "owner": "coordinator"}
    body = {"project_id": project, "region": REGION, **said}
    return f"/registry/obligations/{suite.ok('POST', '/registry/api/v1/obligations', json=body)['id']}"


def a_postponement(suite: Suite, project: str) -> str:
    """The act that put one obligation off."""
    item = an_obligation(suite, project).rsplit("/", 1)[1]
    body = {"obligations": [item], "now_on": "2022-12-15", "reason": "Паводок"}
    made = suite.ok("POST", f"/registry/api/v1/projects/{project}/postponements", json=body)
    return f"/registry/postponements/{made['id']}"


def a_group(suite: Suite, project: str) -> str:
    """A group nobody proved yet."""
    said = {"name": f"ИГ {next(numbers)}", "region": REGION, "settlement": "с. Карнак", "problem": "Вода"}
    more = {"leader_name": "Омаров Ержан", "formed_on": "2022-06-01", "few": True, "project_id": project}
    return f"/registry/groups/{suite.ok('POST', '/registry/api/v1/groups', json=said | more)['id']}"


def an_edition(suite: Suite, project: str) -> str:
    """A brochure without its file."""
    said = {"title": "Брошюра", "issued_on": "2022-04-08", "printed": 80}
    made = suite.ok("POST", "/events/api/v1/editions", json={"project_id": project, **said})
    return f"/events/editions/{made['id']}"


def an_edition_entry(suite: Suite, project: str) -> str:
    """A hand-out of a region without its signed list."""
    edition = an_edition(suite, project).rsplit("/", 1)[1]
    said = {"kind": "brochure_handout", "issued_on": "2022-04-12", "whom": "Тренинг", "medium": "paper"}
    body = {**said, "region": REGION, "receivers": "Серик Ахметов"}
    made = suite.ok("POST", f"/events/api/v1/editions/{edition}/entries", json=body)
    return f"/events/edition-entries/{made['id']}"


def an_adjustment(suite: Suite, project: str) -> str:
    """An adjustment of a region nobody approved yet."""
    said = {"indicator": "4.1.1", "region": REGION, "day": "2022-05-12", "amount": 1, "reason": "Акт"}
    made = suite.ok("POST", f"/reports/api/v1/projects/{project}/adjustments", json=said)
    return f"/reports/adjustments/{made['id']}"


def a_result(suite: Suite, project: str) -> str:
    """A promise no figure tells."""
    said = {"results": [{"text": f"Знания применяют {next(numbers)}"}]}
    made = suite.ok("POST", f"/reports/api/v1/projects/{project}/results", json=said)
    return f"/reports/results/{made[-1]['id']}"


def a_release(suite: Suite, project: str) -> str:
    """A place where a report of a region stands."""
    api, asked = "/reports/api/v1", {"formats": ["public_pdf"], "region": REGION}
    job = suite.ok("POST", f"{api}/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    report = suite.ok("GET", f"{api}/jobs/{job}")["result"]["report"]
    said = {"channel": "site", "link": f"https://example.kz/{next(numbers)}", "published_on": f"{today()}"}
    return f"/reports/releases/{suite.ok('POST', f'{api}/reports/{report}/releases', json=said)['id']}"


MAKERS: dict[str, Callable[[Suite, str], str]] = {
    "gathering": a_gathering,
    "publication": a_publication,
    "social_review": a_review,
    "edition": an_edition,
    "edition_entry": an_edition_entry,
    "survey": a_survey,
    "adjustment": an_adjustment,
    "result": a_result,
    "centre": a_centre,
    "funding": a_funding,
    "centre_report": a_centre_report,
    "release": a_release,
    "memorandum": a_memorandum,
    "village_plan": a_village_plan,
    "letter": a_letter,
    "obligation": an_obligation,
    "postponement": a_postponement,
    "initiative_group": a_group,
    "plan": a_plan,
    "journal_month": a_journal_month,
    "contest": a_contest,
    "application": an_application,
    "award": an_award,
    "story": a_story,
}
