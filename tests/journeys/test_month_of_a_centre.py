"""An operator's month, on a screen and on a telephone: from the first consultation to the signed report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.browser import WIDTHS, Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_plan_to_report import import_and_approve
from tests.suite import PDF

REPORTS, MONTH = "/reports/centre-reports", "июнь 2022"
ENTRY = {
    "held_on": "14.06.2022",
    "question": "Как попасть в бюджет округа?",
    "answer": "Через собрание местного сообщества.",
    "minutes": "20",
    "consultant": "Раушан Қалдыбаева",
}


@pytest.mark.parametrize("width", ["desktop", "phone"])
@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_month_goes_from_the_first_consultation_to_the_signed_report(
    asar: Running, tmp_path: Path, width: str
) -> None:
    project, name = import_and_approve(asar), f"Центр {width}"
    open_centre(asar, project, name)
    with somebody(asar, tmp_path, "center_operator", width, "turkistan") as operator:
        write_a_consultation(operator, name)
        close_the_month(operator, name)
        report = write_the_sentences(operator, project, name)
    with somebody(asar, tmp_path, "coordinator", width) as coordinator:
        hand_in_and_sign(coordinator, report, tmp_path)
    asar.eventually(lambda: figure(asar, project) == (1, 1))


@contextmanager
def somebody(
    asar: Running, folder: Path, role: str, width: str, region: str | None = None
) -> Iterator[Person]:
    """Somebody of a role, signed in, at the width of a screen."""
    login = f"{role.replace('_', '-')}-{width}"
    asar.user(login, role, region)
    with person(asar.address, folder / role) as someone:
        someone.page.set_viewport_size({"width": WIDTHS[width], "height": 844})
        someone.sign_in(login)
        yield someone


def open_centre(asar: Running, project: str, name: str) -> None:
    """A centre that opened in May, known to everybody who needs it."""
    api = "/registry/api/v1/centres"
    said = {"project_id": project, "name": name, "region": "turkistan", "settlement": "с. Карнак"}
    made = asar.ok("POST", api, said)["id"]
    asar.ok("POST", f"{api}/{made}/opening", {"opened_on": "2022-05-20", "act": "Акт № 1"})


def figure(asar: Running, project: str) -> tuple[int, int]:
    """Monthly reports that count, and how many are proven."""
    rows = asar.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    row = next(row for row in rows if row["code"] == "1.1.4")
    return row["actual"], row["evidence"]["present"]


def write_a_consultation(operator: Person, name: str) -> None:
    """Write the first consultation of the month down, of somebody unnamed."""
    page, offered = operator.page, operator.page.locator("#f-centre_id option")
    operator.go("/events/consultations/new")
    operator.until(lambda: any(name in text for text in offered.all_inner_texts()))
    operator.check()
    page.locator("input[name=anonymous][value='1']").check()
    page.locator("input[name=sex][value=female]").check()
    page.select_option("#f-age_band", "36_60")
    page.select_option("#f-topic", "budget")
    place = offered.filter(has_text=name).get_attribute("value")
    page.select_option("#f-centre_id", place)
    for field, words in ENTRY.items():
        page.fill(f"#f-{field}", words)
    operator.submit("form[action='/events/consultations/new']")
    assert ENTRY["question"] in operator.text()
    operator.check()


def close_the_month(operator: Person, name: str) -> None:
    """Close June in the journal."""
    page = operator.page
    operator.press(page.get_by_role("link", name="К месяцу журнала"))
    assert name in operator.text()
    operator.check()
    operator.submit("form[action$='/closing']")
    assert "закрыт" in operator.text()
    operator.check()


def write_the_sentences(operator: Person, project: str, name: str) -> str:
    """Begin the report of June and write what the centre did; its address."""
    page = operator.page
    operator.go(f"{REPORTS}?project={project}")
    operator.check()
    operator.press(page.get_by_role("link", name=MONTH))
    operator.check()
    operator.submit(f"form[action='{REPORTS}/new']")
    operator.until(lambda: name in operator.text() and "закрыт и подписан" in operator.text())
    operator.check()
    address = page.url.removeprefix(operator.address)
    operator.press(page.get_by_role("link", name="Написать текст"))
    operator.check()
    operator.submit("form[action*='/sections/']")
    assert page.locator("#f-done-error").is_visible()
    page.fill("#f-done", "Приняли первых посетителей.")
    page.fill("#f-problems", "Нет вывески.")
    operator.submit("form[action*='/sections/']")
    assert "Приняли первых посетителей." in operator.text()
    operator.check()
    return address


def hand_in_and_sign(coordinator: Person, report: str, folder: Path) -> None:
    """Put the report together, hand it in, attach the scan of the signed paper."""
    page = coordinator.page
    coordinator.go(report)
    coordinator.check()
    page.fill("#f-words", "Работает первый центр.")
    coordinator.submit("form[action$='/words']")
    coordinator.submit("form[action$='/handing-in']")
    assert "сдан" in coordinator.text()
    coordinator.check()
    scan = folder / "отчёт.pdf"
    scan.write_bytes(PDF + report.encode())
    page.set_input_files("#f-file", scan)
    coordinator.submit("form[action$='/evidence']")
    assert "Скан подписанного отчёта" in coordinator.text() and "отчёт.pdf" in coordinator.text()
    coordinator.check()
