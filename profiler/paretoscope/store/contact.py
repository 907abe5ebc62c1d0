"""Speaking to the process that runs a study: its address lies in the study folder, commands go over a local socket."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from paretoscope.errors import Refused

NAME = ".control"
LONGEST = 4096  # B of a command


@dataclass(frozen=True)
class Address:
    """Where a study process listens: a Unix socket's path, or a port of this machine with the word that opens it."""

    unix: str = ""
    port: int = 0
    token: str = ""

    def write(self, folder: Path) -> None:
        """Put it into the study folder, readable for its owner only. Raises OSError."""
        draft = folder / f"{NAME}.{os.getpid()}"
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as out:
            json.dump({"unix": self.unix, "port": self.port, "token": self.token}, out)
        draft.replace(folder / NAME)

    def connect(self, patience: float) -> socket.socket:
        """A connection. Raises OSError when nobody listens."""
        if not self.unix:
            return socket.create_connection(("127.0.0.1", self.port), patience)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(patience)
        try:
            made.connect(self.unix)
        except OSError:
            made.close()
            raise
        return made


def address(folder: Path) -> Address | None:
    """Where the process listens that runs the study of this folder; None when there is none."""
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Address(str(body["unix"]), int(body["port"]), str(body["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path) -> None:
    """Take the address away: nobody listens any more."""
    with suppress(OSError):
        (folder / NAME).unlink()


def send(folder: Path, do: str, trial: str = "", patience: float = 2.0) -> None:
    """Ask the process that runs a study to pause, resume, skip or cancel; returns when it has taken the command.

    Args:
        patience: s to wait for its answer.

    Raises:
        Refused: no process answers.
    """
    found = address(folder)
    line = {"do": do, "trial": trial, "token": found.token if found else ""}
    try:
        if found is None:
            raise OSError("no address")
        with found.connect(patience) as link:
            link.sendall(json.dumps(line).encode() + b"\n")
            answer = link.recv(LONGEST)
    except OSError as error:
        raise _silent(folder) from error
    if not answer.startswith(b"taken"):
        raise _silent(folder)


def _silent(folder: Path) -> Refused:
    return Refused(
        f"no process that runs the study in {folder.name} can be reached",
        "it has ended, or it runs on another machine; `paretoscope resume` goes on with a study that was cut off",
    )
