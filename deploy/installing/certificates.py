"""A proxy that opens TLS shows a certificate of its own: found in what installers say, and told in words.
Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping

MARK = re.compile(
    r"certificate.verify.failed|invalid peer certificate|unknownissuer|self.signed.cert"
    r"|unable.to.(?:get|verify)[\w ]*(?:issuer|certificate)",
    re.IGNORECASE,
)
WORDS = """The other side shows a certificate that nobody on this machine vouches for:
  {0}
Usually a proxy of your network opens TLS and signs with a certificate of its own.
Ask whoever runs it for that certificate (a .pem file) and name it; uv, pip and npm all take it from there:
  SSL_CERT_FILE=/path/to/proxy.pem ./asar up"""
# Each installer has a variable of its own for what SSL_CERT_FILE says.
SAME = ("PIP_CERT", "NODE_EXTRA_CA_CERTS")


def trusting(env: Mapping[str, str]) -> dict[str, str]:
    """An environment in which every installer trusts what SSL_CERT_FILE names, unless told otherwise."""
    named = env.get("SSL_CERT_FILE")
    return {**(dict.fromkeys(SAME, named) if named else {}), **env}


def is_complaint(words: str) -> bool:
    """Whether these are the words about a certificate."""
    return words.startswith(WORDS.partition("\n")[0])


def complaint(said: str) -> str | None:
    """The words about a certificate in what an installer said, or None."""
    line = next((line.strip() for line in said.splitlines() if MARK.search(line)), None)
    return WORDS.format(line[:300]) if line else None
