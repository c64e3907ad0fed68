"""A group and its problem are called in Kazakh beside Russian, in its register and where a grant names it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, rows_of, sent_again
from tests.suite import Browser, Suite

API, LIST, PATH = "/registry/api/v1/groups", "/registry/groups", "/registry/imports/groups"
RUSSIAN, KAZAKH = "Группа молодых жителей", "Жас тұрғындар тобы"
PROBLEM, IN_KAZAKH = "Нет воды на улицах", "Көшелерде су жоқ"
HEAD = [
    "Название группы",
    "Название на казахском",
    "Область",
    "Село",
    "Проблема",
    "Проблема на казахском",
    "Дата создания",
    "Лидер",
    "Состав",
]
ROW = [
    RUSSIAN,
    KAZAKH,
    "Туркестанская обл.",
    "Қарнақ",
    PROBLEM,
    IN_KAZAKH,
    "01.06.2022",
    "Ким А.",
    "Ли О., Пак В.",
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes groups down."""
    return suite.browser("project_lead")


def formed(suite: Suite, project: str, **more: Any) -> str:
    """The id of a group."""
    said = {"project_id": project, "name": RUSSIAN, "region": "turkistan", "settlement": "Қарнақ"}
    said |= {"problem": PROBLEM, "formed_on": "2022-06-01", "leader_name": "Ким А.", "again": True}
    made: str = suite.ok("POST", API, json={**said, "members": ["Ли О.", "Пак В."], **more})["id"]
    return made


def said(answer: Any) -> str:
    """What a page says."""
    text: str = answer.get_data(as_text=True)
    return text.replace("\u00a0", " ")


def test_kazakh_reader_is_told_the_kazakh_words_or_where_they_lack(
    suite: Suite, lead: Browser, project: str
) -> None:
    whole = formed(suite, project, name_kk=KAZAKH, problem_kk=IN_KAZAKH)
    bare = formed(suite, project, settlement="Шу")
    assert KAZAKH not in said(lead.get(f"{LIST}?col=name"))
    lead.cookies["asar_locale"] = "kk"
    page = said(lead.get(LIST))
    assert KAZAKH in page and f"{RUSSIAN} *" in page and "қазақша әлі жазылмаған" in page
    shown = said(lead.get(f"{LIST}/{whole}"))
    assert f"<h1>{KAZAKH}" in shown and IN_KAZAKH in shown and PROBLEM not in shown
    shown = said(lead.get(f"{LIST}/{bare}"))
    assert f"{RUSSIAN} *" in shown and f"{PROBLEM} *" in shown
    assert [(row["name_kk"], row["problem_kk"]) for row in suite.ok("GET", API)][1] == (KAZAKH, IN_KAZAKH)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_both_wordings_come_in_and_back_in_any_language(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    assert brought(suite, lead, PATH, [HEAD, ROW])["entered"] == 1
    lead.cookies["asar_locale"] = language
    own = lead.get(f"{LIST}.xlsx").data
    assert any({RUSSIAN, KAZAKH, PROBLEM, IN_KAZAKH} <= set(line) for line in rows_of(own))
    done = sent_again(suite, lead, PATH, own)
    assert (done["entered"], done["there"], done["why"]) == (0, 1, {})
