"""Show the figures with the records behind them, derive them anew from the records, or only compare."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

PURPOSE = "care"
ORDER = 5
USAGE = ["figures show [CODE …]", "figures rebuild [--check]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Show, or derive anew."""
    parser.add_argument("action", choices=["show", "rebuild"])
    parser.add_argument("codes", nargs="*", metavar="CODE", help="these lines alone, with all their records")
    parser.add_argument("--check", action="store_true", help="compare only, change nothing")


def run(args: argparse.Namespace) -> int:
    """Print the figures, or what was otherwise; 1 when a comparison finds a difference."""
    from deploy.product import all_apps

    with all_apps(args.home) as apps, apps["reports"].app_context():
        return shown(args.codes) if args.action == "show" else rebuilt(args.check)


def shown(codes: list[str]) -> int:
    """Print the table; of lines that are named all that is behind them."""
    from deploy.home.environment import demo_clock
    from services.reports.figures.cli import shown_figures

    os.environ.update(demo_clock(Path(os.environ["ASAR_HOME"])))  # as the pages of this home say it
    for line in shown_figures(codes):
        print(line)
    return 0


def rebuilt(check: bool) -> int:
    """Compare, and unless only that was asked keep what is derived."""
    from services.reports.facts.cli import check_figures, rebuild_figures

    lines = check_figures() if check else rebuild_figures()
    print(*(lines or ["Every figure is what its records say."]), sep="\n")
    return 1 if check and lines else 0
