"""The second step of signing in."""

from __future__ import annotations

from services.registry.codes.models import Code
from services.registry.codes.views import views
from services.registry.codes.wording import code
from shared.web.service import Noun

CODES = Noun("codes", tables=(Code,), pages=views, told={"sign_in_codes": code})
