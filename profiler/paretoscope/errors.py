"""One tree of errors. Each has a code, a sentence for the user and a hint what to do."""

from __future__ import annotations

from collections.abc import Sequence

EXIT_DONE, EXIT_GATE, EXIT_REQUEST, EXIT_TRIAL, EXIT_ENVIRONMENT, EXIT_INTERRUPTED = 0, 1, 2, 3, 4, 130


class ParetoscopeError(Exception):
    """Base of every error that a user may see.

    Args:
        text: one sentence that says what is wrong.
        hint: one sentence that says what to do about it; may be empty.
    """

    code = "error"
    exit_code = EXIT_TRIAL

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


class Refused(ParetoscopeError):
    """The request is wrong; nothing was run."""

    code = "refused"
    exit_code = EXIT_REQUEST


class RefusedAll(Refused):
    """Several things are wrong with one request; the user is told all of them at once."""

    def __init__(self, problems: Sequence[ParetoscopeError]) -> None:
        super().__init__(
            "; ".join(p.text for p in problems), "; ".join(dict.fromkeys(p.hint for p in problems if p.hint))
        )
        self.problems = tuple(problems)


class Unavailable(ParetoscopeError):
    """The environment cannot do it: a library, a device, a counter or a permission is missing."""

    code = "unavailable"
    exit_code = EXIT_ENVIRONMENT


class UnavailableAll(Unavailable):
    """The environment lacks several things."""

    def __init__(self, problems: Sequence[ParetoscopeError]) -> None:
        super().__init__("; ".join(p.text for p in problems), "; ".join(p.hint for p in problems if p.hint))
        self.problems = tuple(problems)


class BadModel(Refused):
    """The model folder is missing, incomplete, corrupt or of a kind that is refused."""

    code = "bad_model"


class BadStudy(Refused):
    """The study file or folder cannot be read, or was written by a newer program."""

    code = "bad_study"


class StorageFull(ParetoscopeError):
    """Nothing more can be written: disk full or no permission."""

    code = "storage"
    exit_code = EXIT_ENVIRONMENT


class TrialFailed(ParetoscopeError):
    """One trial failed; the others go on."""

    code = "trial_failed"


class Cancelled(ParetoscopeError):
    """The user stopped the work; it can be resumed."""

    code = "cancelled"
    exit_code = EXIT_INTERRUPTED
