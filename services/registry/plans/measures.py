"""The measures an indicator may be computed by, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _


def measures_in_words() -> list[tuple[str, str]]:
    """Pairs (expression, words) in the order of the select."""
    return [*of_gatherings().items(), *of_centres().items(), *of_grants().items(), *of_publications().items()]


def choices(present: Iterable[str | None]) -> list[tuple[str, str]]:
    """The measures to choose from; expressions a plan already has and nobody listed stay selectable as they are."""
    known = measures_in_words()
    listed = {expression for expression, _words in known}
    return known + [
        (expression, expression) for expression in sorted({name for name in present if name} - listed)
    ]


def of_gatherings() -> dict[str, str]:
    """What is counted in gatherings and their people."""
    return {
        "events_held[training]": _("trainings held"),
        "events_held[master_class]": _("master classes held"),
        "events_held[thematic_session]": _("thematic sessions held"),
        "events_held[round_table]": _("round tables held"),
        "events_held[public_presentation]": _("public presentations held"),
        "events_held[briefing]": _("briefings held"),
        "attendance_persons[training]": _("attendances of trainings"),
        "attendance_persons[master_class]": _("attendances of master classes"),
        "attendance_persons[thematic_session, round_table]": _(
            "attendances of thematic sessions and round tables"
        ),
        "unique_persons[training, category=leader]": _("different people at trainings, category “leader”"),
        "attendance_lists_attached[training]": _("signed lists of trainings"),
        "attendance_lists_attached[master_class]": _("signed lists of master classes"),
        "event_programmes_attached[training]": _("programmes of trainings"),
        "event_programmes_attached[master_class]": _("programmes of master classes"),
        "event_programmes_attached[final_briefing]": _("programme of the final briefing"),
        "feedback_received[training]": _("feedback of people at trainings"),
        "satisfaction_share": _("share of satisfied participants"),
        "social_feedback_positive_share": _("share of positive feedback in social networks"),
    }


def of_centres() -> dict[str, str]:
    """What is counted in centres and villages."""
    return {
        "centers_open": _("open centres"),
        "memoranda_signed": _("signed memoranda"),
        "village_plans_approved": _("approved plans of village development"),
        "consultation_journals_with_entries": _("consultation journals with entries"),
        "monthly_center_reports_submitted": _("monthly reports handed in by centres"),
    }


def of_grants() -> dict[str, str]:
    """What is counted in the contest and its projects."""
    return {
        "contest_regulation_approved": _("approved regulation of the contest"),
        "applications_received": _("applications received"),
        "commission_meetings_held": _("meetings of the selection commission"),
        "contest_protocol_signed": _("signed protocol of the contest’s results"),
        "initiative_groups_formed": _("initiative groups formed"),
        "subprojects_completed": _("finished projects of initiative groups"),
        "success_stories_published[subproject]": _("published success stories of initiative groups"),
        "donor_funded_projects": _("projects funded by donors"),
    }


def of_publications() -> dict[str, str]:
    """What is counted in things written and issued."""
    return {
        "publications_ready[brochure]": _("brochures issued (titles)"),
        "brochures_distributed": _("brochures handed out (copies)"),
        "expert_reviews": _("reviews by experts"),
        "manual_handed_over": _("handovers of the guide"),
        "documents_issued[final_presentation]": _("presentation of the project’s results"),
        "documents_issued[media_plan]": _("media plan (document)"),
        "public_reports_published": _("published reports"),
        "media_items[press_release]": _("press releases"),
        "media_items[social_post]": _("posts in social networks"),
        "media_items[press_article]": _("articles in the press"),
    }
