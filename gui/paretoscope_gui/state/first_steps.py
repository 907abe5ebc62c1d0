"""What the guided start says at each step. No Qt but for the words."""

from __future__ import annotations

from dataclasses import dataclass

from paretoscope_gui.i18n import mark


@dataclass(frozen=True)
class Said:
    """One step: the page it belongs to, what is going on, and the button that leads on ("" when time does)."""

    page: str
    text: str
    button: str = ""


TITLES = (mark("The model"), mark("The recipes"), mark("The measurement"))
STEPS = (
    Said(
        "model",
        mark("This is the built-in language model. A study looks at one model and never changes it."),
        mark("Next: what to try on it"),
    ),
    Said(
        "techniques",
        mark("Two recipes are planned beside the baseline: weights in 8 bits, and a part of the network pruned away. "
             "Each runs in a process of its own."),
        mark("Measure, in about a minute"),
    ),
    Said("run", mark("Baseline and recipes take turns, so that what disturbs the machine disturbs all of them alike.")),
)  # fmt: skip
PICTURE = Said(
    "tradeoffs",
    mark("Your first trade-off picture, from real measurements. After so short a time it is preliminary: wide "
         "intervals mean that little is certain yet."),
    mark("Firm it up, in a few minutes"),
)  # fmt: skip
FIRM = Said("tradeoffs", mark("Measured with the protocol Quick: what is called real now can be relied on."))
FIRMING = Said("run", mark("The same recipes are measured for longer; the intervals will get narrower."))
BROKEN = Said(
    "run", mark("The measurement did not come to its end. What was measured is stored."), mark("Measure again")
)
