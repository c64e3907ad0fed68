"""Which records of a region's home are let in, and how they read here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shared.doors.errors import Refusal
from shared.language.above import OF_NO_REGION, counts_nowhere, regions_of
from shared.language.records.record import Record
from shared.queue.receiving import opened

MOST_VERSIONS = 2**60
OF_NO_PROJECT = {"person", "identity"}


class OfAnother(Refusal):
    """Its key does not begin with the name of this deployment: “%(key)s”."""

    code, status = "deployment_record_of_another", 422


class StaysAtHome(Refusal):
    """Records of the kind “%(kind)s” do not go up."""

    code, status = "deployment_stays_at_home", 422


class ProjectUnknownThere(Refusal):
    """The centre knows no project %(project)s with an approved plan."""

    code, status = "deployment_project_unknown", 422


class RegionOfAnother(Refusal):
    """It is about the region “%(region)s”; this deployment speaks of %(mine)s only."""

    code, status = "deployment_region_of_another", 422


class WithoutRegion(Refusal):
    """It is about the whole project; a region's deployment speaks of its own region only."""

    code, status = "deployment_without_region", 422


class LinkElsewhere(Refusal):
    """Its link does not lead into the deployment itself: “%(page)s”."""

    code, status = "deployment_link_elsewhere", 422


class VersionImpossible(Refusal):
    """Its version is %(version)s."""

    code, status = "deployment_version_impossible", 422


REASONS = {
    reason.code: reason
    for reason in (
        OfAnother,
        StaysAtHome,
        ProjectUnknownThere,
        RegionOfAnother,
        WithoutRegion,
        LinkElsewhere,
        VersionImpossible,
    )
}


@dataclass(frozen=True)
class Bounds:
    """What a home may speak of: its name, its address, its regions, the projects there are, the kinds that
    go up; `names`: whether both sides agree that it tells what people are called."""

    name: str
    url: str
    regions: Collection[str]
    projects: Collection[str]
    kinds: Collection[str]
    names: bool = False


def admitted(kind: str, key: str, version: int, state: dict[str, Any], bounds: Bounds) -> Record:
    """The record that was sent, as it is kept here; raises why it is not let in."""
    if kind not in bounds.kinds:
        raise StaysAtHome(kind=kind)
    if not 0 < version < MOST_VERSIONS:
        raise VersionImpossible(version=version)
    record = opened(kind, state)
    if key != f"{bounds.name}:{record.id}":
        raise OfAnother(key=key)
    check_project(kind, record, bounds)
    check_regions(kind, record, bounds)
    return record


def check_project(kind: str, record: Record, bounds: Bounds) -> None:
    """ProjectUnknownThere."""
    if kind in OF_NO_PROJECT:
        return
    project = getattr(record, "project_id", None)
    if project not in bounds.projects:
        raise ProjectUnknownThere(project=project or "—")


def check_regions(kind: str, record: Record, bounds: Bounds) -> None:
    """RegionOfAnother, WithoutRegion. Who came to a gathering has no region: it counts where that one is;
    what the home withdraws counts nowhere, wherever it was."""
    if kind in OF_NO_REGION or counts_nowhere(record):
        return
    named = regions_of(record)
    if not named:
        raise WithoutRegion
    if others := sorted(named - set(bounds.regions)):
        raise RegionOfAnother(region=", ".join(others), mine=", ".join(sorted(bounds.regions)))


def linked(state: Mapping[str, Any], url: str, name: str) -> dict[str, Any]:
    """The state of a record whose links lead into the home it comes from, and of whose files there is a page
    here, where each is asked for; LinkElsewhere."""
    proofs = [distant(proof, url, name) for proof in state.get("evidence", ())]
    shown = {"evidence": proofs} if "evidence" in state else {}
    who = {"entered_by": called(state["entered_by"], name)} if state.get("entered_by") else {}
    return {**state, "page": there(state["page"], url), **shown, **who}


def distant(proof: Mapping[str, Any], url: str, name: str) -> dict[str, Any]:
    """A file of a home, as it is opened or asked for from here; LinkElsewhere."""
    there(proof["page"], url)
    here = f"/registry/distant-files/{name}/{proof['sha256']}{proof['page']}" if proof["page"] else ""
    return {**proof, "page": here, "by": called(proof.get("by"), name)}


def called(doer: Any, name: str) -> Any:
    """Who did something at a home: his name stays there, and the home's stands for it."""
    return {**doer, "name": name} if isinstance(doer, dict) and not doer.get("name") else doer


def there(page: str, url: str) -> str:
    """A link of a home as it is followed from here; LinkElsewhere."""
    if not page:
        return page
    if not page.startswith("/") or page.startswith(("//", "/\\")):
        raise LinkElsewhere(page=page[:200])
    return url + page


def nameless(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a record as it leaves a home: who entered it and who attached its files stay there by
    name, and so do the names of files, which are often people's."""
    proofs = [{**proof, "name": "", "by": unnamed(proof.get("by"))} for proof in state.get("evidence") or ()]
    found = {**state}
    if "evidence" in state:
        found["evidence"] = proofs
    if "entered_by" in state:
        found["entered_by"] = unnamed(state["entered_by"])
    return found


def unnamed(doer: Any) -> Any:
    """Who did something, without a name."""
    return {**doer, "name": ""} if isinstance(doer, dict) else doer
