"""A region's templates stand in for ours on its pages, and one that breaks is left out loudly."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.plugins.asking import Plugins
from shared.web import overlay
from tests.shared.plugin_making import write
from tests.suite import Suite

HOME = "registry/home/show.html"
BUILT_ON = (
    '{% extends "core:registry/home/show.html" %}'
    "{% block content %}<p>Наш порядок</p>{{ super() }}{% endblock %}"
)


def worn(suite: Suite, monkeypatch: pytest.MonkeyPatch, folder: Path, **files: str) -> Plugins:
    """The registry with a plugin of Atyrau that has these templates, by their names with / as __."""
    name = write(folder)
    for key, text in files.items():
        file = folder / name / f"asar_{name}" / "templates" / f"{key.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    made = Plugins([name], folder)
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", made)
    return made


def page(suite: Suite, region: str | None = "atyrau") -> str:
    """The home of somebody who works in a region."""
    role = "partner_rep" if region else "project_lead"
    answer = suite.browser(role, region).get("/registry/home")
    assert answer.status_code == 200
    text: str = answer.get_data(as_text=True)
    return text


@pytest.mark.parametrize("extended", ["core:registry/home/show.html", "registry/home/show.html"])
def test_own_people_see_the_regions_page_built_upon_ours(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extended: str
) -> None:
    text = BUILT_ON.replace("core:registry/home/show.html", extended)
    plugins = worn(suite, monkeypatch, tmp_path, registry__home__show=text)
    mine = page(suite)
    assert "<p>Наш порядок</p>" in mine and "Моя неделя" in mine and mine.count("<h1") == 1
    assert "Наш порядок" not in page(suite, "turkistan") and "Наш порядок" not in page(suite, None)
    assert plugins.troubles() == []


def test_part_that_another_page_takes_in_is_the_regions_too(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = '{% include "core:ui/head.html" %}<meta name="region" content="ours">'
    worn(suite, monkeypatch, tmp_path, ui__head=head)
    assert '<meta name="region" content="ours">' in page(suite) and "stylesheet" in page(suite)
    assert 'content="ours"' not in page(suite, "turkistan")


@pytest.mark.parametrize("text", ["{{ nobody.gave.this }}", "{% block %}", "{{ 1 / 0 }}"])
def test_template_that_breaks_is_left_out_and_told(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    plugins = worn(suite, monkeypatch, tmp_path, registry__home__show=text)
    assert "Моя неделя" in page(suite)
    (trouble,) = plugins.troubles()
    assert (
        trouble.left_out == ("pages in the region's own form",) and trouble.incident and not trouble.stopped
    )
    told = suite.browser("admin").get("/registry/plugins").get_data(as_text=True)
    assert "страницы в собственном виде региона" in told and trouble.incident in told


def test_template_that_cannot_be_opened_is_left_out_and_told(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_loader: object, _environment: object, name: str) -> None:
        raise PermissionError(13, "Permission denied", name)

    plugins = worn(suite, monkeypatch, tmp_path, registry__home__show=BUILT_ON)
    monkeypatch.setattr(overlay.OverlayLoader, "get_source", closed)
    assert "Моя неделя" in page(suite) and plugins.troubles()[0].left_out


def test_what_breaks_ours_too_is_no_plugins_fault(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = worn(suite, monkeypatch, tmp_path, registry__home__show=BUILT_ON)

    def broken(day: object) -> None:
        raise LookupError(day)

    partner = suite.browser("partner_rep", "atyrau")
    monkeypatch.setitem(suite.apps["registry"].jinja_env.filters, "date", broken)
    assert partner.get("/registry/home").status_code == 500
    assert plugins.troubles() == []


def test_the_installations_own_goes_before_the_plugins(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worn(suite, monkeypatch, tmp_path / "plugins", registry__home__show=BUILT_ON)
    own = tmp_path / "templates" / HOME
    own.parent.mkdir(parents=True)
    own.write_text(BUILT_ON.replace("Наш порядок", "Порядок дома"))
    monkeypatch.setitem(suite.apps["registry"].config, "ASAR_HOME", str(tmp_path))
    assert "Порядок дома" in page(suite) and "Порядок дома" in page(suite, "turkistan")


def test_kyzylorda_reminds_its_people_under_their_week(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", Plugins(["kyzylorda"]))
    assert "Перед выездом в дальнее село" in page(suite, "kyzylorda")
    partner = suite.browser("partner_rep", "kyzylorda")
    partner.cookies["asar_locale"] = "kk"
    assert "Алыс ауылға барғанда" in partner.get("/registry/home").get_data(as_text=True)
