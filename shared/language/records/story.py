"""Success stories of sub-projects."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Story(Record, frozen=True, kw_only=True):
    """A story of a group's sub-project; `status` is draft, withheld (nobody consented to a photo or a
    quotation in it), published, withdrawn; `group_kk` and `title_kk` say it in Kazakh.
    Example: Story(id="01…", page="…", project_id="…", award_id="…", activity_id="…", region="turkistan",
    settlement="с. Қарнақ", group="«Береке»", title="Вода у каждого двора", published_on=date(2022, 9, 6),
    status="published", link="https://example.kz/1")"""

    KIND: ClassVar[str] = "story"
    project_id: str
    award_id: str
    activity_id: str
    region: str
    settlement: str
    group: str
    title: str
    published_on: date | None
    status: str
    link: str | None = None
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    group_kk: str = ""
    title_kk: str = ""
