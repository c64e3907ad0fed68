"""The plan in the registry: import, review, approve, amend."""

from __future__ import annotations

from typing import Any

import pytest

from tests.suite import DATA, Suite


@pytest.fixture
def plan(suite: Suite) -> dict[str, Any]:
    """A draft read from the real Word file."""
    return suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )


def tree(suite: Suite, plan_id: str) -> dict[str, Any]:
    """The whole version."""
    return suite.ok("GET", f"/registry/api/v1/plans/{plan_id}")


def rows(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """All indicators of a version."""
    return [
        item
        for section in plan["sections"]
        for activity in section["activities"]
        for item in activity["indicators"]
    ]


def test_import_keeps_every_indicator_with_its_source(suite: Suite, plan: dict[str, Any]) -> None:
    read = tree(suite, plan["id"])
    assert len(rows(read)) == 41 and sum(row["target"] is not None for row in rows(read)) == 39
    row = next(row for row in rows(read) if row["code"] == "4.1.3")
    assert (row["comparator"], row["target"], row["source"]["value_text"]) == (
        "at_least",
        210,
        "Не менее 210 (по 15 чел. на каждом тренинге)",
    )
    assert (row["clauses"][0]["kind"], row["clauses"][0]["value"]) == ("each_gathering", 15)


def test_doubts_know_their_indicator(suite: Suite, plan: dict[str, Any]) -> None:
    page = suite.browser("project_lead").get(f"/registry/plans/{plan['id']}").get_data(as_text=True)
    assert page.index("1.2.1") < page.index("4.1.3")
    assert 'class="review-doubts"' in page


def test_approved_plan_is_locked(suite: Suite, plan: dict[str, Any]) -> None:
    suite.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    assert (
        suite.call("POST", f"/registry/api/v1/plans/{plan['id']}/approval").get_json()["code"]
        == "plan_locked"
    )


def test_review_saves_a_corrected_target(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    with suite.apps["registry"].app_context():
        from services.registry.plans.models import Indicator

        found = (
            suite.apps["registry"]
            .extensions["sqlalchemy"]
            .session.query(Indicator)
            .filter_by(code="1.2.1")
            .one()
        )
        key = str(found.id)
    form = {
        f"{key}-name": "Меморандум",
        f"{key}-comparator": "at_least",
        f"{key}-target": "4",
        f"{key}-unit": "меморандум",
        f"{key}-measure": "memoranda_signed",
        f"{key}-clauses": "не менее 1 в каждом регионе",
        "draft": "1",
    }
    assert lead.post(f"/registry/plans/{plan['id']}", form).status_code == 302
    row = next(row for row in rows(tree(suite, plan["id"])) if row["code"] == "1.2.1")
    assert (row["target"], row["comparator"], row["clauses"][0]["kind"]) == (4, "at_least", "each_region")


def test_review_refuses_a_number_without_condition(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    with suite.apps["registry"].app_context():
        from services.registry.plans.models import Indicator

        key = str(
            suite.apps["registry"]
            .extensions["sqlalchemy"]
            .session.query(Indicator)
            .filter_by(code="1.2.1")
            .one()
            .id
        )
    answer = lead.post(
        f"/registry/plans/{plan['id']}", {f"{key}-name": "Меморандум", f"{key}-target": "4", "draft": "1"}
    )
    assert answer.status_code == 422
    assert next(row for row in rows(tree(suite, plan["id"])) if row["code"] == "1.2.1")["target"] is None


def test_versions_remember_who_began_and_who_approved_them(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    lead.post(f"/registry/plans/{plan['id']}/approval", {})
    lead.post(f"/registry/plans/{plan['id']}/amendments", {"reason_text": "Письмо № 12"})
    with suite.apps["registry"].app_context():
        from services.registry.db import db
        from services.registry.plans.models import Plan

        made = [(row.imported_by, row.approved_by) for row in db.session.query(Plan).order_by(Plan.no)]
    assert made[0][0] and (made[0][1], made[1]) == (lead.user_id, (lead.user_id, None))


def test_amendment_is_a_new_version_with_a_reason(suite: Suite, plan: dict[str, Any]) -> None:
    suite.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    path = f"/registry/api/v1/plans/{plan['id']}/amendments"
    assert suite.call("POST", path, json={"reason_text": "  "}).get_json()["code"] == "reason_missing"
    draft = suite.ok("POST", path, json={"reason_code": "grantor", "reason_text": "Письмо № 12"})
    first, second = rows(tree(suite, plan["id"])), rows(tree(suite, draft["id"]))
    assert [row["id"] for row in first] == [row["id"] for row in second]
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    assert tree(suite, plan["id"])["status"] == "superseded" and tree(suite, draft["id"])["version"] == 2


def test_differences_name_what_was_and_what_is(suite: Suite, plan: dict[str, Any]) -> None:
    from decimal import Decimal

    suite.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan['id']}/amendments", json={"reason_text": "Сроки"})
    with suite.apps["registry"].app_context():
        import uuid

        from services.registry.drafts.listing.differences import Difference, differences
        from services.registry.drafts.operations.corrections import correct_indicator
        from services.registry.plans.queries import get_plan, indicators

        new = get_plan(uuid.UUID(draft["id"]))
        row = next(item for item in indicators(new) if item.code == "4.1.3")
        correct_indicator(new, row, {"target": Decimal(200), "comparator": "at_least"})
        assert differences(get_plan(uuid.UUID(plan["id"])), new) == [
            Difference("changed", "indicator", "4.1.3", row.name, "target", Decimal(210), Decimal(200))
        ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"hello", "not_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old_doc"),
        (b"", "file_empty"),
    ],
)
def test_files_that_are_no_plan_are_refused_in_words(suite: Suite, data: bytes, code: str) -> None:
    from io import BytesIO

    answer = suite.call("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")})
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_same_import_twice_happens_once(suite: Suite) -> None:
    made = [
        suite.ok(
            "POST",
            "/registry/api/v1/plans",
            data={"file": (DATA / "detailed-description.docx").open("rb")},
            headers={"Idempotency-Key": "one"},
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(suite.ok("GET", "/registry/api/v1/projects")) == 1


def test_same_key_with_another_body_is_refused(suite: Suite, plan: dict[str, Any]) -> None:
    suite.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval", headers={"Idempotency-Key": "k"})
    answer = suite.call(
        "POST",
        f"/registry/api/v1/plans/{plan['id']}/amendments",
        json={"reason_text": "x"},
        headers={"Idempotency-Key": "k"},
    )
    assert answer.get_json()["code"] == "idempotency_key_reused"
