"""How a child ended, in words for the user. No Qt: the process's numbers come in, a sentence and a hint go out."""

from __future__ import annotations

from dataclasses import dataclass

from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT, EXIT_GATE, EXIT_INTERRUPTED, EXIT_REQUEST, EXIT_TRIAL
from paretoscope_gui.i18n import mark, tr

RESUMABLE = mark("Everything finished so far is stored; continue the study to complete it.")


@dataclass(frozen=True)
class Ending:
    """`state` is done, cancelled or failed; `text` and `hint` are one sentence each, empty when all went well."""

    state: str
    text: str = ""
    hint: str = ""
    code: int = 0

    @property
    def ok(self) -> bool:
        """Whether there is nothing to tell."""
        return self.state == "done" and not self.text


def not_started(program: str) -> Ending:
    """The interpreter could not be started at all."""
    return Ending(
        "failed",
        tr("The Python interpreter could not be started: {program}.", program=program),
        tr("It may have been moved or removed; choose another one under Start."),
    )


def exited(code: int, log: str, asked: bool) -> Ending:
    """The child ended by itself with an exit code of the `paretoscope` command; `log` is its stderr."""
    if code == EXIT_DONE:
        return Ending("done")
    if code == EXIT_INTERRUPTED or asked:
        return Ending("cancelled", tr("The study was stopped."), tr(RESUMABLE), code)
    text, hint = _said(log)
    if code == EXIT_TRIAL and not text:
        return Ending(
            "done", tr("Some recipes failed; the others are stored."), tr("Select a failed one to see why."), code
        )
    if code in (EXIT_TRIAL, EXIT_GATE, EXIT_REQUEST, EXIT_ENVIRONMENT) and text:
        return Ending("failed", text, hint, code)
    return Ending(
        "failed",
        tr("The measuring process ended unexpectedly with code {code}.", code=code),
        hint or tr("The log says more."),
        code,
    )


_SIGNALS = {
    4: (
        mark("The measuring process met an instruction that this processor does not know."),
        mark("A library was built for another processor; reinstall it."),
    ),
    6: (
        mark("The measuring process stopped itself after an internal error in a library."),
        mark("The log names the place."),
    ),
    7: (
        mark("The measuring process lost access to a file it had mapped, most often because the disk is full."),
        mark("Free some disk space."),
    ),
    9: (
        mark("The measuring process was ended by the system, most often because no memory was left."),
        mark("Close other programs, or lower the memory limit so that one recipe is loaded at a time."),
    ),
    11: (
        mark("The measuring process crashed inside a library."),
        mark("The log names the place; a newer version of that library may help."),
    ),
    15: (mark("The measuring process was asked to end by another program."), mark("Nothing needs mending.")),
}


def killed(signal: int, asked: bool) -> Ending:
    """The child was ended by a signal. Terminating a child that was asked to stop looks the same: `asked` tells."""
    if asked:
        return Ending("cancelled", tr("The study was stopped."), tr(RESUMABLE), 128 + signal)
    unknown = (mark("The measuring process ended with signal {signal}."), mark("The log may say more."))
    what, help_ = _SIGNALS.get(signal, unknown)
    return Ending("failed", tr(what, signal=signal), f"{tr(help_)} {tr(RESUMABLE)}", 128 + signal)


def _said(log: str) -> tuple[str, str]:
    """The last `error:` and the `hint:` after it that the command wrote to stderr."""
    text = hint = ""
    for line in log.splitlines():
        if line.startswith("error: "):
            text, hint = _sentence(line[7:]), ""
        elif line.startswith("hint: ") and text:
            hint = _sentence(line[6:])
    return text, hint


def _sentence(text: str) -> str:
    """With a capital, unless it begins with a name such as prune.wanda, and with a full stop."""
    text = text.strip()
    if text.split(" ")[0].isalpha():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
