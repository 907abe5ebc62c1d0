"""Which metrics a study offers, and which of them stand for speed, memory, energy and quality."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from paretoscope.analysis.metrics import GROUPS, order
from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.errors import Refused
from paretoscope.plan import Workload
from paretoscope_gui.i18n import inside, tr
from paretoscope_gui.measured.kept import kept
from paretoscope_gui.measured.metric import Shown, metric
from paretoscope_gui.state.naming import value_text
from paretoscope_gui.state.words import parameter

HEADLINES = {
    "speed": ("latency.tpot", "latency.e2e", "throughput.samples", "throughput.decode", "latency.ttft"),
    "training": ("train.step_time", "train.loss"),
    "memory": ("memory.peak", "memory.device_peak", "memory.peak_above_floor", "memory.weights"),
    "energy": ("energy.per_token", "energy.gross", "energy.net", "power.mean"),
    "quality": (
        "quality.bits_per_byte", "quality.perplexity", "quality.accuracy", "quality.cosine", "quality.kl",
        "quality.agreement", "train.loss",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One metric of one workload; workload "" is the trial itself."""

    workload: str
    name: str

    @property
    def info(self) -> Shown:
        """Title, unit and direction."""
        return metric(self.name)

    def value(self, trial: Trial) -> Value | None:
        """What was measured, None when nothing was."""
        found = trial.metrics.get(self.workload, {}).get(self.name)
        return found if found is not None and found.value is not None else None

    def change(self, trial: Trial) -> Ratio | None:
        """The paired ratio or difference to the baseline."""
        return trial.ratios.get(self.workload, {}).get(self.name)

    @property
    def key(self) -> str:
        """A text that names it."""
        return f"{self.workload}|{self.name}"


@kept
def available(results: Results) -> list[Choice]:
    """Every metric that at least one ranked trial has a value of, in the registry's order."""
    found = {
        (workload, name)
        for trial in results.trials
        if trial.ranked
        for workload, table in trial.metrics.items()
        for name, value in table.items()
        if value.value is not None
    }
    choices = (Choice(workload, name) for workload, name in found)
    return sorted(choices, key=lambda c: (_group(c.info.group), order(c.name), c.workload))


def headlines(results: Results, offered: list[Choice] | None = None) -> dict[str, Choice]:
    """Group to the metric that stands for it in this study, for the groups that have one.

    Args:
        offered: what `available` gave, when it is known already.
    """
    offered = available(results) if offered is None else offered
    found = {group: choice for group in HEADLINES if (choice := _headline(offered, group)) is not None}
    if "training" in found and found.get("quality") and found["quality"].name == "train.loss":
        del found["quality"]
    return found


def usual(choices: list[Choice], lead: dict[str, Choice]) -> tuple[Choice, Choice]:
    """The two metrics that stand against each other before anybody has chosen: across and upwards."""
    across = lead.get("speed") or lead.get("training") or choices[0]
    return across, lead.get("quality") or lead.get("memory") or choices[-1]


def _headline(offered: list[Choice], group: str) -> Choice | None:
    for name in HEADLINES[group]:
        for choice in offered:
            plain = choice.name.startswith(name + ".") and not choice.name.endswith(".before")
            if choice.name == name or plain:
                return choice
    return None


def workload_words(text: str) -> str:
    """A workload for reading: "generate:new=64,prompt=128" -> "generate, prompt 128, new 64"."""
    if not text:
        return ""
    try:
        work = Workload.parse(text)
    except Refused:  # of a newer program: shown as it is
        return text
    parts = (f"{inside(parameter(k))} {value_text(v)}" for k, v in sorted(work.params.items(), reverse=True) if v != "")
    return ", ".join((tr(work.kind, about="workload"), *parts))


def title(choice: Choice, choices: list[Choice]) -> str:
    """The metric's title, with its workload where the same metric is offered for several."""
    return _title(choice, sum(c.name == choice.name for c in choices) > 1)


def titles(choices: list[Choice]) -> list[str]:
    """The titles of all of them."""
    often = Counter(c.name for c in choices)
    return [_title(c, often[c.name] > 1) for c in choices]


def _title(choice: Choice, twin: bool) -> str:
    return f"{choice.info.title} ({workload_words(choice.workload)})" if twin and choice.workload else choice.info.title


def _group(name: str) -> int:
    return list(GROUPS).index(name) if name in GROUPS else len(GROUPS)
