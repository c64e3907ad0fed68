"""A draft as the review page shows it: imported, looked at, filled in and sent."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from tests.registry.plan_documents import PASSPORT
from tests.suite import DATA, Browser, Suite

REAL = (DATA / "detailed-description.docx").read_bytes()


WRONG_SUM = [
    ("Сумма гранта:", "5 200 000 (пять миллионов двадцать тысяч) тенге") if row[0] == "Сумма гранта:" else row
    for row in PASSPORT
]


def upload(suite: Suite, data: bytes, **more: Any) -> dict[str, Any]:
    """The answer to an import through the API."""
    return suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")}, **more)


def tree(suite: Suite, plan: str, **more: Any) -> dict[str, Any]:
    """The whole version."""
    return suite.ok("GET", f"/registry/api/v1/plans/{plan}", **more)


def stored(suite: Suite, plan: str) -> Any:
    """A context with the plan as a record, gone when it ends: {indicator code
    or activity code: id} and the doubts."""
    import uuid

    from services.registry.plans.queries import activities, get_plan, indicators

    with suite.apps["registry"].app_context():
        row = get_plan(uuid.UUID(plan))
        ids = {item.code: str(item.id) for item in [*indicators(row), *activities(row), *row.sections]}
        return ids, [*row.unread, *row.doubts]


def save(browser: Browser, plan: str, **fields: Any) -> Any:
    """Send the review sheet as a draft."""
    return browser.post(f"/registry/plans/{plan}", {"draft": "1", **fields})


def row(suite: Suite, plan: str, code: str = "1.1.3") -> dict[str, Any]:
    """An indicator of the plan."""
    return next(
        item
        for section in tree(suite, plan)["sections"]
        for activity in section["activities"]
        for item in activity["indicators"]
        if item["code"] == code
    )


def sheet(suite: Suite, plan: str, **values: str) -> dict[str, str]:
    """The fields of indicator 1.1.3 as the page sends them, with these values."""
    key = stored(suite, plan)[0]["1.1.3"]
    usual = {
        "name": "Количество участников",
        "comparator": "at_least",
        "target": "60",
        "unit": "человек",
        "clauses": "не менее 15 на каждом тренинге",
        "measure": "attendance_persons[training]",
    }
    return {f"{key}-{name}": value for name, value in (usual | values).items()}


PASSPORT_FIELDS = {
    "passport-topic": "Живая библиотека",
    "passport-goal": "Цель",
    "passport-grantee": "ОФ «Кітап әлемі»",
    "passport-short_name": "ОФКА",
    "passport-amount": "5 200 000",
    "passport-in_words": "пять миллионов двести тысяч",
    "passport-regions": "pavlodar",
    "result-0-text": "Не менее 70 участников",
    "result-1-text": "Второй результат",
    "partner-0-name": "ОФ «Қайнар»",
    "partner-0-region": "kostanay",
    "partner-1-name": "",
    "partner-1-region": "",
    "member-0-name": "",
    "member-0-role": "Координатор",
    "member-0-employment_percent": "30",
}


def text_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def amended(suite: Suite, plan: str) -> str:
    """The id of a new version of a plan, approved for that."""
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    return suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Письмо № 12"})[
        "id"
    ]
