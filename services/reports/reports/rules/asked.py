"""What is asked of a report that is being sealed, and how it says in words what it seals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.reports.figures.queries.figures import Window
from services.reports.figures.rules.judged import Judged
from services.reports.figures.rules.lines import Coverage, Figure
from services.reports.freshness.queries import Age, ages
from services.reports.identities.queries import Mode, mode_of
from services.reports.reasons.models import Reason
from services.reports.reports.models import Report
from services.reports.results.rules.standing import Standing
from shared.language.records.project import Activity, Project, Region


@dataclass(frozen=True)
class Words:
    """How a snapshot says what it seals in words, in the language of its report."""

    clause: Callable[[Judged], str]
    proven: Callable[[Coverage], str]
    reasons: Callable[[Iterable[Reason], Mapping[str, str]], str]
    adjusted: Callable[[Figure], str]
    amount: Callable[[Decimal], str]
    nowhere: Callable[[], str]
    running_total: Callable[[], str]
    counted: Callable[[Mode], str]
    state: Callable[[str], str]
    measured: Callable[[Standing], list[str]]
    term: Callable[[Activity, str], str]
    grantee: Callable[[Project], str]
    stale: Callable[[Iterable[Age], Mapping[str, str]], tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """A report that is being sealed: what was asked for, of which project, until when, in which words."""

    report: Report
    project: Project
    window: Window
    words: Words
    reasons: Mapping[str, Sequence[Reason]]

    @property
    def regions(self) -> list[Region]:
        """The regions it shows: all of the project, or the one asked for."""
        return [region for region in self.project.regions if self.shows(region.code)]

    def shows(self, region: str) -> bool:
        """Whether it is of this region too."""
        return self.report.region in (None, region)

    @property
    def names(self) -> dict[str, str]:
        """Names of the project's regions by code."""
        return {region.code: region.name(self.report.locale) for region in self.project.regions}

    def name_of(self, code: str | None) -> str | None:
        """The name of one of the project's regions."""
        return self.names.get(code, code) if code else None

    def why(self, indicator: str) -> str:
        """Why the figure of an indicator is not what was planned."""
        return self.words.reasons(self.reasons.get(indicator, ()), self.names)

    @property
    def counted(self) -> str:
        """How people of several deployments were counted once."""
        return self.words.counted(mode_of(self.project.id))

    @property
    def stale(self) -> tuple[str, ...]:
        """Of which regions nothing fresh is known."""
        return self.words.stale(ages([region.code for region in self.regions]), self.names)
