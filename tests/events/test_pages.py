"""Pages of events, as people use them."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import load_workbook

from services.events.projects.queries import projects
from shared.clock import today
from shared.language.records import state
from shared.queue.receiving import Envelope
from tests.events.forms import (
    import_list,
    paste,
    people,
    record,
    recorded,
    sent_back,
    sheet,
    text_of,
    value_of,
)
from tests.suite import PDF, Browser, Suite


def test_form_with_errors_keeps_what_was_typed(lead: Browser, project: str) -> None:
    answer = record(lead, project, ends_on="2022-05-19", **{"extra.turkistan.makhalla": "Отырар"})
    assert answer.status_code == 422
    assert value_of(text_of(answer), "title") == "Тренинг в Шорнаке"
    assert value_of(text_of(answer), "extra.turkistan.makhalla") == "Отырар"
    assert 'id="f-ends_on-error"' in text_of(answer)


def test_held_gathering_of_a_past_day_counts_as_soon_as_people_are_entered(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    suite.settle()
    before = suite.figure(project, "4.1.1")["actual"]
    paste(lead, gathering)
    suite.settle()
    assert (before, suite.figure(project, "4.1.1")["actual"]) == (0, 1)


def test_future_gathering_cannot_be_held_already(lead: Browser, project: str) -> None:
    answer = record(lead, project, starts_on=(today() + timedelta(days=2)).isoformat())
    assert answer.status_code == 422
    assert 'id="f-starts_on-error"' in text_of(answer)


def test_extra_fields_follow_the_region(lead: Browser, project: str) -> None:
    def fields(region: str) -> str:
        return text_of(
            lead.get(
                f"/events/gatherings/new?region={region}",
                headers={"HX-Request": "true", "HX-Target": "extra"},
            )
        )

    assert "extra.turkistan.makhalla" in fields("turkistan")
    assert "extra.turkistan.makhalla" not in fields("mangystau")


def test_answers_to_another_regions_questions_are_dropped(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, region="mangystau", **{"extra.turkistan.makhalla": "Отырар"})
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")["region"] == "mangystau"


def test_pasted_list_gives_back_only_its_bad_line(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    answer = paste(lead, gathering)
    assert answer.status_code == 422
    assert [person["name"] for person in people(suite, gathering)] == ["Оспанов Тимур"]
    assert (value_of(text_of(answer), "rows-0-name"), value_of(text_of(answer), "rows-0-settlement")) == (
        "Беков 77",
        "с. Қарнақ",
    )
    assert 'id="rows-0-why"' in text_of(answer)


def test_corrected_line_is_entered(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    answer = lead.post(
        f"/events/gatherings/{gathering}/participants/typed",
        {
            "rows-0-name": "Беков Дамир",
            "rows-0-category": "opinion_leader",
            "rows-0-attended": "1",
            "rows-3-name": "Сатаева Мадина",
        },
    )
    assert answer.status_code == 302
    assert {(item["name"], item["category"], item["attended"]) for item in people(suite, gathering)} == {
        ("Беков Дамир", "opinion_leader", True),
        ("Сатаева Мадина", None, False),
    }


HEADED = "ФИО\tНас. пункт\tТелефон\tПол\tГод рождения\tКатегория\tОрганизация\tПрисутствовал\n"
LOST = "Потерянный Иван\tКентау\t+7 700 000 01 13\t{sex}\t1891\t{category}\tОФ Тест\tнет\n"


@pytest.mark.parametrize("header", ["", HEADED])
def test_refused_row_comes_back_whole_and_is_entered_whole(
    suite: Suite, lead: Browser, project: str, header: str
) -> None:
    gathering = recorded(lead, project)
    back = sent_back(text_of(paste(lead, gathering, header + LOST.format(sex="м", category="нпо"))))
    assert (back["rows-0-sex"], back["rows-0-category"], back["rows-0-birth_year"]) == ("male", "ngo", "1891")
    assert (
        lead.post(
            f"/events/gatherings/{gathering}/participants/typed", back | {"rows-0-birth_year": "1981"}
        ).status_code
        == 302
    )
    (person,) = people(suite, gathering)
    assert {name: person[name] for name in ("sex", "category", "birth_year")} == {
        "sex": "male",
        "category": "ngo",
        "birth_year": 1981,
    }


def test_word_nobody_knows_comes_back_as_it_was_typed(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    back = sent_back(text_of(paste(lead, gathering, HEADED + LOST.format(sex="сын", category="сосед"))))
    assert (back["rows-0-sex"], back["rows-0-category"]) == ("сын", "сосед")
    again = lead.post(f"/events/gatherings/{gathering}/participants/typed", back)
    assert again.status_code == 422 and sent_back(text_of(again)) == back


def test_result_says_who_is_known_already(suite: Suite, lead: Browser, project: str) -> None:
    line = "Оспанов Тимур Ерланұлы\tс. Шорнақ\t+7 700 000 01 11\n"
    for title in ("Первый", "Второй"):
        gathering = recorded(lead, project, title=title)
        job = paste(lead, gathering, line).headers["Location"]
    lead.cookies["asar_locale"] = "en"
    assert "already known: was at 1 gathering" in text_of(lead.get(job))


def test_a_line_taken_for_a_note_comes_back(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    answer = lead.post(f"/events/gatherings/{gathering}/participants/typed", {"rows-0-name": "Итого"})
    assert answer.status_code == 422
    assert value_of(text_of(answer), "rows-0-name") == "Итого"


def test_nothing_typed_is_said_beside_the_form(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    assert (
        lead.post(f"/events/gatherings/{gathering}/participants/typed", {"rows-0-phone": ""}).status_code
        == 422
    )
    assert paste(lead, gathering, " ").status_code == 422


def test_imported_file_gives_back_its_bad_rows(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    job = import_list(
        suite, lead, gathering, sheet([["ФИО", "Год рождения"], ["Аманов Серік", 1961], ["Кто-то 5", 1850]])
    )
    rows = load_workbook(BytesIO(lead.get(f"{job}/bad-rows").data)).get_sheet_by_index(0).to_python()
    assert [person["name"] for person in people(suite, gathering)] == ["Аманов Серік"]
    assert (len(rows), rows[1][:2]) == (2, ["Кто-то 5", 1850])
    assert "1850" in rows[1][2]


def test_good_file_has_no_bad_rows(suite: Suite, lead: Browser, project: str) -> None:
    job = import_list(
        suite, lead, recorded(lead, project), sheet([["ФИО"], ["Аманов Серік"], ["Аманов Серік"]])
    )
    assert lead.get(job).status_code == 200
    assert lead.get(f"{job}/bad-rows").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "This is the old .xls or .doc format"),
        ("Цвет;Размер\nсиний;5\n".encode("cp1251"), "Columns in the file: Цвет, Размер"),
        (b"%PDF-1.4", "This is not a table"),
    ],
)
def test_file_that_is_no_list_says_why(
    suite: Suite, lead: Browser, project: str, data: bytes, words: str
) -> None:
    job = import_list(suite, lead, recorded(lead, project), BytesIO(data), "список.xls")
    lead.cookies["asar_locale"] = "en"
    assert words in text_of(lead.get(job))


def test_cancelled_gathering_refuses_people(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    lead.post(f"/events/gatherings/{gathering}/cancellation", {"reason": "Не было света в клубе"})
    assert paste(lead, gathering).status_code == 409
    answer = lead.post(
        f"/events/gatherings/{gathering}/participants/file",
        {"file": (sheet([["ФИО"], ["Аманов Серік"]]), "a.xlsx")},
    )
    assert answer.status_code == 422
    assert people(suite, gathering) == []
    assert "Не было света в клубе" in text_of(lead.get(f"/events/gatherings/{gathering}"))


def test_partner_finds_nothing_of_another_region(suite: Suite, project: str) -> None:
    partner, gathering = (
        suite.browser("partner_rep", "turkistan"),
        suite.gathering(project, people=1, region="mangystau"),
    )
    evidence = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")[0]["id"]
    pages = ["", "/edit", "/cancellation", "/participants/new", "/participants/lines", "/evidence/new"]
    assert {partner.get(f"/events/gatherings/{gathering}{page}").status_code for page in pages} == {404}
    assert partner.get(f"/events/evidence/{evidence}").status_code == 404
    assert {
        partner.post(f"/events/gatherings/{gathering}/{action}", {}).status_code
        for action in (
            "completion",
            "cancellation",
            "attendance",
            "participants/typed",
            "participants/pasted",
        )
    } == {404}


def test_partner_lists_and_exports_his_region_only(suite: Suite, project: str) -> None:
    suite.gathering(project, people=0, region="mangystau", evidence=())
    mine = suite.gathering(project, people=0, region="turkistan", evidence=())
    partner = suite.browser("partner_rep", "turkistan")
    rows = (
        load_workbook(BytesIO(partner.get("/events/gatherings.xlsx").data)).get_sheet_by_index(0).to_python()
    )
    assert re.findall(
        r'href="/events/gatherings/([0-9a-f-]{36})"', text_of(partner.get("/events/gatherings"))
    ) == [mine]
    assert [row[0] for row in rows[1:]] == ["training turkistan"]


def test_partner_records_in_his_region_only(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert record(partner, project, region="mangystau").status_code == 403
    assert record(partner, project).status_code == 302


def test_export_has_the_filters_and_columns_of_the_list(suite: Suite, lead: Browser, project: str) -> None:
    suite.gathering(project, people=0, evidence=("signed_list",))
    recorded(lead, project, type="round_table", activity="1.2", title="=1+1")
    found = lead.get("/events/gatherings.xlsx?type=round_table&col=title&col=type")
    rows = load_workbook(BytesIO(found.data)).get_sheet_by_index(0).to_python()
    assert (len(rows), len(rows[0]), rows[1][0]) == (2, 3, "=1+1")


def test_missing_kind_lists_only_types_that_need_it(suite: Suite, lead: Browser, project: str) -> None:
    suite.gathering(project, people=0)
    assert "training turkistan" in text_of(lead.get("/events/gatherings?missing=photo"))
    assert "training turkistan" not in text_of(lead.get("/events/gatherings?missing=screenshot"))
    assert "training turkistan" not in text_of(lead.get("/events/gatherings?missing=signed_list"))


def test_names_are_hidden_from_the_grantors_manager(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, people=2, prefix="Тайный")
    page = suite.browser("grantor_viewer").get(f"/events/gatherings/{gathering}")
    assert page.status_code == 200
    assert "Тайный" not in text_of(page)
    assert "Тайный" in text_of(suite.browser("coordinator").get(f"/events/gatherings/{gathering}"))


def test_tick_changes_only_the_line_shown(suite: Suite, lead: Browser, project: str) -> None:
    gathering = suite.gathering(project, people=3)
    first, second, _third = (person["id"] for person in people(suite, gathering))
    lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": [first], "present": [second]})
    suite.settle()
    assert {person["id"]: person["attended"] for person in people(suite, gathering)}[first] is False
    assert suite.figure(project, "4.1.3")["actual"] == 2


def test_good_files_are_kept_beside_a_bad_one(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    answer = lead.post(
        f"/events/gatherings/{gathering}/evidence/new",
        {
            "kind": "photo",
            "file": [(BytesIO(PDF), "лист.pdf"), (BytesIO(b"MZ\x00\xff\xfe"), "virus.exe")],
        },
    )
    kept = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")
    assert answer.status_code == 422
    assert "virus.exe" in text_of(answer)
    assert [item["name"] for item in kept] == ["лист.pdf"]


def test_file_is_opened_and_taken_off(suite: Suite, lead: Browser, project: str) -> None:
    gathering = suite.gathering(project, people=0, evidence=("signed_list",))
    evidence = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")[0]["id"]
    assert lead.get(f"/events/evidence/{evidence}").data.startswith(PDF)
    lead.post(f"/events/evidence/{evidence}/detachment", {})
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence") == []


def test_page_names_the_figures_the_gathering_moves(suite: Suite, lead: Browser, project: str) -> None:
    page = text_of(lead.get(f"/events/gatherings/{suite.gathering(project, people=0)}"))
    assert re.findall(rf'href="/reports/indicators/([\d.]+)\?project={project}"', page) == [
        f"4.1.{number}" for number in range(1, 7)
    ]


def test_strangers_job_is_not_found(suite: Suite, lead: Browser, project: str) -> None:
    job = paste(lead, recorded(lead, project), "Оспанов Тимур").headers["Location"]
    assert suite.browser("partner_rep", "turkistan").get(job).status_code == 404


def test_publication_is_recorded_proven_and_corrected(suite: Suite, lead: Browser, project: str) -> None:
    form = {
        "project_id": project,
        "kind": "social_post",
        "title": "Пост",
        "issued_on": "2022-04-13",
        "status": "published",
    }
    page = lead.post("/events/publications/new", form).headers["Location"].split("#")[0]
    assert (
        lead.post(f"{page}/evidence", {"kind": "screenshot", "file": (BytesIO(PDF), "пост.pdf")}).status_code
        == 302
    )
    suite.settle()
    assert suite.figure(project, "I.3.3")["actual"] == 1
    lead.post(
        f"{page}/edit", {**{name: form[name] for name in form if name != "project_id"}, "status": "draft"}
    )
    suite.settle()
    assert not suite.figure(project, "I.3.3")["actual"]


def test_partner_cannot_speak_for_the_whole_project(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    form = {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-13"}
    assert partner.post("/events/publications/new", form).status_code == 422
    made = suite.ok("POST", "/events/api/v1/publications", json=form)["id"]
    assert partner.get(f"/events/publications/{made}").status_code == 200
    assert partner.get(f"/events/publications/{made}/edit").status_code == 404


def test_odd_addresses_still_give_a_list(lead: Browser, project: str) -> None:
    for query in (
        "q=%25",
        "q=%00",
        "page=-1",
        "page=x",
        "sort=nonsense",
        "project=1",
        "activity='",
        "col=nothing",
    ):
        assert lead.get(f"/events/gatherings?{query}").status_code == 200, query
        assert lead.get(f"/events/gatherings.xlsx?{query}").status_code == 200, query


def test_pages_before_any_plan_say_what_to_do(lead: Browser) -> None:
    for page in ("gatherings", "gatherings/new", "publications", "publications/new"):
        assert '"/registry/plans"' in text_of(lead.get(f"/events/{page}")), page


@pytest.mark.parametrize("days", [("2022-03-28", "2022-04-05"), ("2022-03-28", "2022-03-28")])
def test_projects_of_one_name_are_told_apart(
    suite: Suite, lead: Browser, project: str, days: tuple[str, str]
) -> None:
    suite.gathering(project, 0)
    twins(suite, project, days)
    offered = re.findall(
        r'href="/events/gatherings/new\?project_id=[^"]+">([^<]+)</a>',
        text_of(lead.get("/events/gatherings/new")),
    )
    chosen = re.search(
        r'<select[^>]*name="project"(.*?)</select>', text_of(lead.get("/events/gatherings")), re.DOTALL
    )[1]
    assert len(set(offered)) == 2 and all(name in chosen for name in offered)


def twins(suite: Suite, project: str, days: tuple[str, str]) -> None:
    """A second project of the same plan, each approved on its day."""
    with suite.apps["events"].app_context():
        session, known = suite.apps["events"].extensions["sqlalchemy"].session, state(projects.get(project))
        for number, (key, day) in enumerate(zip((project, project[:-4] + "0000"), days, strict=True)):
            told = known | {"id": key, "plan": known["plan"] | {"approved_on": day}}
            suite.apps["events"].extensions["inbox"]["project"](
                session,
                [
                    Envelope(
                        {"kind": "project", "key": f"centre:{key}", "version": 1000 + number, "state": told}
                    )
                ],
            )
        session.commit()
