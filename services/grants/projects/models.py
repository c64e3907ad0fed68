"""The registry's project and its approved plan, copied."""

from __future__ import annotations

from services.grants.db import Model
from shared.projects import ProjectMixin


class ProjectCopy(ProjectMixin, Model):
    """A `project` record."""
