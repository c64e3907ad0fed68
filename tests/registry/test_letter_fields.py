"""A letter names what its organisation answered to the region's questions."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from shared.plugins.asking import Plugins
from shared.plugins.reading import Wrong
from shared.plugins.regionfile import RegionFile
from tests.registry.test_letters import API, PAGE, registered
from tests.shared.plugin_making import write
from tests.shared.test_documents import pdf_text
from tests.suite import Browser, Suite

FIELDS = """
[[extra_fields]]
service = "registry"
entity = "organisation"
key = "form"
type = "choice"
label = {ru = "Вид акимата", kk = "Әкімдік түрі"}
choices = [{value = "rural", label = {ru = "сельский", kk = "ауылдық"}},
  {value = "town", label = {ru = "городской", kk = "қалалық"}}]
printed = true

[[extra_fields]]
service = "registry"
entity = "organisation"
key = "elected_on"
type = "date"
label = {ru = "Аким избран", kk = "Әкім сайланған күні"}
printed = true

[[extra_fields]]
service = "registry"
entity = "organisation"
key = "secret"
type = "text"
label = {ru = "Заметка", kk = "Ескерту"}
"""
TEXT = """
[[documents]]
document = "letter_thanks"
version = "1"
[documents.texts.body]
ru = "Спасибо: {letters.form}, {topic}"
kk = "Рақмет: {letters.form}, {topic}"
"""
NAME = "Акимат Карнакского сельского округа"


@pytest.fixture
def region(suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A region whose plugin asks something of organisations and writes letters of its own."""
    name = write(tmp_path, FIELDS + TEXT, name="letters", regions='["turkistan"]')
    plugins = Plugins([name], tmp_path)
    assert not plugins.absent, plugins.absent
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", plugins)
    return "turkistan"


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes letters."""
    return suite.browser("project_lead")


def akimat(suite: Suite, region: str, **extra: str) -> str:
    """An organisation of the region with these answers."""
    body = {"kind": "akimat", "name_ru": NAME, "region": region}
    said = {f"letters.{key}": value for key, value in extra.items()}
    made: str = suite.ok("POST", "/registry/api/v1/organisations", json=body | {"extra": said})["id"]
    return made


def letter(suite: Suite, project: str, party: str, body: str, **more: Any) -> Any:
    """What is answered to a letter with this text."""
    said = {"project_id": project, "direction": "out", "party": party, "dated_on": "2022-05-12"}
    text = {"subject": "О зале", "language": "ru", "body": body}
    return suite.call("POST", API, json=said | text | more)


def test_name_in_braces_becomes_the_answer_in_the_language_of_the_letter(
    suite: Suite, project: str, region: str, lead: Browser
) -> None:
    party = akimat(suite, region, form="rural", elected_on="2021-07-25")
    text = "Акимат {letters.form}, избран {letters.elected_on}. Сумма {…}, скобки {так} остаются"
    for language, said in (("ru", "Акимат сельский, избран 25.07.2021"), ("kk", "Акимат ауылдық")):
        item = registered(suite, project, party, body=text.replace("{…}", "1"), language=language, again=True)
        words = " ".join(pdf_text(lead.get(f"{PAGE}/{item}/paper.pdf").get_data()).split())
        assert said in words and "{так}" in words


def test_text_stays_as_it_was_sent(suite: Suite, project: str, region: str, lead: Browser) -> None:
    party = akimat(suite, region, form="rural")
    item = registered(suite, project, party, body="Вид: {letters.form}", language="ru")
    changed = {"kind": "akimat", "name_ru": NAME, "extra.letters.form": "town"}
    page = f"/registry/organisations/{party}/edit"
    assert lead.post(page, changed, page=page).status_code == 302
    assert "Вид: сельский" in unescape(lead.get(f"{PAGE}/{item}").get_data(as_text=True))


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("{letters.elected_on}", "field_unanswered", "Аким избран"),
        ("{letters.secret}", "field_unknown", "{letters.form}, {letters.elected_on}"),
        ("{letter.form}", "field_unknown", "{letter.form}"),
    ],
)
def test_name_nothing_fills_is_refused_by_name(
    suite: Suite, project: str, region: str, body: str, code: str, words: str
) -> None:
    answer = letter(suite, project, akimat(suite, region, form="rural", secret="x"), f"Вид: {body}")
    said = answer.get_json()
    assert answer.status_code == 422 and said["code"] == code and words in said["message"]


def test_organisation_that_is_new_has_no_answers(
    suite: Suite, project: str, region: str, lead: Browser
) -> None:
    form = {
        "project_id": project,
        "direction": "out",
        "party": "Новый акимат",
        "dated_on": "2022-05-12",
        "subject": "О зале",
        "language": "ru",
        "body": "Вид: {letters.form}",
        "region": region,
        "instead": "akimat",
    }
    answer = lead.post(f"{PAGE}/new", form, f"{PAGE}/new")
    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422 and "не указано «Вид акимата»" in html and "Вид: {letters.form}" in html


def test_form_shows_the_names_with_the_answers_of_the_organisation(
    suite: Suite, project: str, region: str, lead: Browser
) -> None:
    party = akimat(suite, region, form="rural", secret="тайна")
    came = registered(suite, project, party, direction="in", region=region)
    about = f"{PAGE}/new?answers_id={came}&template=thanks&language=ru&direction=out"
    html = unescape(lead.get(about).get_data(as_text=True))
    assert "Спасибо: {letters.form}, " in html and "Вид акимата: сельский" in html
    assert "{letters.elected_on}" in html and "тайна" not in html
    assert '<details class="behind" open>' in html
    assert "&answers_id=" in html and f"&region={region}" in html
    plain = unescape(lead.get(f"{PAGE}/new?direction=out").get_data(as_text=True))
    assert "{letters.form}" not in plain


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("{letters.form}, {topic}", "{letters.from}, {topic}"), "did you mean “letters.form”?"),
        (("{letters.form}, {topic}", "{letters.secret}, {topic}"), "nothing fills “letters.secret”"),
        (("printed = true", "printed = true\nkeep_days = 30"), "kept with the paper"),
    ],
)
def test_file_names_what_a_letter_may_say(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    name = write(tmp_path, (FIELDS + TEXT).replace(*change), name="letters")
    with pytest.raises(Wrong, match=words.replace("?", r"\?")):
        RegionFile(tmp_path / name / f"asar_{name}/region.toml")
