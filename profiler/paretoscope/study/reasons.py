"""Why a worker ended, in words: from its exit status and from what it wrote last."""

from __future__ import annotations

import signal

from paretoscope.events import Failed

_SIGNALS = {
    "SIGKILL": ("killed", "was ended by the system, most likely because no memory was left",
                "close other programs, or lower --memory so that fewer are loaded at a time, and resume"),
    "SIGSEGV": ("crash", "crashed inside a library (segmentation fault)",
                "the trial's log names the place; leave the technique out, or try another version of the library"),
    "SIGILL": ("crash", "met an instruction that this processor does not know", "install a library built for it"),
    "SIGABRT": ("crash", "stopped itself after an internal error in a library", "the trial's log names the place"),
    "SIGBUS": ("storage", "lost access to a file it had mapped, most likely because the disk is full",
               "free some space"),
    "SIGXCPU": ("limit", "used up the processor time it may use", "raise the limit (ulimit -t)"),
    "SIGTERM": ("terminated", "was asked to end by another program", "resume tries it again"),
}  # fmt: skip
OUTSIDE = ("killed", "terminated")  # nothing is known against the recipe itself: a resume tries it again unasked


def ended(status: int | None, log: str) -> Failed:
    """The event for a worker that ended before it answered. `status` as subprocess gives it, negative for a signal."""
    if status is None:
        return Failed(code="hang", text="the worker closed its channel but did not end", hint="see the trial's log")
    if status < 0:
        name = _signal_name(-status)
        code, what, hint = _SIGNALS.get(name, ("crash", f"ended with signal {name}", "see the trial's log"))
        return Failed(code=code, text=f"the worker {what}", hint=hint, detail=log)
    last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), "")
    if "No module named" in last:
        return Failed(
            code="missing_library", text=f"the worker's Python lacks a library: {last}", detail=log,
            hint="install it there, or choose another Python with --python",
        )  # fmt: skip
    text = f"the worker ended with code {status} before it had finished"
    return Failed(code="crash", text=f"{text}: {last[:300]}" if last else text, hint="see the trial's log", detail=log)


def silent(seconds: float) -> Failed:
    """The event for a worker that gave no sign of life."""
    return Failed(
        code="hang", text=f"the worker gave no sign of life for {seconds:.0f} s and was ended",
        hint="raise --timeout if this step really takes so long",
    )  # fmt: skip


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
