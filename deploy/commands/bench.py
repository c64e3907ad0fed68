"""Measure the promised speeds beside bare twins over the same database; with --write, keep them in
deploy/BENCH.md. With --seed, only make a programme of that size and say where its home is."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from deploy.trouble import Trouble

PURPOSE = "build"
ORDER = 2
USAGE = ["bench [--write] [--only ROW …] [--sizes SIZE …]", "bench --seed 10k|100k|1m"]
NEEDS = "runtime"
SEEDS = ["10k", "100k", "1m"]


def configure(parser: argparse.ArgumentParser) -> None:
    """What is seeded, and whether the page is written; `--home` is the folder of the seeded homes."""
    parser.add_argument("--write", action="store_true", help="write the table into deploy/BENCH.md")
    parser.add_argument("--seed", choices=SEEDS, help="only make a home of so many attendances")
    parser.add_argument("--only", nargs="+", metavar="ROW", help="measure these rows: list page write …")
    parser.add_argument("--sizes", nargs="+", choices=SEEDS, default=SEEDS, help="programmes measured")


def run(args: argparse.Namespace) -> int:
    """Measure, print, judge: 1 when a promise was not kept in this run."""
    return seeded(args) if args.seed else measured(args)


def seeded(args: argparse.Namespace) -> int:
    """Make a home, or bring it back to what was seeded, and say how it is started."""
    from deploy.bench.homes import FOLDER, ready_home
    from deploy.bench.sizes import SIZES

    home = ready_home(SIZES[args.seed], Path(args.home) if args.home else FOLDER)
    print(f"Seeded: {home}\n  ./asar up --home {home}")
    return 0


def chosen(asked: Sequence[str] | None, known: Sequence[str]) -> Sequence[str]:
    """The rows to measure: those asked for, or all; Trouble names one that is none."""
    for name in asked or ():
        if name not in known:
            raise Trouble(f"The bench has no row “{name}”. Its rows: {', '.join(known)}.")
    return asked or known


def measured(args: argparse.Namespace) -> int:
    """Measure, print, judge."""
    from deploy.bench import judging, page, running
    from deploy.bench.homes import FOLDER
    from deploy.bench.rows import PROMISES

    folder = Path(args.home) if args.home else FOLDER
    wanted = chosen(args.only, [each.name for each in PROMISES])
    outcome = running.measured(args.sizes, wanted, folder, print)
    verdicts = list(judging.judged(PROMISES, outcome.readings, judging.former_figures()))
    print("", *page.table(verdicts), *map(page.failed, outcome.failures), sep="\n")
    whole = running.with_former(outcome, folder)
    if args.write:
        known = list(judging.judged(PROMISES, whole.readings, judging.former_figures()))
        page.write(page.whole(whole, known, os.getloadavg()[2]))
        judging.keep(known)
    good = all(verdict.kept and verdict.as_before for verdict in verdicts)
    return 0 if good and not outcome.failures else 1
