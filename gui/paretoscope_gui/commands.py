"""The actions of the window and what each does; which can be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from paretoscope.store.folder import write_atomic
from paretoscope_gui.appearance import (
    Following,
    as_system,
    calmer,
    resized,
    toggle_contrast,
    toggle_motion,
    toggle_theme,
)
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.i18n.languages import LANGUAGES, SYSTEM
from paretoscope_gui.measured.left import Left, left
from paretoscope_gui.reopening import reopen_closed
from paretoscope_gui.speech import speak
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.tour import MODEL
from paretoscope_gui.theme import theme
from paretoscope_gui.views.help import About, Keys
from paretoscope_gui.widgets.command_palette import CommandPalette
from paretoscope_gui.widgets.page_menu import offers, page_menu

if TYPE_CHECKING:
    from paretoscope_gui.window import MainWindow

PRESETS = ("lossless", "memory", "fastest", "everything")


def wire(window: MainWindow) -> None:
    """Say what each action does; whatever concerns a study concerns the tab in front."""
    palette = CommandPalette(window.actions_, window, lambda: offers(window.pages.get(window.page_name)))
    Following(window)
    page_menu(window.page_menu, lambda: window.pages.get(window.page_name))
    for name, do in {**_files(window), **_edits(window), **_views(window, palette), **_studies(window)}.items():
        window.actions_.on(name, do)
    window.rail.palette_button.clicked.connect(lambda: palette.open_over(window))
    window.rail.theme_button.clicked.connect(window.actions_["view.theme"].trigger)


def _files(window: MainWindow) -> dict[str, Callable[[], object]]:
    from paretoscope_gui.controller import close_tab

    return {
        "file.model": window.start.browse_model,
        "file.study": window.start.browse_study,
        "file.study_folder": lambda: _browse_folder(window),
        "file.save": lambda: _save(window),
        "file.demo": lambda: window.open_path(MODEL),
        "file.tab": window.new_tab,
        "file.close_tab": lambda: close_tab(window, window.tab),
        "file.reopen_tab": lambda: reopen_closed(window),
        "file.close": window.close,
        "help.keys": lambda: Keys(window.actions_, window).open(),
        "help.about": lambda: About(window.settings.folder, window).open(),
    }


def _edits(window: MainWindow) -> dict[str, Callable[[], object]]:
    return {
        "edit.undo": lambda: window.document.undo(),
        "edit.redo": lambda: window.document.redo(),
        "edit.find": lambda: _on_techniques(window, "focus_search"),
        "edit.clear": lambda: window.document.edit(lambda _: tr("empty the recipe"), Draft.clear_recipe),
    }


def _views(window: MainWindow, palette: CommandPalette) -> dict[str, Callable[[], object]]:
    kinds = {"theme": toggle_theme, "contrast": toggle_contrast, "as_system": as_system, "motion": toggle_motion,
             "calm": calmer}  # fmt: skip

    def switch(do: Callable[[MainWindow], None]) -> None:
        do(window)
        tick(window)

    return {
        **{f"view.{name}": partial(switch, do) for name, do in kinds.items()},
        "view.larger": lambda: resized(window, 0.1),
        "view.smaller": lambda: resized(window, -0.1),
        "view.size": lambda: resized(window, 0.0),
        "view.next_tab": lambda: _neighbour(window, 1),
        "view.previous_tab": lambda: _neighbour(window, -1),
        **{f"view.language_{name}": partial(switch, partial(_speak, name)) for name in (SYSTEM, *LANGUAGES)},
        "view.palette": lambda: palette.open_over(window),
    }


def _studies(window: MainWindow) -> dict[str, Callable[[], object]]:
    from paretoscope_gui.controller import continue_study, run_study

    def command(do: str) -> None:
        bridge = window.ready_bridge()
        bridge.command("resume" if do == "pause" and bridge.state == "paused" else do)

    return {
        "study.tour": lambda: window.document.tour_wanted.emit(),
        "study.add": lambda: _on_techniques(window, "add_trial"),
        "study.sweep": lambda: _on_techniques(window, "sweep"),
        "study.settings": lambda: _on_techniques(window, "settings"),
        **{f"preset.{key}": partial(_on_techniques, window, "use_preset", key) for key in PRESETS},
        "study.run": lambda: run_study(window),
        "study.continue": lambda: continue_study(window),
        "study.retry": lambda: continue_study(window, True),
        **{f"study.{do}": partial(command, do) for do in ("pause", "skip", "cancel")},
        "trial.ask": partial(_on_page, window, "tradeoffs", "ask"),
        "report.save": partial(_on_page, window, "report", "save_as"),
        "report.markdown": partial(_on_page, window, "report", "copy_markdown"),
        "report.charts": partial(_on_page, window, "report", "save_charts"),
        "report.model": partial(_on_page, window, "report", "export_model"),
    }


def refresh(window: MainWindow) -> None:
    """Which actions can be done now, and what undo would undo."""
    actions, document, bridge = window.actions_, window.document, window.bridge
    back, again = document.undone_by
    steered = bridge is not None and bridge.active and bridge.steers
    for name, label, text in (
        ("edit.undo", back, mark("Undo {what}")),
        ("edit.redo", again, mark("Redo {what}")),
    ):
        actions[name].setText(tr(text, what=label).strip(": "))
        actions[name].setEnabled(bool(label))
    for name in ("edit.clear", "study.add", "study.sweep"):
        actions[name].setEnabled(bool(document.draft.recipe.steps))
    actions["study.run"].setEnabled(not window.tab.active)
    rest = Left() if bridge is None else left(bridge.record, bridge.state, bridge.folder)
    actions["study.continue"].setEnabled(rest.unfinished)
    actions["study.retry"].setEnabled(rest.failed)
    actions["file.reopen_tab"].setEnabled(bool(window.closed))
    actions["file.save"].setEnabled(bool(document.model))
    for key in PRESETS:
        actions[f"preset.{key}"].setEnabled(document.info is not None)
    for name in ("study.pause", "study.skip", "study.cancel"):
        actions[name].setEnabled(steered)
    for name in ("view.next_tab", "view.previous_tab"):
        actions[name].setEnabled(len(window.tabs) > 1)
    tick(window)


def tick(window: MainWindow) -> None:
    """Which of the actions that are on or off are on."""
    settings = window.settings
    window.actions_.tick({
        "view.theme": theme().dark, "view.contrast": theme().high, "view.motion": settings.still,
        "view.as_system": settings.theme == settings.contrast == "system", "view.calm": settings.lively,
        **{f"view.language_{name}": settings.language == name for name in (SYSTEM, *LANGUAGES)},
    })  # fmt: skip


def _speak(language: str, window: MainWindow) -> None:
    speak(window, language)


def _neighbour(window: MainWindow, by: int) -> None:
    at = window.tabs.index(window.tab) + by
    window.show_tab(window.tabs[at % len(window.tabs)])


def _on_techniques(window: MainWindow, method: str, *arguments: str) -> None:
    _on_page(window, "techniques", method, *arguments)


def _on_page(window: MainWindow, name: str, method: str, *arguments: str) -> None:
    """Bring a page to the front and let it do something; without a study it says what is missing."""
    window.show_page(name)
    page: Any = window.pages[name]
    getattr(page, method)(*arguments)


def _browse_folder(window: MainWindow) -> None:
    place = str(window.settings.studies_folder())
    path = QFileDialog.getExistingDirectory(window.tab.stack.currentWidget(), tr("Open a study folder"), place)
    if path:
        window.open_path(path)


def _save(window: MainWindow) -> None:
    document = window.document
    path, _ = QFileDialog.getSaveFileName(
        window.tab.stack.currentWidget(), tr("Save the study"), "study.toml", tr("Study (*.toml)")
    )
    if not path:
        return
    try:
        target = Path(path if Path(path).suffix else f"{path}.toml")
        write_atomic(target, document.draft.study(document.model).to_toml())
    except OSError as error:
        window.tell(
            tr("The study could not be written to {path}: {strerror}.", path=path, strerror=error.strerror),
            tr("Choose another folder."),
        )
    else:
        window.tell(tr("The study was saved as {name}.", name=target.name), "", "good")
