"""Letters: numbers without gaps, answers linked, late ones told, the same one asked about, printed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from tests.registry.test_memoranda import organisation
from tests.reports.printed import docx_text, pdf_text
from tests.suite import PDF, Browser, Suite

PAGE, API = "/registry/letters", "/registry/api/v1/letters"
AKIMAT, PAPER = "Аппарат акима с. Карнак", "Газета «Ауыл тынысы»"
BODY = "Уважаемый Серік Асанұлы!\n\nПросим предоставить зал на 20 человек 12 октября."


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who keeps the register."""
    return suite.browser("project_lead")


@pytest.fixture
def akimat(suite: Suite, project: str) -> str:
    """An akimat of the region."""
    return organisation(suite, AKIMAT)


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True)
    return said


def body(project: str, party: str, /, **more: Any) -> dict[str, Any]:
    """A letter as a tool sends it."""
    said = {"direction": "out", "dated_on": "2022-05-12", "subject": "О зале", "region": None}
    return {"project_id": project, **said, "party": party, **more}


def registered(suite: Suite, project: str, party: str, **more: Any) -> str:
    """The id of a letter that is registered through the API."""
    made: str = suite.ok("POST", API, json=body(project, party, **more))["id"]
    return made


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> tuple[int, str]:
    """How the API refuses a letter."""
    answer = suite.call("POST", API, json=said, token=token)
    return answer.status_code, answer.get_json()["code"]


def listed(suite: Suite, query: str = "", **options: Any) -> dict[str, dict[str, Any]]:
    """The letters a tool reads, by id."""
    return {row["id"]: row for row in suite.ok("GET", f"{API}{query}", **options)}


def numbers(suite: Suite, query: str) -> list[int]:
    """The numbers of a register, in their order."""
    return sorted(row["number"] for row in listed(suite, query).values())


def test_numbers_run_without_gaps_by_direction_year_and_register(
    suite: Suite, project: str, akimat: str
) -> None:
    for day in ("2022-05-12", "2022-05-13", "2022-05-14"):
        registered(suite, project, akimat, dated_on=day)
    registered(suite, project, akimat, direction="in")
    registered(suite, project, akimat, dated_on="2021-12-01")
    registered(suite, project, akimat, region="turkistan", dated_on="2022-05-15")
    rows = listed(suite).values()
    found = sorted((row["direction"], row["year"], row["region"] or "", row["number"]) for row in rows)
    assert found == [
        ("in", 2022, "", 1),
        ("out", 2021, "", 1),
        ("out", 2022, "", 1),
        ("out", 2022, "", 2),
        ("out", 2022, "", 3),
        ("out", 2022, "turkistan", 1),
    ]


def test_letters_registered_at_once_get_numbers_of_their_own(suite: Suite, project: str, akimat: str) -> None:
    days = [f"2022-05-{day:02d}" for day in range(1, 7)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda day: registered(suite, project, akimat, dated_on=day), days))
    assert numbers(suite, "?direction=out") == [1, 2, 3, 4, 5, 6]


def test_annulled_letter_keeps_its_number(suite: Suite, project: str, akimat: str) -> None:
    first = registered(suite, project, akimat)
    suite.ok("POST", f"{API}/{first}/annulment", json={"reason": "не отправлено"})
    second = registered(suite, project, akimat)
    rows = listed(suite)
    assert (rows[first]["state"], rows[first]["number"], rows[second]["number"]) == ("annulled", 1, 2)
    again = suite.call("POST", f"{API}/{first}/annulment", json={"reason": "x"})
    assert again.get_json()["code"] == "letter_annulled"


def test_answer_is_linked_and_a_late_one_is_told(
    suite: Suite, project: str, akimat: str, lead: Browser
) -> None:
    asked = registered(suite, project, akimat, answer_until="2022-05-20")
    assert listed(suite)[asked]["state"] == "overdue"
    home = text(lead.get("/registry/home?all=1"))
    assert "1 письмо осталось без ответа в срок" in home and f"{PAGE}/{asked}" in home
    assert refused(suite, body(project, akimat, answers_id=asked)) == (422, "answers_same_way")
    came = registered(suite, project, akimat, direction="in", answers_id=asked, dated_on="2022-05-25")
    assert listed(suite)[asked]["state"] == "answered"
    assert "без ответа" not in text(lead.get("/registry/home?all=1"))
    assert f"{PAGE}/{came}" in text(lead.get(f"{PAGE}/{asked}"))
    assert f"{PAGE}/{asked}" in text(lead.get(f"{PAGE}/{came}"))
    suite.ok("POST", f"{API}/{came}/annulment", json={"reason": "другое письмо"})
    assert listed(suite)[asked]["state"] == "overdue"


def test_same_letter_twice_is_asked_about(suite: Suite, project: str, akimat: str) -> None:
    came = body(project, akimat, direction="in", their_number="17-03")
    suite.ok("POST", API, json=came)
    assert refused(suite, {**came, "dated_on": "2022-05-13"}) == (409, "letter_known")
    assert refused(suite, {**came, "their_number": "18-03"}) == (409, "letter_known")
    suite.ok("POST", API, json={**came, "again": True})
    other = {**came, "dated_on": "2022-05-13", "their_number": "19-03"}
    suite.ok("POST", API, json=other)
    assert numbers(suite, "?direction=in") == [1, 2, 3]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"party": "Неизвестная газета"}, "correspondent_unknown"),
        ({"dated_on": "2099-01-01"}, "dated_in_future"),
        ({"answer_until": "2022-05-01"}, "invalid"),
        ({"activity": "9.9"}, "line_unknown"),
        ({"region": "astana"}, "region_outside"),
        ({"subject": " "}, "invalid"),
        ({"body": "Просим … зал"}, "invalid"),
    ],
)
def test_wrong_letter_is_refused_in_words(
    suite: Suite, project: str, akimat: str, more: dict[str, Any], code: str
) -> None:
    assert refused(suite, body(project, akimat, **more)) == (422, code)
    assert not listed(suite)


def test_partner_keeps_the_register_of_his_region(suite: Suite, project: str, akimat: str) -> None:
    his = suite.token(region="turkistan")
    whole = registered(suite, project, akimat)
    other = registered(suite, project, organisation(suite, PAPER, "atyrau"), region="atyrau")
    assert refused(suite, body(project, akimat), his) == (422, "region_of_letter")
    assert refused(suite, body(project, akimat, region="atyrau"), his)[0] in (403, 422)
    suite.ok("POST", API, json=body(project, akimat, region="turkistan"), token=his)
    seen = listed(suite, token=his)
    assert whole in seen and other not in seen and len(seen) == 2
    for item in (whole, other):
        answer = suite.call("POST", f"{API}/{item}/annulment", json={"reason": "x"}, token=his)
        assert answer.status_code == 404
    grantor = suite.browser("grantor_viewer")
    assert grantor.get(PAGE).status_code == 403 and grantor.get(f"{PAGE}/{whole}").status_code == 403


def test_template_fills_the_form_and_the_paper_says_what_was_written(
    suite: Suite, project: str, akimat: str, lead: Browser
) -> None:
    start = text(lead.get(f"{PAGE}/new?direction=out&template=media&language=kk"))
    assert "БАҚ өкілдерін шақыру" in start and "Құрметті әріптестер!" in start
    form = {
        "project_id": project,
        "direction": "out",
        "party": AKIMAT,
        "dated_on": "2022-05-12",
        "subject": "О зале",
        "language": "ru",
        "body": BODY,
        "signed_by": "Руководитель проекта Г. Абенова",
    }
    page = lead.post(f"{PAGE}/new", form, f"{PAGE}/new").headers["Location"]
    pdf, word = lead.get(f"{page}/paper.pdf"), lead.get(f"{page}/paper.docx")
    assert pdf.mimetype == "application/pdf" and word.mimetype.endswith("document")
    grantee = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    for words in (pdf_text(pdf.get_data()), docx_text(word.get_data())):
        said = " ".join(words.split()).replace("\u00a0", " ")
        known = (AKIMAT, "№ 1 от 12 мая 2022", "О зале", "зал на 20 человек", "Г. Абенова", grantee)
        assert not [one for one in known if " ".join(one.split()) not in said]


def test_letter_of_a_region_wears_its_letterhead(suite: Suite, project: str, lead: Browser) -> None:
    akimat = organisation(suite, AKIMAT)
    written = {"region": "turkistan", "body": BODY, "language": "kk"}
    item = registered(suite, project, akimat, **written)
    words = pdf_text(lead.get(f"{PAGE}/{item}/paper.pdf").get_data())
    assert "Түркістан" in words and "№ 1" in words


POST = {"signatory": "С. Қанатов", "signatory_post": "аким села", "signatory_post_kk": "ауыл әкімі"}


def test_post_of_the_addressee_is_said_in_the_language_of_the_letter_and_of_the_page(
    suite: Suite, project: str, lead: Browser
) -> None:
    said = {"kind": "akimat", "name_ru": AKIMAT, "region": "turkistan", **POST}
    akimat = suite.ok("POST", "/registry/api/v1/organisations", json=said)["id"]
    russian, kazakh = POST["signatory_post"], POST["signatory_post_kk"]
    for day, language, post, other in ((12, "ru", russian, kazakh), (13, "kk", kazakh, russian)):
        said = {"body": BODY, "language": language, "dated_on": f"2022-05-{day}"}
        item = registered(suite, project, akimat, **said)
        words = pdf_text(lead.get(f"{PAGE}/{item}/paper.pdf").get_data())
        assert post in words and other not in words
    lead.cookies["asar_locale"] = "kk"
    assert kazakh in text(lead.get(f"/registry/organisations/{akimat}"))


def test_letter_without_a_text_is_not_printed(suite: Suite, project: str, akimat: str, lead: Browser) -> None:
    item = registered(suite, project, akimat)
    assert lead.get(f"{PAGE}/{item}/paper.pdf").status_code == 404
    assert lead.get(f"{PAGE}/{item}/paper.exe").status_code == 404


def test_form_asks_about_who_is_new_and_corrects(suite: Suite, project: str, lead: Browser) -> None:
    form = {"project_id": project, "direction": "in", "party": PAPER, "dated_on": "12.05.2022"}
    form |= {"subject": "Запрос", "day.field": "dated_on", "their_number": "5"}
    asked = lead.post(f"{PAGE}/new", form, f"{PAGE}/new")
    assert asked.status_code == 422 and 'name="instead"' in text(asked) and "Запрос" in text(asked)
    page = lead.post(f"{PAGE}/new", {**form, "instead": "media"}, f"{PAGE}/new").headers["Location"]
    assert "вх. № 1/2022" in text(lead.get(page))
    kept = {name: form[name] for name in ("party", "day.field", "their_number")}
    change = {**kept, "subject": "Запрос интервью", "dated_on": "2021-05-12"}
    assert lead.post(f"{page}/edit", change, f"{page}/edit").status_code == 422
    assert lead.post(f"{page}/edit", {**change, "dated_on": "2022-05-12"}, f"{page}/edit").status_code == 302
    shown = text(lead.get(page))
    assert "Запрос интервью" in shown and "Запрос → Запрос интервью" in shown
    found = text(lead.get(f"{PAGE}?direction=in&q=интервью"))
    assert "Запрос интервью" in found
    assert "Запрос интервью" not in text(lead.get(f"{PAGE}?direction=out"))
    assert lead.get(f"{PAGE}.xlsx").mimetype.endswith("sheet")


def test_scan_stands_on_the_letter(suite: Suite, project: str, akimat: str, lead: Browser) -> None:
    item = registered(suite, project, akimat)
    sent = {"file": (BytesIO(PDF), "письмо.pdf"), "kind": "grantor_letter"}
    assert suite.call("POST", f"{API}/{item}/evidence", data=sent).status_code == 201
    assert "письмо.pdf" in text(lead.get(f"{PAGE}/{item}"))


def test_pr_officer_writes_to_the_media_and_the_accountant_does_not(
    suite: Suite, project: str, akimat: str
) -> None:
    officer = suite.browser("pr_officer")
    assert officer.get(f"{PAGE}/new").status_code == 200
    assert suite.browser("accountant").get(f"{PAGE}/new").status_code == 403


def test_pr_officer_attaches_the_scan_of_his_letter_and_the_lead_sees_it(
    suite: Suite, project: str, akimat: str, lead: Browser
) -> None:
    officer = suite.browser("pr_officer")
    said = {"project_id": project, "direction": "out", "dated_on": "2022-05-12"}
    more = {"party": AKIMAT, "subject": "Приглашение на презентацию", "language": "ru"}
    page = officer.made(f"{PAGE}/new", {**said, **more}).split("#")[0]
    assert f'action="{page}/evidence"' in text(officer.get(page))
    scan = {"kind": "grantor_letter", "file": (BytesIO(PDF), "Приглашение.pdf")}
    assert officer.post(f"{page}/evidence", scan, page).status_code == 302
    shown = text(lead.get(page))
    assert "Приглашение на презентацию" in shown and "Приглашение.pdf" in shown
    assert f'href="{page}/evidence/new' not in text(suite.browser("accountant").get(page))


def test_a_letter_is_told_all_that_is_wrong(suite: Suite, project: str) -> None:
    said = body(project, "Кто это", dated_on="2099-01-01", activity="9.9")
    answer = suite.call("POST", API, json=said)
    assert set(answer.json["detail"]["fields"]) == {"dated_on", "activity", "party"}
