"""The command `paretoscope`: finds its commands by name, imports a command's needs only when it is run."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import signal
import sys
import traceback
from typing import NoReturn

import paretoscope
from paretoscope import commands
from paretoscope.errors import EXIT_ENVIRONMENT, EXIT_INTERRUPTED, EXIT_REQUEST, EXIT_TRIAL, ParetoscopeError
from paretoscope.plain import plain


class Parser(argparse.ArgumentParser):
    """Says what is wrong in the words of all our errors."""

    def error(self, message: str) -> NoReturn:
        """Print error and hint, and exit with the code of a wrong request."""
        print(f"error: {message}", file=sys.stderr)
        print(f"hint: `{self.prog} --help` shows what can be said", file=sys.stderr)
        raise SystemExit(EXIT_REQUEST)


def main(argv: list[str] | None = None) -> int:
    """Run one command; without arguments open the window. Returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    _speak()
    try:
        if not arguments:
            return _window()
        if arguments[0] == "worker":
            return _worker(arguments[1:])
        args = make_parser().parse_args(arguments)
        args.own_process = argv is None
        if args.own_process:  # asked to end by another program: as by Ctrl+C, so that drafts are cleared away
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        return guarded(args)
    except KeyboardInterrupt:  # while we still import what the command needs, or twice
        return EXIT_INTERRUPTED


def make_parser() -> Parser:
    """The parser with every command that commands/ holds."""
    parser = Parser(
        prog="paretoscope",
        description="See what each efficiency technique really does to your local model. Alone it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"paretoscope {paretoscope.__version__}")
    found = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for page in sorted(pkgutil.iter_modules(commands.__path__), key=lambda m: m.name):
        module = importlib.import_module(f"{commands.__name__}.{page.name}")
        if hasattr(module, "add"):
            module.add(found)
    for command in found.choices.values():
        command.add_argument("--traceback", action="store_true", help="show where in the program an error arose")
    return parser


def guarded(args: argparse.Namespace) -> int:
    """Run the command that was parsed; errors become sentences and exit codes."""
    try:
        return int(args.run(args))
    except ParetoscopeError as error:
        _tell(error, args.traceback)
        return error.exit_code
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone, and wants no more
        return EXIT_INTERRUPTED
    except OSError as error:
        _trace(args.traceback)
        print(plain(f"error: {error.filename or 'the system'}: {error.strerror or error}"), file=sys.stderr)
        print("hint: check that it exists, is readable, and that the disk has room", file=sys.stderr)
        return EXIT_ENVIRONMENT
    except Exception as error:  # a fault of ours must still be told in words, and end with a code
        _trace(args.traceback)
        print(f"error: a fault in Paretoscope: {type(error).__name__}: {error}", file=sys.stderr)
        print("hint: run it again with --traceback and report what it shows; stored studies are safe", file=sys.stderr)
        return EXIT_TRIAL


def _speak() -> None:
    """What the terminal's encoding cannot show is shown as an escape; nothing fails for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(error: ParetoscopeError, trace: bool) -> None:
    """All problems of an error, each with its hint."""
    _trace(trace)
    for problem in getattr(error, "problems", (error,)):
        print(plain(f"error: {problem.text}"), file=sys.stderr)
        if problem.hint:
            print(plain(f"hint: {problem.hint}"), file=sys.stderr)


def _trace(wanted: bool) -> None:
    if wanted:
        traceback.print_exc()


def _window() -> int:
    """Open the window. A machine without it or without a display is told what to do instead."""
    try:
        app = importlib.import_module("paretoscope_gui.app")
    except ImportError as error:
        print(f"error: the window needs a library that is missing: {error.name or error}", file=sys.stderr)
        print("hint: pip install 'paretoscope[gui]'; without it `paretoscope demo` works too", file=sys.stderr)
        return EXIT_ENVIRONMENT
    if sys.platform.startswith("linux") and not _display():
        print("error: there is no display to open a window on", file=sys.stderr)
        print("hint: `paretoscope demo` and `paretoscope --help` work without one", file=sys.stderr)
        return EXIT_ENVIRONMENT
    return int(app.main())


def _display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _worker(arguments: list[str]) -> int:
    """`paretoscope worker ...` is `python -m paretoscope.worker ...`, with all its arguments."""
    module = importlib.import_module("paretoscope.worker.__main__")
    return int(module.main(arguments))
