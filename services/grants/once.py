"""A form of a page sent twice is done once."""
from __future__ import annotations

import uuid

from flask import request

from services.grants.db import db
from shared.access import actor
from shared.api import CLAIM_KEY

FIELD = "once.key"


def new_key() -> str:
    """A key for a form, written into the page."""
    return uuid.uuid4().hex


def first_time() -> bool:
    """Claim the sent form's key in the transaction of what it asks for; False when that was done before."""
    key = request.form.get(FIELD)
    if not key:
        return True
    claim = {"actor": actor().id, "key": f"form:{key}"[:200], "hash": request.path}
    return db.session.execute(CLAIM_KEY, claim).first() is not None
