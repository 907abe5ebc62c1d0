"""What the user must agree to before a model can be measured. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from paretoscope.errors import Refused
from paretoscope.models.info import ModelInfo
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.draft import Draft


@dataclass(frozen=True)
class Question:
    """A sentence, what to think of, the words of the button (English, shown by `tr`), what agreeing changes."""

    text: str
    hint: str
    agree: str
    change: Callable[[Draft], Draft]


def questions(info: ModelInfo, draft: Draft) -> list[Question]:
    """What is still to be agreed to for this model."""
    found = []
    if info.remote_code and "remote_code" not in draft.trust:
        found.append(
            _trust("remote_code", tr("This model brings program code of its own, which would run on this machine."))
        )
    if info.pickle and "pickle" not in draft.trust:
        found.append(_trust("pickle", tr("The weights are pickle files, which can run any code when they are loaded.")))
    if not info.weights and not draft.random_weights:
        found.append(
            Question(
                tr("This folder has a config but no weights."),
                tr("Speed and memory can be measured with random weights; quality cannot."),
                mark("Use random weights"),
                lambda d: replace(d, random_weights=True),
            )
        )
    return found


def refusal(info: ModelInfo, draft: Draft) -> Refused | None:
    """Why a study of this model cannot start yet."""
    left = questions(info, draft)
    return (
        Refused(left[0].text, tr("{hint} Agree on the Techniques page, or choose another model.", hint=left[0].hint))
        if left
        else None
    )


def _trust(what: str, text: str) -> Question:
    hint = tr("Allow it only if you trust where the model came from.")
    return Question(text, hint, mark("Allow it"), lambda d: replace(d, trust=(*d.trust, what)))
