"""What waits between the services, as an administrator sees it."""

from __future__ import annotations

from services.registry.deliveries.views import views
from shared.language.roles import ADMIN, OPERATORS
from shared.web.service import Noun

DELIVERIES = Noun(
    "deliveries", pages=views, permissions={"delivery.view": OPERATORS, "delivery.retry": (ADMIN,)}
)
