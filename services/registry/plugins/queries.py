"""What all services together know of the plugins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from flask_babel import gettext as _

from shared import peers
from shared.doors.errors import Refusal
from shared.i18n import format_money
from shared.plugins import plugins
from shared.plugins.asking import Trouble, in_words
from shared.plugins.internal import known_here
from shared.plugins.loading import Loaded
from shared.plugins.specifications import RULES

NEIGHBOURS = ("events", "grants", "reports")


@dataclass
class Everywhere:
    """Troubles of all services, each once; times by plugin and hook; the services that did not answer."""

    troubles: list[Trouble] = field(default_factory=list)
    times: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)

    def add(self, answer: dict[str, Any]) -> None:
        """Take in what one service said."""
        for row in answer["troubles"]:
            trouble = trouble_from(row)
            if trouble not in self.troubles:
                self.troubles.append(trouble)
        for row in answer["times"]:
            sums = self.times.setdefault((row["plugin"], row["hook"]), {"calls": 0, "slowest_ms": 0})
            sums["calls"] += row["calls"]
            sums["slowest_ms"] = max(sums["slowest_ms"], row["slowest_ms"])


def trouble_from(row: dict[str, Any]) -> Trouble:
    """A trouble as a service told it."""
    return Trouble(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    )


def everywhere() -> Everywhere:
    """What this service and its neighbours know, those that answer."""
    found = Everywhere()
    found.add(known_here())
    for service in NEIGHBOURS:
        try:
            found.add(peers.ask(service, f"/{service}/internal/plugins", {}, retries=0))
        except Refusal:
            found.silent.append(service)
    return found


def brings(plugin: Loaded, times: dict[tuple[str, str], dict[str, int]]) -> list[dict[str, Any]]:
    """Every hook a plugin answers, with the place that asks it: {what, details, asked, calls, slowest_ms}."""
    answered = {each.hook for each in plugin.implementations if not each.ours} | set(said_by_file(plugin))
    return [
        {
            "what": gettext(rule.means),
            "details": said_by_file(plugin).get(hook, []),
            "asked": [places()[place] for place in rule.asked],
            **times.get((plugin.name, hook), {"calls": 0, "slowest_ms": 0}),
        }
        for hook, rule in RULES.items()
        if hook in answered or (plugin.name == "core" and hook in ("navigation",))
    ]


def places() -> dict[str, str]:
    """Who calls a hook, in words."""
    return {
        "pages": _("every page"),
        "events": _("gatherings"),
        "grants": _("mini-grants"),
        "reports": _("documents of reports"),
    }


def said_by_file(plugin: Loaded) -> dict[str, list[str]]:
    """What stands in a plugin's region.toml, in words, by hook."""
    file = plugin.file
    found = {
        "branding": [in_words(file.face.name)] if file.face.name else [""] if file.face.accent else [],
        "budget_caps": [format_money(file.cap.amount)] if file.cap else [],
        "extra_fields": [
            f"{in_words(asked.field.label)} ({places()[asked.service]})" for asked in file.fields
        ],
        "required_evidence": [in_words(asked.need.reason) for asked in file.evidence],
    }
    return {hook: words for hook, words in found.items() if words}


def known_names() -> Iterator[str]:
    """Every plugin that is loaded or should be."""
    yield from (plugin.name for plugin in (*plugins().loaded, *plugins().absent))
