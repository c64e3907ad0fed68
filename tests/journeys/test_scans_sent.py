"""Photos sent one by one: the list and its count follow at once, and no button asks to send them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.papers import picture

COUNT = ".tabs [aria-current] .tab-count"


@pytest.fixture
def assistant(asar: Running, tmp_path: Path):  # noqa: ANN201
    """The coordinator's assistant."""
    asar.user("scans-sent", "assistant")
    with person(asar.address, tmp_path) as someone:
        someone.sign_in("scans-sent")
        yield someone


def photos(folder: Path) -> list[Path]:
    """Two good photos, and a file that is refused, so that the page stays."""
    found = [folder / "ph1.png", folder / "ph2.png", folder / "empty.png"]
    for number, path in enumerate(found[:2]):
        path.write_bytes(picture("PNG") + b"%d" % number)
    found[2].write_bytes(b"")
    return found


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_list_and_count_follow_what_was_sent(asar: Running, assistant: Person, tmp_path: Path) -> None:
    page, button = assistant.page, assistant.page.get_by_role("button", name="Загрузить")
    assistant.go("/events/scans")
    page.set_input_files("#f-file", photos(tmp_path))
    button.click()
    page.wait_for_selector(f"{COUNT} >> text=2")
    assert page.locator("#inbox a", has_text="ph1.png").count() == 1
    assert page.locator("[data-results] .doubt", has_text="empty.png").count() == 1
    page.wait_for_selector("#f-file:focus")
    assert not button.is_visible()
    page.set_input_files("#f-file", photos(tmp_path)[2])
    assert button.is_visible()
    assistant.check()
