"""The demo programme: eight months of 2022 told as data, seen on 30 September 2022, or from its end.
Every person in it is invented.

places, people            where and who
gatherings, publications, contest    what happened, day by day
papers, pictures, printing           the files that prove it, made while loading
autumn                    how it ends
told                      what it leaves in a home for the launcher
accounts, loading         who signs in, and how the story gets into the services
"""

from __future__ import annotations

import os


def load(env: dict[str, str], through: str | None = None) -> str:
    """Load it in this process with the services' environment, up to a day of `accounts.DAYS`;
    says what came of it: loaded, there or occupied."""
    os.environ.update(env)  # The queue reads its address from the process's environment when it is imported.
    from deploy.demo.loading import load_demo

    return load_demo(env, through) if through else load_demo(env)
