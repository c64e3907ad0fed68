"""Core's own defaults, a plugin like any other and always last: the navigation, the programme's face,
the country's days off, the list to sign,
what of an erased person stays everywhere, the channels of reminders."""

from __future__ import annotations

from datetime import date

from asar_core.channels import CHANNELS, ROUTE
from asar_core.holidays import days_off
from asar_core.people import KEPT
from asar_core.sheet import SHEET
from shared.plugins.specifications import (
    AttendanceSheet,
    CalendarDay,
    NavItem,
    NotificationChannel,
    NotificationRoute,
    PersonalPart,
    hookimpl,
)

VILLAGES, GRANTS, UPKEEP = "Centres and villages", "Partners and grants", "Management"
ITEMS = [
    NavItem("Project", "My week", "/registry/home", "home", 5, "account.view"),
    NavItem("Project", "Overview", "/reports/", "indicators", 10, "figure.view"),
    NavItem("Project", "Plan", "/registry/plans", "plan", 20, "plan.view"),
    NavItem("Project", "Obligations", "/reports/obligations", "check", 25, "obligation.view"),
    NavItem("Project", "Adjustments", "/reports/adjustments", "edit", 28, "adjustment.view"),
    NavItem("Project", "Results and promises", "/reports/results", "award", 29, "result.view"),
    NavItem("Project", "Reports", "/reports/reports", "report", 30, "report.view"),
    NavItem("Work", "Gatherings", "/events/gatherings", "calendar", 40, "gathering.view"),
    NavItem("Work", "Scans", "/events/scans", "inbox", 45, "scan.view"),
    NavItem("Work", "Publications", "/events/publications", "megaphone", 50, "publication.view"),
    NavItem("Work", "Surveys", "/events/surveys", "people", 54, "survey.view"),
    NavItem("Work", "Reviews", "/events/reviews", "report", 55, "review.view"),
    NavItem(VILLAGES, "Community centres", "/registry/centres", "centre", 60, "centre.view"),
    NavItem(VILLAGES, "Reports of the centres", "/reports/centre-reports", "table", 61, "centre_report.view"),
    NavItem(VILLAGES, "Consultations", "/events/consultations", "book", 62, "consultation.view"),
    NavItem(VILLAGES, "Village plans", "/registry/village-plans", "map", 63, "village_plan.view"),
    NavItem(VILLAGES, "Initiative groups", "/registry/groups", "group", 64, "group.view"),
    NavItem(GRANTS, "Organisations", "/registry/organisations", "group", 70, "organisation.view"),
    NavItem(GRANTS, "Memoranda", "/registry/memoranda", "document", 71, "memorandum.view"),
    NavItem(GRANTS, "Letters", "/registry/letters", "inbox", 72, "letter.view"),
    NavItem(GRANTS, "Mini-grants", "/grants/contests", "coins", 73, "contest.view"),
    NavItem(GRANTS, "Success stories", "/grants/stories", "award", 74, "story.view"),
    NavItem(GRANTS, "Donor projects", "/grants/donor-projects", "globe", 75, "donor_project.view"),
    NavItem("People", "People", "/registry/people", "people", 80, "person.view"),
    NavItem("People", "Leaders’ pool", "/registry/leaders", "award", 82, "leader.view"),
    NavItem("People", "Known to two deployments", "/reports/doubles", "people", 83, "double.view"),
    NavItem(UPKEEP, "Users and access", "/registry/users", "lock", 90, "user.manage"),
    NavItem(UPKEEP, "Faces of the regions", "/registry/regions", "image", 91, "region_setting.view"),
    NavItem(UPKEEP, "Plugins", "/registry/plugins", "plug", 92, "plugin.view"),
    NavItem(UPKEEP, "Backups", "/registry/backups", "history", 93, "backup.view"),
    NavItem(UPKEEP, "Records between services", "/registry/deliveries", "inbox", 94, "delivery.view"),
    NavItem(UPKEEP, "Deployments", "/registry/deployments", "globe", 95, "deployment.view"),
    NavItem(UPKEEP, "Handed down", "/registry/handed", "download", 96, "handed.view"),
]


@hookimpl
def navigation(service: str) -> list[NavItem]:
    """The entries every deployment has."""
    return ITEMS


@hookimpl
def attendance_sheet() -> AttendanceSheet:
    """The list to sign where no region has its own."""
    return SHEET


@hookimpl
def calendar(date_from: date, date_to: date) -> list[CalendarDay]:
    """The country's days off."""
    return list(days_off(date_from, date_to))


@hookimpl
def personal_data() -> list[PersonalPart]:
    """What stays of a person in every deployment, and why."""
    return KEPT


@hookimpl
def notification_channels() -> list[NotificationChannel]:
    """Mail from here, and what a device opens."""
    return CHANNELS


@hookimpl
def route_notification() -> NotificationRoute:
    """Mail first, then what the sender opens on his device."""
    return ROUTE
