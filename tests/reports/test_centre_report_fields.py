"""What a region asks of its centres stands in their monthly report, where it is printed for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.registry.centres.operations.printing import print_more
from shared.plugins.asking import Plugins
from tests.reports.printed import docx_text, pdf_text
from tests.reports.test_centre_reports import API, PAGE, WORDS, begun, close_june, text
from tests.shared.plugin_making import write
from tests.suite import Suite

FIELDS = """
[[extra_fields]]
service = "registry"
entity = "centre"
key = "access"
type = "choice"
label = {ru = "Вход для колясок", kk = "Арбамен кіру"}
choices = [{value = "ramp", label = {ru = "пандус", kk = "пандус бар"}},
  {value = "none", label = {ru = "нет", kk = "жоқ"}}]
printed = true

[[extra_fields]]
service = "registry"
entity = "centre"
key = "checked_on"
type = "date"
label = {ru = "Пожарная проверка", kk = "Өрт тексеруі"}
printed = true

[[extra_fields]]
service = "registry"
entity = "centre"
key = "rent"
type = "text"
label = {ru = "Аренда", kk = "Жалға алу"}
"""


@pytest.fixture
def plugin(suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A plugin that asks three things of centres; two of them stand on papers."""
    name = write(tmp_path, FIELDS, name="ramps", regions='["turkistan"]')
    plugins = Plugins([name], tmp_path)
    assert not plugins.absent, plugins.absent
    for app in suite.apps.values():
        monkeypatch.setitem(app.extensions, "plugins", plugins)
    return name


@pytest.fixture
def answered(suite: Suite, project: str, plugin: str) -> str:
    """A centre that opened in May and answered all of it."""
    said = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    answers = {"access": "ramp", "checked_on": "2022-05-11", "rent": "тайная цена"}
    extra = {f"{plugin}.{key}": value for key, value in answers.items()}
    made: str = suite.ok("POST", "/registry/api/v1/centres", json=said | {"extra": extra})["id"]
    suite.ok("POST", f"/registry/api/v1/centres/{made}/opening", json={"opened_on": "2022-05-20"})
    suite.settle()
    return made


def test_report_says_what_is_printed_and_no_more(suite: Suite, project: str, answered: str) -> None:
    report, lead = begun(suite, project), suite.browser("project_lead")
    page = text(lead.get(f"{PAGE}/{report}"))
    assert "Вход для колясок" in page and "11.05.2022" in page and "тайная цена" not in page
    russian = pdf_text(lead.get(f"{PAGE}/{report}/paper.pdf?language=ru").data)
    kazakh = docx_text(lead.get(f"{PAGE}/{report}/paper.docx?language=kk").data)
    assert "пандус" in russian and "Пожарная проверка" in russian and "тайная цена" not in russian
    assert "Арбамен кіру" in kazakh and "пандус бар" in kazakh


def test_field_that_is_printed_later_reaches_a_report_without_saving_its_centre(
    suite: Suite,
    project: str,
    plugin: str,
    answered: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    report, lead = begun(suite, project), suite.browser("project_lead")
    more = tmp_path / "later"
    write(more, f"{FIELDS}printed = true\n", name="ramps", regions='["turkistan"]')
    for plugins, many in ((Plugins([plugin], more), 1), (Plugins([]), 0)):  # one that is gone takes none off
        for app in suite.apps.values():
            monkeypatch.setitem(app.extensions, "plugins", plugins)
        with suite.apps["registry"].app_context():
            changed = print_more()
        suite.settle()
        page = text(lead.get(f"{PAGE}/{report}"))
        assert "тайная цена" in page and "Вход для колясок" in page
        assert changed == many


def test_what_was_handed_in_stays_whatever_is_answered_and_asked_later(
    suite: Suite, project: str, plugin: str, answered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_june(suite, answered)
    report, lead = begun(suite, project), suite.browser("project_lead")
    suite.ok("PUT", f"{API}/{report}/sections/{answered}", json=WORDS)
    suite.ok("POST", f"{API}/{report}/handing-in")
    form = {"name": "Береке", "settlement": "Қарнақ", "opened_on": "2022-05-20"}
    edit = f"/registry/centres/{answered}/edit"
    assert lead.post(edit, form | {f"extra.{plugin}.access": "none"}, page=edit).status_code == 302
    suite.settle()
    for app in suite.apps.values():
        monkeypatch.setitem(app.extensions, "plugins", Plugins([]))
    paper = pdf_text(lead.get(f"{PAGE}/{report}/paper.pdf?language=ru").data)
    assert "пандус" in paper and "11.05.2022" in paper
    later = pdf_text(lead.get(f"{PAGE}/{begun(suite, project, '2022-07')}/paper.pdf?language=ru").data)
    assert "Вход для колясок" in later and "пандус" not in later and "11.05.2022" not in later
