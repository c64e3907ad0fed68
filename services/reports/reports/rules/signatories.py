"""Who signs a report: members of the plan's team, chosen by role."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from services.reports.documents.snapshot import Signer
from shared.doors.errors import Invalid
from shared.i18n import said
from shared.language.records.project import Member, Project
from shared.language.team import BY_CODE, LEAD, SIGNING, role_of


class SignatoryUnknown(Invalid):
    """Nobody in the team of this plan has the role “%(role)s”. Choose another signatory."""

    code = "signatory_unknown"


def members(project: Project) -> Iterator[tuple[str, Member]]:
    """The team with the codes of its roles; a record of before names none, then the words tell."""
    for member in project.team:
        yield role_of(member.role or "", member.role_code), member


def usual(project: Project) -> list[str]:
    """The roles that sign unless others are chosen, those the team has."""
    present = {code for code, _member in members(project)}
    return [code for code in SIGNING if code in present]


def refuse_unknown(project: Project, chosen: Collection[str] | None) -> None:
    """Every chosen role is somebody's; SignatoryUnknown."""
    present = {code for code, _member in members(project)}
    for code in chosen or ():
        if code not in present:
            raise SignatoryUnknown(field="signatories", role=said(BY_CODE[code].words))


def signatures(project: Project, chosen: Collection[str] | None) -> list[Signer]:
    """Their roles and names in the order of the team; without anybody to sign, a line for the lead."""
    codes = chosen or usual(project)
    found = [
        Signer(role=member.role or said(BY_CODE[code].words), code=code, name=member.name or "")
        for code, member in members(project)
        if code in codes
    ]
    return found or [Signer(role=said(BY_CODE[LEAD].words), code=LEAD, name="")]
