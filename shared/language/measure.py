"""What a measure is: how promised things are counted, from which records, and what proves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.language.evidence import OTHER

COUNT, UNIQUE, SUM, RATIO, LATEST, MILESTONE = "count", "unique", "sum", "ratio", "latest", "milestone"
NUMBER, DOCUMENT, PERCENT = "count", "document", "percent"  # what an indicator's value is
NO_UNIT = "не указана"


@dataclass(frozen=True)
class Page:
    """Where the records of a measure are entered, and by which permission;
    the address may ask for the project."""

    label: str
    address: str
    permission: str

    @property
    def service(self) -> str:
        """The service whose page it is."""
        return self.address.split("/")[1]

    def href(self, project: str) -> str:
        """The address for a project."""
        return self.address.replace("{project}", project)


@dataclass(frozen=True)
class Form:
    """A measure as it is offered: what narrows it, in words; its own unit and evidence where they differ;
    `written` is how plans write it, where that is not the measure's name with what narrows it."""

    narrowed: str
    words: str
    unit: str = ""
    evidence: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True)
class Measure:
    """One way of counting.

    `record` is the kind of record it counts, `facts` the measure under which its facts are kept (its own name
    if not said); `evidence` is what a plan's line asks for where it says nothing of its own; `beside` are
    kinds that prove nothing while the line asks for more, `stand_in` the files that answer for a kind the
    line asks for; `by_activity`: only records of the indicator's own activity count. `version` is counted up
    when its way of counting changes: its facts are then derived again. Not `regional`: what it counts is the
    whole project's, though its kind of record could name a region. `forms` are offered where a plan is
    checked.
    """

    name: str
    record: str
    counted: str
    unit: str
    evidence: tuple[str, ...]
    forms: tuple[Form, ...]
    kind: str = NUMBER
    explained: str = ""
    lacking: str = ""
    beside: tuple[str, ...] = ()
    stand_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    entered: Page | None = None
    facts: str = ""
    by_activity: bool = False
    delivered: bool = True
    regional: bool = True
    aliases: tuple[str, ...] = ()
    version: int = 1

    @property
    def kept_as(self) -> str:
        """The measure under which its facts are kept."""
        return self.facts or self.name

    @property
    def unique(self) -> bool:
        """Whether people count once, at their first date."""
        return self.counted == UNIQUE

    def needed(self, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """The kinds of files of which one proves a record of a line that asks for these.
        "Other" asks for something only where the measure's own evidence has no name either."""
        said = [kind for kind in asked if kind != OTHER or OTHER in self.evidence] or self.evidence
        deciding = [kind for kind in said if kind not in self.beside] or said
        files = (file for kind in deciding for file in self.stand_in.get(kind, (kind,)))
        return tuple(dict.fromkeys(files))

    def form(self, narrowed: str) -> Form | None:
        """The offered form that is narrowed so, or None."""
        return next((form for form in self.forms if form.narrowed == narrowed), None)


@dataclass(frozen=True)
class Reading:
    """When an indicator has a measure: patterns over flat text for its name and for its activity.

    In `measure` {named} is the gathering of the name, {one} that or the activity's first,
    {all} all of the activity's: a reading without its gathering does not fit.
    """

    measure: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Family:
    """Measures of one field. `shown` is its place among the choices, `read` its turn:
    names are tried from the lowest."""

    shown: int
    read: int
    measures: tuple[Measure, ...]
    readings: tuple[Reading, ...] = field(default=())
