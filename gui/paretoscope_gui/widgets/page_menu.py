"""What the page in front offers, by name: every button, switch and picture that is seen and can be used now.

So the palette and the Page menu reach all that the window does, without a list of it that could fall behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from paretoscope_gui.i18n import tr

MOST = 60  # a page with long lists has buttons in every row


@dataclass(frozen=True)
class Offer:
    """Something that can be done on a page; `on`: whether a switch is on, None when it is none."""

    name: str
    do: Callable[[], object]
    on: bool | None = None


def offers(page: QWidget | None) -> list[Offer]:
    """What can be done on a page now, in the order in which its widgets stand; each name once. None: it is coming."""
    found: dict[str, Offer] = {}
    if page is None:
        return []
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page) and widget.isEnabled():
            for offer in _of(widget):
                found.setdefault(offer.name, offer)
    return list(found.values())[:MOST]


def page_menu(menu: QMenu, page: Callable[[], QWidget | None]) -> None:
    """Fill a menu with what the page in front offers, each time that it opens."""

    def fill() -> None:
        menu.clear()
        for offer in offers(page()):
            action = menu.addAction(offer.name)
            action.setCheckable(offer.on is not None)
            action.setChecked(bool(offer.on))
            action.triggered.connect(lambda _=False, do=offer.do: do())
        if menu.isEmpty():
            menu.addAction(tr("Nothing to do here yet")).setEnabled(False)

    menu.aboutToShow.connect(fill)


def _of(widget: QWidget) -> Iterator[Offer]:
    """A button's own deed, or those of a picture: to show all of it, as a table, to copy and to save it."""
    deeds = getattr(widget, "deeds", None)
    if callable(deeds):
        about = widget.accessibleName()
        yield from (Offer(f"{about}: {name}", do) for name, do in deeds())
    if isinstance(widget, QAbstractButton) and not widget.objectName().startswith("qt_"):
        name = widget.accessibleName() or widget.text()
        if name and not (isinstance(widget, QPushButton) and widget.menu() is not None):
            yield Offer(name, partial(_press, widget), widget.isChecked() if widget.isCheckable() else None)


def _press(widget: QAbstractButton) -> None:
    """Press it, unless it went while one was choosing: results that come in build parts of a page anew."""
    if isValid(widget):
        widget.click()
