"""Pages a region writes for its own people: in their menu, in two languages, nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.plugins.asking import Plugins
from tests.shared.plugin_making import hook, made
from tests.suite import Suite

MEMO = "/registry/x/turkistan/memo"
WORDS = '{"ru": "Памятка", "kk": "Жадынама"}'


def worn(suite: Suite, monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> None:
    """Let the registry be asked of these plugins for one test."""
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", plugins)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("ru", ["Памятка партнёра", "до 480 000"]), ("kk", ["Серіктес жадынамасы", "Үш күн бұрын"])],
)
def test_own_people_find_the_page_in_their_menu_and_read_it(
    suite: Suite, locale: str, words: list[str]
) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    partner.cookies["asar_locale"] = locale
    menu = partner.get("/registry/home").get_data(as_text=True).split("</aside>")[0]
    assert f'href="{MEMO}"' in menu and words[0] in menu
    page = partner.get(MEMO).get_data(as_text=True)
    assert all(word in page for word in words)


def test_page_of_another_region_is_not_found_and_in_no_menu(suite: Suite) -> None:
    neighbour = suite.browser("partner_rep", "atyrau")
    assert neighbour.get(MEMO).status_code == 404
    assert MEMO not in neighbour.get("/registry/home").get_data(as_text=True)


def test_lead_reads_every_regions_page_from_the_plugins(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    assert f'href="{MEMO}"' in lead.get("/registry/plugins").get_data(as_text=True)
    page = lead.get(MEMO).get_data(as_text=True)
    assert "Памятка партнёра" in page and "region-mark" in page
    assert MEMO not in lead.get("/registry/home").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/registry/x/turkistan/nothing", "/registry/x/nobody/memo"])
def test_page_nobody_wrote_is_not_found(suite: Suite, path: str) -> None:
    assert suite.browser("project_lead").get(path).status_code == 404


def test_nothing_a_plugin_writes_is_markup(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = '{"ru": ["<script>alert(1)</script>"], "kk": ["<b>а</b>"]}'
    body = f"return [RegionPage('memo', {WORDS}, (PageSection({WORDS}, {lines}),))]"
    plugins = made(tmp_path, code=hook("pages", body), regions='["turkistan"]')
    worn(suite, monkeypatch, plugins)
    page = suite.browser("partner_rep", "turkistan").get(f"/registry/x/{plugins.loaded[0].name}/memo")
    text = page.get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert" not in text


def test_page_that_fails_costs_the_menu_one_entry(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = made(tmp_path, code=hook("pages", "return 1 / 0"), regions='["turkistan"]')
    worn(suite, monkeypatch, plugins)
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.get("/registry/home").status_code == 200
    assert partner.get(f"/registry/x/{plugins.loaded[0].name}/memo").status_code == 404


def test_page_shows_what_its_reader_is_told(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        f"return [RegionPage('memo', {WORDS}, (PageSection({WORDS}),))] "
        "if actor and 'partner_rep' in actor.roles else []"
    )
    plugins = made(tmp_path, code=hook("pages", body), regions='["turkistan"]')
    worn(suite, monkeypatch, plugins)
    path = f"/registry/x/{plugins.loaded[0].name}/memo"
    for role, status in (("partner_rep", 200), ("center_operator", 404)):
        assert suite.browser(role, "turkistan").get(path).status_code == status


@pytest.mark.parametrize(("locale", "name"), [("ru", "Туркестанская область"), ("kk", "Түркістан облысы")])
def test_plugin_is_called_as_its_region_is_in_the_readers_language(
    suite: Suite, locale: str, name: str
) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    assert f">{name}</h" in lead.get("/registry/plugins").get_data(as_text=True)


def test_page_of_plugins_says_which_files_are_in_use(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = made(tmp_path)
    worn(suite, monkeypatch, plugins)
    before = plugins.loaded[0].fingerprint
    page = suite.browser("admin").get("/registry/plugins").get_data(as_text=True)
    assert before[:12] in page and "~=1.0" in page and "Отпечаток файлов" in page
    file = plugins.loaded[0].file.file
    file.write_text(file.read_text() + "\n# another word\n")
    assert plugins.loaded[0].fingerprint != before
