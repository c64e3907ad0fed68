"""A centre is called in Kazakh beside Russian: typed, by a tool, out of a table; what lacks is marked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought, rows_of, sent_again
from tests.suite import Browser, Suite

API, LIST, PATH = "/registry/api/v1/centres", "/registry/centres", "/registry/imports/centres"
RUSSIAN, KAZAKH = "Общественный центр села", "Ауылдың қоғамдық орталығы"
HEAD = ["Название центра", "Название на казахском", "Область", "Населённый пункт"]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who opens centres."""
    return suite.browser("project_lead")


def planned(suite: Suite, project: str, **more: Any) -> str:
    """The id of a planned centre."""
    said = {"project_id": project, "name": RUSSIAN, "region": "turkistan", "settlement": "Қарнақ", **more}
    made: str = suite.ok("POST", API, json=said)["id"]
    return made


def said(answer: Any) -> str:
    """What a page says."""
    text: str = answer.get_data(as_text=True)
    return text.replace("\u00a0", " ")


def test_kazakh_reader_is_told_the_kazakh_name_or_where_it_lacks(
    suite: Suite, lead: Browser, project: str
) -> None:
    whole, bare = planned(suite, project, name_kk=KAZAKH), planned(suite, project, settlement="Шу")
    assert said(lead.get(LIST)).count(RUSSIAN) == 2
    lead.cookies["asar_locale"] = "kk"
    page = said(lead.get(f"{LIST}?col=name"))
    assert KAZAKH in page and f"{RUSSIAN} *" in page and "қазақша әлі жазылмаған" in page
    assert f"<h1>{KAZAKH}" in said(lead.get(f"{LIST}/{whole}"))
    assert f"{RUSSIAN} *" in said(lead.get(f"{LIST}/{bare}"))
    assert KAZAKH in said(lead.get(f"{LIST}?q=қоғамдық"))


def test_correction_keeps_the_kazakh_name_and_asks_about_russian_words(
    suite: Suite, lead: Browser, project: str
) -> None:
    centre = planned(suite, project, name_kk=KAZAKH)
    form = said(lead.get(f"{LIST}/{centre}/edit"))
    assert f'value="{KAZAKH}"' in form
    sent = {"name": RUSSIAN, "settlement": "Қарнақ", "name_kk": RUSSIAN}
    assert "Похоже на русский текст" in said(lead.post(f"{LIST}/{centre}/edit", sent))
    assert lead.post(f"{LIST}/{centre}/edit", sent | {"kazakh": "1"}).status_code == 302
    assert [row["name_kk"] for row in suite.ok("GET", API)] == [RUSSIAN]


HOST = {"host": "Аппарат акима", "host_kk": "Әкім аппараты"}
HOURS = {"hours": "по будням с девяти до шести"}


def test_kazakh_reader_is_told_the_host_and_the_hours_or_where_they_lack(
    suite: Suite, lead: Browser, project: str
) -> None:
    centre = planned(suite, project, **HOST, **HOURS)
    assert f'value="{HOST["host_kk"]}"' in said(lead.get(f"{LIST}/{centre}/edit"))
    lead.cookies["asar_locale"] = "kk"
    page = said(lead.get(f"{LIST}/{centre}"))
    assert HOST["host_kk"] in page and HOST["host"] not in page
    assert f"{HOURS['hours']} *" in page and "қазақша әлі жазылмаған" in page
    own = lead.get(f"{LIST}.xlsx?col=name&col=region&col=settlement&col=host&col=hours").data
    assert set(HOST.values()) <= set(rows_of(own)[1])
    assert sent_again(suite, lead, PATH, own)["there"] == 1


def test_list_says_nothing_of_a_host_and_hours_nobody_named(
    suite: Suite, lead: Browser, project: str
) -> None:
    planned(suite, project, name_kk=KAZAKH)
    lead.cookies["asar_locale"] = "kk"
    answer = lead.get(f"{LIST}?col=name&col=host&col=hours")
    assert answer.status_code == 200 and f"{KAZAKH}<" in said(answer) and "None" not in said(answer)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_both_names_come_in_and_back_in_any_language(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    row = [RUSSIAN, KAZAKH, "Туркестанская обл.", "Қарнақ"]
    assert brought(suite, lead, PATH, [HEAD, row])["entered"] == 1
    assert brought(suite, lead, PATH, [HEAD, [KAZAKH, "", *row[2:]]])["there"] == 1
    lead.cookies["asar_locale"] = language
    own = lead.get(f"{LIST}.xlsx").data
    assert any({RUSSIAN, KAZAKH} <= set(line) for line in rows_of(own))
    done = sent_again(suite, lead, PATH, own)
    assert (done["entered"], done["there"], done["why"]) == (0, 1, {})
