"""What stands on the Trade-offs page where there is no picture, and why."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from paretoscope_gui.i18n import tr
from paretoscope_gui.widgets.empty import EmptyState


def instead(kind: str, go: SignalInstance) -> EmptyState:
    """The first round is not over, very many recipes, none gave a result, or no study; `go` leads to a page."""
    if kind == "running":
        return EmptyState(
            "tradeoffs", tr("The first round is not over yet"),
            tr("Trade-offs appear here once every recipe has had its first turn, and get sharper each round."),
            tr("Watch the run"), lambda: go.emit("run"),
        )  # fmt: skip
    if kind == "many":
        return EmptyState(
            "tradeoffs", tr("Very many recipes"),
            tr("Their picture is being prepared; everything else can be used meanwhile."),
        )  # fmt: skip
    if kind == "failed":
        return EmptyState(
            "error", tr("No recipe gave a result"),
            tr("Every trial of this study failed or was skipped. The Run page says why, one by one."),
            tr("See what happened"), lambda: go.emit("run"),
        )  # fmt: skip
    return EmptyState(
        "tradeoffs", tr("No study is open"),
        tr("Run a study or open one: any two of its metrics stand here against each other, with intervals."),
        tr("Go to Techniques"), lambda: go.emit("techniques"),
    )  # fmt: skip
