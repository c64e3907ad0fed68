"""Papers and texts in a region's own form: by their day, loudly left out where they break, ours elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deploy.authoring.checking import unreadable
from services.registry.letters.paper.texts import TEMPLATES
from shared.language import documents
from shared.language.documents import LETTERS
from shared.limited import ChildCrashed
from shared.office import papers
from shared.plugins.asking import Plugins
from shared.plugins.loading import FOLDER
from shared.plugins.trying import RECORD
from tests.events import test_journals as journals
from tests.registry import test_letters as letters
from tests.registry import test_village_plans as village_plans
from tests.registry.test_memoranda import organisation
from tests.reports.printed import pdf_text
from tests.shared.plugin_making import hook, made, write
from tests.shared.test_asked_before import application_of, contest_of
from tests.suite import Suite

WORDS = "{ru = 'Т', kk = 'Т'}"
DOCUMENT = '[[documents]]\ndocument = "{}"\nversion = "1"\n'
ON = date(2022, 6, 1)


def test_letters_of_a_region_are_those_of_the_programme() -> None:
    assert TEMPLATES == LETTERS


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (DOCUMENT.format("lettre"), "documents[0].document: “lettre” is not known; did you mean “letter”?"),
        (
            DOCUMENT.format("letter") + 'file = "../../x.typ"',
            "documents[0].file: “../../x.typ” is not a file",
        ),
        (DOCUMENT.format("reminder") + "[documents.texts.body]\nru='а'\nkk='а'", "texts.body: known: text"),
        (
            DOCUMENT.format("reminder") + "[documents.texts.text]\nru='{nam}'\nkk='а'",
            "texts.text.ru: nothing fills “nam”; did you mean “name”?",
        ),
        (DOCUMENT.format("letter_host") + "[documents.texts.body]\nru='{'\nkk='а'", "nothing fills “{”"),
        (DOCUMENT.format("letter_host") + "[documents.texts.body]\nru='а'", "needs ru and kk"),
        (DOCUMENT.format("reminder") + "since = 'soon'", "documents[0].since: must be a date"),
    ],
)
def test_what_is_wrong_in_a_document_is_said(tmp_path: Path, data: str, words: str) -> None:
    assert words in made(tmp_path, data).absent[0].reason


def test_a_paper_of_a_day_is_drawn_by_the_version_of_that_day(tmp_path: Path) -> None:
    versions = [
        f'[[documents]]\ndocument = "reminder"\nversion = "{n}"\nsince = 2022-0{n}-01\n' for n in (6, 3)
    ]
    plugins = made(tmp_path, "".join(versions))
    name = plugins.loaded[0].name
    found = [
        plugins.document_template("atyrau", "reminder", "ru", date(2022, month, 9)) for month in (2, 4, 7)
    ]
    assert [each and each.version for each in found] == [None, f"{name}.3", f"{name}.6"]
    assert plugins.document_template("abai", "reminder", "ru", ON) is None


def plugged(suite: Suite, monkeypatch: pytest.MonkeyPatch, folder: Path, *names: str) -> None:
    """Let these plugins speak where papers are printed."""
    for service in ("registry", "events", "grants"):
        engine = suite.apps[service].extensions["plugins"].state.engine
        monkeypatch.setitem(suite.apps[service].extensions, "plugins", Plugins(names, folder, engine=engine))


def sheet(suite: Suite, gathering: str) -> str:
    """The words of the list to sign."""
    return pdf_text(suite.browser("project_lead").get(f"/events/gatherings/{gathering}/sheet.pdf").get_data())


OWN = """
@hookimpl
def document_template(doc_type):
    return DocumentTemplate("7", {!r}) if doc_type == "sheet" else None
"""
LINE = "return [DocumentLine('kept', {'ru': 'Хранит', 'kk': 'Сақтайды'}, {'ru': 'акимат', 'kk': 'әкімдік'})]"
REGION = '["turkistan"]'


def a_letter(suite: Suite, project: str) -> str:
    """The address of a letter on paper."""
    written = {"region": "turkistan", "body": letters.BODY, "language": "ru"}
    party = organisation(suite, letters.AKIMAT)
    return f"/registry/letters/{letters.registered(suite, project, party, **written)}/paper"


def a_journal(suite: Suite, project: str) -> str:
    """The address of a month of a centre on paper."""
    centre = journals.centre(suite, project)
    journals.write(suite, centre)
    return f"/events/journals/{journals.month(suite, centre)['id']}/paper"


def an_application(suite: Suite, project: str) -> str:
    """The address of an application on paper."""
    return f"/grants/applications/{application_of(suite, contest_of(suite, project))}/form"


PAPERS: dict[str, Callable[[Suite, str], str]] = {
    documents.LETTER: a_letter,
    documents.SHEET: lambda suite, project: f"/events/gatherings/{suite.gathering(project, 1)}/sheet",
    documents.PROTOCOL: lambda suite, project: (
        f"/events/gatherings/{suite.gathering(project, 1, activity='1.2', kind='thematic_session')}/protocol"
    ),
    documents.VILLAGE_PLAN: lambda suite, project: (
        f"/registry/village-plans/{village_plans.begun(suite, project)}/paper"
    ),
    documents.JOURNAL: a_journal,
    documents.APPLICATION: an_application,
}


@pytest.mark.parametrize("document", documents.DRAWN)
def test_every_paper_is_drawn_by_its_region(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, document: str
) -> None:
    address = PAPERS[document](suite, project)
    name = write(tmp_path, code="", regions=REGION)
    file = tmp_path / name / f"asar_{name}" / "__init__.py"
    own = f'#let d = json(bytes(sys.inputs.data))\nНаша форма: #d.x.at("{name}").kept #include "main.typ"'
    code = OWN.replace('"sheet"', f'"{document}"').format(own) + hook("document_context", LINE)
    file.write_text(file.read_text("utf-8") + code)
    plugged(suite, monkeypatch, tmp_path, name)
    words = pdf_text(suite.browser("project_lead").get(f"{address}.pdf?language=ru").get_data())
    assert "Наша форма: акимат" in words
    assert document == documents.LETTER or words.count("акимат") > 1  # what is added stands in ours too
    assert suite.apps["events"].extensions["plugins"].troubles() == []


@pytest.mark.parametrize("own", ["#panic(1)", '#read("/etc/hostname")', "#let f() = f()\n#f()"])
def test_a_template_that_breaks_is_left_out_loudly(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: str
) -> None:
    gathering = suite.gathering(project, 1)
    name = write(tmp_path, code=OWN.format(own), regions=REGION)
    plugged(suite, monkeypatch, tmp_path, name)
    assert "Участник" in sheet(suite, gathering)
    (trouble,) = suite.apps["events"].extensions["plugins"].troubles()
    assert trouble.plugin == name and trouble.left_out == ("papers in the region's own form",)
    assert trouble.reason.startswith("7: ") and trouble.incident


def test_a_machine_that_draws_nothing_is_no_fault_of_a_template(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def ends(*_asked: Any, **_limits: Any) -> Any:
        raise ChildCrashed(1, "no memory")

    gathering = suite.gathering(project, 1)
    plugged(suite, monkeypatch, tmp_path, write(tmp_path, code=OWN.format("Наша"), regions=REGION))
    monkeypatch.setattr(papers, "run_limited", ends)
    answer = suite.browser("project_lead").get(f"/events/gatherings/{gathering}/sheet.pdf")
    assert answer.status_code == 503
    assert suite.apps["events"].extensions["plugins"].troubles() == []


def test_kyzylorda_prints_its_own_letter_and_what_it_adds() -> None:
    plugins = Plugins(["turkistan", "kyzylorda"], FOLDER)
    own = plugins.document_template("kyzylorda", "letter", "kk", ON)
    assert own and own.version == "kyzylorda.1" and "accent" in own.typst
    assert plugins.document_template("kyzylorda", "sheet", "kk", ON) is None
    (line,) = plugins.document_context("kyzylorda", "protocol", RECORD)
    assert line.key == "kyzylorda.copies" and plugins.document_context("turkistan", "protocol", RECORD) == []


def test_turkistan_begins_letters_and_reminders_with_its_own_words(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    begin = (
        "/registry/letters/new?direction=out&template=authority&language={}&region={}&project_id=" + project
    )
    for language, own in (("ru", "махалле"), ("kk", "махалласында")):
        assert own in lead.get(begin.format(language, "turkistan")).get_data(as_text=True)
        assert own not in lead.get(begin.format(language, "atyrau")).get_data(as_text=True)


def test_a_file_that_is_no_typst_is_found_by_the_check(tmp_path: Path) -> None:
    file = tmp_path / "a.typ"
    file.write_text("#let a = (\n", "utf-8")
    assert unreadable(file)
    file.write_text('#let d = json(bytes(sys.inputs.data))\n#set page("a4")\n#d.title', "utf-8")
    assert unreadable(file) == ""
