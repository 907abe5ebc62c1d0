"""The peak of torch's allocator on a processor: every allocation of a call, added up in order. Never while timing.

Resident memory holds the interpreter, mapped files and what the allocator keeps after it was freed; this is what the
tensors of a call need themselves. On a GPU torch keeps the peak, which is read there (`memory.device_values`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable


def allocated_peak(call: Callable[[], object]) -> int:
    """Highest number of bytes that torch held during a call beyond what it held before."""
    from torch.profiler import ProfilerActivity, profile

    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiler:
        kept = call()
    del kept  # only now: what the call returns is a part of its memory
    events = profiler.profiler.kineto_results.events() if profiler.profiler else []
    return peak_of(
        (e.start_ns(), e.nbytes()) for e in events if e.name() == "[memory]" and "CPU" in str(e.device_type())
    )


def peak_of(steps: Iterable[tuple[int, int]]) -> int:
    """Highest sum of (moment, bytes taken or, below 0, given back), at least 0."""
    held = highest = 0
    for _, step in sorted(steps, key=lambda s: s[0]):
        held += step
        highest = max(highest, held)
    return highest
