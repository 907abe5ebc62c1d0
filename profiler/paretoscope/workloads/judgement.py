"""What is summed up for the rows of one batch while it is scored."""

from __future__ import annotations

import torch
from torch import Tensor

from paretoscope.meters import quality
from paretoscope.workloads.items import Item
from paretoscope.workloads.reference import Writer


class Judgement:
    """Sums over the scored tokens of each row.

    Args:
        target: (batch, lead + steps) token ids.
        known: the baseline's (log-probabilities, likeliest tokens) of each row, or None.
        keep: this is the baseline: hold the log-probabilities, to be stored.
        lead: first tokens that are read but not scored.
    """

    def __init__(self, target: Tensor, known: list[tuple[Tensor, Tensor] | None], keep: bool, lead: int = 0) -> None:
        self._target, self._known, self._keep = target[:, lead:], known, keep
        batch, self.steps = self._target.shape
        self._lead = lead
        self._sums = {k: torch.zeros(batch, dtype=torch.float64) for k in ("nll", "hit", "kl", "agree")}
        self._held: list[Tensor] = []

    def note(self, step: int, logp: Tensor) -> None:
        """Some steps from `step` on, counted with the lead. logp: (batch, count, vocabulary)."""
        logp = logp[:, max(0, self._lead - step) :]
        first, count = max(0, step - self._lead), logp.shape[1]
        if not count:
            return
        wanted = self._target[:, first : first + count]
        self._sums["nll"] += quality.token_nll(logp, wanted).double().sum(1).cpu()
        self._sums["hit"] += (logp.argmax(-1) == wanted).double().sum(1).cpu()
        for row, known in enumerate(self._known):
            if known is not None:
                theirs, top = (k[first : first + count] for k in known)
                self._sums["kl"][row] += float(quality.kl(theirs, logp[row]).sum())
                self._sums["agree"][row] += float(quality.agreement(top, logp[row]).sum())
        if self._keep:
            self._held.append(logp.cpu())

    def store(self, group: list[Item], writer: Writer) -> None:
        """Hand the held log-probabilities over, as far as there is room."""
        whole = torch.cat(self._held, 1)
        for row, item in enumerate(group):
            if writer.room(*whole[row].shape):
                writer.add(item.index, whole[row])

    def values(self, row: int, item: Item) -> dict[str, float]:
        """An item's values: nll in nat over all tokens, kl and agree as means. The baseline is equal to itself."""
        sums = {k: float(v[row]) for k, v in self._sums.items()}
        made = {"nll": sums["nll"], "tokens": float(self.steps), "bytes": float(item.size)}
        if self._keep:
            made |= {"kl": 0.0, "agree": 1.0}
        elif self._known[row] is not None:
            made |= {"kl": sums["kl"] / self.steps, "agree": sums["agree"] / self.steps}
        return made | ({"correct": float(sums["hit"] == self.steps)} if item.answer else {})
