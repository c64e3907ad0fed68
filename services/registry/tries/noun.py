"""How often a secret may be guessed at."""

from __future__ import annotations

from services.registry.tries.models import Tries
from services.registry.tries.operations import FORGET
from shared.web.service import Noun

TRIES = Noun("tries", tables=(Tries,), forgets=(FORGET,))
