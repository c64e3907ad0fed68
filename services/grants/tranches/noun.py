"""The tranches of grants; awards open and close their doors."""

from __future__ import annotations

from services.grants.tranches.models import Tranche
from services.grants.tranches.wording import tranche, words
from shared.web.service import Noun

TRANCHES = Noun("tranches", tables=(Tranche,), words=words, told={"tranches": tranche})
