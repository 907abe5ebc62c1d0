"""Report: choose a format and its sections, read it, save it, copy it; export the model itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QStackedWidget, QWidget

from paretoscope import report
from paretoscope.analysis.results import Results
from paretoscope.errors import ParetoscopeError
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.measured.sections import SECTIONS, chosen
from paretoscope_gui.plots.picture import trade_off
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import grown, theme
from paretoscope_gui.views.export_model import ExportModel
from paretoscope_gui.views.preview import Preview
from paretoscope_gui.widgets.basic import Card, button, column, label, row, scrolled
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.segmented import Segmented

FORMATS = (("html", "HTML"), ("md", "Markdown"), ("csv", "CSV"), ("json", "JSON"))
_ABOUT = {
    "html": mark("One page with charts that opens anywhere, without a network."),
    "md": mark("Words and tables for an issue, a pull request or a README."),
    "csv": mark("One row for every metric of every recipe, for a spreadsheet."),
    "json": mark("Everything, for scripts."),
}
SIDE = 320  # px


class Page(QWidget):
    """The report page."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self.preview, self.model = Preview(), ExportModel(document, bridge)
        self.format = Segmented(tr("Format"), [(k, tr(t)) for k, t in FORMATS], stretch=True)
        self.about, self.saved = label("", "caption"), label("", "caption", selectable=True)
        self.sections = {s.key: _check(tr(s.title), tr(s.help), self._later) for s in SECTIONS}
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self._draw)
        self._folder: Path | None = None
        self._build()
        self.format.chosen.connect(lambda _: self._later())
        document.results_changed.connect(self._later)
        document.study_changed.connect(self._later)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front."""
        super().showEvent(event)
        self._later()

    @property
    def results(self) -> Results | None:
        """What the report is about: the sections that are ticked."""
        results = self._document.results
        if results is None or not any(t.metrics for t in results.trials):
            return None
        return chosen(results, [k for k, box in self.sections.items() if box.isChecked()])

    def save_as(self) -> None:
        """Ask where, then save."""
        ending = self.format.value
        start = (self._document.folder or Path.home()) / "reports" / f"report.{ending}"
        if not start.parent.is_dir():
            start = Path.home() / start.name
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), str(start), f"{ending} (*.{ending})")
        if name:
            self.save(Path(name) if Path(name).suffix else Path(f"{name}.{ending}"))

    def save(self, path: Path) -> None:
        """Write the report to a file, or say why not."""
        results = self.results
        if results is None:
            return
        try:
            path.write_bytes(report.render(results, self.format.value))
        except OSError as error:
            self._document.problem.emit(
                tr("The report could not be written to {path}: {why}.", path=path, why=error.strerror),
                tr("Choose another folder, or free some space."),
            )
            return
        self._folder = path.parent
        self.open.show()
        self.saved.setText(tr("Saved as {path}", path=path))

    def copy_markdown(self) -> None:
        """Put the report on the clipboard as Markdown."""
        if self.results is not None:
            QGuiApplication.clipboard().setText(report.render(self.results, "md").decode())
            self.saved.setText(tr("Copied as Markdown."))

    def _build(self) -> None:
        self.save_button = button(tr("Save report…"), self.save_as, "primary", "export")
        self.copy = button(tr("Copy as Markdown"), self.copy_markdown, icon_name="copy")
        self.open = button(tr("Open folder"), self._open_folder, "link")
        self.open.hide()
        privacy = label(tr("A report names no user, no host and no path."), "caption")
        settings = Card(
            column(
                label(tr("Report"), "strong"), self.format, self.about, 8, label(tr("Sections"), "strong"),
                *self.sections.values(), privacy, 8, self.save_button, self.copy, row(self.open, None), self.saved,
                gap=2, margins=(4, 3),
            )
        )  # fmt: skip
        inside = QWidget()
        inside.setLayout(column(settings, self.model, None, gap=3))
        self._side = scrolled(inside, tr("Format and sections"))
        self._fit()
        theme().changed.connect(self._fit)
        body = row(self._side, Card(column(self.preview, margins=(0.25,))), gap=3, margins=(6, 5, 6, 5))
        body.setStretch(1, 1)
        full = QWidget()
        full.setLayout(body)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(
            EmptyState(
                "report", tr("There is nothing to report yet"),
                tr("Run a study or open one. Its numbers, charts and method become a page that you can share."),
                tr("Go to Start"), lambda: self._document.page_wanted.emit("start"),
            )
        )  # fmt: skip
        self.setLayout(column(self.stack, gap=0))

    def _fit(self) -> None:
        self._side.setFixedWidth(grown(SIDE, 0.4))

    def _later(self) -> None:
        """Many changes in a row are drawn once."""
        self._timer.start()

    def _draw(self) -> None:
        results = self.results
        self.stack.setCurrentIndex(0 if results is not None else 1)
        if results is None or not self.isVisible():
            return
        kind = self.format.value
        self.about.setText(tr(_ABOUT[kind]))
        try:
            if kind == "html":
                self.preview.show_page(report.render(results, "md").decode(), trade_off(results))
            else:
                self.preview.show_text(report.render(results, kind).decode())
        except ParetoscopeError as error:
            self._document.tell(error)
        self.model.show_results(results)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _check(text: str, tip: str, changed: Callable[[], None]) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(True)
    made.setToolTip(tip)
    made.setAccessibleName(text)
    made.setAccessibleDescription(tip)
    made.toggled.connect(lambda _: changed())
    return made
