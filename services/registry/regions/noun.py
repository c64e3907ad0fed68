"""Regions, as every page names them."""

from __future__ import annotations

from services.registry.regions.wording import words
from shared.web.service import Noun

REGIONS = Noun("regions", words=words)
