"""The folder of keys: made once, brought over from the version that had one folder for all, and back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from deploy.backup import counting
from deploy.backup.moment import Chain
from deploy.home import keys
from deploy.home.signing import begin_signing, leave_signing
from deploy.settings import SERVICES
from shared.acts.vouching import KEPT


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beneath a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def older(folder: Path) -> dict[str, bytes]:
    """A folder as an older version made it; its files."""
    keys.make_keys(folder)
    keys.leave_to_older(folder)
    for file in [file for file in folder.rglob("*") if file.is_file() and file.parent != folder]:
        file.unlink()
    return contents(folder)


def test_each_service_has_a_folder_that_only_its_owner_opens(tmp_path: Path) -> None:
    keys.make_keys(tmp_path)
    wanted = {name for service in SERVICES for name in keys.kept_by(service)}
    assert set(contents(tmp_path)) == wanted | {"secret.key"}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {0o700, 0o600}


def test_no_service_is_told_the_secret_or_a_key_of_another() -> None:
    for service in SERVICES:
        assert all(name.startswith((f"{service}/", "public/")) for name in keys.kept_by(service))


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    keys.make_keys(tmp_path)
    made = contents(tmp_path)
    keys.make_keys(tmp_path)
    assert contents(tmp_path) == made


def test_keys_of_an_older_version_are_the_same_keys_in_their_new_place(tmp_path: Path) -> None:
    was = older(tmp_path)
    keys.make_keys(tmp_path)
    now = contents(tmp_path)
    for service in SERVICES:
        assert now[f"{service}/sign.pem"] == was[f"{service}.pem"]
        assert now[f"public/{service}.pem"] == was[f"{service}.pub.pem"]
    assert now["secret.key"] == was["secret.key"]
    assert not [name for name in now if name.endswith(".pem") and "/" not in name], "nobody reads them all"


def test_what_was_sealed_before_is_read_after(tmp_path: Path) -> None:
    """An older version made these keys of the secret in the process of registry itself."""
    secret = older(tmp_path)["secret.key"].decode()
    keys.make_keys(tmp_path)
    kept = bytes.fromhex((tmp_path / "registry/seal.key").read_text())
    for purpose in (b"people", b"blind index", b"sign-in codes"):
        before = HKDF(SHA256(), 32, None, purpose).derive(secret.encode())
        assert HKDFExpand(SHA256(), 32, purpose).derive(kept) == before


def test_a_start_that_was_cut_in_the_middle_is_ended_by_the_next(tmp_path: Path) -> None:
    was = older(tmp_path)
    (tmp_path / "events").mkdir(exist_ok=True)
    (tmp_path / "events.pem").replace(tmp_path / "events/sign.pem")
    (tmp_path / "public/events.pem").unlink(missing_ok=True)
    keys.make_keys(tmp_path)
    now = contents(tmp_path)
    assert (now["events/sign.pem"], now["public/events.pem"]) == (was["events.pem"], was["events.pub.pem"])


def test_the_way_back_leaves_an_older_version_its_pairs_and_they_come_over_again(tmp_path: Path) -> None:
    keys.make_keys(tmp_path)
    made = contents(tmp_path)
    keys.leave_to_older(tmp_path)
    there = contents(tmp_path)
    assert [there[f"{service}.pem"] for service in SERVICES] == [made[f"{s}/sign.pem"] for s in SERVICES]
    keys.make_keys(tmp_path)
    assert contents(tmp_path) == made


def test_where_signatures_begin_is_written_down_once_and_forgotten_on_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.make_keys(tmp_path)
    ends = iter([Chain("events", 7, "ab"), Chain("events", 9, "cd")])
    monkeypatch.setattr(counting, "chains", lambda urls: [next(ends) for _ in urls])
    for _start in range(2):
        begin_signing(tmp_path, {"events": "postgresql://"})
    assert (tmp_path / "events" / KEPT).read_text() == "7 ab\n"
    leave_signing(tmp_path)
    begin_signing(tmp_path, {"events": "postgresql://"})
    assert (tmp_path / "events" / KEPT).read_text() == "9 cd\n"
