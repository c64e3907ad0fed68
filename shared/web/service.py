"""A service as one list of its nouns; every noun announces itself in its `noun.py`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask

from shared import access, files, peers, resting
from shared.acts import asked, watching
from shared.acts import words as acts_in_words
from shared.acts.words import Told, Words
from shared.counting import Gauges
from shared.doors import api, days, errors, export, kept, once
from shared.doors.bodies import Request
from shared.i18n import once_a_language
from shared.imports import revealing
from shared.imports import work as bringing
from shared.imports.declaring import Brings
from shared.imports.held import rows_naming
from shared.imports.revealing import REVEAL
from shared.imports.views import pages as pages_of_imports
from shared.imports.week import week as week_of_imports
from shared.language.roles import RECORDERS
from shared.notes import reacting
from shared.notes import views as notes
from shared.notes.api import calls as note_calls
from shared.notes.declaring import Noted
from shared.personal import asked as personal_asked
from shared.personal import erasing
from shared.personal.holding import Held
from shared.plugins import answering, filed, retention, settings
from shared.plugins import asking as plugins
from shared.plugins.internal import init_internal
from shared.plugins.retention import Answered
from shared.proofs import declaring as proofs
from shared.proofs import parts, reviewing
from shared.proofs.api import calls
from shared.proofs.declaring import Evidenced, Proven
from shared.proofs.views import pages
from shared.queue import broker, jobs, outbox, receiving, ticks, waiting
from shared.web import logs, metrics, overlay
from shared.web.addresses import LateRule
from shared.web.brand import init_brand
from shared.web.health import init_health
from shared.web.language import init_language
from shared.web.pages import init_pages
from shared.web.places import ROOT
from shared.web.requests import init_forms, init_limit, init_requests
from shared.web.settings import configure
from shared.web.week import Cards
from shared.web.week import init_app as init_week

Card = Callable[[Any], str]
Introspect = Callable[[str, str], dict[str, Any] | None]


class AnnouncedTwice(ValueError):
    """Two nouns of one service announce the same permission or the same record kind."""


@dataclass(frozen=True)
class Noun:
    """A room of a service: everything the service has to know of it.

    `tables` are its records, `pages` its HTML, `api` its JSON, `internal` what neighbours may ask;
    `permissions` names the roles that hold each, `proves` how files prove its records, `takes_notes`
    where notes stand although no file proves it, `imports` how it is brought in from tables, `answers`
    whose rows answer a region's fields, `holds` which rows are somebody's, `listens` the record kinds it
    keeps copies of, `sends` how its rows are published, `words` what its templates are given, the same
    for all who read a language; `tasks` are its actors in the queue, named here to be declared with it;
    `forgets` is SQL run once an hour over what has served its time; `nightly` names jobs that are queued
    once a night, `starts` those that are queued when a worker starts, `ticks` is what a worker does every
    second; `alarm` says what an administrator must know ("" when nothing), and /healthz repeats it;
    `cards` is what it puts on the page of another noun's object, by its kind; `week` is what of it waits
    for the present actor, as cards of his home; `gauges` is how it stands, for whoever watches the suite.
    """

    name: str
    tables: tuple[type[Any], ...] = ()
    pages: Blueprint | None = None
    api: Any = None
    internal: Blueprint | None = None
    permissions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    proves: tuple[Proven, ...] = ()
    takes_notes: tuple[Noted, ...] = ()
    imports: tuple[Brings, ...] = ()
    answers: tuple[Answered, ...] = ()
    holds: tuple[Held, ...] = ()
    listens: Mapping[str, receiving.Handler] = field(default_factory=dict)
    sends: tuple[outbox.Sends, ...] = ()
    words: Callable[[], dict[str, Any]] | None = None
    tasks: tuple[Any, ...] = ()
    forgets: tuple[str, ...] = ()
    nightly: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ticks: tuple[ticks.Tick, ...] = ()
    alarm: Callable[[], str] | None = None
    told: Told = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    week: Cards | None = None
    gauges: Gauges | None = None


class Plain(Flask):
    """Flask with views that are plain functions: it asks none of them, a dozen times a request, whether it is
    a coroutine."""

    request_class = Request
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func


def ask_registry(kind: str, credential: str) -> dict[str, Any] | None:
    """Introspection by the registry: `{id, name, kind, grants, …}` or None."""
    asked = {"kind": kind, "credential": credential}
    return peers.ask("registry", "/registry/internal/introspection", asked, retries=1) or None


@dataclass(frozen=True)
class Service:
    """A service: its name, its database, its nouns; `evidence` is where files that prove them are kept,
    `introspect` says who a credential belongs to."""

    name: str
    db: Any
    nouns: Sequence[Noun]
    evidence: Evidenced | None = None
    introspect: Introspect = ask_registry

    def __post_init__(self) -> None:
        outbox.declare(self.name, self.db, lambda: self.sends)
        reacting.declare(self.name, self.db)
        export.declare(self.name, self.db)
        if self.evidence:
            reviewing.declare(self.name, self.db)
        if self.brought:
            bringing.declare(self.name, self.db)
        if self.erases:
            erasing.declare(self.name, self.db)
        if self.answered:
            retention.declare(self.name, self.db, lambda: self.answered)

    @cached_property
    def permissions(self) -> dict[str, Sequence[str]]:
        """Every permission with the roles that hold it."""
        of_files = self.evidence.permissions if self.evidence else {}
        of_rows = {REVEAL: RECORDERS} if self.brought else {}
        return {**of_rows, **self._merged("permissions"), **of_files}

    @cached_property
    def proven(self) -> list[Proven]:
        """How files prove the records of every noun."""
        return [declared for noun in self.nouns for declared in noun.proves]

    @cached_property
    def noted(self) -> list[Proven | Noted]:
        """Every noun that takes notes: those that files prove, and those that say so."""
        return [*self.proven, *(declared for noun in self.nouns for declared in noun.takes_notes)]

    @cached_property
    def brought(self) -> list[Brings]:
        """What is brought in from tables, of every noun."""
        return [declared for noun in self.nouns for declared in noun.imports]

    @property
    def answered(self) -> list[Answered]:
        """Tables whose rows have answers to a region's fields that may have to be erased."""
        return [declared for noun in self.nouns for declared in noun.answers]

    @cached_property
    def held(self) -> list[Held]:
        """Rows of every noun that are somebody's."""
        of_nouns = [declared for noun in self.nouns for declared in noun.holds]
        return [*of_nouns, *rows_naming(of_nouns)] if of_nouns and self.brought else of_nouns

    @property
    def erases(self) -> bool:
        """Whether it hears whom the registry erased: the registry itself needs not be told."""
        return bool(self.held) and self.name != "registry"

    @cached_property
    def listens(self) -> dict[str, receiving.Handler]:
        """Every record kind that is kept here, with what keeps it: those of the nouns, the settings of
        regions, which the hooks' floor of every service keeps, and people who were erased."""
        erasures = erasing.handlers(self.name) if self.erases else {}
        return self._merged("listens") | settings.HANDLERS | erasures

    @property
    def sends(self) -> list[outbox.Sends]:
        """How the rows of every noun are published."""
        return [kind for noun in self.nouns for kind in noun.sends]

    @cached_property
    def told(self) -> dict[str, Callable[[], Words]]:
        """How the history of every table is told."""
        of_rows = {"row_reveals": revealing.told} if self.brought else {}
        return self._merged("told") | of_rows

    @property
    def nightly(self) -> list[str]:
        """Kinds of jobs that are queued once a night."""
        answers = [retention.kind_of_job(self.name)] if self.answered else []
        people = [erasing.kind_of_job(self.name)] if self.erases else []
        return [*self._of_files(), *answers, *people, *(kind for noun in self.nouns for kind in noun.nightly)]

    @property
    def starts(self) -> list[str]:
        """Kinds of jobs that are queued when a worker starts."""
        return [*self._of_files(), *(kind for noun in self.nouns for kind in noun.starts)]

    def _of_files(self) -> list[str]:
        """The job that looks at files nobody has looked at."""
        return [reviewing.kind_of_job(self.name)] if self.evidence else []

    def _merged(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for noun in self.nouns:
            announced = getattr(noun, name)
            if twice := merged.keys() & announced.keys():
                raise AnnouncedTwice(f"{self.name}.{noun.name}: {', '.join(sorted(twice))}")
            merged |= announced
        return merged

    def pages(self) -> Iterator[Blueprint]:
        """What the nouns show to people and answer to neighbours."""
        for noun in self.nouns:
            yield from (part for part in (noun.internal, noun.pages) if part)
        if self.evidence:
            yield pages(self.proven)
            yield parts.internal()
            yield notes.pages(self.noted)
        if self.brought:
            yield pages_of_imports(self.brought)
        if self.answered:
            yield answering.pages(self.answered)

    def apis(self) -> Iterator[Any]:
        """What the nouns answer to other tools."""
        yield from (noun.api for noun in self.nouns if noun.api)
        if self.evidence:
            yield calls(self.proven)
            yield note_calls(self.noted)
        if self.answered:
            yield answering.calls()

    def words(self) -> dict[str, Any]:
        """What the templates of every noun are given."""
        tables = [noun.words() for noun in self.nouns if noun.words]
        return {name: word for table in tables for name, word in table.items()}

    def weeks(self) -> Iterator[Cards]:
        """What of every noun waits for somebody."""
        yield from (noun.week for noun in self.nouns if noun.week)
        if self.brought:
            yield week_of_imports

    def cards(self, kind: str) -> Iterator[Card]:
        """What the nouns put on the page of an object of this kind."""
        yield from (noun.cards[kind] for noun in self.nouns if kind in noun.cards)

    def app(self, env: Mapping[str, str] | None = None) -> Flask:
        """The service as a Flask app; `env` defaults to the process environment."""
        app = Plain(self.name, root_path=str(ROOT / "services" / self.name), static_folder=None)
        app.extensions["service"] = self
        overlay.init_app(app)
        init_service(app, self, os.environ if env is None else env)
        return app


def init_service(app: Flask, service: Service, env: Mapping[str, str]) -> None:
    """Give the app everything every service has, as one visible list."""
    configure(app, env)
    service.db.init_app(app)
    resting.init_app(app, service.db)
    errors.init_app(app)
    init_doors(app, service.db)
    init_language(app)
    plugins.init_app(app, env)
    init_peers(app, env)
    access.init_app(app, service.permissions, access.Introspection(service.introspect))
    files.init_app(app, env)
    filed.init_app(app)
    init_queue(app, service)
    if service.evidence:
        proofs.init_app(app, service.db, service.evidence.table, service.proven)
    if service.brought:
        bringing.init_app(app, service.db, service.brought)
    init_pages(app)
    init_acts(app, service)
    init_brand(app)
    init_nouns(app, service)
    init_watched(app, service.db)
    init_internal(app)
    init_week(app)
    broker.bind(app)


def init_doors(app: Flask, db: Any) -> None:
    """What every request goes through, and the line that is written of it."""
    init_requests(app)
    logs.init_app(app, db)
    init_limit(app)
    init_forms(app)


def init_watched(app: Flask, db: Any) -> None:
    """How the service is, in words and in figures."""
    init_health(app, db)
    metrics.init_app(app, db)


def init_peers(app: Flask, env: Mapping[str, str]) -> None:
    """Signed questions to and from the neighbours; the queue's server remembers which were asked."""
    spent = peers.Spent(lambda: broker.broker.client, f"{broker.broker.namespace}:{app.name}")
    peers.init_app(app, Path(env["ASAR_KEYS"]), env.get("ASAR_PEERS"), spent)


def init_queue(app: Flask, service: Service) -> None:
    """Records to and from the neighbours, long work, long workbooks."""
    outbox.init_app(app, service.db, service.listens, service.sends)
    reacting.init_app(app, service.db)
    waiting.init_app(app, service.db)
    jobs.init_app(app, service.db, service.nightly, service.starts)
    export.init_app(app, service.db)


def init_acts(app: Flask, service: Service) -> None:
    """Forms sent once, and who did what: noted, told in words beside people's notes, answered to the
    neighbours."""
    once.init_app(app)
    days.init_app(app)
    kept.init_app(app)
    watching.init_app(app)
    acts_in_words.init_app(app, service.told)
    notes.init_app(app, service.evidence.notes if service.evidence else None, service.noted)
    asked.init_app(app)
    personal_asked.init_app(app)


def init_nouns(app: Flask, service: Service) -> None:
    """Mount what the nouns announce."""
    api.init_app(app, f"Asar {service.name}", list(service.apis()))
    for page in service.pages():
        app.register_blueprint(page, url_prefix=f"/{app.name}", name=f"{page.name}_pages")
    init_words(app, service)
    for noun in service.nouns:
        app.extensions.setdefault("ticks", []).extend(noun.ticks)
    app.jinja_env.globals["cards"] = lambda kind, owner: [card(owner) for card in service.cards(kind)]
    for statement in (api.FORGET, *(line for noun in service.nouns for line in noun.forgets)):
        ticks.hourly(app, statement)


def init_words(app: Flask, service: Service) -> None:
    """Let templates say the words of every noun. They are the same for all who read a language, so they are
    said once a process; what depends on who reads is a function among them."""
    said = once_a_language(service.words)
    app.context_processor(lambda: dict(said()))
