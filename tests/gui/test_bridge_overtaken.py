"""A study that another process takes hold of, a moment before this window does or after it has looked, is followed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paretoscope.store.folder import StudyFolder
from paretoscope.store.lock import FolderLock
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge import bridge as hands
from paretoscope_gui.bridge.files import held


def test_a_study_that_another_process_has_begun_by_now_is_followed_instead_of_refused(
    bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    folder, told = record_study(upto=60), list[str]()
    bridge.failed.connect(lambda text, hint: told.append(text))
    other = FolderLock(StudyFolder(folder).lock)
    other.acquire()
    assert held(folder)
    refusal = "import sys; print('error: it is in use by another process', file=sys.stderr); sys.exit(2)"
    bridge.command_line = [sys.executable, "-c", refusal]
    bridge.resume(folder)
    qtbot.waitUntil(lambda: isinstance(bridge._source, hands.Follower) and bridge.record.count > 0)
    assert bridge.active
    other.release()
    qtbot.waitUntil(lambda: bridge.state == "cancelled")
    assert told == []


def test_a_study_that_was_let_go_while_it_started_is_found_when_it_runs(
    bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "LATE", 200)
    folder = record_study(upto=60)
    bridge.open(folder)
    other = FolderLock(StudyFolder(folder).lock)
    other.acquire(patience=60)  # the window reads the study first
    qtbot.waitUntil(lambda: bridge.active and isinstance(bridge._source, hands.Follower))
    other.release()
    qtbot.waitUntil(lambda: bridge.state == "cancelled")
