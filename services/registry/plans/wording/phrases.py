"""The reader's phrases in the user's language. A phrase is `{"say": code, …}`;
plans read before codes keep their own text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _

from services.registry.plans.wording.clauses import clause_words
from services.registry.regions.queries import named
from shared.i18n import format_money, format_number, format_period
from shared.language.clauses import AMOUNTS, BETWEEN
from shared.language.team import BY_CODE

PLACES = {
    "row": _("Table %(table)s, row %(row)s"),
    "table": _("Table %(table)s"),
    "in_table": _("%(of)s, table %(table)s"),
    "task": _("Task %(number)s"),
    "section": _("Section “%(title)s”"),
    "activity": _("%(of)s, activity %(number)s"),
    "column": _("%(of)s, “%(title)s”"),
    "column_row": _("%(of)s, “%(title)s” (%(row)s)"),
    "line": _("%(of)s, line %(line)s of the cell “%(title)s”"),
    "team": _("The project team"),
    "passport": _("Passport of the project"),
    "document": _("The document"),
    "text_box": _("A text box beside the text"),
    "indicators": _("Plan, indicators %(codes)s"),
    "indicator": _("Indicator %(code)s"),
    "description": _("Activity %(code)s, description"),
    "period_of": _("Activity %(code)s, period"),
    "cost_column": _("Plan, column of costs"),
    "result_indicator": _("Passport, expected result %(number)s; plan, indicator %(code)s"),
    "result_section": _("Passport, expected result %(number)s; plan, title of section %(code)s"),
    "result_activity": _("Passport, expected result %(number)s; plan, description of activity %(code)s"),
}
TARGETS = {
    "no_target": _("there is no target"),
    **{name: _(words) for name, words in AMOUNTS.items()},
    BETWEEN: _("from %(low)s to %(high)s"),
    "percent": _("%(target)s %%"),
    "share": _("%(value)s %%"),
    "target_taken": _("%(value)s is taken as the target"),
    "without_target": _("no target; it is kept without one"),
}
UNDERSTOOD = {
    "not_read": _("not read"),
    "regions_unknown": _("the regions are not known"),
    "regions": _("regions: %(regions)s"),
    "no_period": _("no period"),
    "months": "%(period)s",
    "list": "%(regions)s",
    "span": _("taken from the earliest to the latest"),
    "no_cost": _("no cost"),
    "targets_sum": _("together %(sum)s, the plan's own target is %(total)s"),
    "role_taken": _("the role “%(role)s” is taken"),
    "people_taken": _("%(count)s people are taken"),
    "no_indicators": _("an activity without indicators"),
    "paired": _("paired with each other"),
    "condition_left": _("the condition is left out"),
    "bracket_left": _("the note in brackets is left out"),
    "no_monthly": _("it is not divided into months"),
    "months_of_brackets": _("the months of the brackets are taken: %(period)s"),
    "whole_project": _("%(target)s for the whole project, %(each)s a month"),
    "no_measure": _("no measure is suggested"),
    "agreement_undated": _("the agreement is kept without a date"),
    "revisions_accepted": _("insertions are accepted, deletions are dropped"),
    "kept_in_plan": _("the plan keeps “%(plan)s”"),
    "amount_spelt": _("the figures are taken: %(value)s; the words say %(spelt)s"),
    "amount_unspelt": _("the figures are taken: %(value)s; the words could not be read"),
    "partners_named": _("partners named: %(count)s"),
    "regions_named": _("regions named with the partners: %(count)s"),
    "heading_before": _("read with the headings of the table before"),
    "columns_anew": _("the rows below are read with these headings"),
    "numbered": _("the activities are numbered in their order"),
    "untitled": _("a section without a title"),
    "without_column": _("taken without this column"),
    "employment_sum": _("the rows add up to %(value)s %%"),
    "both_kept": _("both texts are kept"),
    "one_register": _("they are counted from one register and not added up"),
    "cost_taken": _("the sum is taken as %(money)s"),
    "merged_holds": _("it is taken for each of them"),
    "merged_first": _("it stays with the first of them"),
    "heading_kept": _("the column is read without it"),
    "kept_in_indicators": _("the indicators keep: %(values)s"),
    "target_and_clause": _("target: %(target)s; condition: %(clause)s"),
    "costs_kept": _("the costs are kept as they are"),
    "column_scaled": _("every sum of the column is multiplied by %(times)s"),
}
REASONS = {
    "empty_cell": _("the cell is empty"),
    "regions_counted": _("the text says %(said)s regions, the project has %(all)s"),
    "borrowed": _("the text names none; they are taken from what it builds on: %(codes)s"),
    "period_unread": _("the period is not understood: no month or year"),
    "period_unknown": _("the period is not understood"),
    "year_taken": _("the cell names no year; the year of the other periods is taken"),
    "next_year_taken": _("the months go on over the end of the year; the next year is taken"),
    "ends_swapped": _("the end is before the beginning; the two are swapped"),
    "rest_unread": _("beside the number stands what is not understood: %(phrase)s"),
    "note_mark": _("beside the number stands the mark of a note; the note is not read"),
    "thousands_by_mark": _("“%(phrase)s” may be thousands or a fraction"),
    "like_date": _("“%(phrase)s” looks like a date"),
    "small_sum": _("the sum is so small or so exact that thousands or millions may be meant: %(money)s"),
    "from_to": _("“from … to …” may be a growth or a range"),
    "part_of_thing": _("%(value)s is not a whole number of things"),
    "name_rest": _("the name has numbers that are not read: %(phrase)s"),
    "name_no_total": _("the name speaks of a change or of each of many, not of a total: %(phrase)s"),
    "unit_other": _("the cell counts other things than the name: %(phrase)s"),
    "name_two_things": _("the name counts two things, the cell has one number"),
    "name_narrower": _("only some of what the measure counts are meant: %(phrase)s"),
    "unit_rest": _("the unit changes the number: %(phrase)s"),
    "share_of_things": _("the name says a share, the cell says “%(phrase)s”"),
    "heading_rest": _("the heading says what is not read: %(phrase)s"),
    "scale_of_heading": _("the heading counts in thousands or millions: “%(phrase)s”"),
    "open_start": _("only a deadline is named, the beginning is not"),
    "open_end": _("only the beginning is named, the end is not"),
    "period_rest": _("beside the months stands what is not understood: %(phrase)s"),
    "months_between": _("separate months are listed; those between them are taken too"),
    "several_names": _("one line holds several names"),
    "several_regions": _("the line names several regions: %(regions)s"),
    "regions_except": _("the text leaves regions out: %(regions)s"),
    "region_in_name": _("only the organisation's name speaks of a region: %(regions)s"),
    "place_unknown": _("the line names a place whose region is not known"),
    "region_unmarked": _("the line does not say that it is a region or a city"),
    "over_hundred": _("a share of more than a hundred per cent"),
    "up_to": _("“up to” may be a limit or a promise"),
    "start_after_end": _("the beginning is later than the end; it is moved to the year before"),
    "whole_year": _("only the year is named; the whole year is taken"),
    "different_periods": _("the rows of the activity have different periods"),
    "cost_unread": _("the cost is not understood"),
    "cost_in_description": _("the cell is empty; sums are named only in the description"),
    "row_without_indicators": _("the row has no indicator"),
    "column_unread": _("the column “%(title)s” is not known"),
    "joined": _("a line goes on in the next one; the parts are joined"),
    "by_unit": _("the numbers of lines differ; paired by the name of the unit"),
    "in_order": _("the numbers of lines differ; paired in order between their neighbours"),
    "numbers_crossed": _("the name and the value of one line have different numbers"),
    "pair_unlike": _("the value speaks of what another line counts"),
    "not_paired": _("the numbers of lines differ; no value is paired"),
    "value_alone": _("a value without an indicator: indicators %(names)s, values %(values)s"),
    "one_cell": _("there is no line in the other column; the name and the value come from one cell"),
    "no_value_line": _("there is no value in this line"),
    "value_too_long": _("the cell has no short value, the text is too long"),
    "no_number": _("the cell has no number"),
    "only_condition": _("no total is named, only a condition"),
    "condition_unread": _("the condition “%(phrase)s” is not understood"),
    "like_year": _("the number looks like a year"),
    "several_numbers": _("the cell has several numbers; left out: %(values)s"),
    "approximate": _("the number in the source is approximate"),
    "strictly_more": _("“more than %(value)s” is a strict comparison"),
    "strictly_less": _("“less than %(value)s” is a strict comparison"),
    "indivisible": _("%(target)s cannot be divided by %(count)s months"),
    "other_period": _("the activity has another period: %(period)s"),
    "if_each_region": _("counted in each of %(count)s regions it would be %(total)s"),
    "unit_unnamed": _("no unit is named: what counts as one?"),
    "share_of_what": _("a share: the plan does not say of what"),
    "percent_by_name": _("the cell has no %% sign; a share is understood from the name"),
    "name_unknown": _("the name is like none of the known measures"),
    "unit_and_name_unknown": _("the name is like none of the known measures, and no unit is named"),
    "weekday_differs": _("the day of the week is not that of the date"),
    "no_team": _("no table of the team was found"),
    "task_empty": _("task %(number)s is left without activities"),
    "section_empty": _("“%(title)s” is left without activities"),
    "task_skipped": _("the plan has no task of this number, the tasks around it are there"),
    "table_unlike": _("the table is like neither a passport nor a team nor a plan"),
    "hidden": _("the text is hidden and not read"),
    "struck_out": _("the text is struck out and not read"),
    "footnote": _("a footnote is not read; see whether it changes what it stands beside"),
    "comment": _("a comment of the margin is not read"),
    "embedded": _("a file put into the document is not read; copy its text into the document"),
    "paragraph_unread": _("the text stands outside the tables and is not read"),
    "text_box_unread": _("text in a text box is not read"),
    "revisions_open": _("the document has tracked changes nobody accepted"),
    "no_passport": _("no table of the passport was found"),
    "rows_missing": _("rows not found: %(fields)s"),
    "passport_row_unread": _("the row of the passport is not known"),
    "no_amount": _("the cell has no sum in figures"),
    "amount_differs": _("the sum in figures and the sum in words differ"),
    "amount_without_words": _("the sum in words was not found"),
    "amount_words_unread": _("the sum in words could not be read: compare it yourself"),
    "partner_unread": _("the line is not known as an organisation; add it by hand if it is a partner"),
    "partners_said": _("the text says %(count)s partners"),
    "regions_said": _("the text says %(count)s regions"),
    "merged_down": _("one cell runs down over several activities"),
    "note_unread": _("a note is not read; see whether it changes the plan"),
    "no_heading": _("the table has no headings of its own"),
    "row_without_activity": _("a row without an activity"),
    "heading_again": _("a row in the middle of the table is a heading in other words"),
    "total_row": _("a total of the table, not an activity"),
    "numbers_unclear": _("numbers in the document are repeated or missing"),
    "no_title": _("there is no title before the table"),
    "no_period_column": _("the table has no column “Period”"),
    "no_cost_column": _("the table has no column “Cost of the activity”"),
    "no_value_column": _("the table has no column “Planned indicators”"),
    "no_indicator_column": _("the table has no column “Indicators”"),
    "targets_by_region": _("the targets by region do not add up to the plan's own"),
    "targets_by_month": _("the targets by month do not add up to the plan's own"),
    "part_of_post": _("a part of a post; the plan names no per cent"),
    "name_unlike": _("the cell is not the name of one person"),
    "several_people": _("the line names several people; each is taken with all it says"),
    "several_roles": _("the cell names several roles"),
    "no_agreement": _("the number of the agreement was not found"),
    "target_row_unknown": _("the row is like no indicator of the plan"),
    "target_row_ambiguous": _("several indicators of the plan are called so"),
    "employment_unread": _("the employment is not like a share of a full post"),
    "employment_over": _("the employment is more than a hundred per cent"),
    "employment_total": _("the total of employment is not the sum of the rows"),
    "passport_and_plan": _("the passport says “%(passport)s”, the plan “%(plan)s”"),
    "same_thing": _("the plan names one thing several times"),
    "description_differs": _("the number in the description and in the indicators differs"),
    "product": _("%(each)s × %(times)s = %(product)s, not %(target)s"),
    "outside_project": _("the project itself runs: %(period)s"),
    "far_from_others": _("it is more than a year away from every other activity"),
    "before_agreement": _("the agreement is dated later: %(date)s"),
    "no_such_day": _("there is no such day in the calendar"),
    "partner_twice": _("this partner is named twice"),
    "person_twice": _("this person stands in the team twice: are the shares added up?"),
    "partner_nowhere": _("other partners are named with their regions, this one is not"),
    "role_of_several": _("the role is of several people, the row is read as one"),
    "people_total": _("the total of people is not the number of the rows"),
    "costs_over": _("the costs add up to more than the grant, %(money)s"),
    "uploaded_before": _("this very file was uploaded before"),
    "project_alike": _("a project of this topic or grantee is being prepared already"),
    "other_plan": _("a new project is made; the other one: %(topic)s"),
}
TABLES = {
    "table_too_small": _("it has only one row or one column"),
    "plan_without_rows": _("it has the headings of a plan but no activity"),
    "table_is_team": _("it is the list of the team"),
    "table_is_passport": _("it is the passport of the project"),
    "table_without_indicators": _("it has no column of indicators"),
    "table_without_activities": _("it has no column of activities"),
    "table_of_other_things": _("it has no column of activities and none of indicators"),
}
FIELDS = {
    "grantee": _("Grantee"),
    "topic": _("Topic"),
    "amount": _("Amount of the grant"),
    "goal": _("Goal"),
    "expected_results": _("Expected results"),
    "partners": _("Partners"),
}
PHRASES = PLACES | TARGETS | UNDERSTOOD | REASONS | TABLES
SPELT = ("amount_spelt", "amount_unspelt", "column_scaled")  # they say numbers as they stand
LISTS: dict[str, Callable[[Any], str]] = {
    "regions": lambda codes: ", ".join(row.get(str(get_locale()), row["ru"]) for row in named(codes)),
    "fields": lambda names: ", ".join(str(FIELDS.get(name, name)) for name in names),
    "role": lambda code: gettext(BY_CODE[code].words),
}


def worded(phrase: Any) -> str:
    """A phrase, a list of values, or what an older version stored as text, in the user's language."""
    if isinstance(phrase, list):
        return ", ".join(map(worded, phrase))
    if not isinstance(phrase, dict):
        return "" if phrase is None else str(phrase)
    if "say" not in phrase:
        return clause_words(phrase)
    text = PHRASES.get(phrase["say"])
    return str(text) % parameters(phrase) if text else str(phrase["say"])


def parameters(phrase: dict[str, Any]) -> dict[str, str]:
    """The parameters of a phrase in words; `start` and `end` are one `period`."""
    values = {
        name: LISTS.get(name, worded)(value) for name, value in phrase.items() if name not in ("say", "money")
    }
    if phrase["say"] in SPELT:
        values |= {
            name: format_number(phrase[name]) for name in ("value", "spelt", "times") if name in phrase
        }
    if "money" in phrase:
        values["money"] = format_money(phrase["money"])
    if "start" in phrase:
        values["period"] = format_period(f"{phrase['start']}-01", phrase["end"])
    return values


def in_words(note: dict[str, Any]) -> dict[str, Any]:
    """A doubt or an unread cell as the user reads it; its source stays as it is in the document."""
    said = {name: worded(note.get(name)) for name in ("where", "understood", "why")}
    understood = sentence(f"{gettext('Understood as:')} {said['understood']}") if said["understood"] else ""
    return {**note, **said, "reason": sentence(said["why"]), "understanding": understood}


def sentence(text: str) -> str:
    """A phrase as a sentence of its own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "…")) else ".")


def table_place(table: dict[str, Any]) -> str:
    """ "Table 2, 5 rows"."""
    return (
        f"{worded({'say': 'table', 'table': table['number']})}, "
        f"{ngettext('%(num)s row', '%(num)s rows', table['rows'])}"
    )
