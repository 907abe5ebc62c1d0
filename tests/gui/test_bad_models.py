"""The model folders that the command refuses: the window refuses them in words too, and starts no study of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paretoscope.errors import Refused
from paretoscope_gui.window import MainWindow


def test_a_damaged_model_starts_no_study_and_is_told_in_words(
    damaged: tuple[Path, str], window: MainWindow, qtbot: QtBot
) -> None:
    folder, words = damaged
    window.open_path(str(folder))
    qtbot.waitUntil(lambda: bool(window.banners()) or window.document.info is not None, timeout=20_000)
    if window.document.info is None:
        text, hint = window.banners()[-1].text, window.banners()[-1].hint
        assert hint
    else:  # it can be looked at, but not run before the user agrees
        with pytest.raises(Refused) as refused:
            window.document.study()
        text = refused.value.text
    assert re.search(words, text), text
