"""What is said while packages are installed: how far, how long, and whose certificate is in the way."""

from __future__ import annotations

import io
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.installing import bootstrap, certificates
from deploy.installing.progress import Progress, listened
from deploy.settings import ROOT
from deploy.trouble import Trouble
from tests.deploy.conftest import run

PIP = "import sys, time; [print(f'Collecting p{n}==1', flush=True) or time.sleep(0.3) for n in range(4)]"
SAID = {
    "pip": "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] no issuer'))",
    "uv": "  Caused by: invalid peer certificate: UnknownIssuer",
    "npm": "npm error code SELF_SIGNED_CERT_IN_CHAIN",
    "npm behind a proxy": "npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
}


class Index(BaseHTTPRequestHandler):
    """A package index that knows no package."""

    def do_GET(self) -> None:
        """Not here."""
        self.send_error(404)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """An index behind a certificate that nobody vouches for: its port and that certificate."""
    pem = certificate(tmp_path)
    server = HTTPServer(("127.0.0.1", 0), Index)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, pem
    server.shutdown()
    thread.join()
    server.server_close()


def certificate(folder: Path) -> Path:
    """A certificate that signs itself, for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
    made = made.add_extension(x509.BasicConstraints(True, None), True)
    signed = made.sign(key, hashes.SHA256())
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "proxy.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return folder / "proxy.pem"


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pip of its own that asks once."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "v")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "v/bin/python")
    for name in [
        name for name in os.environ if name.startswith(("PIP_", "SSL_", "UV_", "REQUESTS_", "CURL_"))
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    bootstrap.make_venv()


@pytest.mark.usefixtures("pip")
def test_pip_behind_a_strange_certificate_says_whose_and_what_to_do(
    proxy: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, pem = proxy
    index = ["--index-url", f"https://localhost:{port}/"]
    refused = bootstrap.with_own_pip([*index, "asar-no-such-package"])
    assert "SSL_CERT_FILE=/path/to/proxy.pem ./asar up" in refused
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    trusted = bootstrap.with_own_pip([*index, "asar-no-such-package"])
    assert "No matching distribution" in trusted  # the index was asked: it has no such package


@pytest.mark.parametrize("installer", SAID)
def test_each_installers_words_are_understood(installer: str) -> None:
    told = certificates.complaint(f"Collecting x\n{SAID[installer]}\nERROR: giving up")
    assert told and SAID[installer].strip() in told


def test_another_trouble_is_not_taken_for_a_certificate() -> None:
    assert certificates.complaint("ERROR: Could not find a version\nNo certificate was asked for") is None


def test_one_setting_is_told_to_every_installer_and_an_own_one_stands() -> None:
    told = certificates.trusting({"SSL_CERT_FILE": "/a.pem", "PIP_CERT": "/b.pem"})
    assert (told["PIP_CERT"], told["NODE_EXTRA_CA_CERTS"]) == ("/b.pem", "/a.pem")


def test_a_certificate_is_said_before_what_else_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = certificates.complaint(SAID["pip"])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap, "with_own_pip", lambda what: words)
    monkeypatch.setattr(bootstrap, "with_system_pip", lambda what: "No module named pip")
    with pytest.raises(Trouble, match="nobody on this machine vouches for"):
        bootstrap.install(["x"])


def test_it_is_told_how_far_it_is() -> None:
    out = io.StringIO()
    progress = Progress(4, out, tells_each=0.4)
    code, said = listened([sys.executable, "-c", PIP], ROOT, os.environ, progress)
    assert code == 0 and said.count("Collecting") == 4
    told = [words.split(",")[0] for words in out.getvalue().split(" ... ") if words]
    assert told and told == sorted(told) and told[-1] in ("3 of 4", "4 of 4")


def test_the_time_it_took_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "with_own_pip", lambda what: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    bootstrap.install(["-r", str(ROOT / "requirements.lock")], "packages")
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("Installing packages with pip (one to five minutes) ... 0.") and last.endswith(
        " s"
    )


def test_a_lock_says_how_many_packages_there_are() -> None:
    assert bootstrap.size(["--require-hashes", "-r", str(ROOT / "requirements.lock")]) > 50


def test_installing_alone_starts_nothing(home: Path) -> None:
    done = run("install", "--home", str(home))
    assert (done.returncode, list(home.iterdir())) == (0, [])
    assert "needs no network now" in done.stdout


def test_what_is_said_is_understood_without_packages() -> None:
    bare = "import sys; sys.path.insert(0, sys.argv[1]); import deploy.installing.bootstrap"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", bare, str(ROOT)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
