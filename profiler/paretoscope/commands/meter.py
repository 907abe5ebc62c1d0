"""`paretoscope meter`: lets studies in this machine's virtual machines and containers read its energy counters."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress

from paretoscope.errors import EXIT_DONE, Unavailable


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("meter", help="let studies in this machine's guests read its energy counters")
    parser.add_argument(
        "--listen", default="127.0.0.1", metavar="HOST[:PORT]",
        help="where to answer; default 127.0.0.1, port 8766. Others who reach it see this machine's power",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer until Ctrl+C. Raises Refused, Unavailable."""
    from paretoscope.meters.energy import meters
    from paretoscope.meters.host import parsed
    from paretoscope.meters.host_server import Server, Shared

    place = parsed(args.listen)
    meter = next(m for m in meters() if m.covers == "processor")
    if meter.state != "measured":
        raise Unavailable(f"this machine has no counter to offer: {meter.why}", meter.remedy)
    try:
        server = Server(place, Shared(meter))
    except OSError as error:
        hint = "choose another address with --listen"
        raise Unavailable(f"cannot listen at {place[0]}:{place[1]}: {error.strerror}", hint) from error
    with server, suppress(KeyboardInterrupt):
        words = f"counting {', '.join(meter.domains)}; a guest reads it with --energy-from {args.listen}"
        print(f"{words}. Ctrl+C ends it.", file=sys.stderr, flush=True)
        server.serve_forever()
    return EXIT_DONE
