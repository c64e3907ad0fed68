"""Every route declares its access and answers refusals in the one shape;
every page has labels and one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask, jsonify
from marshmallow import fields, missing
from werkzeug.routing import AnyConverter, BaseConverter, Rule

from shared.access import public
from shared.language.roles import REGIONAL, ROLES
from shared.plugins.asking import Plugins
from tests.house.code import files
from tests.suite import Suite

PART = re.compile(r'actor\(\)\.can\("([a-z.]+)"\)')
UUID = "00000000-0000-7000-8000-000000000000"
SAMPLES = {"uuid": UUID, "default": "x"}


def routes(suite: Suite) -> Iterator[tuple[Flask, Rule, str]]:
    """Every route of every service."""
    for app in suite.apps.values():
        for rule in app.url_map.iter_rules():
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield app, rule, method


def access_of(app: Flask, rule: Rule) -> str:
    """What a route asks of whoever comes."""
    return app.view_functions[rule.endpoint].access  # type: ignore[attr-defined]


def sample(converter: BaseConverter) -> str:
    """A value that fits a place of a rule: of a choice the first, else an id or any word."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return UUID if type(converter).__name__ == "UUIDConverter" else "x"


def address(rule: Rule) -> str:
    """A path that fits the rule."""
    values = {name: sample(converter) for name, converter in rule._converters.items()}
    return rule.build(values, append_unknown=False)[1]  # type: ignore[index]


def test_every_route_declares_its_access(suite: Suite) -> None:
    bare = [
        f"{app.name} {rule}"
        for app, rule, _ in routes(suite)
        if not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    assert not bare


def test_a_call_that_corrects_fills_in_nothing_that_was_left_out(suite: Suite) -> None:
    filled_in = [
        f"{app.name} {rule} {name}"
        for app, rule, method in routes(suite)
        for schema in getattr(app.view_functions[rule.endpoint], "taken", {}).values()
        for name, field in schema.fields.items()
        if method in ("PUT", "PATCH") and field.load_default is not missing
        if not isinstance(field, fields.Boolean)  # an answer to what is asked
    ]
    assert not filled_in


def test_every_permission_of_a_route_is_known(suite: Suite) -> None:
    marks = {(app.name, access_of(app, rule)) for app, rule, _ in routes(suite)}
    others = {"public", "service", "deployment"}
    assert not [
        (service, mark)
        for service, mark in marks
        if mark not in others and mark not in suite.apps[service].extensions["permissions"]
    ]


def test_every_permission_is_asked_by_a_route_or_for_a_part_of_its_answer(suite: Suite) -> None:
    used = {access_of(app, rule) for app, rule, _ in routes(suite)}
    for path in files("services"):
        used |= set(PART.findall(path.read_text("utf-8")))
    assert not [
        (app.name, permission)
        for app in suite.apps.values()
        for permission in app.extensions["permissions"]
        if permission not in used
    ]


def test_strangers_are_refused_in_one_shape_everywhere(suite: Suite) -> None:
    for app, rule, method in routes(suite):
        if getattr(app.view_functions[rule.endpoint], "access", "") == "public" or "/api/" not in str(rule):
            continue
        response = app.test_client().open(address(rule), method=method)
        assert response.status_code == 401, (method, str(rule), response.status_code)
        assert set(response.get_json()) == {"code", "message", "detail"}, (method, str(rule))


def test_every_answer_carries_the_security_headers(suite: Suite) -> None:
    for app, rule, method in routes(suite):
        if method != "GET":
            continue
        response = app.test_client().open(address(rule), method=method)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], str(rule)
        assert response.headers["X-Content-Type-Options"] == "nosniff", str(rule)


def test_answer_that_commits_nothing_is_a_crash_in_tests(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    monkeypatch.setattr(suite.apps["registry"].extensions["sqlalchemy"].session, "commit", lambda: None)
    made = lead.post(
        "/registry/users/new",
        {"login": "aigul", "name": "Айгүл", "role": "coordinator"},
    )
    assert made.status_code == 500


def test_answer_of_another_shape_is_a_crash_in_tests(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        suite.apps["registry"].view_functions,
        "plans.list_projects",
        public(lambda: jsonify([{"colour": "red"}])),
    )
    assert suite.call("GET", "/registry/api/v1/projects").status_code == 500


def test_bodies_of_any_shape_are_refused_not_crashed_on(suite: Suite) -> None:
    for _app, rule, method in routes(suite):
        if method == "GET" or "/api/v1/" not in str(rule):
            continue
        for body in ([], [1, None], 1.5, "text", None, {"": {}}, {"participants": 3}):
            response = suite.call(method, address(rule), json=body)
            assert 400 <= response.status_code < 500, (method, str(rule), body, response.status_code)
            assert set(response.get_json()) == {"code", "message", "detail"}, (method, str(rule), body)


def test_every_call_refuses_an_unknown_parameter_by_name(suite: Suite) -> None:
    for _app, rule, method in routes(suite):
        if "/api/v1/" in str(rule):
            response = suite.call(method, address(rule) + "?colour=red")
            assert (response.status_code, list(response.get_json()["detail"].get("fields", ()))) == (
                422,
                ["colour"],
            ), (method, str(rule))


class Page(HTMLParser):
    """Headings, labels and controls of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings, self.labelled, self.controls, self.inline = 0, set(), [], []
        self.depth_of_label = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = dict(attrs)
        self.headings += tag == "h1"
        self.inline += [tag] if "style" in given or any(key.startswith("on") for key in given) else []
        if tag == "label":
            self.depth_of_label += 1
            self.labelled.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            self.controls.append((given.get("id"), bool(given.get("aria-label") or self.depth_of_label)))

    def handle_endtag(self, tag: str) -> None:
        """Leave a label."""
        self.depth_of_label -= tag == "label"


def test_every_page_has_labels_one_heading_and_no_inline_style(suite: Suite) -> None:
    suite.approved_project()
    lead = suite.browser("project_lead")
    for _app, rule, method in routes(suite):
        if (
            method != "GET"
            or rule.arguments
            or "/api" in str(rule)
            or str(rule).endswith(("healthz", "metrics", ".xlsx", ".docx", ".pdf", "sign-in", "sign-in/code"))
        ):
            continue
        response = lead.get(str(rule))
        assert response.status_code == 200, (str(rule), response.status_code)
        if "<html" not in response.get_data(as_text=True):
            continue  # a part that another page takes in
        page = Page(response.get_data(as_text=True))
        assert page.headings == 1, (str(rule), page.headings)
        assert not page.inline, (str(rule), page.inline)
        assert not [
            control for control, inside in page.controls if not inside and control not in page.labelled
        ], str(rule)


ITEMS = Plugins([]).navigation(None, "registry", None)


def test_every_entry_of_the_menu_asks_what_its_page_asks(suite: Suite) -> None:
    asked = {item.href: (item.permission, page_access(suite, item.href)) for item in ITEMS}
    assert asked and not {href for href, (menu, page) in asked.items() if menu != page}


def page_access(suite: Suite, href: str) -> str:
    """What the page at an address asks of whoever comes."""
    app = suite.apps[href.split("/")[1]]
    endpoint, _values = app.url_map.bind("").match(href)
    access: str = app.view_functions[endpoint].access
    return access


def test_the_menu_of_one_service_knows_the_permissions_of_all(suite: Suite) -> None:
    for app in suite.apps.values():
        for name, other in suite.apps.items():
            known = {key: frozenset(roles) for key, roles in app.extensions["neighbours"][name].items()}
            assert known == other.extensions["permissions"]


@pytest.mark.parametrize("role", ROLES)
def test_an_entry_is_shown_to_whoever_may_open_it(suite: Suite, role: str) -> None:
    browser = suite.browser(role, "turkistan" if role in REGIONAL else None)
    menu = browser.get("/reports/").get_data(as_text=True).split("</aside>")[0]
    for item in ITEMS:
        shown = f'href="{item.href}"' in menu
        assert shown == (browser.get(item.href).status_code == 200), item.href
