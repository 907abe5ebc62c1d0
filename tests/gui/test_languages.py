"""Which language the window speaks: chosen, remembered, asked of the system, changed while it is open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from paretoscope_gui import app, speech
from paretoscope_gui.i18n import languages
from paretoscope_gui.i18n.pseudo import CLOSE, OPEN, pseudo
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.views.techniques import Page as TechniquesPage
from paretoscope_gui.window import MainWindow


@pytest.mark.parametrize(
    ("variable", "setting", "spoken"),
    [("", "de", "de"), ("de", "en", "de"), ("de_AT", "system", "de"), ("pseudo", "de", "pseudo"), ("xx", "en", "en")],
)
def test_the_environment_comes_before_the_settings(
    variable: str, setting: str, spoken: str, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setenv(languages.VARIABLE, variable)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("en_US")))
    assert languages.install(setting) == spoken
    assert QLocale().language() == QLocale("de" if spoken == "de" else "en").language()
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def test_the_system_decides_where_nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("de_CH")))
    assert languages.chosen("system") == "de"
    assert languages.locale("de").name() == "de_CH"  # the numbers of one's own country
    assert languages.locale("en").name() == "en_US"
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("fr_FR")))
    assert languages.chosen("system") == "en"


@pytest.mark.parametrize("flag", [["--language", "de", "/m"], ["--language=de", "/m"], ["/m", "--language", "de"]])
def test_the_flag_is_read_wherever_it_stands(flag: list[str]) -> None:
    assert app._take_language(flag) == (["/m"], "de")


def test_an_unknown_language_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--language", "klingon"]) == 2
    assert capsys.readouterr().err == "error: the window does not speak 'klingon'\nhint: use one of en, de\n"


def test_the_language_is_remembered(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    assert settings.language == "system"
    settings.language = "de"
    settings.save()
    assert Settings.load(tmp_path).language == "de"


def test_the_pseudo_locale_marks_lengthens_and_keeps_values() -> None:
    said = pseudo("Run {n} trials")
    assert said.startswith(OPEN)
    assert said.endswith(CLOSE)
    assert "{n}" in said
    assert len(said) > 1.3 * len("Run {n} trials")
    assert pseudo(said) == said
    assert pseudo("") == ""


@pytest.fixture
def in_its_place(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window that may change its language; the one that took its place is closed, and English spoken again."""
    monkeypatch.setenv(languages.VARIABLE, "en")
    yield window
    for made in speech._windows:
        made.close()
        made.deleteLater()
    speech._windows.clear()
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def test_another_language_is_spoken_at_once_and_the_session_stays(
    in_its_place: MainWindow, qtbot: QtBot, tiny_folder: Path
) -> None:
    window = in_its_place
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None and window.page_name == "techniques")
    window.document.edit("protocol", lambda d: replace(d, protocol="strict"))
    window.actions_["view.language_de"].trigger()
    assert languages.VARIABLE not in os.environ, "what was chosen last counts"
    qtbot.waitUntil(lambda: not window.isVisible())
    (made,) = speech._windows
    assert made.isVisible()
    assert made.settings.language == "de"
    qtbot.waitUntil(lambda: made.settled and made.document.info is not None)
    assert made.page_name == "techniques"
    assert made.document.draft.protocol == "strict"
    assert made.rail.buttons["techniques"].text() == "Techniken"
    assert made.actions_["view.language_de"].isChecked()
    assert not made.actions_["view.language_en"].isChecked()


def test_undo_survives_another_language_and_speaks_it(
    in_its_place: MainWindow, qtbot: QtBot, tiny_folder: Path
) -> None:
    window = in_its_place
    window.open_path(str(tiny_folder))
    qtbot.waitUntil(lambda: window.document.info is not None and "techniques" in window.pages)
    page = window.page(TechniquesPage)
    page.open("kv.snapkv")
    page.card.toggle()
    page.open("prune.wanda")
    page.card.toggle()
    page.add_trial()
    window.document.undo()
    window.document.choose_trial("some-trial")
    assert window.actions_["edit.undo"].text() == "Undo add Wanda pruning"
    assert window.actions_["edit.redo"].text() == "Redo add a trial"
    window.actions_["view.language_de"].trigger()
    qtbot.waitUntil(lambda: bool(speech._windows))
    (made,) = speech._windows
    qtbot.waitUntil(lambda: made.settled and made.document.info is not None)
    assert not made.before, "nothing of the window before is held"
    assert made.document.trial == "some-trial"
    title = made.document.catalog.entries["prune.wanda"].card.title
    assert made.actions_["edit.undo"].text() == f"Rückgängig: {title} hinzufügen"
    made.actions_["edit.redo"].trigger()
    assert len(made.document.draft.trials) == 2
    for _ in range(3):
        made.actions_["edit.undo"].trigger()
    assert made.document.draft.recipe.steps == ()
    assert not made.actions_["edit.undo"].isEnabled()


def test_while_a_study_is_measured_another_language_is_only_offered(
    in_its_place: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_its_place
    monkeypatch.setattr(type(window.tab), "active", True)
    window.actions_["view.language_de"].trigger()
    assert speech._windows == []
    assert "Deutsch" in window.banners()[-1].text
    monkeypatch.setattr(type(window.tab), "active", False)
    window.banners()[-1].findChildren(QPushButton)[0].click()
    window.actions_["view.language_de"].trigger()  # another one still comes: not a second time
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(speech._windows) == 1
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]) == 1
