"""Word annexes from the shell: each function keeps what it did and returns what is printed."""

from __future__ import annotations

from io import BytesIO
from textwrap import shorten
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage

from services.registry.annexes.forms import check_first, read_former
from services.registry.annexes.operations.revising import revise_plan
from services.registry.drafts.forms.intake import keep_letter, read_upload
from services.registry.drafts.operations.versions import Reason, import_plan
from services.registry.plans.cards.tools import doubts
from services.registry.plans.operations import NotApproved
from services.registry.plans.queries import approved_plan, get_plan, get_project, open_matches
from shared.doors import transaction

File = tuple[str, bytes]


def import_annex(file: File, another: bool) -> list[str]:
    """Read a Word plan into a new project; `another` though one of its topic, grantee or file is here."""
    annex = read_upload(sent(file))
    return told(import_plan(annex if another else check_first(annex)).id)


def revise_annex(file: File, project_id: UUID, why: str, letter: File | None) -> list[str]:
    """Read a revised annex into its project."""
    former = approved_plan(get_project(project_id).id)
    if former is None:
        raise NotApproved
    annex, read = read_upload(sent(file)), read_former(former)
    reason = Reason(why, letter=keep_letter(sent(letter)) if letter else None)
    plan = revise_plan(get_plan(former.id, lock=True), annex, reason, read)
    waiting = open_matches(plan)
    return [*told(plan.id), *([f"! lines to tell apart on the plan's page: {waiting}"] if waiting else [])]


def told(plan_id: UUID) -> list[str]:
    """The id of a draft, then a line for each doubt; kept from now on."""
    transaction.commit()
    return [str(plan_id), *map(in_a_line, doubts(get_plan(plan_id)))]


def sent(file: File) -> FileStorage:
    """A file of this machine as one that was uploaded."""
    return FileStorage(BytesIO(file[1]), file[0])


def in_a_line(doubt: dict[str, Any]) -> str:
    """A doubt with what the file says and how it was understood."""
    source = f" «{shorten(doubt['source'], 120, placeholder='…')}»" if doubt["source"] else ""
    return f"? {doubt['where']}:{source} {doubt['why']}; {doubt['understood']}"
