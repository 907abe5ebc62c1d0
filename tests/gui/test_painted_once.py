"""A page that comes to the front is laid out and painted once: each further time would double its longest turn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from paretoscope_gui.state.document import Document
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.tab import Tab


class Hasty(QGraphicsView):
    """As a plot: Qt lets the whole window be painted at once where an item of a scene has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self._item = self.scene().addText("a part")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._item.update()


class Page(QWidget):
    """Counts how often it is painted whole."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0
        box = QVBoxLayout(self)
        for _ in range(3):
            box.addWidget(Hasty())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += event.rect() == self.rect()


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Tab:
    """A tab on the screen, with nothing in it."""
    made = Tab(Document(Settings(folder=tmp_path)))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_page_that_comes_to_the_front_is_painted_once(tab: Tab) -> None:
    first, second = Page(), Page()
    for page in (first, second, first):
        page.painted = 0
        tab.show_page(page)
        for _ in range(5):
            QCoreApplication.processEvents()
        assert page.painted == 1
