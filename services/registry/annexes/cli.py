"""Plans from the shell: each function commits and returns what is printed."""

from __future__ import annotations

from io import BytesIO
from textwrap import shorten
from typing import Any

from werkzeug.datastructures import FileStorage

from services.registry.db import db
from services.registry.drafts.intake import read_upload
from services.registry.drafts.operations import import_plan as keep_plan
from services.registry.plans.output import doubts


def import_plan(name: str, data: bytes) -> list[str]:
    """Read a Word plan; its id first, then a line for each doubt."""
    plan = keep_plan(**read_upload(FileStorage(BytesIO(data), name)), by="shell")
    db.session.commit()
    return [str(plan.id), *map(in_a_line, doubts(plan))]


def in_a_line(doubt: dict[str, Any]) -> str:
    """A doubt with what the file says and how it was understood."""
    source = f" «{shorten(doubt['source'], 120, placeholder='…')}»" if doubt["source"] else ""
    return f"? {doubt['where']}:{source} {doubt['why']}; {doubt['understood']}"
