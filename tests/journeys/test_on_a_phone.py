"""A coordinator in the village, with a telephone: the gathering, its people, a photo of the signed list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_plan_to_report import import_and_approve
from tests.papers import picture
from tests.suite import PDF

CLICKS = 10


@pytest.fixture
def phone(asar: Running, tmp_path: Path):  # noqa: ANN201
    """A coordinator at the width of a phone."""
    asar.user("on-a-phone", "coordinator")
    with person(asar.address, tmp_path) as someone:
        someone.page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
        someone.sign_in("on-a-phone")
        yield someone


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_gathering_is_recorded_proven_and_held_on_a_phone(
    asar: Running, phone: Person, tmp_path: Path
) -> None:
    here = record_in_ten_clicks(phone, import_and_approve(asar), tmp_path)
    correct_a_bad_line(phone, here)
    follow_the_kind(phone, here)


def record_in_ten_clicks(phone: Person, project: str, folder: Path) -> str:
    """From the list of gatherings to a held one with its programme and signed list; its address.
    Choices and files are clicks too."""
    page, clicks = phone.page, 1
    phone.go(f"/events/gatherings/new?project_id={project}")
    phone.choose_line("4.1")
    page.select_option("#f-region", "turkistan")
    clicks += 3
    page.fill("#f-title", "Тренинг в Карнаке")
    page.fill("#f-starts_on", "2022-04-12")
    page.get_by_text("Уже проведено").click()
    clicks += choose(page, folder / "программа.pdf", PDF + b"programme")
    page.wait_for_load_state("networkidle")
    clicks += send(phone, "form[action='/events/gatherings/new']")
    page.fill("#f-pasted", "Оспанов Тимур\tс. Қарнақ\t+7 700 000 01 11\nСатаева Мадина\tс. Қарнақ")
    clicks += send(phone, "form[action$='/participants/pasted']")
    phone.press(page.locator("a[href$='/evidence/new']:visible").last)
    clicks += 1 + choose(page, folder / "лист.png", picture("PNG"))
    clicks += send(phone, "form[action$='/evidence/new']")
    assert "2 из 4" in phone.text() and "проведено" in phone.text()
    assert clicks == CLICKS
    return page.url.split("#")[0].removeprefix(phone.address)


def choose(page: object, path: Path, content: bytes) -> int:
    """Choose a file: one click."""
    path.write_bytes(content)
    page.set_input_files("#f-file", path)  # type: ignore[attr-defined]
    return 1


def send(phone: Person, form: str) -> int:
    """Press the button of a form and look at what comes: one click."""
    phone.check()
    phone.submit(form)
    phone.check()
    return 1


def correct_a_bad_line(phone: Person, here: str) -> None:
    """What cannot be taken comes back with its reason, and is entered once it is right."""
    phone.go(f"{here}/participants/new")
    phone.page.fill("#f-pasted", "Беков 77\tс. Қарнақ")
    send(phone, "form[action$='/participants/pasted']")
    phone.page.fill("#rows-0-name", "Беков Дамир")
    send(phone, "form[action$='/participants/typed']")
    assert "Беков Дамир" in phone.text()


def follow_the_kind(phone: Person, here: str) -> None:
    """The file input offers what the chosen kind accepts, pictures among it:
    a phone then offers its camera."""
    phone.go(f"{here}/evidence/new")
    for kind, paper in (("Протокол", True), ("Скриншоты", False)):
        phone.page.get_by_text(kind, exact=True).click()
        accept = str(phone.page.get_attribute("#f-file", "accept"))
        assert "image/jpeg" in accept and ("wordprocessingml" in accept) is paper
        assert ("Word" in phone.page.inner_text("#f-file-hint")) is paper
