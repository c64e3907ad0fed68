"""A session that ended while a form was open loses nothing of what was typed."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from lxml.html import document_fromstring
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from shared.doors import kept
from tests.house.test_routes import access_of, address, routes
from tests.suite import PASSWORD, PDF, Browser, Suite

TYPED = {"title": "Обучение <лидеров> & «сёл»", "settlement": "Туркестан", "rows": ["1", "3"]}
NEW = "/events/gatherings/new"


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


def carried(answer: Any) -> str:
    """The hidden field that carries a form on."""
    found = re.search(r'name="kept.form" value="([^"]+)"', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)[:1500]
    return found[1]


def without_session(browser: Browser, everything: bool) -> None:
    """The session ends, or all cookies are cleared."""
    browser.cookies.pop("asar_session")
    if everything:
        browser.cookies.clear()


def signed_in_with(browser: Browser, text: str, page: str, password: str = PASSWORD) -> Any:
    """What the sign-in page answers to the right password, with a form on its way."""
    values = {"login": browser.login, "password": password, "next": page, "kept.form": text}
    return browser.post(f"/registry/sign-in?next={quote(page)}", values)


def again(browser: Browser, answer: Any) -> Any:
    """The page the form goes on to."""
    shown = html.unescape(answer.get_data(as_text=True))
    target = re.search(r'<form method="post" action="([^"]+)" data-go', shown)
    assert target, shown[:1500]
    return browser.post(target[1], {"kept.form": carried(answer)})


def value(shown: str, name: str) -> str:
    """What stands in a field of a page."""
    control = document_fromstring(shown).xpath("//*[@name=$name]", name=name)[0]
    return (control.text or "").strip() if control.tag == "textarea" else str(control.get("value"))


def chosen(shown: str, name: str) -> list[str]:
    """What is ticked or selected under a name."""
    found = "//*[@name=$name][@checked]/@value | //select[@name=$name]/option[@selected]/@value"
    return [str(one) for one in document_fromstring(shown).xpath(found, name=name)]


def of_tools(app: Flask, rule: Rule) -> bool:
    """Whether no form leads there: calls of other tools, of the neighbours and of other installations."""
    others = access_of(app, rule) in ("public", "service", "deployment")
    return others or "/api/" in str(rule) or "/internal/" in str(rule)


def test_every_form_of_the_product_is_kept_for_whoever_is_signed_out(suite: Suite) -> None:
    lost = []
    for app, rule, method in routes(suite):
        if method != "POST" or of_tools(app, rule):
            continue
        answer = app.test_client().post(address(rule), data=TYPED)
        with app.test_request_context("/"):
            text = carried(answer) if "kept.form" in answer.get_data(as_text=True) else ""
            form = kept.opened(text)
        if form is None or form.fields != [
            ("title", TYPED["title"]),
            ("settlement", "Туркестан"),
            ("rows", "1"),
            ("rows", "3"),
        ]:
            lost.append(f"{app.name} {rule}")
    assert not lost


@pytest.mark.parametrize("cleared", [False, True])
def test_form_stands_as_it_was_typed_and_then_goes_through(
    suite: Suite, lead: Browser, project: str, cleared: bool
) -> None:
    page = f"{NEW}?project_id={project}"
    offered = document_fromstring(lead.get(page).get_data(as_text=True))
    typed = {
        "activity": offered.xpath("//select[@name='activity']//option[starts-with(., '4.1')]/@value")[0],
        "type": "training",
        "title": 'Обучение "лидеров" <сёл>',
        "region": "turkistan",
        "settlement": "село Карнак",
        "starts_on": "2022-04-12",
        "mode": "online",
        "status": "held",
    }
    referrer = {"Referer": f"http://localhost{page}"}
    sent = {**typed, "csrf_token": token_of(lead, page)}
    without_session(lead, cleared)
    refused = lead.open("POST", page, data=sent, headers=referrer)
    assert refused.status_code in (400, 401)
    filled = again(lead, signed_in_with(lead, carried(refused), page))
    shown = filled.get_data(as_text=True)
    assert filled.status_code == 200
    assert [value(shown, name) for name in ("title", "settlement")] == [
        typed["title"],
        typed["settlement"],
    ]
    assert (chosen(shown, "mode"), chosen(shown, "region")) == (["online"], ["turkistan"])
    form = next(form for form in document_fromstring(shown).forms if "title" in form.fields)
    done = lead.open("POST", page, data=MultiDict(form.form_values()))
    wrong = re.findall(r'class="field-error[^>]*>(.*?)</p>', done.get_data(as_text=True), re.S)
    assert done.status_code == 302, wrong
    assert "/participants/new" in done.headers["Location"]


def token_of(browser: Browser, page: str) -> str:
    """The proof of a page's form."""
    return token_in(browser.get(page).get_data(as_text=True))


def token_in(shown: str) -> str:
    """The same, of a page at hand."""
    return value(shown, "csrf_token")


def test_file_is_asked_for_again_by_its_name(suite: Suite, lead: Browser, project: str) -> None:
    page = f"/events/gatherings/{suite.gathering(project, 1)}/evidence/new"
    sent = {"kind": "photo", "both_sides": "1", "csrf_token": token_of(lead, page)}
    without_session(lead, False)
    refused = lead.open(
        "POST",
        page,
        data={**sent, "file": (BytesIO(PDF), "фото.pdf")},
        headers={"Referer": f"http://localhost{page}"},
    )
    shown = again(lead, signed_in_with(lead, carried(refused), page)).get_data(as_text=True)
    assert "Выберите файл ещё раз" in shown and "фото.pdf" in shown and chosen(shown, "both_sides")


def test_form_and_next_survive_a_wrong_password_and_another_language(
    suite: Suite, lead: Browser, project: str
) -> None:
    page = f"{NEW}?project_id={project}"
    without_session(lead, True)
    refused = lead.open("POST", page, data={"title": "Сход"}, headers={"Referer": f"http://localhost{page}"})
    wrong = signed_in_with(lead, carried(refused), page, "wrong and long enough")
    assert wrong.status_code == 422 and value(wrong.get_data(as_text=True), "next") == page
    switch = re.search(r'action="([^"]+locale=kk)"', wrong.get_data(as_text=True))
    moved = lead.post(html.unescape(switch[1]), {"kept.form": carried(wrong)})
    assert moved.status_code == 307  # the browser sends the same form on
    turned = lead.post(moved.headers["Location"], {"kept.form": carried(wrong)})
    shown = turned.get_data(as_text=True)
    assert turned.status_code == 200, (turned.request.path, shown)
    assert 'lang="kk"' in shown and value(shown, "next") == page
    filled = again(lead, signed_in_with(lead, carried(turned), page))
    assert value(filled.get_data(as_text=True), "title") == "Сход"


def test_next_survives_locking_and_the_language(suite: Suite, lead: Browser) -> None:
    without_session(lead, True)
    values = {"login": lead.login, "password": "wrong and long enough", "next": "/reports/?region=atyrau"}
    answers = [lead.post("/registry/sign-in", values) for _ in range(7)]
    for answer in answers:
        shown = answer.get_data(as_text=True)
        assert value(shown, "next") == values["next"]
        assert 'action="/registry/sign-in?next=/reports/%3Fregion%3Datyrau"' in shown


def test_button_without_fields_leads_back_to_its_page(suite: Suite, lead: Browser, project: str) -> None:
    page = f"/events/gatherings/{suite.gathering(project, 1)}"
    without_session(lead, False)
    refused = lead.open(
        "POST",
        f"{page}/cancellation",
        data={"reason": "Снег", "csrf_token": ""},
        headers={"Referer": f"http://localhost{page}"},
    )
    filled = again(lead, signed_in_with(lead, carried(refused), page))
    assert value(filled.get_data(as_text=True), "reason") == "Снег"


def test_password_is_never_carried(suite: Suite, lead: Browser) -> None:
    without_session(lead, False)
    sent = {"password": "one", "new_password": "two", "name": "Имя"}
    refused = lead.open("POST", "/registry/me/password", data=sent)
    with suite.apps["registry"].test_request_context("/"):
        assert kept.opened(carried(refused)).fields == [("name", "Имя")]


@pytest.mark.parametrize("text", ["x", "WzFd.x.y"])
def test_form_that_is_not_ours_is_not_opened(suite: Suite, lead: Browser, text: str) -> None:
    answer = lead.post(NEW, {"kept.form": text})
    assert "data-go" not in answer.get_data(as_text=True)


def test_form_of_another_site_is_not_kept(suite: Suite) -> None:
    client = suite.apps["events"].test_client()
    answer = client.post(NEW, data={"title": "x"}, headers={"Origin": "https://evil.example"})
    assert "kept.form" not in answer.get_data(as_text=True)
