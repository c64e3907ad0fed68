"""For whoever writes a plugin: load it as a suite does, and the questions worth asking it.

The tests of a plugin import this module beside `specifications`; the plugin itself does not.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shared.language import categories, gatherings
from shared.language.documents import DOCUMENTS, DRAWN
from shared.language.measures.gatherings import EVENTS_HELD
from shared.language.questionnaires import PURPOSES
from shared.language.regions import ALL
from shared.language.roles import PARTNER_REP
from shared.plugins.asking import Plugins
from shared.plugins.loading import CORE
from shared.plugins.reading import Wrong
from shared.plugins.recorded import TOLD
from shared.plugins.regionfile import SUBTYPES
from shared.plugins.rulebook import Rulebook
from shared.plugins.specifications import (
    ACTIONS,
    FORMS,
    PARTICIPANTS,
    PHASES,
    ActorFacts,
    ApplicationFacts,
    ContestFacts,
    Counted,
    GatheringFacts,
    IndicatorDef,
    MessageFacts,
    PersonFacts,
    RecipientFacts,
    RecordFacts,
)

Question = dict[str, Any]
TODAY = date(2022, 4, 1)
# A plain day, Nauryz, the day regions were split, a day only leap years have, the last of the year.
DAYS = (TODAY, date(2022, 3, 22), date(2022, 6, 8), date(2024, 2, 29), date(2022, 12, 31))
SOMEWHERE, LONG = ALL[0].code, "Ә" * 300
ACTOR = ActorFacts("0190", (PARTNER_REP,), (SOMEWHERE,))
CONTEST = ContestFacts("1", "Конкурс", "2.1", TODAY, TODAY, None)
APPLICATION = ApplicationFacts("", SOMEWHERE, "Қарнақ", "Жас", "Сквер", Decimal(480000), None, TODAY)
GATHERING = GatheringFacts(
    SOMEWHERE, "Қарнақ", "4.1", gatherings.TRAINING, "Тренинг", TODAY, None, gatherings.OFFLINE
)
RECORD = RecordFacts(
    "/grants/awards/0190", SOMEWHERE, "Қарнақ", "Жас", "awarded", TODAY, Decimal(480000), ("agreement",)
)
RECORDED = (
    RECORD,
    replace(RECORD, region=None, settlement="", title="", status="", day=None, amount=None, proven_by=()),
    replace(RECORD, settlement=LONG, title=LONG, amount=Decimal("0.01")),
    *(replace(RECORD, day=day) for day in DAYS),
)
PERSON = PersonFacts("0190", (), "Қарнақ", categories.LEADER, TODAY)
PEOPLE = (
    PERSON,
    replace(PERSON, records=("0191", "0192"), settlement="", category=""),
    replace(PERSON, settlement=LONG),
    *(replace(PERSON, since=day) for day in DAYS),
)
MESSAGE = MessageFacts("/events/gatherings", "Не хватает документов: 3", TODAY, False, "ru")
MESSAGES = (
    MESSAGE,
    replace(MESSAGE, title=LONG, due=None, locale="kk"),
    *(replace(MESSAGE, due=day, late=True) for day in DAYS),
)
RECIPIENT = RecipientFacts("0190", (PARTNER_REP,), (SOMEWHERE,))
RECIPIENTS = (RECIPIENT, replace(RECIPIENT, roles=(), regions=()))
ZERO = Decimal(0)
COMPUTED = "compute_indicator"
COUNTED = Counted(
    EVENTS_HELD.name, Decimal(12), None, Decimal(7), Decimal(11), Decimal(3), 2, 1, {"2022-04": Decimal(12)}
)
NOTHING = Counted(EVENTS_HELD.name, ZERO, None, ZERO, ZERO, ZERO, 0, 0)
SUMS = (COUNTED, NOTHING, replace(COUNTED, base=ZERO))
CONTESTS = (CONTEST, replace(CONTEST, grant_cap=Decimal("0.01"), title=LONG))
APPLICATIONS = (
    APPLICATION,
    replace(APPLICATION, settlement="", group_name="", title="", requested=Decimal("0.01")),
    replace(APPLICATION, settlement=LONG, group_name=LONG, title=LONG),
    replace(APPLICATION, number="А-001", recommended=Decimal("999999999.99"), extra={"gone.key": "7"}),
    *(replace(APPLICATION, registered_on=day) for day in DAYS),
)
GATHERINGS = (
    GATHERING,
    replace(GATHERING, settlement="", activity="", title="", mode="online", extra={"gone.key": ""}),
    replace(GATHERING, settlement=LONG, title=LONG, mode="", extra={"gone.key": LONG}),
    *(replace(GATHERING, type=kind) for kind in gatherings.TYPES),
    *(replace(GATHERING, starts_on=day, ends_on=day) for day in DAYS),
)


class Trial(Plugins):
    """One plugin with core, where what goes wrong is raised and not only noted."""

    def ask(
        self,
        hook: str,
        region: str | None,
        saving: bool = False,
        only: str = "",
        book: Rulebook | None = None,
        **arguments: Any,
    ) -> Any:
        """The combined answer; Wrong says what the plugin did wrong."""
        found = super().ask(hook, region, saving, only, book, **arguments)
        if reason := self.failed(hook):
            raise Wrong(f"{hook}: {reason}")
        return found

    def failed(self, hook: str) -> str:
        """What the plugin did wrong when this hook asked it last; empty where nothing."""
        return next((known.reason or "" for known in self.state.troubles() if known.hook == hook), "")

    def named(self, region: str) -> list[IndicatorDef]:
        """The figures the plugin names in a region; none where that fails already."""
        return [] if self.failed("indicators") else self.indicators(region)


def tried(folder: Path | str) -> Trial:
    """The plugin of this folder (the one with its pyproject.toml). Wrong when it does not load."""
    place = Path(folder).resolve()
    found = Trial([name_of(place)], place.parent)
    if found.absent:
        raise Wrong(found.absent[0].reason)
    return found


def name_of(place: Path) -> str:
    """The plugin's name: that of its entry point, which its folder has too. Wrong."""
    try:
        project = tomllib.loads((place / "pyproject.toml").read_text("utf-8"))["project"]
        (name,) = project["entry-points"]["asar.plugins"]
    except OSError as error:
        raise Wrong("there is no pyproject.toml here") from error
    except (KeyError, TypeError, ValueError) as error:
        raise Wrong("pyproject.toml names no entry point, or several, in the group asar.plugins") from error
    if name != place.name or name == CORE:
        raise Wrong(f"the folder is called “{place.name}” and the plugin “{name}”: give both one name")
    return str(name)


def questions(hook: str) -> list[Question]:
    """What a hook is asked with, the usual question first, then those at the edge."""
    return ASKED[hook]


def figures(named: list[IndicatorDef]) -> list[Question]:
    """What `compute_indicator` is asked: each figure its plugin names, with sums of its own measures."""
    return [
        {
            "code": each.code.partition(".")[2],
            "counted": tuple(replace(sums, measure=measure) for measure in each.measures),
        }
        for each in named
        for sums in SUMS
    ]


def forms() -> list[Question]:
    """Every form that has extra fields."""
    return [
        {"service": service, "entity": entity, "subtype": subtype, "on_date": day}
        for service, entity in FORMS
        for subtype in (*SUBTYPES.get(entity, ()), None)
        for day in DAYS
    ]


def judged() -> list[Question]:
    """Every record in every phase."""
    kept = [("events", "gathering", record) for record in GATHERINGS]
    kept_too = [("grants", "application", record) for record in APPLICATIONS]
    return [
        {"service": service, "entity": entity, "phase": phase, "record": record}
        for service, entity, record in [*kept, *kept_too]
        for phase in PHASES
    ]


ASKED: dict[str, list[Question]] = {
    "branding": [{}],
    "navigation": [{"service": "events", "actor": None}, {"service": "registry", "actor": ACTOR}],
    "pages": [{"actor": None}, {"actor": ACTOR}],
    "extra_fields": forms(),
    "budget_caps": [
        {"contest": contest, "application": application}
        for contest in CONTESTS
        for application in APPLICATIONS
    ],
    "required_evidence": [
        {"activity": activity, "gathering_type": kind, "on_date": day}
        for kind in gatherings.TYPES
        for activity in ("4.1", "")
        for day in DAYS
    ],
    "attendance_sheet": [{"gathering": gathering} for gathering in GATHERINGS],
    "calendar": [
        {"date_from": TODAY, "date_to": TODAY},
        {"date_from": date(2022, 1, 1), "date_to": date(2023, 12, 31)},
        *({"date_from": day, "date_to": day} for day in DAYS),
    ],
    "import_columns": [{"target": PARTICIPANTS}],
    "indicators": [{}],
    COMPUTED: [
        {"code": "people_at_each", "counted": counted}
        for counted in ((COUNTED, COUNTED), (NOTHING, NOTHING), (replace(COUNTED, base=ZERO), NOTHING))
    ],
    "check_eligibility": [
        {"contest": contest, "application": application, "on_date": day}
        for contest in CONTESTS
        for application in APPLICATIONS
        for day in DAYS
    ],
    "validate": judged(),
    "form_templates": [
        {"gathering_type": kind, "purpose": purpose}
        for kind in (gatherings.TRAINING, *gatherings.TYPES, None)
        for purpose in PURPOSES
    ],
    "document_template": [
        {"doc_type": kind, "locale": locale, "on_date": day}
        for kind in DOCUMENTS
        for locale in ("ru", "kk", "en")
        for day in DAYS
    ],
    "document_context": [{"doc_type": kind, "subject": subject} for kind in DRAWN for subject in RECORDED],
    "personal_data": [
        {"person": person, "action": action, "dry_run": dry_run}
        for person in PEOPLE
        for action in ACTIONS
        for dry_run in (True, False)
    ],
    "notification_channels": [{}],
    "route_notification": [
        {"message": message, "recipient": recipient} for message in MESSAGES for recipient in RECIPIENTS
    ],
    "on_record": [
        {"kind": kind.KIND, "key": "here:0190", "version": 7, "state": state}
        for kind in TOLD
        for state in RECORDED
    ],
}
