"""Evidence: what a file must be to prove what it is said to prove."""

from __future__ import annotations

import json
import re
from html import unescape
from io import BytesIO

import pytest

from deploy.demo import meeting_papers, publication_papers
from deploy.demo.gatherings import all_meetings
from deploy.demo.publications import all_issues
from services.events.gatherings import queries
from services.events.projects.queries import ASKED_OF_EACH
from shared.files import FAMILIES, PAPERS, SCANS, kind_of
from shared.language.evidence import kinds_of
from tests.events.forms import FORM, recorded, sheet, text_of
from tests.suite import PDF, Browser, Suite

ACCEPTED = {kind.name: FAMILIES[kind.files] for kind in kinds_of("gathering")}
TEXT = "Список участников: все были".encode()


def attach(suite: Suite, gathering: str, kind: str, data: bytes, name: str) -> tuple[int, dict]:
    """The answer of the API to a file."""
    answer = suite.call(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/evidence",
        data={"kind": kind, "file": (BytesIO(data), name)},
    )
    return answer.status_code, answer.get_json()


def rules_of(browser: Browser, gathering: str) -> dict[str, dict[str, str]]:
    """What the page tells the file input of each kind."""
    page = text_of(browser.get(f"/events/gatherings/{gathering}/evidence/new"))
    return json.loads(unescape(re.search(r"data-file-rules='([^']*)'", page)[1]))


def test_plans_are_looked_through_only_for_kinds_of_which_one_may_ask_for_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    for kind in kinds_of("gathering"):
        monkeypatch.setattr(queries.projects, "all", lambda kind=kind: looked.append(kind.name) or [])
        assert not list(queries.asked_of_each(kind.name))
    assert looked == list(ASKED_OF_EACH)


def test_every_kind_says_what_it_accepts() -> None:
    assert {kind for kind in ACCEPTED if ACCEPTED[kind] == SCANS} == {
        "signed_list",
        "photo",
        "screenshot",
        "handover_act",
        "grantor_consent",
    }
    assert {kind for kind in ACCEPTED if ACCEPTED[kind] == PAPERS} == {
        "protocol",
        "programme",
        "presentation",
        "review",
        "report",
    }


@pytest.mark.parametrize(
    "kind", ["signed_list", "photo", "screenshot", "handover_act", "protocol", "programme"]
)
def test_text_proves_neither_a_scan_nor_a_paper(suite: Suite, project: str, kind: str) -> None:
    status, answer = attach(suite, suite.gathering(project, 0, evidence=()), kind, TEXT, "список.txt")
    assert (status, answer["code"], answer["detail"]["field"]) == (422, "file_unfit", "file")


def test_registration_export_proves_who_came_to_an_online_gathering_only(
    suite: Suite, lead: Browser, project: str
) -> None:
    book = sheet([["ФИО", "E-mail"], ["Ким Анна", "a@example.org"]]).getvalue()
    answers = {
        mode: attach(suite, recorded(lead, project, mode=mode), "signed_list", book, "регистрация.xlsx")
        for mode in ("online", "mixed", "offline")
    }
    assert {mode: status for mode, (status, _answer) in answers.items()} == {
        "online": 201,
        "mixed": 422,
        "offline": 422,
    }


@pytest.mark.parametrize("mode", ["online", "offline"])
def test_page_offers_the_export_where_it_is_evidence(lead: Browser, project: str, mode: str) -> None:
    rules = rules_of(lead, recorded(lead, project, mode=mode))["signed_list"]
    assert ("spreadsheetml" in rules["accept"], "Excel" in rules["hint"]) == (
        mode == "online",
        mode == "online",
    )


def test_refusal_lists_what_is_accepted(suite: Suite, project: str) -> None:
    _status, answer = attach(suite, suite.gathering(project, 0, evidence=()), "photo", TEXT, "фото.txt")
    assert "JPG, PDF, PNG, WebP" in answer["message"]


def test_text_is_kept_as_feedback_and_a_scan_as_a_list(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    assert attach(suite, gathering, "feedback", TEXT, "отзыв.txt")[0] == 201
    assert attach(suite, gathering, "signed_list", PDF, "лист.pdf")[0] == 201


def test_publication_is_not_proven_by_a_text_named_screenshot(suite: Suite, project: str) -> None:
    made = suite.ok(
        "POST",
        "/events/api/v1/publications",
        json={"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-13"},
    )["id"]
    data = {"kind": "screenshot", "file": (BytesIO(TEXT), "a.png")}
    answer = suite.call("POST", f"/events/api/v1/publications/{made}/evidence", data=data)
    assert answer.get_json()["code"] == "file_unfit"


def test_page_tells_the_file_input_what_each_kind_may_be(lead: Browser, project: str) -> None:
    rules = rules_of(lead, recorded(lead, project))
    assert "text/plain" not in rules["photo"]["accept"] and "image/jpeg" in rules["photo"]["accept"]
    assert "Word" in rules["protocol"]["hint"] and "Word" not in rules["signed_list"]["hint"]


def test_a_refused_file_is_named_beside_the_input(lead: Browser, project: str) -> None:
    form = {"kind": "photo", "file": (BytesIO(TEXT), "фото.txt")}
    answer = lead.post(f"/events/gatherings/{recorded(lead, project)}/evidence/new", form)
    assert answer.status_code == 422
    assert re.search(r'id="f-file-error">.*фото\.txt: .*JPG, PDF, PNG, WebP', text_of(answer))


def test_papers_of_the_demo_prove_what_they_say() -> None:
    papers = {
        (meeting.type, meeting.mode, kind): meeting_papers.paper_of(meeting, kind)
        for meeting in all_meetings()
        for kind in meeting.proofs
    }
    issues = {
        (issue.kind, "", issue.proof): publication_papers.paper_of(issue)
        for issue in all_issues()
        if issue.proof
    }
    assert not [
        key for key, paper in (papers | issues).items() if kind_of(paper.make()) not in ACCEPTED[key[2]]
    ]


def only_file(suite: Suite, gathering: str) -> str:
    """The address of a gathering's only file."""
    (item,) = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")
    return f"/events/evidence/{item['id']}"


@pytest.mark.parametrize("role", ["accountant", "pr_officer"])
def test_step_without_permission_is_no_link(suite: Suite, project: str, role: str) -> None:
    here = f"/events/gatherings/{suite.gathering(project, 0)}"
    page = text_of(suite.browser(role).get(f"{here}/evidence/new"))
    assert f'href="{here}/edit"' not in page and f'href="{here}/participants/new"' not in page


def test_step_with_permission_is_a_link(suite: Suite, lead: Browser, project: str) -> None:
    here = f"/events/gatherings/{suite.gathering(project, 0)}"
    page = text_of(lead.get(f"{here}/evidence/new"))
    assert f'href="{here}/edit"' in page and f'href="{here}/participants/new"' in page


@pytest.mark.parametrize("role", ["accountant", "pr_officer"])
def test_who_does_not_record_takes_off_no_file_of_others(suite: Suite, project: str, role: str) -> None:
    gathering, browser = suite.gathering(project, 0, evidence=("signed_list",)), suite.browser(role)
    file = only_file(suite, gathering)
    assert "/detachment" not in text_of(browser.get(f"/events/gatherings/{gathering}"))
    assert browser.post(f"{file}/detachment", {}).status_code == 403
    assert only_file(suite, gathering) == file


@pytest.mark.parametrize("role", ["accountant", "coordinator"])
def test_whoever_attached_a_file_or_records_takes_it_off(
    suite: Suite, lead: Browser, project: str, role: str
) -> None:
    browser = suite.browser(role)
    gathering, whose = suite.gathering(project, 0, evidence=()), browser if role == "accountant" else lead
    whose.post(
        f"/events/gatherings/{gathering}/evidence/new",
        {"kind": "photo", "file": (BytesIO(PDF), "a.pdf")},
    )
    file = only_file(suite, gathering)
    assert f'action="{file}/detachment"' in text_of(browser.get(f"/events/gatherings/{gathering}"))
    assert browser.post(f"{file}/detachment", {}).status_code == 302
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence") == []


def attached_on_page(browser: Browser, gathering: str, data: bytes = PDF, kind: str = "photo") -> str:
    """The page that follows a file attached in the form."""
    here = f"/events/gatherings/{gathering}"
    answer = browser.post(
        f"{here}/evidence/new",
        {"kind": kind, "file": (BytesIO(data), "лист.pdf"), "again": "1"},
    )
    assert answer.status_code == 302, text_of(answer)
    return text_of(browser.get(here))


def test_file_that_proves_another_gathering_is_kept_and_named(
    suite: Suite, lead: Browser, project: str
) -> None:
    first, second = recorded(lead, project, title="Тренинг в Кентау"), recorded(lead, project)
    attached_on_page(lead, first, kind="signed_list")
    page = attached_on_page(lead, second)
    assert (
        page.count("«Тренинг в Кентау, 20.05.2022»") == 1
        and f'href="/events/gatherings/{first}">Тренинг в Кентау' in page
    )
    assert "этот же файл подтверждает ещё" in text_of(lead.get(f"/events/gatherings/{first}"))
    (item,) = suite.ok("GET", f"/events/api/v1/gatherings/{second}/evidence")
    assert item["also_on"] == [first]


def test_two_kinds_of_one_gathering_and_a_cancelled_one_are_no_doubt(lead: Browser, project: str) -> None:
    cancelled, held = recorded(lead, project, status="planned"), recorded(lead, project)
    attached_on_page(lead, cancelled)
    lead.post(f"/events/gatherings/{cancelled}/cancellation", {"reason": "Непогода"})
    attached_on_page(lead, held)
    form = {"kind": "programme", "file": (BytesIO(PDF), "лист.pdf")}
    assert lead.post(f"/events/gatherings/{held}/evidence/new", form).status_code == 302
    assert "этот же файл" not in text_of(lead.get(f"/events/gatherings/{held}"))


def test_a_programme_of_another_gathering_is_asked_about_and_loses_nothing(
    suite: Suite, lead: Browser, project: str
) -> None:
    attached_on_page(lead, recorded(lead, project), kind="programme")
    form = {**FORM, "project_id": project, "title": "Другой", "starts_on": "2022-05-21", "again": ""}
    asked = lead.post("/events/gatherings/new", {**form, "file": (BytesIO(PDF), "план.pdf")})
    assert (
        asked.status_code == 422 and 'name="again"' in text_of(asked) and 'value="Другой"' in text_of(asked)
    )
    sent = {**form, "file": (BytesIO(PDF), "план.pdf"), "again": "1"}
    assert lead.post("/events/gatherings/new", sent).status_code == 302


def test_record_of_another_region_has_neither_name_nor_link(
    suite: Suite, lead: Browser, project: str
) -> None:
    attached_on_page(lead, recorded(lead, project, title="Тренинг в Атырау", region="atyrau"))
    page = attached_on_page(suite.browser("partner_rep", "turkistan"), recorded(lead, project))
    assert "запись другого региона" in page and "Атырау" not in page


def test_form_without_a_file_asks_to_choose_one(lead: Browser, project: str) -> None:
    answer = lead.post(
        f"/events/gatherings/{recorded(lead, project)}/evidence/new",
        {"kind": "photo", "file": (BytesIO(b""), "")},
    )
    assert answer.status_code == 422 and "Выберите файл." in text_of(answer)


@pytest.mark.parametrize(
    ("kind", "mode", "needs"),
    [
        ("master_class", "offline", {"programme", "signed_list", "photo"}),
        ("master_class", "online", {"programme", "signed_list", "screenshot"}),
        ("training", "online", {"programme", "signed_list", "screenshot", "feedback"}),
    ],
)
def test_room_is_photographed_and_a_screen_is_copied(
    suite: Suite, lead: Browser, project: str, kind: str, mode: str, needs: set[str]
) -> None:
    gathering = recorded(lead, project, type=kind, mode=mode)
    answer = suite.ok(
        "POST", f"/events/api/v1/gatherings/{gathering}/completion", json={"reason": "Непогода"}
    )
    assert set(answer["missing_evidence"]) == needs
    only = (needs & {"photo", "screenshot"}).pop()
    assert gathering in text_of(lead.get(f"/events/gatherings?missing={only}"))
    assert gathering not in text_of(
        lead.get(f"/events/gatherings?missing={'photo' if only == 'screenshot' else 'screenshot'}")
    )
