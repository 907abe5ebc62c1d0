"""Commands from outside: a local socket at which whoever finds a running study can pause, skip and stop it."""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from paretoscope.store import contact
from paretoscope.store.contact import Address
from paretoscope.study.executor import Inbox, Message

PATIENCE = 2.0  # s that a caller may take to say what it wants


@contextmanager
def door(folder: Path, inbox: Inbox) -> Iterator[None]:
    """Listen while a study runs. Where no socket can be made the study runs all the same, and nobody can steer it."""
    place = Path(tempfile.mkdtemp(prefix="paretoscope-"))  # short, as a socket's path must be, and nobody else's
    server: socket.socket | None = None
    try:
        with suppress(OSError):
            server, where = _listening(place)
            where.write(folder)
            threading.Thread(target=_serve, args=(server, where, inbox), name="door", daemon=True).start()
        yield
    finally:
        contact.forget(folder)
        if server is not None:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits there
            server.close()
        shutil.rmtree(place, ignore_errors=True)


def _listening(place: Path) -> tuple[socket.socket, Address]:
    """A Unix socket that only this user can reach; elsewhere a port of this machine and a secret word."""
    if hasattr(socket, "AF_UNIX"):
        server, where = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), Address(unix=str(place / "door"))
        server.bind(where.unix)
    else:
        server = socket.create_server(("127.0.0.1", 0))
        where = Address(port=int(server.getsockname()[1]), token=secrets.token_hex(16))
    server.listen(4)
    return server, where


def _serve(server: socket.socket, where: Address, inbox: Inbox) -> None:
    while True:
        try:
            link, _ = server.accept()
        except OSError:  # the study has ended
            return
        with link, suppress(OSError, ValueError):
            link.settimeout(PATIENCE)
            line = link.makefile("rb").readline(contact.LONGEST)
            body = json.loads(line)
            if isinstance(body, dict) and secrets.compare_digest(str(body.get("token", "")), where.token):
                inbox.put(Message("command", body=line.decode()))
                link.sendall(b"taken\n")
