"""Surveys: numbered sheets on paper and online, one answer a sheet, one figure out of both."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from services.events.answering.views import serializer
from shared.language.questionnaires import FIRST
from tests.events.forms import text_of
from tests.events.test_journals import centre
from tests.reports.printed import pdf_text
from tests.suite import PDF, Browser, Suite, pdf

PAGE, API = "/events/surveys", "/events/api/v1/surveys"
TODAY = date(2022, 9, 20)


@pytest.fixture(autouse=True)
def september(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project runs: answers of phones are of today."""
    monkeypatch.setenv("ASAR_TODAY", TODAY.isoformat())


@pytest.fixture
def asked(suite: Suite) -> str:
    """The id of the questionnaire we begin with."""
    made: str = suite.ok("POST", "/events/api/v1/questionnaires", json=FIRST)["id"]
    return made


def begun(suite: Suite, project: str, asked: str, **more: Any) -> str:
    """The id of a survey of this month that runs."""
    term = {"opens_on": (TODAY - timedelta(days=9)).isoformat(), "closes_on": TODAY.isoformat()}
    said = {"project_id": project, "questionnaire_id": asked, "title": "Как мы работаем", **term, **more}
    made: str = suite.ok("POST", API, json=said)["id"]
    return made


@pytest.fixture
def survey(suite: Suite, project: str, asked: str) -> str:
    """A survey of one region with five paper sheets out."""
    made = begun(suite, project, asked, region="turkistan")
    suite.ok("POST", f"{API}/{made}/sheets", json={"count": 5})
    return made


def rows(*marks: int, first: int = 1) -> list[dict[str, Any]]:
    """Paper sheets with these marks."""
    return [{"number": number, "answers": {"q1": mark}} for number, mark in enumerate(marks, first)]


def keyed(suite: Suite, survey: str, sheets: list[dict[str, Any]], day: str = "") -> Any:
    """The answer to sheets that are keyed in."""
    said = {"answered_on": day or TODAY.isoformat(), "rows": sheets}
    return suite.call("POST", f"{API}/{survey}/answers", json=said)


def counts(suite: Suite, survey: str) -> tuple[int, int, int, int]:
    """Sheets issued and answered, satisfied of all marks."""
    row = next(row for row in suite.ok("GET", API) if row["id"] == survey)
    return row["issued"], row["answered"], row["satisfied"], row["base"]


def figure(suite: Suite, project: str) -> dict[str, Any]:
    """How satisfied people are."""
    suite.settle()
    return suite.figure(project, "F.1.2")


def links(suite: Suite, survey: str) -> list[str]:
    """The addresses of the sheets."""
    sheets = suite.ok("GET", f"{API}/{survey}/sheets")
    return [sheet["link"].partition("/events/")[2] for sheet in sheets]


def stamp(suite: Suite) -> str:
    """The moment a page was shown, a minute ago."""
    import time

    from itsdangerous import TimestampSigner

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time()) - 60

    with suite.apps["events"].app_context():
        made = serializer()
        made.signer = Earlier
        return made.dumps("shown")  # type: ignore[return-value]


class Phone:
    """A telephone nobody signed in on."""

    def __init__(self, suite: Suite) -> None:
        self.client = suite.apps["events"].test_client()

    def get(self, path: str) -> Any:
        """A page."""
        return self.client.get(path)

    def post(self, path: str, form: dict[str, str]) -> Any:
        """What a form of the page sends."""
        page = text_of(self.client.get(path, follow_redirects=True))
        proof = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert proof
        return self.client.post(path, data={"csrf_token": proof[1], **form})


def online(suite: Suite, link: str, phone: Phone | None = None, **said: Any) -> Any:
    """The answer to a questionnaire that is sent from a phone."""
    return (phone or Phone(suite)).post(f"/events/{link}", {"shown": stamp(suite), **said})


def test_paper_and_phone_make_one_figure_with_its_base(suite: Suite, project: str, survey: str) -> None:
    assert figure(suite, project)["actual"] is None
    assert keyed(suite, survey, rows(5, 4, 2)).status_code == 200
    assert online(suite, links(suite, survey)[3], q1="5", q4="Больше тренингов").status_code == 302
    assert counts(suite, survey) == (5, 4, 3, 4)
    found = figure(suite, project)
    assert (found["numerator"], found["denominator"], found["actual"]) == (3, 4, 75)
    assert found["evidence"] == {"needed": 1, "present": 0}
    scan = {"kind": "questionnaire", "file": (BytesIO(PDF), "анкеты.pdf")}
    assert suite.call("POST", f"{API}/{survey}/evidence", data=scan).status_code == 201
    assert figure(suite, project)["evidence"]["present"] == 1


def test_share_of_two_centres_is_no_average_and_the_list_says_each(
    suite: Suite, project: str, asked: str, lead: Browser
) -> None:
    for region, marks in (("turkistan", (5, 5, 5, 4)), ("kyzylorda", (1,))):
        at = centre(suite, project, region, f"Центр {region}")
        made = begun(suite, project, asked, centre_id=at)
        suite.ok("POST", f"{API}/{made}/sheets", json={"count": 5})
        keyed(suite, made, rows(*marks))
    assert (figure(suite, project)["actual"], figure(suite, project)["denominator"]) == (80, 5)
    page = text_of(lead.get(PAGE)).replace("\xa0", " ")
    assert all(said in page for said in ("100 % (4 из 4)", "0 % (0 из 1)", "80 % (4 из 5)", "50 % (5 из 10)"))


def test_survey_that_brought_no_mark_has_no_per_cent_and_says_so(
    suite: Suite, project: str, survey: str, lead: Browser
) -> None:
    keyed(suite, survey, [{"number": 1, "answers": {"q4": "Всё хорошо"}}])
    assert (counts(suite, survey), figure(suite, project)["actual"]) == ((5, 1, 0, 0), None)
    assert "оценок пока нет, процента нет" in text_of(lead.get(f"{PAGE}/{survey}"))
    assert "Процента пока нет" in text_of(lead.get(f"/reports/indicators/F.1.2?project={project}"))


def test_one_link_is_one_answer(suite: Suite, survey: str) -> None:
    link = links(suite, survey)[0]
    assert online(suite, link, q1="5").status_code == 302
    again = online(suite, link, q1="1")
    assert again.status_code == 422 and "Одна анкета – один ответ" in text_of(again)
    assert "Спасибо" in text_of(Phone(suite).get(f"/events/{link}"))
    refused = keyed(suite, survey, rows(1))
    assert refused.status_code == 422 and "уже заполнена" in refused.get_data(as_text=True)
    assert counts(suite, survey) == (5, 1, 1, 1)


def test_two_who_send_one_link_at_once_are_one_answer(suite: Suite, survey: str) -> None:
    link, phones = links(suite, survey)[0], [Phone(suite) for _phone in range(4)]
    with ThreadPoolExecutor(4) as four:
        sent = list(four.map(lambda phone: online(suite, link, phone, q1="5").status_code, phones))
    assert sorted(sent) == [302, 422, 422, 422] and counts(suite, survey)[1] == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"website": "http://spam.example"}, "заполнил робот"),
        ({"shown": ""}, "слишком долго"),
        ({"shown": "made.up.words"}, "слишком долго"),
    ],
)
def test_robot_is_kept_out_and_a_person_loses_nothing(
    suite: Suite, survey: str, said: dict[str, str], why: str
) -> None:
    answer = online(suite, links(suite, survey)[0], q1="5", q4="Спасибо за всё", **said)
    page = text_of(answer)
    assert answer.status_code == 422 and why in page and "Спасибо за всё" in page
    assert re.search(r'id="q1-5" value="5" checked', page) and counts(suite, survey)[1] == 0


def test_quicker_than_anybody_reads_is_refused(suite: Suite, survey: str) -> None:
    link, phone = links(suite, survey)[0], Phone(suite)
    shown = re.search(r'name="shown" value="([^"]+)"', text_of(phone.get(f"/events/{link}")))
    assert shown
    answer = phone.post(f"/events/{link}", {"shown": shown[1], "q1": "5"})
    assert answer.status_code == 422 and "Слишком быстро" in text_of(answer)


def test_after_its_end_and_before_its_begin_nothing_is_answered(
    suite: Suite, project: str, asked: str, lead: Browser
) -> None:
    past = {"opens_on": "2022-09-01", "closes_on": "2022-09-10", "region": "turkistan"}
    ahead = {"opens_on": (TODAY + timedelta(days=3)).isoformat(), "closes_on": "2099-01-01"}
    coming = begun(suite, project, asked, **ahead)
    suite.ok("POST", f"{API}/{coming}/sheets", json={"count": 1})
    running = begun(suite, project, asked)
    suite.ok("POST", f"{API}/{running}/sheets", json={"count": 1})
    link = links(suite, running)[0]
    suite.ok("POST", f"{API}/{running}/closing", json={})
    assert "Опрос завершён" in text_of(online(suite, link, q1="5"))
    assert "Опрос начнётся" in text_of(online(suite, links(suite, coming)[0], q1="5"))
    ended = begun(suite, project, asked, **past)
    refused = suite.call("POST", f"{API}/{ended}/sheets", json={"count": 1})
    assert refused.get_json()["code"] == "survey_ended"


def test_paper_of_a_survey_that_is_over_is_keyed_in_until_it_is_closed(
    suite: Suite, project: str, survey: str, lead: Browser
) -> None:
    assert keyed(suite, survey, rows(5), (TODAY + timedelta(days=1)).isoformat()).status_code == 422
    term = {"title": "Опрос", "opens_on": (TODAY - timedelta(days=9)).isoformat()}
    over = {**term, "closes_on": (TODAY - timedelta(days=2)).isoformat()}
    assert lead.post(f"{PAGE}/{survey}/edit", over).status_code == 302
    assert keyed(suite, survey, rows(5)).get_json()["code"] == "filled_in_outside"
    assert "опрос завершён: осталось ввести анкеты" in text_of(lead.get("/registry/home"))
    day = (TODAY - timedelta(days=3)).isoformat()
    assert keyed(suite, survey, rows(5), day).status_code == 200
    suite.ok("POST", f"{API}/{survey}/closing", json={})
    assert keyed(suite, survey, rows(4, first=2), day).get_json()["code"] == "survey_closed"
    assert "осталось ввести анкеты" not in text_of(lead.get("/registry/home"))
    assert lead.post(f"{PAGE}/{survey}/reopening", {}).status_code == 302
    assert keyed(suite, survey, rows(4, first=2), day).status_code == 200


def test_grid_keeps_everything_typed_and_names_the_cell_that_is_wrong(
    suite: Suite, survey: str, lead: Browser
) -> None:
    form = {"answered_on": TODAY.isoformat(), "s-1-q1": "5", "s-2-q1": "7", "s-2-q4": "Тесно", "s-3-q3": "9"}
    answer = lead.post(f"{PAGE}/{survey}/rows", form)
    page = text_of(answer)
    assert answer.status_code == 422 and counts(suite, survey)[1] == 0
    assert "Оценка – это 1, 2, 3, 4 или 5." in page and "от 1 до 4" in page and "Тесно" in page
    good = {**form, "s-2-q1": "3", "s-3-q3": "4"}
    assert lead.post(f"{PAGE}/{survey}/rows", good).status_code == 302
    assert counts(suite, survey) == (5, 3, 1, 2)


def test_sheet_that_never_went_out_and_one_named_twice_are_refused(suite: Suite, survey: str) -> None:
    said = keyed(suite, survey, [*rows(5, 4), *rows(3), *rows(5, first=77)]).get_json()
    assert set(said["detail"]["fields"]) == {"s-1", "s-77"} and counts(suite, survey)[1] == 0
    strange = keyed(suite, survey, [{"number": 1, "answers": {"q9": 1}}]).get_json()
    assert "q9" in strange["detail"]["fields"]["s-1"][0]


def test_struck_answer_counts_nowhere_and_its_sheet_is_keyed_in_again(
    suite: Suite, project: str, survey: str, lead: Browser
) -> None:
    keyed(suite, survey, rows(1, 5))
    answer = re.search(r"/events/surveys/answers/[0-9a-f-]{36}", text_of(lead.get(f"{PAGE}/{survey}")))
    assert answer and lead.post(answer[0], {}).status_code == 422
    assert lead.post(answer[0], {"reason": "Ошибка в строке"}).status_code == 302
    assert "Ошибка в строке" in text_of(lead.get(answer[0]))
    assert lead.post(answer[0], {"reason": "ещё раз"}).status_code == 422
    assert counts(suite, survey) == (5, 1, 1, 1)
    keyed(suite, survey, rows(4))
    assert figure(suite, project)["numerator"] == 2


def test_common_link_gives_each_phone_a_sheet_of_its_own(suite: Suite, survey: str, lead: Browser) -> None:
    found = re.search(r"/events/(q/all/[\w-]+)", text_of(lead.get(f"{PAGE}/{survey}")))
    assert found
    phone, other = Phone(suite), Phone(suite)
    mine = online(suite, found[1], phone).headers["Location"]
    assert online(suite, found[1], phone).headers["Location"] == mine
    assert phone.get(f"/events/{found[1]}").headers["Location"] == mine
    assert online(suite, found[1], other).headers["Location"] != mine
    assert online(suite, mine.removeprefix("/events/"), phone, q1="4").status_code == 302
    assert counts(suite, survey) == (7, 1, 1, 1)


def test_flood_at_the_common_link_is_held_back(suite: Suite, survey: str, lead: Browser) -> None:
    found = re.search(r"/events/(q/all/[\w-]+)", text_of(lead.get(f"{PAGE}/{survey}")))
    assert found
    sent = [online(suite, found[1], Phone(suite)).status_code for _phone in range(31)]
    assert sent.count(302) == 30 and sent[-1] == 429


def test_page_for_a_phone_is_in_the_language_it_asks_for_and_no_robot_lists_it(
    suite: Suite, survey: str
) -> None:
    link, phone = links(suite, survey)[0], Phone(suite)
    russian = phone.get(f"/events/{link}")
    assert "Насколько вы довольны" in text_of(russian) and "noindex" in russian.headers["X-Robots-Tag"]
    phone.get(f"/events/{link}?locale=kk")
    assert "қаншалықты ризасыз" in text_of(phone.get(f"/events/{link}"))
    assert phone.get("/events/q/made-up").status_code == 404


def test_sheets_print_with_number_and_link_in_both_languages(
    suite: Suite, survey: str, lead: Browser
) -> None:
    for language, words in (("ru", "Анкета № 5"), ("kk", "Сауалнама № 5")):
        printed = pdf_text(lead.get(f"{PAGE}/{survey}/sheets.pdf?language={language}").data)
        assert words in printed and FIRST["title"][language] in printed
    keyed(suite, survey, rows(5, 5, 5, 5, 5))
    assert lead.get(f"{PAGE}/{survey}/sheets.pdf").status_code == 409


def test_change_is_the_next_version_and_a_survey_keeps_its_own(
    suite: Suite, survey: str, asked: str, lead: Browser
) -> None:
    changed = {**FIRST, "questions": FIRST["questions"][:1]}
    suite.call("PUT", f"/events/api/v1/questionnaires/{asked}", json=changed)
    suite.call("PUT", f"/events/api/v1/questionnaires/{asked}", json=changed)
    assert [row["number"] for row in suite.ok("GET", "/events/api/v1/questionnaires")] == [2]
    assert "Что нам улучшить?" in text_of(Phone(suite).get(f"/events/{links(suite, survey)[0]}"))
    page = f"/events/questionnaires/{asked}"
    assert "Что нам улучшить?" not in text_of(lead.get(page))
    assert "Что нам улучшить?" in text_of(lead.get(f"{page}?version=1"))


def test_form_of_a_questionnaire_names_the_question_that_is_wrong(suite: Suite, lead: Browser) -> None:
    form = {
        "title_ru": "Анкета", "title_kk": "Сауалнама", "intro_ru": "Здравствуйте", "intro_kk": "Сәлем",
        "kind": ["satisfaction", "choice"], "ru": ["Довольны?", "Откуда?"], "kk": ["Ризасыз ба?", "Қайдан?"],
        "options_ru": ["", "друзья\nсоседи"], "options_kk": ["", "достар"],
    }  # fmt: skip
    page = text_of(lead.post("/events/questionnaires/new", form))
    assert "Вопрос 2: ответов на русском" in page and "соседи" in page
    good = {**form, "options_kk": ["", "достар\nкөршілер"]}
    assert lead.post("/events/questionnaires/new", good).status_code == 302
    none = {**good, "kind": ["scale", "choice"]}
    assert "Ровно один вопрос" in text_of(lead.post("/events/questionnaires/new", none))


def test_partner_and_operator_keep_to_their_region_and_their_centre(
    suite: Suite, project: str, asked: str
) -> None:
    theirs = begun(suite, project, asked, region="atyrau")
    whole = begun(suite, project, asked)
    mine = begun(suite, project, asked, region="turkistan")
    partner = suite.browser("partner_rep", "turkistan")
    assert [partner.get(f"{PAGE}/{item}").status_code for item in (theirs, whole, mine)] == [404, 200, 200]
    assert [partner.get(f"{PAGE}/{item}/rows").status_code for item in (theirs, whole, mine)] == [
        404,
        404,
        200,
    ]
    assert partner.get("/events/questionnaires/new").status_code == 403
    assert suite.browser("grantor_viewer").get(f"{PAGE}/{mine}/rows").status_code == 403


def test_nobody_is_kept_with_an_answer(suite: Suite, survey: str) -> None:
    online(suite, links(suite, survey)[0], q1="5")
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        from sqlalchemy import text

        row = session.execute(text("SELECT * FROM survey_answers")).mappings().one()
    assert row["entered_by"]["kind"] == "nobody" and not any("person" in name for name in row)


def test_note_is_made_of_the_answers_in_word_and_pdf(suite: Suite, survey: str, lead: Browser) -> None:
    import docx

    assert lead.get(f"{PAGE}/{survey}/note.pdf").status_code == 409
    keyed(suite, survey, [*rows(5, 4, 2), {"number": 4, "answers": {"q4": "Больше воды"}}])
    for page in (f"{PAGE}/note", f"{PAGE}/{survey}/note"):
        printed = pdf_text(lead.get(f"{page}.pdf?language=ru").data).replace("\xa0", " ")
        assert "66,7 % (2 из 3)" in printed and "80 % (4 из 5)" in printed and "Больше воды" in printed
    written = docx.Document(BytesIO(lead.get(f"{PAGE}/note.docx?language=kk").data))
    said = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "талдау анықтамасы" in said and len(written.inline_shapes) >= 2


def test_a_newer_project_without_surveys_takes_no_note_away(suite: Suite, survey: str, lead: Browser) -> None:
    keyed(suite, survey, rows(5, 4, 2))
    suite.approved_project()
    assert "66,7 %" in pdf_text(lead.get(f"{PAGE}/note.pdf?language=ru").data).replace("\xa0", " ")


def test_questionnaires_about_a_training_are_its_feedback_and_no_sheet_counts_twice(
    suite: Suite, project: str, asked: str, lead: Browser
) -> None:
    training = suite.gathering(project, 15)
    made = begun(suite, project, asked, gathering_id=training, opens_on="2022-04-01")
    suite.ok("POST", f"{API}/{made}/sheets", json={"count": 5})
    keyed(suite, made, rows(5, 4, 2))
    suite.settle()
    figure = suite.figure(project, "4.1.5")
    assert (figure["actual"], figure["evidence"]["present"]) == (3, 0)
    scan = {"kind": "feedback", "file": (BytesIO(pdf(2)), "отзывы.pdf")}
    assert suite.call("POST", f"/events/api/v1/gatherings/{training}/evidence", data=scan).status_code == 201
    suite.settle()
    figure = suite.figure(project, "4.1.5")
    assert (figure["actual"], figure["evidence"]["present"]) == (3, 1)
    page = text_of(lead.get(f"/events/gatherings/{training}")).replace("\xa0", " ")
    assert "60 % (3 из 5)" in page and "66,7 % (2 из 3)" in page
