"""Every file of the story under its key, in the order in which the story asks for them,
made in a process of its own.

Typst keeps Python's lock while it works: in a thread it would stop the story,
in a process it uses the second core.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from deploy.demo import (
    adjustments,
    centres,
    consultations,
    contest,
    contest_papers,
    groups,
    meeting_papers,
    memoranda,
    monthly_reports,
    obligations,
    publication_papers,
    reviews,
    stories,
    surveys,
    village_plans,
    waiting_scans,
)
from deploy.demo.autumn import papers
from deploy.demo.contest import Bid
from deploy.demo.gatherings import all_meetings
from deploy.demo.printing import File
from deploy.demo.publications import all_issues
from deploy.running.processes import die_with_parent
from deploy.settings import ROOT
from deploy.trouble import Trouble

Key = tuple[Any, ...]
AUTUMN = "autumn"
WITHOUT_SCAN = 11
FINISHED_PAPERS = ("act", "report", "photo")


def all_files() -> Iterator[tuple[Key, File]]:
    """Everything in the order in which it is asked for."""
    yield from partner_files()
    yield from event_files()
    yield from ((one.key, village_plans.protocol_of(one)) for one in village_plans.approved())
    yield from ((group.key, groups.protocol_of(group)) for group in groups.on_paper())
    yield from contest_files()
    yield from stories.all_files()
    yield from ((report.key, monthly_reports.scan_of(report)) for report in monthly_reports.scans())
    yield from ((typed.key, adjustments.paper_of(typed)) for typed in adjustments.TYPED)


def partner_files() -> Iterator[tuple[Key, File]]:
    """Memoranda, the order that put work off, centres and their money."""
    for signed in memoranda.scans():
        yield signed.key, memoranda.scan_of(signed)
    yield obligations.FLOOD.key, obligations.order_of(obligations.FLOOD)
    for centre in centres.CENTRES:
        yield from (
            (("centre", centre.region, kind), contest_papers.centre_paper(centre, kind))
            for kind in centre.proofs
        )
    for money in centres.MONEY:
        if money.paper:
            yield ("money", money.region), centres.funding_paper(money)


def event_files() -> Iterator[tuple[Key, File]]:
    """Gatherings, publications, reviews, journals."""
    for meeting in all_meetings():
        yield from (
            (("meeting", *meeting.key, kind), meeting_papers.paper_of(meeting, kind))
            for kind in meeting.proofs
        )
    for number, issue in enumerate(all_issues()):
        if issue.proof:
            yield ("issue", number), publication_papers.paper_of(issue)
    for page in consultations.scanned():
        yield page.key, consultations.scan_of(page)
    yield from what_people_think()


def what_people_think() -> Iterator[tuple[Key, File]]:
    """Pictures of reviews, scans of questionnaires, what waits to be filed."""
    yield from ((one.key, reviews.picture_of(one)) for one in reviews.pictured())
    yield from ((one.key, surveys.scan_of(one)) for one in surveys.scanned())
    yield from waiting_scans.files()


def contest_files() -> Iterator[tuple[Key, File]]:
    """The contest's own papers, the applications, what the awards brought."""
    yield ("contest", "regulation"), contest_papers.contest_paper("regulation")
    for bid in contest.bids():
        if has_scan(bid):
            yield ("bid", bid.number), contest_papers.application(bid)
    for kind in ("score_sheet", "protocol"):
        yield ("contest", kind), contest_papers.contest_paper(kind)
    for brought in (first_papers, last_papers):
        for bid in contest.bids():
            yield from (
                (("award", bid.number, kind), contest_papers.award_paper(bid, kind)) for kind in brought(bid)
            )


def has_scan(bid: Bid) -> bool:
    """All but three applications have been scanned."""
    return bool(bid.number % WITHOUT_SCAN)


def first_papers(bid: Bid) -> tuple[str, ...]:
    """What an award brings with it; who has not signed has not been paid."""
    if not bid.award:
        return ()
    return () if bid.state == "unpaid" else ("agreement",)


def last_papers(bid: Bid) -> tuple[str, ...]:
    """What a finished sub-project leaves, without what lacks."""
    return tuple(kind for kind in FINISHED_PAPERS if kind not in bid.lacks) if bid.finished else ()


class Press:
    """The process that makes the files; `take` waits for one."""

    def __init__(self, autumn: bool = False) -> None:
        parent = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deploy.demo.evidence", *[AUTUMN] * autumn],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            preexec_fn=lambda: die_with_parent(signal.SIGKILL, parent),
        )
        self.made: dict[Key, tuple[str, bytes]] = {}
        self.news = threading.Condition()
        self.ended = False
        self.reader = threading.Thread(target=self._read, name="press", daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        try:
            while True:
                key, name, data = pickle.load(self.process.stdout)
                with self.news:
                    self.made[key] = name, data
                    self.news.notify_all()
        except (EOFError, pickle.UnpicklingError, ValueError):
            pass
        with self.news:
            self.ended = True
            self.news.notify_all()

    def take(self, key: Key) -> tuple[str, bytes]:
        """Name and bytes of a file; Trouble when it cannot be had."""
        with self.news:
            self.news.wait_for(lambda: key in self.made or self.ended, timeout=120)
            if key not in self.made:
                raise Trouble(f"the demo's file {key} could not be made")
            return self.made.pop(key)

    def close(self) -> None:
        """Make nothing more."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        assert self.process.stdout
        self.process.stdout.close()


def main(asked: Sequence[str]) -> None:
    """Make every file, those of the autumn too where they are asked for, and write it to the standard
    output."""
    out = sys.stdout.buffer
    for key, file in chain(all_files(), papers.all_files() if AUTUMN in asked else ()):
        pickle.dump((key, file.name, file.make()), out)
        out.flush()


if __name__ == "__main__":
    main(sys.argv)
