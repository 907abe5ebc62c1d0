"""The phases of a traced training step can each be looked at; those that a trace has not are not offered."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from paretoscope.analysis.inside import Node, Tree
from paretoscope_gui.views.inside_time import TimeView


def tree(*phases: str) -> Tree:
    """A trace with one operator in each phase."""

    def root(name: str) -> Node:
        leaf = Node(path="", kind="linear", name="linear", phase=name, seconds=0.2, flops=4.0, bytes=8.0)
        return Node(
            path="", kind="phase", name=name, phase=name, seconds=0.2, flops=4.0, bytes=8.0, children=(leaf,)
        )  # fmt: skip

    return Tree(trial="baseline", recipe="baseline", workload="finetune", roots=tuple(root(p) for p in phases))


def offered(view: TimeView) -> list[str]:
    """Keys of the phases that can be chosen."""
    return [k for k, b in view.phase._buttons.items() if not b.isHidden()]


def test_a_training_step_offers_its_three_phases(qtbot: QtBot) -> None:
    view = TimeView()
    qtbot.addWidget(view)
    view.show_trees([tree("forward", "backward", "update")], {"baseline": "Baseline"})
    assert offered(view) == ["forward", "backward", "update"]
    assert view.phase.value == "forward"
    view.show_trees([tree("prefill", "decode")], {"baseline": "Baseline"})
    assert offered(view) == ["prefill", "decode"]
    assert view.phase.value in ("prefill", "decode")
