"""A report as it will read: a page of paper in light colours, or the raw text of a data format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QFileDialog, QMenu, QTextBrowser

from paretoscope_gui.i18n import tr
from paretoscope_gui.numbers import whole
from paretoscope_gui.paper import Sheet, chart_at, images, set_out
from paretoscope_gui.theme import font
from paretoscope_gui.turns import in_turns

RAW_LIMIT = 200_000  # characters of a data file that are shown
PAGE_LIMIT = 40_000  # letters of a report that are laid out on screen; the file has all
LIVE_LIMIT = 10_000  # the same while results still come, when every round draws the page anew


class Preview(QTextBrowser):
    """Shows a report as a page, or text as it is; opens no link by itself.

    `export_failed(str, str)`: a chart could not be saved, and what to do.
    """

    export_failed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._sheet = Sheet("", {})
        self._page: QTextDocument | None = None
        self._coming: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # where there is no room for its words a table is scrolled
        self.setAccessibleName(tr("Preview of the report"))
        self.setObjectName("paper")

    def show_page(self, made: Sheet, live: bool = False) -> None:
        """Show a report, at the place that was being read; `live`: soon to be replaced by the next one.

        It is laid out a piece a turn of the event loop; what was shown before stays meanwhile.
        """
        coming = self._next()
        in_turns(self, self._pieces(coming, made, LIVE_LIMIT if live else PAGE_LIMIT), lambda: coming is self._coming)

    def show_text(self, text: str) -> None:
        """Show a data file as it will be written."""
        document = self._next()
        document.setDefaultFont(font("caption", mono=True))
        more = tr("\n… and {n} characters more", n=whole(len(text) - RAW_LIMIT)) if len(text) > RAW_LIMIT else ""
        document.setPlainText(text[:RAW_LIMIT] + more)
        self._show(document, Sheet("", {}))

    def _next(self) -> QTextDocument:
        """The document that is to be shown next; one that never was goes."""
        self.setUpdatesEnabled(True)
        if self._coming is not None and self._coming is not self._page:
            self._coming.deleteLater()
        self._coming = QTextDocument(self)
        return self._coming

    def _pieces(self, document: QTextDocument, made: Sheet, most: int) -> Iterator[None]:
        yield from set_out(document, _short(made, most))
        yield
        self.setUpdatesEnabled(False)  # what was seen stays until the first lines are broken
        self._show(document, made)
        yield
        self.setUpdatesEnabled(True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On a chart: copy it, save it. Elsewhere: copy the text, select all."""
        name = chart_at(self.cursorForPosition(event.pos()))
        if name in self._sheet.charts:
            self.chart_menu(name).popup(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def chart_menu(self, name: str) -> QMenu:
        """What can be done with a chart."""
        made = QMenu(self)
        made.addAction(tr("Copy picture"), lambda: self._copy(name))
        for kind in ("png", "svg"):
            made.addAction(tr("Save as {kind}…", kind=kind.upper()), lambda kind=kind: self._ask(name, kind))
        return made

    def save_chart(self, name: str, path: Path) -> None:
        """Write one chart as .png or .svg by the suffix. Raises OSError."""
        if path.suffix.lower() == ".svg":
            path.write_bytes(self._sheet.charts[name])
            return
        ((_, image),) = images({name: self._sheet.charts[name]})
        if not image.save(str(path)):
            raise OSError(0, tr("the picture could not be encoded"), str(path))

    def _copy(self, name: str) -> None:
        ((_, image),) = images({name: self._sheet.charts[name]})
        QGuiApplication.clipboard().setImage(image)

    def _ask(self, name: str, kind: str) -> None:
        start = f"{self._sheet.title(name)}.{kind}"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the chart"), start, f"{kind.upper()} (*.{kind})")
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{kind}")
        try:
            self.save_chart(name, path)
        except OSError as error:
            self.export_failed.emit(
                tr("The picture could not be written to {name}: {why}.", name=path.name, why=error.strerror or error),
                tr("Choose another folder, or free some space."),
            )

    def _show(self, document: QTextDocument, made: Sheet) -> None:
        before, old = self.verticalScrollBar().value(), self._page
        self._sheet, self._page = made, document
        self.setDocument(document)
        document.setLayoutEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(before)
        if old is not None:
            old.deleteLater()


def _short(made: Sheet, most: int) -> Sheet:
    """As much of a long report as can be laid out at once, cut at the end of a line."""
    if len(made.words) <= most:
        return made
    kept = made.words[: made.words.rindex("\n", 0, most)]
    more = tr(
        "The preview ends here. The saved report has the other {n} letters too.", n=whole(len(made.words) - len(kept))
    )
    return Sheet(f"{kept}\n\n**{more}**\n", made.charts)
