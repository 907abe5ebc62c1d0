"""What the window does with its document and its bridge: open, run, close, and the actions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QMessageBox

from paretoscope.catalog import from_dicts
from paretoscope.errors import ParetoscopeError
from paretoscope_gui.appearance import theme_toggle, toggle_contrast
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.machine_state import MachineState
from paretoscope_gui.state.background import Background
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.opening import Opened, look
from paretoscope_gui.state.sidecar import leftovers, recover
from paretoscope_gui.state.tour import MODEL, tour
from paretoscope_gui.widgets.command_palette import CommandPalette

if TYPE_CHECKING:
    from paretoscope_gui.bridge import Bridge
    from paretoscope_gui.window import MainWindow

_ABOUT = mark(
    "Paretoscope measures what efficiency techniques do to a local model: latency, memory, energy and accuracy, "
    "with intervals, on this machine. Nothing is downloaded and nothing is sent.\n\nApache License 2.0"
)


def settle(window: MainWindow) -> None:
    """After the first paint: the bridge, the Start page's questions, the actions, what a crash left."""
    bridge = window.ready_bridge()
    _wire(window, bridge)
    start: Any = window.pages["start"]
    start.set_bridge(bridge)
    MachineState(window, bridge)
    _describe(window, bridge)
    window.document.python_changed.connect(lambda: _describe(window, bridge))
    _offer_recovery(window)


def _describe(window: MainWindow, bridge: Bridge) -> None:
    """What the workers' Python can run; until it has answered, the packaged catalogue is shown."""

    def show(answer: Any) -> None:
        if isinstance(answer, list) and answer:
            window.document.catalog = from_dicts(answer)

    asked = ["techniques", "--json", "--python", window.document.settings.python]
    bridge.ask(asked, show, window.warn)


def join(window: MainWindow, bridge: Bridge) -> None:
    """Let results and troubles of the bridge reach the document and the window."""
    document = window.document
    bridge.failed.connect(window.tell)
    bridge.results.connect(document.set_results)
    bridge.state_changed.connect(lambda state: _state(window, state))
    document.path_wanted.connect(window.open_path)
    document.run_wanted.connect(lambda: run_study(window))
    document.draft_changed.connect(lambda: _refresh(window))
    document.tour_wanted.connect(lambda: take_tour(window))


def open_path(window: MainWindow, name: str) -> None:
    """Read a path off the main thread and take over what it is."""
    if not re.fullmatch(r"builtin:[\w-]+", name) and not Path(name).expanduser().exists():
        window.tell(
            tr("There is nothing at {name}.", name=name), tr("It was moved or deleted, or its disk is not there.")
        )
        return
    window.statusBar().showMessage(tr("Reading {name} …", name=name))
    task = Background(lambda: look(name), window)
    task.done.connect(lambda opened: _opened(window, opened))
    task.failed.connect(lambda error: _refused(window, error))
    task.start()


def run_study(window: MainWindow) -> None:
    """Start the study as the plan stands, or say why it cannot start."""
    bridge, document = window.ready_bridge(), window.document
    if bridge.active:
        window.tell(tr("A study is running already."), tr("Wait for it, or stop it on the Run page."), "warn")
        return
    try:
        study = document.study()
    except ParetoscopeError as error:
        document.tell(error)
        return
    folder = document.new_folder()
    document.set_folder(folder)
    window.show_page("run")
    bridge.start(study, folder)


def take_tour(window: MainWindow) -> None:
    """A small study on the built-in model, from nothing to a trade-off picture."""
    document = window.document
    try:
        draft = tour(document.catalog)
    except ParetoscopeError as error:
        document.tell(error)
        return

    def begin(opened: Opened) -> None:
        if opened.info is not None:
            document.set_model(opened.model, opened.info, draft)
            run_study(window)

    task = Background(lambda: look(MODEL), window)
    task.done.connect(begin)
    task.failed.connect(lambda error: _refused(window, error))
    task.start()


def may_close(window: MainWindow) -> bool:
    """Ask when a study runs; end the children. False: stay."""
    bridge = window.bridge
    if bridge is None:
        return True
    keep = False
    if bridge.active and bridge.owns:
        answer = _ask_closing(window)
        if answer == "stay":
            return False
        keep = answer == "keep"
    bridge.close(keep)
    return True


def _ask_closing(window: MainWindow) -> str:
    box = QMessageBox(window)
    box.setText(tr("A study is running."))
    box.setInformativeText(tr("It can go on without the window and is found again under recent studies."))
    keep = box.addButton(tr("Let it go on"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(tr("Stop it"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return "keep" if box.clickedButton() is keep else "stop" if box.clickedButton() is stop else "stay"


def _opened(window: MainWindow, opened: Opened) -> None:
    window.statusBar().showMessage(tr("Ready"), 1)
    document, draft = window.document, None
    if opened.folder is not None and window.ready_bridge().active:
        window.tell(tr("A study is running."), tr("Wait for it or stop it before another study is opened."), "warn")
        return
    if opened.study is not None:
        draft = Draft.of(opened.study)
    if opened.info is not None:
        document.set_model(opened.model, opened.info, draft)
    elif draft is not None:
        document.set_plan(opened.model, draft)
    if opened.problem is not None:
        text = tr("The study can be read, but its model cannot: {text}", text=opened.problem.text)
        window.tell(text, opened.problem.hint, "warn")
    if opened.folder is not None:
        document.set_folder(opened.folder)
        window.ready_bridge().open(opened.folder)
    window.show_page("tradeoffs" if opened.folder is not None else "techniques")


def _refused(window: MainWindow, error: ParetoscopeError) -> None:
    window.statusBar().showMessage(tr("Ready"), 1)
    window.tell(error.text, error.hint)


def _state(window: MainWindow, state: str) -> None:
    document = window.document
    if state in ("done", "cancelled", "failed") and window.page_name != "run":
        window.rail.mark("run", True)
    if state == "done":
        window.rail.mark("tradeoffs", window.page_name != "tradeoffs")
    if document.folder is None and window.bridge is not None and window.bridge.folder is not None:
        document.set_folder(window.bridge.folder)
    _refresh(window)


def _offer_recovery(window: MainWindow) -> None:
    left = leftovers(window.document.settings.folder)
    found = recover(left[0]) if left else None
    if found is None:
        return
    model, draft = found
    name = Path(model.removeprefix("builtin:")).name or tr("no model")
    window.tell_with(
        tr("The window was not closed in order. Its plan for {name} was kept.", name=name),
        tr("Take it back, or close this message to drop it."), "info",
        tr("Take it back"), lambda: _take_back(window, model, draft),
    )  # fmt: skip


def _take_back(window: MainWindow, model: str, draft: Draft) -> None:
    document = window.document
    document.set_plan(model, draft)
    if model:
        task = Background(lambda: look(model), window)
        task.done.connect(lambda o: document.set_model(model, o.info, draft) if o.info else None)
        task.failed.connect(lambda error: _refused(window, error))
        task.start()
    window.show_page("techniques")


def _wire(window: MainWindow, bridge: Bridge) -> None:
    actions, document = window.actions_, window.document
    start: Any = window.pages["start"]
    palette = CommandPalette(actions, window)
    toggle = theme_toggle(window)
    done: dict[str, Callable[[], object]] = {
        "file.model": start.browse_model,
        "file.study": start.browse_study,
        "file.study_folder": lambda: _browse_folder(window),
        "file.save": lambda: _save(window),
        "file.demo": lambda: window.open_path(MODEL),
        "study.tour": document.tour_wanted.emit,
        "file.close": window.close,
        "edit.undo": document.undo,
        "edit.redo": document.redo,
        "edit.find": lambda: _on_techniques(window, "focus_search"),
        "edit.clear": lambda: document.edit(tr("empty the recipe"), Draft.clear_recipe),
        "view.theme": toggle,
        "view.contrast": lambda: toggle_contrast(window),
        "view.larger": lambda: window.restyle(document.settings.theme, min(2.0, document.settings.scale + 0.1)),
        "view.smaller": lambda: window.restyle(document.settings.theme, max(1.0, document.settings.scale - 0.1)),
        "view.palette": lambda: palette.open_over(window),
        "study.add": lambda: _on_techniques(window, "add_trial"),
        "study.sweep": lambda: _on_techniques(window, "sweep"),
        **{f"preset.{key}": partial(_preset, window, key) for key in ("lossless", "memory", "fastest", "everything")},
        "study.run": lambda: run_study(window),
        "study.pause": lambda: bridge.command("resume" if bridge.state == "paused" else "pause"),
        "study.skip": lambda: bridge.command("skip"),
        "study.cancel": lambda: bridge.command("cancel"),
        "help.about": lambda: QMessageBox.about(window, "Paretoscope", _ABOUT),
    }
    for name, do in done.items():
        actions.on(name, do)
    window.rail.palette_button.clicked.connect(lambda: palette.open_over(window))
    window.rail.theme_button.clicked.connect(lambda: toggle())
    window.strip.change.connect(lambda: window.show_page("start"))
    _refresh(window)


def _refresh(window: MainWindow) -> None:
    """Which actions can be done now, and what undo would undo."""
    actions, document, bridge = window.actions_, window.document, window.bridge
    history, active = document.history, bridge is not None and bridge.active
    for name, label, text in (
        ("edit.undo", history.undo_label, tr("Undo")),
        ("edit.redo", history.redo_label, tr("Redo")),
    ):
        actions[name].setText(f"{text} {label}".strip())
        actions[name].setEnabled(bool(label))
    actions["edit.clear"].setEnabled(bool(document.draft.recipe.steps))
    actions["study.add"].setEnabled(bool(document.draft.recipe.steps))
    actions["study.sweep"].setEnabled(bool(document.draft.recipe.steps))
    actions["study.run"].setEnabled(not active)
    actions["file.save"].setEnabled(bool(document.model))
    for name in (n for n in actions.all if n.startswith("preset.")):
        actions[name].setEnabled(document.info is not None)
    for name in ("study.pause", "study.skip", "study.cancel"):
        actions[name].setEnabled(active)


def _on_techniques(window: MainWindow, method: str) -> None:
    window.show_page("techniques")
    getattr(window.pages["techniques"], method)()


def _preset(window: MainWindow, key: str) -> None:
    window.show_page("techniques")
    page: Any = window.pages["techniques"]
    page.use_preset(key)


def _browse_folder(window: MainWindow) -> None:
    place = str(window.document.settings.studies_folder())
    path = QFileDialog.getExistingDirectory(window, tr("Open a study folder"), place)
    if path:
        window.open_path(path)


def _save(window: MainWindow) -> None:
    document = window.document
    path, _ = QFileDialog.getSaveFileName(window, tr("Save the study"), "study.toml", tr("Study (*.toml)"))
    if not path:
        return
    try:
        text = document.draft.study(document.model).to_toml()
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        window.tell(
            tr("The study could not be written to {path}: {strerror}.", path=path, strerror=error.strerror),
            tr("Choose another folder."),
        )
    else:
        window.tell(tr("The study was saved as {name}.", name=Path(path).name), "", "good")
