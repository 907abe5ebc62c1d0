"""Every test of the window runs without a screen, in a state folder of its own, without torch and without haste."""

from __future__ import annotations

import gc
import json
import math
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

os.environ["QT_QPA_PLATFORM"] = os.environ.get("PARETOSCOPE_TEST_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from simulated_study import simulate

from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.analysis.summary import summarise
from paretoscope.catalog import Catalog, from_dicts
from paretoscope.events import Event, to_line
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.plan import Study
from paretoscope_gui.application import make_application, make_window
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import theme
from paretoscope_gui.window import MainWindow

DATA = Path(__file__).parents[1] / "data"
PATIENCE = 120_000  # ms; what is waited for comes at once, or late on a machine that is busy with something else
G = "generate:new=4,prompt=8"
W = TypeVar("W", bound=QWidget)


class PatientBot(QtBot):
    """Every wait may last `PATIENCE`, whatever a test says: only what never comes is a failure."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: SignalInstance, *, timeout: int = PATIENCE, **more: Any) -> Any:
        patient = max(timeout, PATIENCE) if timeout else 0  # 0: `assertNotEmitted`, which waits for nothing
        return super().waitSignal(signal, timeout=patient, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Clicks, types and waits."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARETOSCOPE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _no_garbage_in_threads() -> Iterator[None]:
    """As in the program: garbage is searched in the main thread only, here between the tests."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application with our style."""
    application = make_application()
    theme().apply(application, "light", 1.0)
    return application


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Twelve techniques of all kinds, made for tests."""
    return from_dicts(json.loads((DATA / "techniques.json").read_text(encoding="utf-8")))


@pytest.fixture
def info(tmp_path: Path) -> ModelInfo:
    """A small language model as data; its folder is empty."""
    tensors = (TensorInfo("model.embed_tokens.weight", (1000, 64), "BF16"),)
    return ModelInfo(
        path=tmp_path, architecture="LlamaForCausalLM", model_type="llama", task="causal_lm", dtype="bfloat16",
        tensors=tensors, layers=6, hidden=64, heads=4, kv_heads=2, vocabulary=1000, context=2048, tokenizer=True,
    )  # fmt: skip


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path, catalog: Catalog, info: ModelInfo) -> Document:
    """A document with the test catalogue and a model."""
    made = Document(Settings.load(tmp_path / "state"))
    made.catalog = catalog
    made.set_model(str(info.path), info)
    return made


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[W], W]]:
    """Shows a widget, and takes it away when the test is over."""
    made: list[QWidget] = []

    def make(widget: W) -> W:
        widget.resize(1240, 800)
        theme().dress(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        made.append(widget)
        return widget

    yield make
    QThreadPool.globalInstance().waitForDone(PATIENCE)
    for widget in made:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], MainWindow]]:
    """Makes shown windows; every child process and thread is over when the test is."""
    monkeypatch.setattr("paretoscope_gui.views.machine.MachineCard.ask", lambda self, bridge: None)
    monkeypatch.setattr("paretoscope_gui.controller._describe", lambda window, bridge: None)
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = make_window(qapp, Settings.load(tmp_path / "state"))
        window.document.catalog = catalog
        window.resize(1320, 860)
        window.show()
        qtbot.waitUntil(lambda: window.settled)
        made.append(window)
        return window

    yield make
    monkeypatch.setattr("paretoscope_gui.controller._ask_closing", lambda window: "stop")  # nobody answers here
    for window in filter(isValid, made):  # one whose place another took is gone
        window.close()
        window.deleteLater()
    QThreadPool.globalInstance().waitForDone(PATIENCE)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if theme().dark or theme().scale != 1.0:  # the next test begins as every other one
        theme().apply(qapp, "light", 1.0)


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    """One shown window without a model."""
    return open_window()


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A folder with a Llama config and a safetensors file with honest headers and zero weights."""
    folder = tmp_path / "tiny-llama"
    folder.mkdir()
    config = {
        "model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 8, "intermediate_size": 16,
        "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1, "vocab_size": 32,
        "max_position_embeddings": 64, "torch_dtype": "bfloat16",
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    header = json.dumps(
        {"model.embed_tokens.weight": {"dtype": "BF16", "shape": [32, 8], "data_offsets": [0, 512]}}
    ).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(512))
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def simulated() -> tuple[Study, list[Event]]:
    """The recorded study that tests replay: nine trials, one fails, one turn is invalid."""
    study, events = simulate()
    return study, list(events)


@pytest.fixture(scope="session")
def summarised(simulated: tuple[Study, list[Event]], catalog: Catalog) -> Results:
    """The recorded study's results; nobody changes them."""
    study, events = simulated
    return summarise(Record(study).feed_all(events), study, catalog)


@pytest.fixture
def finished(summarised: Results) -> Results:
    """The recorded study's results, the test's own."""
    return deepcopy(summarised)


@pytest.fixture
def record_study(tmp_path: Path, simulated: tuple[Study, list[Event]]) -> Callable[..., Path]:
    """Writes a study folder with the first `upto` recorded events (all by default)."""

    def write(upto: int | None = None, keep: Callable[[Event], bool] = lambda event: True) -> Path:
        study, events = simulated
        folder = tmp_path / "recorded"
        (folder / "events").mkdir(parents=True)
        (folder / "study.toml").write_text(study.to_toml(), encoding="utf-8")
        lines = [to_line(e) + "\n" for e in events[:upto] if keep(e)]
        (folder / "events" / "study.jsonl").write_text("".join(lines), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def bridge(qapp: QApplication, qtbot: QtBot) -> Iterator[Bridge]:
    """A bridge that gives its children little time; every process is over when the test is."""
    made = Bridge(grace=300)
    yield made
    made.close()
    QThreadPool.globalInstance().waitForDone(PATIENCE)
    assert not made.owns
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(document: Document, bridge: Bridge, show: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Makes a shown page of a module of views, on one document and bridge."""
    bridge.results.connect(document.set_results)
    bridge.failed.connect(document.problem)
    return lambda module: show(module.Page(document, bridge))


@pytest.fixture
def replay(bridge: Bridge, document: Document, qtbot: QtBot) -> Callable[[Path], None]:
    """Replays a folder at once and waits until its results are there."""

    def play(folder: Path) -> None:
        bridge.replay(folder, math.inf)
        qtbot.waitUntil(lambda: bridge.state == "done" and not bridge._feed.waiting)  # what follows the end is read too
        summary = bridge._summary
        assert summary is not None
        bridge.summarise()
        qtbot.waitUntil(lambda: not summary.busy and document.results is not None)

    return play


@pytest.fixture
def hold(qtbot: QtBot) -> Callable[[Bridge], None]:
    """Pauses a study once something was measured: what follows does not depend on how long it would still take."""

    def wait(bridge: Bridge) -> None:
        qtbot.waitUntil(lambda: not bridge.active or any(t.valid_turns(G) for t in bridge.record.trials.values()))
        bridge.command("pause")
        qtbot.waitUntil(lambda: bridge.state == "paused" or not bridge.active)
        assert bridge.state == "paused", bridge.log

    return wait
