"""decode.assisted and decode.prompt_lookup: the text of greedy decoding, and counts that brute force agrees with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from paretoscope.errors import TrialFailed
from paretoscope.machine import this_machine
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.models.subject import Subject
from paretoscope.techniques.base import Context
from paretoscope.techniques.decode.assisted import Assisted
from paretoscope.techniques.decode.drafts import Drafter, install
from paretoscope.techniques.decode.prompt_lookup import PromptLookup
from paretoscope.techniques.kv.quantized import QuantizedKV
from paretoscope.techniques.kv.snapkv import SnapKV
from paretoscope.workloads import running

Make = Callable[..., Subject]
NEW = 24


def ids_of(length: int, seed: int = 1) -> Tensor:
    return torch.randint(3, 97, (1, length), generator=torch.Generator().manual_seed(seed))


def written(subject: Subject, ids: Tensor) -> list[int]:
    """What the workload's own way of generating gives, with drafts where the subject has them."""
    out = running.generate(subject, ids, running.settings(subject, NEW, stop=False))
    made: list[int] = out.sequences[0, ids.shape[1] :].tolist()
    return made


def greedy(subject: Subject, ids: Tensor, new: int) -> list[int]:
    """By whole forward passes, without any cache."""
    text = ids
    for _ in range(new):
        text = torch.cat([text, subject.model(text).logits[:, -1].argmax(-1, keepdim=True)], dim=1)  # type: ignore[misc]
    made: list[int] = text[0, ids.shape[1] :].tolist()
    return made


def with_draft(subject: Subject, draft: Subject, tokens: int, threshold: float = 0.0) -> Subject:
    subject.assistant = draft.model
    install(subject, "test", lambda a: Drafter(draft.model, tokens, threshold, a["generation_config"].max_length))
    return subject


@pytest.mark.parametrize(("kind", "tokens"), [("llama", 1), ("llama", 7), ("qwen2", 3), ("mistral", 3)])
def test_assisted_writes_what_greedy_writes_and_counts_right(tiny_decoder: Make, kind: str, tokens: int) -> None:
    """The draft is the model with noise: sometimes right. Counts are simulated from both models' own next tokens."""
    ids, draft = ids_of(20), tiny_decoder(kind)
    torch.manual_seed(7)
    for parameter in draft.model.parameters():
        parameter.add_(torch.randn_like(parameter) * 0.05 * parameter.std().nan_to_num())
    plain = written(tiny_decoder(kind), ids)
    assert plain == greedy(tiny_decoder(kind), ids, NEW)
    subject = with_draft(tiny_decoder(kind), draft, tokens)
    assert written(subject, ids) == plain
    drafted = accepted = steps = done = 0
    while done < NEW:
        text = torch.cat([ids, torch.tensor([plain[:done]], dtype=torch.long)], dim=1)
        room = min(tokens, NEW - done - 1)
        guess = greedy(draft, text, room)
        right = next((i for i, g in enumerate(guess) if g != plain[done + i]), room)
        drafted, accepted, steps, done = drafted + room, accepted + right, steps + 1, done + right + 1
    counts = {"decode.drafted": drafted, "decode.accepted": accepted, "decode.tokens": NEW, "decode.steps": steps}
    assert subject.stats == counts
    assert 0 < accepted < drafted or tokens == 1
    assert subject.rates() == {
        "decode.acceptance": pytest.approx(accepted / drafted),
        "decode.tokens_per_step": pytest.approx(NEW / steps),
    }


def test_a_perfect_draft_is_always_accepted(tiny_decoder: Make) -> None:
    ids = ids_of(20)
    subject = with_draft(tiny_decoder(), tiny_decoder(), 3)
    assert written(subject, ids) == written(tiny_decoder(), ids)
    assert subject.rates() == {"decode.acceptance": 1.0, "decode.tokens_per_step": 4.0}


def test_an_unsure_draft_says_nothing(tiny_decoder: Make) -> None:
    subject = with_draft(tiny_decoder(), tiny_decoder(), 3, threshold=1.0)
    assert written(subject, ids_of(20)) == written(tiny_decoder(), ids_of(20))
    assert subject.stats["decode.drafted"] < 3 * NEW


@pytest.mark.parametrize("ngram", [1, 2, 3])
def test_prompt_lookup_writes_what_greedy_writes_and_counts_right(tiny_decoder: Make, ngram: int) -> None:
    """The text repeats, as a small random model's greedy text does; the oracle looks up n-grams by hand."""
    ids, tokens = ids_of(20).repeat(1, 3), 5
    plain = written(tiny_decoder(), ids)
    subject = tiny_decoder()
    PromptLookup(tokens=tokens, ngram=ngram).apply(subject, Context())
    assert written(subject, ids) == plain
    drafted = accepted = steps = done = 0
    while done < NEW:
        text = [*ids[0].tolist(), *plain[:done]]
        guess = _looked_up(text, ngram, tokens, ids.shape[1] + NEW)
        right = next((i for i, g in enumerate(guess) if done + i >= NEW - 1 or g != plain[done + i]), len(guess))
        drafted, accepted, steps, done = drafted + len(guess), accepted + right, steps + 1, done + right + 1
    assert subject.stats == {
        "decode.drafted": drafted, "decode.accepted": accepted, "decode.tokens": NEW, "decode.steps": steps
    }  # fmt: skip


def _looked_up(text: list[int], ngram: int, tokens: int, most: int) -> list[int]:
    """The tokens after the first earlier place of the longest possible last n-gram."""
    if most == len(text) + 1:
        return []
    for size in range(min(ngram, len(text) - 1), 0, -1):
        for start in range(len(text) - size):
            if text[start : start + size] == text[-size:]:
                return text[start + size : min(start + size + tokens, len(text), most)]
    return []


def test_drafts_go_with_a_packed_cache_and_write_what_it_writes_alone(tiny_decoder: Make) -> None:
    """The pair that kv.snapkv's remedy names. A wide window keeps rounding out of the way of the comparison."""
    ids = ids_of(20).repeat(1, 3)
    alone, both = tiny_decoder(), tiny_decoder()
    QuantizedKV(bits="8", group=8, window=64).apply(alone, Context())
    QuantizedKV(bits="8", group=8, window=64).apply(both, Context())
    PromptLookup().apply(both, Context())
    assert written(both, ids)[:3] == written(alone, ids)[:3]
    assert both.stats["decode.accepted"] > 0


def test_drafts_with_an_evicting_cache_really_fail(tiny_decoder: Make) -> None:
    """Why the cards declare the conflict: what a rejected draft pushed out cannot come back."""
    subject = tiny_decoder()
    SnapKV(budget=10, window=4).apply(subject, Context())
    PromptLookup().apply(subject, Context())
    with pytest.raises(ValueError, match="taken back"):
        written(subject, ids_of(20).repeat(1, 3))


def test_batches_are_refused_in_words(tiny_decoder: Make) -> None:
    subject = tiny_decoder()
    PromptLookup().apply(subject, Context())
    with pytest.raises(TrialFailed, match="one sequence") as failure:
        written(subject, ids_of(20).repeat(2, 1))
    assert "batch=1" in failure.value.hint
    for closer in subject.closers:
        closer()
    subject.generation.clear()
    assert len(written(subject, ids_of(20).repeat(2, 1))) == NEW


def test_apply_loads_the_named_draft_in_the_models_dtype(tiny_llama_folder: Path) -> None:
    subject = load(inspect(tiny_llama_folder), dtype="bfloat16")
    technique = Assisted(draft=str(tiny_llama_folder), tokens=2, threshold=0.0)
    assert technique.check(subject.info, this_machine()) == []
    change = technique.apply(subject, Context())
    assert str(subject.assistant.dtype) == "torch.bfloat16"  # type: ignore[union-attr]
    assert change.extra == {"draft_parameters": subject.info.parameters}
    written(subject, ids_of(12))
    assert subject.rates()["decode.tokens_per_step"] > 1


def test_check_refuses_drafts_that_cannot_work(tiny_llama_folder: Path, tmp_path: Path) -> None:
    info = inspect(tiny_llama_folder)
    missing = Assisted(draft=str(tmp_path / "nowhere")).check(info, this_machine())
    assert missing[0].why.startswith("draft model:")
    other = tmp_path / "other"
    shutil.copytree(tiny_llama_folder, other)
    body: dict[str, Any] = json.loads((other / "tokenizer.json").read_text())
    words = sorted(body["model"]["vocab"].items(), key=lambda kv: kv[1])
    body["model"]["vocab"] = {**dict(words), words[-1][0]: words[-2][1], words[-2][0]: words[-1][1]}
    (other / "tokenizer.json").write_text(json.dumps(body))
    reason = Assisted(draft=str(other)).check(info, this_machine())[0]
    assert "other tokens" in reason.why
