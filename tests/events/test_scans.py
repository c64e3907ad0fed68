"""Scans wait until somebody says what they belong to; nothing is lost and nothing counts meanwhile."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from services.events.scans.rules.hints import day_in, kind_in
from shared.doors.errors import NotFound
from tests.events.forms import text_of
from tests.papers import picture
from tests.suite import PDF, Browser, Suite

API, PAGE = "/events/api/v1/scans", "/events/scans"


def sheet(name: str = "Список 12.04.2022.pdf", content: bytes = b"") -> tuple[BytesIO, str]:
    """A scanned paper."""
    return BytesIO(PDF + content), name


def scanned(suite: Suite, region: str | None = "turkistan", **more: Any) -> str:
    """The id of a scan in the inbox."""
    form = {"file": sheet(**more), **({"region": region} if region else {})}
    made: str = suite.ok("POST", API, data=form)["id"]
    return made


def of(suite: Suite, scan: str) -> dict[str, Any]:
    """A scan through the API."""
    found: dict[str, Any] = suite.ok("GET", f"{API}/{scan}")
    return found


def filed(suite: Suite, scan: str, gathering: str, **more: Any) -> Any:
    """The answer to filing a scan under a gathering."""
    body = {"owner_kind": "gathering", "owner_id": gathering, "kind": "signed_list", **more}
    return suite.call("POST", f"{API}/{scan}/filing", json=body)


@pytest.fixture
def assistant(suite: Suite) -> Browser:
    """The coordinator's assistant."""
    return suite.browser("assistant")


def test_many_come_at_once_the_good_ones_whatever_the_others_are(suite: Suite, assistant: Browser) -> None:
    some = [sheet("1.pdf", b"1"), sheet("2.pdf", b"2"), (BytesIO(b""), "пустой.pdf")]
    answer = assistant.post(PAGE, {"file": some, "region": "whole"})
    assert answer.status_code == 422 and "пустой.pdf: " in text_of(answer)
    assert {row["name"] for row in suite.ok("GET", API)} == {"1.pdf", "2.pdf"}


def test_one_by_one_each_file_says_what_became_of_it(suite: Suite, assistant: Browser) -> None:
    script = {"headers": {"HX-Request": "true"}}
    said = text_of(assistant.post(PAGE, {"file": sheet("1.pdf"), "region": "whole"}, **script))
    assert "1.pdf" in said and "сохранён" in said and "<html" not in said
    again = text_of(assistant.post(PAGE, {"file": sheet("1.pdf"), "region": "whole"}, **script))
    assert "Этот же файл уже ждёт разбора." in again and len(suite.ok("GET", API)) == 1


def test_file_that_does_not_open_is_kept_and_says_so(suite: Suite, assistant: Browser) -> None:
    scan = suite.ok("POST", API, data={"file": (BytesIO(b"%PDF-1.4 torn"), "рваный.pdf")})["id"]
    assert of(suite, scan)["unopened"] == "broken"
    assert "Файл не открывается" in text_of(assistant.get(f"{PAGE}/{scan}"))


def test_filed_it_proves_the_record_and_leaves_the_inbox(
    suite: Suite, assistant: Browser, project: str
) -> None:
    gathering, scan = suite.gathering(project, 3, evidence=()), scanned(suite)
    assert filed(suite, scan, gathering).status_code == 200
    files = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")
    assert [(item["kind"], item["name"]) for item in files] == [("signed_list", "Список 12.04.2022.pdf")]
    assert (of(suite, scan)["state"], of(suite, scan)["filed_id"]) == ("filed", gathering)
    assert scan not in text_of(assistant.get(PAGE))
    shown = text_of(assistant.get(f"{PAGE}/{scan}"))
    assert f"/events/gatherings/{gathering}" in shown and "История" in shown
    suite.settle()
    assert suite.figure(project, "4.1.3")["evidence"] == {"needed": 1, "present": 1}


def test_taken_off_its_record_it_waits_again(suite: Suite, project: str) -> None:
    gathering, scan = suite.gathering(project, 3, evidence=()), scanned(suite)
    filed(suite, scan, gathering)
    file = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")[0]["id"]
    suite.browser("project_lead").post(f"/events/evidence/{file}/detachment", {})
    assert of(suite, scan)["state"] == "waiting"
    assert filed(suite, scan, gathering).status_code == 200


def test_rules_of_evidence_hold_for_what_is_filed(suite: Suite, project: str) -> None:
    one, two = suite.gathering(project, 3, evidence=()), suite.gathering(project, 0, day="2022-05-12")
    text = suite.ok("POST", API, data={"file": (BytesIO(b"10:00 ..."), "заметки.txt")})["id"]
    assert filed(suite, text, one).json["code"] == "file_unfit"
    assert filed(suite, scanned(suite), one, kind="regulation").json["code"] == "evidence_kind_unknown"
    scan = scanned(suite, name="ещё.pdf", content=b"2")
    filed(suite, scan, one)
    assert filed(suite, scan, two).json["code"] == "scan_not_waiting"
    twin = scanned(suite, name="копия.pdf", content=b"2")
    assert filed(suite, twin, two, again=False).json["code"] == "evidence_elsewhere"
    assert filed(suite, twin, one).json["code"] == "evidence_repeated"
    assert of(suite, twin)["state"] == "waiting"


def test_twin_of_a_file_that_proves_something_says_what(
    suite: Suite, assistant: Browser, project: str
) -> None:
    gathering, scan = suite.gathering(project, 3, evidence=()), scanned(suite)
    filed(suite, scan, gathering)
    shown = text_of(assistant.get(f"{PAGE}/{scanned(suite)}"))
    assert "Этот же файл уже подтверждает:" in shown and f"/events/gatherings/{gathering}" in shown


def test_set_aside_it_stays_with_its_reason_and_can_be_put_back(suite: Suite, project: str) -> None:
    scan = scanned(suite)
    refused = suite.call("POST", f"{API}/{scan}/aside", json={"reason": " "})
    assert refused.status_code == 422
    suite.ok("POST", f"{API}/{scan}/aside", json={"reason": "Пустая страница"})
    assert (of(suite, scan)["state"], of(suite, scan)["aside_because"]) == ("aside", "Пустая страница")
    assert filed(suite, scan, suite.gathering(project, 0)).json["code"] == "scan_not_waiting"
    suite.ok("POST", f"{API}/{scan}/return")
    assert of(suite, scan)["state"] == "waiting"


def test_day_in_the_name_proposes_the_record_of_that_day(
    suite: Suite, assistant: Browser, project: str
) -> None:
    gathering = suite.gathering(project, 3, evidence=())
    suite.gathering(project, 0, day="2022-05-12", evidence=())
    scan = scanned(suite)
    shown = text_of(assistant.get(f"{PAGE}/{scan}"))
    assert f"to=gathering%3A{gathering}" in shown or f"to=gathering:{gathering}" in shown
    assert shown.count("/events/scans/filing?scan=") == 2  # that record, and the search
    form = text_of(assistant.get(f"{PAGE}/filing?scan={scan}&to=gathering:{gathering}"))
    assert 'value="signed_list" checked' in form


def test_several_pages_are_filed_together_or_not_at_all(
    suite: Suite, assistant: Browser, project: str
) -> None:
    gathering = suite.gathering(project, 3, evidence=())
    one, two = scanned(suite, content=b"1"), scanned(suite, content=b"2", name="стр 2.pdf")
    assert two in text_of(assistant.get(f"{PAGE}/filing?scan={one}"))
    where = f"{PAGE}/filing?scan={one}&scan={two}&to=gathering:{gathering}"
    assert assistant.post(where, {"kind": "regulation"}).status_code == 422
    assert {of(suite, one)["state"], of(suite, two)["state"]} == {"waiting"}
    assert assistant.post(where, {"kind": "signed_list"}).status_code == 302
    assert {of(suite, one)["state"], of(suite, two)["state"]} == {"filed"}


def test_record_is_found_by_words_and_by_kind(suite: Suite, assistant: Browser, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    scan = scanned(suite, name="скан.pdf")
    found = f"{PAGE}/filing?scan={scan}&q=training&of="
    assert gathering in text_of(assistant.get(found + "gathering"))
    assert gathering not in text_of(assistant.get(found + "publication"))


@pytest.mark.parametrize(
    "name, day",
    [
        ("IMG_20220412_101500.jpg", date(2022, 4, 12)),
        ("список 12.04.2022.pdf", date(2022, 4, 12)),
        ("2022-04-12 Шорнақ.pdf", date(2022, 4, 12)),
        ("scan0001.pdf", None),
        ("12.04.2022 и 13.04.2022.pdf", None),
        ("31.02.2022.pdf", None),
        ("77012345678920220412.pdf", None),
    ],
)
def test_only_one_certain_day_is_read_out_of_a_name(name: str, day: date | None) -> None:
    assert day_in(name) == day


def test_kind_is_read_out_of_a_name_where_it_says_one() -> None:
    assert kind_in("Список_участников.pdf") == "signed_list"
    assert kind_in("Бағдарлама Кентау.docx") == "programme"
    assert kind_in("Программа и список.pdf") == "" and kind_in("scan.pdf") == ""


def test_another_regions_scans_are_not_seen_and_the_offices_neither(suite: Suite, project: str) -> None:
    theirs, office, own = (
        scanned(suite, "atyrau"),
        scanned(suite, None, content=b"2"),
        scanned(suite, content=b"3"),
    )
    partner = suite.browser("partner_rep", "turkistan")
    shown = text_of(partner.get(f"{PAGE}?state=all"))
    assert own in shown and theirs not in shown and office not in shown
    assert partner.get(f"{PAGE}/{theirs}/file").status_code == 404
    assert partner.get(f"{PAGE}/filing?scan={theirs}").status_code == 404
    gathering = suite.gathering(project, 0, region="atyrau", evidence=())
    assert (
        partner.post(f"{PAGE}/filing?scan={own}&to=gathering:{gathering}", {"kind": "photo"}).status_code
        == 404
    )
    assert suite.browser("grantor_viewer").get(PAGE).status_code == 403


def test_partners_scan_is_his_regions_without_being_asked(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.post(PAGE, {"file": (BytesIO(picture("PNG")), "лист.png")}).status_code == 302
    assert [row["region"] for row in suite.ok("GET", API)] == ["turkistan"]


def test_home_of_the_assistant_says_how_many_wait(suite: Suite, assistant: Browser) -> None:
    scan = scanned(suite)
    for browser in (assistant, suite.browser("coordinator")):
        assert "1 скан ждёт разбора" in text_of(browser.get("/registry/home"))
    assert "ждёт разбора" not in text_of(suite.browser("accountant").get("/registry/home"))
    suite.ok("POST", f"{API}/{scan}/aside", json={"reason": "Лишнее"})
    assert "ждёт разбора" not in text_of(assistant.get("/registry/home"))


def test_an_erased_answer_takes_no_scan_of_the_same_bytes_along(suite: Suite) -> None:
    from shared.files import files
    from shared.plugins.retention import forget_file

    scan = of(suite, scanned(suite))["sha256"]
    app = suite.apps["events"]
    with app.test_request_context():
        alone = files().put(b"%PDF-1.4 of an answer alone", "answer.pdf").sha256
        for sha256 in (scan, alone):
            forget_file(app.extensions["sqlalchemy"].session, sha256)
        assert files().get(scan)
        with pytest.raises(NotFound):
            files().get(alone)
