"""The projects that reports keeps."""

from __future__ import annotations

from services.reports.copies.models import ProjectCopy
from services.reports.db import db
from shared.projects import Projects

projects = Projects("reports", db, ProjectCopy)
