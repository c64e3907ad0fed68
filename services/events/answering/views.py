"""The pages everybody may open: a questionnaire to be answered on a phone, without signing in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer

from services.events.answering import operations
from services.events.surveys.models import Sheet, Survey
from services.events.surveys.operations.answering import refuse_not_running
from services.events.surveys.queries import is_answered, sheet_by, survey_by
from services.events.surveys.rules.cells import cells_of
from shared.access import cookie_name, public
from shared.doors.errors import Refusal
from shared.doors.form import Form

views = Blueprint("answering", __name__)
KEPT = 90 * 86400


@views.route("/q/all/<secret>", methods=["GET", "POST"])
@public
def take_sheet(secret: str) -> Any:
    """Show what is asked; give whoever begins a sheet of his own, a phone one."""
    survey = survey_by(secret)
    if mine := sheet_of_phone(survey):
        return redirect(f"/events/q/{mine.secret}")
    form = Form()
    if (done := form.run(operations.take, survey, form.values, seconds_since())) and done.made:
        response: Any = redirect(f"/events/q/{done.made.secret}")
        name, kept = phone_cookie(survey), done.made.secret
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(name, kept, max_age=KEPT, httponly=True, samesite="Lax", secure=secure)
        return response
    return shown("begin.html", survey, form)


@views.route("/q/<secret>", methods=["GET", "POST"])
@public
def answer_sheet(secret: str) -> Any:
    """Show a sheet's questions and take its answers, once."""
    sheet = sheet_by(secret)
    if request.method == "GET" and is_answered(sheet):
        return shown("thanks.html", sheet.survey, Form(), sheet)
    form = Form()
    if form.run(operations.answer, sheet, form.values, seconds_since()):
        return redirect(f"/events/q/{secret}")
    return shown("answer.html", sheet.survey, form, sheet)


def sheet_of_phone(survey: Survey) -> Sheet | None:
    """The sheet this phone was given before."""
    kept = request.cookies.get(phone_cookie(survey))
    try:
        sheet = sheet_by(kept) if kept else None
    except Refusal:
        return None
    return sheet if sheet and sheet.survey_id == survey.id else None


def phone_cookie(survey: Survey) -> str:
    """The cookie that remembers the sheet of a phone."""
    return cookie_name(f"asar_sheet_{survey.id.hex}")


def serializer() -> URLSafeTimedSerializer:
    """What signs the moment a page was shown."""
    return URLSafeTimedSerializer(current_app.config["OWN_KEY"], salt="answering")


def seconds_since() -> float | None:
    """How long ago the page of this form was shown; None where that cannot be told."""
    try:
        _shown, at = serializer().loads(request.form.get("shown", ""), return_timestamp=True)
    except BadData:
        return None
    return (datetime.now(UTC) - at).total_seconds()


def closed_words(survey: Survey) -> str:
    """Why nothing is answered now; nothing while it is."""
    try:
        refuse_not_running(survey)
    except Refusal as refusal:
        return refusal.message
    return ""


def shown(template: str, survey: Survey, form: Form, sheet: Sheet | None = None) -> Response:
    """A page no robot lists and no browser keeps."""
    page = render_template(
        f"events/answering/{template}",
        survey=survey,
        sheet=sheet,
        form=form,
        cells=cells_of(survey.version.questions),
        closed=closed_words(survey),
        stamp=serializer().dumps("shown"),
        trap=operations.TRAP,
    )
    response = make_response(page, form.status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
