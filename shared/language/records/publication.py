"""Publications: what was issued."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Publication(Record, frozen=True, kw_only=True):
    """Something issued or planned: press release, post, article, media plan, brochure, review, handover;
    `issued_on` is the day of what is published, None of what is not yet;
    `medium` (paper, electronic) of copies handed out; `title_kk` is its title in Kazakh, if any.
    Example: Publication(id="01…", page="…", project_id="…", activity_id="…", kind="social_post", title="…",
    region=None, issued_on=date(2022, 4, 15), quantity=1, status="published", link="https://example.kz/1")"""

    KIND: ClassVar[str] = "publication"
    project_id: str
    activity_id: str | None
    kind: str
    title: str
    region: str | None
    issued_on: date | None
    quantity: int
    status: str
    link: str | None = None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    medium: str | None = None
    title_kk: str = ""
