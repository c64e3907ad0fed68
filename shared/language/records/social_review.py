"""Reviews of the project in social networks."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class SocialReview(Record, frozen=True, kw_only=True):
    """A review somebody wrote in a social network, without its words and without who wrote it; `tone` is
    positive, neutral or negative, `status` collected or withdrawn. Example: SocialReview(id="01…", page="…",
    project_id="…", activity_id="…", title="…", region="turkistan",
    written_on=date(2022, 6, 14), network="vk", tone="positive", status="collected", link="https://…")"""

    KIND: ClassVar[str] = "social_review"
    project_id: str
    activity_id: str | None
    title: str
    region: str | None
    written_on: date
    network: str
    tone: str
    status: str
    link: str | None = None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
