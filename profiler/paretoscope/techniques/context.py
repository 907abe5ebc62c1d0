"""What a technique is given beside the subject: seed, calibration data, progress, cancellation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Cancelled, Refused

if TYPE_CHECKING:
    import torch

    from paretoscope.techniques.subject import Subject


def _quiet(name: str, done: float, total: float, text: str) -> None: ...


@dataclass
class Context:
    """Reports progress, can be cancelled, and gives calibration data and seed.

    Attributes:
        calibration: UTF-8 file the calibration windows are cut from; None: there is none.
        report: called as (name, done, total, text).
        cancelled: asked between steps; True ends the work with Cancelled.
        warn: called as (code, text, hint) for what a reader of the numbers should know.
    """

    seed: int = 0
    calibration: Path | None = None
    report: Callable[[str, float, float, str], None] = _quiet
    cancelled: Callable[[], bool] = lambda: False
    warn: Callable[[str, str, str], None] = lambda code, text, hint: None

    def progress(self, name: str, done: float, total: float, text: str = "") -> None:
        """Report and give the user a chance to cancel. Raises Cancelled."""
        if self.cancelled():
            raise Cancelled(f"{name} was cancelled", "resume the study to do it again")
        self.report(name, done, total, text)

    def calibration_windows(self, subject: Subject, samples: int, length: int) -> list[torch.Tensor]:
        """`samples` token windows of shape (1, length), spread over the calibration text by the seed.

        Raises:
            Refused: no calibration text, no tokenizer, or the text is too short.
        """
        import torch

        if self.calibration is None or subject.tokenizer is None:
            raise Refused("this technique needs calibration text and a tokenizer", "give --calibration FILE")
        text = self.calibration.read_text(encoding="utf-8")
        ids = torch.tensor(subject.tokenizer(text, verbose=False)["input_ids"], dtype=torch.long)
        if len(ids) < length + 1:
            raise Refused(f"the calibration text has {len(ids)} tokens, {length} are needed", "give a longer text")
        starts = torch.randint(0, len(ids) - length, (samples,), generator=torch.Generator().manual_seed(self.seed))
        return [ids[s : s + length].unsqueeze(0).to(subject.device) for s in starts.tolist()]

    def steps(self, name: str, total: int) -> Iterator[int]:
        """Count from 0 to total - 1, reporting each. Raises Cancelled."""
        for done in range(total):
            self.progress(name, done, total)
            yield done
        self.progress(name, total, total)
