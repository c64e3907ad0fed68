"""The page of deployments: the regions' homes below, the centre above; pairing and its end."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template
from flask_babel import gettext as _

from services.registry.deployments import listing, queries
from services.registry.deployments.models import REVOKED
from services.registry.deployments.operations import agreeing, going_up, own_keys, pairing, setting_aside
from services.registry.deployments.schemas import AgainIn, InvitationIn, MomentIn, NamesIn, PairingIn
from services.registry.regions.wording import region_options
from shared.access import actor, requires
from shared.clock import ZONE
from shared.doors.form import Form, press, untouched
from shared.doors.transaction import carry_out

views = Blueprint("deployments", __name__)
HERE = "/registry/deployments"


@views.get("/deployments")
@requires("deployment.view", everywhere=True)
def deployment_list() -> str:
    """Say how the deployments are, or how this one is."""
    return page(untouched({"regions": []}))[0]


@views.post("/deployments")
@requires("deployment.manage", everywhere=True)
def invite() -> Any:
    """Make a code by which a home is paired, and show it this once."""
    form = Form(InvitationIn(), lists=("regions",))
    done = form.run(lambda values: pairing.invite(**values))
    if not done:
        return page(form)
    if done.made is None:  # the second click of one form: the code was shown by the first
        return redirect(HERE)
    deployment, code = done.made
    shown = make_response(
        render_template(
            "registry/deployments/code.html",
            deployment=deployment,
            code=code,
            minutes=pairing.MINUTES,
            url=queries.own_url(),
            fingerprint=queries.own_fingerprint(),
        )
    )
    shown.headers["Cache-Control"] = "no-store"
    return shown


@views.post("/deployments/above")
@requires("deployment.manage", everywhere=True)
def pair() -> Any:
    """Pair this home with the centre by the code it shows."""
    form = Form(PairingIn())
    url, code = (str(form.value(name)).strip() for name in ("url", "code"))
    told = form.before(going_up.introduce, url, code) if url and code else None
    if form.run(lambda values: going_up.keep(told, values["url"])):
        carry_out(going_up.send_all_anew, {})
        flash(_("Paired. Compare the fingerprints with the centre on the telephone."), "success")
        return redirect(HERE)
    return page(form)


@views.post("/deployments/above/end")
@requires("deployment.manage", everywhere=True)
def unpair() -> Any:
    """End the pairing with the centre."""
    form = Form()
    form.before(going_up.tell_the_end)
    if not form.run(going_up.unpair):
        return page(form)
    flash(_("The pairing is ended. What is written from now on waits here."), "success")
    return redirect(HERE)


@views.post("/deployments/above/key")
@requires("deployment.manage", everywhere=True)
def rotate() -> Any:
    """Exchange this home's key for a new one."""
    form = Form()
    form.before(going_up.exchange_key)
    if not form.run(going_up.use_new_key):
        return page(form)
    flash(_("The key is exchanged."), "success")
    return redirect(HERE)


@views.post("/deployments/above/names")
@requires("deployment.manage", everywhere=True)
def let_names_up() -> Any:
    """Agree for this home that names of participants go up."""
    form, centre = Form(NamesIn()), going_up.get_above()
    if not form.run(lambda values: agreeing.agree(centre, values["reason"])):
        return page(form)
    flash(_("Said. The other side is told with the next call, within a minute."), "success")
    return redirect(HERE)


@views.post("/deployments/above/names/end")
@requires("deployment.manage", everywhere=True)
def keep_names_at_home() -> Response:
    """End for this home that names of participants go up."""
    press(agreeing.end, going_up.get_above())
    flash(_("Ended. No name goes up from now on."), "success")
    return redirect(HERE)  # type: ignore[return-value]


@views.get("/deployments/above/refused")
@requires("deployment.view", everywhere=True)
def list_refused() -> str:
    """List the records of this home that the centre does not take, and why."""
    return render_template("registry/deployments/refused.html", **listing.untaken_page())


@views.post("/deployments/above/again")
@requires("deployment.retry", everywhere=True)
def try_again() -> Response:
    """Send again what the centre refused: one record, or all."""
    Form(AgainIn()).run(going_up.try_again)
    flash(_("The records are sent again within seconds. Look here again in a minute."), "success")
    return redirect(f"{HERE}/above/refused")  # type: ignore[return-value]


@views.post("/deployments/key")
@requires("deployment.manage", everywhere=True)
def renew_key() -> Response:
    """Sign by a new key, which the former one vouches for."""
    press(own_keys.renew)
    flash(_("Our key is renewed. Each home is told with its next call; none has to do anything."), "success")
    return redirect(HERE)  # type: ignore[return-value]


@views.post("/deployments/key/stolen")
@requires("deployment.manage", everywhere=True)
def renew_stolen_key() -> Response:
    """Sign by a new key, and let the stolen one speak for us no more."""
    press(own_keys.renew_stolen)
    flash(
        _("Our key is renewed, and the stolen one is worth nothing. Pair each home anew by a code."),
        "success",
    )
    return redirect(HERE)  # type: ignore[return-value]


@views.post("/deployments/<uuid:deployment_id>/end")
@requires("deployment.manage", everywhere=True)
def revoke(deployment_id: uuid.UUID) -> Response:
    """Take nothing from a home any more."""
    found = queries.get_deployment(deployment_id, lock=True)
    press(pairing.end, found, REVOKED)
    flash(_("Nothing is taken from “%(name)s” any more.", name=found.name), "success")
    return redirect(f"{HERE}/{deployment_id}")  # type: ignore[return-value]


@views.get("/deployments/<uuid:deployment_id>")
@requires("deployment.view", everywhere=True)
def show_deployment(deployment_id: uuid.UUID) -> str:
    """Say how a region's home is."""
    return shown(deployment_id, untouched())[0]


@views.post("/deployments/<uuid:deployment_id>/names")
@requires("deployment.manage", everywhere=True)
def let_names_come(deployment_id: uuid.UUID) -> Any:
    """Agree for the centre that names of participants of a home come up."""
    form, found = Form(NamesIn()), queries.get_deployment(deployment_id, lock=True)
    if not form.run(lambda values: agreeing.agree(found, values["reason"])):
        return shown(deployment_id, form)
    flash(_("Said. The other side is told with the next call, within a minute."), "success")
    return redirect(f"{HERE}/{deployment_id}")


@views.post("/deployments/<uuid:deployment_id>/names/end")
@requires("deployment.manage", everywhere=True)
def forget_names(deployment_id: uuid.UUID) -> Response:
    """End for the centre that names of participants of a home come up, and erase those that came."""
    press(agreeing.end, queries.get_deployment(deployment_id, lock=True))
    flash(_("Ended. No name goes up from now on, and those that came are erased within seconds."), "success")
    return redirect(f"{HERE}/{deployment_id}")  # type: ignore[return-value]


@views.post("/deployments/<uuid:deployment_id>/aside")
@requires("deployment.manage", everywhere=True)
def set_aside(deployment_id: uuid.UUID) -> Any:
    """Let what came of a home since a moment count nowhere."""
    form = Form(MomentIn())
    found = queries.get_deployment(deployment_id, lock=True)
    done = form.run(lambda values: setting_aside.set_aside(found, in_programme(values["since"])))
    if not done:
        return shown(deployment_id, form)
    flash(_("Set aside. Figures follow within seconds; it can be brought back."), "success")
    return redirect(f"{HERE}/{deployment_id}")


@views.post("/deployments/<uuid:deployment_id>/back")
@requires("deployment.manage", everywhere=True)
def bring_back(deployment_id: uuid.UUID) -> Response:
    """Let what was set aside count again."""
    press(setting_aside.bring_back, queries.get_deployment(deployment_id, lock=True))
    flash(_("It counts again. Figures follow within seconds."), "success")
    return redirect(f"{HERE}/{deployment_id}")  # type: ignore[return-value]


@views.post("/deployments/<uuid:deployment_id>/restored")
@requires("deployment.manage", everywhere=True)
def go_on_from_backup(deployment_id: uuid.UUID) -> Response:
    """Say that a home goes on from an old backup."""
    press(setting_aside.go_on_from_backup, queries.get_deployment(deployment_id, lock=True))
    flash(_("It sends everything anew with its next call."), "success")
    return redirect(f"{HERE}/{deployment_id}")  # type: ignore[return-value]


def in_programme(moment: datetime) -> datetime:
    """A moment as a page gives it: in the programme's time, unless it says otherwise."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def shown(deployment_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a region's home."""
    found = queries.get_deployment(deployment_id)
    return render_template(
        "registry/deployments/show.html",
        form=form,
        card=listing.of(found),
        names=listing.agreed(found),
        fingerprint=queries.own_fingerprint(),
        may_manage=actor().everywhere("deployment.manage"),
    ), form.status


def page(form: Form) -> tuple[str, int]:
    """The page of deployments."""
    return render_template(
        "registry/deployments/list.html",
        form=form,
        cards=listing.below(),
        home=listing.home() if queries.sends_up() else None,
        names=listing.agreed(queries.above()) if queries.sends_up() else None,
        regions=[{"value": code, "label": name} for code, name in region_options(None)],
        key=listing.our_key(),
        own_name=queries.own_name(),
        upstream=queries.upstream(),
        may_manage=actor().everywhere("deployment.manage"),
    ), form.status
