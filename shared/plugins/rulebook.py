"""The rules of a region as its plugins say them at a moment, kept with what is published by them: no later
version of a plugin changes them.

What can be answered once is kept as the answer. A rule that looks at each record is a function and cannot be
answered beforehand: of it is kept of which files it was, and once they are others it is not asked any more
until somebody has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import msgspec

from shared.doors.errors import Conflict
from shared.i18n import current_locale
from shared.language import regions as places
from shared.plugins.exchanged import BudgetCap, FieldDef
from shared.plugins.loading import Implementation, Loaded, is_of_file
from shared.plugins.values import Value

CAPS, FIELDS = "budget_caps", "extra_fields"
JUDGED = (CAPS, "check_eligibility", "validate")  # a plugin may answer them for each application anew


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


def titled(plugin: Titled) -> str:
    """What a plugin is called; one that is called after a region, as the reader calls the region."""
    region = places.find(plugin.title)
    return region.called(current_locale()) if region else plugin.title
