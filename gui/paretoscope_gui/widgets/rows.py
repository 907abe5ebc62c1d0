"""A list of widgets that changes a little: those that would look the same stay, with the focus that is in them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from PySide6.QtWidgets import QBoxLayout, QWidget

from paretoscope_gui.widgets.basic import clear, widgets_in


class Rows:
    """The widgets of a box, each known by all that it shows."""

    def __init__(self, box: QBoxLayout) -> None:
        self._box = box
        self._keys: dict[QWidget, Hashable] = {}

    def show(self, wanted: Iterable[tuple[Hashable, Callable[[], QWidget]]]) -> None:
        """Show these, in this order; what has no widget with its key yet is made."""
        spare: dict[Hashable, list[QWidget]] = {}
        for widget in reversed(widgets_in(self._box)):
            spare.setdefault(self._keys.get(widget), []).append(widget)
        shown: dict[QWidget, Hashable] = {}
        for key, make in wanted:
            kept = spare.get(key)
            shown[kept.pop() if kept else make()] = key
        for widget in (w for rest in spare.values() for w in rest):
            self._box.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._keys = shown
        self._arrange(list(shown))

    def clear(self) -> None:
        """Forget all of them: the next ones are made anew."""
        clear(self._box)
        self._keys = {}

    def _arrange(self, wanted: list[QWidget]) -> None:
        for place, widget in enumerate(wanted):
            if self._box.indexOf(widget) != place:
                self._box.insertWidget(place, widget)
