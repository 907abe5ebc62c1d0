"""Which language the window speaks: the flag, else the environment, else the settings, else the system's."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from paretoscope_gui.i18n.text import speak

VARIABLE = "PARETOSCOPE_LANGUAGE"
SYSTEM = "system"
LANGUAGES = {"en": "English", "de": "Deutsch"}  # each by its own name, in every language
PSEUDO = "pseudo"  # accented and longer English, to find what is not translated or does not fit
_installed: list[QTranslator] = []


def install(wanted: str = SYSTEM) -> str:
    """Make the application speak; gives the language's key. What is shown already stays as it is.

    Args:
        wanted: what the settings say; PARETOSCOPE_LANGUAGE comes before it. An unknown language is the system's.
    """
    language = chosen(os.environ.get(VARIABLE) or wanted)
    application = QCoreApplication.instance()
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    QLocale.setDefault(locale(language))
    speak(language)
    if application is not None:
        for translator in _translators(language):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
    return language


def chosen(wanted: str) -> str:
    """en, de or pseudo, from a key, a locale's name such as de_AT, or "system"."""
    for name in (wanted, QLocale.system().name()):
        key = name.replace("-", "_").partition("_")[0].lower()
        if key == PSEUDO or key in LANGUAGES:
            return key
    return "en"


def known(name: str) -> bool:
    """Whether the window speaks that language; "system" is one too."""
    return name.replace("-", "_").partition("_")[0].lower() in (SYSTEM, PSEUDO, *LANGUAGES)


def locale(language: str) -> QLocale:
    """How numbers and dates are written: as the system does where it speaks the same language."""
    system = QLocale.system()
    own = QLocale("en" if language == PSEUDO else language)
    return system if system.language() == own.language() else own


def _translators(language: str) -> list[QTranslator]:
    """Qt's own texts first, ours after them: the newest is asked first."""
    if language == PSEUDO:
        from paretoscope_gui.i18n.pseudo import Pseudo

        return [Pseudo()]
    found = [QTranslator() for _ in range(2)]
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    kept = [found[0]] if found[0].load(f"qtbase_{language}", folder) else []
    source = Path(__file__).with_name(f"{language}.qm")  # importlib.resources would cost the first paint 20 ms
    if language != "en" and found[1].load(str(source)):
        kept.append(found[1])
    return kept
