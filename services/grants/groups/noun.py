"""Initiative groups of the registry, as grants keep them."""

from __future__ import annotations

from services.grants.groups.inbox import HANDLERS
from services.grants.groups.models import GroupCopy
from services.grants.groups.wording import words
from shared.web.service import Noun

GROUPS = Noun("groups", tables=(GroupCopy,), words=words, listens=HANDLERS)
