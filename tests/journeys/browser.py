"""A person's browser: real headless Chromium that fails on console errors,
CSP violations and axe's findings."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from deploy.settings import ROOT
from tests.journeys.running import PASSWORD

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
# Only what is said of violations: the paths to all that is well are half of its time. "target-size": what
# is pressed is 24 px high and wide, or stands so far from the next; axe leaves it out unless it is asked.
VIOLATIONS = """async () => (await axe.run({
    resultTypes: ["violations"], selectors: false, rules: {"target-size": {enabled: true}}})).violations
    .map(v => v.id + ": " + v.nodes[0].html.slice(0, 160))"""
WIDTHS = {"desktop": 1440, "tablet": 1024, "phone": 390}


@dataclass
class Person:
    """Somebody at a screen."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    axe: bool = True

    def go(self, path: str) -> None:
        """Open a page. Not until the network is idle: a page that follows its figures
        asks for them again and again."""
        self.page.goto(self.address + path)

    def until(self, seen: Callable[[], bool], seconds: float = 30) -> None:
        """Open the present page again and again until something is seen in it: records travel meanwhile."""
        ends = time.monotonic() + seconds
        while not seen():
            assert time.monotonic() < ends, self.text()
            time.sleep(0.3)  # a page opened again and again keeps the records waiting
            self.page.reload()

    def sign_in(self, login: str) -> None:
        """Sign in through the page."""
        self.go("/registry/sign-in")
        self.page.fill("#f-login", login)
        self.page.fill("#f-password", PASSWORD)
        self.submit("form[action='/registry/sign-in']")

    def submit(self, form: str) -> None:
        """Press the main button of a form and wait for the next page."""
        self.press(self.page.locator(f"{form} button[type=submit]:visible").last)

    def press(self, control: Locator) -> None:
        """Press a link or a button that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            control.click()

    def choose_line(self, code: str) -> None:
        """Choose a line of the plan: the page shows its code and sends its stable id."""
        lines = self.page.locator("#f-activity option").filter(
            has_text=re.compile(rf"^\s*{re.escape(code)}\b")
        )
        self.page.select_option("#f-activity", lines.first.get_attribute("value"))

    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")

    def check(self) -> None:
        """Zero axe violations, no sideways scroll, no complaint of the console."""
        if self.axe:
            if not self.page.evaluate("'axe' in window"):
                self.page.evaluate(AXE.read_text("utf-8"))
            found = self.page.evaluate(VIOLATIONS)
            assert not found, (self.page.url, found)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, (self.page.url, f"scrolls sideways by {wide} px")
        assert not self.complaints, (self.page.url, self.complaints)

    def check_widths(self, path: str) -> None:
        """Check a page at every width. It is opened once: no script asks how wide it is, styles alone do."""
        self.go(path)
        for width in WIDTHS.values():
            self.page.set_viewport_size({"width": width, "height": 900})
            self.check()
        self.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})


def chromium() -> str:
    """Debian's Chromium, or a skip."""
    found = shutil.which("chromium")
    if not found:
        pytest.skip("no chromium on this machine")
    return found


@contextmanager
def person(address: str, tmp_path: Path) -> Iterator[Person]:
    """A fresh browser that speaks Russian."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=chromium(),
            args=FLAGS,
            viewport={"width": WIDTHS["desktop"], "height": 900},
            locale="ru-RU",
            accept_downloads=True,
        )
        page = browser.new_page()
        someone = Person(page, address)
        page.on("console", lambda message: note(someone, message))
        page.on("pageerror", lambda error: someone.complaints.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        yield someone
        browser.close()


def note(someone: Person, message: Any) -> None:
    """Keep what the console complains of;
    a refused form (422) and a poll cut off by leaving the page are no faults."""
    if message.type == "error" and not any(
        word in message.text for word in ("422", "htmx:sendAbort", "htmx:afterRequest")
    ):
        someone.complaints.append(message.text)
