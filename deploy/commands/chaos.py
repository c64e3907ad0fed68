"""Strike a private suite at random while it works (kills, freezes, wipes, half-sent requests, a full disk,
cut answers between services) and count what it kept: nothing may be lost, doubled or stuck. Nothing of yours
is touched."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deploy.chaos.running import Plan, Told

PURPOSE = "build"
ORDER = 3
USAGE = [
    "chaos [--minutes N | --kills N [--records N]] [--seed N] [--only FAULT …] "
    "[--without PROTECTION | --twins] [--write]",
    "chaos --regions [--minutes N] [--seed N] [--twins] [--write]",
]
NEEDS = "runtime"
TWIN_MINUTES = 0.5
KILLS = ("kill", "kill below")
TWINS = {"restarts": ["kill"], "gate": ["half-sent"], "keys": ["wipe"]}  # and the harm each is against


def configure(parser: argparse.ArgumentParser) -> None:
    """How long and what."""
    parser.add_argument(
        "--regions", action="store_true", help="a centre and two homes, the line cut for a month"
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=5,
        metavar="N",
        help="how long (default 5); --regions takes five more",
    )
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="until so many kills, 200 say")
    parser.add_argument(
        "--records", type=int, default=0, metavar="N", help="with --kills: and so many were recorded"
    )
    parser.add_argument("--seed", type=int, help="the same strikes in the same order")
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="FAULT",
        help="kill, kill below, freeze, wipe, half-sent; full (root), cut (separate)",
    )
    parser.add_argument("--without", choices=list(TWINS), default="", help="with this protection off")
    parser.add_argument("--twins", action="store_true", help="then a short run without each protection")
    parser.add_argument("--write", action="store_true", help="write the figures into deploy/CHAOS.md")


def run(args: argparse.Namespace) -> int:
    """Strike, count, say; 1 when a promise was not kept, or a twin kept it."""
    from deploy.chaos import page

    if args.regions:
        return of_regions(args)
    told = [struck(plan, args.home) for plan in plans(args)]
    if args.write:
        page.write(told)
    return 0 if all(one.is_kept != bool(one.plan.off) for one in told) else 1


def plans(args: argparse.Namespace) -> list[Plan]:
    """The run that was asked for, and the twins'. Trouble for a harm that nobody knows."""
    from deploy.chaos.faults import FAULTS, USUAL
    from deploy.chaos.running import Plan
    from deploy.trouble import Trouble

    if unknown := set(args.only or ()) - set(FAULTS):
        raise Trouble(f"no such fault: {', '.join(sorted(unknown))}. There are: {', '.join(FAULTS)}")
    seed = args.seed if args.seed is not None else int(time.time())
    twins = TWINS.items() if args.twins else ()
    usual = tuple(args.only or (KILLS if args.kills else USUAL))
    return [
        Plan(args.minutes, seed, usual, args.without, args.kills, args.records),
        *(Plan(TWIN_MINUTES, seed, tuple(faults), off) for off, faults in twins),
    ]


def of_regions(args: argparse.Namespace) -> int:
    """The same of a centre and its homes."""
    from deploy.chaos.regions import page
    from deploy.chaos.regions.running import TWINS as OFF
    from deploy.chaos.regions.running import Plan, run

    seed, told = args.seed if args.seed is not None else int(time.time()), []
    off = [(args.minutes, ""), *((TWIN_MINUTES, one) for one in OFF if args.twins)]
    for plan in (Plan(minutes, seed, one) for minutes, one in off):
        say(f"\n{plan.name}:")
        told.append(run(plan, Path(args.home) / (plan.off or "all") if args.home else None, say))
        say("\n".join(["", *page.words(told[-1])]))
    if args.write:
        page.write(told)
    return 0 if all(one.is_kept != bool(one.plan.off) for one in told) else 1


def struck(plan: Plan, home: str | None) -> Told:
    """One run, with its words as they come."""
    from deploy.chaos import page, running

    say(f"\n{'without ' + plan.off if plan.off else 'all protections'}:")
    told = running.run(plan, Path(home) if home else None, say)
    say("\n".join(["", *page.words(told)]))
    return told


def say(words: str) -> None:
    """To whoever looks on, at once."""
    print(words, flush=True)
