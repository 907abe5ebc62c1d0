"""Everything the window does, as actions with a name, a menu, a shortcut and a place in the command palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from paretoscope_gui.i18n import mark, tr


@dataclass(frozen=True)
class Spec:
    """An action as data. `words`: more words under which the palette finds it."""

    id: str
    text: str
    menu: str
    keys: str = ""
    words: str = ""
    icon: str = ""


MENUS = (mark("File"), mark("Edit"), mark("View"), mark("Study"), mark("Help"))
SPECS = (
    Spec("file.model", "Open model folder…", "File", "Ctrl+O", "load weights", "folder"),
    Spec("file.study", "Open study file…", "File", "Ctrl+Shift+O", "toml plan", "study"),
    Spec("file.study_folder", "Open study folder…", "File", "", "results", "folder"),
    Spec("file.save", "Save study as…", "File", "Ctrl+S", "toml plan", "export"),
    Spec("file.demo", "Open the built-in language model", "File", "", "demo-lm example", "model"),
    Spec("file.tab", "New tab", "File", "Ctrl+T", "another study beside this one", "plus"),
    Spec("file.close_tab", "Close tab", "File", "Ctrl+W", "study", "close"),
    Spec("file.close", "Quit", "File", "Ctrl+Q", "exit close", "close"),
    Spec("edit.undo", "Undo", "Edit", "Ctrl+Z", "back", "undo"),
    Spec("edit.redo", "Redo", "Edit", "Ctrl+Shift+Z", "again", "redo"),
    Spec("edit.find", "Find a technique", "Edit", "Ctrl+F", "search catalogue", "search"),
    Spec("edit.clear", "Empty the recipe", "Edit", "", "clear stack", "trash"),
    Spec("view.start", "Start", "View", "Ctrl+1", "home page", "start"),
    Spec("view.model", "Model", "View", "Ctrl+2", "architecture bytes fit memory page", "model"),
    Spec("view.techniques", "Techniques", "View", "Ctrl+3", "catalogue recipe page", "techniques"),
    Spec("view.run", "Run", "View", "Ctrl+4", "live page", "run"),
    Spec("view.tradeoffs", "Trade-offs", "View", "Ctrl+5", "pareto results page", "tradeoffs"),
    Spec("view.inside", "Inside", "View", "Ctrl+6", "trace modules operators roofline icicle page", "inside"),
    Spec("view.claims", "Claims", "View", "Ctrl+7", "papers evidence page", "claims"),
    Spec("view.compare", "Compare", "View", "Ctrl+8", "history studies regressions rename delete page", "compare"),
    Spec("view.report", "Report", "View", "Ctrl+9", "export page", "report"),
    Spec("view.theme", "Switch between light and dark", "View", "Ctrl+Shift+L", "theme colours", "moon"),
    Spec("view.contrast", "High contrast on or off", "View", "Ctrl+Shift+H", "accessibility colours", "sun"),
    Spec("view.motion", "Reduced motion on or off", "View", "", "accessibility animation still blink", "pause"),
    Spec("view.calm", "Quiet or lively plots while measuring", "View", "", "redraw once a second", "run"),
    Spec("view.larger", "Larger text", "View", "Ctrl+=", "zoom font scale", "plus"),
    Spec("view.smaller", "Smaller text", "View", "Ctrl+-", "zoom font scale", "minus"),
    Spec("view.size", "Text in its usual size", "View", "Ctrl+0", "zoom font scale reset", "search"),
    Spec("view.next_tab", "Next tab", "View", "Ctrl+PgDown", "study right", "arrow-right"),
    Spec("view.previous_tab", "Previous tab", "View", "Ctrl+PgUp", "study left", "arrow-right"),
    Spec("view.language_system", "Language: as the system", "View", "", "Sprache langue English Deutsch", "info"),
    Spec("view.language_en", "Language: English", "View", "", "Sprache Englisch", "info"),
    Spec("view.language_de", "Language: German (Deutsch)", "View", "", "Sprache Deutsch", "info"),
    Spec("view.palette", "Find any action…", "View", "Ctrl+K", "command palette", "command"),
    Spec("study.add", "Add the recipe as a trial", "Study", "Ctrl+Return", "", "plus"),
    Spec("study.sweep", "Sweep a parameter…", "Study", "Ctrl+Shift+Return", "values several", "sweep"),
    Spec("preset.lossless", "Add trials: lossless only", "Study", "", "preset identical", "lossless"),
    Spec("preset.memory", "Add trials: half the memory", "Study", "", "preset small", "memory"),
    Spec("preset.fastest", "Add trials: fastest", "Study", "", "preset speed latency", "run"),
    Spec("preset.everything", "Add trials: everything that applies", "Study", "", "preset all", "techniques"),
    Spec("study.run", "Run study", "Study", "F5", "start measure", "play"),
    Spec("study.continue", "Continue the study", "Study", "Shift+F6", "resume go on interrupted", "play"),
    Spec("study.retry", "Try failed recipes again", "Study", "", "retry skipped repeat", "play"),
    Spec("study.pause", "Pause or go on", "Study", "F6", "resume", "pause"),
    Spec("study.skip", "Skip the present trial", "Study", "F7", "", "skip"),
    Spec("study.cancel", "Stop the study", "Study", "Shift+F5", "cancel abort", "stop"),
    Spec("study.tour", "First steps: measure the built-in model", "Study", "", "demo tour guided start", "tradeoffs"),
    Spec("trial.ask", "Ask both a prompt of your own…", "Study", "Ctrl+Shift+P", "outputs side by side write", "play"),
    Spec("report.save", "Save the report…", "Study", "Ctrl+E", "export html pdf markdown csv json", "export"),
    Spec("report.markdown", "Copy the report as Markdown", "Study", "Ctrl+Shift+C", "clipboard issue", "copy"),
    Spec("report.charts", "Save all charts…", "Study", "", "svg png pictures plots", "export"),
    Spec("report.model", "Export the model of a recipe…", "Study", "", "deploy weights", "model"),
    Spec("help.about", "About Paretoscope", "Help", "F1", "version licence", "info"),
)


class Actions(QObject):
    """The actions of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.all: dict[str, QAction] = {}
        self.specs = {s.id: s for s in SPECS}
        for spec in SPECS:
            self._make(spec)

    def __getitem__(self, name: str) -> QAction:
        """The action of that id. Raises KeyError."""
        return self.all[name]

    def on(self, name: str, do: Callable[[], object]) -> None:
        """What an action does."""
        self.all[name].triggered.connect(lambda: do())

    def fill(self, bar: QMenuBar) -> None:
        """Put every action in its menu."""
        menus = {name: bar.addMenu(tr(name)) for name in MENUS}
        for spec in SPECS:
            menus[spec.menu].addAction(self.all[spec.id])

    def found(self, text: str) -> list[Spec]:
        """Actions that match what was typed, best first; every word must be found. Disabled ones are left out."""
        wanted = text.lower().split()
        ranked = [(_rank(s, wanted), i, s) for i, s in enumerate(SPECS) if self.all[s.id].isEnabled()]
        return [s for _, _, s in sorted((r for r in ranked if r[0] is not None), key=lambda r: r[:2])]

    def _make(self, spec: Spec) -> None:
        action = QAction(tr(spec.text), self._window)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        self._window.addAction(action)
        self.all[spec.id] = action


def _rank(spec: Spec, wanted: list[str]) -> int | None:
    said = tr(spec.text).lower()
    text = " ".join((said, tr(spec.menu), tr(spec.words), spec.text, spec.words)).lower()  # English words find it too
    if not all(w in text for w in wanted):
        return None
    return 0 if not wanted or said.startswith(wanted[0]) else 1


def shown_keys(keys: str) -> str:
    """A shortcut as the keyboard of the user's language has it: "Strg+K"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
