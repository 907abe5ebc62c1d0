"""trace: requests arrive in real time as recorded or drawn, wait in a queue, and are served first come first served."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from paretoscope.errors import TrialFailed
from paretoscope.meters.memory import tensor_bytes
from paretoscope.models.subject import Subject
from paretoscope.plan import Workload
from paretoscope.workloads import running, text
from paretoscope.workloads.call import Call, Timed
from paretoscope.workloads.generate import TASKS, Deliveries, prompts
from paretoscope.workloads.replay import Log, Served, replay
from paretoscope.workloads.trace_file import Asked, asked


class Trace:
    """The timed workload: one call is one replay of the whole trace. Prompts are cut when it is made."""

    check: Callable[[], None] = staticmethod(lambda: None)
    """Raises when the trial is to stop; the worker sets it."""

    def __init__(self, subject: Subject, work: Workload, seed: int = 0) -> None:
        """Read the trace, cut or tokenize its prompts.

        Raises:
            Refused, RefusedAll: wrong task, a trace that cannot be read, or more positions than the model has.
        """
        running.need_task(subject, "trace", TASKS)
        self.subject, self.kv_cache = subject, 0
        self.batch = int(work.value("batch"))
        self.asked, self.ids = _with_prompts(subject, asked(work), str(work.value("text")), seed)
        running.need_room(subject, max(a.prompt for a in self.asked) + max(a.new for a in self.asked))

    def call(self, index: int) -> Call:
        """Replay the trace from its first request; the same whatever `index` is.

        Raises:
            TrialFailed: fewer tokens than asked for were generated.
        """
        running.synchronise(self.subject.device)
        start = time.monotonic()
        log = replay(
            [a.arrival for a in self.asked], self._serve, time.perf_counter, time.sleep, self.batch, self.check
        )
        return Call(start, start + max(log.batch_ended), *self._numbers(log))

    def warming(self) -> Timed:
        """Calls that serve the requests one after the other at once, to warm up without any waiting."""
        return _Warming(self)

    def _numbers(self, log: Log) -> tuple[dict[str, float], dict[str, list[float]]]:
        values = {
            "requests": float(len(self.asked)), "tokens": float(sum(a.new for a in self.asked)),
            "span": max(log.batch_ended), "busy": log.busy, "batches": float(len(log.batch_began)),
        }  # fmt: skip
        series = {
            "arrived": log.arrived, "began": log.began, "first": log.first, "finished": log.finished,
            "prompt": [float(a.prompt) for a in self.asked], "new": [float(a.new) for a in self.asked],
            "batch_began": log.batch_began, "batch_ended": log.batch_ended,
        }  # fmt: skip
        return values, series

    def _serve(self, who: range) -> Served:
        """Serve requests together: as many tokens as the longest wants; each is finished at its own last token."""
        wanted = [self.asked[i].new for i in who]
        ids, mask = padded([self.ids[i] for i in who], self._padding())
        stream = Deliveries(len(who))
        config = running.settings(self.subject, max(wanted), stop=False)
        running.synchronise(self.subject.device)
        made = running.generate(self.subject, ids, config, mask=mask, streamer=stream)
        running.synchronise(self.subject.device)
        self.kv_cache = max(self.kv_cache, tensor_bytes(getattr(made, "past_key_values", None)))
        return Served([stream.times[0]] * len(who), finished(stream, wanted))

    def _padding(self) -> int:
        return int(running.settings(self.subject, 1, stop=True).pad_token_id)


@dataclass
class _Warming:
    """Serves one request a call, at once."""

    trace: Trace
    kv_cache: int = 0

    def call(self, index: int) -> Call:
        """Serve request `index`, from the first again after the last."""
        start, began = time.monotonic(), time.perf_counter()
        one = index % len(self.trace.asked)
        made = self.trace._serve(range(one, one + 1))
        took = time.perf_counter() - began
        return Call(start, start + took, {"e2e": took, "ttft": made.first[0] - began})


def finished(stream: Deliveries, wanted: list[int]) -> list[float]:
    """When each sequence of a batch had as many tokens as it wanted, on the deliveries' clock, s.

    Raises:
        TrialFailed: it never had.
    """
    had = list(itertools.accumulate(c / stream.batch for c in stream.counts))
    if not had or had[-1] < max(wanted):
        raise TrialFailed(
            f"{had[-1] if had else 0:g} tokens were generated where {max(wanted)} were asked for",
            "a technique ends generation early: times could not be compared",
        )
    return [next(t for t, count in zip(stream.times, had, strict=True) if count >= own) for own in wanted]


def padded(rows: list[Tensor], token: int) -> tuple[Tensor, Tensor]:
    """(batch, longest) ids filled up on the left, and the mask that is 0 there. rows: (length,) each."""
    longest = max(len(r) for r in rows)
    ids = torch.full((len(rows), longest), token, dtype=torch.long, device=rows[0].device)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, longest - len(row) :] = row
        mask[i, longest - len(row) :] = 1
    return ids, mask


def _with_prompts(subject: Subject, requests: list[Asked], given: str, seed: int) -> tuple[list[Asked], list[Tensor]]:
    """Requests with the true length of each prompt, and the prompts' ids: the trace's own text, or cut from a text."""
    out, ids = [], []
    longest = max((a.prompt for a in requests if not a.text), default=0)
    pool = prompts(subject, given, longest, len(requests), seed) if longest else None
    for i, one in enumerate(requests):
        own = _tokens(subject, one.text) if one.text else pool[i, : one.prompt]  # type: ignore[index]
        ids.append(own.to(subject.device))
        out.append(replace(one, prompt=len(own)))
    return out, ids


def _tokens(subject: Subject, given: str) -> Tensor:
    """Ids of a prompt's text, (length,). Raises Refused."""
    tokenizer = text.need_tokenizer(subject.tokenizer, "a trace with text")
    return text.tokenize(given, tokenizer).ids
