"""A Word annex at the door: read, kept until it is said where it belongs, refused when that is not clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from services.registry.annexes.queries.known import KnownProject, known_projects
from services.registry.drafts.forms.intake import read_plan_file
from services.registry.drafts.operations.versions import Annex
from services.registry.plans.models import Plan
from services.registry.plans.queries import get_plan
from shared.doors.errors import Conflict, Invalid, NotFound, Refusal
from shared.doors.transaction import let_go
from shared.files import Stored, files

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Revision:
    """What came to revise a plan: the new annex, the letter, and what the former annex says."""

    annex: Annex
    letter: Stored | None
    former: dict[str, Any] | None


class ProjectKnown(Conflict):
    """A project like this one is here already.
    Say whether the file is a new version of it or another project."""

    code = "project_known"


class UploadForgotten(Invalid):
    """The file you sent is no longer kept for this choice. Choose it again."""

    code = "upload_forgotten"


def check_first(annex: Annex) -> Annex:
    """A file that begins a project; ProjectKnown with a token of the kept file,
    when it may belong to one that is here, in force or still a draft."""
    if known := known_projects(annex.read, annex.sha256):
        raise which(annex, known)
    return annex


def which(annex: Annex, known: list[KnownProject]) -> ProjectKnown:
    """The question which of these projects a file belongs to."""
    return ProjectKnown(field="file", detail={"kept": keep(annex), "projects": list(map(shown, known))})


def shown(project: KnownProject) -> dict[str, Any]:
    """A project as the refusal names it."""
    return {
        "id": str(project.id),
        "topic": project.topic,
        "grantee": project.grantee,
        "why": list(project.why),
        "plan_id": str(project.plan_id),
        "approved": project.approved,
        "closed": project.closed,
    }


def keep(annex: Annex) -> str:
    """A token for a file in the store that was read a moment ago."""
    return signer().dumps([annex.sha256, annex.name])


def read_kept(token: str) -> Annex:
    """The reading of a kept file; UploadForgotten."""
    sha256, name = named(token)
    return Annex(read_plan_file(files().get(sha256)), sha256, name)


def named(token: str) -> tuple[str, str]:
    """Hash and name of a kept file; UploadForgotten."""
    try:
        sha256, name = signer().loads(token, max_age=KEPT_SECONDS)
    except BadSignature as error:
        raise UploadForgotten(field="file") from error
    return sha256, name


def signer() -> URLSafeTimedSerializer:
    """Signs what a page hands back to us."""
    return URLSafeTimedSerializer(current_app.config["OWN_KEY"], salt="annex")


def read_based_on(plan_id: UUID) -> dict[str, Any] | None:
    """What the annex of the version that a draft is based on says."""
    plan = get_plan(plan_id)
    return read_former(get_plan(plan.based_on or plan_id))


def read_former(plan: Plan) -> dict[str, Any] | None:
    """What the annex of a version in force says; no transaction is open while it is read."""
    source = plan.source_sha256
    let_go()
    return read_source(source)


def read_source(sha256: str | None) -> dict[str, Any] | None:
    """What an annex says, read again; None when its file is gone or no longer read."""
    try:
        return read_plan_file(files().get(sha256 or ""))
    except (NotFound, Refusal):
        return None
