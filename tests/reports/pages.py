"""Pages of reports as text, and the records they are drawn from."""

from __future__ import annotations

import html
import re
from typing import Any

from sqlalchemy import text

from tests.suite import Browser, Suite


def page(browser: Browser, path: str) -> str:
    """A page as text, without no-break spaces and entities."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    return html.unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")


def words(browser: Browser, path: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page(browser, path), flags=re.S).split())


def two_regions(suite: Suite, project: str) -> None:
    """Fifteen people in one region, sixteen in another."""
    suite.gathering(project, 15)
    suite.gathering(project, 16, region="atyrau", prefix="Другой")
    suite.settle()


def report(suite: Suite, project: str, **values: Any) -> dict[str, Any]:
    """A finished report."""
    job = suite.ok(
        "POST", f"/reports/api/v1/projects/{project}/reports", json={"formats": ["xlsx"], **values}
    )["job"]
    suite.settle()
    state = suite.ok("GET", f"/reports/api/v1/jobs/{job}")
    assert state["state"] == "done", state
    return suite.ok("GET", f"/reports/api/v1/reports/{state['result']['report']}")


def project_regions(suite: Suite, project: str) -> list[dict[str, str]]:
    """Regions of a project as reports knows them."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        return session.scalar(
            text("SELECT state->'regions' FROM project_copies WHERE id = :key"), {"key": project}
        )
