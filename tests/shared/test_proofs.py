"""The evidence floor: every noun that declares how files prove it behaves alike."""

from __future__ import annotations

import importlib
import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from shared.files import FAMILIES
from shared.language import evidence
from shared.proofs import operations
from shared.proofs.declaring import Need, Proven
from shared.proofs.rules import lacking
from shared.web.service import Service
from tests.house.code import SERVICES
from tests.made import makers
from tests.shared.makers import a_centre, a_gathering
from tests.suite import PDF, Browser, Known, Suite, csrf

MAKERS = makers()
OTHER = "atyrau"
TEXT = "Просто слова".encode()
WRONG_FILE, REPEATED = "file_unfit", "evidence_repeated"


def service_of(name: str) -> Service:
    """A service's list of nouns."""
    return importlib.import_module(f"services.{name}.service").SERVICE


DECLARED = [
    (service, noun) for service in map(service_of, SERVICES) if service.evidence for noun in service.proven
]
every = pytest.mark.parametrize(
    ("service", "noun"), DECLARED, ids=[f"{service.name}-{noun.kind}" for service, noun in DECLARED]
)


Records = tuple[str, str]


@pytest.fixture(scope="module")
def made(running_apps: Suite) -> dict[str, tuple[Known, Records]]:
    """Every row of what was made once of each noun, and the pages of it."""
    return {}


@pytest.fixture
def records(
    suite: Suite, noun: Proven, made: dict[str, tuple[Known, Records]], request: pytest.FixtureRequest
) -> Records:
    """The pages of two records of a noun: made for its first test, put back for the others."""
    if noun.kind in made:
        suite.put(made[noun.kind][0])
    else:
        project, make = request.getfixturevalue("project"), MAKERS[noun.kind]
        two = make(suite, project), make(suite, project)
        made[noun.kind] = suite.keep(project), two
    return made[noun.kind][1]


@pytest.fixture
def page(records: Records) -> str:
    """The page of a record of a noun."""
    return records[0]


def api_of(page: str) -> str:
    """The address of a record's files for tools."""
    service, rest = page.lstrip("/").split("/", 1)
    return f"/{service}/api/v1/{rest}/evidence"


def send(suite: Suite, page: str, kind: str, data: bytes = PDF, **more: str) -> Any:
    """The answer of the API to a file."""
    form = {"kind": kind, "file": (BytesIO(data), "лист.pdf"), **more}
    return suite.call("POST", api_of(page), data=form)


def on_page(browser: Browser, page: str, kind: str, **more: str) -> Any:
    """The answer of a record's form to a file."""
    form = {"kind": kind, "file": (BytesIO(PDF), "лист.pdf"), **more}
    return browser.post(f"{page}/evidence/new", form)


def files_on(suite: Suite, page: str) -> list[dict[str, Any]]:
    """A record's files as tools read them."""
    return suite.ok("GET", api_of(page))


def text_of(response: Any) -> str:
    """The page."""
    return response.get_data(as_text=True)


def scanned(noun: Proven) -> str:
    """A kind of evidence of the noun that a text cannot prove."""
    return next(kind for kind in noun.kinds if "text/plain" not in FAMILIES[evidence.family(kind, noun.kind)])


def test_every_declared_noun_is_tested() -> None:
    declared = {noun.kind for _service, noun in DECLARED}
    assert declared == set(MAKERS), f"PROVEN of tests/made/<nouns>.py: make one of {declared ^ set(MAKERS)}"


@every
def test_file_is_attached_listed_and_given_back(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    lead = suite.browser("project_lead")
    made = send(suite, page, scanned(noun)).get_json()
    (item,) = files_on(suite, page)
    assert (item, item["quantity"], item["also_on"]) == (made, 1, [])
    assert lead.get(f"/{service.name}/evidence/{item['id']}").data == PDF
    assert f'href="/{service.name}/evidence/{item["id"]}">лист.pdf' in text_of(lead.get(page))


@every
def test_a_file_that_proves_nothing_and_an_unknown_kind_are_refused(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    wrong, unknown = send(suite, page, scanned(noun), TEXT), send(suite, page, "poem")
    assert (wrong.status_code, wrong.get_json()["code"]) == (422, WRONG_FILE)
    assert (unknown.status_code, unknown.get_json()["code"]) == (422, "evidence_kind_unknown")
    assert files_on(suite, page) == []


@every
def test_the_same_file_twice_is_refused(suite: Suite, page: str, service: Service, noun: Proven) -> None:
    kind = scanned(noun)
    answers = [send(suite, page, kind), send(suite, page, kind)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].get_json()["code"] == REPEATED


@every
def test_the_same_file_elsewhere_is_asked_about_then_kept_and_named(
    suite: Suite, records: Records, service: Service, noun: Proven
) -> None:
    first, second = records
    send(suite, first, scanned(noun))
    lead = suite.browser("project_lead")
    asked = on_page(lead, second, scanned(noun))
    assert asked.status_code == 422 and 'name="again"' in text_of(asked) and files_on(suite, second) == []
    assert on_page(lead, second, scanned(noun), again="1").status_code == 302
    page = text_of(lead.get(second))
    assert "уже подтверждает" in page and f'href="{first}"' in page
    assert files_on(suite, second)[0]["also_on"] == [first.rsplit("/", 1)[1]]


@every
def test_a_tool_that_asks_is_told_what_the_file_proves_already(
    suite: Suite, records: Records, service: Service, noun: Proven
) -> None:
    first, second = records
    send(suite, first, scanned(noun))
    answer = send(suite, second, scanned(noun), again="false").get_json()
    assert (answer["code"], answer["detail"]["id"]) == ("evidence_elsewhere", first.rsplit("/", 1)[1])
    assert send(suite, second, scanned(noun)).status_code == 201


@every
def test_second_click_of_the_form_attaches_once(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    lead = suite.browser("project_lead")
    answers = [on_page(lead, page, scanned(noun), **{"once.key": "one"}) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(files_on(suite, page)) == 1


@every
def test_team_takes_a_file_off_and_a_second_click_finds_none(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    lead = suite.browser("project_lead")
    item = send(suite, page, scanned(noun)).get_json()
    path = f"/{service.name}/evidence/{item['id']}/detachment"
    assert f'action="{path}"' in text_of(lead.get(page))
    assert [lead.post(path, {}).status_code for _click in range(2)] == [302, 404]
    assert files_on(suite, page) == []


@every
def test_whoever_attached_takes_it_off_and_others_do_not(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    keepers = service.permissions[noun.keeper]
    roles = [role for role in service.evidence.attachers if role not in keepers and role in evenly(service)]
    for role in roles[:1]:
        mine, other = suite.browser(role), suite.browser(role)
        on_page(mine, page, scanned(noun))
        path = f"/{service.name}/evidence/{files_on(suite, page)[0]['id']}/detachment"
        assert path not in text_of(other.get(page)) and other.post(path, {}).status_code == 403
        assert mine.post(path, {}).status_code == 302
    team = ("centre.open", "memorandum.record", "obligation.fulfil", "group.record")
    mine = (*team, "adjustment.propose", "letter.record", "village_plan.record")
    assert roles or noun.keeper in mine


def evenly(service: Service) -> set[str]:
    """Roles that are held in all regions."""
    return set(service.permissions["evidence.attach"]) - {"partner_rep", "center_operator"}


@every
def test_another_region_neither_opens_nor_attaches_nor_takes_off(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    partner = suite.browser("partner_rep", OTHER)
    kind = noun.kinds[1] if noun.kind == "contest" else noun.kinds[0]
    item = send(suite, page, kind).get_json()["id"]
    asked = [
        partner.get(f"/{service.name}/evidence/{item}"),
        partner.get(f"{page}/evidence/new"),
        on_page(partner, page, kind),
        partner.post(f"/{service.name}/evidence/{item}/detachment", {}),
    ]
    closed = asked[1:] if noun.kind in ("plan", "edition") else asked  # these are of all regions
    assert {answer.status_code for answer in closed} <= {403, 404}
    assert [row["id"] for row in files_on(suite, page)] == [item]


@every
def test_page_of_the_form_says_what_is_missing(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    lead = suite.browser("project_lead")
    form = text_of(lead.get(f"{page}/evidence/new"))
    assert len(re.findall(r'name="kind" value="(\w+)"', form)) == len(noun.kinds)
    assert ("<small>нет</small>" in form) is asks_for_files(suite, page, service, noun)


def asks_for_files(suite: Suite, page: str, service: Service, noun: Proven) -> bool:
    """Whether a record that was just made must have files."""
    with suite.apps[service.name].test_request_context():
        record = service.db.session.get(noun.model, UUID(page.rsplit("/", 1)[1]))
        return bool(noun.needs(record))


@every
def test_sheets_are_asked_only_where_they_count(
    suite: Suite, page: str, service: Service, noun: Proven
) -> None:
    form = text_of(suite.browser("project_lead").get(f"{page}/evidence/new"))
    assert 'name="file"' in form and ('name="both_sides"' in form) == (noun.kind == "gathering")


def test_two_at_once_are_one_file_although_both_looked_before(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = a_gathering(suite, project)
    send(suite, page, "photo")
    monkeypatch.setattr(operations, "repeated", lambda _same: False)
    assert send(suite, page, "photo").status_code in (409, 422)
    assert len(files_on(suite, page)) == 1


def test_good_files_are_kept_whatever_the_others_are(suite: Suite, project: str) -> None:
    page, lead = a_centre(suite, project), suite.browser("project_lead")
    files = [(BytesIO(PDF), "акт.pdf"), (BytesIO(TEXT), "слова.txt")]
    answer = lead.post(f"{page}/evidence", {"kind": "opening_act", "file": files})
    assert answer.status_code == 422 and "слова.txt: " in text_of(answer)
    assert [(item["name"], item["quantity"]) for item in files_on(suite, page)] == [("акт.pdf", 1)]


def test_file_of_a_centre_opens_where_sealed_reports_remember_it(suite: Suite, project: str) -> None:
    page, lead = a_centre(suite, project), suite.browser("project_lead")
    item = send(suite, page, "photo").get_json()["id"]
    assert lead.get(f"{page}/evidence/{item}").headers["Location"] == f"/registry/evidence/{item}"


def test_one_of_several_kinds_meets_a_need_and_pieces_add_up() -> None:
    either, many = Need(("act", "report")), Need(("feedback",), 5)
    assert lacking([either, many], {"report": 1, "feedback": 4}) == [many]
    assert lacking([either, many], {"feedback": 5}) == [either]


def test_page_carries_a_key_for_the_second_click(suite: Suite, project: str) -> None:
    form = text_of(suite.browser("project_lead").get(f"{a_gathering(suite, project)}/evidence/new"))
    assert csrf(form) and 'name="once.key"' in form
