"""Everything the window does, as actions with a name, a menu, a shortcut and a place in the command palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from paretoscope_gui.i18n import mark, plain, tr


class Spec(NamedTuple):
    """An action as data.

    Attributes:
        words: more words under which the palette finds it.
        sub: the menu inside the menu in which it stands.
        apart: a line stands above it.
        check: it is on or off, and its menu entry shows which.
    """

    id: str
    text: str
    menu: str
    keys: str = ""
    words: str = ""
    icon: str = ""
    sub: str = ""
    apart: bool = False
    check: bool = False


PAGE_MENU = mark("Page", "menu")  # between View and Study: what the page in front offers, found anew each time
MENUS = (mark("File"), mark("Edit"), mark("View"), mark("Study"), mark("Help"))
LOOKS, TALKS = mark("Appearance"), mark("Language")
PRESET, OUT = mark("Add the trials of a preset"), mark("Report and export")
SPECS = (
    Spec("file.model", "Open model folder…", "File", "Ctrl+O", "load weights", "folder"),
    Spec("file.study", "Open study file…", "File", "Ctrl+Shift+O", "toml plan", "study"),
    Spec("file.study_folder", "Open study folder…", "File", "Ctrl+Shift+F", "results", "folder"),
    Spec("file.demo", "Open the built-in language model", "File", "Ctrl+Shift+D", "demo-lm example", "model"),
    Spec("file.save", "Save study as…", "File", "Ctrl+S", "toml plan", "export", apart=True),
    Spec("file.tab", "New tab", "File", "Ctrl+T", "another study beside this one", "plus", apart=True),
    Spec("file.close_tab", "Close tab", "File", "Ctrl+W", "study", "close"),
    Spec("file.reopen_tab", "Open the closed tab again", "File", "Ctrl+Shift+T", "undo close study plan lost", "undo"),
    Spec("file.close", "Quit", "File", "Ctrl+Q", "exit close", "close", apart=True),
    Spec("edit.undo", "Undo", "Edit", "Ctrl+Z", "back", "undo"),
    Spec("edit.redo", "Redo", "Edit", "Ctrl+Shift+Z", "again", "redo"),
    Spec("edit.find", "Find a technique", "Edit", "Ctrl+F", "search catalogue", "search", apart=True),
    Spec("edit.clear", "Empty the recipe", "Edit", "Ctrl+Shift+Backspace", "clear stack", "trash"),
    Spec("view.start", "Start", "View", "Ctrl+1", "home page", "start"),
    Spec("view.model", "Model", "View", "Ctrl+2", "architecture bytes fit memory page", "model"),
    Spec("view.techniques", "Techniques", "View", "Ctrl+3", "catalogue recipe page", "techniques"),
    Spec("view.run", "Run", "View", "Ctrl+4", "live page", "run"),
    Spec("view.tradeoffs", "Trade-offs", "View", "Ctrl+5", "pareto results page", "tradeoffs"),
    Spec("view.inside", "Inside", "View", "Ctrl+6", "trace modules operators roofline icicle page", "inside"),
    Spec("view.claims", "Claims", "View", "Ctrl+7", "papers evidence page", "claims"),
    Spec("view.compare", "Compare", "View", "Ctrl+8", "history studies regressions rename delete page", "compare"),
    Spec("view.report", "Report", "View", "Ctrl+9", "export page", "report"),
    Spec("view.next_tab", "Next tab", "View", "Ctrl+PgDown", "study right", "arrow-right", apart=True),
    Spec("view.previous_tab", "Previous tab", "View", "Ctrl+PgUp", "study left", "arrow-right"),
    Spec("view.larger", "Larger text", "View", "Ctrl+=", "zoom font scale", "plus", apart=True),
    Spec("view.smaller", "Smaller text", "View", "Ctrl+-", "zoom font scale", "minus"),
    Spec("view.size", "Text in its usual size", "View", "Ctrl+0", "zoom font scale reset", "search"),
    Spec("view.theme", "Dark colours", "View", "Ctrl+Shift+L", "theme light night", "moon", LOOKS, True, True),
    Spec("view.contrast", "High contrast", "View", "Ctrl+Shift+H", "accessibility colours", "sun", LOOKS, check=True),
    Spec(
        "view.as_system",
        "Colours and contrast as the system",
        "View",
        "Ctrl+Shift+Y",
        "theme desktop follow",
        "sun",
        LOOKS,
        check=True,
    ),
    Spec(
        "view.motion",
        "Reduced motion",
        "View",
        "Ctrl+Shift+M",
        "accessibility animation still blink",
        "pause",
        LOOKS,
        True,
        True,
    ),
    Spec(
        "view.calm",
        "Lively plots while measuring",
        "View",
        "Ctrl+Shift+V",
        "quiet redraw once a second",
        "run",
        LOOKS,
        check=True,
    ),
    Spec(
        "view.language_system",
        "Language: as the system",
        "View",
        "Ctrl+L, S",
        "Sprache langue English Deutsch",
        "info",
        TALKS,
        check=True,
    ),
    Spec("view.language_en", "Language: English", "View", "Ctrl+L, E", "Sprache Englisch", "info", TALKS, check=True),
    Spec(
        "view.language_de",
        "Language: German (Deutsch)",
        "View",
        "Ctrl+L, D",
        "Sprache Deutsch",
        "info",
        TALKS,
        check=True,
    ),
    Spec("view.palette", "Find any action…", "View", "Ctrl+K", "command palette", "command", apart=True),
    Spec("study.run", "Run study", "Study", "F5", "start measure", "play"),
    Spec("study.continue", "Continue the study", "Study", "Shift+F6", "resume go on interrupted", "play"),
    Spec("study.retry", "Try failed recipes again", "Study", "Ctrl+F5", "retry skipped repeat", "play"),
    Spec("study.pause", "Pause or go on", "Study", "F6", "resume", "pause"),
    Spec("study.skip", "Skip the present trial", "Study", "F7", "", "skip"),
    Spec("study.cancel", "Stop the study", "Study", "Shift+F5", "cancel abort", "stop"),
    Spec("study.add", "Add the recipe as a trial", "Study", "Ctrl+Return", "", "plus", apart=True),
    Spec("study.sweep", "Sweep a parameter…", "Study", "Ctrl+Shift+Return", "values several", "sweep"),
    Spec(
        "study.settings",
        "Study settings…",
        "Study",
        "Ctrl+,",
        "time limit device dtype threads memory energy meter carbon seed",
        "settings",
    ),
    Spec("preset.lossless", "Add trials: lossless only", "Study", "Ctrl+G, L", "preset identical", "lossless", PRESET),
    Spec("preset.memory", "Add trials: half the memory", "Study", "Ctrl+G, M", "preset small", "memory", PRESET),
    Spec("preset.fastest", "Add trials: fastest", "Study", "Ctrl+G, F", "preset speed latency", "run", PRESET),
    Spec(
        "preset.everything",
        "Add trials: everything that applies",
        "Study",
        "Ctrl+G, A",
        "preset all",
        "techniques",
        PRESET,
    ),
    Spec(
        "trial.ask",
        "Ask both a prompt of your own…",
        "Study",
        "Ctrl+Shift+P",
        "outputs side by side write",
        "play",
        apart=True,
    ),
    Spec("report.save", "Save the report…", "Study", "Ctrl+E", "export html pdf markdown csv json", "export", OUT),
    Spec("report.markdown", "Copy the report as Markdown", "Study", "Ctrl+Shift+C", "clipboard issue", "copy", OUT),
    Spec("report.charts", "Save all charts…", "Study", "Ctrl+Shift+E", "svg png pictures plots", "export", OUT),
    Spec("report.model", "Export the model of a recipe…", "Study", "Ctrl+Shift+X", "deploy weights", "model", OUT),
    Spec(
        "study.tour",
        "First steps: measure the built-in model",
        "Help",
        "Ctrl+F1",
        "demo tour guided start",
        "tradeoffs",
    ),
    Spec("help.keys", "Keyboard shortcuts", "Help", "F1", "keys help list", "command"),
    Spec("help.about", "About Paretoscope", "Help", "Shift+F1", "version licence", "info", apart=True),
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

    def fill(self, bar: QMenuBar) -> QMenu:
        """Put every action in its menu; gives the page's own menu, which stays empty."""
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menus[name] = bar.addMenu(f"&{tr(name)}")
            if name == "View":
                page = bar.addMenu(f"&{tr(PAGE_MENU, about='menu')}")
        for spec in SPECS:
            self._put(spec, menus)
        return page

    def _put(self, spec: Spec, menus: dict[str, QMenu]) -> None:
        """An action into its menu or the menu inside that, which is made for the first that stands there."""
        menu = menus[spec.menu]
        if spec.sub:
            inner = menus.get(spec.sub)
            if inner is None:
                inner = menus[spec.sub] = menu.addMenu(tr(spec.sub))
            menu = inner
        if spec.apart and menu.actions():
            menu.addSeparator()
        menu.addAction(self.all[spec.id])

    def tick(self, on: dict[str, bool]) -> None:
        """Show which of the actions that are on or off are on."""
        for name, value in on.items():
            self.all[name].setChecked(value)

    def found(self, text: str) -> list[Spec]:
        """Actions that match what was typed, best first; every word must be found. Disabled ones are left out."""
        ranked = [(_rank(s, plain(text).split()), i, s) for i, s in enumerate(SPECS) if self.all[s.id].isEnabled()]
        return [s for _, _, s in sorted((r for r in ranked if r[0] is not None), key=lambda r: r[:2])]

    def _make(self, spec: Spec) -> None:
        action = QAction(tr(spec.text), self._window)
        action.setCheckable(spec.check)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        self._window.addAction(action)
        self.all[spec.id] = action


def _rank(spec: Spec, wanted: list[str]) -> int | None:
    said = plain(tr(spec.text))
    text = plain(" ".join((said, tr(spec.menu), tr(spec.words), spec.text, spec.words)))  # English words find it too
    if not all(w in text for w in wanted):
        return None
    if said.startswith(" ".join(wanted)):
        return 0 if said == " ".join(wanted) else 1
    return 2 if said.startswith(wanted[0]) else 3


def shown_keys(keys: str) -> str:
    """A shortcut as the keyboard of the user's language has it: "Strg+K"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
