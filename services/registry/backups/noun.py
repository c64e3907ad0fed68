"""The backups of this installation, as an administrator sees them."""

from __future__ import annotations

from services.registry.backups.views import views
from shared.language.roles import OPERATORS
from shared.web.service import Noun

BACKUPS = Noun("backups", pages=views, permissions={"backup.view": OPERATORS})
