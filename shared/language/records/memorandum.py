"""Memoranda the project signed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from shared.language.doer import Doer
from shared.language.records.record import Proof, Record


class Memorandum(Record, frozen=True, kw_only=True):
    """A signed memorandum; `title` says with whom (`title_kk` in Kazakh, if all have such names), `status` is
    signed or withdrawn.
    Example: Memorandum(id="01…", page="…", project_id="…", activity_id="…", title="ОФ «Золотое время»",
    subject="Сотрудничество в области", region="atyrau", signed_on=date(2022, 5, 12), status="signed",
    evidence=(Proof(id="…", kind="memorandum", sha256="…", quantity=1, page="…"),))"""

    KIND: ClassVar[str] = "memorandum"
    project_id: str
    activity_id: str | None
    title: str
    subject: str
    region: str | None
    signed_on: date
    status: str
    evidence: tuple[Proof, ...] = ()
    entered_by: Doer | None = None
    title_kk: str = ""
