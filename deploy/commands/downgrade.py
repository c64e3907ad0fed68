"""Take the last upgrade back: the tables go to the version before it, what was entered since stays. A backup
is taken first. Then start the code of that version."""

from __future__ import annotations

import argparse

from deploy.settings import read_settings

PURPOSE = "care"
ORDER = 8
USAGE = ["downgrade [--home DIR]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: one version back."""


def run(args: argparse.Namespace) -> int:
    """Put the tables back and say where they stand."""
    from deploy.backup.taking import serving
    from deploy.backup.upgrading import take_back
    from deploy.home.keys import leave_to_older
    from deploy.home.signing import leave_signing
    from deploy.servers.databases import service_urls

    settings = read_settings(args)
    with serving(settings, alone=True) as servers:
        step = take_back(settings, servers, service_urls(settings, servers.admin_url))
        leave_to_older(settings.keys)
        leave_signing(settings.keys)
    print(f"The tables stand as before the upgrade of {step.at}: {step.before}.")
    print("Start the code of that version; this one would upgrade them again.")
    return 0
