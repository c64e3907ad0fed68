"""Memoranda: done by their record, proven by a scan that opens, the same one never twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Browser, Suite

PAGE, API = "/registry/memoranda", "/registry/api/v1/memoranda"
AKIMAT, SCHOOL = "Аппарат акима с. Карнак", "Школа имени Абая"


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who records memoranda."""
    return suite.browser("project_lead")


@pytest.fixture
def grantee(suite: Suite, project: str) -> str:
    """The name of whose project it is, as the plan writes it."""
    found: str = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    return found


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def organisation(suite: Suite, name: str, region: str | None = "turkistan", kind: str = "akimat") -> str:
    """The id of a new organisation."""
    said = {"kind": kind, "name_ru": name, "region": region}
    made: str = suite.ok("POST", "/registry/api/v1/organisations", json=said)["id"]
    return made


def body(project: str, *parties: str, **more: Any) -> dict[str, Any]:
    """A memorandum as a tool or a form sends it."""
    said = {"signed_on": "2022-05-12", "region": "turkistan", "subject": "Работа центра"}
    return {"project_id": project, "parties": list(parties), **said, **more}


def recorded(suite: Suite, project: str, *parties: str, **more: Any) -> str:
    """The id of a memorandum that is recorded through the API."""
    made: str = suite.ok("POST", API, json=body(project, *parties, **more))["id"]
    return made


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> tuple[int, str]:
    """How the API refuses a memorandum."""
    answer = suite.call("POST", API, json=said, token=token)
    return answer.status_code, answer.get_json()["code"]


def figure(suite: Suite, project: str) -> tuple[int, int]:
    """Signed memoranda, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "1.2.1")
    return row["actual"], row["evidence"]["present"]


def scan(suite: Suite, item: str, data: bytes = PDF, kind: str = "memorandum") -> Any:
    """The answer to a scan."""
    sent = {"file": (BytesIO(data), "меморандум.pdf"), "kind": kind}
    return suite.call("POST", f"{API}/{item}/evidence", data=sent)


def listed(suite: Suite, address: str = "") -> list[dict[str, Any]]:
    """The memoranda a tool reads."""
    found: list[dict[str, Any]] = suite.ok("GET", f"{API}{address}")
    return found


def test_memorandum_is_done_by_its_record_and_proven_by_its_scan(
    suite: Suite, project: str, grantee: str
) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT)
    before = figure(suite, project)
    assert scan(suite, item).status_code == 201
    assert (before, figure(suite, project)) == ((1, 0), (1, 1))
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/1.2.1/records")
    assert (row["title"], row["occurred_on"], row["region"]) == (AKIMAT, "2022-05-12", "turkistan")


@pytest.mark.parametrize("kind", ["broken", "other"])
def test_what_does_not_open_or_is_another_paper_proves_nothing(
    suite: Suite, project: str, grantee: str, kind: str
) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT)
    data = PDF[: len(PDF) // 3] if kind == "broken" else PDF
    assert scan(suite, item, data, "other" if kind == "other" else "memorandum").status_code == 201
    assert figure(suite, project) == (1, 0) and listed(suite)[0]["state"] == "unproven"


def test_empty_file_is_refused_in_words(suite: Suite, project: str, grantee: str, lead: Browser) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT)
    answer = lead.post(f"{PAGE}/{item}/evidence", {"kind": "memorandum", "file": (BytesIO(b""), "скан.pdf")})
    assert answer.status_code == 422 and "field-error" in text(answer)
    assert figure(suite, project) == (1, 0)


def test_the_grantee_becomes_an_organisation_once(suite: Suite, project: str, grantee: str) -> None:
    organisation(suite, AKIMAT)
    organisation(suite, SCHOOL, kind="school")
    recorded(suite, project, grantee, AKIMAT)
    recorded(suite, project, grantee.upper(), SCHOOL)
    rows = suite.ok("GET", "/registry/api/v1/organisations")
    assert [row["name_ru"] for row in rows if row["kind"] == "grantee"] == [grantee]


def test_the_same_memorandum_is_refused_and_another_of_the_day_is_asked_about(
    suite: Suite, project: str, grantee: str
) -> None:
    organisation(suite, AKIMAT)
    recorded(suite, project, grantee, AKIMAT)
    same = body(project, AKIMAT, grantee, subject="«Работа  ЦЕНТРА»", again=True)
    assert refused(suite, same) == (409, "memorandum_recorded")
    other = body(project, AKIMAT, grantee, subject="Помещение")
    assert refused(suite, other) == (409, "memorandum_known") and figure(suite, project) == (1, 0)
    recorded(suite, project, AKIMAT, grantee, subject="Помещение", again=True)
    assert figure(suite, project) == (2, 0)


def test_correcting_into_another_one_is_refused_too(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    recorded(suite, project, grantee, AKIMAT)
    second = recorded(suite, project, grantee, AKIMAT, signed_on="2022-05-13")
    form = {"parties": [grantee, AKIMAT], "signed_on": "12.05.2022", "day.field": "signed_on"}
    said = {**form, "subject": "работа центра", "region": "turkistan"}
    assert "уже записан" in text(lead.post(f"{PAGE}/{second}/edit", said))
    kept = {**said, "signed_on": "13.05.2022"}
    assert lead.post(f"{PAGE}/{second}/edit", kept).status_code == 302


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("Нет такой", "{grantee}"), "party_unknown"),
        (("{grantee}",), "parties_too_few"),
        (("{grantee}", "", " "), "parties_too_few"),
        (("{grantee}", "АППАРАТ акима с Карнак", AKIMAT), "party_twice"),
        (("{id}", AKIMAT), "party_twice"),
    ],
)
def test_parties_that_are_not_two_known_ones_are_refused(
    suite: Suite, project: str, grantee: str, names: tuple[str, ...], code: str
) -> None:
    key = organisation(suite, AKIMAT)
    named = [name.format(grantee=grantee, id=key) for name in names]
    assert refused(suite, body(project, *named)) == (422, code) and not listed(suite)


def test_memorandum_without_the_grantee_is_asked_about(suite: Suite, project: str, grantee: str) -> None:
    keys = organisation(suite, AKIMAT), organisation(suite, SCHOOL, kind="school")
    assert refused(suite, body(project, *keys)) == (409, "grantee_missing")
    recorded(suite, project, *keys, without_grantee=True)
    recorded(suite, project, *keys, grantee, signed_on="2022-05-13")
    assert len(listed(suite)) == 2


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"signed_on": "2098-01-01"}, (422, "signed_in_future")),
        ({"signed_on": "2021-05-12"}, (409, "signed_outside_project")),
        ({"valid_until": "2022-05-11"}, (422, "invalid")),
        ({"region": "abai"}, (422, "region_outside")),
        ({"region": "Нарния"}, (422, "region_unknown")),
        ({"subject": " "}, (422, "invalid")),
    ],
)
def test_day_and_region_that_cannot_be_are_refused(
    suite: Suite, project: str, grantee: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    organisation(suite, AKIMAT)
    assert refused(suite, body(project, grantee, AKIMAT, **more)) == answer and not listed(suite)


def test_day_outside_the_project_is_kept_when_it_was_said_to_be_right(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT, signed_on="2021-05-12", outside=True)
    inside = recorded(suite, project, grantee, AKIMAT)
    assert "вне сроков проекта" in text(lead.get(f"{PAGE}/{item}"))
    assert "вне сроков проекта" not in text(lead.get(f"{PAGE}/{inside}"))


def test_unknown_project_and_closed_project_take_nothing(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    nobody = "01a223b7-823b-7076-bc54-000000000000"
    assert refused(suite, body(nobody, grantee, AKIMAT)) == (404, "project_unknown")
    plan = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    lead.post(f"/registry/plans/{plan}/closing", {})
    assert refused(suite, body(project, grantee, AKIMAT)) == (409, "project_closed")


def test_two_of_one_name_are_told_apart_by_their_regions(suite: Suite, project: str, grantee: str) -> None:
    for region in ("turkistan", "atyrau"):
        organisation(suite, SCHOOL, region, "school")
    assert refused(suite, body(project, grantee, SCHOOL)) == (422, "party_unknown")
    recorded(suite, project, grantee, f"{SCHOOL} (Атырауская область)")
    assert "Атырауская" not in listed(suite)[0]["parties"][1]["name"]


def test_party_keeps_the_name_it_signed_under(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    key = organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, key)
    renamed = {"kind": "akimat", "name_ru": "Акимат Карнака", "region": "turkistan"}
    assert lead.post(f"/registry/organisations/{key}/edit", renamed).status_code == 302
    assert listed(suite)[0]["parties"][1]["name"] == AKIMAT
    assert "Акимат Карнака" in text(lead.get(f"{PAGE}/{item}"))
    said = {**body(project, grantee, key), "subject": "Другое"}
    said.pop("project_id")
    assert lead.post(f"{PAGE}/{item}/edit", said).status_code == 302
    (row,) = listed(suite)
    assert (row["subject"], row["parties"][1]["name"]) == ("Другое", AKIMAT)


def test_withdrawn_memorandum_counts_nowhere_and_takes_no_file(
    suite: Suite, project: str, grantee: str, lead: Browser
) -> None:
    organisation(suite, AKIMAT)
    item = recorded(suite, project, grantee, AKIMAT)
    assert lead.post(f"{PAGE}/{item}/withdrawal", {"reason": ""}).status_code == 422
    assert figure(suite, project)[0] == 1
    assert lead.post(f"{PAGE}/{item}/withdrawal", {"reason": "Не подписан"}).status_code == 302
    assert figure(suite, project)[0] == 0 and "Не подписан" in text(lead.get(f"{PAGE}/{item}"))
    assert scan(suite, item).get_json()["code"] == "memorandum_withdrawn"
    again = suite.call("POST", f"{API}/{item}/withdrawal", json={"reason": "ещё раз"})
    assert (again.status_code, again.get_json()["code"]) == (409, "memorandum_withdrawn")
    recorded(suite, project, grantee, AKIMAT)
    assert figure(suite, project)[0] == 1


def test_region_writes_and_sees_its_own_memoranda(suite: Suite, project: str, grantee: str) -> None:
    organisation(suite, AKIMAT, None)
    recorded(suite, project, grantee, AKIMAT, region="atyrau", subject="Атырауское дело")
    own = suite.token(region="turkistan")
    assert refused(suite, body(project, grantee, AKIMAT, region="atyrau"), own) == (403, "forbidden")
    assert refused(suite, body(project, grantee, AKIMAT, region=None), own) == (422, "region_of_memorandum")
    partner = suite.browser("partner_rep", "turkistan")
    mine = body(project, grantee, AKIMAT, signed_on="2022-05-13")
    assert partner.post(f"{PAGE}/new", mine).status_code == 302
    page = text(partner.get(PAGE))
    assert "Работа центра" in page and "Атырауское дело" not in page


def test_same_one_of_another_region_is_refused_without_its_words(
    suite: Suite, project: str, grantee: str
) -> None:
    organisation(suite, AKIMAT, None)
    recorded(suite, project, grantee, AKIMAT, region="atyrau", subject="Атырауское дело")
    partner = suite.browser("partner_rep", "turkistan")
    asked = partner.post(f"{PAGE}/new", body(project, grantee, AKIMAT))
    assert asked.status_code == 422 and "Это другой?" in text(asked)
    assert "Атырауское дело" not in text(asked)


@pytest.mark.parametrize("subject", ["Работа центра", "Дело {no}"])
def test_eight_hands_at_once_record_one_and_the_others_are_asked(
    suite: Suite, project: str, subject: str
) -> None:
    keys = organisation(suite, AKIMAT), organisation(suite, SCHOOL, kind="school")
    said = [body(project, *keys, without_grantee=True, subject=subject.format(no=no)) for no in range(8)]
    token = suite.token()
    with ThreadPoolExecutor(8) as hands:
        sent = [hands.submit(suite.call, "POST", API, json=one, token=token) for one in said]
    assert sorted(answer.result().status_code for answer in sent) == [201] + [409] * 7
    assert len(listed(suite)) == 1
