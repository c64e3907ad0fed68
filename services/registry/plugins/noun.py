"""The plugins of the regions, as an administrator sees them."""

from __future__ import annotations

from services.registry.plugins.views import views
from services.registry.plugins.week import week
from shared.language.roles import ADMIN, OPERATORS, READERS
from shared.web.service import Noun

PLUGINS = Noun(
    "plugins",
    pages=views,
    week=week,
    permissions={"plugin.view": OPERATORS, "plugin.switch": (ADMIN,), "region_page.view": READERS},
)
