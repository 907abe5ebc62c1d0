"""The messages above the pages: at most three, the oldest goes; the same one is not repeated."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import said
from paretoscope_gui.theme import space
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import column, widgets_in

MOST = 3


class Messages(QWidget):
    """Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=2)
        self._box.setContentsMargins(space(4), space(2), space(4), space(2))
        self.setLayout(self._box)
        self.hide()

    def tell(self, text: str, hint: str = "", tone: str = "bad") -> Banner:
        """Show a message."""
        return self._put(Banner(said(text), said(hint), tone))

    def tell_with(self, text: str, hint: str, tone: str, name: str, do: Callable[[], object]) -> Banner:
        """A message with one button, which closes it."""
        banner = Banner(text, hint, tone, [(name, lambda: (banner.close(), do()))])
        return self._put(banner)

    @property
    def shown(self) -> list[Banner]:
        """The messages that are there, the oldest first."""
        return [b for b in widgets_in(self._box) if isinstance(b, Banner) and not b.gone]

    def _put(self, banner: Banner) -> Banner:
        shown = self.shown
        for old in [b for b in shown if b.text == banner.text] or shown[: len(shown) + 1 - MOST]:
            old.close()
        self._box.addWidget(banner)
        banner.closed.connect(self._tidy)
        self.show()
        return banner

    def _tidy(self) -> None:
        self.setVisible(bool(self.shown))
