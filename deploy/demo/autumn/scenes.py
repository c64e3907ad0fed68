"""October and November, scene by scene: the story of the summer has been told before."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import select

from deploy.demo import journal_scenes, reason_scenes, report_scenes, sealing_scenes
from deploy.demo.autumn import contest, gatherings, media, months, reasons, results, villages
from deploy.demo.autumn.contest import Ended
from deploy.demo.consultations import Page
from deploy.demo.edition_scenes import BROWSER
from deploy.demo.events_scenes import enter_people, hold
from deploy.demo.grants_scenes import attach_papers, finish, pay
from deploy.demo.meetings import Meeting
from deploy.demo.publications import on
from deploy.demo.sealing_scenes import Sealed
from deploy.demo.stage import Stage
from deploy.demo.stories import Given, Told
from deploy.demo.story_scenes import asked_for, fields_of
from deploy.demo.village_plans import Village
from deploy.demo.village_scenes import add_parts, approve, told
from deploy.demo.waiting_scans import WAITING
from services.events.consultations.models import Journal, JournalMonth
from services.events.consultations.queries import RECORD, centres_of
from services.events.editions.models import Edition
from services.events.editions.operations import count_download
from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import complete_gathering
from services.events.publications.models import Publication
from services.events.publications.operations import issue_publication
from services.events.publications.schemas import IssueIn
from services.events.scans.models import Scan
from services.events.scans.operations import file_scan
from services.grants.awards.queries import get_award
from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.operations import change_donor_project
from services.grants.donor_projects.schemas import DonorProjectFields
from services.grants.stories.models import Story
from services.grants.stories.operations import change_story
from services.grants.stories.schemas import StoryFields
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.operations import change_plan
from services.registry.village_plans.schemas import VillagePlanFields
from services.reports.centre_reports.models import CentreReport
from services.reports.releases.operations import note_release
from services.reports.releases.schemas import ReleaseIn
from services.reports.reports.models import Report
from services.reports.reports.operations import make_public
from services.reports.reports.tasks import build
from services.reports.results.operations import assess_result
from services.reports.results.queries import results as promised
from services.reports.results.schemas import AssessmentIn
from shared.proofs.operations import attach


def tell(stage: Stage, project_id: uuid.UUID, won: dict[int, uuid.UUID]) -> None:
    """The end of the programme; `won` are the awards by the number of the bid."""
    gather(stage, project_id)
    publish(stage)
    keep_centres(stage)
    end_contest(stage, won)
    stage.deliver("registry", "events", "grants")
    report_scenes.tell_all(stage, project_id, months.REPORTS)
    reason_scenes.say_why(stage, project_id, reasons.SAID)
    judge_results(stage, project_id)
    stage.deliver("reports")
    close_the_year(stage, project_id)


def gather(stage: Stage, project_id: uuid.UUID) -> None:
    """What was planned takes place, the list is found, the last presentation is given."""
    for meeting in gatherings.as_planned():
        with stage.acting("events", meeting.by, meeting.day):
            take_place(stage, meeting)
    with stage.acting("events", "coordinator", gatherings.FOUND_ON):
        scan = stage.file("meeting", *gatherings.FOUND, "signed_list")
        attach(known(stage, *gatherings.FOUND), scan, "signed_list")
        file_scans(stage)
    for meeting in gatherings.new():
        with stage.acting("events", meeting.by, meeting.day):
            hold(stage, project_id, meeting)


def file_scans(stage: Stage) -> None:
    """The sheets that waited are filed with their lists."""
    kept = {scan.name: scan for scan in stage.session("events").scalars(select(Scan))}
    for waiting in WAITING:
        file_scan(kept[waiting.name], known(stage, *waiting.meeting), "signed_list", True, True)


def known(stage: Stage, of_type: str, region: str, day: str) -> Gathering:
    """A gathering that is in the register already."""
    at = Gathering.type == of_type, Gathering.region == region, Gathering.starts_on == date.fromisoformat(day)
    row: Gathering = stage.session("events").scalars(select(Gathering).where(*at)).one()
    return row


def take_place(stage: Stage, meeting: Meeting) -> None:
    """Enter who came to a planned gathering, attach its papers, mark it as held."""
    row = known(stage, *meeting.key)
    enter_people(row, meeting)
    for kind in meeting.proofs:
        attach(row, stage.file("meeting", *meeting.key, kind), kind)
    complete_gathering(row)


def publish(stage: Stage) -> None:
    """The last items of the media plan with what proves them, the last downloads."""
    for place, (item, issue) in enumerate(media.issued()):
        with stage.acting("events", issue.by, issue.day):
            titled = select(Publication).where(Publication.title == item.title)
            row = stage.session("events").scalars(titled).one()
            said = {"issued_on": issue.day.isoformat(), "link": issue.link}
            issue_publication(row, IssueIn().load(said))
            if issue.proof:
                attach(row, stage.file("autumn issue", place), issue.proof)
    for day, people in media.DOWNLOADS:
        with stage.acting("events", "pr", on(day)):
            edition = stage.session("events").scalars(select(Edition)).one()
            for number in range(people):
                count_download(edition, f"203.0.113.{number}", BROWSER)


def keep_centres(stage: Stage) -> None:
    """The journals to their last page, the village plans to their approval, the scan of August."""
    for page in months.september():
        with stage.acting("events", page.by, page.day):
            journal_scenes.close(stage, page, month_of(stage, page), True)
    for page in months.pages():
        with stage.acting("events", page.by, page.day):
            journal_scenes.keep(stage, page, True)
    for village in villages.ENDED:
        end_plan(stage, village)
    with stage.acting("reports", "coordinator", months.SEPTEMBER_CLOSED):
        for report in months.late():
            known_as = select(CentreReport).where(CentreReport.month == report.month)
            row = stage.session("reports").scalars(known_as).one()
            attach(row, stage.file(*report.key), "report")


def month_of(stage: Stage, page: Page) -> uuid.UUID:
    """The month of a journal that is open still."""
    centre = next(key for key, row in centres_of(RECORD).items() if row.name == page.centre.name)
    of_centre = select(JournalMonth).join(Journal).where(Journal.centre_id == centre)
    row = stage.session("events").scalars(of_centre.where(JournalMonth.month == page.month)).one()
    key: uuid.UUID = row.id
    return key


def end_plan(stage: Stage, village: Village) -> None:
    """What was missing in the plan of a village is written, and the village approves it."""
    assert village.approved
    with stage.acting("registry", village.by, village.approved):
        of_village = select(VillagePlan).where(VillagePlan.settlement == village.settlement)
        plan = stage.session("registry").scalars(of_village).one()
        change_plan(plan, VillagePlanFields().load(told(village)))
        add_parts(plan, village)
        approve(stage, plan.id, village)


def end_contest(stage: Stage, won: dict[int, uuid.UUID]) -> None:
    """Four sub-projects are finished, one of them after it was signed late; a story and a donor."""
    for ended in contest.ended():
        key = won[ended.bid.number]
        if ended.signed:
            sign(stage, key, ended, ended.signed)
        finish(stage, key, ended.bid)
    tell_story(stage, media.story())
    hear_donor(stage, media.decided())


def sign(stage: Stage, award_id: uuid.UUID, ended: Ended, day: date) -> None:
    """Sign an agreement, and pay its first part."""
    with stage.acting("grants", ended.bid.by, day):
        award = get_award(award_id, "evidence.attach", lock=True)
        attach_papers(stage, award, ended.bid, ("agreement",))
    with stage.acting("grants", "accountant", day):
        pay(award_id, ended.payments[:1])


def tell_story(stage: Stage, story: Told) -> None:
    """The story that was a draft is published."""
    assert story.day
    with stage.acting("grants", story.by, story.day):
        row = stage.session("grants").scalars(select(Story).where(Story.title == story.title)).one()
        fields = fields_of(story, row.award_id)
        del fields["award_id"]
        change_story(row, StoryFields().load(fields))
        attach(row, stage.file("story", story.group, "photo"), "photo")


def hear_donor(stage: Stage, given: Given) -> None:
    """The donor decides, and writes."""
    assert given.day
    with stage.acting("grants", given.by, given.day):
        titled = select(DonorProject).where(DonorProject.title == given.title)
        row = stage.session("grants").scalars(titled).one()
        fields = asked_for(given, row.project_id)
        del fields["project_id"]
        change_donor_project(row, DonorProjectFields().load(fields))
        attach(row, stage.file(*given.key), "donor_letter")


def judge_results(stage: Stage, project_id: uuid.UUID) -> None:
    """The lead says how what no figure tells has ended, with a paper each."""
    with stage.acting("reports", "lead", results.DAY):
        for judged in results.JUDGED:
            told = (one for one in promised(str(project_id)) if one.text.startswith(judged.begins))
            row = next(one for one in told if one.number == judged.number)
            assess_result(row, AssessmentIn().load({"outcome": judged.outcome, "reason": judged.reason}))
            attach(row, stage.file(*judged.key), "report")


def close_the_year(stage: Stage, project_id: uuid.UUID) -> None:
    """The final report is sealed, made public, and stands where everybody can read it."""
    sealing_scenes.seal_reports(stage, project_id, [Sealed(media.FINAL, media.SEALED_ON, "lead")])
    final = select(Report).where(Report.period_to == media.FINAL)
    with stage.acting("reports", "lead", media.SEALED_ON):
        job = make_public(stage.session("reports").scalars(final).one()).job_id
    with stage.working("reports", media.SEALED_ON):
        build.fn(str(job))
    for place in media.PLACES:
        with stage.acting("reports", "pr", media.SEALED_ON):
            said = {"channel": place.channel, "link": place.link, "published_on": media.FINAL.isoformat()}
            report = stage.session("reports").scalars(final).one()
            attach(note_release(report, ReleaseIn().load(said)), stage.file(*place.key), "screenshot")
    stage.deliver("reports")
