"""Reduced motion: nothing moves by itself, and it is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.events import Sample
from paretoscope_gui.bridge.feed import EAGER, QUIET
from paretoscope_gui.measured.left import Left
from paretoscope_gui.measured.progress import Progress
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import theme
from paretoscope_gui.views.run_header import RunHeader
from paretoscope_gui.window import MainWindow


def test_reduced_motion_stills_cursor_bar_and_plots_and_is_remembered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge = window.ready_bridge()
    header = RunHeader()
    qtbot.addWidget(header)
    header.set_state("running", True, Left())
    unknown = Progress(None, 1.0, None, 0, 0, "")
    event = Sample(t=1.0, trial="baseline", name="memory.rss", value=1e6, unit="B")
    for still in (True, False):
        window.actions_["view.motion"].trigger()
        assert Settings.load(tmp_path / "state").still is still
        assert (QApplication.cursorFlashTime() == 0) is still
        header.set_progress(unknown)
        assert (header.bar.maximum() == 0) is not still
        bridge._feed._bell.stop()
        bridge._feed.push([event])
        bridge._feed.drain()
        assert bridge._feed._bell.interval() == (QUIET if still else EAGER)
    assert not theme().still
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)


def test_plots_are_quiet_while_something_is_timed_unless_asked_otherwise(window: MainWindow, tmp_path: Path) -> None:
    bridge = window.ready_bridge()
    assert bridge._feed.quiet
    window.actions_["view.calm"].trigger()
    assert not bridge._feed.quiet
    assert Settings.load(tmp_path / "state").lively
    assert not window.new_tab().bridge._feed.quiet  # type: ignore[union-attr]
    window.actions_["view.calm"].trigger()
    assert bridge._feed.quiet
