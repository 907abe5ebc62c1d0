"""Texts in other languages: nothing untranslated, nothing stale, numbers in the locale and never in files."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Ratio, Trial
from paretoscope.params import ParamInfo
from paretoscope.plan import Recipe, Step, Study
from paretoscope_gui.i18n import inside, languages, said, several, tr
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.metric import metric
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.measured.words import told
from paretoscope_gui.numbers import interval, moment, number, percent, plain, quantity, whole
from paretoscope_gui.plots.dots import AxisSpec, Dot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.state.naming import parse_values, typed
from paretoscope_gui.views.live_plots import _reasons
from paretoscope_gui.widgets.number_field import NumberField

ROOT = Path(__file__).parents[2]
GUI = ROOT / "gui" / "paretoscope_gui"
GERMAN = GUI / "i18n" / "de.qm"
FIELD = re.compile(r"\{\w*\}")
# What shows a text to somebody: its first argument, or the named one, must go through translation.
SHOWS = {
    "label", "button", "tag", "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setTitle",
    "setWindowTitle", "setPlaceholderText", "addAction", "addMenu", "Banner", "showMessage", "setInformativeText",
    "Refused", "Column", "Segmented", "ShareBar", "plain_table",
}  # fmt: skip


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """docs/translations.py."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "docs" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The application speaks German for one test."""
    languages.install("de")
    yield
    languages.install("en")


def test_every_text_has_its_german_and_no_translation_is_left_over(tool: ModuleType) -> None:
    assert tool.troubles("de") == []


def test_a_text_without_translation_and_a_stale_one_are_told(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tool.read("de")
    gone = tool.Text("Trade-offs")
    monkeypatch.setattr(tool, "texts", lambda: set(said) - {gone})
    monkeypatch.setattr(tool, "own", lambda: {tool.Text("Brand new words")})
    assert tool.troubles("de") == [
        "de: not translated: 'Brand new words'", f"de: no longer used: {gone.source!r} {gone.about}".strip()
    ]  # fmt: skip


def test_what_the_tool_finds_in_code(tool: ModuleType) -> None:
    code = 'tr("A {b}", b=1); mark("T", "count"); several(n, "{n} x", "{n} xs"); tr(word); Spec("i", "Do", "File")'
    found = {(t.source, t.about, t.numerus) for t in tool.of_code(code)}
    assert found == {
        ("A {b}", "", False), ("T", "count", False), ("{n} xs", "", True), ("Do", "", False), ("File", "", False)
    }  # fmt: skip


def test_both_sides_of_a_hint_that_depends_are_found(tool: ModuleType) -> None:
    hints = {t for t in tool.of_backend() if t.startswith("raise --budget")}
    assert hints == {"raise --budget or take fewer recipes", "raise --budget, take fewer recipes, or --protocol glance"}


def test_translations_keep_the_values_of_their_texts(tool: ModuleType) -> None:
    for text, forms in tool.read("de").items():
        for form in forms:
            assert set(FIELD.findall(form)) == set(FIELD.findall(text.source)), text.source


def test_the_compiled_file_is_the_written_one(tool: ModuleType, qapp: QApplication) -> None:
    compiled = QTranslator()
    assert compiled.load(str(GERMAN))
    for text, forms in tool.read("de").items():
        for n, form in zip((1, 2), forms, strict=False):
            said = compiled.translate("Paretoscope", text.source, text.about or None, n if text.numerus else -1)
            assert said == form, f"run docs/translations.py: {text.source!r}"


def test_the_file_is_what_linguist_reads() -> None:
    root = ElementTree.parse(GERMAN.with_suffix(".ts")).getroot()
    assert (root.tag, root.get("language")) == ("TS", "de")


@pytest.mark.parametrize("file", sorted(GUI.rglob("*.py")), ids=lambda f: f.relative_to(GUI).as_posix())
def test_nothing_is_shown_that_was_not_translated(file: Path) -> None:
    """A literal with words, handed to something that shows it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SHOWS and node.args:
                assert not _words(node.args[0]), f"{file.name}:{node.lineno}"


def _words(node: ast.expr) -> bool:
    """A literal or f-string with English words in it; names of things have no small letter after a space."""
    if isinstance(node, ast.JoinedStr):
        text = " ".join(str(p.value) for p in node.values if isinstance(p, ast.Constant))
        return bool(re.search(r"[A-Za-z]{3,} [a-z]{2,}|^[A-Z][a-z]+ |[a-z]{3,} $", re.sub("<[^>]*>", "", text)))
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node.value == "Paretoscope":
        return False
    return bool(re.search(r"^[A-Z][a-z]+|[a-z] [a-z]", node.value))


def test_german_is_spoken(german: None) -> None:
    assert tr("Trade-offs") == "Abwägung"
    assert tr("There is nothing at {name}.", name="/m") == "Bei /m liegt nichts."
    assert tr("no such text {n}", n=2) == "no such text 2"
    assert [several(n, "{n} trial", "{n} trials") for n in (0, 1, 2)] == ["0 Versuche", "1 Versuch", "2 Versuche"]
    assert inside(tr("Peak memory")) == "Spitzenspeicher"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english_needs_no_file(qapp: QApplication) -> None:
    languages.install("en")
    assert [several(n, "{n} trial", "{n} trials") for n in (0, 1, 2)] == ["0 trials", "1 trial", "2 trials"]
    assert [inside(t) for t in ("Peak memory", "KV cache", "R")] == ["peak memory", "KV cache", "R"]
    assert tr("") == ""


def test_metrics_and_recipes_are_told_in_german(german: None) -> None:
    assert metric("latency.e2e.p50").title == "Gesamtlatenz (Median)"
    assert metric("latency.e2e.p50").definition.endswith("Ordnungsstatistik (nächster Rang) über alle Aufrufe.")
    assert metric("latency.e2e").text(0.0123) == "12,3\u00a0ms"
    assert recipe_name("Wanda pruning (sparsity 0.5) + SnapKV eviction") == (
        "Wanda-Beschneidung (Dünnbesetzung 0,5) + SnapKV-Verdrängung"
    )
    assert recipe_name("somebody's own (x 1)") == "somebody's own (X 1)"


@pytest.mark.parametrize(
    ("english", "spoken"),
    [
        ("this machine has no NVIDIA GPU", "dieser Rechner hat keine NVIDIA-GPU"),
        ("This machine has no NVIDIA GPU.", "Dieser Rechner hat keine NVIDIA-GPU."),
        ("the text has 3 tokens, 40 are needed", "der Text hat 3 Token, 40 sind nötig"),
        ("wanda: sparsity = 2 is out of range", "wanda: sparsity = 2 liegt außerhalb des Erlaubten"),
        ("use --device cpu", "verwenden Sie --device cpu"),
        (
            "use --device cpu, or ask for an estimate with --energy estimate",
            "use --device cpu, oder verlangen Sie mit --energy estimate eine Schätzung",
        ),
        (  # a hint inside another one
            "take a smaller model; or close other programs, or raise --memory",
            "ein kleineres Modell nehmen; oder andere Programme schließen, oder --memory erhöhen",
        ),
        ("what nobody has ever said", "what nobody has ever said"),
        ("", ""),
    ],
)
def test_sentences_of_the_backend_are_known_by_their_templates(german: None, english: str, spoken: str) -> None:
    assert said(english) == spoken


def test_reasons_of_several_sources_are_told_one_by_one(german: None) -> None:
    assert _reasons("RAPL: there is no energy counter; NVML: no NVIDIA GPU can be read: x") == (
        "RAPL: es gibt keinen Energiezähler; NVML: keine NVIDIA-GPU kann gelesen werden: x"
    )


def test_a_page_that_somebody_pasted_into_a_field_is_told_as_it_is(german: None) -> None:
    """Each "or" was tried in two ways: thirty of them held the window up for ever."""
    for pasted in (", or ".join(["a; b, c"] * 30), "x; " * 2000):
        assert said(pasted) == pasted


def test_what_a_trial_changed_is_told_in_the_windows_words(german: None) -> None:
    ratio = Ratio(value=0.75, low=0.7, high=0.8, real=True, n=8)
    trial = Trial(id="t", recipe="runtime.dtype", status="valid", words=["decode 1.33x faster", "no reason given"])
    trial.ratios = {"generate": {"latency.tpot": ratio}}
    assert told(trial, [Choice("generate", "latency.tpot")]) == [
        "25\u00a0% weniger Zeit je Ausgabe-Token.", "kein Grund angegeben"
    ]  # fmt: skip
    assert told(trial, []) == ["Nicht gesichert.", "kein Grund angegeben"]


def test_hardly_any_text_of_the_backend_stays_english(tool: ModuleType) -> None:
    theirs = tool.texts() - tool.own()
    assert len(tool.untold("de")) <= 0.05 * len(theirs), "run docs/translations.py and fill de.ts"


def test_the_patterns_are_those_that_are_translated(tool: ModuleType) -> None:
    kept = json.loads((GUI / "i18n" / "backend.json").read_text(encoding="utf-8"))
    assert {t.source for t in tool.read("de") if t.about == "backend"} == set(kept)


def test_numbers_stand_in_the_users_locale(german: None) -> None:
    assert number(1234.5, 5) == "1.234,5"
    assert whole(1234567) == "1.234.567"
    assert quantity(0.0123, "s") == "12,3\u00a0ms"
    assert interval(0.5, 0.75) == "0,500 bis 0,750"
    assert percent(0.955) == "−4,5\u00a0%"
    assert [plain(v) for v in (0.5, 1000, 2**31)] == ["0,5", "1000", "2147483648"]
    assert re.fullmatch(r"\d+\. \w+\.? \d{4}, \d\d:\d\d", moment(1.7e9))


def test_numbers_are_typed_as_they_are_shown(german: None, qtbot: object) -> None:
    info = ParamInfo(name="sparsity", type="float", default=0.5, help="share", low=0.0, high=1.0)
    assert parse_values("0,3; 0.5  0,75", info) == [0.3, 0.5, 0.75]
    assert parse_values("; ".join(typed(v) for v in (0.25, 0.5)), info) == [0.25, 0.5]
    field = NumberField(info, "test")
    field.set_value(0.25)
    assert field.entry.text() == "0,25"
    field.entry.setText("0,7")
    field.entry.editingFinished.emit()
    assert field.value == 0.7


def test_files_never_have_the_locales_numbers(german: None) -> None:
    study = Study(model="m", recipes=(Recipe((Step("prune.wanda", {"sparsity": 0.5}),)),), budget=1234.5, width=0.01)
    text = study.to_toml()
    assert "0.5" in text
    assert "1234.5" in text
    assert "0,5" not in text
    assert f"{1234.5}" == "1234.5"  # Qt's locale is not the C library's


def test_a_picture_has_titles_of_its_own_and_nobodys_locale(german: None, qtbot: QtBot, tmp_path: Path) -> None:
    plot = ScatterPlot("Abwägung")
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    plot.show()
    dots = [Dot("b", "Ausgangsmodell", 0.0125, 1.25), Dot("q", "Int8", 0.0105, 1.75, colour="#0072B2")]
    plot.show_dots(dots, AxisSpec("Zeit je Token", "ms", 1e3), AxisSpec("Bits je Byte", "bit/B"))
    plot.save(tmp_path / "a.svg")
    words = re.findall(r">([^<>]+)</text>", (tmp_path / "a.svg").read_text(encoding="utf-8"))
    figures = [w for w in words if re.fullmatch(r"[\d.,]+", w)]
    assert figures
    assert not any("," in w for w in figures), figures
    assert {"Abwägung", "Zeit je Token (ms)", "Bits je Byte (bit/B)"} <= {w.strip() for w in words}
    assert number(0.5) == "0,500", "on screen it is as it was"
    assert plot.size().toTuple() == (300, 200)
