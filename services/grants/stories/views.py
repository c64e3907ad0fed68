"""Pages of success stories: the list, the form, a story with its photos and consents."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.applications.schemas import Reason
from services.grants.awards.models import Award
from services.grants.awards.queries import parents_of
from services.grants.contests.queries.reach import may
from services.grants.db import db
from services.grants.groups.queries import group_words
from services.grants.projects.queries import projects
from services.grants.projects.wording import region_name
from services.grants.stories import listing, operations, queries
from services.grants.stories.models import Story
from services.grants.stories.schemas import StoryFields, StoryIn
from shared.access import requires, scope
from shared.doors.form import Form, untouched
from shared.proofs.wording import proofs_on

views = Blueprint("stories", __name__)


@views.get("/stories")
@requires("story.view")
def story_list() -> str:
    """List the success stories."""
    mine, known = scope(queries.VIEW), projects.regions()
    regions = [(code, region_name(code)) for code in known if mine is None or code in mine]
    may_tell = bool(queries.subprojects())
    return render_template(
        "grants/stories/list.html", regions=regions, may_tell=may_tell, **listing.page_of()
    )


@views.get("/stories.xlsx")
@requires("story.view")
def export_stories() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/stories/new", methods=["GET", "POST"])
@requires("story.record")
def record_story() -> Any:
    """Show and take the form of a story."""
    form = Form(StoryIn(), {"award_id": request.args.get("award_id")})
    if done := form.run(operations.record_story):
        flash(_("Recorded. Now attach the photos and the consents."), "success")
        return redirect(f"/grants/stories/{done.id}#evidence")
    return form_page(form)


@views.get("/stories/<uuid:story_id>")
@requires("story.view")
def show_story(story_id: uuid.UUID) -> Any:
    """Show a story with what proves it."""
    return page(story_id, untouched())


@views.route("/stories/<uuid:story_id>/edit", methods=["GET", "POST"])
@requires("story.record")
def change_story(story_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a story."""
    story = queries.get_story(story_id, queries.RECORD, lock=request.method == "POST")
    schema = StoryFields()
    form = Form(schema, {name: getattr(story, name, None) for name in schema.fields})
    if form.run(operations.change_story, story):
        flash(_("Saved."), "success")
        return redirect(f"/grants/stories/{story_id}")
    return form_page(form, story)


@views.post("/stories/<uuid:story_id>/withdrawal")
@requires("story.record")
def withdraw_story(story_id: uuid.UUID) -> Any:
    """Take the form that says a story is no longer told."""
    story = queries.get_story(story_id, queries.RECORD, lock=True)
    form = Form(Reason())
    if form.run(operations.withdraw_story, story):
        flash(_("The story is withdrawn and no longer counts."), "success")
        return redirect(f"/grants/stories/{story_id}")
    return page(story_id, form)


def page(story_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a story."""
    story = queries.get_story(story_id)
    award = db.session.get_one(Award, story.award_id)
    g.region = story.region
    return render_template(
        "grants/stories/show.html",
        story=story,
        award=award,
        application=parents_of(award)[1],
        form=form,
        state=queries.state_of(story),
        unproven=queries.is_unproven(story),
        may_tell=may(queries.RECORD, story.contest_id, story.region) and not story.withdrawn_because,
        proofs=proofs_on(story),
    ), form.status


def form_page(form: Form, story: Story | None = None) -> tuple[str, int]:
    """The form of a story."""
    named = [
        (
            row.id,
            f"{row.number} {group_words(row)}: {row.title}, {region_name(row.region)}",
        )
        for row in queries.subprojects()
    ]
    shown = {"form": form, "story": story, "subprojects": named}
    return render_template("grants/stories/form.html", **shown), form.status
