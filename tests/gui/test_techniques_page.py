"""The Techniques page: form, stack, conflicts, sweeps, trials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.catalog import Catalog
from paretoscope.errors import Refused
from paretoscope.params import ParamInfo
from paretoscope.plan import Recipe, Step
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.spoken import spoken
from paretoscope_gui.views.sweep_dialog import SweepDialog
from paretoscope_gui.views.techniques import Page
from paretoscope_gui.widgets.basic import widgets_in
from paretoscope_gui.widgets.defined import Defined
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.number_field import NumberField
from paretoscope_gui.widgets.param_form import ParamForm
from paretoscope_gui.widgets.tick import Tick

SHARE = ParamInfo(name="sparsity", type="float", default=0.5, low=0.0, high=0.95, help="share removed", sweep=(0.3,))
COUNT = ParamInfo(name="budget", type="int", default=512, low=16, high=1_000_000, help="tokens kept", unit="token")
CHOICE = ParamInfo(name="bits", type="choice", default="4", choices=("8", "4", "2"), help="bits")
SWITCH = ParamInfo(name="exact", type="bool", default=True, help="exact")
TEXT = ParamInfo(name="include", type="str", default="", help="patterns")


@pytest.fixture
def page(document: Document, qtbot: QtBot) -> Page:
    """The page, shown, with a model."""
    made = Page(document, None)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_where_there_is_no_room_catalogue_and_card_take_turns(page: Page, qtbot: QtBot) -> None:
    page.resize(900, 700)
    qtbot.waitUntil(lambda: page.narrow and not page.card.isVisible())
    assert page.catalogue.isVisible()
    page.open("prune.wanda")
    assert page.card.isVisible()
    assert not page.catalogue.isVisible()
    qtbot.mouseClick(page._back, Qt.MouseButton.LeftButton)
    assert page.catalogue.isVisible()
    page.resize(1400, 700)
    qtbot.waitUntil(lambda: page.catalogue.isVisible() and page.card.isVisible())
    assert not page._back.isVisible()


def _type(qtbot: QtBot, field: NumberField, text: str) -> None:
    field.entry.selectAll()
    qtbot.keyClicks(field.entry, text)
    qtbot.keyClick(field.entry, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("info", "text", "value"),
    [(SHARE, "0.7", 0.7), (SHARE, "0,25", 0.25), (SHARE, "0", 0.0), (COUNT, "64", 64)],
)
def test_numbers_that_are_allowed_are_taken(qtbot: QtBot, info: ParamInfo, text: str, value: float) -> None:
    field = NumberField(info, "t")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed) as got:
        _type(qtbot, field, text)
    assert got.args == [value]
    assert type(field.value) is type(value)
    assert field.problem == ""


@pytest.mark.parametrize(
    ("info", "text", "words"),
    [
        (SHARE, "1.5", "out of range; allowed: 0 to 0.95"),
        (SHARE, "much", "must be a number"),
        (COUNT, "2.5", "must be a whole number"),
        (COUNT, "8", "out of range; allowed: 16 to 1,000,000"),
        (COUNT, "", "must be a whole number"),
    ],
)
def test_numbers_that_are_not_allowed_are_told_and_not_taken(
    qtbot: QtBot, info: ParamInfo, text: str, words: str
) -> None:
    field = NumberField(info, "t")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.changed):
        field.entry.clear()
        _type(qtbot, field, text)
    assert words in field.problem
    assert field.value == info.default


def test_arrow_keys_and_slider_stay_in_the_range(qtbot: QtBot) -> None:
    field = NumberField(SHARE, "t")
    qtbot.addWidget(field)
    for _ in range(50):  # steps of a hundredth
        qtbot.keyClick(field.entry, Qt.Key.Key_Up)
    assert field.value == 0.95
    assert field.slider is not None
    field.slider.setValue(0)
    assert field.value == 0.0
    assert NumberField(COUNT, "t").slider is None  # 16 to a million: no slider could be aimed


def test_a_form_gives_only_what_differs_and_takes_every_type(qtbot: QtBot) -> None:
    form = ParamForm((SHARE, COUNT, CHOICE, SWITCH, TEXT), "t")
    qtbot.addWidget(form)
    assert form.values == {}
    given = {"sparsity": 0.3, "budget": 64, "bits": "2", "exact": False, "include": "*.mlp.*"}
    form.set_values(given)
    assert form.values == given
    form.set_values({})
    assert form.values == {}
    with qtbot.waitSignal(form.changed):
        form.findChild(QCheckBox).click()
    assert form.values == {"exact": False}


def test_adding_shows_the_stack_in_stage_order_with_undo_and_redo(page: Page, document: Document) -> None:
    for name in ("decode.prompt_lookup", "quantize.weight_only", "prune.cfsp"):
        page.open(name)
        page.card.toggle()
    order = ["prune.cfsp", "quantize.weight_only", "decode.prompt_lookup"]
    assert [s.technique for s in document.draft.recipe.steps] == order
    assert page.recipe.messages == []
    document.undo()
    assert [s.technique for s in document.draft.recipe.steps] == order[1:]
    assert page.recipe.undo.toolTip() == "Undo add Weight-only quantization"
    document.redo()
    assert [s.technique for s in document.draft.recipe.steps] == order
    page.card.toggle()  # the card still shows CFSP: it is taken off
    assert [s.technique for s in document.draft.recipe.steps] == order[1:]


def test_conflicts_are_shown_live_in_words_and_block_the_trial(page: Page, document: Document) -> None:
    for name in ("kv.snapkv", "kv.lagkv"):
        page.open(name)
        page.card.toggle()
    (message,) = page.recipe.messages
    assert "SnapKV" in message
    assert "LagKV" in message
    assert "both replace the cache" in message
    assert not page.recipe.add.isEnabled()
    page.add_trial()
    assert len(document.draft.trials) == 1
    document.undo()
    assert page.recipe.messages == []
    assert page.recipe.add.isEnabled()


def test_settings_of_a_step_follow_the_form_and_undo(page: Page, document: Document, qtbot: QtBot) -> None:
    page.open("prune.wanda")
    page.card.toggle()
    assert page.card.form is not None
    field = page.card.form.fields["sparsity"].findChild(NumberField)
    assert field is not None
    _type(qtbot, field, "0.7")
    assert document.draft.recipe.steps[0].params == {"sparsity": 0.7}
    document.undo()
    assert document.draft.recipe.steps[0].params == {}
    assert field.value == 0.5


def test_a_grey_technique_says_why_and_cannot_be_added(page: Page, document: Document) -> None:
    page.open("runtime.compile")
    assert not page.card.add.isEnabled()
    page.card.toggle()
    assert document.draft.recipe.steps == ()
    row = page.catalogue.model.rows[page.catalogue.model.place("runtime.compile")]
    assert (row.why, row.hint) == ("no C++ compiler was found", "install g++")


def test_a_sweep_counts_its_trials_and_says_what_is_wrong(page: Page, document: Document, qtbot: QtBot) -> None:
    page.open("prune.wanda")
    page.card.toggle()
    dialog = SweepDialog(document, document.draft.recipe, page, "prune.wanda/sparsity")
    qtbot.addWidget(dialog)
    assert "each trial about" in dialog._count.text(), "what the sweep costs, before it is added"
    assert dialog.values.text() == "0.3, 0.5, 0.7"
    assert dialog.accept_button.text() == "Add 3 trials"
    dialog.values.setText("0.2, 0.4, 0.4, 0.6, 0.8")
    assert dialog.accept_button.text() == "Add 4 trials"
    document.edit("add", lambda d: d.add_trials(dialog.recipes))
    assert len(document.draft.trials) == 5
    dialog.values.setText("0.2, 3")
    assert not dialog.accept_button.isEnabled()
    assert dialog.recipes == []


def test_search_narrows_and_finds_nothing_in_words(page: Page, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.catalogue.search, "snap")
    assert [r.entry.id for r in page.catalogue.model.rows if r.entry] == ["kv.snapkv"]
    qtbot.waitUntil(lambda: page.card.technique == "kv.snapkv")
    qtbot.keyClicks(page.catalogue.search, "xyz")
    assert page.catalogue.list.isHidden()


def test_return_in_the_list_adds_the_technique(page: Page, document: Document, qtbot: QtBot) -> None:
    page.open("prune.wanda")
    page.catalogue.list.activated.emit(page.catalogue.list.currentIndex())
    assert [s.technique for s in document.draft.recipe.steps] == ["prune.wanda"]


def test_the_study_is_what_the_page_shows(page: Page, document: Document, catalog: Catalog) -> None:
    page.open("prune.wanda")
    page.card.toggle()
    page.add_trial()
    document.edit("protocol", lambda d: replace(d, protocol="glance"))
    study = document.study()
    assert [r.text() for r in study.recipes] == ["baseline", "prune.wanda"]
    assert study.protocol == "glance"
    assert [w.kind for w in study.workloads] == ["generate", "score"]
    assert page.summary.text.text().startswith("2 trials")


def test_unticking_every_workload_is_refused_in_words(page: Page, document: Document, qtbot: QtBot) -> None:
    for text in ("Generate text", "Score held-out text"):
        qtbot.waitUntil(lambda text=text: len(_ticks(page, text)) == 1)
        _ticks(page, text)[0].click()
    with pytest.raises(Refused, match="Nothing is to be measured"):
        document.study()


def _ticks(page: Page, text: str) -> list[QCheckBox]:
    return [t for t in page.workloads.findChildren(QCheckBox) if t.text() == text and t.isVisible()]


def test_buttons_are_reached_by_keyboard(page: Page) -> None:
    assert all(b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in page.findChildren(QPushButton))


class _Windows(QObject):
    """Notes every widget that appears as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(page: Page, document: Document, qapp: QApplication) -> None:
    """A part that is shown before it has a parent is a window for a moment."""
    windows = _Windows()
    qapp.installEventFilter(windows)
    for name in document.catalog.entries:
        page.open(name)
        page.card.toggle()
    document.undo()
    document.edit("empty", lambda d: d.clear_recipe())
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_a_metric_of_a_card_opens_its_definition_by_key(page: Page, qtbot: QtBot) -> None:
    page.open("prune.cfsp")
    qtbot.waitUntil(lambda: bool(page.card.findChildren(Defined)))
    shown = page.card.findChildren(Defined)[0]
    assert len(shown.accessibleDescription()) > 40
    page.activateWindow()
    qtbot.waitUntil(shown.isVisible)
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert " ".join(QToolTip.text().split()) == " ".join(shown.accessibleDescription().split())


def test_a_card_names_other_techniques_by_their_titles(catalog: Catalog) -> None:
    wanda = catalog.entries["prune.wanda"]
    other = catalog.entries["quantize.int8_dynamic"].card
    speaking = replace(wanda, card=replace(wanda.card, helps=f"beside {other.id}"))
    found = spoken(Catalog({**catalog.entries, wanda.id: speaking}))
    assert found.entries[wanda.id].card.helps == f"beside {other.title}"


def test_dozens_of_trials_come_a_part_a_turn_in_their_order(page: Page, document: Document, qtbot: QtBot) -> None:
    def shown() -> list[str]:
        return [w.toolTip() for w in widgets_in(page.trials._rows._box) if w.toolTip() in wanted]

    many = [Recipe((Step("prune.wanda", {"sparsity": n / 100}),)) for n in range(10, 40)]
    document.edit("many", lambda d: d.add_trials(many))
    wanted = [r.text() for r in many]
    assert 0 < len(shown()) < len(many), "not all in one turn"
    qtbot.waitUntil(lambda: shown() == wanted)
    document.undo()
    assert not shown()
    document.redo()
    document.undo()
    qtbot.wait(0)
    assert not shown(), "what is on its way is not wanted any more"


def test_a_card_that_would_be_the_same_stays_with_what_was_set_in_it(page: Page, document: Document) -> None:
    page.open("prune.wanda")
    form = page.card.form
    document.catalog = Catalog(dict(document.catalog.entries))  # as told by the workers' Python
    assert page.card.form is form
    gone = replace(document.catalog.entries["prune.wanda"], available=False, why_not="it lacks a library")
    document.catalog = Catalog({**document.catalog.entries, "prune.wanda": gone})
    assert page.card.form is not form
    assert not page.card.add.isEnabled()


def test_the_words_of_a_tick_go_on_in_another_line_where_there_is_no_room(qtbot: QtBot) -> None:
    tick = Tick("Score held-out text of a language")
    qtbot.addWidget(tick)
    tick.show()
    whole = tick.sizeHint()
    tick.resize(whole.width() // 2, 60)
    assert tick.text().count("\n") in (1, 2)
    assert tick.sizeHint().height() > whole.height()
    assert tick.minimumSizeHint().width() <= whole.width() // 2
    tick.resize(whole.width() + 20, 60)
    assert tick.text() == tick.accessibleName() == "Score held-out text of a language"


def test_what_says_that_nothing_matches_has_room(page: Page, qtbot: QtBot) -> None:
    page.catalogue.search.setText("zzzz")
    none = page.catalogue.findChild(EmptyState)
    qtbot.waitUntil(none.isVisible)
    words = none.findChildren(QLabel)
    qtbot.waitUntil(lambda: all(page.catalogue.rect().contains(w.geometry()) for w in words))
    assert all(w.height() >= w.heightForWidth(w.width()) for w in words if w.wordWrap())


def test_the_card_in_front_is_of_what_is_planned(document: Document, show: Callable[[Page], Page]) -> None:
    document.edit("add", lambda d: d.add_trials([Recipe.parse("prune.wanda:sparsity=0.3")]))
    shown = show(Page(document, None))
    assert shown.catalogue.current == "prune.wanda"
