"""`paretoscope resume`: go on with a study that was interrupted, or try failed trials again."""

from __future__ import annotations

import argparse
import sys
from os.path import expanduser
from pathlib import Path

from paretoscope.commands._options import add_running, began, duration, share, size


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("resume", help="go on with an interrupted study")
    parser.add_argument("folder", help="study folder")
    parser.add_argument("--retry", action="store_true", help="try failed and skipped trials once more")
    parser.add_argument(
        "--accept-changes", action="store_true", help="go on although the model, a library or the driver has changed"
    )
    parser.add_argument("--memory", type=size, metavar="SIZE", help="for all workers together, e.g. 8G")
    parser.add_argument(
        "--budget", type=duration, metavar="TIME", help="end within this time from now on (600, 10m, 1h30m)"
    )
    parser.add_argument(
        "--width", type=share, metavar="SHARE", help="add rounds until each headline ratio is known to this, e.g. 1%%"
    )
    add_running(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what is missing; a complete study is only shown."""
    from dataclasses import replace

    from paretoscope.commands._running import execute
    from paretoscope.store.folder import StudyFolder
    from paretoscope.study.checks import check
    from paretoscope.study.launch import Launch

    folder = Path(expanduser(args.folder))
    start = began(args)
    stored = StudyFolder(folder).study()
    checked = check(replace(stored, budget=0.0, memory=args.memory or stored.memory), folder)
    width = stored.width if args.width is None else args.width
    checked.study = replace(stored, budget=args.budget or 0.0, width=width)
    how = Launch(
        resume=True, retry=args.retry, accept_changes=args.accept_changes, commands=args.stream, detached=args.detach,
        timeout=args.timeout or 0.0, began=start,
    )  # fmt: skip
    return execute(checked, folder, how, stream=args.stream, as_json=args.json, out=sys.stdout, log=sys.stderr)
