"""Permissions of grants and the roles that hold them."""

from __future__ import annotations

STAFF = ("project_lead", "accountant", "pr_officer", "coordinator", "assistant")
FIELD = (*STAFF, "partner_rep", "center_operator")

PERMISSIONS = {
    "contest.view": ("admin", *FIELD, "commission_member", "grantor_viewer"),
    "contest.manage": ("project_lead", "coordinator"),
    "application.view": ("admin", *FIELD, "commission_member", "grantor_viewer"),
    "application.register": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "application.recommend": ("project_lead", "coordinator", "commission_member"),
    "award.grant": ("project_lead", "coordinator"),
    "award.pay": ("project_lead", "accountant"),
    "award.complete": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "evidence.view": ("admin", *FIELD, "commission_member", "grantor_viewer"),
    "evidence.attach": (*FIELD,),
}
