"""A form whose button is pressed without a network: what was typed stays, and goes when it is back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, Running

NAME = "ОФ «Без связи»"


@pytest.fixture
def coordinator(asar: Running, tmp_path: Path):  # noqa: ANN201
    """Somebody on the way, with a network that comes and goes."""
    asar.user("without-a-network", "coordinator")
    with person(asar.address, tmp_path) as someone:
        someone.sign_in("without-a-network")
        yield someone


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_form_stays_without_a_network_and_goes_with_it(asar: Running, coordinator: Person) -> None:
    page = coordinator.page
    coordinator.go("/registry/organisations/new")
    page.select_option("#f-kind", index=1)
    page.fill("#f-name_ru", NAME)
    page.context.set_offline(True)
    page.locator("main form button[type=submit]").last.click()
    assert "Не отправлено: нет связи." in page.inner_text("#messages")
    assert page.input_value("#f-name_ru") == NAME
    page.context.set_offline(False)
    coordinator.complaints.clear()  # the browser's own word about the lost connection
    coordinator.submit("main form")
    assert NAME in coordinator.text()
    coordinator.check()
