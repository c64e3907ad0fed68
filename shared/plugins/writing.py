"""What the plugins of a region say at a moment, written into a book or into the record of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from shared.language import gatherings
from shared.language.records.project import EvidenceRule, RegionRules, Spoken
from shared.plugins.asking import Plugins
from shared.plugins.exchanged import EvidenceNeed
from shared.plugins.loading import CORE, Implementation, Loaded, is_of_file
from shared.plugins.rulebook import CAPS, FIELDS, JUDGED, NO_RULES, KeptPlugin, Rulebook

EVIDENCE = "required_evidence"
OF_CONTEST = (FIELDS, *JUDGED)


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
