"""Permissions of reports and the roles that hold them."""

from __future__ import annotations

STAFF = ("project_lead", "accountant", "pr_officer", "coordinator", "assistant")
EVERYBODY = ("admin", *STAFF, "partner_rep", "center_operator", "grantor_viewer")

PERMISSIONS = {
    "figure.view": (*EVERYBODY, "commission_member"),
    "report.view": EVERYBODY,
    "report.build": ("project_lead", "coordinator", "assistant", "accountant", "partner_rep"),
    "job.view": EVERYBODY,
}
