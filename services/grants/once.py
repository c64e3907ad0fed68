"""A form of a page sent twice is done once."""

from __future__ import annotations

import uuid

from flask import request

from services.grants.db import db
from shared.access import actor
from shared.api import CLAIM_KEY, KNOWN_KEY, request_hash
from shared.errors import Conflict

FIELD = "once.key"


def new_key() -> str:
    """A key for a form, written into the page."""
    return uuid.uuid4().hex


class FormSentBefore(Conflict):
    """This form was already sent with other values, and they stand.
    Open the page again to record something more."""

    code = "form_sent_before"


def first_time() -> bool:
    """Claim the sent form's key in the transaction of what it asks for;
    False when the very same was done before, FormSentBefore."""
    key = request.form.get(FIELD)
    if not key:
        return True
    claim = {"actor": actor().id, "key": f"form:{key}"[:200], "hash": sent()}
    if db.session.execute(CLAIM_KEY, claim).first():
        return True
    if db.session.execute(KNOWN_KEY, claim).mappings().one()["request_hash"] != claim["hash"]:
        raise FormSentBefore
    return False


def sent() -> str:
    """What the form asks for: its address, fields and files, as request_hash says,
    without the proof that it is ours."""
    return request_hash(but=("csrf_token",))
