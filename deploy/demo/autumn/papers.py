"""The files of the autumn under their keys, in the order in which its scenes ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from deploy.demo import (
    consultations,
    contest_papers,
    meeting_papers,
    monthly_reports,
    pictures,
    printing,
    stories,
    village_plans,
)
from deploy.demo import publication_papers as publications
from deploy.demo.autumn import contest, gatherings, media, months, results, villages
from deploy.demo.autumn.media import Place
from deploy.demo.gatherings import all_meetings
from deploy.demo.printing import File, short

Key = tuple[str | int, ...]


def all_files() -> Iterator[tuple[Key, File]]:
    """Everything."""
    yield from of_gatherings()
    for place, (_item, issue) in enumerate(media.issued()):
        if issue.proof:
            yield ("autumn issue", place), publications.paper_of(issue)
    yield from of_centres()
    yield from of_grants()
    yield from results.papers()
    yield from ((place.key, picture_of(place)) for place in media.PLACES)


def of_gatherings() -> Iterator[tuple[Key, File]]:
    """Papers of gatherings, and the list that was found."""
    for meeting in [*gatherings.as_planned(), *gatherings.new()]:
        for kind in meeting.proofs:
            yield ("meeting", *meeting.key, kind), meeting_papers.paper_of(meeting, kind)
    found = next(meeting for meeting in all_meetings() if meeting.key == gatherings.FOUND)
    yield ("meeting", *found.key, "signed_list"), meeting_papers.paper_of(found, "signed_list")


def of_centres() -> Iterator[tuple[Key, File]]:
    """Journals, protocols of the villages, monthly reports: that of August too."""
    for page in [*months.september(), *months.pages()]:
        yield page.key, consultations.scan_of(page)
    yield from ((village.key, village_plans.protocol_of(village)) for village in villages.ENDED)
    handed_in = [*months.late(), *months.REPORTS]
    yield from ((report.key, monthly_reports.scan_of(report)) for report in handed_in)


def of_grants() -> Iterator[tuple[Key, File]]:
    """The agreement that was signed late, what sub-projects left, the donor's letter."""
    for ended in contest.ended():
        for kind in ended.papers:
            yield ("award", ended.bid.number, kind), contest_papers.award_paper(ended.bid, kind)
    told, given = media.story(), media.decided()
    yield ("story", told.group, "photo"), stories.file_of(told, "photo")
    yield given.key, stories.letter_of(given)


def picture_of(place: Place) -> File:
    """What the place looked like on the day."""
    return File(f"Отчёт {place.channel}.png", partial(shot, place))


def shot(place: Place) -> bytes:
    """A dated picture of the page with the report."""
    day = short(media.SEALED_ON)
    title = "Программный отчёт: апрель – ноябрь 2022 года"
    return printing.picture(pictures.clipping(title, place.link, day, place.channel))
