"""The rules of a region as its plugins say them at a moment, kept with what is published by them: no later
version of a plugin changes them.

What can be answered once is kept as the answer. A rule that looks at each record is a function and cannot be
answered beforehand: of it is kept of which files it was, and once they are others it is not asked any more
until somebody has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from shared.doors.errors import Conflict
from shared.i18n import current_locale
from shared.language import gatherings
from shared.language import regions as places
from shared.language.records.project import EvidenceRule, RegionRules, Spoken
from shared.plugins.exchanged import BudgetCap, EvidenceNeed, FieldDef
from shared.plugins.loading import CORE, Implementation, Loaded, is_of_file
from shared.plugins.values import Value

if TYPE_CHECKING:
    from shared.plugins.asking import Plugins

CAPS, FIELDS, EVIDENCE = "budget_caps", "extra_fields", "required_evidence"
JUDGED = (CAPS, "check_eligibility", "validate")  # a plugin may answer them for each application anew
OF_CONTEST = (FIELDS, *JUDGED)


class RuleChanged(Conflict):
    """A rule of the region is another than the one this contest was opened with: the plugin “%(plugin)s” was
    version %(then)s, now it is %(now)s. Nothing was done. Whoever holds the contest decides on its page by
    which rule it goes on."""

    code = "regional_rule_changed"


class KeptPlugin(msgspec.Struct, frozen=True, kw_only=True):
    """A plugin as it spoke: `fingerprint` is of all its files, `code` of those its `functions` (hooks) may
    depend on; `caps` and `fields` are answers, `settings` what its
    functions are given."""

    name: str
    title: str
    version: str
    fingerprint: str
    code: str
    functions: tuple[str, ...] = ()
    caps: tuple[BudgetCap, ...] = ()
    fields: tuple[FieldDef, ...] = ()
    settings: dict[str, Value] = {}


class Rulebook(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a region, plugin by plugin as they are asked; without any the programme's own hold."""

    plugins: tuple[KeptPlugin, ...] = ()


NO_RULES = Rulebook()


class Titled(Protocol):
    """A plugin, as it is or as it was kept."""

    @property
    def title(self) -> str:
        """What it calls itself."""


class Speaks(Protocol):
    """Whoever answers hooks under a name."""

    @property
    def name(self) -> str:
        """What it is called."""

    def answering(self, hook: str) -> list[Implementation]:
        """What it answers a hook with."""


@dataclass(frozen=True)
class Speaker:
    """A plugin that speaks by a book."""

    name: str
    implementations: Sequence[Implementation]

    def answering(self, hook: str) -> list[Implementation]:
        """What it answers a hook with."""
        return [each for each in self.implementations if each.hook == hook]


def written(found: Plugins, region: str, day: date, known: Rulebook = NO_RULES) -> Rulebook:
    """What the region's plugins say of contests that open on a day; one that is what it was when it said what
    is `known` is not asked again. RuleUnavailable where one cannot be asked: nothing is published by rules
    nobody knows."""
    for hook in OF_CONTEST:
        found.speaking(hook, region, "strict")
    kept = (
        said_before(known, plugin) or taken(found, plugin, region, day) for plugin in regional(found, region)
    )
    return Rulebook(plugins=tuple(each for each in kept if each.functions or each.caps or each.fields))


def said_before(known: Rulebook, plugin: Loaded) -> KeptPlugin | None:
    """What a book has of a plugin whose files and settings are still what they were."""
    same = plugin.name, plugin.fingerprint, dict(plugin.file.values)
    found = (each for each in known.plugins if (each.name, each.fingerprint, each.settings) == same)
    return next(found, None)


def taken(found: Plugins, plugin: Loaded, region: str, day: date) -> KeptPlugin:
    """What one plugin says; its functions are only named, but for questions, which are the same for all."""
    form = {"service": "grants", "entity": "application", "subtype": None, "on_date": day}
    asked = {"region": region, **form}
    return KeptPlugin(
        name=plugin.name,
        title=plugin.title,
        version=plugin.version,
        fingerprint=plugin.fingerprint,
        code=plugin.code,
        settings=dict(plugin.file.values),
        functions=tuple(hook for hook in JUDGED if not all(map(is_of_file, plugin.answering(hook)))),
        caps=tuple(item for each in plugin.answering(CAPS) if is_of_file(each) for item in each.function()),
        fields=tuple(
            item
            for each in plugin.answering(FIELDS)
            for item in found.calling.call(each, asked, "strict") or ()
        ),
    )


def is_strange(kept: KeptPlugin, here: Loaded | None, hook: str) -> bool:
    """Whether a function that a book names is another today, or is not here."""
    return hook in kept.functions and is_another(kept, here)


def is_another(kept: KeptPlugin, here: Loaded | None) -> bool:
    """Whether a book names functions of a plugin that are others today, or are not here."""
    return bool(kept.functions) and (here is None or here.code != kept.code)


def changed(kept: KeptPlugin, here: Loaded | None) -> RuleChanged:
    """The refusal that says which plugin it is about."""
    now = here.version if here else "–"
    detail = {"plugin": kept.name, "then": kept.version, "now": now}
    return RuleChanged(plugin=kept.title, then=kept.version, now=now, detail=detail)


def speaker(kept: KeptPlugin, here: Loaded | None) -> Speaker:
    """A plugin of a book: its kept answers, and its functions of today, which are those of then."""
    said = {CAPS: kept.caps, FIELDS: kept.fields}
    answers = [Implementation(kept.name, hook, answering(items), (), True) for hook, items in said.items()]
    own = here.implementations if here else ()
    named = [each for each in own if each.hook in kept.functions and not is_of_file(each)]
    functions = [replace(each, settings=kept.settings) for each in named]
    return Speaker(kept.name, [*answers, *functions])


def answering(items: Iterable[Any]) -> Callable[[], list[Any]]:
    """A function that gives a kept answer."""
    return lambda: list(items)


def planned(found: Plugins, region: str, lines: Mapping[str, str], day: date) -> RegionRules:
    """What the region's plugins say on a day of the lines of a plan, {id: code}: functions are asked about
    each line and type once. RuleUnavailable."""
    found.speaking(EVIDENCE, region, "strict")
    asked = [each for plugin in regional(found, region) for each in plugin.answering(EVIDENCE)]
    evidence = tuple(rule for each in asked for rule in evidence_rules(found, each, region, lines, day))
    return RegionRules(region=region, since=day, plugins=spoken(found, region), evidence=evidence)


def regional(found: Plugins, region: str | None) -> list[Loaded]:
    """The plugins that speak for a region, core aside."""
    return [plugin for plugin in found.of(region) if plugin.name != CORE]


def spoken(found: Plugins, region: str | None) -> tuple[Spoken, ...]:
    """The plugins that speak for a region, as they are now."""
    return tuple(
        Spoken(name=each.name, title=each.title, version=each.version, fingerprint=each.fingerprint)
        for each in regional(found, region)
    )


def evidence_rules(
    found: Plugins, each: Implementation, region: str, lines: Mapping[str, str], day: date
) -> Iterator[EvidenceRule]:
    """What one function asks for, type by type; what it asks of all lines is said once."""
    for kind in gatherings.TYPES:
        asked = {"region": region, "gathering_type": kind, "on_date": day}
        needs = {
            line: tuple(found.calling.call(each, {"activity": code, **asked}, "strict") or ())
            for line, code in lines.items()
        }
        alike = len({repr(said) for said in needs.values()}) == 1
        for line, said in [*needs.items()][: 1 if alike else None]:
            yield from (needed(each.plugin, need, kind, None if alike else line) for need in said)


def needed(plugin: str, need: EvidenceNeed, kind: str, line: str | None) -> EvidenceRule:
    """A need as it is kept."""
    return EvidenceRule(
        plugin=plugin, kinds=need.kinds, reason=need.reason, gathering_type=kind, activity_id=line
    )


def titled(plugin: Titled) -> str:
    """What a plugin is called; one that is called after a region, as the reader calls the region."""
    region = places.find(plugin.title)
    return region.called(current_locale()) if region else plugin.title
