"""Records of the registry."""

from __future__ import annotations

from services.grants.projects.queries import projects

HANDLERS = {"project": projects.keep}
