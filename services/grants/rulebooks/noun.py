"""By which rules of its regions a contest goes: written down when it is opened."""

from __future__ import annotations

from services.grants.rulebooks.models import RuleBook
from services.grants.rulebooks.wording import rulebook
from shared.web.service import Noun

RULEBOOKS = Noun("rulebooks", tables=(RuleBook,), told={"rulebooks": rulebook})
