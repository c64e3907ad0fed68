"""A public address without TLS is refused before anything starts, with words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.front.exposure import refuse_open_air
from deploy.settings import read_settings
from deploy.trouble import Trouble
from tests.deploy.conftest import run

TLS = {"ASAR_PUBLIC_URL": "https://asar.example.kz", "ASAR_PROXIES": "1"}


@pytest.mark.parametrize(
    "env",
    [
        {"ASAR_HOST": "0.0.0.0"},
        {"ASAR_HOST": "::"},
        {"ASAR_HOST": "192.0.2.7"},
        {"ASAR_HOST": "asar.example.kz"},
        {"ASAR_HOST": "0.0.0.0", "ASAR_PUBLIC_URL": "https://asar.example.kz"},
        {"ASAR_HOST": "0.0.0.0", "ASAR_PUBLIC_URL": "http://localhost:8000", "ASAR_PROXIES": "1"},
        {"ASAR_PUBLIC_URL": "http://asar.example.kz", "ASAR_PROXIES": "1"},
    ],
)
def test_the_open_air_is_refused(env: dict[str, str]) -> None:
    with pytest.raises(Trouble, match="in the open") as refused:
        refuse_open_air(read_settings(env=env), env)
    assert "ASAR_PUBLIC_URL=https://" in str(refused.value)


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"ASAR_HOST": "127.0.0.2"},
        {"ASAR_HOST": "::1"},
        {"ASAR_HOST": "localhost"},
        TLS,
        TLS | {"ASAR_HOST": "0.0.0.0"},
    ],
)
def test_ones_own_machine_and_tls_are_not(env: dict[str, str]) -> None:
    refuse_open_air(read_settings(env=env), env)


def test_up_says_how_and_starts_nothing(home: Path) -> None:
    done = run("up", "--home", str(home), "--port", "8761", ASAR_HOST="0.0.0.0")
    assert done.returncode == 1
    assert "caddy reverse-proxy --from asar.example.kz --to 127.0.0.1:8761" in done.stdout
    assert list(home.iterdir()) == []
