"""The tracing pass: torch's profiler around calls, with a scope for each module; another pass counts.

Never on while anything is timed (METHOD M30): the profiler and the scopes slow small models down by a tenth to a half.
Times come from torch.profiler (microseconds an operator, written by C++), counts from a dispatch mode in a pass of
their own, as Python at each operator would swamp the times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paretoscope.analysis.inside_build import Span

if TYPE_CHECKING:
    from torch import nn

SCOPE, CALL, CUT = "paretoscope.module.", "paretoscope.call", "paretoscope.cut"
Mark = Callable[[], None]


@dataclass(frozen=True)
class Pass:
    """One traced call: what ran in its thread, when it began and ended, and where it was cut into parts."""

    spans: list[Span]
    start: float
    end: float
    cuts: tuple[float, ...] = ()


@contextmanager
def scopes(models: Mapping[str, nn.Module], enter: Callable[[str], None], leave: Callable[[], None]) -> Iterator[None]:
    """Call `enter(path)` and `leave()` around the forward of every module of the models, named by prefix.

    A module that has several names (tied weights) goes by its first. Hooks on modules inside compiled code are not
    called: compiled code is one piece.
    """
    handles = []
    for prefix, model in models.items():
        for name, module in model.named_modules():
            path = ".".join(p for p in (prefix, name.replace("_orig_mod.", "")) if p)
            handles.append(module.register_forward_pre_hook(_before(enter, path)))
            handles.append(module.register_forward_hook(lambda *_: leave(), always_call=True))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _before(enter: Callable[[str], None], path: str) -> Callable[..., None]:
    return lambda *_: enter(path)


def types_of(models: Mapping[str, nn.Module]) -> dict[str, str]:
    """Path -> class of every module."""
    return {
        ".".join(p for p in (prefix, name.replace("_orig_mod.", "")) if p): type(module).__name__
        for prefix, model in models.items()
        for name, module in model.named_modules()
    }


def traced(call: Callable[[Mark], object], models: Mapping[str, nn.Module], device: str) -> Pass:
    """Run `call` once under the profiler.

    Args:
        call: is given a function to call where the call is to be cut; waits for the device at its end.
        models: prefix of the path -> model; "" for the model that is measured.
    """
    from torch.profiler import ProfilerActivity, profile, record_function

    open_: list[Any] = []

    def enter(path: str) -> None:
        scope: Any = record_function(SCOPE + path)
        scope.__enter__()
        open_.append(scope)

    def leave() -> None:
        open_.pop().__exit__(None, None, None)

    def cut() -> None:
        with record_function(CUT):
            pass

    activities = [ProfilerActivity.CPU] + ([ProfilerActivity.CUDA] if device.startswith("cuda") else [])
    with scopes(models, enter, leave), profile(activities=activities) as profiler, record_function(CALL):
        call(cut)
    return pass_of(profiler.events() or [], types_of(models))


def pass_of(events: Any, types: Mapping[str, str]) -> Pass:
    """A profiler's events as spans of the thread that made the call. Raises ValueError without that call."""
    host = [e for e in events if "CPU" in str(getattr(e, "device_type", "CPU"))]
    whole = next((e for e in host if e.name == CALL), None)
    if whole is None:
        raise ValueError("the profiler kept no events")
    spans: list[Span] = []
    cuts: list[float] = []
    for event in host:
        if event.thread != whole.thread or event is whole or event.is_async:
            continue
        start, end = event.time_range.start / 1e6, event.time_range.end / 1e6
        if event.name == CUT:
            cuts.append(start)
        elif event.name.startswith(SCOPE):
            path = event.name.removeprefix(SCOPE)
            spans.append(Span(path, start, end, types.get(path, ""), module=True, device=_device(event)))
        else:
            spans.append(Span(event.name, start, end, device=_device(event)))
    return Pass(spans, whole.time_range.start / 1e6, whole.time_range.end / 1e6, tuple(cuts))


def _device(event: Any) -> float:
    """Seconds of the kernels that an event itself started."""
    return float(getattr(event, "self_device_time_total", 0.0) or 0.0) / 1e6
