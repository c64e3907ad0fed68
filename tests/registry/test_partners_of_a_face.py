"""Logos of a region's partners: in their order at the foot of pages and letters, each with its name."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from shared.limited import run_limited
from tests.registry import test_letters as letters
from tests.registry.test_memoranda import organisation
from tests.registry.test_region_settings import HERE, saved, worn
from tests.shared.plugin_making import made
from tests.suite import Browser, Suite

NAMES = {"partner_ru": ["Акимат", "Фонд"], "partner_kk": ["Әкімдік", "Қор"]}
LINES = {**NAMES, "partner_place": ["2", "1"], "partner_was": ["", ""]}


@pytest.fixture
def admin(suite: Suite) -> Browser:
    """Who looks after the installation."""
    return suite.browser("admin")


def svg(colour: str) -> bytes:
    """A square of a colour."""
    box = f'<rect width="9" height="9" fill="{colour}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>a()</script>{box}</svg>'.encode()
    )


def drawings(*colours: str) -> dict[str, tuple[BytesIO, str]]:
    """The files of the lines."""
    return {
        f"partner_logo_{line}": (BytesIO(svg(colour)), f"{colour}.svg")
        for line, colour in enumerate(colours, 1)
    }


def both(suite: Suite, admin: Browser) -> None:
    """Two partners, the second line first."""
    saved(suite, admin, **LINES, **drawings("red", "navy"))


def test_partners_are_worn_in_their_order_at_the_foot_of_pages(suite: Suite, admin: Browser) -> None:
    both(suite, admin)
    face = worn(suite)
    assert [each.name["ru"] for each in face.partners] == ["Фонд", "Акимат"]
    assert "navy" in face.partners[0].logo and "script" not in face.partners[0].logo
    partner = suite.browser("partner_rep", "turkistan")
    page = partner.get("/events/gatherings").get_data(as_text=True)
    first, second = page.index('alt="Фонд"'), page.index('alt="Акимат"')
    assert page.index('class="foot"') < first < second
    address = page[:first].rpartition('src="')[2].partition('"')[0]
    drawn = partner.get(address)
    assert drawn.mimetype == "image/svg+xml" and b"navy" in drawn.get_data()
    assert partner.get(address.replace("/0.svg", "/7.svg")).status_code == 404
    partner.cookies["asar_locale"] = "kk"
    assert 'alt="Қор"' in partner.get("/events/gatherings").get_data(as_text=True)


def test_line_that_is_left_keeps_its_drawing_and_an_emptied_one_goes(suite: Suite, admin: Browser) -> None:
    both(suite, admin)
    kept = {"partner_ru": ["", "Акимат города"], "partner_kk": ["", "Қала әкімдігі"]}
    saved(suite, admin, **kept, partner_place=["1", "2"], partner_was=["0", "1"])
    (left,) = worn(suite).partners
    assert left.name["ru"] == "Акимат города" and "red" in left.logo


@pytest.mark.parametrize(
    ("lines", "files", "words"),
    [
        ({"partner_kk": ["", "Қор"]}, ("red", "navy"), "Партнёр 1: нужны название"),
        ({}, ("red",), "Партнёр 2: нужны название"),
        ({"partner_place": ["первый", "2"]}, ("red", "navy"), "Партнёр 1: место"),
    ],
)
def test_what_lacks_is_said_by_its_line_and_nothing_is_kept(
    suite: Suite, admin: Browser, lines: dict[str, list[str]], files: tuple[str, ...], words: str
) -> None:
    answer = admin.post(f"{HERE}/face", {**LINES, **lines, **drawings(*files)})
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    assert worn(suite).partners == ()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x89PNG\r\n\x1a\n",
        b"<svg",
        svg("red") + b" " * 205_000,
    ],
)
def test_file_that_is_no_drawing_is_refused(suite: Suite, admin: Browser, sent: bytes) -> None:
    files = drawings("red", "navy") | {"partner_logo_2": (BytesIO(sent), "logo.svg")}
    answer = admin.post(f"{HERE}/face", {**LINES, **files})
    assert answer.status_code == 422 and "нужен файл SVG" in answer.get_data(as_text=True)


def test_preview_shows_them_before_anything_is_kept(suite: Suite, admin: Browser) -> None:
    htmx = {"HX-Request": "true"}
    seen = admin.post(f"{HERE}/face/preview", {**LINES, **drawings("red", "navy")}, headers=htmx)
    page = seen.get_data(as_text=True)
    assert page.index('alt="Фонд"') < page.index('alt="Акимат"') and worn(suite).partners == ()


def test_letter_has_them_at_its_foot_in_both_forms(suite: Suite, project: str, admin: Browser) -> None:
    both(suite, admin)
    written = {"region": "turkistan", "body": letters.BODY, "language": "kk", "dated_on": "2022-06-01"}
    party = organisation(suite, letters.AKIMAT)
    address = f"/registry/letters/{letters.registered(suite, project, party, **written)}/paper"
    word = ZipFile(BytesIO(admin.get(f"{address}.docx").get_data()))
    foot = word.read("word/footer1.xml").decode()
    assert foot.index('descr="Қор"') < foot.index('descr="Әкімдік"')
    assert admin.get(f"{address}.pdf").mimetype == "application/pdf"


def test_region_toml_names_partners_too(tmp_path: Path) -> None:
    line = '[[branding.partners]]\nname = {ru = "Фонд", kk = "Қор"}\nlogo = "region.toml"\n'
    plugins = made(tmp_path, line)
    assert "branding.partners[0].logo: is not an SVG" in plugins.absent[0].reason
    many = made(tmp_path, line.replace('logo = "region.toml"\n', "") * 7)
    assert "branding.partners" in many.absent[0].reason


def test_drawing_that_cannot_be_drawn_is_found_in_the_child() -> None:
    found = run_limited("shared.office.sent_drawing:checked", svg("red"), seconds=10)
    assert "red" in found["drawing"] and "script" not in found["drawing"]
