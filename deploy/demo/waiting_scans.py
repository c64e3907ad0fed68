"""What came from the regions by post and was put through the scanner: nobody has filed it yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from deploy.demo import meeting_papers
from deploy.demo.gatherings import all_meetings
from deploy.demo.meetings import Meeting
from deploy.demo.printing import File

LAST_ROWS = 5


@dataclass(frozen=True)
class Waiting:
    """A second sheet of a list: of which gathering, called as the scanner calls it."""

    meeting: tuple[str, str, str]
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """The key of its file."""
        return "scan", self.name


WAITING = (
    Waiting(("training", "turkistan", "2022-04-21"), "scan_20220928_01.pdf"),
    Waiting(("training", "zhambyl", "2022-05-26"), "Мерке 26.05.2022 лист 2.pdf"),
)


def files() -> Iterator[tuple[tuple[str, str], File]]:
    """The sheets as they came."""
    meetings = {meeting.key: meeting for meeting in all_meetings()}
    for waiting in WAITING:
        yield waiting.key, File(waiting.name, partial(sheet, meetings[waiting.meeting]))


def sheet(meeting: Meeting) -> bytes:
    """The last rows of a signed list, on a sheet of their own."""
    return meeting_papers.signed_list(replace(meeting, people=meeting.people[-LAST_ROWS:]))
