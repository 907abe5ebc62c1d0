"""All about one trial: its ratios with intervals, real or not, what changed, what it wrote, why it failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from paretoscope.analysis.results import Results, Trial
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.i18n import mark, said, tr
from paretoscope_gui.measured.altered import altered
from paretoscope_gui.measured.choice import Choice, available, headlines, titles
from paretoscope_gui.measured.words import layer_words, name, told
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import space
from paretoscope_gui.turns import in_turns
from paretoscope_gui.views.figures import Figures
from paretoscope_gui.views.outputs_dialog import OutputsDialog
from paretoscope_gui.views.own_prompt import OwnPrompt
from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import button, clear, column, label, line, row, scrolled, tag

_STATES = {
    "valid": (mark("measured"), "good"),
    "failed": (mark("failed"), "bad"),
    "invalid": (mark("not valid"), "warn"),
    "skipped": (mark("skipped"), "plain"),
    "running": (mark("being measured"), "accent"),
    "waiting": (mark("waiting"), "plain"),
}
_SIMULATED = {"speed": mark("simulated: speed"), "memory": mark("simulated: memory")}

WORD = 24  # letters after which a word may be broken
BLOCK = 16  # metrics of a group that are laid out together


class Detail(QWidget):
    """Shows the trial it is given; a hint while none is selected."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self._document, self._bridge = document, bridge
        self._shown: tuple[Trial | None, Results | None] | None = None
        self._box = QVBoxLayout()
        self._box.setContentsMargins(space(4), space(3), space(4), space(3))
        self._box.setSpacing(space(3))
        self._box.addStretch(1)
        content = QWidget()
        content.setLayout(self._box)
        self._area = scrolled(content, tr("Details of the selected recipe"))
        self.setLayout(column(self._area, gap=0))
        self.show_trial(None, None)

    def show_trial(self, trial: Trial | None, results: Results | None) -> None:
        """Replace what is shown, unless it is the same: building it takes as long as drawing the picture."""
        if self._shown is not None and self._shown[0] is trial and self._shown[1] is results is not None:
            return
        self._shown = trial, results
        clear(self._box)
        if trial is None or results is None:
            self._add(label(tr("Select a recipe in the plot or the table to see what it did."), "soft"))
            self._area.setUpdatesEnabled(True)
        else:
            self._area.setUpdatesEnabled(False)  # what was there is seen until all is there
            shown = self._shown
            in_turns(self, self._fill(trial, results), lambda: self._shown is shown)

    def _add(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, widget)

    def _fill(self, trial: Trial, results: Results) -> Iterator[None]:
        """What lies further down comes in turns of the event loop of its own."""
        words, tone = _STATES.get(trial.status, (trial.status, "plain"))
        head = QWidget()
        marks = [tag(tr(words), tone)]
        marks += [tag(tr(_SIMULATED.get(s, s)), "warn") for s in trial.simulated]
        marks += [tag(tr("best plain dtype"), "accent")] if "best_dtype" in trial.marks else []
        head.setLayout(column(label(name(trial), "title", selectable=True), row(*marks, None, gap=1), gap=1.5))
        self._add(head)
        if trial.error is not None:
            self._add(
                Banner(said(trial.error.get("text", "")), said(trial.error.get("hint", "")), "bad", closable=False)
            )
        leads = list(headlines(results).values())
        for sentence in told(trial, leads):
            self._add(label(sentence, "soft", selectable=True))
        yield
        yield from self._numbers(trial, results)
        self._layer(trial, results, leads)
        self._section(tr("What changed"), altered(trial))
        self._section(tr("Notes"), [f"{said(w['text'])} {said(w.get('hint', ''))}".strip() for w in trial.warnings])
        yield
        self._outputs(trial, results)
        self._area.setUpdatesEnabled(True)

    def _layer(self, trial: Trial, results: Results, leads: list[Choice]) -> None:
        """What the last layer of a stack adds to the part of it that was measured too."""
        below = next((name(t) for t in results.trials if t.id == trial.below), "")
        self._section(tr("What its last layer adds to {stack}", stack=below), layer_words(trial, leads))

    def _section(self, heading: str, lines: list[str]) -> None:
        if lines:
            self._add(line())
            self._add(label(heading, "strong"))
            for text in lines:
                self._add(label(text, "soft", selectable=True))

    def _numbers(self, trial: Trial, results: Results) -> Iterator[None]:
        """A block for each group of metrics: to lay out all of them at once would take longer than a turn may."""
        choices = [c for c in available(results) if c.value(trial) is not None]
        named = dict(zip(choices, titles(choices), strict=True))
        if choices:
            self._add(line())
        for _, group in groupby(choices, lambda c: c.info.group):
            for block in batched(list(group)):
                self._add(Figures(trial, {c: named[c] for c in block}))
                yield

    def _outputs(self, trial: Trial, results: Results) -> None:
        base = next((t for t in results.trials if "baseline" in t.marks), None)
        own = self._can_ask(trial, base, results)
        if not trial.outputs and not own:
            return
        theirs = {(o.get("workload"), o.get("prompt")): o.get("text", "") for o in (base.outputs if base else [])}
        self._add(line())
        heading = QWidget()
        beside = row(label(tr("What it wrote"), "strong", wrap=False), None)
        if base is not None and trial is not base and base.outputs and trial.outputs:
            beside.addWidget(button(tr("Side by side…"), lambda: self._side_by_side(base, trial, own), "link"))
        heading.setLayout(beside)
        self._add(heading)
        if base is not None and own:
            words = tr("Ask both a prompt of your own…")
            self._add(button(words, lambda: self._side_by_side(base, trial, own), icon_name="play"))
        for output in trial.outputs:
            self._add(label(breakable(f"… {output.get('prompt', '')[-160:]}"), "caption"))
            other = theirs.get((output.get("workload"), output.get("prompt")))
            if other is not None and trial is not base:
                same = other == output.get("text")
                if same:
                    self._add(label(tr("The same text as the baseline's:"), "caption"))
                else:
                    self._add(_written(tr("Baseline"), other))
            self._add(_written(tr("This recipe"), output.get("text", "")))

    def ask(self) -> bool:
        """Open the side by side of the trial that is shown, with room for a prompt; False when it cannot be asked."""
        trial, results = self._document_trial()
        base = next((t for t in results.trials if "baseline" in t.marks), None) if results is not None else None
        if trial is None or results is None or base is None or not self._can_ask(trial, base, results):
            return False
        self._side_by_side(base, trial, own=True)
        return True

    def _document_trial(self) -> tuple[Trial | None, Results | None]:
        """The trial that is looked at."""
        results = self._document.results
        trials = results.trials if results is not None else []
        return next((t for t in trials if t.id == self._document.trial), None), results

    def _can_ask(self, trial: Trial, base: Trial | None, results: Results) -> bool:
        """Whether the recipe can be let answer a prompt of the user's beside the baseline."""
        writes = results.model.get("task") in ("causal_lm", "seq2seq")
        return writes and trial is not base and trial.status == "valid" and self._document.folder is not None

    def _side_by_side(self, base: Trial, trial: Trial, own: bool) -> None:
        folder = self._document.folder
        asked = OwnPrompt(self._bridge, folder, trial.id) if own and folder is not None else None
        OutputsDialog(base, trial, self.window(), asked).open()


def batched(choices: list[Choice]) -> list[list[Choice]]:
    """At most `BLOCK` together."""
    return [choices[i : i + BLOCK] for i in range(0, len(choices), BLOCK)]


def _written(who: str, text: str) -> QWidget:
    """What one of them wrote. Not to be selected here, as it has breaks that it was not written with."""
    made = QWidget()
    made.setLayout(column(label(who, "eyebrow"), label(breakable(text), "soft"), gap=0.5))
    return made


def breakable(text: str) -> str:
    """The text with a place to break lines in words that are wider than the panel, as models write them."""
    return re.sub(rf"(\S{{{WORD}}})(?=\S)", "\\1\u200b", text)
