"""Word annexes from the shell: no second project by accident, a revised annex names its project."""

from __future__ import annotations

from uuid import UUID

import pytest

from services.registry.annexes import cli
from services.registry.annexes.forms import ProjectKnown
from services.registry.drafts.operations.versions import ReasonMissing
from tests.registry.test_revised_annex import BASE, CENTRES, MORE, TABLES, lines, plan
from tests.suite import PDF, Suite

__all__ = ["plan"]
NEW = ("new.docx", lines(MORE, CENTRES, TABLES))


def test_file_of_a_known_topic_is_refused_until_it_is_said_where_it_belongs(
    suite: Suite, plan: dict[str, str]
) -> None:
    with suite.apps["registry"].test_request_context():
        with pytest.raises(ProjectKnown) as refused:
            cli.import_annex(NEW, another=False)
        assert refused.value.detail["projects"][0]["id"] == plan["project_id"]
        assert cli.import_annex(NEW, another=True)[0] != plan["id"]


def test_revised_annex_comes_into_its_project(suite: Suite, plan: dict[str, str]) -> None:
    project = UUID(plan["project_id"])
    with suite.apps["registry"].test_request_context():
        made = cli.revise_annex(NEW, project, "Письмо № 12", ("letter.pdf", PDF))[0]
    version = suite.ok("GET", f"/registry/api/v1/plans/{made}")
    assert (version["project_id"], version["version"]) == (plan["project_id"], 2)


def test_revised_annex_needs_a_reason(suite: Suite, plan: dict[str, str]) -> None:
    with suite.apps["registry"].test_request_context(), pytest.raises(ReasonMissing):
        cli.revise_annex(("plan.docx", BASE), UUID(plan["project_id"]), " ", None)


def test_command_says_how_to_say_where_a_file_belongs() -> None:
    from deploy.commands.plan import where_it_belongs

    said = where_it_belongs([{"id": "01", "topic": "Живая библиотека", "why": ["topic", "grantee"]}])
    assert "01  Живая библиотека (the same topic, grantee)" in said and "--new-project" in said
