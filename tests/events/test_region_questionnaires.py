"""A region offers questionnaires to begin from; what is begun keeps from which template and version."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.shared.plugin_making import hook, made
from tests.suite import Browser, Suite

NEW = "/events/questionnaires/new"
CODE = "turkistan.after_training"
ROW = {"kind": ["satisfaction"], "ru": ["Как?"], "kk": ["Қалай?"], "options_ru": [""], "options_kk": [""]}
SENT = ROW | dict.fromkeys(("title_ru", "title_kk", "intro_ru", "intro_kk"), "После тренинга")
WORDS = '{"ru": "а", "kk": "ә"}'
QUESTION = f"FormQuestion('satisfaction', {WORDS})"
TWICE = f"[FormTemplate('a', '1', {WORDS}, {WORDS}, ({QUESTION},))] * 2"


@pytest.fixture
def lead(suite: Suite, project: str) -> Browser:
    """Who writes questionnaires."""
    return suite.browser("project_lead")


def page(lead: Browser, path: str) -> str:
    """What a page says."""
    return unescape(lead.get(path).get_data(as_text=True))


def template_in(shown: str) -> str:
    """What a form says it was begun from."""
    return str(re.findall(r'name="template" value="([^"]*)"', shown)[0])


def test_template_fills_the_form_and_is_kept_with_the_version(lead: Browser) -> None:
    assert f"template={CODE}+1" in page(lead, NEW)
    begun = page(lead, f"{NEW}?template={CODE}+1")
    assert "После тренинга" in begun and "өзбекше" in begun
    done = lead.post(NEW, {**SENT, "template": template_in(begun)})
    assert done.status_code == 302, done.get_data(as_text=True)
    shown = done.headers["Location"]
    assert f"начата с шаблона {CODE} 1" in page(lead, shown)
    again = lead.post(f"{shown}/edit", {**SENT, "title_ru": "Иначе"})
    assert again.status_code == 302 and "начата с шаблона" not in page(lead, shown)


def test_questionnaire_is_kept_by_the_version_it_was_shown_with(
    suite: Suite, lead: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = page(lead, f"{NEW}?template={CODE}+1")
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", made(tmp_path))
    assert CODE not in page(lead, NEW)
    done = lead.post(NEW, {**SENT, "template": template_in(begun)})
    assert done.status_code == 302, done.get_data(as_text=True)
    assert f"начата с шаблона {CODE} 1" in page(lead, done.headers["Location"])


def test_template_no_form_showed_is_refused(lead: Browser) -> None:
    for made_up in (f"{CODE} 7", f"{CODE} 1"):
        answer = lead.post(NEW, {**SENT, "template": made_up})
        assert answer.status_code == 422 and "больше не предлагается" in answer.get_data(as_text=True)


def test_template_of_one_type_alone_begins_what_is_about_that_type(lead: Browser) -> None:
    about = "region=turkistan&type=training"
    assert f"template={CODE}+1&{about}" in page(lead, f"{NEW}?{about}")
    assert template_in(page(lead, f"{NEW}?template={CODE}+1&{about}"))


def test_template_of_a_type_is_offered_for_that_type(lead: Browser) -> None:
    for kind, offered in (("training", True), ("briefing", False)):
        assert (CODE in page(lead, f"{NEW}?region=turkistan&type={kind}")) is offered
        assert CODE not in page(lead, f"{NEW}?region=zhambyl&type={kind}")


def test_survey_about_a_gathering_leads_to_the_regions_template(
    suite: Suite, lead: Browser, project: str
) -> None:
    lead.post(NEW, SENT)
    for region, offered in (("turkistan", True), ("zhambyl", False)):
        gathering = suite.gathering(project, 0, region=region, evidence=())
        shown = page(lead, f"/events/surveys/new?gathering_id={gathering}")
        assert (f"{NEW}?region={region}&type=training" in shown) is offered


@pytest.mark.parametrize("body", ["return 7", f"return {TWICE}", "return 1 / 0"])
def test_failing_templates_are_left_out_and_ours_stays(
    suite: Suite, lead: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    plugins = made(tmp_path, code=hook("form_templates", body), regions='["zhambyl"]')
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", plugins)
    shown = page(lead, NEW)
    assert "Насколько вы довольны нашей работой?" in shown and "Начать с шаблона" not in shown
    assert [trouble.left_out for trouble in plugins.troubles()] == [("templates of questionnaires",)]
