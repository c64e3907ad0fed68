"""A noun says in one declaration how files prove it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy.orm import scoped_session

from shared.files import FAMILIES
from shared.i18n import said
from shared.language.evidence import OWNERS, family, kind
from shared.proofs.models import EvidenceMixin

VIEW, ATTACH = "evidence.view", "evidence.attach"


class Finder(Protocol):
    """Find a record the actor may treat so; `lock` holds it against others. NotFound, Forbidden."""

    def __call__(self, owner_id: uuid.UUID, permission: str, /, lock: bool = False) -> Any:
        """The record."""


@dataclass(frozen=True)
class Need:
    """What a record must have: so much of a kind, or of any one of several kinds."""

    kinds: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True)
class Proven:
    """How a noun is proven by files.

    Its `kinds` of evidence are those the language gives to such an owner, if it names no others; `family`
    says which files prove one where that depends on the record. `keeper` is the permission of the team
    that keeps these records; `may(permission, record)` asks the actor's reach; `tell` publishes; `listed`
    gives name and address of the list; `needs` are what a record must have, `first` is the kind most likely
    at hand; `alive` leaves out what was cancelled; `shows(record, kind)` narrows who opens a file; `admit`
    and `release` refuse by raising, before a file is attached and after one of a kind was taken off; `sheets`
    is the kind of which not the files count but the sheets in them.
    """

    kind: str
    path: str
    model: type[Any]
    keeper: str
    find: Finder
    may: Callable[[str, Any], bool]
    tell: Callable[[Any], object]
    title: Callable[[Any], str]
    listed: Callable[[], tuple[str, str]]
    kinds: tuple[str, ...] = ()
    needs: Callable[[Any], tuple[Need, ...]] = lambda record: ()
    family: Callable[[Any, str], str] | None = None
    first: Callable[[Any], str] | None = None
    alive: Callable[[Any], bool] = lambda record: True
    shows: Callable[[Any, str], bool] | None = None
    admit: Callable[[Any], None] = lambda record: None
    release: Callable[[Any, str], None] = lambda record, kind: None
    sheets: str = ""
    anchor: str = "evidence"
    template: str = "ui/proofs/new.html"
    context: Callable[[Any], Mapping[str, Any]] = lambda record: {}

    def __post_init__(self) -> None:
        if not self.kinds:
            object.__setattr__(self, "kinds", OWNERS[self.kind])

    def words(self) -> dict[str, str]:
        """The kinds as the reader calls them."""
        return {name: said(kind(name, self.kind).words) for name in self.kinds}

    def accepted(self, record: Any, kind: str) -> frozenset[str]:
        """Types of file that prove a kind of evidence of this record."""
        return FAMILIES[self.family(record, kind) if self.family else family(kind, self.kind)]

    def visible(self, record: Any, kind: str) -> bool:
        """Whether the actor may open this record's files of a kind."""
        return self.shows(record, kind) if self.shows else self.may(VIEW, record)


@dataclass(frozen=True)
class Evidenced:
    """Where a service keeps its evidence and the notes on what it proves, and the roles that may open files
    and read, attach and write."""

    table: type[EvidenceMixin]
    notes: type[Any]
    readers: tuple[str, ...]
    attachers: tuple[str, ...]

    @property
    def permissions(self) -> dict[str, tuple[str, ...]]:
        """The two permissions of files."""
        return {VIEW: self.readers, ATTACH: self.attachers}


@dataclass(frozen=True)
class Floor:
    """What the present service has: its session, its table of evidence, its nouns by kind."""

    service: str
    session: scoped_session[Any]
    table: type[EvidenceMixin]
    nouns: Mapping[str, Proven]

    def of(self, record: Any) -> Proven:
        """The declaration of a record's noun."""
        return next(noun for noun in self.nouns.values() if isinstance(record, noun.model))

    def page(self, record: Any) -> str:
        """The address of a record's page."""
        return f"/{self.service}/{self.of(record).path}/{record.id}"

    def file_page(self, evidence_id: uuid.UUID | str) -> str:
        """The address of a file."""
        return f"/{self.service}/evidence/{evidence_id}"


def floor() -> Floor:
    """The present service's floor."""
    return current_app.extensions["proofs"]


def init_app(app: Flask, db: Any, table: type[EvidenceMixin], nouns: Iterable[Proven]) -> None:
    """Give the app its declarations."""
    app.extensions["proofs"] = Floor(app.name, db.session, table, {noun.kind: noun for noun in nouns})
