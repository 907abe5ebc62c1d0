"""Foreign code, pickle and missing weights need the user's word; seldom used settings come and go unchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from paretoscope.errors import Refused
from paretoscope.models.info import ModelInfo
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.views.recipe_panel import RecipePanel
from paretoscope_gui.views.study_settings import StudySettings


@pytest.mark.parametrize(
    ("flags", "field", "value"),
    [
        ({"remote_code": True}, "trust", ("remote_code",)),
        ({"pickle": True}, "trust", ("pickle",)),
        ({"weights": False}, "random_weights", True),
    ],
)
def test_a_study_waits_for_the_users_word(
    document: Document, info: ModelInfo, qtbot: QtBot, flags: dict[str, bool], field: str, value: object
) -> None:
    panel = RecipePanel(document)
    qtbot.addWidget(panel)
    document.set_model(str(info.path), replace(info, **flags))  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        document.study()
    assert refused.value.text in panel.messages
    agree = [b for b in panel.findChildren(QPushButton) if b.text() in ("Allow it", "Use random weights")]
    agree[-1].click()  # the earlier ones are of rows that were replaced and wait to be deleted
    assert panel.messages == []
    assert getattr(document.study(), field) == value
    document.undo()
    with pytest.raises(Refused):
        document.study()


def test_settings_that_are_not_touched_stay_as_they_are(qtbot: QtBot, document: Document) -> None:
    draft = Draft(
        budget=90.0, threads=3, device="cuda:1", dtype="float16", seed=5, name="n", memory=2**31,
        energy_from="host:8766", accept_estimates=True, core_power=12.0,
    )  # fmt: skip
    dialog = StudySettings(draft)
    qtbot.addWidget(dialog)
    dialog._accept()
    assert dialog.draft == draft


def test_a_wrong_setting_keeps_the_dialog_open(qtbot: QtBot, document: Document) -> None:
    dialog = StudySettings(Draft())
    qtbot.addWidget(dialog)
    entry = dialog.form.fields["threads"]._control_widget.entry  # type: ignore[attr-defined]
    entry.setText("-4")
    entry.editingFinished.emit()
    dialog._accept()
    assert dialog.result() == 0
    assert "out of range" in dialog.form.problems[0]
