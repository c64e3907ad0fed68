"""What a plugin may do wrong, in every hook: it is said, contained, and the rest goes on; each
protection bites."""

from __future__ import annotations

import copy
import ctypes
import importlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from shared.plugins import calling, deadline, loading
from shared.plugins.asking import Plugins
from shared.plugins.calling import RuleUnavailable
from shared.plugins.regionfile import ANSWERS
from shared.plugins.specifications import RULES, Branding
from shared.plugins.state import State
from tests.shared.plugin_making import COLUMN, GATHERING, HUGE, QUESTIONS, WORDS, ask, hook, made, write

FAULTS = {
    "raises": ("raise ValueError('x')", "breaks off with ValueError: x"),
    "sys.exit": ("raise SystemExit(3)", "breaks off with SystemExit: 3"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "breaks off with KeyboardInterrupt"),
    "endless recursion": ("f = lambda: f(); f()", "calls itself without end"),
    "another type": ("return 7", "not a number"),
    "no number": ("return float('nan')", "not something else"),
    "endless answer": ("return iter(int, 1)", "not something else"),
    "huge answer": ("return [None] * 10**6", "1000000 entries"),
}
DEEP = {
    "branding": ("Branding(accent='green')", "answer.accent: must look like #0b6b5b, not “green”"),
    "navigation": ("[NavItem('a', 'b', 'https://x', 'c', 1)]", "answer[0].href: “https://x” is not"),
    "extra_fields": (f"[FieldDef('a', 'txt', {WORDS})]", "type: “txt” is not known; did you mean “text”?"),
    "budget_caps": (f"[BudgetCap(Decimal('NaN'), {WORDS})]", "answer[0].amount: must be an amount in tenge"),
    "required_evidence": (f"[EvidenceNeed(('photos',), {WORDS})]", "kinds[0]: “photos” is not known"),
    "attendance_sheet": (f"AttendanceSheet({WORDS}, ({COLUMN}, {COLUMN[:-1]}, 'nam')))", "mean “name”?"),
    "calendar": (f"[CalendarDay(date(2022, 4, 1), 'of', {WORDS})]", "answer[0].kind: “of” is not known"),
    "import_columns": ("[ImportColumn('settlment', ('а',))]", "did you mean “settlement”?"),
    "indicators": (f"[IndicatorDef('a', {WORDS}, {WORDS}, ('events_hold',))]", "did you mean “events_held”?"),
    "compute_indicator": ("Computed(Decimal('NaN'))", "answer.value: must be a finite number"),
    "pages": (f"[RegionPage('Memo', {WORDS}, (PageSection({WORDS}),))]", "answer[0].slug: “Memo” is not"),
    "check_eligibility": (f"[Finding('a', 1, {WORDS})]", "answer[0].ok: must be true or false, not a number"),
    "validate": (f"[Problem('titel', 'a', {WORDS})]", "there is no field “titel”; did you mean “title”?"),
    "document_template": (f"DocumentTemplate('1', texts={{'body': {WORDS}}})", "texts.body: known:"),
    "document_context": (f"[DocumentLine('Кто', {WORDS}, {WORDS})]", "answer[0].key: “Кто” is not"),
    "on_record": ("[Note({'ru': 'а'})]", "answer[0].text: needs ru and kk"),
    "personal_data": (f"[PersonalPart('Журнал', {WORDS}, {WORDS})]", "answer[0].code: “Журнал” is not"),
    "form_templates": (f"[FormTemplate('a', '1', {WORDS}, {WORDS}, ())]", "questions: has 0 entries"),
    "notification_channels": (f"[NotificationChannel('a', {WORDS}, 'pst')]", "did you mean “post”?"),
    "route_notification": ("NotificationRoute(('telegrm',))", "did you mean “telegram”?"),
}  # fmt: skip
DEEPER = {
    "branding": "Branding(name={'ru': 'а', 'kk': 7})",
    "navigation": "[NavItem('a', 'b', '/c', 'd', 1.5)]",
    "extra_fields": f"[FieldDef('a', 'choice', {WORDS}, choices=(('Б б', {WORDS}),))]",
    "budget_caps": "[BudgetCap(Decimal(5), {'ru': ['а'], 'kk': 'а'})]",
    "required_evidence": "[EvidenceNeed(('photo',), None)]",
    "attendance_sheet": f"AttendanceSheet({WORDS}, (SheetColumn({WORDS}, 100), SheetColumn({WORDS}, 100)))",
    "calendar": f"[CalendarDay('2022-04-01', 'off', {WORDS})]",
    "import_columns": "[ImportColumn('settlement', ('а', 7))]",
    "indicators": f"[IndicatorDef('a', {WORDS}, {WORDS}, (7,))]",
    "compute_indicator": "Computed(Decimal(5), numerator=0.5)",
    "pages": f"[RegionPage('a', {WORDS}, (PageSection({WORDS}, rows=(PageRow({WORDS}, 7),)),))]",
    "check_eligibility": "[Finding('a', True, {'ru': 'а', 'kk': float('nan')})]",
    "validate": "[Problem('', 'A b', {'ru': 'а'})]",
    "document_template": "DocumentTemplate('1', typst=7)",
    "document_context": f"[DocumentLine('a', {WORDS}, 7)]",
    "on_record": "[Note({'ru': 'а', 'kk': ['а']})]",
    "personal_data": f"[PersonalPart('a', {WORDS}, {WORDS}, stays=7)]",
    "form_templates": f"[FormTemplate('a', '1', {WORDS}, {WORDS}, (FormQuestion('scal', {WORDS}),))]",
    "notification_channels": f"[NotificationChannel('a', {WORDS}, 'post', '', {WORDS}, {{'text': 7}})]",
    "route_notification": "NotificationRoute(('telegram', float('nan')))",
}


def outcome(plugins: Plugins, name: str) -> Any:
    """What the caller of a hook gets, and that it follows the policy."""
    if RULES[name].policy == "strict":
        with pytest.raises(RuleUnavailable) as stopped:
            ask(plugins, name)
        return stopped.value.params["incident"]
    assert ask(plugins, name) == ask(Plugins([]), name)
    return None


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", RULES)
def test_fault_in_a_hook_is_contained_and_said(tmp_path: Path, name: str, fault: str) -> None:
    body, words = FAULTS[fault]
    if fault == "huge answer" and name in HUGE:
        body, words = HUGE[name]
    plugins = made(tmp_path, code=hook(name, body))
    incident = outcome(plugins, name)
    (trouble,) = plugins.troubles()
    assert words in trouble.reason and incident in (None, trouble.incident)


@pytest.mark.parametrize("name", RULES)
def test_answer_is_read_down_to_the_last_value(tmp_path: Path, name: str) -> None:
    plugins = made(tmp_path, code=hook(name, f"return {DEEP[name][0]}"))
    outcome(plugins, name)
    assert DEEP[name][1] in plugins.troubles()[0].reason


@pytest.mark.parametrize("name", RULES)
def test_wrong_value_inside_a_value_is_found(tmp_path: Path, name: str) -> None:
    plugins = made(tmp_path, code=hook(name, f"return {DEEPER[name]}"))
    outcome(plugins, name)
    assert plugins.troubles() and "Error" not in plugins.troubles()[0].reason


@pytest.mark.parametrize("name", RULES)
def test_hook_that_hangs_is_left_after_its_deadline(tmp_path: Path, name: str) -> None:
    plugins = made(tmp_path, code=hook(name, "import time; time.sleep(9)"))
    plugins.calling.seconds = 0.1
    started = time.monotonic()
    outcome(plugins, name)
    assert time.monotonic() - started < 8
    assert "did not answer within 0.1 s" in plugins.troubles()[0].reason


def test_without_a_deadline_it_holds_its_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "within", lambda seconds, action, name: action())
    plugins = made(tmp_path, code=hook("branding", "import time; time.sleep(1.2)"))
    plugins.calling.seconds, started = 0.1, time.monotonic()
    plugins.branding("atyrau")
    assert time.monotonic() - started >= 1.2


@pytest.mark.parametrize("name", RULES)
def test_three_missed_deadlines_in_a_row_switch_a_hook_off(tmp_path: Path, name: str) -> None:
    plugins = made(
        tmp_path, code=f"calls = []\n{hook(name, 'calls.append(1); import time; time.sleep(0.2)')}"
    )
    plugins.calling.seconds = 0.02
    for _ in range(4):
        outcome(plugins, name)
    asked = plugins.loaded[0].answering(name)[1 if name in FROM_FILE else 0].function.__globals__["calls"]
    assert len(asked) == 3 and plugins.troubles()[0].is_off


def test_without_the_breaker_a_slow_hook_holds_every_caller_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(State, "is_off", lambda self, plugin, hook: False)
    plugins = made(
        tmp_path, code=f"calls = []\n{hook('validate', 'calls.append(1); import time; time.sleep(0.2)')}"
    )
    plugins.calling.seconds = 0.02
    for _ in range(4):
        outcome(plugins, "validate")
    (asked,) = plugins.loaded[0].answering("validate")
    assert len(asked.function.__globals__["calls"]) == 4


FROM_FILE = tuple(ANSWERS.values())


def test_hook_that_answers_in_between_is_not_switched_off(tmp_path: Path) -> None:
    body = "calls.append(1)\n    if len(calls) != 3: import time; time.sleep(0.3)"
    plugins = made(tmp_path, code=f"calls = []\n{hook('branding', body)}")
    for seconds in (0.05, 0.05, 20, 0.05):
        plugins.calling.seconds = seconds
        plugins.branding("atyrau")
    assert not plugins.troubles()[0].is_off


def test_success_clears_what_failed(tmp_path: Path) -> None:
    body = "calls.append(1)\n    if len(calls) == 1: raise ValueError"
    plugins = made(tmp_path, code=f"calls = []\n{hook('branding', body)}")
    plugins.branding("atyrau")
    assert plugins.troubles()
    plugins.branding("atyrau")
    assert plugins.troubles() == []


def test_switched_off_hook_is_asked_again_when_somebody_says_so(tmp_path: Path) -> None:
    plugins = made(tmp_path, code=hook("budget_caps", "import time; time.sleep(0.1)"))
    plugins.calling.seconds = 0.01
    for _ in range(3):
        outcome(plugins, "budget_caps")
    plugins.calling.seconds = 2
    outcome(plugins, "budget_caps")
    plugins.try_again(plugins.loaded[0].name)
    assert ask(plugins, "budget_caps") is None and plugins.troubles() == []


def test_endless_loop_is_ended_at_its_deadline(tmp_path: Path) -> None:
    plugins = made(tmp_path, code=hook("branding", "while True: pass"))
    plugins.calling.seconds = 0.1
    plugins.branding("atyrau")
    for thread in threads_of(plugins):
        thread.join(20)
    assert not threads_of(plugins)


def threads_of(plugins: Plugins) -> list[threading.Thread]:
    """What still runs of the plugin's branding."""
    name = f"{plugins.loaded[0].name}: branding"
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_endless_loop_goes_on_where_nobody_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "end", lambda thread: None)
    plugins = made(tmp_path, code=hook("branding", "import time\n    while True: time.sleep(0.01)"))
    plugins.calling.seconds = 0.1
    plugins.branding("atyrau")
    time.sleep(0.3)
    (left,) = threads_of(plugins)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(left.ident or 0), ctypes.py_object(SystemExit))
    left.join(2)


@dataclass
class Deaf:
    """A plugin whose hook waits where no exception reaches it, and how often its process was replaced."""

    plugins: Plugins
    dog: deadline.Watchdog
    replaced: threading.Semaphore


@pytest.fixture
def deaf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deaf]:
    """A plugin that does not listen until the test is over."""
    over, dog, replaced = threading.Event(), deadline.Watchdog(), threading.Semaphore(0)
    dog.replace = replaced.release
    monkeypatch.setattr(deadline, "watchdog", dog)
    monkeypatch.setattr(deadline, "PATIENCE_SECONDS", 0.05)
    plugins = made(tmp_path, code=hook("branding", "over.wait(60)"))
    (own,) = (each for each in plugins.loaded[0].answering("branding") if not each.ours)
    own.function.__globals__["over"], plugins.calling.seconds = over, 0.1
    yield Deaf(plugins, dog, replaced)
    over.set()


def test_watchdog_asks_once_for_another_process_when_a_thread_does_not_listen(deaf: Deaf) -> None:
    deaf.plugins.branding("atyrau")
    assert deaf.replaced.acquire(timeout=20)
    deaf.plugins.branding("atyrau")
    deaf.dog.look()
    assert len(threads_of(deaf.plugins)) == 2 and not deaf.replaced.acquire(blocking=False)


def test_without_the_watchdog_a_deaf_thread_stays_and_nobody_is_asked(
    deaf: Deaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deaf.dog, "watch", lambda thread: None)
    deaf.plugins.branding("atyrau")
    assert not deaf.replaced.acquire(timeout=0.3) and len(threads_of(deaf.plugins)) == 1


CHANGES = "record.extra['a'] = 'b'; object.__setattr__(record, 'title', 'changed')"


def test_plugin_changes_only_its_own_copy(tmp_path: Path) -> None:
    seen = "return [Problem('', 'saw', {'ru': record.title + str(record.extra), 'kk': 'а'})]"
    names = [write(tmp_path, code=hook("validate", CHANGES)), write(tmp_path, code=hook("validate", seen))]
    assert ask(Plugins(names, tmp_path), "validate")[0].message["ru"] == "Тренинг{}"


SPOILS = """
    for given in list(locals().values()):
        for part in given if isinstance(given, tuple) else (given,):
            for name in getattr(part, "__dataclass_fields__", ()):
                object.__setattr__(part, name, "spoilt")
    return None"""


@pytest.mark.parametrize("name", RULES)
def test_what_a_hook_spoils_is_nobody_elses(tmp_path: Path, name: str) -> None:
    before = copy.deepcopy(QUESTIONS[name])
    ask(made(tmp_path, code=hook(name, SPOILS.strip())), name)
    assert QUESTIONS[name] == before


def test_without_a_copy_the_next_plugin_sees_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "copied", lambda given: given)
    record = replace(GATHERING, extra={})
    monkeypatch.setitem(QUESTIONS["validate"], "record", record)
    ask(made(tmp_path, code=hook("validate", CHANGES)), "validate")
    assert record.title == "changed"


@pytest.mark.parametrize(
    "ending", ["raise SystemExit(3)", "raise KeyboardInterrupt", "import os, signal; raise GeneratorExit"]
)
def test_import_that_ends_the_process_is_only_its_own_failure(tmp_path: Path, ending: str) -> None:
    plugins = made(tmp_path, code=ending)
    assert "it ends the process" in plugins.absent[0].reason
    assert [plugin.name for plugin in plugins.loaded] == ["core"]


ENDS_THE_PROCESS = {"raise SystemExit(3)": SystemExit, "raise KeyboardInterrupt": KeyboardInterrupt}


@pytest.mark.parametrize("ending", ENDS_THE_PROCESS)
def test_import_without_its_guard_ends_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def unguarded(name: str, place: loading.Place, marks: Any) -> Any:
        return importlib.import_module(place.module)

    monkeypatch.setattr(loading, "imported", unguarded)
    with pytest.raises(ENDS_THE_PROCESS[ending]):
        made(tmp_path, code=ending)


def test_import_that_hangs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "IMPORT_SECONDS", 0.1)
    plugins = made(tmp_path, code="import time; time.sleep(1)")
    assert [plugin.name for plugin in plugins.loaded] == ["core"] and plugins.absent


def test_a_face_is_worn_while_core_itself_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker killed twice in core's branding switched it off: then each page and job that wears a face
    failed, until somebody's hand."""
    plugins = Plugins([])
    worn = plugins.worn(None, None, None)
    monkeypatch.setattr(plugins, "answers", lambda hook, asked, policy, arguments: [])
    assert worn != Branding() and plugins.worn(None, None, None) == Branding()
