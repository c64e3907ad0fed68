"""Core's own defaults, a plugin like any other and always last: the navigation and the programme's face."""

from __future__ import annotations

from shared.hooks import NavItem, hookimpl

STAFF = (
    "admin",
    "project_lead",
    "accountant",
    "pr_officer",
    "coordinator",
    "assistant",
    "partner_rep",
    "center_operator",
    "grantor_viewer",
)
WITH_PEOPLE = ("project_lead", "coordinator", "assistant", "partner_rep")

ITEMS = [
    NavItem("Project", "Overview", "/reports/", "indicators", 10),
    NavItem("Project", "Plan", "/registry/plans", "plan", 20),
    NavItem("Project", "Reports", "/reports/reports", "report", 30, STAFF),
    NavItem("Work", "Gatherings", "/events/gatherings", "calendar", 40, STAFF),
    NavItem("Work", "Publications", "/events/publications", "megaphone", 50, STAFF),
    NavItem("Work", "Community centres", "/registry/centres", "centre", 60, STAFF),
    NavItem("Work", "Mini-grants", "/grants/contests", "coins", 70),
    NavItem("People", "People", "/registry/people", "people", 80, WITH_PEOPLE),
    NavItem("People", "Users and access", "/registry/users", "lock", 90, ("admin", "project_lead")),
    NavItem("People", "Plugins", "/registry/plugins", "plug", 95, ("admin", "project_lead", "coordinator")),
]


@hookimpl
def navigation(service: str) -> list[NavItem]:
    """The entries every deployment has."""
    return ITEMS
