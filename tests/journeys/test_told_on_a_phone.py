"""A partner after a training: three fields and a photo on a telephone, with a network that goes away."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_plan_to_report import import_and_approve
from tests.papers import picture

ROLE, REGION = "partner_rep", "turkistan"
TAPS, TYPED = 5, 1
ANSWERED = """() => !location.pathname.endsWith("/new")
    || document.querySelector("[data-said-failed]")"""
A_TAP, A_LETTER = 3.0, 0.5  # seconds somebody in no hurry takes to find a button, and to type a letter


@pytest.fixture
def phone(asar: Running, tmp_path: Path):  # noqa: ANN201
    """A partner at the width of a phone."""
    asar.user("told-on-a-phone", ROLE, REGION)
    with person(asar.address, tmp_path) as someone:
        someone.page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
        someone.sign_in("told-on-a-phone")
        yield someone


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_training_is_told_in_under_two_minutes_and_outlives_the_network(
    asar: Running, phone: Person, tmp_path: Path
) -> None:
    project = import_and_approve(asar)
    began = time.monotonic()
    fill(phone, tmp_path, project)
    lose_the_network(phone)
    send(phone)
    spent = time.monotonic() - began
    assert spent + TAPS * A_TAP + TYPED * len("с. Қарнақ") * A_LETTER < 120
    assert "Без участников оно пока не входит ни в один показатель." in phone.text()
    phone.check()
    one_gathering(phone, project)
    pressed_by_a_finger(phone, ".rows .at-title a")
    phone.press(phone.page.locator(".rows .at-title a", has_text="Қарнақ").first)
    pressed_by_a_finger(phone, ".todo-text > a")


def pressed_by_a_finger(phone: Person, links: str) -> None:
    """The name of a file, and what else stands alone in a list, is as high as a finger is wide."""
    names = phone.page.locator(f"main {links}:visible")
    heights = [box["height"] for box in map(Locator.bounding_box, names.all()) if box]
    assert heights and min(heights) >= 44, heights


def fill(phone: Person, folder: Path, project: str) -> None:
    """From the home: two taps to the form and its kind, one for the day, the place typed, a photo taken.
    Other journeys may have left projects of their own."""
    page, photo = phone.page, folder / "лист.png"
    photo.write_bytes(picture("PNG", 331))  # no other journey of this home sends this one
    phone.go("/registry/home")
    phone.press(page.get_by_role("link", name="Записать проведённое").first)
    if (mine := page.locator(f"main a[href*='{project}']")).count() and not page.locator(
        "#f-settlement"
    ).count():
        phone.press(mine.first)
    phone.check()
    page.locator("label.choice", has_text="Тренинг").click()
    page.locator("label.choice", has_text="Вчера").click()
    page.fill("#f-settlement", "с. Қарнақ")
    page.set_input_files("#f-file", photo)


def lose_the_network(phone: Person) -> None:
    """What was typed and photographed stays on the page, and what was typed outlives the page itself."""
    page = phone.page
    page.context.set_offline(True)
    page.get_by_role("button", name="Проведено: записать").click()
    page.wait_for_selector("[data-said-failed]", timeout=60_000)
    assert "Не отправлено: нет связи." in phone.text()
    assert (
        page.input_value("#f-settlement") == "с. Қарнақ"
        and page.evaluate("document.querySelector('#f-file').files.length") == 1
    )
    page.context.set_offline(False)
    phone.complaints.clear()  # the browser's own word about the lost connection
    other = page.context.new_page()
    other.goto(page.url)
    assert other.input_value("#f-settlement") == "с. Қарнақ"
    assert other.locator("label.choice:has(:checked)").count() == 2
    other.close()


def send(phone: Person) -> None:
    """The page of what is missing takes the form's place. Mostly one tap: a browser may give up what it sent
    in the moment its network came back, says so, and is tapped again."""
    page, told = phone.page, re.compile(r"/events/dispatches/[0-9a-f-]{36}")
    for _tap in range(3):
        page.get_by_role("button", name="Проведено: записать").click()
        answered(phone)
        if told.search(page.url):
            return page.wait_for_load_state()
        phone.complaints.clear()
    raise AssertionError(phone.text())


def answered(phone: Person) -> None:
    """Wait until something was said; what stands there goes into the failure."""
    try:
        phone.page.wait_for_function(ANSWERED, timeout=60_000)
    except Error as error:
        raise AssertionError((phone.page.url, phone.text(), phone.complaints)) from error


def one_gathering(phone: Person, project: str) -> None:
    """It was recorded once, and an empty form waits for the next."""
    phone.go(f"/events/dispatches/new?project_id={project}")
    assert phone.page.input_value("#f-settlement") == ""
    phone.go("/events/gatherings")
    assert phone.text().count("Тренинг, с. Қарнақ") == 1
    phone.check()
