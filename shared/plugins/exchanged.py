"""Everything a plugin is given and may answer: frozen classes of plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Words = dict[str, str]
Lines = dict[str, list[str]]
Answers = dict[str, str]
OFF, WORK, SHORT = "off", "work", "short"  # kinds of a day of the calendar
PORTRAIT, LANDSCAPE = "portrait", "landscape"
PARTICIPANTS = "participants"  # a list that is read


@dataclass(frozen=True)
class Partner:
    """A partner whose logo stands beside the region's own, and what it is called; `logo` is SVG text."""

    name: Words
    logo: str


@dataclass(frozen=True)
class Branding:
    """A region's face; an empty field means no opinion. `accent` is #rrggbb, `logo` is SVG text."""

    name: Words = field(default_factory=dict)
    accent: str = ""
    logo: str = ""
    letterhead: Lines = field(default_factory=dict)
    contacts: str = ""
    disclaimer: Words = field(default_factory=dict)
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation; `label` is a msgid; with a `permission` (of the service that `href` leads
    to), only who holds it sees the entry."""

    group: str
    label: str
    href: str
    icon: str
    order: int
    permission: str = ""


class Choice(NamedTuple):
    """One answer of a field to choose from."""

    value: str
    label: Words


@dataclass(frozen=True)
class FieldDef:
    """One extra field on a form, stored under `<plugin>.<key>`. `type`: text, number, date, choice,
    checkbox, file. `visible_if` "ownership=private": asked only where the plugin's choice `ownership` is so.
    `keep_days`: so long after the record was made the answer is kept, then a nightly job erases it.
    `printed`: its answer stands on the papers made of the record."""

    key: str
    type: str
    label: Words
    required: bool = False
    choices: tuple[Choice, ...] = ()
    hint: Words = field(default_factory=dict)
    visible_if: str = ""
    keep_days: int | None = None
    printed: bool = False

    @property
    def condition(self) -> tuple[str, str] | None:
        """The stored key of the choice that decides whether it is asked, and the answer it needs."""
        name, _is, value = self.visible_if.partition("=")
        return (f"{self.key.rpartition('.')[0]}.{name}", value) if name else None


@dataclass(frozen=True)
class BudgetCap:
    """The most one mini-grant may be, in tenge, and why (ru, kk, en)."""

    amount: Decimal
    reason: Words


@dataclass(frozen=True)
class EvidenceNeed:
    """What a gathering needs besides the plan's own: a file of one of these kinds, and why."""

    kinds: tuple[str, ...]
    reason: Words


@dataclass(frozen=True)
class Problem:
    """Why a record cannot be kept: the field it is about ("" for the whole), a code of the plugin's
    own, the words."""

    field: str
    code: str
    message: Words


@dataclass(frozen=True)
class SheetColumn:
    """A column of a list to sign: its head, its width in mm, and what is printed into it of the people
    entered already (`fills`: number, name, settlement, category, organisation, or
    `<plugin>.<key>` of an extra field of participants; "" is left to the pen)."""

    label: Words
    width: int
    fills: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """A list to sign: what stands over it, its columns, how many blank rows follow the people entered
    already, portrait or landscape, and what stands under it."""

    title: Words
    columns: tuple[SheetColumn, ...]
    blank_rows: int = 20
    orientation: str = PORTRAIT
    footer: Words = field(default_factory=dict)


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what the week says it is: off, short or (a moved day) work, and why."""

    day: date
    kind: str
    name: Words


@dataclass(frozen=True)
class Finding:
    """Whether an application meets one of the region's conditions: the condition's code, the sentence a
    person reads, and the paper it comes from."""

    rule: str
    ok: bool
    message: Words
    legal_ref: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ImportColumn:
    """What columns with these titles hold (name, surname, given_name, patronymic, sex, birth_year, age,
    settlement, category, organisation, phone or attended), besides what is known everywhere."""

    field: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorDef:
    """A figure of the region's own, beside those of the plan: what it is called, its unit, and the measures
    it is worked out from, as plans write them ("attendance_persons[training]")."""

    code: str
    name: Words
    unit: Words
    measures: tuple[str, ...]
    note: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """What a measure comes to in the region since the project began: `base` where it is a share; of how many
    people the sex is known, and of them women; young people; records, and how many of them are proven."""

    measure: str
    total: Decimal
    base: Decimal | None
    women: Decimal
    sex_known: Decimal
    youth: Decimal
    records: int
    proven: int
    by_month: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Computed:
    """A figure worked out; without a value it cannot be, and is shown so, never as 0. What is a share or a
    mean says of what."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: Words = field(default_factory=dict)


@dataclass(frozen=True)
class PageRow:
    """A line of a small table: what it is about, and what is said of it."""

    label: Words
    value: Words


@dataclass(frozen=True)
class PageSection:
    """A part of a page: its heading, paragraphs, and under them a small table."""

    title: Words
    lines: Lines = field(default_factory=dict)
    rows: tuple[PageRow, ...] = ()


@dataclass(frozen=True)
class RegionPage:
    """A page of the region's own, at /registry/x/<plugin>/<slug>; text alone, no markup."""

    slug: str
    title: Words
    sections: tuple[PageSection, ...]


@dataclass(frozen=True)
class ActorFacts:
    """Who looks at the page: the roles he holds, and where."""

    id: str
    roles: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class ContestFacts:
    """A contest as a region's rule sees it."""

    id: str
    title: str
    activity: str
    opens_on: date
    closes_on: date
    grant_cap: Decimal | None


@dataclass(frozen=True)
class ApplicationFacts:
    """An application as a region's rule sees it; no names of people. `number` is empty until it is
    registered, `extra` are the answers to extra fields."""

    number: str
    region: str
    settlement: str
    group_name: str
    title: str
    requested: Decimal
    recommended: Decimal | None
    registered_on: date
    extra: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class GatheringFacts:
    """A gathering as a region's rule sees it; `extra` are the answers to extra fields."""

    region: str
    settlement: str
    activity: str
    type: str
    title: str
    starts_on: date
    ends_on: date | None
    mode: str
    extra: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class RecordFacts:
    """A record that was kept, as a rule that reacts to it sees it; no names of people. `page` is its address,
    `day` the one that matters of it (held, registered, awarded, opened), `amount` in tenge where it has one,
    `proven_by` the kinds of its files."""

    page: str
    region: str | None
    settlement: str
    title: str
    status: str
    day: date | None
    amount: Decimal | None
    proven_by: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What the region's rule has to say of a record: a note beside its history, in Kazakh and in Russian."""

    text: Words


@dataclass(frozen=True)
class DocumentTemplate:
    """A paper or a text in the region's own form. `version` is the region's own word for it; `typst` the text
    of a Typst file that draws the paper in place of ours (it finds ours as "main.typ" beside it, and the same
    `sys.inputs.data`); `texts` the words of a text, with its gaps in braces."""

    version: str
    typst: str = ""
    texts: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class DocumentLine:
    """What the region adds to a paper: a line among its facts, and `x.<plugin>.<key>` in the data of a
    template."""

    key: str
    label: Words
    value: Words


@dataclass(frozen=True)
class FormQuestion:
    """A question of a questionnaire; `kind`: satisfaction, scale, choice, grid, text; `options` are the
    answers of a choice or the lines of a grid."""

    kind: str
    label: Words
    options: tuple[Words, ...] = ()


@dataclass(frozen=True)
class FormTemplate:
    """A questionnaire to begin from, in ru and kk: code and version name it, one question asks how satisfied
    people are."""

    code: str
    version: str
    title: Words
    intro: Words
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True)
class PersonFacts:
    """Somebody who asks what is kept of him, or to be erased, as a region's rule sees him; no name, no phone.
    `id` is the register's, `records` are others that count as him, `settlement` where he lives, `since` the
    day he was first entered."""

    id: str
    records: tuple[str, ...]
    settlement: str
    category: str
    since: date


@dataclass(frozen=True)
class PersonalPart:
    """Something the region keeps of a person: what it is, what stands there, and why it stays when he is
    erased; without `stays` it goes, or has gone."""

    code: str
    title: Words
    value: Words
    stays: Words = field(default_factory=dict)
