"""Start: drop a model, or go on where you were; what this machine can measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from paretoscope_gui.contract import BridgeLike
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.known_studies import known_studies
from paretoscope_gui.state.settings import Recent
from paretoscope_gui.theme import grown, logo, space, theme
from paretoscope_gui.views.machine import MachineCard
from paretoscope_gui.widgets.basic import Card, IconButton, Turning, column, label, named, row, scroll_area, tag
from paretoscope_gui.widgets.drop import DropZone
from paretoscope_gui.widgets.list_card import ListCard
from paretoscope_gui.widgets.rows import Rows
from paretoscope_gui.widgets.steps import StepsCard

BUILTIN = (
    ("demo-lm", mark("Demo language model"), mark("Small Llama-style model with its own evaluation text")),
    ("demo-vit", mark("Demo image classifier"), mark("Small vision transformer that reads handwritten digits")),
)
WIDTH = 1160


class Page(QWidget):
    """The first page. Everything that reads disks or asks the machine comes after the first paint."""

    def __init__(self, document: Document, bridge: BridgeLike | None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._document, self._listed = document, Newest(self)
        self.machine = MachineCard(document)
        settings = document.settings
        first = self._first = not (settings.models or settings.recent_studies)  # nobody has opened anything yet
        self.drop = DropZone(
            tr("Drop a model folder here"),
            tr("A folder with config.json and .safetensors files. Study files and study folders work too."),
            [(tr("Choose model folder…"), "" if first else "primary", self.browse_model),
             (tr("Open study…"), "", self.browse_study)],
        )  # fmt: skip
        self.drop.dropped.connect(lambda paths: self._document.paths_wanted.emit(paths))
        models, studies = column(gap=1.5), column(gap=1.5)
        self._models, self._studies = Rows(models), Rows(studies)
        self._recent_models = _section(tr("Recent models"), models)
        self._recent_studies = _section(tr("Recent studies"), studies)
        self._build()
        if bridge is not None:
            self.set_bridge(bridge)

    def attend(self, document: Document) -> None:
        """Work for this tab's document from now on."""
        self._document = document
        self.machine.attend(document)

    def set_bridge(self, bridge: BridgeLike) -> None:
        """After the first paint: read the recent paths and ask the machine."""
        self.refresh()
        self.machine.ask(bridge)

    def shown(self) -> None:
        """Look again which recent paths are still there."""
        if self.isVisible():
            QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Fill the lists of recent models and studies; while it is hidden nobody misses them, and `shown` does it."""
        if not self.isVisible():
            return
        settings = self._document.settings
        models = [r for r in settings.models if not r.path.startswith("builtin:")]
        self._fill(self._recent_models, self._models, models, "model")
        remembered = list(settings.recent_studies)
        self._listed.ask(
            lambda: known_studies(remembered),
            lambda found: self._fill(self._recent_studies, self._studies, found, "study"),
        )

    def open(self, path: str) -> None:
        """Ask the window to open a path."""
        self._document.path_wanted.emit(path)

    def browse_model(self) -> None:
        """Choose a model folder."""
        from PySide6.QtWidgets import QFileDialog  # and its enums, which no first paint needs

        path = QFileDialog.getExistingDirectory(self, tr("Choose a model folder"))
        if path:
            self.open(path)

    def browse_study(self) -> None:
        """Choose a study file."""
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open a study"),
            str(self._document.settings.studies_folder()),
            tr("Studies") + " (*.toml results.json)",
        )
        if path:
            self.open(path.removesuffix("/results.json").removesuffix("/study.toml"))

    def _build(self) -> None:
        first = self._first
        self.steps = StepsCard(lambda: self._document.tour_wanted.emit(), first)
        built_in = _section(tr("Built-in models"), self._builtin())
        how = _section(tr("First time here?") if first else tr("How it works"), column(self.steps))
        recent = (self._recent_models, self._recent_studies)
        order = (how, self.drop, 6, built_in, *recent) if first else (self.drop, 6, built_in, *recent, how)
        main = column(*order, None, gap=4)
        side = column(self.machine, None, gap=4)
        body = Turning(1.6, 6)
        body.addLayout(main, 5)
        body.addLayout(side, 3)
        content = QWidget()
        content.setMaximumWidth(WIDTH)
        content.setLayout(column(_hero(), 8, body, None, gap=3, margins=(8, 8, 8, 6)))
        outer = QWidget()
        centred = row(gap=0)
        centred.addStretch(1)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        outer.setLayout(centred)
        self._area, self._content = scroll_area(tr("Start page")), named(outer, "content")
        self.setLayout(column(self._area, gap=0))

    def unfold(self) -> None:
        """Lay the contents out: once, and when the style is known, since measuring all words takes 15 ms each time."""
        if self._area.widget() is None:
            self._area.setWidget(self._content)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is left folded."""
        self.unfold()
        super().showEvent(event)

    def _builtin(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(space(3))
        for i, (name, title, detail) in enumerate(BUILTIN):
            card = ListCard("model", tr(title), tr(detail), self._opener(f"builtin:{name}"), tone="accent")
            card.setToolTip(f"builtin:{name}")
            grid.addWidget(card, i // 2, i % 2)
        return grid

    def _opener(self, path: str) -> Callable[[], None]:
        return lambda: self.open(path)

    def _fill(self, section: QWidget, rows: Rows, entries: list[Recent], what: str) -> None:
        rows.show(((e, e.missing), partial(self._recent, e, what)) for e in entries[:5])
        section.setVisible(bool(entries))

    def _recent(self, entry: Recent, what: str) -> Card:
        tail: list[QWidget] = (
            [tag(tr("missing"), "warn", tr("Nothing lies at this path any more."))] if entry.missing else []
        )
        tail.append(
            IconButton(
                "close", tr("Forget {title}", title=entry.title or entry.path), lambda: self._forget(entry.path), 16
            )
        )
        icon = "model" if what == "model" else "study"
        detail = " · ".join(t for t in (entry.detail, entry.path) if t)
        return ListCard(icon, entry.title or entry.path, detail, self._opener(entry.path), tail)

    def _forget(self, path: str) -> None:
        from paretoscope.store.recent import forget  # only when a path is forgotten, never for the first paint

        forget(Path(path))
        self._document.settings.forget(path)
        self._document.save_settings()
        QTimer.singleShot(0, self, self.refresh)


class _Logo(QLabel):
    """The program's mark, which grows with the text."""

    def __init__(self) -> None:
        super().__init__()
        theme().follow(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Draw it in the present size."""
        self.setPixmap(logo(grown(60)))


def _hero() -> QWidget:
    mark = _Logo()
    words = column(
        label("Paretoscope", "display", wrap=False),
        label(tr("See what each efficiency technique really does to your model, on this machine."), "soft"),
        gap=0,
    )
    box = row(mark, words, gap=4)
    box.setStretch(1, 1)
    made = QWidget()
    made.setLayout(box)
    return made


def _section(title: str, content: QVBoxLayout | QGridLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(title, "eyebrow"), content, gap=2))
    return made
