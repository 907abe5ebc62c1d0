"""How pages are left, and found again when the window opens: what is chosen and filtered in them, how they are divided.

A page is listed here with the paths of those of its parts that are to be found again; its handles always are. A part
that is a cached property is not made for this: a page that has such parts tells by `grown` when one was made. What a
part holds is kept in the document by plain words, so that another language, other results or another size do no harm:
what does not fit any more is left as the page has it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSplitter, QWidget

from paretoscope_gui.state.document import Document
from paretoscope_gui.widgets.segmented import Segmented

PARTS: dict[str, tuple[str, ...]] = {
    "techniques": (*(f"catalogue.{part}" for part in (
        "search", "stage", "family", "modality", "need", "fits", "lossless")), "catalogue"),
    "run": ("tabs",),
    "tradeoffs": ("shape", "limits", *(f"chart.{part}" for part in (
        "across", "upwards", "mark_size", "mark_colour", "log_x", "log_y", "further", "relative"))),
    "inside": ("mode", "time.phase", "time.measure", "time.rows", "time.beside", "roof.what"),
    "claims": ("_filter",),
    "compare": ("mode", "which", "first", "second"),
    "report": ("format", "sections"),
}  # fmt: skip


@runtime_checkable
class Arranged(Protocol):
    """A part of a page that says itself how it is left. `changed()`: another way."""

    changed: Any

    def arrangement(self) -> Any:
        """Plain data for a JSON file."""

    def arrange(self, value: Any) -> bool:
        """Be as this says; False when it cannot be now. Anything may be in it."""


@runtime_checkable
class Growing(Protocol):
    """A page some of whose parts are made when they are first looked at. `grown()`: one was made."""

    grown: Any


class _Selection:
    """What is selected in a catalogue, as a part."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue, self.changed = catalogue, catalogue.chosen

    def arrangement(self) -> str:
        """The technique's id."""
        return str(self._catalogue.current)

    def arrange(self, value: Any) -> bool:
        """Select it, unless a filter hides it."""
        there = isinstance(value, str) and self._catalogue.model.place(value) >= 0
        if there:
            self._catalogue.choose(value)
        return there


class Arranging(QObject):
    """Notes in the document how a page is left, and brings it back as it was."""

    def __init__(self, page: QWidget, document: Document, name: str) -> None:
        super().__init__(page)
        self._page, self._document, self._name = page, document, name
        self._parts: dict[str, Any] = {}
        self._applying = False
        self._wanted: dict[str, Any] = {}  # what does not stand yet: a box is filled once a study was read
        self._more()
        if isinstance(page, Growing):
            page.grown.connect(self._more)
        document.taken.connect(self.apply)
        self.apply()

    def _more(self) -> None:
        """Parts that were not there before: they are noted from now on, and are as they were left."""
        before, self._applying = self._applying, True
        for key, part in parts(self._page, self._name).items():
            if key in self._parts:
                continue
            self._parts[key] = part
            _changed(part).connect(partial(self._note, key))
            if isinstance(part, QComboBox):
                part.model().rowsInserted.connect(lambda *_, key=key: self._filled(key))
            self._try(key)
        self._applying = before

    def apply(self) -> None:
        """As the document has it."""
        self._wanted = dict(self._document.arranged.get(self._name, {}))
        self._applying = True  # what one part brings about in another was not the reader's doing
        for key in list(self._parts):  # one part may bring about another
            self._try(key)
        self._applying = False

    def _filled(self, key: str) -> None:
        """A box has other choices: once it has all of them, the wanted one may be there."""
        if key in self._wanted:
            QTimer.singleShot(0, self, partial(self._try, key))

    def _try(self, key: str) -> None:
        if key in self._wanted and write(self._parts[key], self._wanted[key]):
            self._wanted.pop(key, None)

    def _note(self, key: str, *_: object) -> None:
        """The reader changed it, and wants no other any more."""
        if self._applying:
            return
        self._wanted.pop(key, None)
        self._document.arrange(self._name, key, read(self._parts[key]))


def parts(page: QWidget, name: str) -> dict[str, Any]:
    """The parts of a page by their paths, each of several in a dictionary by itself, and its handles."""
    found: dict[str, Any] = {}
    for path in PARTS.get(name, ()):
        if not _made(page, path.partition(".")[0]):
            continue
        part = attrgetter(path)(page)
        if path == "catalogue":
            part = _Selection(part)
        found |= {f"{path}.{key}": one for key, one in part.items()} if isinstance(part, dict) else {path: part}
    handles = page.findChildren(QSplitter)
    named = {each.objectName(): each for each in handles if each.objectName()}
    return found | named | {f"handles{i}": each for i, each in enumerate(h for h in handles if not h.objectName())}


def _made(page: QWidget, name: str) -> bool:
    """Whether a part is there, or comes with the page."""
    return name in vars(page) or not isinstance(getattr(type(page), name, None), cached_property)


def read(part: Any) -> Any:
    """How a part is left, as plain data."""
    if isinstance(part, QSplitter):
        return part.sizes()
    if isinstance(part, QComboBox):
        return _key(part.currentData())
    if isinstance(part, Segmented):
        return part.value
    if isinstance(part, QLineEdit):
        return part.text()
    return part.isChecked() if isinstance(part, QAbstractButton) else part.arrangement()


def write(part: Any, value: Any) -> bool:
    """Leave a part so; False when it cannot be so now, or not at all. The value may come from a damaged file."""
    if isinstance(part, Arranged):
        return part.arrange(value)
    for kind, do in _WRITES:
        if isinstance(part, kind):
            return do(part, value)
    return False


def _key(data: Any) -> str:
    """A choice in words: a metric's key, or the text that it is."""
    return str(getattr(data, "key", data) or "")


def _divide(part: QSplitter, value: Any) -> bool:
    fits = isinstance(value, list) and len(value) == part.count() and all(type(v) is int and v >= 0 for v in value)
    if fits and sum(value):
        part.setSizes(value)
    return fits


def _choose(part: QComboBox, value: Any) -> bool:
    at = next((i for i in range(part.count()) if _key(part.itemData(i)) == value), -1)
    if at >= 0 and at != part.currentIndex():
        part.setCurrentIndex(at)
        part.activated.emit(at)  # as if it had been chosen by hand
    return at >= 0


def _switch(part: Segmented, value: Any) -> bool:
    if isinstance(value, str) and part.value != value:
        part.set_value(value)
        part.chosen.emit(part.value)
    return bool(part.value == value)


def _type(part: QLineEdit, value: Any) -> bool:
    if isinstance(value, str):
        part.setText(value)
    return isinstance(value, str)


def _press(part: QAbstractButton, value: Any) -> bool:
    alone = part.group() is None or not part.group().exclusive()
    if isinstance(value, bool) and value != part.isChecked() and (value or alone):
        part.click()
    return bool(part.isChecked() == value)


_WRITES: tuple[tuple[type, Callable[[Any, Any], bool]], ...] = (
    (QSplitter, _divide), (QComboBox, _choose), (Segmented, _switch), (QLineEdit, _type), (QAbstractButton, _press),
)  # fmt: skip


def _changed(part: Any) -> SignalInstance:
    """The signal of a part that its reader has changed it."""
    for kind, name in (
        (QSplitter, "splitterMoved"), (QComboBox, "activated"), (Segmented, "chosen"), (QLineEdit, "textChanged"),
        (QAbstractButton, "toggled"),
    ):  # fmt: skip
        if isinstance(part, kind):
            found: SignalInstance = getattr(part, name)
            return found
    own: SignalInstance = part.changed
    return own
