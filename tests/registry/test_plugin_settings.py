"""Settings a plugin asks an administrator for: typed, within bounds, the same in all services soon."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from shared.plugins.asking import Plugins
from shared.plugins.writing import written
from tests.shared.plugin_making import APPLICATION, CONTEST, TODAY, hook, made, write
from tests.suite import Browser, Suite

SAID = '{ru = "Потолок", kk = "Шек"}'
SETTINGS = f"""
[[settings]]
key = "cap"
type = "number"
label = {SAID}
default = 300000
least = 1000
most = 400000

[[settings]]
key = "strict"
type = "checkbox"
label = {{ru = "Строго", kk = "Қатаң"}}
default = false
"""
DATA = SETTINGS + f"[caps]\nmini_grant = {{setting = 'cap'}}\nreason = {SAID}\n"
FINDING = "return [Finding('strict', not settings['strict'], {'ru': 'С', 'kk': 'Қ'})]"
CODE = hook("check_eligibility", FINDING).replace("on_date)", "on_date, settings)")
TURKISTAN = '["turkistan"]'


@pytest.fixture
def plugins(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Plugins]:
    """The same plugin in the registry and in grants, each with its own database."""
    name = write(tmp_path, DATA, CODE, regions=TURKISTAN)
    found: dict[str, Plugins] = {}
    for service in ("registry", "grants"):
        app = suite.apps[service]
        engine = app.extensions["plugins"].settings.engine
        found[service] = Plugins([name], tmp_path, engine=engine)
        assert not found[service].absent, found[service].absent
        monkeypatch.setitem(app.extensions, "plugins", found[service])
    return found


def cap(plugins: Plugins) -> int:
    """The cap as a service is told it now."""
    plugins.settings.refresh(0)
    found = plugins.budget_caps("turkistan", CONTEST, APPLICATION)
    assert found
    return int(found.amount)


def strict(plugins: Plugins) -> list[bool]:
    """What the function says, which is given the settings."""
    return [each.ok for each in plugins.check_eligibility("turkistan", CONTEST, APPLICATION, TODAY)]


def address(plugins: dict[str, Plugins]) -> str:
    """The page of the settings."""
    return f"/registry/regions/turkistan/plugins/{plugins['grants'].loaded[0].name}"


def test_values_reach_file_and_function_in_every_service(suite: Suite, plugins: dict[str, Plugins]) -> None:
    admin, grants = suite.browser("admin"), plugins["grants"]
    assert (cap(grants), strict(grants)) == (300000, [True])
    page = admin.get(address(plugins)).get_data(as_text=True)
    assert "Потолок" in page and "300\xa0000" in page and "400\xa0000" in page
    done = admin.post(address(plugins), {"set.cap": "350 000", "set.strict": "1", "why": "решение совета"})
    assert done.status_code == 302, done.get_data(as_text=True)
    suite.settle()
    assert (cap(grants), strict(grants)) == (350000, [False])
    told = admin.get("/registry/regions/turkistan/plugins").get_data(as_text=True)
    assert "решение совета" in told and "Настройки плагинов" in told


def test_value_outside_its_bounds_is_refused_beside_its_field(
    suite: Suite, plugins: dict[str, Plugins]
) -> None:
    admin = suite.browser("admin")
    for typed in ("400001", "999", "", "много", "1e5", "350000.5"):
        answer = admin.post(address(plugins), {"set.cap": typed})
        page = unescape(answer.get_data(as_text=True))
        assert answer.status_code == 422 and 'href="#f-set.cap"' in page and f'value="{typed}"' in page
    suite.settle()
    assert cap(plugins["grants"]) == 300000


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (SETTINGS.replace("400000", "300000"), "“cap” cannot be “350000” any more, “300000” holds"),
        (SETTINGS.replace('key = "cap"', 'key = "limit"'), "there is no setting “cap” any more"),
    ],
)
def test_what_was_set_and_holds_no_more_is_said(
    suite: Suite, plugins: dict[str, Plugins], tmp_path: Path, then: str, words: str
) -> None:
    admin, name = suite.browser("admin"), plugins["registry"].loaded[0].name
    admin.post(address(plugins), {"set.cap": "350 000"})
    assert plugins["registry"].troubles() == []
    file = tmp_path / name / f"asar_{name}" / "region.toml"
    file.write_text(file.read_text("utf-8").replace(SETTINGS, then).replace("{setting = 'cap'}", "1000"))
    plugins["registry"]._load()
    (trouble,) = plugins["registry"].troubles()
    assert words in trouble.reason and trouble.regions == ("turkistan",)
    page = unescape(admin.get("/registry/plugins").get_data(as_text=True))
    assert words in page and "действуют его собственные значения" in page
    assert "Плагинам нужны вы" in unescape(admin.get("/registry/home").get_data(as_text=True))


def test_plugins_page_leads_whoever_may_to_the_settings(suite: Suite, plugins: dict[str, Plugins]) -> None:
    assert f'href="{address(plugins)}"' in suite.browser("admin").get("/registry/plugins").text
    seen = suite.browser("project_lead").get("/registry/plugins")
    assert address(plugins) not in seen.text


def test_only_an_administrator_sets_them(suite: Suite, plugins: dict[str, Plugins]) -> None:
    for role in ("project_lead", "partner_rep"):
        person: Browser = suite.browser(role, "turkistan" if role == "partner_rep" else None)
        assert person.get(address(plugins)).status_code in (403, 404)
        assert person.post(address(plugins), {"set.cap": "1000"}).status_code in (403, 404)


def test_book_keeps_the_values_of_its_day(tmp_path: Path) -> None:
    plugins = made(tmp_path, DATA, CODE, regions=TURKISTAN)
    book = written(plugins, "turkistan", TODAY)
    plugins.loaded[0] = plugins.loaded[0].valued({"cap": 100000, "strict": True})
    assert cap(plugins) == 100000 and strict(plugins) == [False]
    kept = plugins.budget_caps("turkistan", CONTEST, APPLICATION, book)
    found = plugins.check_eligibility("turkistan", CONTEST, APPLICATION, TODAY, book=book)
    assert kept and kept.amount == 300000 and [each.ok for each in found] == [True]


CUP = f"[caps]\nmini_grant = {{setting = 'cup'}}\nreason = {SAID}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (CUP, "caps.mini_grant: there is no setting “cup”"),
        (SETTINGS.replace("300000", "5"), "settings[0].default"),
        (SETTINGS.replace("300000", "true"), "settings[0].default"),
        (SETTINGS.replace('"number"', '"money"'), "settings[0].type"),
        (SETTINGS.replace('"strict"', '"cap"'), "“cap” is there twice"),
        (SETTINGS.replace("least", "lest"), "settings[0].lest: unknown key"),
    ],
)
def test_file_with_wrong_settings_says_where(tmp_path: Path, data: str, words: str) -> None:
    (absent,) = made(tmp_path, data).absent
    assert words in absent.reason
