"""Media items of past months out of tables: a page counts once, however its table calls it."""

from __future__ import annotations

from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import literal, select

from services.events.projects.queries import projects
from shared.projects import activity_titles
from shared.sameness import is_called
from tests.brought import ask, brought, look, send, sent_again, table
from tests.events.test_publications import ISSUED
from tests.suite import Browser, Suite

PATH, LIST = "/events/imports/publications", "/events/publications"
HEAD = ["№", "Дата выхода", "Заголовок", "Вид материала", "СМИ", "Ссылка", "Регион", "Охват"]
ROWS = [
    [1, "20.05.2022", "Тренинг прошёл", "пост", "Instagram", "instagram.com/p/1", "Туркестанская", 1200],
    [2, "2022 ж. 21 мамыр", "Сюжет об орталық", "телесюжет", "Qazaqstan", "", "весь проект", ""],
]
PUBLISHED = {"all-status": "published"}


def listed(suite: Suite) -> dict[str, dict[str, Any]]:
    """Publications by title."""
    return {row["title"]: row for row in suite.ok("GET", "/events/api/v1/publications?limit=100")}


def test_table_of_a_month_is_entered_once(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS], **PUBLISHED)
    assert done["entered"] == 2, done
    post, story = listed(suite)["Тренинг прошёл"], listed(suite)["Сюжет об орталық"]
    assert (post["kind"], post["region"], post["link"]) == (
        "social_post",
        "turkistan",
        "https://instagram.com/p/1",
    )
    assert (story["kind"], story["region"], story["issued_on"]) == ("broadcast", None, "2022-05-21")
    again = brought(suite, lead, PATH, [HEAD, *ROWS], **PUBLISHED)
    assert (again["entered"], again["there"]) == (0, 2)


def test_whether_it_was_published_is_asked_not_assumed(suite: Suite, lead: Browser, project: str) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS]))
    assert "Ни в одном столбце нет: Состояние" in look(lead, address)
    assert brought(suite, lead, PATH, [HEAD, *ROWS])["refused"] == 2


def test_looking_records_nothing(suite: Suite, lead: Browser, project: str) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS]))
    assert "будет внесено 2" in look(lead, address, **PUBLISHED) and not listed(suite)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    for row in ISSUED:
        suite.ok("POST", "/events/api/v1/publications", json={"project_id": project, **row})
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 4, {})


def test_own_list_that_comes_back_knows_what_has_no_day_and_papers_with_a_link(
    suite: Suite, lead: Browser, project: str
) -> None:
    idea = {"kind": "social_post", "title": "Идея поста", "region": "turkistan", "status": "idea"}
    paper = {**ISSUED[0], "kind": "media_plan", "link": "https://example.kz/plan"}
    for row in (idea, paper):
        suite.ok("POST", "/events/api/v1/publications", json={"project_id": project, **row})
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_same_title_on_a_page_of_its_own_is_another_item(suite: Suite, lead: Browser, project: str) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]], **PUBLISHED)
    elsewhere = [*ROWS[0][:5], "facebook.com/p/1", *ROWS[0][6:]]
    assert brought(suite, lead, PATH, [HEAD, elsewhere], **PUBLISHED)["entered"] == 1


def test_link_that_counts_already_with_another_title_is_refused(
    suite: Suite, lead: Browser, project: str
) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]], **PUBLISHED)
    other = [*ROWS[0][:2], "Другой заголовок", "пост", "", "https://www.instagram.com/p/1/", "turkistan", ""]
    done = brought(suite, lead, PATH, [HEAD, other], **PUBLISHED)
    assert done["refused"] == 1 and "с другими данными" in done["why"][2] and len(listed(suite)) == 1


def test_day_to_come_and_what_editions_own_are_refused(suite: Suite, lead: Browser, project: str) -> None:
    future = [*ROWS[0][:1], "01.01.2099", *ROWS[0][2:]]
    handed = [2, "20.05.2022", "Раздача", "Распространение брошюр", "", "", "turkistan", ""]
    done = brought(suite, lead, PATH, [HEAD, future, handed], **PUBLISHED)
    assert done["refused"] == 2 and not listed(suite), done


def test_table_of_another_register_is_recognised_in_words(suite: Suite, lead: Browser, project: str) -> None:
    journal = ["№ п/п", "Дата", "ФИО посетителя", "Суть вопроса", "Ответ", "Минуты", "Консультант", "Пол"]
    address = send(lead, PATH, table([journal, [1, "14.06.2022", "Ким", "Вода", "Да", 5, "Р.", "ж"]]))
    page = look(lead, address)
    assert "Похоже, это другая таблица: «Консультации»" in page and "Ничего не внесено" in page
    assert not ask(suite, "events", "SELECT * FROM publications")


def test_row_of_another_region_is_refused(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "kyzylorda")
    done = brought(suite, partner, PATH, [HEAD, *ROWS], **PUBLISHED)
    assert (done["entered"], done["there"], done["refused"]) == (0, 0, 2)


@pytest.mark.parametrize("written", ["I.3", "{code} {title}", "{title}", "{kazakh}"])
def test_line_of_the_plan_is_read_by_its_code_its_title_or_both(
    suite: Suite, lead: Browser, project: str, written: str
) -> None:
    with suite.apps["events"].test_request_context("/"):
        plan = projects.get(project)
        line = next(line for line in plan.activities if line.code == "I.3")
        with force_locale("kk"):
            kazakh = activity_titles(plan)[line.id]
    said = written.format(code=line.code, title=line.title, kazakh=kazakh)
    done = brought(suite, lead, PATH, [[*HEAD, "Пункт плана"], [*ROWS[0], said]], **PUBLISHED)
    assert done["entered"] == 1, done
    assert listed(suite)["Тренинг прошёл"]["activity"] == "I.3"


@pytest.mark.parametrize(
    ("text", "kazakh", "same"),
    [
        ("«Сюжет»", "", True),
        ("сюжет 2", "", False),
        ("СЮЖЕТ қазақша", "Сюжет, қазақша", True),
        ("???", "", False),
    ],
)
def test_item_without_a_kazakh_title_is_not_called_by_signs_alone(
    suite: Suite, text: str, kazakh: str, same: bool
) -> None:
    app = suite.apps["events"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        asked = select(is_called(text, literal("Сюжет"), literal(kazakh)))
        assert bool(session.scalar(asked)) is same


def test_a_link_in_capitals_is_a_link(suite: Suite, lead: Browser, project: str) -> None:
    row = [*ROWS[0][:5], "HTTPS://Instagram.com/p/7", *ROWS[0][6:]]
    done = brought(suite, lead, PATH, [HEAD, row], **PUBLISHED)
    assert done["entered"] == 1, done


def test_letters_lost_in_an_ansi_file_are_said_and_nothing_is_kept(
    suite: Suite, lead: Browser, project: str
) -> None:
    right = [1, "20.05.2022", "Кто придёт?", "пост", "Instagram", "instagram.com/p/1?a=b", "Туркестанская", 1]
    ansi = "Сюжет об орталық".encode("cp1251", "replace").decode("cp1251")  # «ортал?қ»
    lost = [2, "21.05.2022", f"{ansi} Т?леби", "пост", "Instagram", "", "Туркестанская", 1]
    done = brought(suite, lead, PATH, [HEAD, right, lost], **PUBLISHED)
    assert (done["entered"], done["refused"], done["wrong"][3]) == (1, 1, ["title"])
    assert "Т?леби» пропали" in done["why"][3] and list(listed(suite)) == ["Кто придёт?"]
