"""What a plugin brings, in words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import gettext as _

from services.registry.reminders.queries import works_here
from shared.i18n import format_money, format_short_date
from shared.language import documents
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.loading import Loaded
from shared.plugins.reading import EVERYWHERE
from shared.plugins.regionfile import RegionFile
from shared.plugins.specifications import RULES, NotificationChannel

CHANNELS = "notification_channels"


def brings(plugin: Loaded, times: dict[tuple[str, str], dict[str, int]]) -> list[dict[str, Any]]:
    """Every hook a plugin answers, with the place that asks it: {what, details, asked, calls, slowest_ms}."""
    said = said_by_file(plugin) | said_of_channels(plugin)
    answered = by_code(plugin) | set(said)
    return [
        {
            "what": gettext(rule.means),
            "details": said.get(hook, []),
            "asked": [places()[place] for place in rule.asked],
            **times.get((plugin.name, hook), {"calls": 0, "slowest_ms": 0}),
        }
        for hook, rule in RULES.items()
        if hook in answered
    ]


def by_code(plugin: Loaded) -> set[str]:
    """The hooks a plugin has a function for; what its region.toml answers is told by what stands there."""
    return {
        each.hook
        for each in plugin.implementations
        if not isinstance(getattr(each.function, "__self__", None), RegionFile)
    }


def places() -> dict[str, str]:
    """Who calls a hook, in words."""
    return {
        "pages": _("every page"),
        "events": _("gatherings"),
        "grants": _("mini-grants"),
        "reports": _("figures and documents of reports"),
        "registry": _("pages of the region"),
        "papers": _("printed papers"),
        "texts": _("letters and reminders"),
        "reminders": _("reminders"),
        "records": _("the queue, after something was recorded"),
    }


def document_words() -> dict[str, str]:
    """Papers and texts a region may have in its own form, in words."""
    drawn = {
        documents.LETTER: _("letters"),
        documents.SHEET: _("the list to sign"),
        documents.PROTOCOL: _("protocols of sessions"),
        documents.VILLAGE_PLAN: _("village plans"),
        documents.JOURNAL: _("consultation journals"),
        documents.APPLICATION: _("applications for mini-grants"),
    }
    return (
        {name: _("texts of letters") for name in documents.TEXTS}
        | drawn
        | {documents.REMINDER: _("the text of reminders")}
    )


def said_of_channels(plugin: Loaded) -> dict[str, list[str]]:
    """The channels of reminders of a plugin, those too that do not work here; by hook, as a file's words."""
    if CHANNELS not in by_code(plugin):
        return {}
    asked = None if EVERYWHERE in plugin.regions else min(plugin.regions)
    found = plugins().notification_channels(asked, plugin.name)
    return {CHANNELS: [f"{in_words(each.label)}{off_here(each)}" for each in found]}


def off_here(channel: NotificationChannel) -> str:
    """That a channel is not set up, in brackets."""
    return "" if works_here(channel) else f" ({_('not set up here, so nobody is offered it')})"


def fields_said(file: RegionFile) -> list[str]:
    """The extra fields of a file, each with the place that asks it."""
    return [f"{in_words(asked.field.label)} ({places()[asked.service]})" for asked in file.fields]


def said_by_file(plugin: Loaded) -> dict[str, list[str]]:
    """What stands in a plugin's region.toml, in words, by hook."""
    file = plugin.file
    found = {
        "branding": [in_words(file.face.name)] if file.face.name else [""] if file.face.accent else [],
        "budget_caps": [format_money(file.cap.amount)] if file.cap else [],
        "extra_fields": fields_said(file),
        "required_evidence": [in_words(asked.need.reason) for asked in file.evidence],
        "attendance_sheet": [in_words(file.sheet.title)] if file.sheet else [],
        "import_columns": [title for each in file.headings for title in each.titles],
        "calendar": [f"{format_short_date(item.day)} {in_words(item.name)}" for item in file.holidays],
    }
    return {hook: words for hook, words in (found | texts_said(file)).items() if words}


def texts_said(file: RegionFile) -> dict[str, list[str]]:
    """What a file says of pages, papers, questionnaires and reminders, by hook."""
    return {
        "pages": [in_words(page.title) for page in file.own_pages],
        "document_template": [document_words()[own.document] for own in file.documents],
        "form_templates": [in_words(each.template.title) for each in file.questionnaires],
        "route_notification": [", ".join(file.route.channels)] if file.route else [],
    }
