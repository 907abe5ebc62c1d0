"""Making reports beside the event loop: what the preview shows, files, charts; a PDF in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, Signal

from paretoscope import report
from paretoscope.analysis.results import Results
from paretoscope.report.charts import charts
from paretoscope.report.private import Where, shared, signed
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.sections import chosen
from paretoscope_gui.paper import Sheet, images, sheet
from paretoscope_gui.state.background import Background

PAGES = ("html", "pdf")


@dataclass(frozen=True)
class Wanted:
    """What is reported: `keep` names the sections, `where` is told in it unless it is None."""

    results: Results
    keep: tuple[str, ...]
    kind: str
    where: Where | None = None

    def parts(self) -> Results:
        """The results with only what is kept, as they may be given away, or signed."""
        kept = chosen(self.results, self.keep)
        return shared(kept) if self.where is None else signed(kept, self.where)

    @property
    def look(self) -> tuple[object, ...]:
        """What the preview shows of the results: HTML and PDF look the same there."""
        return self.keep, "pages" if self.kind in PAGES else self.kind, self.where

    def shown(self) -> Sheet | str:
        """What the preview shows: a page, or a data file's text."""
        if self.kind in PAGES:
            return sheet(self.parts())
        return self.body().decode()

    def body(self) -> bytes:
        """The file."""
        return report.render(chosen(self.results, self.keep), self.kind, self.where)


class ReportOut(QObject):
    """`saved(path)` a file, or the folder of the charts; `failed(str, str)` why not and what to do; `busy(bool)`."""

    saved = Signal(object)
    failed = Signal(str, str)
    busy = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def save(self, wanted: Wanted, path: Path) -> None:
        """Write a report; how it went is told by the signals."""
        if wanted.kind == "pdf":
            self._print(wanted, path)
        else:
            self._beside(lambda: path.write_bytes(wanted.body()), path)

    def save_charts(self, wanted: Wanted, folder: Path) -> None:
        """Write every chart as SVG and PNG into a folder."""
        self._beside(lambda: _write_charts(wanted, folder), folder)

    def _print(self, wanted: Wanted, path: Path) -> None:
        """A PDF takes a second or two of a processor, so it is not made while something is measured."""
        if self._bridge.active:
            self.failed.emit(tr("A study is being measured."), tr("Make the PDF when it is over."))
            return
        try:
            scratch = TemporaryDirectory(prefix="paretoscope-")
        except OSError as error:
            self._wrote(path, error)
            return
        source = Path(scratch.name) / "results.json"
        arguments = ["report", str(source), "--format", "pdf", "--out", str(path)]
        arguments += ["--identify"] if wanted.where is not None else []

        def over(tell: Callable[[], None]) -> None:
            scratch.cleanup()
            tell()

        def refused(text: str, hint: str) -> None:
            over(lambda: self._refused(text, hint))

        work = Background(lambda: source.write_text(json.dumps(wanted.parts().to_dict()), encoding="utf-8"), self)
        work.done.connect(lambda _: self._bridge.ask(arguments, lambda _: over(lambda: self._done(path)), refused))
        work.failed.connect(lambda error: refused(error.text, error.hint))
        self.busy.emit(True)
        work.start()

    def _beside(self, work: Callable[[], object], path: Path) -> None:
        def tried() -> OSError | None:
            try:
                work()
            except OSError as error:
                return error
            return None

        task = Background(tried, self)
        task.done.connect(lambda error: self._wrote(path, error))
        task.failed.connect(lambda error: self._refused(error.text, error.hint))
        self.busy.emit(True)
        task.start()

    def _wrote(self, path: Path, error: Any) -> None:
        if error is None:
            self._done(path)
            return
        why = error.strerror or str(error)
        self._refused(
            tr("The report could not be written to {path}: {why}.", path=path, why=why),
            tr("Choose another folder, or free some space."),
        )

    def _done(self, path: Path) -> None:
        self.busy.emit(False)
        self.saved.emit(path)

    def _refused(self, text: str, hint: str) -> None:
        self.busy.emit(False)
        self.failed.emit(text, hint)


def _write_charts(wanted: Wanted, folder: Path) -> None:
    """Raises OSError."""
    found = charts(chosen(wanted.results, wanted.keep))
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in found.items():
        (folder / f"{name}.svg").write_bytes(body)
    for name, image in images(found):
        if not image.save(str(folder / f"{name}.png")):
            raise OSError(0, tr("the picture could not be encoded"), str(folder))
