"""Organisations."""

from __future__ import annotations

from services.registry.organisations.api import api
from services.registry.organisations.importing import IMPORTED
from services.registry.organisations.models import Organisation
from services.registry.organisations.noted import ORGANISATION
from services.registry.organisations.operations import asked_of
from services.registry.organisations.queries import get_organisation
from services.registry.organisations.views import views
from services.registry.organisations.week import week
from services.registry.organisations.wording import organisation, words
from shared.language.roles import READERS, RECORDERS
from shared.plugins.retention import Answered
from shared.web.service import Noun

ORGANISATIONS = Noun(
    "organisations",
    tables=(Organisation,),
    pages=views,
    takes_notes=(ORGANISATION,),
    week=week,
    api=api,
    words=words,
    imports=(IMPORTED,),
    answers=(Answered(Organisation, asked_of, get_organisation, "organisation_id"),),
    permissions={"organisation.view": READERS, "organisation.record": RECORDERS},
    told={"organisations": organisation},
)
