"""Pages of reviews: each with its link, its tone and the picture that proves it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.reviews import listing, operations, queries
from services.events.reviews.models import SocialReview
from services.events.reviews.record import titled
from services.events.reviews.schemas import ReviewFields, ReviewIn, WithdrawalIn
from services.events.reviews.wording import networks, tones
from shared.access import requires, scope
from shared.clock import today
from shared.doors.form import Form, untouched
from shared.language.records.project import Project
from shared.projects import project_names
from shared.proofs.wording import proofs_on
from shared.reach import WHOLE, reachable

views = Blueprint("reviews", __name__)
FIELDS = ("network", "written_on", "tone", "said", "link", "region")


@views.get("/reviews")
@requires("review.view")
def review_list() -> str:
    """List reviews."""
    mine = scope(queries.VIEW)
    return render_template("events/reviews/list.html", **listing.page_of(), mine=mine, whole=WHOLE)


@views.get("/reviews.xlsx")
@requires("review.view")
def export_reviews() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/reviews/new", methods=["GET", "POST"])
@requires("review.record")
def record_review() -> Any:
    """Show and take the form of a review."""
    project = projects.chosen(request.values.get("project_id"), "review.record")
    if project is None:
        return choose_project()
    form = Form(ReviewIn(), {"project_id": project.id, "written_on": today().isoformat()})
    if done := form.run(operations.record_review):
        flash(_("Written down. Now attach its screenshot."), "success")
        return redirect(f"/events/reviews/{done.id}#evidence")
    return form_page(form, project)


def choose_project() -> str:
    """Ask for the project first."""
    title, known = _("Write a review down"), projects.offered("review.record")
    return render_template("events/projects/choose.html", projects=known, title=title, href=request.path)


@views.get("/reviews/<uuid:review_id>")
@requires("review.view")
def show_review(review_id: uuid.UUID) -> tuple[str, int]:
    """Show a review with what proves it."""
    return page(review_id, untouched())


@views.route("/reviews/<uuid:review_id>/edit", methods=["GET", "POST"])
@requires("review.record")
def change_review(review_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a review."""
    item = queries.get_review(review_id, queries.RECORD, lock=request.method == "POST")
    words = {"region": dict(region_options(None)), "network": networks(), "tone": tones()}
    form = Form(ReviewFields(), {name: getattr(item, name) for name in FIELDS}, words=words)
    if form.run(operations.change_review, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/reviews/{review_id}")
    return form_page(form, projects.get(item.project_id), item)


@views.post("/reviews/<uuid:review_id>/withdrawal")
@requires("review.record")
def withdraw_review(review_id: uuid.UUID) -> Any:
    """Take the form that says a review was written down by mistake."""
    item = queries.get_review(review_id, queries.RECORD, lock=True)
    form = Form(WithdrawalIn())
    if form.run(operations.withdraw_review, item):
        flash(_("The review is struck off and no longer counts."), "success")
        return redirect(f"/events/reviews/{review_id}")
    return page(review_id, form)


def page(review_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a review."""
    item = queries.get_review(review_id)
    g.region = item.region
    line = item.activity_id or ""
    return render_template(
        "events/reviews/show.html",
        item=item,
        form=form,
        title=titled(item),
        state=queries.state_of(item),
        may_record=reachable(queries.RECORD, item.region) and not item.withdrawn_because,
        code=projects.codes().get(line, line),
        several=project_names(projects.topics()),
        proofs=proofs_on(item),
    ), form.status


def form_page(form: Form, project: Project, item: SocialReview | None = None) -> tuple[str, int]:
    """The form of a review."""
    g.region = item.region if item else None
    mine = scope(queries.RECORD)
    return render_template(
        "events/reviews/form.html",
        form=form,
        project=project,
        item=item,
        title=titled(item) if item else "",
        regions=region_options(mine),
        everywhere=mine is None,
        several=project_names(projects.topics()),
    ), form.status
