"""Measure the promised speeds beside bare twins over the same database; with --write, keep them in
deploy/BENCH.md. With --seed, only make a programme of that size and say where its home is."""

from __future__ import annotations

import argparse
from pathlib import Path

PURPOSE = "build"
ORDER = 2
USAGE = ["bench [--write]", "bench --seed 10k|100k|1m"]
NEEDS = "runtime"
SEEDS = ("10k", "100k", "1m")


def configure(parser: argparse.ArgumentParser) -> None:
    """What is seeded, and whether the page is written; `--home` is the folder of the seeded homes."""
    parser.add_argument("--write", action="store_true", help="write the table into deploy/BENCH.md")
    parser.add_argument("--seed", choices=SEEDS, help="only make a home of so many attendances")


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


def measured(args: argparse.Namespace) -> int:
    """Measure every promise."""
    from deploy.bench.measuring import as_table
    from deploy.bench.promises import Bench, bench_page, demo_suite, second_start

    with demo_suite() as (apps, env):
        figures = Bench(apps, env).figures()
    figures.append(second_start())
    table = as_table(figures)
    print(table)
    if args.write:
        page = bench_page()
        head = page.read_text("utf-8").split("| what |")[0] if page.exists() else "# Speed\n\n"
        page.write_text(head + table + "\n", "utf-8")
    return 0 if all(figure.kept for figure in figures) else 1
