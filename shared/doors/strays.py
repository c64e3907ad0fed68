"""Records on lines that are no longer in the plan: the page where they are chosen and moved, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import ngettext

from shared.doors.errors import Invalid
from shared.doors.form import Form


class NothingChosen(Invalid):
    """Choose at least one record to move."""

    code = "nothing_chosen"


@dataclass(frozen=True)
class Stray:
    """A record that stands on no line of the plan in force, as the page lists it."""

    key: str
    title: str
    page: str
    note: str


def in_turn(chosen: Iterable[str]) -> list[str]:
    """The records chosen, in the order in which they are held; NothingChosen."""
    if not (found := sorted(chosen)):
        raise NothingChosen(field="records")
    return found


def stray_page(
    project_id: Any,
    lines: list[dict[str, Any]],
    found: Callable[[], Iterable[Stray]],
    move: Callable[[list[str], str], int],
) -> Any:
    """List the records that are `found`; `move` those chosen to a line, which says how many it moved."""
    form = Form(lists=("records",))
    if done := form.run(lambda: move(form.values["records"], form.value("activity"))):
        count = done.made or 0
        flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")
        return redirect(f"/reports/lines?project={project_id}")
    shown = {"action": request.path, "project_id": project_id, "lines": lines, "records": list(found())}
    return render_template("ui/strays.html", form=form, **shown), form.status
