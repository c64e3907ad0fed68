"""What has to stand before a call can do anything: a draft, a list that was sent, an exception that waits for
a second person. Somebody of the demo makes it when the call's turn comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests

from deploy.fuzz.callers import REGION, Caller, signed_in
from shared.language.evidence import AGREEMENT, REGULATION
from shared.language.roles import COORDINATOR

Row = Mapping[str, Any]
WHY = "Бумага ещё в пути"
LIST = "№;ФИО;Населённый пункт\n1;Ахметова Айгүл;Қарнақ\n2;Серік Асан;Арал\n"


@dataclass(frozen=True)
class Hands:
    """The lead who also calls, and how others of the demo sign in."""

    address: str
    lead: Caller

    def ask(self, method: str, path: str, **said: Any) -> Any:
        """What the lead is answered; what is refused stands already, or cannot stand any more."""
        return self.asked(self.lead.headers, method, path, **said)

    def coordinator(self, method: str, path: str, **said: Any) -> Any:
        """What a second person is answered."""
        return self.asked(signed_in(self.address, COORDINATOR), method, path, **said)

    def asked(self, headers: Mapping[str, str], method: str, path: str, **said: Any) -> Any:
        """An answer as JSON, {} where it is a refusal."""
        answer = requests.request(method, self.address + path, headers=headers, timeout=60, **said)
        return answer.json() if answer.ok else {}

    def first(self, path: str) -> Any:
        """The first of a list, {} of none."""
        return next(iter(self.ask("GET", path)), {})


def draft(hands: Hands) -> Row:
    """A version in preparation beside the plan in force."""
    plan = hands.first("/registry/api/v1/projects").get("plan_id")
    made = hands.ask("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": WHY})
    return {"plan_id": made.get("id")}


def planned_centre(hands: Hands) -> Row:
    """A centre that is not open yet."""
    project = hands.first("/registry/api/v1/projects").get("id")
    said = {"project_id": project, "name": "Жаңа орталық", "region": REGION, "settlement": "Қарнақ"}
    made = hands.ask("POST", "/registry/api/v1/centres", json=said)
    return {"centre_id": made.get("id"), "opened_on": "2022-07-01"}


def read_person(hands: Hands) -> Row:
    """Somebody of whom everything that is held was read."""
    line = hands.first("/registry/api/v1/leaders")
    held = hands.ask("GET", f"/registry/api/v1/people/{line.get('person_id')}/held")
    return {"person_id": line.get("person_id"), "seen": held.get("mark"), "sure": True}


def sent_list(hands: Hands) -> Row:
    """A list of people that is read, and may be read otherwise."""
    gathering = hands.first("/events/api/v1/gatherings").get("id")
    path, file = f"/events/api/v1/gatherings/{gathering}/participants/file", ("list.csv", LIST.encode())
    return {"job_id": hands.ask("POST", path, files={"file": file}).get("job")}


def exception(kind: str, rule: str) -> Callable[[Hands], Row]:
    """An exception the coordinator asked for, which the lead may confirm."""

    def asked(hands: Hands) -> Row:
        contest = hands.first("/grants/api/v1/contests").get("id")
        mine = contest if kind == "contest" else application_of(hands, contest).get(f"{kind}_id")
        path = f"/grants/api/v1/{kind}s/{mine}/waivers"
        made = hands.coordinator("POST", path, json={"rule": rule, "reason": WHY})
        return {f"{kind}_id": mine, "waiver_id": made.get("id")}

    return asked


def application_of(hands: Hands, contest: str) -> Row:
    """An application of a contest with its award."""
    rows = hands.ask("GET", f"/grants/api/v1/contests/{contest}/applications?status=awarded") or [{}]
    return {"application_id": rows[0].get("id"), "award_id": rows[0].get("award_id")}


STATES: Mapping[str, Callable[[Hands], Row]] = {
    "POST /registry/api/v1/plans/{plan_id}/approval": draft,
    "POST /registry/api/v1/plans/{plan_id}/evidence": draft,
    "POST /registry/api/v1/centres/{centre_id}/opening": planned_centre,
    "POST /registry/api/v1/people/{person_id}/erasure": read_person,
    "GET /events/api/v1/jobs/{job_id}/mapping": sent_list,
    "POST /events/api/v1/jobs/{job_id}/mapping": sent_list,
    "POST /grants/api/v1/contests/{contest_id}/waivers/{waiver_id}/confirmation": exception(
        "contest", REGULATION
    ),
    "POST /grants/api/v1/awards/{award_id}/waivers/{waiver_id}/confirmation": exception("award", AGREEMENT),
}


def standing(hands: Hands, call: str) -> Row:
    """What a call finds made for it, by the names under which it is named; nothing for most."""
    made = STATES[call](hands) if call in STATES else {}
    return {name: value for name, value in made.items() if value is not None}
