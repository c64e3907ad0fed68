"""What is drawn once and shown to many: each reader still sees what is his own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from markupsafe import Markup, escape

from shared.access import Actor, Grant
from shared.doors.listing import Column, Listed
from shared.i18n import current_locale
from shared.language.roles import CENTER_OPERATOR, GRANTOR_VIEWER, PROJECT_LEAD
from shared.plugins import extra, lately
from shared.plugins.asking import Plugins
from tests.suite import Browser, Suite

LIST, OTHER_LIST = "/events/gatherings", "/events/publications"
ENTRY = re.compile(r'class="side-link" href="([^"]+)"\s*(aria-current="page")?')
READERS = (PROJECT_LEAD, CENTER_OPERATOR, GRANTOR_VIEWER)
DAY = date(2022, 5, 5)
PILL = '<b class="pill">held</b>'


def menu(reader: Browser, page: str) -> list[tuple[str, bool]]:
    """Where a page's menu leads, and which entries are marked as the present page."""
    answer = reader.get(page)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found = ENTRY.findall(answer.get_data(as_text=True))
    return [(href, bool(marked)) for href, marked in found]


def marked(reader: Browser, page: str) -> set[str]:
    """The entries a page's menu marks."""
    return {href for href, present in menu(reader, page) if present}


def test_each_role_has_its_own_menu_whoever_came_before(suite: Suite) -> None:
    lead, partner = suite.browser("project_lead"), suite.browser("partner_rep", "turkistan")
    first = [set(dict(menu(who, LIST))) for who in (lead, partner)]
    again = [set(dict(menu(who, LIST))) for who in (lead, partner)]
    assert first == again
    assert "/registry/users" in first[0] - first[1]


def test_menu_marks_the_page_that_is_open(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    assert [marked(lead, page) for page in (LIST, OTHER_LIST, LIST)] == [{LIST}, {OTHER_LIST}, {LIST}]


def test_menu_is_in_the_language_of_its_reader(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    said = {"ru": "Встречи", "kk": "Кездесулер"}
    for locale in ("ru", "kk", "ru"):
        lead.get(f"{LIST}?locale={locale}")
        page = lead.get(LIST).get_data(as_text=True)
        shown = re.findall(r'class="side-link".*?<span>(.*?)</span>', page, re.DOTALL)
        assert [word for word in said.values() if word in shown] == [said[locale]]


def words_for(app: Flask, role: str, locale: str) -> dict[str, object]:
    """What templates are given for a reader of a language, but for what they ask when they are drawn."""
    with app.test_request_context("/", headers={"Cookie": f"asar_locale={locale}"}):
        reader = Actor(role, role, grants=(Grant(role),), locale=locale)
        app.login_manager._update_request_context_with_user(reader)  # type: ignore[attr-defined]
        said = app.extensions["service"].words()
    return {name: word for name, word in said.items() if not callable(word)}


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_words_said_once_are_those_of_every_reader(running_apps: Suite, locale: str) -> None:
    for app in running_apps.apps.values():
        lead, *others = (words_for(app, role, locale) for role in READERS)
        assert all(other == lead for other in others), app.name


@pytest.fixture
def events(running_apps: Suite) -> Flask:
    """The app whose templates draw the rows."""
    return running_apps.apps["events"]


def test_words_that_read_like_markup_stay_words(events: Flask) -> None:
    columns = [Column[object](key="n", label="N", said=str), Column[object](key="s", label="S", said=id_of)]
    with events.test_request_context("/"):
        body = Listed(columns, [Markup(PILL), PILL, Markup(PILL), None], 4, lambda row: "/").body()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", body)
    assert cells == [PILL, escape(PILL), PILL, '<span class="muted">—</span>']


def id_of(row: object) -> object:
    """The row itself."""
    return row


def test_options_drawn_once_tell_markup_from_words_and_mark_the_chosen(events: Flask) -> None:
    with events.test_request_context("/"):
        drawn = events.jinja_env.globals["options"]
        bold, words = [("a", Markup("<b>x</b>"))], [("a", "<b>x</b>")]
        said = [drawn(bold, ""), drawn(words, ""), drawn(bold, ""), drawn(words, "a"), drawn([(1, 2)], "1")]
    assert said == [
        '<option value="a"><b>x</b></option>',
        '<option value="a">&lt;b&gt;x&lt;/b&gt;</option>',
        '<option value="a"><b>x</b></option>',
        '<option value="a" selected>&lt;b&gt;x&lt;/b&gt;</option>',
        '<option value="1" selected>2</option>',
    ]


def test_a_link_of_a_list_keeps_what_was_asked_and_starts_over(events: Flask) -> None:
    with events.test_request_context("/?q=a%26b+c/d&col=x&col=y&page=3&cursor=k&sort=-date"):
        env = events.jinja_env
        said = env.from_string("{{ here_with({'sort': 'title'}, ['q']) }} {{ here_with() }}").render()
    kept = "q=a%26b+c%2Fd&amp;col=x&amp;col=y&amp;sort=-date"
    assert said == f"?col=x&amp;col=y&amp;sort=title ?{kept}"


def test_words_follow_the_language_in_the_middle_of_a_page(events: Flask) -> None:
    with events.test_request_context("/"):
        page = events.jinja_env.from_string("{{ _('Filters') }}")
        said = [page.render(), gettext("Filters"), current_locale()]
        with force_locale("kk"):
            kazakh = [page.render(), gettext("Filters"), current_locale()]
        again = [page.render(), gettext("Filters"), current_locale()]
    assert said == again == ["Фильтры", "Фильтры", "ru"]
    assert kazakh == ["Сүзгілер", "Сүзгілер", "kk"] and current_locale() == "ru"


def test_a_list_asks_plugins_for_its_columns_once_in_some_seconds(
    events: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fields(_plugins: Plugins, region: str, *_form: object) -> list[object]:
        asked.append(region)
        return []

    monkeypatch.setattr(lately, "FRESH_SECONDS", 36_000.0)
    monkeypatch.setattr(Plugins, "extra_fields", fields)
    here, there = (extra.Asked(region, "events", "x", None, DAY) for region in ("turkistan", "abai"))
    with events.app_context():
        for forms in ((here,), (here,), (here, there), (here,)):
            extra.asked_lately(forms)
        assert asked == ["turkistan", "turkistan", "abai"]
        rules = events.extensions["plugins"]
        monkeypatch.setattr(rules, "loaded", [*rules.loaded])  # read anew: their files changed
        extra.asked_lately((here,))
    assert asked[3:] == ["turkistan"]


def test_answers_begun_anew_by_another_thread_are_given_all_the_same(events: Flask) -> None:
    said = lately.Lately[str]()

    class Asked:
        def __hash__(self) -> int:  # whenever it is looked for, another thread begins anew
            said.known = {}
            return 1

    with events.app_context():
        assert said.said(Asked(), lambda: "answer") == "answer"


def test_drawing_once_tells_markup_from_words(events: Flask) -> None:
    with events.test_request_context("/"):
        env = events.jinja_env
        template = env.from_string("{% macro _b(x) %}<b>{{ x }}</b>{% endmacro %}{% set b = once(_b) %}")
        drawn = [template.module.b(words) for words in ("<i>", Markup("<i>"), "<i>")]
    assert drawn == ["<b>&lt;i&gt;</b>", "<b><i></b>", "<b>&lt;i&gt;</b>"]
