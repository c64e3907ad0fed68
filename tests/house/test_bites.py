"""Every house test that reads the code fails when its rule is broken:
all are broken at once in a copy of the checkout, the types before the rest: mypy then reads one file anew."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.code import ROOT, name
from tests.house.test_types import mistakes

HEAD = '"""Breaks a rule on purpose."""\n'
TYPES = "test_types_fit"
LONG = "".join(f"    x{n} = {n}\n" for n in range(70))
BROKEN = {
    "test_import_contracts_are_kept": (
        "services/grants/contests/neighbour.py",
        "import services.events.service\n",
    ),
    "test_the_nouns_of_a_service_form_no_circle": (
        "services/events/gatherings/record.py",
        "\nimport services.events.participants.models\n",
    ),
    "test_no_file_leads_back_to_itself": (
        "shared/plugins/values.py",
        "\n\ndef later() -> None:\n    import shared.plugins.asking\n",
    ),
    "test_shared_and_services_know_neither_plugins_nor_tests": ("shared/above.py", "import tests.suite\n"),
    "test_plugins_see_only_the_hooks_and_the_language": (
        "plugins/core/peeping.py",
        "import shared.queue\n",
    ),
    "test_the_language_imports_only_the_standard_library_and_itself": (
        "shared/language/learned.py",
        "import flask\n",
    ),
    "test_rules_never_import_doors": (
        "services/events/gatherings/queries.py",
        "import services.events.gatherings.views\n",
    ),
    "test_records_never_import_rules": (
        "services/events/gatherings/models.py",
        "import services.events.gatherings.queries\n",
    ),
    "test_every_file_of_a_service_has_a_tier": ("services/reports/facts/loose.py", ""),
    "test_imports_point_downwards": (
        "services/reports/facts/queries.py",
        "import services.reports.figures.wording.pages\n",
    ),
    "test_pure_rooms_know_neither_session_nor_database": (
        "services/reports/pictures/drawing.py",
        "\nimport sqlalchemy\n",
    ),
    "test_imports_are_absolute": ("services/events/relative.py", "\nfrom . import models\n"),
    "test_no_word_of_the_language_is_spelt_outside_it": (
        "services/grants/spelling.py",
        '\nPROVES = ("score_sheet",)\n',
    ),
    "test_no_code_names_a_region_or_wears_its_face": ("services/grants/local.py", '\nOURS = "zhambyl"\n'),
    "test_no_page_or_style_names_a_region_or_wears_its_face": (
        "shared/ui/static/local.css",
        "\n.ours { color: #6a3d9a }\n",
    ),
    "test_every_message_is_translated": (
        "services/events/saying.py",
        "from flask_babel import gettext as _\n\nWORDS = _('Nobody translated this')\n",
    ),
    "test_translations_keep_their_parameters": (
        "shared/ui/translations/ru/LC_MESSAGES/messages.po",
        '\nmsgid "One %(a)s"\nmsgstr "Один %(b)s"\n',
    ),
    "test_every_phrase_renders_with_its_parameters": (
        "services/grants/translations/ru/LC_MESSAGES/messages.po",
        '\nmsgid "Half"\nmsgstr "50 % фонда"\n',
    ),
    "test_every_text_of_a_table_renders_in_three_languages": (
        "services/events/participants/reader/reasons.toml",
        '\n[broken]\nru = "значение {value"\nkk = "мән"\nen = "value"\n',
    ),
    "test_two_catalogues_never_disagree": (
        "services/events/translations/kk/LC_MESSAGES/messages.po",
        '\nmsgid "Users"\nmsgstr "Басқаша"\n',
    ),
    "test_error_codes_are_unique_in_a_service": (
        "services/grants/twice.py",
        '\n\nclass One:\n    code = "same"\n\n\nclass Two:\n    code = "same"\n',
    ),
    "test_every_hook_is_documented_tested_and_used": ("plugins/README.md", None),
    "test_every_hook_is_called_where_it_is_advertised": ("services/grants/awards/operations/giving.py", None),
    "test_every_record_is_documented_by_its_publisher": ("services/grants/README.md", None),
    "test_every_permission_is_in_the_readme": ("services/registry/README.md", None),
    "test_service_readmes_are_short": ("services/events/README.md", "\n" * 60),
    "test_every_setting_is_documented": ("deploy/setting.py", '\nNEW = "ASAR_NOBODY_KNOWS"\n'),
    "test_linter_finds_nothing": ("services/reports/untidy.py", "import os\n"),
    "test_no_file_is_over_four_hundred_lines": ("deploy/long.py", "\n" * 400),
    "test_no_line_of_code_is_wider_than_it_can_be_read": ("deploy/wide.py", f"WIDE = '{'w' * 110}'\n"),
    "test_no_line_of_a_template_is_wider_than_it_can_be_read": (
        "services/events/templates/events/wide.html",
        "w" * 161,
    ),
    "test_no_function_has_too_many_nodes": (
        "deploy/dense.py",
        f"\n\ndef dense() -> list[int]:\n    return {list(range(260))}\n",
    ),
    "test_no_function_is_over_sixty_five_lines": ("deploy/longer.py", f"\n\ndef long() -> None:\n{LONG}"),
    "test_no_door_is_over_fifty_lines": (
        "services/grants/contests/inbox.py",
        f'\n\ndef long() -> None:\n    """Wait."""\n{LONG}',
    ),
    "test_migrations_are_one_line": (
        "services/events/migrations/versions/0001_twice.py",
        "",
    ),
    "test_migrations_hold_no_table_for_long": (
        "services/grants/migrations/versions/9999_slow.py",
        '\n\ndef upgrade() -> None:\n    op.execute("UPDATE awards SET status = 1")\n',
    ),
    "test_the_law_of_locks_bites": (
        "tests/house/test_migrations.py",
        '\n\nWAY = WAY.replace("upgrade", "never")\n',
    ),
    "test_every_acted_table_is_told_in_words": (
        "services/registry/tokens/noun.py",
        '\nobject.__setattr__(TOKENS, "told", {})\n',
    ),
    "test_only_the_door_commits": (
        "services/events/gatherings/committing.py",
        "\nfrom services.events.db import db\n\ndb.session.commit()\n",
    ),
    "test_shared_stays_small": ("shared/large.py", "".join(f"x{n} = {n}\n" for n in range(4600))),
    "test_no_file_has_a_name_that_says_nothing": ("shared/utils.py", ""),
    "test_shared_names_no_domain_noun": ("shared/knowing.py", "contest = 1\n"),
    "test_shared_makes_no_table_of_its_own": (
        "shared/owning.py",
        '\n\nclass Own:\n    __tablename__ = "own"\n',
    ),
    "test_every_decision_has_a_number_of_its_own": ("deploy/decisions/0001-again.md", ""),
    "test_every_module_and_public_thing_has_a_docstring": (
        "services/grants/silent.py",
        "\n\ndef silent() -> None:\n    return None\n",
    ),
    "test_every_signature_has_types": ("deploy/untyped.py", "\n\ndef untyped(value):\n    return value\n"),
    "test_no_border_is_crossed_by_a_dict_of_anything": (
        "shared/language/loose.py",
        '\nfrom typing import Any\n\n\ndef loose(row: dict[str, Any]) -> None:\n    """Take anything."""\n',
    ),
    TYPES: ("shared/language/unfit.py", '\nCOUNT: int = "many"\n'),
    "test_no_float_comes_near_money": ("services/grants/floating.py", "\nRATE = float(input())\n"),
    "test_nothing_is_left_unfinished": ("deploy/later.py", "# " + "TO" + "DO: later\n"),
    "test_no_file_names_a_registry_or_this_machine": (
        "deploy/hosts.py",
        '\nINDEX = "https://py' + 'pi.org/simple"\n',
    ),
    "test_a_gathering_is_not_called_as_a_line_of_the_plan_is": (
        "services/grants/translations/ru/LC_MESSAGES/messages.po",
        '\nmsgid "A gathering nobody held"\nmsgstr "Мероприятие, которого не было"\n',
    ),
    "test_every_number_has_its_words": (
        "services/grants/translations/ru/LC_MESSAGES/messages.po",
        '\nmsgid "%(num)s guide"\nmsgid_plural "%(num)s guides"\nmsgstr[0] "%(num)s памятка"\n',
    ),
    "test_one_thing_has_one_kazakh_word": (
        "services/grants/translations/kk/LC_MESSAGES/messages.po",
        '\nmsgid "A guide nobody reads"\nmsgstr "Ешкім оқымайтын кітапша"\n',
    ),
    "test_every_noun_folder_announces_itself": ("services/grants/silences/models.py", ""),
    "test_service_root_holds_no_list_but_its_nouns": ("services/grants/central.py", ""),
    "test_every_table_belongs_to_its_noun": (
        "services/grants/db.py",
        '\n\nclass Loose(db.Model):\n    __tablename__ = "loose"\n'
        "    id = db.Column(db.Integer, primary_key=True)\n",
    ),
    "test_two_nouns_never_announce_the_same": (
        "shared/web/service.py",
        "\n\nService._merged = lambda self, name: {}  # type: ignore[method-assign]\n",
    ),
    "test_readme_is_short": ("README.md", "\n" * 120),
}


def copy_checkout(folder: Path) -> None:
    """Copy the checkout's files, and what mypy remembers of them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    for file in filter(lambda file: (ROOT / file).exists(), listed):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, folder / file)
    mistakes()
    shutil.copytree(ROOT / ".mypy_cache", folder / ".mypy_cache")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)


def failing(folder: Path, tests: str, broken: set[str]) -> set[str]:
    """Which of these tests fail in the copy once each of their rules is broken; None empties a file."""
    for file, added in map(BROKEN.__getitem__, broken):
        place = folder / file
        before = place.read_text("utf-8") if place.exists() else HEAD
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("" if added is None else before + added, "utf-8")
    options = ["-q", "--tb=no", "-p", "no:cacheprovider", tests, "-k", " or ".join(broken)]
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return set(re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.M))


def test_every_house_test_bites(tmp_path: Path) -> None:
    copy_checkout(tmp_path)
    for tests, broken in (("tests/house/test_types.py", {TYPES}), ("tests/house", BROKEN.keys() - {TYPES})):
        failed = failing(tmp_path, tests, broken)
        assert failed == broken, (broken - failed, failed - broken)


def test_no_house_test_is_left_out() -> None:
    running = set(
        "figures routes other_regions api_pages page_costs write_costs bites failures nothing_answers "
        "two_tabs".split()
    )
    written = {
        word
        for path in (ROOT / "tests/house").glob("test_*.py")
        if path.stem.removeprefix("test_") not in running
        for word in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M)
    }
    assert written <= set(BROKEN), f"{name(Path(__file__))}, BROKEN: what breaks {written - set(BROKEN)}?"
    assert set(BROKEN) <= written, f"{name(Path(__file__))}: no test is called {set(BROKEN) - written}"
