"""Report: choose a format and its sections, read it, save it, copy it; export the model itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QRect, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from paretoscope.analysis.results import Results
from paretoscope.errors import ParetoscopeError
from paretoscope.report.private import Where
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.i18n import text as spoken
from paretoscope_gui.measured.left import OUT
from paretoscope_gui.measured.sections import SECTIONS, chosen, present
from paretoscope_gui.paper import Sheet
from paretoscope_gui.state.background import Background, Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import grown, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.export_model import ExportModel
from paretoscope_gui.views.preview import Preview
from paretoscope_gui.views.report_out import ReportOut, Wanted
from paretoscope_gui.widgets.basic import Card, button, column, label, row, scrolled
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.leaves import Leaves
from paretoscope_gui.widgets.segmented import Segmented

FORMATS = (("html", "HTML"), ("pdf", "PDF"), ("md", "Markdown"), ("csv", "CSV"), ("json", "JSON"))
_ABOUT = {
    "html": mark("One page with charts that opens anywhere, without a network."),
    "pdf": mark("Pages to print or to send, with text that can be searched."),
    "md": mark("Words and tables for an issue, a pull request or a README."),
    "csv": mark("One row for every metric of every recipe, for a spreadsheet."),
    "json": mark("Everything, for scripts."),
}
SIDE = 372  # px


class Page(QWidget):
    """The report page."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._bridge = document, bridge
        self.preview, self.model, self.out = Preview(), ExportModel(document, bridge), ReportOut(bridge, self)
        self.format = Segmented(tr("Format"), list(FORMATS), stretch=True)
        self.about, self.saved = label("", "caption"), label("", "caption", selectable=True)
        self.sections = {s.key: _check(tr(s.title), tr(s.help), self._later) for s in SECTIONS}
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self._draw)
        self.identify = _check(
            tr("Name user, machine and paths"), tr("Left out otherwise, so that a report can be shared"), self._later
        )
        self.identify.setChecked(False)
        self._folder: Path | None = None
        self._making = Newest(self)
        self._shown: tuple[Results | None, object] = (None, None)  # what the preview shows, and how
        self._build()
        self._connect()
        self.format.chosen.connect(lambda _: self._later())
        document.results_changed.connect(self._later)
        document.study_changed.connect(self._later)
        if self.wanted() is None:
            self.stack.turn_to(self._instead())

    def prepare(self) -> Iterator[None]:
        """Before it is shown for the first time, one part a turn."""
        wanted = self.wanted()
        if wanted is not None:
            self.grab(QRect(0, 0, 1, 1))  # which gives the leaves their size
            yield from self._open(wanted)

    def _open(self, wanted: Wanted) -> Iterator[None]:
        """The page is made, then filled and laid out, then looked at."""
        self.stack.ready("full")
        yield
        self._offer(wanted)
        self.stack.laid("full")
        yield
        self.stack.turn_to("full")

    def showEvent(self, event: QShowEvent) -> None:
        """The page comes to the front."""
        super().showEvent(event)
        self._draw()

    @property
    def results(self) -> Results | None:
        """What the report is about: the sections that are ticked."""
        wanted = self.wanted()
        return chosen(wanted.results, wanted.keep) if wanted is not None else None

    def wanted(self, kind: str = "") -> Wanted | None:
        """What is to be reported, None while there is nothing; `kind`: another format than the chosen one."""
        results = self._document.results
        if results is None or not any(t.metrics for t in results.trials):
            return None
        keep = tuple(k for k, box in self.sections.items() if box.isChecked())
        where = Where.here(self._document.folder) if self.identify.isChecked() else None
        return Wanted(results, keep, kind or self.format.value, where)

    def save_as(self) -> None:
        """Ask where, then save."""
        if self.wanted() is None:
            return
        ending = self.format.value
        start = self._home() / f"report.{ending}"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), str(start), f"{ending} (*.{ending})")
        if name:
            self.save(Path(name) if Path(name).suffix else Path(f"{name}.{ending}"))

    def save(self, path: Path) -> None:
        """Write the report to a file; how it went is told when it is there."""
        wanted = self.wanted()
        if wanted is not None:
            self.out.save(wanted, path)

    def save_charts(self) -> None:
        """Ask for a folder, then write every chart into it."""
        wanted = self.wanted("svg")
        if wanted is None:
            return
        name = QFileDialog.getExistingDirectory(self, tr("Folder for the charts"), str(self._home()))
        if name:
            self.out.save_charts(wanted, Path(name))

    def export_model(self) -> None:
        """Choose a recipe and a folder for its model."""
        wanted = self.wanted()
        if wanted is not None:
            self.model.show_results(wanted.results)
            self._side.ensureWidgetVisible(self.model)
            self.model.choose()

    def copy_markdown(self) -> None:
        """Put the report on the clipboard as Markdown."""
        wanted = self.wanted("md")
        if wanted is not None:
            task = Background(wanted.body, self)
            task.done.connect(self._copied)
            task.failed.connect(self._document.tell)
            task.start()

    def _copied(self, body: bytes) -> None:
        QGuiApplication.clipboard().setText(body.decode())
        self._tell(tr("Copied as Markdown."))

    def _saved(self, path: Path) -> None:
        self._folder = path if path.is_dir() else path.parent
        self.open.show()
        self._tell(tr("Saved as {path}", path=path))

    def _busy(self, busy: bool) -> None:
        for each in (self.save_button, self.charts):
            each.setEnabled(not busy)
        if busy:
            self._tell(tr("Writing …"))

    def _tell(self, text: str) -> None:
        """How saving and copying went."""
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    def _home(self) -> Path:
        """Where reports are offered to be put."""
        own = (self._document.folder or Path.home()) / "reports"
        return own if own.is_dir() else Path.home()

    def _connect(self) -> None:
        self.out.saved.connect(self._saved)
        self.out.busy.connect(self._busy)
        self.out.failed.connect(lambda *_: self._tell(""))
        self.out.failed.connect(self._document.problem)
        self.preview.export_failed.connect(self._document.problem)

    def _build(self) -> None:
        self.save_button = button(tr("Save report…"), self.save_as, "primary", "export")
        self.copy = button(tr("Copy as Markdown"), self.copy_markdown, icon_name="copy")
        self.charts = button(tr("Save all charts…"), self.save_charts, icon_name="export")
        self.open = button(tr("Open folder"), self._open_folder, "link")
        self.open.hide()
        self.saved.hide()
        self.privacy = label("", "caption")
        settings = Card(
            column(
                label(tr("Report"), "strong"), self.format, self.about, 8, label(tr("Sections"), "strong"),
                *self.sections.values(), 8, self.identify, self.privacy, 8, self.save_button, self.copy, self.charts,
                row(self.open, None), self.saved, gap=2, margins=(4, 3),
            )
        )  # fmt: skip
        inside = QWidget()
        inside.setLayout(column(settings, self.model, None, gap=3))
        self._side = scrolled(inside, tr("Format and sections"))
        self._fit()
        theme().follow(self._fit)
        theme().follow(self._later)
        body = row(self._side, Card(column(self.preview, margins=(0.25,))), gap=3, margins=(6, 5, 6, 5))
        body.setStretch(1, 1)
        full = QWidget()
        full.setLayout(body)
        self.stack = Leaves()
        self.stack.offer("full", lambda: full)
        self.stack.offer("none", lambda: EmptyState(
            "report", tr("There is nothing to report yet"),
            tr("Run a study or open one. Its numbers, charts and method become a page that you can share."),
            tr("Go to Start"), lambda: self._document.page_wanted.emit("start"),
        ))  # fmt: skip
        self.stack.offer("failed", lambda: EmptyState(
            "error", tr("No recipe gave a result"),
            tr("Every trial of this study failed or was skipped. The Run page says why, one by one."),
            tr("See what happened"), lambda: self._document.page_wanted.emit("run"),
        ))  # fmt: skip
        self.setLayout(column(self.stack, gap=0))

    def _instead(self) -> str:
        """What stands in the report's place while there is nothing to report."""
        results = self._document.results
        ended = results is not None and bool(results.trials) and all(t.status in OUT for t in results.trials)
        return "failed" if ended else "none"

    def _fit(self) -> None:
        self._side.setFixedWidth(grown(SIDE, 0.4))

    def _later(self) -> None:
        """Many changes in a row are drawn once."""
        self._timer.start()

    def _draw(self) -> None:
        """Make what the preview shows beside the event loop, unless it shows that already."""
        wanted = self.wanted()
        if wanted is None:
            self._making.forget()
            self._shown = (None, None)
            self.stack.turn_to(self._instead())
        elif self.stack.leaf != "full" and self.isVisible():
            in_turns(
                self, self._open(wanted), lambda: self.stack.leaf != "full" and self.wanted() is not None, self._later
            )
        elif self.isVisible():
            self._offer(wanted)
            look = (*wanted.look, self._bridge.active, theme().scale)
            if self._shown[0] is not wanted.results or self._shown[1] != look:
                self._shown = (wanted.results, look)
                self._making.ask(wanted.shown, self._show, self._not_made)

    def _not_made(self, error: ParetoscopeError) -> None:
        self._shown = (None, None)
        self._document.tell(error)

    def _offer(self, wanted: Wanted) -> None:
        """What stands beside the preview."""
        english = "" if spoken.language == "en" else tr("Reports are written in English.")
        self.about.setText(f"{tr(_ABOUT[wanted.kind])} {english}".strip())
        self.privacy.setText(
            tr("A report names no user, no host and no path.") if wanted.where is None
            else tr("This report names you, this machine and your folders.")
        )  # fmt: skip
        there = present(wanted.results)
        for key, box in self.sections.items():
            box.setVisible(key in there)
        self.model.show_results(wanted.results)

    def _show(self, made: Sheet | str) -> None:
        if isinstance(made, str):
            self.preview.show_text(made)
        else:
            self.preview.show_page(made, live=self._bridge.active)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _check(text: str, words: str, changed: Callable[[], None]) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(True)
    made.setToolTip(tip(words))
    made.setAccessibleName(text)
    made.setAccessibleDescription(words)
    made.toggled.connect(lambda _: changed())
    return made
