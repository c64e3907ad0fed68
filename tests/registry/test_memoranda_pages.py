"""Pages of memoranda: the form that loses nothing, the list, the history, what an organisation did."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import text as sql

from tests.registry.test_memoranda import (
    AKIMAT,
    PAGE,
    SCHOOL,
    body,
    figure,
    listed,
    organisation,
    recorded,
    scan,
    text,
)
from tests.suite import Browser, Suite


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who records memoranda."""
    return suite.browser("project_lead")


@pytest.fixture
def grantee(suite: Suite, project: str) -> str:
    """The name of whose project it is, as the plan writes it."""
    found: str = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    return found


def test_form_keeps_what_was_typed_and_asks_what_a_new_party_is(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    said = body(project, grantee, "Аппарат акима", "ОФ «Жаңа дала»", instead=["", "", ""])
    asked = text(lead.post(f"{PAGE}/new", said))
    assert asked.count("нет в реестре. Что это?") == 2 and "ОФ «Жаңа дала»" in asked
    assert f">{AKIMAT}</option>" in asked and 'value="Работа центра"' in asked
    (akimat,) = [row["id"] for row in suite.ok("GET", "/registry/api/v1/organisations")]
    done = lead.post(f"{PAGE}/new", {**said, "instead": ["", akimat, "ngo"]})
    assert done.status_code == 302
    names = [party["name"] for party in listed(suite)[0]["parties"]]
    assert names == [grantee, AKIMAT, "ОФ «Жаңа дала»"]
    rows = suite.ok("GET", "/registry/api/v1/organisations")
    (new,) = [row for row in rows if row["name_ru"] == "ОФ «Жаңа дала»"]
    assert (new["kind"], new["region"]) == ("ngo", "turkistan")


def test_new_party_of_a_refused_form_is_not_written_down(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    said = body(project, grantee, "ОФ «Жаңа дала»", instead=["", "ngo"], signed_on="2098-01-01")
    assert lead.post(f"{PAGE}/new", said).status_code == 422
    assert not suite.ok("GET", "/registry/api/v1/organisations")


def test_filters_in_the_address_are_those_of_the_page_and_the_workbook(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    akimat, school = organisation(suite, AKIMAT), organisation(suite, SCHOOL, kind="school")
    proven = recorded(suite, project, grantee, akimat)
    recorded(suite, project, grantee, school, region=None, subject="Учёба")
    scan(suite, proven)
    asked = {
        f"?organisation={school}": "Учёба",
        "?region=whole": "Учёба",
        "?q=абая": "Учёба",
        "?state=proven": "Работа центра",
        "?region=turkistan": "Работа центра",
    }
    for query, subject in asked.items():
        other = "Учёба" if subject == "Работа центра" else "Работа центра"
        page = text(lead.get(PAGE + query))
        with ZipFile(BytesIO(lead.get(f"{PAGE}.xlsx{query}").data)) as book:
            sheet = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert (subject in page, other in page) == (True, False), query
        assert (subject in sheet, other in sheet) == (True, False), query
    assert [row["subject"] for row in listed(suite, f"?organisation_id={akimat}")] == ["Работа центра"]


def test_history_tells_a_party_that_came_and_one_that_went(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    organisation(suite, SCHOOL, kind="school")
    item = recorded(suite, project, grantee, AKIMAT)
    said = body(project, grantee, SCHOOL)
    said.pop("project_id")
    assert lead.post(f"{PAGE}/{item}/edit", said).status_code == 302
    page = text(lead.get(f"{PAGE}/{item}"))
    assert f"+ Сторона: {SCHOOL}" in page and f"− Сторона: {AKIMAT}" in page


def test_page_of_an_organisation_says_what_it_did(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    akimat = organisation(suite, AKIMAT)
    page = f"/registry/organisations/{akimat}"
    assert "Пока ничего" in text(lead.get(page))
    recorded(suite, project, grantee, akimat)
    centre = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Карнак"}
    lead.post("/registry/centres/new", {**centre, "host": AKIMAT.upper()})
    found = text(lead.get(page))
    assert ">Работа центра</a>" in found and ">Береке</a>" in found and "Пока ничего" not in found
    lead.post("/registry/organisations/partners", {})
    rows = suite.ok("GET", "/registry/api/v1/organisations?limit=100")
    for kind in ("partner", "grantee"):
        one = next(row["id"] for row in rows if row["kind"] == kind)
        assert "Проекты, в которых участвует" in text(lead.get(f"/registry/organisations/{one}"))


def test_card_of_an_organisation_keeps_other_regions_apart(suite: Suite, project: str, grantee: str) -> None:
    akimat = organisation(suite, AKIMAT, None)
    recorded(suite, project, grantee, akimat, region="atyrau", subject="Атырауское дело")
    partner = suite.browser("partner_rep", "turkistan")
    assert "Атырауское дело" not in text(partner.get(f"/registry/organisations/{akimat}"))


def test_memorandum_on_a_line_that_left_the_plan_is_moved(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT)
    line = listed(suite)[0]["activity_id"]
    assert item not in text(lead.get(f"/registry/lines?project={project}"))
    registry = suite.apps["registry"]
    with registry.app_context():
        session = registry.extensions["sqlalchemy"].session
        session.execute(sql("UPDATE memoranda SET activity_id = 'gone'"))
        session.commit()
    assert item in text(lead.get(f"/registry/lines?project={project}"))
    sent = {"project_id": project, "records": [item], "activity": line}
    assert lead.post("/registry/lines", sent).status_code == 302
    assert listed(suite)[0]["activity_id"] == line and figure(suite, project) == (1, 0)


def test_page_is_called_in_the_language_of_its_reader(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    key = organisation(suite, AKIMAT)
    named = {"kind": "akimat", "name_ru": AKIMAT, "name_kk": "Қарнақ әкімдігі", "region": "turkistan"}
    lead.post(f"/registry/organisations/{key}/edit", named)
    item = recorded(suite, project, "Қарнақ әкімдігі", grantee)
    for language, name in (("ru", AKIMAT), ("kk", "Қарнақ әкімдігі")):
        lead.get(f"{PAGE}?locale={language}")
        assert f"{name} · Asar</title>" in text(lead.get(f"{PAGE}/{item}"))
        assert name in text(lead.get(PAGE))


def test_parties_somebody_else_corrected_meanwhile_are_kept(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    organisation(suite, SCHOOL, kind="school")
    item = recorded(suite, project, grantee, AKIMAT)
    was = unescape(text(lead.get(f"{PAGE}/{item}/edit")).split('name="was" value="')[1].split('"')[0])
    said = {name: value for name, value in body(project, grantee, SCHOOL).items() if name != "project_id"}
    assert lead.post(f"{PAGE}/{item}/edit", said).status_code == 302
    mine = {**said, "parties": [grantee, AKIMAT, ""], "instead": ["", "", ""], "subject": "Своё", "was": was}
    assert lead.post(f"{PAGE}/{item}/edit", mine).status_code == 302
    (row,) = listed(suite)
    assert row["subject"] == "Своё" and row["parties"][1]["name"] == SCHOOL
