"""Evidence: one door for three owners, and only files that can prove what they are said to prove."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from shared.files import FAMILIES, NAMES
from shared.language import evidence
from tests.grants.conftest import Browser, Tool, records
from tests.suite import PDF

KINDS = {owner: evidence.OWNERS[owner] for owner in ("contest", "application", "award")}


def word() -> bytes:
    """As little of a Word file as its type is read from."""
    data = BytesIO()
    with ZipFile(data, "w") as book:
        book.writestr("word/document.xml", "<w/>")
    return data.getvalue()


FILES = {"PDF": PDF + b"a", "TXT": "Шарт".encode(), "Word": word()}


def accepts(kind: str, owner: str) -> frozenset[str]:
    """Types of file that prove a kind of evidence of an owner."""
    return FAMILIES[evidence.family(kind, owner)]


def owners(lead: Tool) -> dict[str, str]:
    """The path of a contest, an application and an award."""
    contest = lead.contest()
    application = lead.application(contest)
    return {
        "contest": f"/contests/{contest}",
        "application": f"/applications/{application}",
        "award": f"/awards/{lead.award(application, 300000)}",
    }


@pytest.mark.parametrize("owner", KINDS)
def test_every_kind_takes_its_types_and_no_others(lead: Tool, owner: str) -> None:
    path = owners(lead)[owner]
    taken = {
        (kind, name): lead.post(f"{path}/evidence", {"kind": kind, "file": (BytesIO(data), "x")}).status_code
        for kind in KINDS[owner]
        for name, data in FILES.items()
    }
    accepted = {kind: {NAMES[mime] for mime in accepts(kind, owner)} for kind in KINDS[owner]}
    assert taken == {(kind, name): 201 if name in accepted[kind] else 422 for kind, name in taken}


def test_text_is_no_agreement_and_the_refusal_says_what_is(lead: Tool, tool: Callable[..., Tool]) -> None:
    file = (BytesIO(FILES["TXT"]), "договор.txt")
    answer = tool("lead", "ru").post(f"{owners(lead)['award']}/evidence", {"kind": "agreement", "file": file})
    assert (answer.status_code, answer.json["code"], answer.json["detail"]["field"]) == (
        422,
        "file_unfit",
        "file",
    )
    assert "JPG, PDF, PNG, WebP" in answer.json["message"]


@pytest.mark.parametrize(
    ("kind", "names"),
    [("agreement", "JPG, PDF, PNG, WebP, "), ("report", "Excel, JPG, PDF, PNG, PowerPoint, WebP, Word, ")],
)
def test_form_offers_the_types_of_its_kind(
    browser: Callable[..., Browser], lead: Tool, kind: str, names: str
) -> None:
    page = browser().get(f"{owners(lead)['award']}/evidence/new?kind={kind}").text
    taken = ",".join(sorted(accepts(kind, "award")))
    assert f'accept="{taken}"' in page and names in page


def test_form_begins_with_what_is_missing(browser: Callable[..., Browser], lead: Tool) -> None:
    path = owners(lead)["award"]
    lead.attach(path, "agreement")
    assert 'name="kind" value="act" checked' in browser().get(f"{path}/evidence/new?kind=nonsense").text


def test_refused_file_leaves_its_reason_beside_the_field(browser: Callable[..., Browser], lead: Tool) -> None:
    path = owners(lead)["contest"]
    page = f"{path}/evidence/new?kind=protocol"
    answer = browser().send(page, page, kind="protocol", file=(BytesIO(FILES["TXT"]), "a.txt"))
    assert (
        answer.status_code == 422
        and 'id="f-file-error"' in answer.text
        and 'name="kind" value="protocol" checked' in answer.text
    )


@pytest.mark.parametrize("owner", ["application", "award"])
def test_partner_attaches_only_in_his_region(
    tool: Callable[..., Tool], browser: Callable[..., Browser], lead: Tool, owner: str
) -> None:
    path = owners(lead)[owner]
    assert [
        browser(who).get(f"{path}/evidence/new").status_code for who in ("partner", "neighbour", "grantor")
    ] == [404, 200, 403]


def test_partner_attaches_no_papers_of_the_contest(tool: Callable[..., Tool], lead: Tool) -> None:
    answer = tool("partner").post(
        f"{owners(lead)['contest']}/evidence", {"kind": "protocol", "file": (BytesIO(FILES["PDF"]), "a.pdf")}
    )
    assert answer.json["code"] == "forbidden"


def attached(lead: Tool, browser: Browser, path: str) -> str:
    """The address of a file a person has attached to an award, an application or a contest."""
    kind = KINDS[path.split("/")[1].removesuffix("s")][0]
    browser.send(
        f"{path}/evidence/new", f"{path}/evidence/new", kind=kind, file=(BytesIO(FILES["PDF"]), "не тот.pdf")
    )
    mine = [item for item in lead.get(f"{path}/evidence").json if item["name"] == "не тот.pdf"]
    return f"/evidence/{mine[0]['id']}"


@pytest.mark.parametrize("owner", KINDS)
def test_file_is_taken_off_and_reports_are_told(
    app: Flask, lead: Tool, browser: Callable[..., Browser], owner: str
) -> None:
    path = owners(lead)[owner]
    file = attached(lead, browser(), path)
    assert "не тот.pdf" in [item["name"] for item in records(app, owner)[-1]["evidence"]]
    assert browser().send(path, f"{file}/detachment").status_code == 302
    assert "не тот.pdf" not in [item["name"] for item in records(app, owner)[-1]["evidence"]]
    assert file not in browser().get(path).text


@pytest.mark.parametrize("owner", ["application", "award"])
@pytest.mark.parametrize("who", ["accountant", "neighbour"])
def test_file_of_others_stays(lead: Tool, browser: Callable[..., Browser], owner: str, who: str) -> None:
    path = owners(lead)[owner]
    file = attached(lead, browser(), path)
    page = browser(who).get(path).text
    assert f"{file}/detachment" not in page if who == "accountant" else f"{file}/detachment" in page
    sent = browser(who).send(f"{path}/evidence/new", f"{file}/detachment")
    assert sent.status_code == (403 if who == "accountant" else 302)


def test_whoever_attached_a_file_takes_it_off(lead: Tool, browser: Callable[..., Browser]) -> None:
    path = owners(lead)["award"]
    file = attached(lead, browser("accountant"), path)
    assert browser("accountant").send(f"{path}/evidence/new", f"{file}/detachment").status_code == 302


def test_accepted_subproject_keeps_what_proves_it(lead: Tool, browser: Callable[..., Browser]) -> None:
    path = owners(lead)["award"]
    file = attached(lead, browser(), path)
    lead.attach(path, "act")
    assert lead.post(f"{path}/completion").status_code == 200
    person = browser()
    person.send(path, f"{file}/detachment")
    page = person.get(path).text
    assert "подтверждает принятый проект группы" in page and f'action="/grants{file}/detachment"' in page
    lead.attach(path, "agreement")
    assert browser().send(path, f"{file}/detachment").status_code == 302


def test_act_of_another_sub_project_is_kept_and_named(browser: Callable[..., Browser], lead: Tool) -> None:
    contest, person = lead.contest(), browser()
    awards = [
        lead.award(lead.application(contest, group_name=group), 300000) for group in ("«Жастар»", "«Ана»")
    ]
    for award in awards:
        form = f"/awards/{award}/evidence/new"
        file = (BytesIO(FILES["PDF"]), "акт.pdf")
        person.send(form, form, kind="act", again="true", file=file)
    page = person.get(f"/awards/{awards[1]}").text
    assert page.count("«Жастар»") == 2 and f'href="/grants/awards/{awards[0]}"' in page
