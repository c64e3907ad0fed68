"""The monthly report of the centres: written by its people, put together, handed in, proven, returned."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.reports.printed import pdf_text
from tests.suite import PASSWORD, PDF, Browser, Suite, counter

API, PAGE = "/reports/api/v1/centre-reports", "/reports/centre-reports"
ENTRY = {
    "held_on": "2022-06-14",
    "topic": "budget",
    "question": "Как попасть в бюджет округа?",
    "answer": "Через собрание.",
    "minutes": 20,
    "consultant": "Раушан",
    "anonymous": True,
    "sex": "female",
    "age_band": "36_60",
}
WORDS = {"done": "Провели приём граждан.\nПомогли группе с заявкой.", "problems": "Нет интернета"}


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def centre(suite: Suite, project: str, region: str = "turkistan", name: str = "Центр «Береке»") -> str:
    """The id of a centre that opened in May."""
    said = {"project_id": project, "name": name, "region": region, "settlement": "Қарнақ"}
    made: str = suite.ok("POST", "/registry/api/v1/centres", json=said)["id"]
    suite.ok("POST", f"/registry/api/v1/centres/{made}/opening", json={"opened_on": "2022-05-20"})
    suite.settle()
    return made


def close_june(suite: Suite, at: str) -> str:
    """Close June of a centre's journal after one consultation; the month's id."""
    suite.ok("POST", "/events/api/v1/consultations", json={"centre_id": at, **ENTRY})
    month: str = suite.ok("GET", f"/events/api/v1/journals?centre_id={at}")[0]["id"]
    suite.ok("POST", f"/events/api/v1/journals/{month}/closing", json={})
    suite.settle()
    return month


def begun(suite: Suite, project: str, month: str = "2022-06") -> str:
    """The id of the report of a month."""
    made: str = suite.ok("POST", API, json={"project_id": project, "month": month})["id"]
    return made


def refused(suite: Suite, path: str, **said: Any) -> str:
    """How the API refuses something about a report."""
    answer = suite.call("POST", f"{API}/{path}", **said)
    assert answer.status_code in (404, 409, 422), text(answer)
    code: str = answer.get_json()["code"]
    return code


def scan(suite: Suite, report: str) -> Any:
    """The answer to the scan of a report."""
    sent = {"file": (BytesIO(PDF), "отчёт.pdf"), "kind": "report"}
    return suite.call("POST", f"{API}/{report}/evidence", data=sent)


def figure(suite: Suite, project: str) -> tuple[Any, int]:
    """Monthly reports that count, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "1.1.4")
    return row["actual"], row["evidence"]["present"]


def operator(suite: Suite, at: str) -> Browser:
    """The browser of who works at a centre."""
    from services.registry.users.operations import add_user, give_role

    login = f"operator-{next(counter)}"
    with suite.apps["registry"].app_context():
        user = add_user(login, "Раушан Қалдыбаева", PASSWORD, [])
        give_role(user, "center_operator", None, centre=at)
        suite.apps["registry"].extensions["sqlalchemy"].session.commit()
        user_id = str(user.id)
    return Browser(suite, login, user_id)


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """A centre that opened in May."""
    return centre(suite, project)


@pytest.fixture
def handed_in(suite: Suite, project: str, bereke: str) -> str:
    """The report of June, handed in."""
    close_june(suite, bereke)
    report = begun(suite, project)
    suite.ok("PUT", f"{API}/{report}/sections/{bereke}", json=WORDS)
    suite.ok("POST", f"{API}/{report}/handing-in")
    return report


def test_report_counts_in_its_month_once_handed_in_and_its_scan_proves_it(
    suite: Suite, project: str, handed_in: str
) -> None:
    before = figure(suite, project)
    assert scan(suite, handed_in).status_code == 201
    assert (before, figure(suite, project)) == ((1, 0), (1, 1))
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/1.1.4/records")
    assert (row["occurred_on"], row["title"]) == ("2022-06-30", "06.2022")


def test_months_are_those_the_plan_names(suite: Suite, project: str, bereke: str) -> None:
    rows = suite.ok("GET", f"{API}?project_id={project}")
    assert [row["month"] for row in rows][::7] == ["2022-11", "2022-04"] and len(rows) == 8
    assert {row["state"] for row in rows} == {"not_begun"} and rows[0]["due"] == "2022-12-05"
    assert [row["centres"] for row in rows] == [1, 1, 1, 1, 1, 1, 1, 0]


def test_report_begins_once_whoever_comes_first(suite: Suite, project: str, bereke: str) -> None:
    assert begun(suite, project) == begun(suite, project)
    never = suite.call("POST", API, json={"project_id": project, "month": "2022-12"})
    assert never.get_json()["code"] == "month_not_asked"


def test_section_shows_what_the_records_say(suite: Suite, project: str, bereke: str) -> None:
    close_june(suite, bereke)
    page = text(suite.browser("project_lead").get(f"{PAGE}/{begun(suite, project)}"))
    assert "1 (из них 1 без имени)" in page and "бюджет сельского округа\u00a0–\u00a01" in page
    assert "закрыт и подписан" in page


def test_report_is_not_handed_in_before_journals_are_closed_and_nothing_is_lost(
    suite: Suite, project: str, bereke: str
) -> None:
    report, lead = begun(suite, project), suite.browser("project_lead")
    lead.post(f"{PAGE}/{report}/sections/{bereke}", WORDS)
    answer = lead.post(f"{PAGE}/{report}/handing-in", {})
    assert answer.status_code == 422 and "Журнал этого месяца не закрыт: Центр «Береке»" in text(answer)
    assert "Провели приём граждан." in text(answer) and figure(suite, project)[0] in (None, 0)
    suite.ok(
        "POST", "/events/api/v1/journals", json={"centre_id": bereke, "month": "2022-06", "reason": "Ремонт"}
    )
    suite.settle()
    assert lead.post(f"{PAGE}/{report}/handing-in", {}).status_code == 302
    assert "закрыт без записей: Ремонт" in text(lead.get(f"{PAGE}/{report}"))


def test_report_waits_for_the_sentences_of_every_centre(suite: Suite, project: str, bereke: str) -> None:
    close_june(suite, bereke)
    assert refused(suite, f"{begun(suite, project)}/handing-in") == "sections_missing"


def test_month_before_any_centre_tells_of_the_preparation(suite: Suite, project: str, bereke: str) -> None:
    report = begun(suite, project, "2022-04")
    assert refused(suite, f"{report}/handing-in") == "words_missing"
    suite.ok("PUT", f"{API}/{report}/words", json={"words": "Искали помещения."})
    suite.ok("POST", f"{API}/{report}/handing-in")
    assert figure(suite, project)[0] == 1


def test_month_without_a_centre_is_never_called_none_of_none(suite: Suite, project: str) -> None:
    page = text(suite.browser("coordinator").get("/reports/centre-reports"))
    assert "центров ещё не было" in page and "0 из 0" not in page
    week = text(suite.browser("coordinator").get("/registry/home"))
    assert "0 из 0" not in week


def test_section_written_after_handing_in_is_refused_and_its_words_stay(
    suite: Suite, project: str, bereke: str, handed_in: str
) -> None:
    hers = operator(suite, bereke)
    answer = hers.post(f"{PAGE}/{handed_in}/sections/{bereke}", {"done": "Ещё одно предложение"})
    assert answer.status_code == 422 and "Ещё одно предложение" in text(answer) and "сдан" in text(answer)
    assert "Провели приём граждан." in text(hers.get(f"{PAGE}/{handed_in}"))


def test_handed_in_figures_stay_whatever_moves_later(
    suite: Suite, project: str, bereke: str, handed_in: str
) -> None:
    lead = suite.browser("project_lead")
    month = suite.ok("GET", f"/events/api/v1/journals?centre_id={bereke}")[0]["id"]
    lead.post(f"/events/journals/{month}/reopening", {"reason": "Забыли запись"})
    suite.ok("POST", "/events/api/v1/consultations", json={"centre_id": bereke, **ENTRY})
    suite.settle()
    assert "1 (из них 1 без имени)" in text(lead.get(f"{PAGE}/{handed_in}"))
    lead.post(f"{PAGE}/{handed_in}/return", {"reason": "Журнал исправлен"})
    assert "2 (из них 2 без имени)" in text(lead.get(f"{PAGE}/{handed_in}"))


def test_returned_report_counts_no_more_until_it_is_handed_in_anew(
    suite: Suite, project: str, handed_in: str
) -> None:
    scan(suite, handed_in)
    suite.ok("POST", f"{API}/{handed_in}/return", json={"reason": "Нет подписи"})
    assert figure(suite, project)[0] in (None, 0)
    assert scan(suite, handed_in).get_json()["code"] == "not_handed_in"
    suite.ok("POST", f"{API}/{handed_in}/handing-in")
    assert figure(suite, project) == (1, 0)
    suite.ok("POST", f"{API}/{handed_in}/acceptance")
    assert refused(suite, f"{handed_in}/acceptance") == "already_accepted"
    assert scan(suite, handed_in).status_code == 201 and figure(suite, project) == (1, 1)


def test_operator_writes_of_his_centre_only(suite: Suite, project: str, bereke: str) -> None:
    other = centre(suite, project, "turkistan", "Центр «Асар»")
    report, hers = begun(suite, project), operator(suite, bereke)
    assert hers.post(f"{PAGE}/{report}/sections/{bereke}", WORDS).status_code == 302
    assert hers.post(f"{PAGE}/{report}/sections/{other}", WORDS).status_code == 404
    assert "Всего" in text(suite.browser("project_lead").get(f"{PAGE}/{report}"))
    page = text(hers.get(f"{PAGE}/{report}"))
    assert "Центр «Береке»" in page and "Центр «Асар»" not in page and "Раушан Қалдыбаева" in page
    assert [hers.post(f"{PAGE}/{report}/{what}", {}).status_code for what in ("words", "handing-in")] == [
        403,
        403,
    ]


def test_partner_sees_the_section_of_his_region_and_never_the_scan(
    suite: Suite, project: str, bereke: str, handed_in: str
) -> None:
    file = scan(suite, handed_in).get_json()["id"]
    his, theirs = suite.browser("partner_rep", "turkistan"), suite.browser("partner_rep", "atyrau")
    assert "Центр «Береке»" in text(his.get(f"{PAGE}/{handed_in}"))
    assert "Центр «Береке»" not in text(theirs.get(f"{PAGE}/{handed_in}"))
    assert [one.get(f"/reports/evidence/{file}").status_code for one in (his, theirs)] == [404, 404]
    paper = pdf_text(theirs.get(f"{PAGE}/{handed_in}/paper.pdf").data)
    assert "Береке" not in paper and "Выписка" in paper


def test_paper_is_printed_in_both_languages_as_pdf_and_word(
    suite: Suite, bereke: str, handed_in: str
) -> None:
    lead = suite.browser("project_lead")
    russian = pdf_text(lead.get(f"{PAGE}/{handed_in}/paper.pdf?language=ru").data)
    kazakh = pdf_text(lead.get(f"{PAGE}/{handed_in}/paper.pdf?language=kk").data)
    assert "Провели приём граждан." in russian and "Всего" in russian and "Отчёт сдан" in russian
    assert "Community-орталықтар қызметі туралы" in kazakh and "Барлығы" in kazakh
    assert "Руководитель проекта" in russian and "Жоба жетекшісі" in kazakh
    assert "Руководитель" not in kazakh and "Координатор" not in kazakh
    assert "Провели приём граждан." in word_text(lead.get(f"{PAGE}/{handed_in}/paper.docx?language=ru").data)
    assert lead.get(f"{PAGE}/{handed_in}/paper.exe").status_code == 404


def word_text(data: bytes) -> str:
    """What a Word file says."""
    from docx import Document

    return "\n".join(line.text for line in Document(BytesIO(data)).paragraphs)


def test_draft_says_on_paper_that_it_may_change(suite: Suite, project: str, bereke: str) -> None:
    report = begun(suite, project)
    paper = pdf_text(suite.browser("project_lead").get(f"{PAGE}/{report}/paper.pdf?language=ru").data)
    assert "Черновик" in paper and "Центр ещё не написал свой текст." in paper


def test_cards_lead_the_operator_and_the_coordinator(suite: Suite, project: str, bereke: str) -> None:
    report, hers = begun(suite, project), operator(suite, bereke)
    home = text(hers.get("/registry/home?all=1"))
    assert "ждут вашего текста" in home and f"{PAGE}/{report}/sections/{bereke}" in home
    lead = text(suite.browser("coordinator").get("/registry/home?all=1"))
    assert "нужно сдать 8 ежемесячных отчётов центров" in lead


def test_centre_that_ends_is_asked_about_its_months(suite: Suite, project: str, bereke: str) -> None:
    said = {"outcome": "closed", "ended_on": "2022-07-01", "reason": "Помещение продано"}
    page = suite.browser("project_lead").post(f"/registry/centres/{bereke}/ending", said)
    assert "не закрыты 3 месяца журнала" in text(page) and "не сданы 3 ежемесячных отчёта" in text(page)


def test_list_is_a_workbook_too(suite: Suite, project: str, handed_in: str) -> None:
    answer = suite.browser("project_lead").get(f"{PAGE}.xlsx?project={project}")
    assert answer.status_code == 200 and answer.data[:2] == b"PK"
    page = text(suite.browser("grantor_viewer").get(f"{PAGE}?project={project}"))
    assert "позже срока" in page and "июнь" in page.lower()


def test_section_tells_which_problems_sessions_of_its_region_named(
    suite: Suite, project: str, bereke: str
) -> None:
    from tests.events.test_problems import SAID

    session = suite.gathering(project, 3, activity="1.2", kind="thematic_session", day="2022-06-10")
    said = {**SAID, "title": "Нет воды", "votes": 2}
    suite.ok("POST", f"/events/api/v1/gatherings/{session}/problems", json=said)
    suite.settle()
    lead = suite.browser("project_lead")
    june, july = (
        text(lead.get(f"{PAGE}/{begun(suite, project, month)}")) for month in ("2022-06", "2022-07")
    )
    assert "Нет воды (2 голоса)" in june and "Нет воды" not in july


def test_report_of_all_centres_is_no_regions_zero_on_its_page(
    suite: Suite, lead: Browser, project: str, handed_in: str
) -> None:
    suite.settle()
    page = f"/reports/indicators/1.1.4?project={project}"
    assert "не показатель региона и не его ноль" in text(lead.get(page))
    assert "без региона" not in text(lead.get(page))
    assert "Считается по всему проекту" in text(lead.get(f"{page}&region=turkistan"))
