"""Initiative groups of the registry, as grants keep them."""

from __future__ import annotations

from services.grants.groups.inbox import HANDLERS
from services.grants.groups.models import GroupCopy
from shared.web.service import Noun

GROUPS = Noun("groups", tables=(GroupCopy,), listens=HANDLERS)
