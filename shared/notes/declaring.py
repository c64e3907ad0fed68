"""Nouns that take notes: those that files prove, and those that say so for themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from shared.notes.models import NoteMixin
from shared.proofs.declaring import VIEW, Proven


@dataclass(frozen=True)
class Noted:
    """A noun that no file proves and notes stand on all the same.

    `reads` and `writes` are its own permissions, asked where a noun that files prove asks for its files;
    `get` finds a record the actor may treat so, NotFound; `reaches` asks the same of one at hand; `listed`
    gives name and address of the list.
    """

    kind: str
    path: str
    model: type[Any]
    reads: str
    writes: str
    get: Callable[[uuid.UUID, str], Any]
    reaches: Callable[[str, Any], bool]
    title: Callable[[Any], str]
    listed: Callable[[], tuple[str, str]]

    @property
    def keeper(self) -> str:
        """The permission of the team that keeps these records."""
        return self.writes

    def find(self, owner_id: uuid.UUID, permission: str) -> Any:
        """A record the actor may treat so; NotFound."""
        return self.get(owner_id, self.own(permission))

    def may(self, permission: str, record: Any) -> bool:
        """Whether the actor may treat a record so."""
        return self.reaches(self.own(permission), record)

    def own(self, permission: str) -> str:
        """The noun's own permission for reading, or for writing."""
        return self.reads if permission == VIEW else self.writes


@dataclass(frozen=True)
class Floor:
    """What the present service has: its name, its table of notes, the nouns that take them by kind."""

    service: str
    table: type[Any]
    nouns: Mapping[str, Proven | Noted]

    def of(self, record: Any) -> Proven | Noted:
        """The declaration of a record's noun."""
        return next(noun for noun in self.nouns.values() if isinstance(record, noun.model))

    def page(self, record: Any) -> str:
        """The address of a record's page."""
        return f"/{self.service}/{self.of(record).path}/{record.id}"


def floor() -> Floor:
    """The present service's floor of notes."""
    found: Floor = current_app.extensions["notes"]
    return found


def keep(app: Flask, table: type[NoteMixin], nouns: Iterable[Proven | Noted]) -> None:
    """Give the app its nouns that take notes."""
    app.extensions["notes"] = Floor(app.name, table, {noun.kind: noun for noun in nouns})


def asked(named: Mapping[str, uuid.UUID], permission: str) -> Any:
    """The record an address names, `{"<kind>_id": …}`; NotFound, Forbidden."""
    ((name, record_id),) = named.items()
    return floor().nouns[name.removesuffix("_id")].find(record_id, permission)
