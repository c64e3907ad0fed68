"""What a region asks besides, of every noun that promises it: refused by name and all at once, kept, read by
tools, shown, exported, told without the answers, erased after its days, readable when the plugin is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from shared.doors.errors import NotFound
from shared.plugins.asking import Plugins
from shared.plugins.retention import erase_answers
from shared.plugins.specifications import FORMS
from tests.brought import brought
from tests.events.test_journals import ENTRY, centre
from tests.shared.plugin_making import write
from tests.suite import PDF, Browser, Suite

FIELDS = """
[[extra_fields]]
service = "{service}"
entity = "{entity}"
key = "kind"
type = "choice"
label = {{ru = "Вид по-нашему", kk = "Біздіңше түрі"}}
choices = [{{value = "old", label = {{ru = "прежний", kk = "бұрынғы"}}}},
  {{value = "new", label = {{ru = "новый", kk = "жаңа"}}}}]

[[extra_fields]]
service = "{service}"
entity = "{entity}"
key = "why"
type = "text"
label = {{ru = "Почему новый", kk = "Неге жаңа"}}
required = true
visible_if = "kind=new"
keep_days = 30

[[extra_fields]]
service = "{service}"
entity = "{entity}"
key = "since"
type = "date"
label = {{ru = "С какого дня", kk = "Қай күннен"}}
"""
SCAN = """
[[extra_fields]]
service = "{service}"
entity = "{entity}"
key = "scan"
type = "file"
label = {{ru = "Справка", kk = "Анықтама"}}
required = true
keep_days = 30
"""
KIND, WHY, SINCE, SECRET = "probe.kind", "probe.why", "probe.since", "потому что сгорел архив"
REGION, SCANNED = "turkistan", "scanning.scan"


@dataclass(frozen=True)
class Place:
    """Where a noun is entered and seen; `{id}` is the record's, `{of}` what it belongs to."""

    service: str
    table: str
    entered: str
    body: Callable[[Suite, str], dict[str, Any]]
    page: str
    edit: str
    workbook: str
    listed: str = ""
    of: Callable[[Suite, str], str] = lambda suite, project: ""


def a_centre(suite: Suite, project: str) -> dict[str, Any]:
    return {"project_id": project, "name": "Береке", "region": REGION, "settlement": "Қарнақ"}


def an_organisation(suite: Suite, project: str) -> dict[str, Any]:
    return {"kind": "ngo", "name_ru": "ОФ «Береке»", "region": REGION}


def a_consultation(suite: Suite, project: str) -> dict[str, Any]:
    return {"centre_id": centre(suite, project, REGION), **ENTRY}


def a_gathering(suite: Suite, project: str) -> dict[str, Any]:
    about = {"activity": "4.1", "type": "training", "title": "Семинар", "mode": "offline"}
    return {"project_id": project, "region": REGION, "starts_on": "2022-04-12", **about}


def an_application(suite: Suite, project: str) -> dict[str, Any]:
    words = dict.fromkeys(("group_name", "leader_name", "settlement", "title"), "Жастар")
    return {**words, "region": REGION, "requested": 400000, "registered_on": "2022-05-10"}


def a_contest(suite: Suite, project: str) -> str:
    from tests.shared.makers import MAKERS

    contest = MAKERS["contest"](suite, project).rsplit("/", 1)[1]
    suite.open_contest(contest)
    return contest


PLACES = {
    "centre": Place(
        "registry",
        "centres",
        "/registry/api/v1/centres",
        a_centre,
        "/registry/centres/{id}",
        "/registry/centres/{id}/edit",
        "/registry/centres.xlsx",
    ),
    "organisation": Place(
        "registry",
        "organisations",
        "/registry/api/v1/organisations",
        an_organisation,
        "/registry/organisations/{id}",
        "/registry/organisations/{id}/edit",
        "/registry/organisations.xlsx",
    ),
    "consultation": Place(
        "events",
        "consultations",
        "/events/api/v1/consultations",
        a_consultation,
        "/events/consultations/{id}",
        "/events/consultations/{id}/edit",
        "/events/consultations.xlsx",
    ),
    "gathering": Place(
        "events",
        "gatherings",
        "/events/api/v1/gatherings",
        a_gathering,
        "/events/gatherings/{id}",
        "/events/gatherings/{id}/edit",
        "/events/gatherings.xlsx",
    ),
    "application": Place(
        "grants",
        "applications",
        "/grants/api/v1/contests/{of}/applications",
        an_application,
        "/grants/applications/{id}",
        "/grants/applications/{id}/edit",
        "/grants/contests/{of}/applications.xlsx",
        of=a_contest,
    ),
}


@dataclass
class Tried:
    """A noun in a suite whose region asks about it."""

    suite: Suite
    place: Place
    body: dict[str, Any]
    of: str

    def call(self, extra: dict[str, Any]) -> Any:
        """The answer to one with these answers."""
        entered = self.place.entered.format(of=self.of)
        return self.suite.call("POST", entered, json={**self.body, "extra": extra})

    def made(self, extra: dict[str, Any]) -> str:
        """The id of one with these answers."""
        answer = self.call(extra)
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return str(answer.get_json()["id"])

    def kept(self) -> dict[str, Any]:
        """What a tool reads of the only one."""
        rows = self.suite.ok("GET", self.place.entered.format(of=self.of))
        found: dict[str, Any] = rows[0]["extra"]
        return found

    def html(self, browser: Browser, address: str, made: str) -> str:
        """One of its pages."""
        return str(browser.get(address.format(id=made, of=self.of)).get_data(as_text=True))

    def run(self, *statements: str) -> list[list[Any]]:
        """Rows of statements in the service's database."""
        app = self.suite.apps[self.place.service]
        with app.test_request_context():
            session = app.extensions["sqlalchemy"].session
            found = [session.execute(text(each)) for each in statements]
            rows = [list(each) if each.returns_rows else [] for each in found]
            session.commit()
        return rows


def sent(tried: Tried, data: bytes, name: str = "справка.pdf") -> Any:
    """The answer to a file that a tool sends to answer with."""
    form = {"file": (BytesIO(data), name)}
    return tried.suite.call("POST", f"/{tried.place.service}/api/v1/answers", data=form)


def plugins_of(suite: Suite, monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> None:
    """Let every service have these plugins."""
    for app in suite.apps.values():
        monkeypatch.setitem(app.extensions, "plugins", plugins)


def night(tried: Tried) -> int:
    """How many answers the nightly job of a service erases."""
    declared = import_module(f"services.{tried.place.service}.service").SERVICE.answered
    app = tried.suite.apps[tried.place.service]
    with app.test_request_context():
        return sum(erase_answers(app.extensions["sqlalchemy"].session, each) for each in declared)


@pytest.fixture(params=PLACES)
def tried(
    request: pytest.FixtureRequest,
    suite: Suite,
    project: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Tried:
    place = PLACES[request.param]
    asked = FIELDS.format(service=place.service, entity=request.param)
    name = write(tmp_path, asked, name="probe", regions=f'["{REGION}"]')
    plugins_of(suite, monkeypatch, Plugins([name], tmp_path))
    return Tried(suite, place, place.body(suite, project), place.of(suite, project))


def test_every_form_of_the_contract_is_tried_here() -> None:
    assert {(place.service, noun) for noun, place in PLACES.items()} | {("events", "participant")} == set(
        FORMS
    )


def test_what_is_wrong_is_refused_all_at_once(tried: Tried) -> None:
    refused = tried.call({KIND: "new", SINCE: "вчера", "probe.other": "1"})
    assert refused.status_code == 422
    assert {f"extra.{key}" for key in (WHY, SINCE, "probe.other")} == set(
        refused.get_json()["detail"]["fields"]
    )


def test_answers_are_kept_shown_exported_and_told_without_them(tried: Tried) -> None:
    lead, said = tried.suite.browser("project_lead"), {KIND: "new", WHY: SECRET, SINCE: "2022-03-01"}
    made = tried.made(said)
    assert tried.kept() == said
    shown = tried.html(lead, tried.place.page, made)
    assert SECRET in shown and "новый" in shown
    assert f'data-when="extra.{KIND}:new"' in tried.html(lead, tried.place.edit, made)
    book = lead.get(f"{tried.place.workbook.format(of=tried.of)}?col=extra.{KIND}&col=extra.{WHY}").data
    cells = {
        str(cell)
        for row in CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
        for cell in row
    }
    assert {"Вид по-нашему", "новый", SECRET} <= cells
    acts, waiting = tried.run("SELECT content FROM acts", "SELECT state FROM outbox")
    assert not [row for row in [*acts, *waiting] if SECRET in str(row)]


def test_answer_past_its_days_is_erased_asked_no_more_and_history_says_so(tried: Tried) -> None:
    made = tried.made({KIND: "new", WHY: SECRET})
    assert night(tried) == 0
    tried.run(f"UPDATE {tried.place.table} SET created_at = created_at - interval '31 days'")
    assert (night(tried), night(tried)) == (1, 0)
    assert tried.kept() == {KIND: "new"}
    lead = tried.suite.browser("project_lead")
    assert f"extra.{WHY}" not in tried.html(lead, tried.place.edit, made)
    (told,) = tried.run("SELECT content->'changes' FROM acts WHERE content::text LIKE '%\"extra\"%'")
    assert "'extra': []" in str(told) and SECRET not in str(told)
    assert "Поля региона" in tried.html(lead, tried.place.page, made)


def test_answer_whose_plugin_is_gone_stays_readable(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tried.made({KIND: "new", WHY: SECRET})
    plugins_of(tried.suite, monkeypatch, Plugins(()))
    lead = tried.suite.browser("project_lead")
    shown = tried.html(lead, tried.place.page, made)
    kept_with_contest = tried.place.table == "applications"  # the question in its words too
    assert ("Почему новый" if kept_with_contest else WHY) in shown and SECRET in shown
    book = lead.get(f"{tried.place.workbook.format(of=tried.of)}?col=extra.{WHY}").data
    assert SECRET in str(CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python())


@pytest.fixture
def scanned(tried: Tried, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tried:
    """A noun of which the region asks a file; a contest is opened after that, or keeps its former rules."""
    (noun,) = (noun for noun, place in PLACES.items() if place is tried.place)
    asked = SCAN.format(service=tried.place.service, entity=noun)
    name = write(tmp_path, asked, name="scanning", regions=f'["{REGION}"]')
    plugins_of(tried.suite, monkeypatch, Plugins([name], tmp_path))
    return replace(tried, of=tried.place.of(tried.suite, project))


def test_file_is_an_answer_of_its_own_and_no_proof(scanned: Tried) -> None:
    assert scanned.call({}).get_json()["code"] == "extra_field_required"
    assert scanned.call({SCANNED: "0" * 64}).get_json()["code"] == "extra_file_lost"
    assert sent(scanned, b"%PDF-1.4 broken").get_json()["code"] == "file_unopened"
    ticket = sent(scanned, PDF).get_json()["answer"]
    made = scanned.made({SCANNED: ticket})
    kept = scanned.kept()[SCANNED]
    assert (kept["name"], kept["sha256"]) == ("справка.pdf", sha256(PDF).hexdigest())
    assert scanned.run("SELECT count(*) FROM evidence WHERE owner_kind <> 'contest'") == [[(0,)]]
    href = f"/{scanned.place.service}/answers/{scanned.place.table}/{made}/{SCANNED}"
    lead, other = scanned.suite.browser("project_lead"), scanned.suite.browser("partner_rep", "atyrau")
    assert f'<a href="{href}">справка.pdf</a>' in scanned.html(lead, scanned.place.page, made)
    assert lead.get(href).data == PDF and other.get(href).status_code == 404
    book = lead.get(f"{scanned.place.workbook.format(of=scanned.of)}?col=extra.{SCANNED}").data
    assert "справка.pdf" in str(
        CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    )
    assert f'value="{kept["sha256"]}"' in scanned.html(lead, scanned.place.edit, made)


def test_file_past_its_days_leaves_the_store_too(scanned: Tried) -> None:
    scanned.made({SCANNED: sent(scanned, PDF).get_json()["answer"]})
    app = scanned.suite.apps[scanned.place.service]
    store, hashed = app.extensions["files"], sha256(PDF).hexdigest()
    assert store.get(hashed) == PDF
    scanned.run(f"UPDATE {scanned.place.table} SET created_at = created_at - interval '31 days'")
    assert night(scanned) == 1
    with pytest.raises(NotFound):
        store.get(hashed)


def test_file_of_a_form_that_comes_back_is_still_there_and_can_be_taken_off(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = SCAN.format(service="registry", entity="centre").replace("required = true\n", "")
    name = write(tmp_path, asked, name="scanning", regions=f'["{REGION}"]')
    plugins_of(suite, monkeypatch, Plugins([name], tmp_path))
    lead, field = suite.browser("project_lead"), f"extra.{SCANNED}"
    form = {**a_centre(suite, project), f"file.{field}": (BytesIO(PDF), "устав.pdf")}
    back = lead.post("/registry/centres/new", {**form, "name": ""}).get_data(as_text=True)
    ticket = re.findall(f'name="{re.escape(field)}" value="([^"]+)"', back)[0]
    assert "устав.pdf" in back
    page = lead.post("/registry/centres/new", {**a_centre(suite, project), field: ticket}).headers["Location"]
    assert "устав.pdf</a>" in lead.get(page).get_data(as_text=True)
    same = {"name": "Береке", "settlement": "Қарнақ", field: sha256(PDF).hexdigest()}
    assert lead.post(f"{page}/edit", {**same, "hours": "9–18"}).status_code == 302
    assert "устав.pdf</a>" in lead.get(page).get_data(as_text=True)
    broken = {**same, f"file.{field}": (BytesIO(b"%PDF-1.4 broken"), "новый.pdf")}
    refused = lead.post(f"{page}/edit", broken)
    assert refused.status_code == 422 and "Файл для поля «Справка» не принят" in refused.get_data(
        as_text=True
    )
    stranger = suite.browser("coordinator", REGION)
    stolen = {**a_centre(suite, project), "name": "Другой", field: ticket}
    assert "уже нет под рукой" in stranger.post("/registry/centres/new", stolen).get_data(as_text=True)
    assert lead.post(f"{page}/edit", {**same, f"off.{field}": "1"}).status_code == 302
    assert "устав.pdf" not in lead.get(page).get_data(as_text=True)


TABLES = {
    "organisation": (
        "/registry/imports/organisations",
        ["Наименование организации", "Тип", "Область"],
        [["ОФ «Береке»", "НПО", "Туркестанская обл."], ["ОФ «Асыл»", "НПО", "Туркестанская обл."]],
    ),
    "centre": (
        "/registry/imports/centres",
        ["Наименование центра", "Область", "Село"],
        [["Береке", "Туркестанская обл.", "Қарнақ"], ["Асыл", "Туркестанская обл.", "Шу"]],
    ),
    "consultation": (
        "/events/imports/consultations",
        ["Дата", "ФИО", "Тема", "Вопрос", "Ответ", "Минуты", "Консультант", "Форма"],
        [
            ["14.06.2022", "Ким Анна", "бюджет", "Бюджет?", "Да", 20, "Раушан", "очно"],
            ["15.06.2022", "Ким Анна", "бюджет", "Дорога?", "Да", 20, "Раушан", "очно"],
        ],
    ),
}


@pytest.mark.parametrize("tried", TABLES, indirect=True)
def test_table_brings_the_answers_and_hands_back_rows_with_every_reason(
    tried: Tried,
) -> None:
    noun = next(noun for noun, place in PLACES.items() if place is tried.place)
    path, head, (good, bad) = TABLES[noun]
    asked = [*head, "Вид по-нашему", "Неге жаңа", "С какого дня"]
    rows = [[*good, "новый", SECRET, "1 марта 2022 г."], [*bad, "жаңа", "", ""]]
    chosen = {"all-centre_id": tried.body["centre_id"]} if noun == "consultation" else {}
    done = brought(tried.suite, tried.suite.browser("project_lead"), path, [asked, *rows], **chosen)
    assert (done["entered"], done["refused"]) == (1, 1), done
    assert tried.kept() == {KIND: "new", WHY: SECRET, SINCE: "2022-03-01"}
    assert "Почему новый" in str(done["why"]) and f"extra.{WHY}" in str(done["wrong"])
