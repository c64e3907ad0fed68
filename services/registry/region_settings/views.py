"""Pages of what is set for the regions: the list, a region's face with its preview, its plugins."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.region_settings import forms, operations, queries
from services.registry.region_settings.schemas import COLOUR, FaceForm, PluginsForm, ValuesForm
from services.registry.region_settings.wording import called, changes, face_fields
from shared.access import actor, requires
from shared.doors.errors import NotFound
from shared.doors.form import Form, untouched
from shared.language.records.region_setting import FacePartner
from shared.plugins import plugins
from shared.plugins.exchanged import Branding, Partner
from shared.queue import outbox

views = Blueprint("region_settings", __name__)


@views.get("/regions")
@requires(queries.VIEW, everywhere=True)
def region_list() -> str:
    """List the regions with their faces and plugins."""
    now, regions = queries.all_in_force(), [None, *queries.of_project()]
    return render_template(
        "registry/region_settings/list.html",
        rows=[(region, queries.worn(region, now), now.get(region)) for region in regions],
        others=queries.others(),
        called=called,
        plugins_for=queries.plugins_for,
        as_picture=as_picture,
    )


@views.route("/regions/<name>/face", methods=["GET", "POST"])
@requires(queries.EDIT, everywhere=True)
def edit_face(name: str) -> Any:
    """Show and take the face of a region."""
    region = g.region = queries.region_of(name)
    form = Form(FaceForm(), forms.begun(queries.in_force(region)), lists=forms.LISTS)
    sent = form.before(forms.sent_drawings)
    if form.run(set_face, region, sent or {}):
        told(_("Saved. All pages wear it within a few seconds."))
        return redirect(f"/registry/regions/{name}/face")
    return face_page(name, form, queries.worn(region)), form.status


def set_face(region: str | None, sent: dict[str, Any], values: dict[str, Any]) -> Any:
    """Keep a face with the drawings that came beside it."""
    return operations.set_face(region, values | sent)


@views.post("/regions/<name>/face/preview")
@requires(queries.EDIT, everywhere=True)
def preview_face(name: str) -> Any:
    """Show what a face would look like, before anything is kept."""
    region, form, seen = queries.region_of(name), Form(FaceForm(), lists=forms.LISTS), None
    sent = form.before(forms.sent_drawings) or {}
    values = form.before(lambda: FaceForm().load(typed(form)) | sent)
    if values and not form.errors:
        seen = form.before(operations.as_typed, region, values)
    part = "registry/region_settings/preview.html"
    if request.headers.get("HX-Request"):
        return render_template(part, seen=seen, errors=form.errors, as_picture=as_picture)
    return face_page(name, form, seen or queries.worn(region)), form.status


def typed(form: Form) -> dict[str, Any]:
    """The fields of a face among what a form sent."""
    return {field: form.values[field] for field in FaceForm().fields if field in form.values}


def face_page(name: str, form: Form, seen: Branding) -> str:
    """The form of a face beside what it looks like."""
    region = queries.region_of(name)
    return render_template(
        "registry/region_settings/face.html",
        name=name,
        region=region,
        called=called(region),
        form=form,
        seen=seen,
        item=queries.in_force(region),
        theirs=plugins().worn(region, queries.said(queries.in_force(None)) if region else None, None),
        fields=face_fields(),
        partners=forms.partner_rows(form),
        kept_partners=operations.former_face(queries.in_force(region)).partners,
        locked=forms.locked(queries.in_force(None)),
        changes=changes(queries.settings_of(region)),
        spoken_for=bool(queries.plugins_for(region)),
        as_picture=as_picture,
    )


@views.get("/regions/preview.css")
@requires(queries.VIEW, everywhere=True)
def preview_colour() -> Response:
    """Give the colour of a preview, which is nobody's yet; the programme's where none is asked for."""
    accent = request.args.get("accent") or plugins().branding(None).accent
    if not COLOUR.fullmatch(accent):
        raise NotFound
    return Response(f".face-preview{{--brand-accent:{accent}}}\n", mimetype="text/css")


def as_picture(face: Branding | Partner | FacePartner) -> str:
    """The logo of a face or of a partner as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(face.logo.encode()).decode()}" if face.logo else ""


@views.get("/regions/<name>/plugins")
@requires(queries.VIEW, everywhere=True)
def show_plugins(name: str) -> Any:
    """Show which plugins speak for a region."""
    return plugins_page(name, untouched())


@views.post("/regions/<name>/plugins")
@requires(queries.EDIT, everywhere=True)
def arrange_plugins(name: str) -> Any:
    """Take which plugins speak for a region, and in which order."""
    form = Form(PluginsForm(), lists=("on",))
    form.values |= {"places": forms.places_sent()}
    if form.run(operations.arrange_plugins, queries.region_of(name)):
        told(_("Saved. It holds in all services within a few seconds."))
        return redirect(f"/registry/regions/{name}/plugins")
    return plugins_page(name, form)


def plugins_page(name: str, form: Form) -> tuple[str, int]:
    """The page of a region's plugins."""
    region = g.region = queries.region_of(name)
    item = queries.in_force(region)
    return render_template(
        "registry/region_settings/plugins.html",
        name=name,
        called=called(region),
        form=form,
        lines=forms.lines(queries.plugins_for(region), item),
        changes=changes(queries.settings_of(region)),
        may_edit=actor().everywhere(queries.EDIT),
    ), form.status


@views.route("/regions/<name>/plugins/<plugin>", methods=["GET", "POST"])
@requires(queries.EDIT, everywhere=True)
def set_values(name: str, plugin: str) -> Any:
    """Show and take the settings of a plugin in a region."""
    region = g.region = queries.region_of(name)
    found, form = queries.loaded_for(region, plugin), Form(ValuesForm())
    asked = found.file.settings
    if form.run(lambda values: operations.set_values(region, found, values | forms.values_sent(asked))):
        told(_("Saved. It holds in all services within a few seconds."))
        return redirect(f"/registry/regions/{name}/plugins")
    return render_template(
        "registry/region_settings/values.html",
        name=name,
        plugin=found,
        called=called(region),
        form=form,
        inputs=forms.inputs(asked, queries.values_in(region, found), form),
    ), form.status


def told(words: str) -> None:
    """Say that it is done, and let every service know at once."""
    outbox.deliver_now(db.session)
    plugins().settings.refresh(0)
    flash(words, "success")
