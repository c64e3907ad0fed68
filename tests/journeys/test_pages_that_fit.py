"""Pages that fit: the overview two sheets of paper, the entry of a training three screens of a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_plan_to_report import import_and_approve

SCREEN = 844


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_overview_and_entry_fit_their_sheets_and_screens(asar: Running, tmp_path: Path) -> None:
    import_and_approve(asar)
    project = import_and_approve(asar)  # the second: what chooses among projects stays off paper
    asar.user("fitting", "project_lead")
    with person(asar.address, tmp_path) as someone:
        someone.sign_in("fitting")
        for language in ("ru", "kk"):
            someone.go(f"/reports/?project={project}&locale={language}")
            assert sheets(someone) == 2
            fits_across(someone, f"/reports/?project={project}")
            fits_three_screens(someone, f"/events/gatherings/new?project_id={project}")


def sheets(someone: Person) -> int:
    """How many pages the present page takes on paper, once what it asks for is there and every
    face: one that only paper uses is asked for by the first print, which is laid out without it."""
    someone.page.wait_for_load_state("networkidle")
    someone.page.emulate_media(media="print")
    someone.page.evaluate("Promise.all([...document.fonts].map(face => face.load())).then(() => true)")
    printed = someone.page.pdf(format="A4")
    someone.page.emulate_media(media="screen")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


def fits_across(someone: Person, path: str) -> None:
    """The page at the width of a phone, where the longest words stand: nothing is to be pushed aside."""
    someone.page.set_viewport_size({"width": WIDTHS["phone"], "height": SCREEN})
    someone.go(path)
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]
    someone.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})


def fits_three_screens(someone: Person, path: str) -> None:
    """The page at the width of a phone, its button included."""
    someone.page.set_viewport_size({"width": WIDTHS["phone"], "height": SCREEN})
    someone.go(path)
    someone.check()
    button = someone.page.locator("form[action='/events/gatherings/new'] button[type=submit]:visible").last
    box = button.bounding_box()
    assert box and box["y"] + box["height"] <= 3 * SCREEN, box
    someone.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})
