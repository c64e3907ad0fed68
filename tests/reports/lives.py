"""A small project as its neighbours tell of it: records in any order, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shared.language import records
from shared.language.records.attendance import Attendance
from shared.language.records.gathering import Gathering
from shared.language.records.person import Person
from shared.language.records.project import Activity, Indicator, Plan, Project, Section
from shared.language.records.record import Proof, Record
from shared.queue import receiving
from tests.suite import Suite

FIRST, LAST = date(2022, 4, 1), date(2022, 11, 30)
LINE = "line"
COUNTED = {
    "held": "events_held[training]",
    "came": "attendance_persons[training]",
    "people": "unique_persons[training]",
}
SENDERS = {"project": "registry", "person": "registry", "identity": "registry"}


def project() -> Project:
    """A project of one line that counts trainings, who was there, and people once."""
    told = [Indicator(id=name, code=name, name=name, measure=measure) for name, measure in COUNTED.items()]
    line = Activity(id=LINE, code="1.1", title="", regions=("atyrau", "turkistan"), indicators=tuple(told))
    section = Section(id="task", code="T1", kind="task", title="", activities=(line,))
    return Project(
        id="life",
        page="/registry/projects/life",
        topic="A life",
        grantee="",
        grantor="",
        goal="",
        amount=Decimal(0),
        status="running",
        period_from=FIRST,
        period_to=LAST,
        regions=(),
        partners=(),
        team=(),
        plan=Plan(id="plan", version=1, approved_on=FIRST, sections=(section,)),
    )


def gathering(number: int, day: date = FIRST, **said: Any) -> Gathering:
    """A held training with a signed list, unless it is said otherwise."""
    signed = Proof(id="f", kind="signed_list", sha256=f"{number}", quantity=1, page="/f")
    known = {"region": "turkistan", "status": "held", "type": "training", "evidence": (signed,), **said}
    page = f"/events/gatherings/{number}"
    return Gathering(
        id=f"g{number}",
        page=page,
        project_id="life",
        activity_id=LINE,
        title=f"Training {number}",
        settlement="",
        starts_on=day,
        ends_on=None,
        mode="offline",
        **known,
    )


def attendance(number: int, person: int, attended: bool = True) -> Attendance:
    """A person at a gathering."""
    page = f"/events/gatherings/{number}"
    known: dict[str, Any] = {"sex": None, "birth_year": None, "category": None, "settlement": None}
    return Attendance(
        id=f"g{number}/p{person}",
        page=page,
        project_id="life",
        gathering_id=f"g{number}",
        person_id=f"p{person}",
        attended=attended,
        **known,
    )


def person(number: int, same_as: int | None) -> Person:
    """Whom a person counts as."""
    return Person(
        id=f"p{number}", page="/registry/people", same_as=None if same_as is None else f"p{same_as}"
    )


def deliver(suite: Suite, *told: tuple[int, Record]) -> None:
    """Receive records with their versions, one transaction a sender."""
    app = suite.apps["reports"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        for sender in ("registry", "events"):
            wire = [
                on_wire(version, record)
                for version, record in told
                if SENDERS.get(record.KIND, "events") == sender
            ]
            assert not receiving.receive(session, app.extensions["inbox"], wire, sender)
        session.commit()


def on_wire(version: int, record: Record) -> dict[str, Any]:
    """A record as it travels."""
    key = f"centre:{record.id}"
    return {"kind": record.KIND, "key": key, "version": version, "state": records.state(record)}


@dataclass
class Life:
    """What became of everything: the newest of each record, whatever the order."""

    newest: dict[tuple[str, str], tuple[int, Any]]

    @classmethod
    def of(cls, told: list[tuple[int, Record]]) -> Life:
        """From everything that was told."""
        newest: dict[tuple[str, str], tuple[int, Any]] = {}
        for version, record in told:
            key = record.KIND, record.id
            if key not in newest or newest[key][0] < version:
                newest[key] = version, record
        return cls(newest)

    def all(self, kind: str) -> list[Any]:
        """The newest records of a kind."""
        return [record for (known, _id), (_version, record) in self.newest.items() if known == kind]

    def root(self, name: str) -> str:
        """Whom a person counts as."""
        _version, told = self.newest.get(("person", name), (0, None))
        return told.same_as if told and told.same_as else name

    def held(self) -> dict[str, Gathering]:
        """Gatherings that took place, by id."""
        return {item.id: item for item in self.all("gathering") if item.status == "held"}

    def visits(self) -> set[tuple[str, str]]:
        """Who was at which of them, everybody as whom he counts."""
        came = [item for item in self.all("attendance") if item.attended]
        return {(item.gathering_id, self.root(item.person_id)) for item in came} & {
            (item, self.root(other.person_id)) for item in self.held() for other in came
        }

    def figures(self) -> dict[str, dict[str, int]]:
        """By month: gatherings held, visits, first visits; what lies outside the project's days left out."""
        held = {key: item for key, item in self.held().items() if FIRST <= item.starts_on <= LAST}
        visits = [(held[key].starts_on, who) for key, who in self.visits() if key in held]
        first = {who: min(day for day, other in visits if other == who) for _day, who in visits}
        days = [item.starts_on for item in held.values()]
        return {
            "held": by_month(days),
            "came": by_month([day for day, _who in visits]),
            "people": by_month(list(first.values())),
        }


def by_month(days: list[date]) -> dict[str, int]:
    """How many days lie in each month."""
    months = [f"{day:%Y-%m}" for day in days]
    return {month: months.count(month) for month in sorted(set(months))}


def shown(suite: Suite) -> dict[str, dict[str, int]]:
    """The same of the service's own figures."""
    from services.reports.figures.queries.figures import figures, get_project

    with suite.apps["reports"].app_context():
        rows = figures(get_project("life"))
    return {row.code: {month: int(n) for month, n in row.by_month.items() if n} for row in rows}


def differences(suite: Suite) -> list[str]:
    """What a rebuild would change, in words."""
    from services.reports.facts.cli import check_figures

    with suite.apps["reports"].app_context():
        return check_figures()
