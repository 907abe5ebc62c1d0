"""Where no window can open, the command says why and what to do, and does not let Qt abort."""

from __future__ import annotations

import sys

import pytest

from paretoscope_gui import app


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux without any display."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main([]) == 4
    shown = capsys.readouterr().err
    assert shown.startswith("error: there is no display")
    assert "hint: use the command instead: paretoscope demo" in shown


@pytest.mark.usefixtures("no_display")
def test_missing_libraries_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(app, "_loads", lambda library: "cursor" not in library and "icccm" not in library)
    trouble = app.preflight()
    assert trouble is not None
    assert trouble[1] == "sudo apt-get install libxcb-cursor0 libxcb-icccm4"


def test_a_library_that_qt_needs_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    trouble = app.preflight()
    assert trouble == ("PySide6 is not installed in this Python", "install the window: pip install 'paretoscope[gui]'")


def test_help_needs_no_display(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--help"]) == 0
    assert "usage: paretoscope-gui" in capsys.readouterr().out
