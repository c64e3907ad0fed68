"""Core's own defaults, a plugin like any other and always last: the navigation and the programme's face."""
from __future__ import annotations

from shared.hooks import NavItem, hookimpl

ITEMS = [
    NavItem("Project", "Overview", "/reports/", "indicators", 10),
    NavItem("Project", "Plan", "/registry/plans", "plan", 20),
    NavItem("Project", "Reports", "/reports/reports", "report", 30),
    NavItem("Work", "Gatherings", "/events/gatherings", "calendar", 40),
    NavItem("Work", "Publications", "/events/publications", "megaphone", 50),
    NavItem("Work", "Community centres", "/registry/centres", "centre", 60),
    NavItem("Work", "Mini-grants", "/grants/contests", "coins", 70),
    NavItem("People", "People", "/registry/people", "people", 80),
    NavItem("People", "Users and access", "/registry/users", "lock", 90, ("admin", "project_lead")),
    NavItem("People", "Plugins", "/registry/plugins", "plug", 95, ("admin", "project_lead", "coordinator")),
]


@hookimpl
def navigation(service: str) -> list[NavItem]:
    """The entries every deployment has."""
    return ITEMS
