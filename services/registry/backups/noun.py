"""The backups of this installation, as an administrator sees them."""

from __future__ import annotations

from services.registry.backups.views import views
from services.registry.backups.week import week
from shared.language.roles import OPERATORS
from shared.web.service import Noun

BACKUPS = Noun("backups", week=week, pages=views, permissions={"backup.view": OPERATORS})
