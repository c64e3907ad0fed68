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
    NavItem("Work", "Community centres", "/registry/centres", "centre", 60, "centre.view"),
    NavItem("Work", "Reports of the centres", "/reports/centre-reports", "table", 62, "centre_report.view"),
    NavItem("Work", "Consultations", "/events/consultations", "book", 63, "consultation.view"),
    NavItem("Work", "Organisations", "/registry/organisations", "group", 65, "organisation.view"),
    NavItem("Work", "Memoranda", "/registry/memoranda", "document", 66, "memorandum.view"),
    NavItem("Work", "Village plans", "/registry/village-plans", "map", 67, "village_plan.view"),
    NavItem("Work", "Initiative groups", "/registry/groups", "group", 68, "group.view"),
    NavItem("Work", "Letters", "/registry/letters", "inbox", 67, "letter.view"),
    NavItem("Work", "Mini-grants", "/grants/contests", "coins", 70, "contest.view"),
    NavItem("Work", "Success stories", "/grants/stories", "award", 72, "story.view"),
    NavItem("Work", "Donor projects", "/grants/donor-projects", "globe", 73, "donor_project.view"),
    NavItem("People", "People", "/registry/people", "people", 80, "person.view"),
    NavItem("People", "Leaders’ pool", "/registry/leaders", "award", 82, "leader.view"),
    NavItem("People", "Known to two deployments", "/reports/doubles", "people", 83, "double.view"),
    NavItem("People", "Users and access", "/registry/users", "lock", 90, "user.manage"),
    NavItem("People", "Plugins", "/registry/plugins", "plug", 95, "plugin.view"),
    NavItem("People", "Faces of the regions", "/registry/regions", "image", 94, "region_setting.view"),
    NavItem("People", "Backups", "/registry/backups", "history", 96, "backup.view"),
    NavItem("People", "Records between services", "/registry/deliveries", "inbox", 97, "delivery.view"),
    NavItem("People", "Deployments", "/registry/deployments", "globe", 98, "deployment.view"),
    NavItem("People", "Handed down", "/registry/handed", "download", 99, "handed.view"),
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
