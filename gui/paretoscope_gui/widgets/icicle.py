"""An icicle of a tree: each part as wide as its share, its children under it. Mouse and keys walk and zoom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from paretoscope.analysis.inside import Node
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.inside import Box, boxes, colour, key_of, title, words
from paretoscope_gui.theme import colours, font, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.painted import Painted
from paretoscope_gui.widgets.share_bar import ink_on

ROW = 23  # px of one level at 100 %
LETTERS = 4  # least of a name that is cut short, its dots counted in
SHALLOW = 4  # levels for which there is always room


class Icicle(Painted):
    """`chosen(str)`: the key of the part that was clicked or walked to."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._root: Node | None = None
        self._top: Node | None = None
        self._boxes: list[Box] = []
        self._measure, self._full, self._key = "seconds", 0.0, ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self._laid_out)

    def show_tree(self, root: Node | None, measure: str, full: float = 0.0) -> None:
        """Show a phase; `full` is what the whole width stands for, so that two icicles share a scale."""
        if root is not self._root:
            self._top = root
        self._root, self._measure, self._full = root, measure, full
        self._laid_out()

    @property
    def shown(self) -> list[Box]:
        """The boxes that are drawn."""
        return self._boxes

    @property
    def selected(self) -> str:
        """Key of the selected part."""
        return self._key

    def select(self, key: str) -> None:
        """Mark a part; tells nobody. A part outside of what is zoomed to brings the whole back."""
        self._key = key
        if self._root is not None and key and not any(key_of(b.node) == key for b in self._boxes):
            self._top = self._root
        self._laid_out()

    def zoom(self, key: str = "") -> None:
        """Make one part as wide as the picture; empty: the whole again."""
        found = next((b.node for b in self._boxes if key_of(b.node) == key), None) if key else self._root
        self._top = found if found is not None and (found.children or found is self._root) else self._top
        self._laid_out()

    def sizeHint(self) -> QSize:
        """As tall as the tree is deep."""
        deep = max((b.depth for b in self._boxes), default=SHALLOW) + 1
        return QSize(300, max(SHALLOW, deep) * self._tall())

    def minimumSizeHint(self) -> QSize:
        """The same: a cut icicle is of no use."""
        return QSize(160, self.sizeHint().height())

    def _tall(self) -> int:
        return round(ROW * theme().scale)

    def _laid_out(self) -> None:
        zoomed = self._top is not self._root
        self._boxes = boxes(self._top, self._measure, 0.0 if zoomed else self._full) if self._top is not None else []
        found = next((b.node for b in self._boxes if key_of(b.node) == self._key), None)
        node = found or self._top
        said = words(node, self._root.seconds if self._root else 0.0) if node is not None else tr("nothing to show")
        keys = tr("Arrow keys go from part to part, Return zooms, Escape shows everything. The table has all.")
        self.setAccessibleDescription(f"{said}. {keys}")
        self.updateGeometry()
        self.update()

    def _rect(self, box: Box) -> QRectF:
        tall = self._tall()
        return QRectF(box.left * self.width(), box.depth * tall, box.width * self.width(), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes, names where there is room, the selected one with a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption"))
        chosen = None
        for box in self._boxes:
            self._draw(painter, box)
            chosen = box if key_of(box.node) == self._key else chosen
        if chosen is not None:
            painter.setPen(QPen(QColor(colours().text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect(chosen).adjusted(1, 1, -1.5, -1.5), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw(self, painter: QPainter, box: Box) -> None:
        c, own = colours(), colour(box.node)
        rect = self._rect(box).adjusted(0, 0, -1 if box.width * self.width() > 3 else 0, -1)
        ground = own or (c.accent_tint if box.depth == 0 else c.sunken)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, 2, 2)
        if rect.width() < 24:
            return
        room = rect.adjusted(5, 0, -4, 0)
        text = painter.fontMetrics().elidedText(title(box.node), Qt.TextElideMode.ElideRight, int(room.width()))
        if len(text) < LETTERS and text.endswith("…"):  # says less than the colour does
            return
        painter.setPen(QColor(ink_on(own) if own else c.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _at(self, place: QPointF) -> Box | None:
        return next((b for b in reversed(self._boxes) if self._rect(b).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects."""
        box = self._at(event.position())
        if box is not None:
            self._choose(box)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click zooms to a part; on the topmost one it shows everything."""
        box = self._at(event.position())
        if box is not None:
            self.zoom("" if box.depth == 0 else key_of(box.node))

    def event(self, event: QEvent) -> bool:
        """The tool tip of the part under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self._at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), tip(words(box.node, self._root.seconds)) if box and self._root else "", self
            )
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right: the same level; up and down: parent and first child; Return zooms; Escape: everything."""
        keys = Qt.Key
        steps = {keys.Key_Left: (0, -1), keys.Key_Right: (0, 1), keys.Key_Up: (-1, 0), keys.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._boxes:
            self._choose(self._next(*step))
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.zoom(self._key)
        elif event.key() == keys.Key_Escape:
            self.zoom()
        else:
            super().keyPressEvent(event)

    def _next(self, down: int, right: int) -> Box:
        here = next((b for b in self._boxes if key_of(b.node) == self._key), self._boxes[0])
        level = sorted((b for b in self._boxes if b.depth == here.depth + down), key=lambda b: b.left)
        if not level:
            return here
        if right:
            return level[min(len(level) - 1, max(0, level.index(here) + right))]
        middle = here.left + here.width / 2
        inside = [b for b in level if b.left <= here.left + here.width and b.left + b.width >= here.left]
        near = inside or level
        return min(near, key=lambda b: abs(b.left + b.width / 2 - middle)) if down < 0 else near[0]

    def _choose(self, box: Box) -> None:
        self._key = key_of(box.node)
        self._laid_out()
        self.chosen.emit(self._key)
