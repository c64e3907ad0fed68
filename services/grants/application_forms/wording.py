"""An application ready to be printed, in the language of its reader."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.grants.applications.forms import direction_of
from services.grants.applications.models import Application
from services.grants.applications.operations import asked_of
from services.grants.applications.queries import application_row, contest_of
from services.grants.applications.record import application_record
from services.grants.applications.wording import verdicts
from services.grants.groups.queries import group_words
from services.grants.projects.wording import region_name
from shared.doors.errors import Unavailable
from shared.i18n import current_locale, format_date, format_money
from shared.language.documents import APPLICATION
from shared.office import papers
from shared.office.regional import Regional, regional
from shared.plugins import extra, plugins
from shared.plugins.asking import in_words
from shared.plugins.recorded import told
from shared.spoken import place_words, title_in, title_of

DRAWN_BY = "services.grants.application_forms.paper:draw"
MEMBERS = 5  # lines for the commission to sign


class FormNotDrawn(Unavailable):
    """The application could not be printed just now. Try again in a moment; nothing is lost."""

    code = "form_not_drawn"


def drawn(application: Application, format_name: str) -> bytes:
    """The application as a PDF or a Word file, out of a limited child; FormNotDrawn."""
    own = regional(APPLICATION, told(application_record(application)), current_locale())
    template = own if format_name == papers.PDF else None
    data = printed(application, own)
    return papers.drawn(DRAWN_BY, FormNotDrawn, own=template, data=data, format=format_name)


def printed(application: Application, own: Regional) -> dict[str, Any]:
    """Everything the paper says, in words."""
    face, locale = plugins().branding(application.region, application.registered_on), current_locale()
    return {
        "locale": locale,
        "letterhead": face.letterhead.get(locale) or face.letterhead.get("ru") or [],
        "notice": in_words(face.disclaimer) if face.disclaimer else "",
        "accent": face.accent,
        "logo": face.logo,
        "title": _("Application for a mini-grant No. %(number)s", number=application.number),
        "facts": [*facts(application), *own.facts],
        "x": own.x,
        "commission": _("Recommendation of the commission"),
        "said": [*recommended(application)],
        "signatures": [_("Chair of the commission"), *[_("Member of the commission")] * (MEMBERS - 1)],
    }


def facts(application: Application) -> list[tuple[str, str]]:
    """What the group says: (label, words); of the region's questions those that stand on papers."""
    row = application_row(application)
    said = {
        _("Contest"): title_of(contest_of(application)),
        _("Received on"): format_date(application.registered_on),
        _("Region"): region_name(application.region),
        _("Settlement"): place_words(application.settlement),
        _("Initiative group"): group_words(application),
        _("Leader of the group"): row.leader_name or "",
        _("Title of the project"): application.title,
        _("Problem"): application.problem,
        _("Direction"): direction_of(application),
        _("Requested"): format_money(application.requested),
    }
    asked = extra.printed(asked_of(application), application.extra)
    return [*((label, words) for label, words in said.items() if words), *asked]


def recommended(application: Application) -> list[tuple[str, str]]:
    """What the commission has said; its own hand where it has not yet."""
    verdict = verdicts()[application.verdict] if application.verdict else ""
    amount = format_money(application.recommended) if application.recommended else ""
    return [
        (_("Verdict of the commission"), verdict),
        (_("Recommended"), amount),
        (_("Reason"), application.verdict_note),
    ]


def file_name(application: Application, format_name: str) -> str:
    """A name people recognise."""
    group = title_in(application.group_name, application.group_kk)
    return f"{_('Application')} {application.number} {group}.{format_name}"
