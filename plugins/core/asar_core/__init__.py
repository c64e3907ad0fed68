"""Core's own defaults, a plugin like any other and always last: the navigation and the programme's face."""

from __future__ import annotations

from shared.language.roles import MANAGERS, OPERATORS, READERS, RECORDERS
from shared.plugins.specifications import NavItem, hookimpl

ITEMS = [
    NavItem("Project", "Overview", "/reports/", "indicators", 10),
    NavItem("Project", "Plan", "/registry/plans", "plan", 20),
    NavItem("Project", "Reports", "/reports/reports", "report", 30, READERS),
    NavItem("Work", "Gatherings", "/events/gatherings", "calendar", 40, READERS),
    NavItem("Work", "Publications", "/events/publications", "megaphone", 50, READERS),
    NavItem("Work", "Community centres", "/registry/centres", "centre", 60, READERS),
    NavItem("Work", "Mini-grants", "/grants/contests", "coins", 70),
    NavItem("People", "People", "/registry/people", "people", 80, RECORDERS),
    NavItem("People", "Users and access", "/registry/users", "lock", 90, MANAGERS),
    NavItem("People", "Plugins", "/registry/plugins", "plug", 95, OPERATORS),
]


@hookimpl
def navigation(service: str) -> list[NavItem]:
    """The entries every deployment has."""
    return ITEMS
