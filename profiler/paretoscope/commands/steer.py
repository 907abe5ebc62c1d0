"""`paretoscope steer`: pause, go on with, or stop a study that another process runs."""

from __future__ import annotations

import argparse
from os.path import expanduser
from pathlib import Path


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("steer", help="pause, resume, skip or cancel a study that runs elsewhere")
    parser.add_argument("folder", help="study folder")
    parser.add_argument("do", choices=("pause", "resume", "skip", "cancel"), help="what its process shall do")
    parser.add_argument("--trial", default="", metavar="ID", help="with skip: the trial to leave out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Send the command; the process takes it up between two observations, a pause between two rounds."""
    from paretoscope.errors import Refused
    from paretoscope.store.contact import send
    from paretoscope.store.folder import StudyFolder

    folder = Path(expanduser(args.folder))
    study = StudyFolder(folder).study()
    if args.do == "skip" and args.trial not in study.trials:
        raise Refused("skip needs the id of a trial", f"--trial with one of {', '.join(list(study.trials)[1:])}")
    send(folder, args.do, args.trial)
    return 0
