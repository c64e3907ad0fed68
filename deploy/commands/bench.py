"""Measure the promised speeds beside a bare Flask endpoint; with --write, keep them in deploy/BENCH.md."""

from __future__ import annotations

import argparse

PURPOSE = "build"
ORDER = 2
USAGE = ["bench [--write]"]
NEEDS = "runtime"


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether the page is written."""
    parser.add_argument("--write", action="store_true", help="write the table into deploy/BENCH.md")


def run(args: argparse.Namespace) -> int:
    """Measure, print, judge: 1 when a promise was not kept in this run."""
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
