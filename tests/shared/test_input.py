"""What a tool may send wrongly: refused by name and in one shape, or taken without what cannot be kept."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Suite

GATHERING = {
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
}
POST = {"kind": "social_post", "title": "Пост", "issued_on": "2022-04-12"}


def post(suite: Suite, path: str, **more: Any) -> tuple[int, str, list[str]]:
    """Status, code and the fields named by an answer."""
    answer = suite.call("POST", path, **more)
    body = answer.get_json()
    return answer.status_code, body.get("code", ""), sorted(body.get("detail", {}).get("fields", {}))


@pytest.mark.parametrize(("wrong", "field"), [({"title": "   "}, "title"), ({"title": None}, "title")])
def test_blank_title_is_refused_by_name(
    suite: Suite, project: str, wrong: dict[str, Any], field: str
) -> None:
    for path, body in (("/events/api/v1/gatherings", GATHERING), ("/events/api/v1/publications", POST)):
        assert post(suite, path, json={"project_id": project, **body, **wrong}) == (422, "invalid", [field])


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_day_of_another_century_is_refused(suite: Suite, project: str, day: str) -> None:
    assert post(suite, "/events/api/v1/publications", json={"project_id": project, **POST, "issued_on": day})[
        ::2
    ] == (422, ["issued_on"])
    assert post(
        suite, "/events/api/v1/gatherings", json={"project_id": project, **GATHERING, "starts_on": day}
    )[:2] == (422, "long_ago")
    assert post(suite, f"/reports/api/v1/projects/{project}/reports", json={"period": {"to": day}})[::2] == (
        422,
        ["period"],
    )


@pytest.mark.parametrize("number", [1.5, "٣", True, "1e3", 10**13])
def test_number_is_never_rounded_or_read_from_other_digits(suite: Suite, project: str, number: Any) -> None:
    brochure = {"project_id": project, "title": "Брошюра", "issued_on": "2022-04-12", "printed": number}
    assert post(suite, "/events/api/v1/editions", json=brochure)[::2] == (422, ["printed"])


def sent(suite: Suite, path: str, body: Any) -> Any:
    """The answer to a body with signs that only the standard library writes."""
    return suite.ok("POST", path, data=json.dumps(body), headers={"Content-Type": "application/json"})


def test_unprintable_signs_are_left_out_and_spoil_no_list(suite: Suite, project: str) -> None:
    made = sent(
        suite, "/events/api/v1/gatherings", {"project_id": project, **GATHERING, "title": "Тре\x00нинг\ud800"}
    )
    assert suite.ok("GET", f"/events/api/v1/gatherings/{made['id']}")["title"] == "Тренинг"
    rows = [
        {"name": "Ахметов Серик", "attended": True},
        {"name": "Омаров\x00а Айгүл", "settlement": "Кен\ud800тау", "attended": True},
        None,
        {"name": None},
    ]
    results = sent(suite, f"/events/api/v1/gatherings/{made['id']}/participants", {"participants": rows})
    assert [row["status"] for row in results] == ["added", "added", "refused", "refused"] and results[3][
        "name"
    ] == ""


def test_body_nested_without_end_is_no_json(suite: Suite) -> None:
    deep = b"[" * 100_000
    assert post(suite, "/events/api/v1/gatherings", data=deep, headers={"Content-Type": "application/json"})[
        :2
    ] == (400, "bad_json")


def test_body_nobody_asked_for_is_refused_by_name(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0)
    assert post(suite, f"/events/api/v1/gatherings/{gathering}/completion", json={"x": 1}) == (
        422,
        "invalid",
        ["x"],
    )


@pytest.mark.parametrize(
    "files", [[("file", "a.pdf"), ("other", "b.pdf")], [("file", "a.pdf"), ("file", "b.pdf")]]
)
def test_file_that_would_be_dropped_is_refused_by_name(
    suite: Suite, project: str, files: list[tuple[str, str]]
) -> None:
    data: dict[str, Any] = {"kind": "photo"}
    for name, file in files:
        data.setdefault(name, []).append((BytesIO(PDF + file.encode()), file))
    status, _code, named = post(
        suite, f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/evidence", data=data
    )
    assert (status, named) == (422, [files[-1][0]])


def test_content_of_another_kind_is_said_to_be_so(suite: Suite) -> None:
    assert (
        post(suite, "/events/api/v1/gatherings", data="a=1", headers={"Content-Type": "text/plain"})[0] == 415
    )
    assert post(suite, "/registry/api/v1/plans", json={"file": "x"})[0] == 415


def test_long_keys_are_told_apart(suite: Suite, project: str) -> None:
    ids = {
        suite.ok(
            "POST",
            "/events/api/v1/gatherings",
            json={"project_id": project, **GATHERING},
            headers={"Idempotency-Key": "z" * 200 + end},
        )["id"]
        for end in "AB"
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "There is no such record"), ("kk", "Мұндай жазба жоқ"), ("de", "Такой записи нет")],
)
def test_tool_is_answered_in_its_language(suite: Suite, language: str, words: str) -> None:
    answer = suite.call(
        "GET",
        "/events/api/v1/gatherings/00000000-0000-7000-8000-000000000000",
        headers={"Accept-Language": language},
    )
    assert answer.get_json()["message"].startswith(words)


def test_long_name_of_a_file_keeps_its_ending(suite: Suite, project: str) -> None:
    file = (BytesIO(PDF), "Список " * 40 + ".pdf")
    made = suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/evidence",
        data={"file": file, "kind": "photo"},
    )
    assert made["name"].endswith(".pdf") and len(made["name"]) <= 150


@pytest.mark.parametrize("path", ["/events/gatherings", "/reports/", "/registry/plans"])
def test_page_that_cannot_be_deleted_says_so(suite: Suite, path: str) -> None:
    assert suite.browser("project_lead").open("DELETE", path).status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (
            '{"participants": [{"name": "Ким Анна", "attended": '
            'true}, {"name": "\\ud800", "attended": true}]}',
            200,
        ),
        ('{"a\\ud800": 1}', 422),
        ('{"participants": [{"name": "Ким Анна", "x\\ud800": 1}]}', 200),
    ],
)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "half"}])
def test_half_a_character_spoils_neither_the_list_nor_the_answer(
    suite: Suite, project: str, body: str, status: int, key: dict[str, str]
) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/participants"
    answers = [
        suite.call("POST", path, data=body, content_type="application/json", headers=key)
        for _time in range(2)
    ]
    assert [answer.status_code for answer in answers] == [status, status]
    assert len(suite.ok("GET", path)) == body.count('"Ким Анна", "attended"')


@pytest.mark.parametrize("field", ["activity", "region"])
def test_half_a_character_in_a_refusal_is_no_crash(suite: Suite, project: str, field: str) -> None:
    assert (
        post(
            suite,
            "/events/api/v1/gatherings",
            data=json.dumps({"project_id": project, **GATHERING, field: "a\ud800b"}),
            headers={"Content-Type": "application/json"},
        )[0]
        == 422
    )


def test_an_address_of_a_form_alone_leads_to_the_page_above(suite: Suite) -> None:
    """The language is changed, or the address opened again, where a form was refused."""
    admin = suite.browser("admin")
    answer = admin.get("/registry/deliveries/again")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/registry/deliveries")
    assert admin.get("/registry/deliveries").status_code == 200
