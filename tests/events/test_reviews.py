"""Reviews in social networks: every one is in the base, a link or a screenshot proves it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from shared.clock import today
from tests.events.forms import text_of
from tests.suite import PDF, Browser, Suite

PAGE, API = "/events/reviews", "/events/api/v1/reviews"
SAID = {"network": "instagram", "written_on": "2022-06-14", "region": "turkistan"}


def body(project: str, tone: str = "positive", **more: Any) -> dict[str, Any]:
    """A review as a tool sends it."""
    return {"project_id": project, "tone": tone, **SAID, **more}


def written(suite: Suite, project: str, tone: str = "positive", **more: Any) -> str:
    """The id of a review that is recorded through the API."""
    made: str = suite.ok("POST", API, json=body(project, tone, **more))["id"]
    return made


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> str:
    """The code of a refusal."""
    answer = suite.call("POST", API, json=said, token=token)
    assert answer.status_code in (403, 409, 422), answer.get_data(as_text=True)
    code: str = answer.get_json()["code"]
    return code


def figure(suite: Suite, project: str) -> dict[str, Any]:
    """The share of positive reviews."""
    suite.settle()
    return suite.figure(project, "F.1.1")


def test_share_has_every_review_as_its_base(suite: Suite, project: str) -> None:
    assert figure(suite, project)["actual"] is None
    for tone in ("positive", "positive", "neutral", "negative", "positive"):
        written(suite, project, tone)
    found = figure(suite, project)
    assert (found["numerator"], found["denominator"], found["actual"]) == (3, 5, 60)
    assert found["evidence"] == {"needed": 5, "present": 0}


def test_only_bad_reviews_are_none_of_so_many(suite: Suite, project: str) -> None:
    written(suite, project, "negative")
    found = figure(suite, project)
    assert (found["numerator"], found["denominator"], found["actual"]) == (0, 1, 0)


def test_link_proves_a_review_and_so_does_a_screenshot(suite: Suite, project: str) -> None:
    written(suite, project, link="https://example.kz/p/1")
    item = written(suite, project, "negative")
    assert figure(suite, project)["evidence"]["present"] == 1
    sent = {"file": (BytesIO(PDF), "снимок.pdf"), "kind": "screenshot"}
    assert suite.call("POST", f"{API}/{item}/evidence", data=sent).status_code == 201
    assert figure(suite, project)["evidence"]["present"] == 2
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/F.1.1/records")
    assert {row["title"] for row in rows} == {"Instagram, 14.06.2022"}


def test_tone_network_and_day_are_needed_and_none_is_assumed(
    suite: Suite, project: str, lead: Browser
) -> None:
    answer = suite.call("POST", API, json={"project_id": project})
    assert set(answer.get_json()["detail"]["fields"]) == {"tone", "network", "written_on"}
    page = lead.post(f"{PAGE}/new", {"project_id": project, "network": "vk", "said": "Спасибо за тренинг"})
    assert page.status_code == 422
    assert "Укажите тональность отзыва." in text_of(page) and "Спасибо за тренинг" in text_of(page)


def test_day_to_come_is_refused_and_one_outside_the_project_is_asked(suite: Suite, project: str) -> None:
    tomorrow = (today() + timedelta(days=2)).isoformat()
    assert refused(suite, body(project, written_on=tomorrow)) == "review_in_future"
    assert refused(suite, body(project, written_on="2021-06-14")) == "review_outside_project"
    written(suite, project, written_on="2021-06-14", outside=True)


def test_second_review_under_one_link_is_asked_about(suite: Suite, project: str) -> None:
    written(suite, project, link="https://www.example.kz/p/1?utm_source=x")
    assert refused(suite, body(project, link="http://example.kz/p/1/")) == "review_known"
    written(suite, project, "negative", link="http://example.kz/p/1/", again=True)
    assert figure(suite, project)["denominator"] == 2


def test_withdrawn_review_stays_with_its_reason_and_counts_nowhere(
    suite: Suite, project: str, lead: Browser
) -> None:
    written(suite, project)
    item = written(suite, project, "negative")
    assert suite.call("POST", f"{API}/{item}/withdrawal", json={}).status_code == 422
    assert lead.post(f"{PAGE}/{item}/withdrawal", {"reason": "О другом проекте"}).status_code == 302
    assert figure(suite, project)["denominator"] == 1
    assert "О другом проекте" in text_of(lead.get(f"{PAGE}/{item}"))
    again = suite.call("POST", f"{API}/{item}/withdrawal", json={"reason": "ещё раз"})
    assert again.get_json()["code"] == "review_withdrawn"
    assert "положительных 1 из 1" in text_of(lead.get(PAGE))


def test_correction_moves_the_figure(suite: Suite, project: str, lead: Browser) -> None:
    item = written(suite, project)
    form = {"network": "vk", "written_on": "2022-06-14", "tone": "negative", "region": "turkistan"}
    assert lead.post(f"{PAGE}/{item}/edit", form).status_code == 302
    assert figure(suite, project)["actual"] == 0


def test_partner_collects_in_his_region_only(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    form = {"project_id": project, "network": "vk", "written_on": "2022-06-14", "tone": "positive"}
    assert partner.post(f"{PAGE}/new", {**form, "region": "turkistan"}).status_code == 302
    assert partner.post(f"{PAGE}/new", form).status_code == 422
    assert partner.post(f"{PAGE}/new", {**form, "region": "atyrau"}).status_code == 403
    theirs = written(suite, project, region="atyrau")
    whole = written(suite, project, region=None)
    assert [partner.get(f"{PAGE}/{item}").status_code for item in (theirs, whole)] == [404, 200]
    assert partner.get(f"{PAGE}/{whole}/edit").status_code == 404
    assert suite.browser("grantor_viewer").get(f"{PAGE}/new").status_code == 403


def test_two_clicks_write_one_review(suite: Suite, project: str, lead: Browser) -> None:
    form = {"project_id": project, "network": "vk", "written_on": "2022-06-14", "tone": "positive"}
    for _click in range(2):
        assert lead.post(f"{PAGE}/new", {**form, "once.key": "k1"}).status_code == 302
    assert len(suite.ok("GET", API)) == 1


@pytest.mark.parametrize("query", ["?tone=negative", "?q=шумно", "?network=vk", "?state=unproven"])
def test_list_finds_by_tone_words_network_and_state(
    suite: Suite, project: str, lead: Browser, query: str
) -> None:
    written(suite, project, link="https://example.kz/1")
    item = written(suite, project, "negative", network="vk", said="Было шумно")
    found = text_of(lead.get(PAGE + query))
    assert found.count(f"{PAGE}/{item}") >= 1 and found.count('href="/events/reviews/') == found.count(
        f'href="/events/reviews/{item}'
    ) + found.count('href="/events/reviews/new')


def test_without_proof_it_waits_in_the_week(suite: Suite, project: str, lead: Browser) -> None:
    written(suite, project)
    assert "1 отзыв без ссылки и снимка экрана" in text_of(lead.get("/registry/home"))


def test_tabs_of_the_regions_say_a_share_as_people_write_one(
    suite: Suite, project: str, lead: Browser
) -> None:
    for tone in ("positive", "positive", "negative"):
        written(suite, project, tone)
    suite.settle()
    said = text_of(lead.get(f"/reports/indicators/F.1.1?project={project}"))
    assert '<span class="tab-count num">66,67</span>' in said
