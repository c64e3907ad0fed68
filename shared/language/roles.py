"""Roles, and the groups of them that permissions name."""

from __future__ import annotations

ROLES = {
    "admin": "Administrator",
    "project_lead": "Project lead",
    "accountant": "Accountant",
    "pr_officer": "PR officer",
    "coordinator": "Coordinator",
    "assistant": "Coordinator's assistant",
    "partner_rep": "Regional partner",
    "center_operator": "Centre operator",
    "commission_member": "Commission member",
    "grantor_viewer": "Grantor's manager",
}
REGIONAL = {"partner_rep", "center_operator"}  # held in a region, never everywhere
NARROWED = {  # roles that may be held for one contest, at one centre
    "contest": {"commission_member"},
    "centre": {"center_operator"},
}

LEADS = ("project_lead", "coordinator")
TEAM = ("project_lead", "accountant", "pr_officer", "coordinator", "assistant")
FIELD = (*TEAM, "partner_rep", "center_operator")
OFFICE = ("project_lead", "coordinator", "assistant")
RECORDERS = (*OFFICE, "partner_rep")
PRESENT = (*RECORDERS, "center_operator")
READERS = ("admin", *FIELD, "grantor_viewer")
EVERYBODY = ("admin", *FIELD, "commission_member", "grantor_viewer")
