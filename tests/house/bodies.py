"""What is sent to an address of another region, by the last word of the address; "directions/" is one of
them."""

from __future__ import annotations

from typing import Any

from shared.clock import today
from tests.house.opinions import MARK, OTHER
from tests.shared.villages import VILLAGE_BODIES

BODIES: dict[str, dict[str, Any]] = {
    "award": {"amount": 1000},
    "payment": {"amount": 1000},
    "tranches": {"amount": 1000, "after": "signing"},
    "recommendation": {"verdict": None},
    "completion": {},
    **dict.fromkeys(
        ("refusal", "withdrawal", "cancellation", "reversal", "reopening", "leaving", "waiver"),
        {"reason": "x"},
    ),
    "releases": {"channel": "site", "link": "https://example.kz/", "published_on": str(today())},
    "fulfilment": {"done_on": "2022-05-01"},
    "participants": {"participants": [{"name": "Чужой", "attended": True}]},
    "mapping": {"header_row": 1, "columns": {"A": "name"}},
    "amendments": {"reason_text": "x"},
    **VILLAGE_BODIES,
    "obligations": {"owner": "project_lead", "title_kk": "x"},
    "wordings": {"wordings": []},
    "notes": {"text": "x"},
    "waivers": {"rule": "agreement", "reason": "x"},
    "striking": {"reason": "x"},
    "funds": {"funds": [{"region": OTHER, "amount": 1}]},
    "milestones": {},
    "directions/": {"title_kk": "x"},
    "group": {"group_id": None},
    "checks": {"checked_on": "2022-09-05", "meets": True, "led": True, "acts": True},
    "annulment": {"reason": "x"},
    "reasons": {"month": "2022-04", "region": OTHER, "text": MARK},
    "correction": {"text": "x"},
    "sheets": {"count": 1},
    "answers": {"answered_on": "2022-06-14", "rows": [{"number": 2, "answers": {"q1": 1}}]},
    "phone": {"reason": "x"},
    "reports": {"formats": ["xlsx"], "region": OTHER},
    "entries": {"kind": "expert_review", "issued_on": "2022-04-12", "whom": "x", "region": OTHER},
    "issue": {"issued_on": "2022-04-12"},
    "status": {"status": "idea"},
    "opening": {"opened_on": "2022-05-20"},
    "equipment": {"lines": []},
    "ending": {"outcome": "closed", "ended_on": "2022-07-01", "reason": "x"},
    "fundings": {"kind": "cofinancing", "source": "x", "amount": 1, "agreed_on": "2022-05-20"},
    "sections": {"done": "x"},
    "applications": {
        "region": OTHER,
        "group_name": "x",
        "leader_name": "x",
        "settlement": "x",
        "title": "x",
        "requested": 1,
    },
}
