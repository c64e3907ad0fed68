"""The partners of the plan as organisations, and the memoranda signed with them."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from deploy.demo.centres import CENTRES, Centre
from deploy.demo.memoranda import MISSING, POSTS, SIGNED, WRITTEN_DOWN, Signed
from deploy.demo.stage import Stage
from services.registry.db import db
from services.registry.memoranda.operations import record_memorandum
from services.registry.memoranda.schemas import MemorandumIn
from services.registry.organisations.models import Organisation
from services.registry.organisations.operations import add_organisation, add_partners, change_organisation
from services.registry.organisations.schemas import OrganisationIn
from services.registry.plans.models import Project
from shared.proofs.operations import attach

HOSTS = {"turkistan": "akimat", "kyzylorda": "other"}  # what those hosts are that somebody wrote down


def sign_memoranda(stage: Stage, project_id: uuid.UUID) -> None:
    """The lead writes the partners down with who signs for them; then each memorandum on its day."""
    with stage.acting("registry", "lead", WRITTEN_DOWN):
        partners = {str(partner.region): partner for partner in add_partners()}
        for signed in SIGNED:
            describe(partners[signed.region], signed)
    for signed in SIGNED:
        with stage.acting("registry", signed.by, signed.day):
            sign(stage, project_id, signed)
    for centre in CENTRES:
        if centre.region in HOSTS:
            with stage.acting("registry", centre.by, centre.opened):
                write_host(centre)


def describe(partner: Organisation, signed: Signed) -> None:
    """Who signs for a partner, and how it is reached."""
    said = {
        "kind": partner.kind,
        "name_ru": partner.name_ru,
        "name_kk": signed.name_kk,
        "region": partner.region,
        "phone": signed.phone,
        "signatory": signed.signatory,
        "signatory_post": signed.post,
        "signatory_post_kk": POSTS.get(signed.post, ""),
    }
    change_organisation(partner, OrganisationIn().load(said))


def sign(stage: Stage, project_id: uuid.UUID, signed: Signed) -> None:
    """Record one memorandum, with its scan if there is one."""
    partner = db.session.scalars(select(Organisation).where(Organisation.region == signed.region)).one()
    said = {
        "project_id": str(project_id),
        "parties": [db.session.get_one(Project, project_id).grantee, str(partner.id)],
        "signed_on": signed.day.isoformat(),
        "region": signed.region,
        "subject": signed.subject,
    }
    item = record_memorandum(MemorandumIn().load(said))
    if signed.scan != MISSING:
        attach(item, stage.file(*signed.key), "memorandum")


def write_host(centre: Centre) -> None:
    """The host of a centre as an organisation."""
    said = {"kind": HOSTS[centre.region], "name_ru": centre.host, "region": centre.region}
    add_organisation(OrganisationIn().load(said))
