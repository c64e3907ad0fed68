"""Call every call of the four API documents with what schemathesis makes of them, and worse: nothing may
answer 5xx, nor otherwise than its document says. A private suite; nothing of yours is touched."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

PURPOSE = "build"
ORDER = 4
USAGE = ["fuzz [--cases N] [--seed N] [--only SERVICE …] [--matching WORDS] [--write]"]
NEEDS = "dev"
CASES = 20_000  # some minutes


def configure(parser: argparse.ArgumentParser) -> None:
    """How much and of what."""
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help=f"how many (default {CASES})")
    parser.add_argument("--seed", type=int, help="the same cases, as far as what is there is the same")
    parser.add_argument("--only", nargs="+", metavar="SERVICE", help="registry, events, grants, reports")
    parser.add_argument("--matching", default="", metavar="WORDS", help="only calls whose name has these")
    parser.add_argument("--write", action="store_true", help="write the figures into deploy/FUZZ.md")


def run(args: argparse.Namespace) -> int:
    """Call, judge, say; 1 when an answer was wrong."""
    from deploy.fuzz import page, running
    from deploy.settings import SERVICES
    from deploy.trouble import Trouble

    if unknown := set(args.only or ()) - set(SERVICES):
        raise Trouble(f"no such service: {', '.join(sorted(unknown))}. There are: {', '.join(SERVICES)}")
    seed = args.seed if args.seed is not None else int(time.time())
    plan = running.Plan(args.cases, seed, tuple(args.only or SERVICES), args.matching)
    told = running.run(plan, Path(args.home) if args.home else None, say)
    say("\n".join(["", *page.words(told)]))
    if args.write:
        page.write(told)
    return 0 if told.is_clean else 1


def say(words: str) -> None:
    """To whoever looks on, at once."""
    print(words, flush=True)
