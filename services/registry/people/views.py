"""Pages of people."""
from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.people import queries
from services.registry.people.operations import call_different
from shared.access import actor, requires, scope
from shared.api import cursor_of, parts_of

views = Blueprint("people", __name__)
PAGE = 100


@views.get("/people")
@requires("person.view")
def people_list() -> str:
    """List people, and pairs who may be one."""
    rows = queries.people_rows(request.args.to_dict(), parts_of(request.args.get("cursor"), 2), PAGE)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    following = f"?cursor={cursor_of(last['sort_key'], last['id'])}&q={request.args.get('q', '')}" if last else None
    return render_template("registry/people/list.html", rows=rows[:PAGE], next=following, total=queries.count_people(),
                           pairs=queries.open_pairs(), mine=scope("person.view"))


@views.post("/people/pairs/<uuid:pair_id>/different")
@requires("person.view")
def different(pair_id: uuid.UUID) -> Any:
    """Remember for ever that two people are two."""
    call_different(queries.get_pair(pair_id), actor().id)
    db.session.commit()
    flash(_("Remembered: two different people."), "success")
    return redirect("/registry/people")
