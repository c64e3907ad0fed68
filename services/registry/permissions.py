"""The registry's permissions and the roles that hold them."""

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
NARROWED = {
    "contest": {"commission_member"},
    "centre": {"center_operator"},
}  # roles that may be held for one contest, at one centre
STAFF = ("project_lead", "accountant", "pr_officer", "coordinator", "assistant")
FIELD = (*STAFF, "partner_rep", "center_operator")

PERMISSIONS = {
    "plan.view": ("admin", *FIELD, "commission_member", "grantor_viewer"),
    "plan.import": ("project_lead", "coordinator"),
    "plan.edit": ("project_lead", "coordinator"),
    "plan.approve": ("project_lead",),
    "project.list": ("admin", *FIELD, "commission_member", "grantor_viewer"),
    "centre.view": ("admin", *FIELD, "grantor_viewer"),
    "centre.open": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "person.view": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "person.edit": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "user.manage": ("admin", "project_lead"),
    "plugin.view": ("admin", "project_lead", "coordinator"),
    "account.view": ("admin", *FIELD, "commission_member", "grantor_viewer"),
}
