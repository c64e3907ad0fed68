"""What exists in the demo: ids, codes and whole rows, so that most calls name something that is there,
and many say what somebody has said already."""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from deploy.bench.product import Product
from shared.tables import Row
from shared.web.service import Service

MOST = 60
OWN = 0.8  # of the values of a copied row: the others are somebody else's, so that not all is there already
CAPITAL = re.compile(r"(?<=.)(?=[A-Z])")
PLACE, WHOLE = "project_id", "*"
ASIDE = ("id", "created_at", "created_by", "entered_by", "version")  # nobody says them


@dataclass(frozen=True)
class Source:
    """Names that belong together (an award and its payment) and where their values stand."""

    service: str
    names: Sequence[str]
    statement: str


LINES = (
    Source("registry", (PLACE, "activity"), "SELECT p.project_id, a.code FROM activities a JOIN sections s"
           " ON s.id = a.section_id JOIN plans p ON p.id = s.plan_id"),
    Source("registry", (PLACE, "activity"), "SELECT p.project_id, a.stable_id FROM activities a JOIN"
           " sections s ON s.id = a.section_id JOIN plans p ON p.id = s.plan_id"),
    Source("registry", ("centre_id", "region"), "SELECT id, region FROM centres"),
)  # fmt: skip
SOURCES: Mapping[str, Sequence[Source]] = {
    "registry": (
        Source("registry", ("parties",), "SELECT jsonb_build_array(a.id, b.id) FROM organisations a,"
               " organisations b WHERE a.id < b.id"),
        Source("registry", ("plan_id", PLACE), "SELECT id, project_id FROM plans"),
        Source("registry", ("plan_id", "line", "same_as"), "SELECT plan_id, line, guess FROM matches"),
        Source("registry", ("plan_id", "line_id"), "SELECT plan_id, id FROM sections"),
        Source("registry", ("plan_id", "line_id"), "SELECT s.plan_id, a.id FROM activities a JOIN sections s"
               " ON s.id = a.section_id"),
        Source("registry", ("group_id",), "SELECT id FROM groups"),
        Source("registry", ("leader_id",), "SELECT id FROM leaders"),
        Source("registry", ("pool_member_id",), "SELECT id FROM leaders"),  # the same, where notes are kept
        Source("registry", ("village_plan_id", "row_id"), "SELECT plan_id, id FROM village_plan_members"),
        Source("registry", ("village_plan_id", "row_id", "problem_id"), "SELECT plan_id, id, id FROM"
               " village_plan_problems"),
    ),
    "events": (
        Source("events", ("scan_id",), "SELECT id FROM scans"),
        Source("events", ("problem_id",), "SELECT id FROM problems"),
        Source("events", ("job_id",), "SELECT id FROM jobs"),
        Source("events", ("review_id",), "SELECT id FROM social_reviews"),
        Source("events", ("answer_id",), "SELECT id FROM survey_answers"),
        Source("events", ("questionnaire_id",), "SELECT id FROM questionnaires"),
        Source("events", ("month_id",), "SELECT id FROM journal_months"),
    ),
    "grants": (
        Source("grants", ("contest_id", "direction_id"), "SELECT contest_id, id FROM directions"),
        Source("grants", ("award_id", "payment_id"), "SELECT award_id, id FROM payments"),
    ),
    "reports": (
        Source("reports", (PLACE, "report_id"), "SELECT project_id, id FROM reports"),
        Source("reports", ("centre_report_id", "centre_id"),
               "SELECT centre_report_id, centre_id FROM centre_sections"),
        Source("reports", ("job_id",), "SELECT id FROM jobs"),
        Source("reports", ("reason_id",), "SELECT id FROM reasons"),
        Source("registry", (PLACE, "code"), "SELECT p.project_id, i.code FROM indicators i JOIN activities a"
               " ON a.id = i.activity_id JOIN sections s ON s.id = a.section_id JOIN plans p"
               " ON p.id = s.plan_id"),
    ),
}  # fmt: skip

# What a person would write, by the name of the field.
WORDS: Mapping[str, Sequence[str | float]] = {
    **dict.fromkeys(("title", "problem", "question", "answer", "note"), ("Круглый стол", "Асар алаңы")),
    **dict.fromkeys(("name", "leader_name", "consultant", "signatory"), ("Ахметова Айгүл", "Серік Асан")),
    **dict.fromkeys(("reason", "reason_text", "over_reason", "referral"), ("Опечатка в дате",)),
    **dict.fromkeys(("settlement", "group_name", "name_ru", "name_kk"), ("с. Қарнақ", "Арал")),
    **dict.fromkeys(("amount", "requested", "recommended", "fund", "grant_cap"), (450_000, 1, 0.01)),
    **dict.fromkeys(("starts_time", "ends_time"), ("10:00", "18:30")),
    "phone": ("+7 700 000 00 15",),
    "birth_year": (1985, 2001),
    "minutes": (30,),
    "sheet": ("list",),
    "status": ("held", "awarded", "draft"),
}


@dataclass
class Seeds:
    """What exists now, read anew whenever a call's turn comes."""

    rows: Sequence[Mapping[str, Any]]
    chance: Random
    values: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            for name, value in row.items():
                self.values.setdefault(name, []).append(value)

    def together(self, names: Iterable[str]) -> dict[str, Any]:
        """Values for these names from one row that has most of them; of the others, each from any row."""
        wanted = [name for name in names if name in self.values]
        row = self.nearest(wanted)
        return {name: row.get(name) or self.chance.choice(self.values[name]) for name in wanted}

    def nearest(self, wanted: Collection[str]) -> Mapping[str, Any]:
        """A row that has most of these names."""
        shared = [sum(name in row for name in wanted) for row in self.rows]
        most = max(shared, default=0)
        near = [row for row, has in zip(self.rows, shared, strict=True) if has == most]
        return self.chance.choice(near) if most else {}

    def copied(
        self, shape: Mapping[str, Any], made_up: Mapping[str, Any], beside: Iterable[str] = ()
    ) -> dict[str, Any]:
        """A body of this shape that says what a row says, one with the names `beside` it too; of the rest
        what must be said, and yes to some of what is asked."""
        known, needed = shape.get("properties", {}), shape.get("required", ())
        row = self.nearest([*known, *beside])
        said = {name: self.one(name, row) for name in known if name in row or name in needed}
        rest = {name: self.into(made_up.get(name), 1) for name in said} | shown(known)
        yes = [name for name in flags(known) if name not in needed and self.chance.random() < 0.5]
        told = {name: rest[name] if value is None else value for name, value in said.items()}
        return told | dict.fromkeys(yes, True)

    def one(self, name: str, row: Mapping[str, Any]) -> Any:
        """What is said under a name: mostly what the row says; None where nobody says anything."""
        if name in row and self.chance.random() < OWN:
            return row[name]
        return self.chance.choice(self.values[name]) if name in self.values else None

    def into(self, said: Any, often: float) -> Any:
        """The same body with what exists in place of many of its made-up words."""
        if isinstance(said, dict):
            there = self.together(said)
            return {
                name: there[name]
                if name in there and is_like(value, there[name]) and self.chance.random() < often
                else self.into(value, often)
                for name, value in said.items()
            }
        return [self.into(item, often) for item in said] if isinstance(said, list) else said


def shown(known: Mapping[str, Any]) -> dict[str, Any]:
    """The examples of a document, by name."""
    return {name: about["example"] for name, about in known.items() if "example" in about}


def flags(known: Mapping[str, Any]) -> list[str]:
    """The names under which yes or no is said."""
    return [name for name, about in known.items() if about.get("type") == "boolean"]


def is_like(made_up: object, other: object) -> bool:
    """Whether one may stand for the other: a text for a text, a number for a number."""
    if isinstance(made_up, bool) or not isinstance(other, int | float):
        return type(made_up) is type(other)
    return isinstance(made_up, int | float)


def sources(service: str) -> list[Source]:
    """Where the ids in a service's addresses stand, each with its whole row: a new noun says it itself,
    by the names of its tables and of what files prove."""
    known: Service = importlib.import_module(f"services.{service}.service").SERVICE
    models = [model for noun in known.nouns for model in noun.tables if Row in model.__mro__]
    tables = {CAPITAL.sub("_", model.__name__).lower(): model.__tablename__ for model in models}
    tables |= {noun.kind: noun.model.__tablename__ for noun in known.proven} | {"note": "notes"}
    own = [
        Source(service, (f"{name}_id", WHOLE), f"SELECT id, to_jsonb({table}) FROM {table}")
        for name, table in tables.items()
    ]
    return [*LINES, *SOURCES[service], *own]


def seeds(product: Product, service: str, call: str, chance: Random, made: Mapping[str, Any]) -> Seeds:
    """What a service's call can name; what was `made` for it about as often as all that is there."""
    said = [{name: value} for name, values in WORDS.items() for value in values]
    there = [row for source in sources(service) for row in read(product, source)]
    kinds = kinds_of(service, call)
    plain = [{name: value for name, value in row.items() if not kinds or name != "kind"} for row in there]
    return Seeds(
        [*plain, *said, *({"kind": kind} for kind in kinds), *[made] * (MOST if made else 0)], chance
    )


def kinds_of(service: str, call: str) -> Sequence[str]:
    """The kinds of files by which the owner that a call names is proven; none for other calls."""
    known: Service = importlib.import_module(f"services.{service}.service").SERVICE
    return next((one.kinds for one in known.proven if call.endswith(f"{{{one.kind}_id}}/evidence")), ())


def read(product: Product, source: Source) -> list[dict[str, Any]]:
    """Some rows of a source."""
    found = product.rows(source.service, f"{source.statement} ORDER BY random() LIMIT {MOST}")
    return [spread(dict(zip(source.names, row, strict=True))) for row in found]


def spread(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON says it, each column by its name, one that names another row by its short name too."""
    whole = row.get(WHOLE) or {}
    short = {name.removesuffix("_id"): value for name, value in whole.items() if name.endswith("_id")}
    said = {**short, **whole, **{name: value for name, value in row.items() if name != WHOLE}}
    return {name: as_json(value) for name, value in said.items() if is_told(name, value)}


def is_told(name: str, value: Any) -> bool:
    """Whether somebody may have said so: what the database gives itself and what is sealed nobody has."""
    sealed = isinstance(value, str) and value.startswith("\\x")
    return value is not None and not sealed and name not in ASIDE


def as_json(value: Any) -> Any:
    """A value as a body says it."""
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | float | list | dict) else str(value)
