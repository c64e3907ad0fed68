"""A letter ready to be printed: on whose letterhead, to whom, under which number."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.registry.db import db
from services.registry.letters.models import Letter
from services.registry.organisations.models import Organisation
from services.registry.plans.models import Project
from services.registry.plans.queries import grantee_in
from shared.doors.errors import Unavailable
from shared.i18n import format_date
from shared.language.documents import LETTER
from shared.office import papers
from shared.office.regional import Own, regional
from shared.plugins import plugins
from shared.plugins.specifications import RecordFacts
from shared.spoken import title_in

DRAWN_BY = "services.registry.letters.paper:draw"


class LetterNotDrawn(Unavailable):
    """The letter could not be printed just now. Try again in a moment; nothing is lost."""

    code = "letter_not_drawn"


def drawn(item: Letter, format_name: str) -> bytes:
    """The letter as a PDF or a Word file, out of a limited child; LetterNotDrawn."""
    own = regional(LETTER, told(item), item.language or "ru")
    template = own if format_name == papers.PDF else None
    return papers.drawn(DRAWN_BY, LetterNotDrawn, own=template, data=printed(item, own.x), format=format_name)


def told(item: Letter) -> RecordFacts:
    """What plugins see of a letter."""
    page, state = f"/registry/letters/{item.id}", "annulled" if item.annulled_because else "registered"
    return RecordFacts(page, item.region, "", item.subject, state, item.dated_on, None, ())


def printed(item: Letter, added: Own) -> dict[str, Any]:
    """Everything the paper says, in the language of the letter."""
    locale = item.language or "ru"
    face = plugins().branding(item.region, item.dated_on)
    project = db.session.get_one(Project, item.project_id)
    own = (face.letterhead.get(locale) or face.letterhead.get("ru") or ()) if item.region else ()
    return {
        "locale": locale,
        "letterhead": list(dict.fromkeys((grantee_in(locale, project), *own))),
        "accent": face.accent,
        "logo": face.logo or "",
        "contacts": face.contacts,
        "partners": [
            {"name": each.name.get(locale) or each.name["ru"], "logo": each.logo} for each in face.partners
        ],
        "number": _("No. %(number)s of %(day)s", number=item.number, day=format_date(item.dated_on, locale)),
        "to": addressee(item, locale),
        "subject": item.subject,
        "body": [part.strip() for part in (item.body or "").splitlines() if part.strip()],
        "signed_by": item.signed_by or "",
        "x": added,
    }


def addressee(item: Letter, locale: str) -> list[str]:
    """To whom it goes: who signs for the organisation, and the organisation."""
    party = db.session.get_one(Organisation, item.organisation_id)
    name = title_in(item.party, item.party_kk, locale)
    post = title_in(party.signatory_post or "", party.signatory_post_kk, locale)
    return [line for line in (name, post, party.signatory) if line]


def file_name(item: Letter, format_name: str) -> str:
    """A name people recognise."""
    return f"{_('Letter')} {item.number}-{item.year} {title_in(item.party, item.party_kk)}.{format_name}"
