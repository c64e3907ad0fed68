"""The plugins of one process as the services ask them: one typed line a hook."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from shared.acts.doer import work
from shared.acts.writing import record
from shared.doors.errors import Invalid
from shared.i18n import reader_locale
from shared.language.records.region_setting import RegionSetting
from shared.plugins.calling import Calling, SwitchedOff
from shared.plugins.combining import WAYS, owned
from shared.plugins.deaths import Marks, forgive, judge
from shared.plugins.filling import Filled
from shared.plugins.loading import CORE, FOLDER, Absent, Loaded, load
from shared.plugins.reading import EVERYWHERE
from shared.plugins.rulebook import KeptPlugin, Rulebook, Speaks, changed, is_strange, speaker
from shared.plugins.settings import Settings, arranged, branding_of, locked
from shared.plugins.specifications import (
    RULES,
    ActorFacts,
    ApplicationFacts,
    AttendanceSheet,
    Branding,
    BudgetCap,
    CalendarDay,
    Computed,
    ContestFacts,
    Counted,
    DocumentLine,
    DocumentTemplate,
    EvidenceNeed,
    FieldDef,
    Finding,
    FormTemplate,
    GatheringFacts,
    ImportColumn,
    IndicatorDef,
    MessageFacts,
    NavItem,
    Note,
    NotificationChannel,
    PersonalPart,
    PersonFacts,
    Policy,
    Problem,
    RecipientFacts,
    RecordFacts,
    RegionPage,
)
from shared.plugins.state import Known, State
from shared.plugins.troubles import Trouble, trouble
from shared.plugins.watching import AsLoaded, Watch

log = logging.getLogger("asar.plugins")
ON_RECORD = "on_record"


class RegionalRule(Invalid):
    """The region does not allow this: %(reason)s."""

    code = "regional_rule"


class Plugins:
    """The plugins of one process. `home` keeps the marks of calls, `engine` gives the database of what
    is known, `watch` reads their data again when it changes."""

    def __init__(
        self,
        names: Iterable[str],
        folder: Path = FOLDER,
        home: Path | None = None,
        engine: Callable[[], Engine] | None = None,
        switched_off: SwitchedOff | None = None,
        watch: bool = False,
    ) -> None:
        if home:
            judge(home)
        self.marks, self.state, self.settings = Marks(home), State(engine), Settings(engine)
        self.calling = Calling(self.state, self.marks, switched_off)
        self.names, self.folder = [*(name for name in names if name != CORE), CORE], folder
        self.watch = Watch(self.names, folder) if watch else None
        self._load()
        self.as_loaded = AsLoaded(self.names, folder, home)

    def _load(self) -> None:
        self.filled = Filled()
        found = [load(name, self.folder, self.marks) for name in self.names]
        self.loaded = [plugin for plugin in found if isinstance(plugin, Loaded)]
        self.absent = [plugin for plugin in found if isinstance(plugin, Absent)]
        for plugin in self.absent:
            log.error("plugin %s was not loaded: %s", plugin.name, plugin.reason)

    def of(self, region: str | None) -> list[Loaded]:
        """Plugins that apply to the region in their order, without those an administrator switched off;
        core last."""
        setting = self.settings.now(region)
        return [self.filled.of(plugin, setting) for plugin in arranged(self.applying(region), setting)]

    def applying(self, region: str | None) -> list[Loaded]:
        """Plugins made for the region, core last, whatever an administrator set."""
        return [plugin for plugin in self.loaded if applies(plugin.regions, region)]

    def ask(
        self,
        hook: str,
        region: str | None,
        saving: bool = False,
        only: str = "",
        book: Rulebook | None = None,
        **arguments: Any,
    ) -> Any:
        """The plugins' answers (of `only` one), combined as the specification says; a failure follows its
        policy. With a book those are asked that stand in it, as they were kept."""
        if self.watch and self.watch.changed():
            self._load()
        rule = RULES[hook]
        policy = rule.saving if saving and rule.saving else rule.policy
        speak = self.speaking(hook, region, policy) if book is None else self.kept(book, hook, policy)
        asked = [plugin for plugin in speak if only in ("", plugin.name)]
        return WAYS[rule.combine](self.answers(hook, asked, policy, {"region": region, **arguments}))

    def speaking(self, hook: str, region: str | None, policy: Policy) -> list[Loaded]:
        """Who answers for a region today; RuleUnavailable of a strict hook that an absent plugin answers."""
        for plugin in arranged(self.absent, self.settings.now(region)):
            if policy == "strict" and hook in plugin.hooks and applies(plugin.regions, region):
                self.calling.unavailable(plugin.name, hook, plugin.reason, policy)
        return self.of(region)

    def kept(self, book: Rulebook, hook: str, policy: Policy) -> list[Speaks]:
        """Who answers by a book: its plugins, core last. RuleChanged of a strict hook whose functions are
        others than when the book was written."""
        here, strange = {plugin.name: plugin for plugin in self.loaded}, self.strange(book, hook)
        if strange and policy == "strict":
            raise changed(strange[0], here.get(strange[0].name))
        known = [speaker(each, here.get(each.name)) for each in book.plugins if each not in strange]
        return [*known, *(plugin for plugin in self.loaded if plugin.name == CORE)]

    def strange(self, book: Rulebook, hook: str) -> list[KeptPlugin]:
        """The plugins of a book whose function is another today than when the book was written, or away."""
        here = {plugin.name: plugin for plugin in self.loaded}
        return [each for each in book.plugins if is_strange(each, here.get(each.name), hook)]

    def answers(
        self, hook: str, asked: Iterable[Speaks], policy: Policy, arguments: dict[str, Any]
    ) -> list[Any]:
        """What each of these plugins says, those with an opinion."""
        own = RULES[hook].own
        return [
            owned(plugin.name, own, answer)
            for plugin in asked
            for each in plugin.answering(hook)
            if (answer := self.calling.call(each, arguments, policy)) is not None
        ]

    def branding(self, region: str | None, on: date | None = None) -> Branding:
        """The region's face; that of a day for papers of that day."""
        if self.watch and self.watch.changed():
            self._load()
        kept = self.settings.worn_on(region, on) if on else None
        return kept or self.worn(region, self.settings.now(None), self.settings.now(region))

    def worn(
        self, region: str | None, programme: RegionSetting | None, mine: RegionSetting | None
    ) -> Branding:
        """The face under these settings, field by field the first that was said: what the programme locked,
        what was typed for the region, its plugins' word, what was typed for the programme, core's."""
        asked = arranged(self.applying(region), mine)
        theirs, ours = (
            self.answers("branding", plugins, "isolate", {"region": region}) for plugins in apart(asked)
        )
        core = ours[0] if ours else Branding()  # it may be off: too slow, or a process died in it
        typed = [branding_of(each.face) for each in (mine, programme) if each]
        over = [*locked(programme, core), *(typed[:1] if mine and region else [])]
        return WAYS["merge"]([*over, *theirs, *(typed[-1:] if programme else []), core])

    def navigation(self, region: str | None, service: str, actor: ActorFacts | None) -> list[NavItem]:
        """Every plugin's entries, in order."""
        return self.ask("navigation", region, service=service, actor=actor)

    def extra_fields(
        self,
        region: str | None,
        service: str,
        entity: str,
        subtype: str | None,
        on_date: date,
        saving: bool = False,
        book: Rulebook | None = None,
    ) -> list[FieldDef]:
        """Extra fields of a form in this region, each under `<plugin>.<key>`; RuleUnavailable only when
        saving."""
        asked: dict[str, Any] = {"service": service, "entity": entity, "subtype": subtype, "on_date": on_date}
        return self.ask("extra_fields", region, saving, book=book, **asked)

    def budget_caps(
        self, region: str, contest: ContestFacts, application: ApplicationFacts, book: Rulebook | None = None
    ) -> BudgetCap | None:
        """The strictest cap on one mini-grant; RuleUnavailable, RuleChanged."""
        return self.ask("budget_caps", region, book=book, contest=contest, application=application)

    def required_evidence(
        self, region: str, activity: str, gathering_type: str, on_date: date
    ) -> list[EvidenceNeed]:
        """What a gathering needs besides what its type does; RuleUnavailable."""
        asked: dict[str, Any] = {"activity": activity, "gathering_type": gathering_type, "on_date": on_date}
        return self.ask("required_evidence", region, **asked)

    def pages(self, region: str | None, actor: ActorFacts | None) -> list[RegionPage]:
        """The region's own pages, each under `<plugin>.<slug>`."""
        return self.ask("pages", region, actor=actor)

    def attendance_sheet(self, region: str, gathering: GatheringFacts) -> AttendanceSheet:
        """What the list of a gathering looks like that people sign."""
        return self.ask("attendance_sheet", region, gathering=gathering)

    def calendar(self, region: str, date_from: date, date_to: date) -> list[CalendarDay]:
        """Days off, short and moved days between two dates, each day once."""
        return self.ask("calendar", region, date_from=date_from, date_to=date_to)

    def import_columns(self, region: str, target: str) -> list[ImportColumn]:
        """What headings of lists mean in a region, every plugin's in turn."""
        return self.ask("import_columns", region, target=target)

    def indicators(self, region: str) -> list[IndicatorDef]:
        """The region's own figures, each under `<plugin>.<code>`."""
        return self.ask("indicators", region)

    def compute_indicator(self, region: str, code: str, counted: tuple[Counted, ...]) -> Computed | None:
        """A figure under `<plugin>.<code>` as its plugin works it out; None where it cannot be asked."""
        plugin, _, own = code.partition(".")
        return self.ask("compute_indicator", region, only=plugin, code=own, counted=counted)

    def check_eligibility(
        self,
        region: str,
        contest: ContestFacts,
        application: ApplicationFacts,
        on_date: date,
        saving: bool = False,
        book: Rulebook | None = None,
    ) -> list[Finding]:
        """How an application stands to the region's conditions; RuleUnavailable and RuleChanged only when
        saving."""
        asked: dict[str, Any] = {"contest": contest, "application": application, "on_date": on_date}
        return self.ask("check_eligibility", region, saving, book=book, **asked)

    def validate(
        self,
        region: str,
        service: str,
        entity: str,
        phase: str,
        record: GatheringFacts | ApplicationFacts,
        book: Rulebook | None = None,
    ) -> list[Problem]:
        """What the region objects to; RuleUnavailable, RuleChanged."""
        asked: dict[str, Any] = {"service": service, "entity": entity, "phase": phase, "record": record}
        return self.ask("validate", region, book=book, **asked)

    def form_templates(self, region: str, gathering_type: str | None, purpose: str) -> list[FormTemplate]:
        """Questionnaires a region offers to begin from, each under `<plugin>.<code>`."""
        return self.ask("form_templates", region, gathering_type=gathering_type, purpose=purpose)

    def document_template(
        self, region: str | None, doc_type: str, locale: str, on_date: date
    ) -> DocumentTemplate | None:
        """A paper or a text as the region has it on that day, its version under `<plugin>.<version>`; None
        where it is ours."""
        return self.ask("document_template", region, doc_type=doc_type, locale=locale, on_date=on_date)

    def document_context(self, region: str | None, doc_type: str, subject: RecordFacts) -> list[DocumentLine]:
        """What the region adds to a paper, each under `<plugin>.<key>`."""
        return self.ask("document_context", region, doc_type=doc_type, subject=subject)

    def personal_data(
        self, region: str | None, person: PersonFacts, action: str, dry_run: bool
    ) -> list[PersonalPart]:
        """What the region keeps of a person or erases, each under `<plugin>.<code>`; RuleUnavailable."""
        return self.ask("personal_data", region, person=person, action=action, dry_run=dry_run)

    def notification_channels(self, region: str | None, only: str = "") -> list[NotificationChannel]:
        """The channels there are in a region (`only` those of one plugin): core's by their code, its own
        under `<plugin>.<code>`."""
        found = self.ask("notification_channels", region, only=only)
        return [replace(each, code=each.code.removeprefix(f"{CORE}.")) for each in found]

    def route_notification(
        self, region: str | None, message: MessageFacts, recipient: RecipientFacts
    ) -> tuple[str, ...]:
        """The codes of channels by which somebody is reminded, the best first."""
        found = self.ask("route_notification", region, message=message, recipient=recipient)
        return found.channels if found else ()

    def on_record(
        self, region: str | None, plugin: str, kind: str, key: str, version: int, state: RecordFacts
    ) -> list[Note]:
        """What one plugin notes on a record that was kept; RuleUnavailable where it fails, so that it is
        asked again."""
        asked = {"region": region, "kind": kind, "key": key, "version": version, "state": state}
        found = [each for each in self.of(region) if each.name == plugin]
        return WAYS[RULES[ON_RECORD].combine](self.answers(ON_RECORD, found, "strict", asked))

    def reacting(self, region: str | None) -> list[str]:
        """The plugins that react to records of the region, those too that did not load: they are asked once
        they do."""
        able: list[Loaded | Absent] = [each for each in self.loaded if each.answering(ON_RECORD)]
        able += [each for each in self.absent if ON_RECORD in each.hooks]
        found = [each for each in able if applies(each.regions, region)]
        return [each.name for each in arranged(found, self.settings.now(region))] if found else []

    def check(
        self,
        region: str,
        service: str,
        entity: str,
        phase: str,
        record: GatheringFacts | ApplicationFacts,
        book: Rulebook | None = None,
    ) -> None:
        """Refuse what the region objects to, each objection beside its field; RuleUnavailable,
        RuleChanged."""
        if problems := self.validate(region, service, entity, phase, record, book):
            said = [in_words(problem.message) for problem in problems]
            by_field = {problem.field: words for problem, words in zip(problems, said, strict=True)}
            codes = [problem.code for problem in problems]
            raise RegionalRule(reason="; ".join(said), detail={"fields": by_field, "codes": codes})

    def troubles(self, fresh: bool = True) -> list[Trouble]:
        """Everything that does not work, as what stops and what goes on; `fresh` asks what other
        processes know."""
        if fresh:
            self.state.refresh()
        return [
            *(trouble(plugin.name, plugin.reason, plugin.regions, plugin.hooks) for plugin in self.absent),
            *(self._failing(known) for known in self.state.troubles()),
            *self.filled.unread(self.settings.latest(), self.applying),
        ]

    def _failing(self, known: Known) -> Trouble:
        regions = next(
            (plugin.regions for plugin in self.loaded if plugin.name == known.plugin), frozenset[str]()
        )
        found = trouble(known.plugin, known.reason or "", regions, frozenset([known.hook]))
        return replace(found, incident=known.incident, is_off=known.off_since is not None)

    def try_again(self, name: str) -> None:
        """Switch a plugin on again that was switched off, and let one that died be loaded at the next
        start."""
        self.state.again(name)
        forgive(self.marks.folder, name)


def applies(regions: frozenset[str], region: str | None) -> bool:
    """Whether a plugin of these regions is asked about this one."""
    return EVERYWHERE in regions or (region is not None and region in regions)


def apart(asked: Iterable[Loaded]) -> tuple[list[Loaded], list[Loaded]]:
    """Regions' plugins and core, each in their order."""
    known = list(asked)
    return [each for each in known if each.name != CORE], [each for each in known if each.name == CORE]


def in_words(words: Mapping[str, str]) -> str:
    """A plugin's words in the user's language."""
    return words.get(reader_locale()) or words["ru"]


def init_app(app: Flask, env: Mapping[str, str]) -> None:
    """Load the allow-listed plugins; `ASAR_SAFE_MODE=1` loads core alone, `ASAR_PLUGINS_WATCH=1` reads
    their data again when it changes."""
    listed = [name.strip() for name in env.get("ASAR_PLUGINS", "").split(",") if name.strip()]
    names = [] if env.get("ASAR_SAFE_MODE") == "1" else listed
    home = Path(env["ASAR_HOME"]) / "plugins" if env.get("ASAR_HOME") else None

    def engine() -> Engine:
        with app.app_context():
            return app.extensions["sqlalchemy"].engine

    folder = Path(env.get("ASAR_PLUGINS_FOLDER", FOLDER))
    watch = env.get("ASAR_PLUGINS_WATCH") == "1"
    app.extensions["plugins"] = Plugins(names, folder, home, engine, act_of_switching_off, watch)


def act_of_switching_off(plugin: str, hook: str) -> None:
    """Keep among the acts that nobody but the breaker switched a hook off."""
    verb = "plugin.switch_off"
    with work(verb):
        record(verb, plugin, why=hook)
