"""finetune and classify: the same batches for all, weights back in their dtype, answers counted right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from paretoscope.errors import Refused, TrialFailed
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import text
from paretoscope.workloads.classify import Classify
from paretoscope.workloads.finetune import Finetune

TEXT = "tick tock goes the clock. " * 200


@pytest.fixture
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder), dtype="bfloat16")


@pytest.fixture
def work(tmp_path: Path) -> Workload:
    (tmp_path / "t.txt").write_text(TEXT)
    return Workload.parse(f'finetune:steps=6,batch=2,length=16,data="{tmp_path / "t.txt"}"')


def test_training_lowers_the_held_out_loss_and_leaves_dtype_and_mode_as_they_were(subject: Any, work: Workload) -> None:
    subject.tuning.learning_rate = 3e-3
    made = Finetune(subject, work)
    before = sum(v["nll"] for _, v in made.evaluation().judge())
    losses = [made.call(i).values["loss"] for i in range(4)]
    made.finish()
    assert made.done == 6  # finish took the two steps that were missing
    assert losses[-1] < losses[0]
    assert sum(v["nll"] for _, v in made.evaluation().judge()) < before
    assert {p.dtype for p in subject.model.parameters()} == {torch.bfloat16}
    assert not subject.model.training
    assert not any(p.requires_grad or p.grad is not None for p in subject.model.parameters())


def test_the_same_seed_trains_the_same_model(tiny_llama_folder: Path, work: Workload) -> None:
    def losses(seed: int) -> list[float]:
        made = Finetune(load(inspect(tiny_llama_folder)), work, seed)
        return [made.call(i).values["loss"] for i in range(2)]

    assert losses(0) == losses(0)
    assert losses(0) != losses(1)


def test_only_what_a_technique_left_trainable_is_trained(subject: Any, work: Workload) -> None:
    subject.model.model.norm.weight.requires_grad_(True)
    finished: list[bool] = []
    subject.tuning.finish = lambda: finished.append(True)
    frozen = subject.model.lm_head.weight.clone()
    norm = subject.model.model.norm.weight.clone()
    made = Finetune(subject, work)
    subject.tuning.learning_rate = 0.1
    made.call(0)
    made.finish()
    assert bool((subject.model.lm_head.weight == frozen).all())
    assert bool((subject.model.model.norm.weight != norm).any())
    assert finished == [True]


def test_a_loss_that_is_no_number_fails_the_trial(subject: Any, work: Workload) -> None:
    with torch.no_grad():
        subject.model.model.norm.weight.fill_(float("nan"))
    with pytest.raises(TrialFailed, match="loss"):
        Finetune(subject, work).call(0)


@pytest.fixture(scope="module")
def vit(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from transformers import ViTConfig, ViTForImageClassification

    folder = tmp_path_factory.mktemp("vit")
    torch.manual_seed(0)
    config = ViTConfig(
        image_size=16, patch_size=8, num_channels=1, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, num_labels=4,
    )  # fmt: skip
    ViTForImageClassification(config).save_pretrained(folder)
    processor = {"rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.5], "image_std": [0.25]}
    (folder / "preprocessor_config.json").write_text(json.dumps(processor))
    return load(inspect(folder))


def test_images_are_prepared_as_the_folder_says_and_judged_one_by_one(vit: Any, tmp_path: Path) -> None:
    images = torch.randint(0, 256, (10, 16, 16), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    prepared = (images[:, None].float() / 255 - 0.5) / 0.25
    with torch.no_grad():
        answers = vit.model(pixel_values=prepared).logits.argmax(-1)
    labels = answers.clone()
    labels[3] = (labels[3] + 1) % 4
    save_file({"pixel_values": images, "labels": labels}, tmp_path / "d.safetensors")
    made = Classify(vit, Workload.parse(f'classify:batch=4,data="{tmp_path / "d.safetensors"}"'))
    reference = tmp_path / "ref.safetensors"
    assert [v["correct"] for _, v in made.judge(reference, write=True)] == [float(i != 3) for i in range(10)]
    assert [(v["agree"], v["kl"] < 1e-5) for _, v in made.judge(reference)] == [(1.0, True)] * 10
    call = made.call(5)
    assert call.values["samples"] == 4
    assert call.values["e2e"] == pytest.approx(call.end - call.start)


@pytest.mark.parametrize("body", [{}, {"pixel_values": 2}, {"pixel_values": 2, "labels": 3}])
def test_images_without_labels_are_refused(vit: Any, tmp_path: Path, body: dict[str, int]) -> None:
    path = tmp_path / "d.safetensors"
    save_file({k: torch.zeros(n, 16, 16) if k == "pixel_values" else torch.zeros(n) for k, n in body.items()}, path)
    with pytest.raises(Refused):
        Classify(vit, Workload.parse(f'classify:data="{path}"'))


def test_texts_are_classified_by_label_number_or_name(tiny_llama_folder: Path, tmp_path: Path) -> None:
    from transformers import AutoConfig, AutoTokenizer, LlamaForSequenceClassification

    folder = tmp_path / "classifier"
    torch.manual_seed(0)
    config = AutoConfig.from_pretrained(tiny_llama_folder, num_labels=2)
    config.id2label, config.label2id = {0: "bad", 1: "good"}, {"bad": 0, "good": 1}
    LlamaForSequenceClassification(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(tiny_llama_folder).save_pretrained(folder)
    subject = load(inspect(folder))
    rows = [{"text": "fine", "label": "good"}, {"text": "a longer one", "label": 0}]
    path = tmp_path / "d.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    made = Classify(subject, Workload.parse(f'classify:batch=2,data="{path}"'))
    alone = [int(subject.model(**subject.tokenizer(r["text"], return_tensors="pt")).logits.argmax()) for r in rows]
    assert [v["correct"] for _, v in made.judge()] == [float(a == t) for a, t in zip(alone, [1, 0], strict=True)]
    path.write_text(json.dumps({"text": "x", "label": "unheard"}))
    with pytest.raises(Refused, match="unheard"):
        Classify(subject, Workload.parse(f'classify:data="{path}"'))


def test_a_look_inside_a_step_moves_no_weight(subject: Any, work: Workload) -> None:
    made, marks = Finetune(subject, work), list[int]()
    made.still(lambda: marks.append(0))
    assert not marks  # nothing to look at before the first step
    made.call(0)
    optimizer = made._optimizer
    assert optimizer is not None
    rate = optimizer.param_groups[0]["lr"]
    before = [p.clone() for p in subject.model.parameters()]
    made.still(lambda: marks.append(len(marks)))
    assert marks == [0, 1]  # ends of the forward and of the backward pass
    assert all(bool((a == b).all()) for a, b in zip(before, subject.model.parameters(), strict=True))
    assert optimizer.param_groups[0]["lr"] == rate > 0
    made.call(1)
    assert any(bool((a != b).any()) for a, b in zip(before, subject.model.parameters(), strict=True))


def test_a_steps_flops_are_torchs_and_its_bytes_the_closed_form(subject: Any, work: Workload) -> None:
    from torch.utils.flop_counter import FlopCounterMode

    made = Finetune(subject, work)
    assert made.cost() is None
    made.call(0)
    found = made.cost()
    assert found is not None
    ids = text.random_windows(made._ids, 16, 2, 0)
    with FlopCounterMode(display=False) as counter:
        made._loss(ids).backward()
    one = 2 * (2 * 4 * 16 * 16) * 16  # a product of attention: sequences, heads, tokens by tokens, width of a head
    layers = 3  # torch passes over its processor kernel: 2 products forward, 5 backward with the scores made again
    assert found.flops == counter.get_total_flops() + layers * 7 * one
    assert sum(found.dtypes.values()) == found.flops
    model = subject.model
    size = sum(p.numel() for p in model.parameters()) * 4  # single precision while it is trained
    table = model.get_input_embeddings().weight.numel() * 4
    state = 2 * size + sum(4 for _ in model.parameters())  # two moments, and a step counter each
    buffers = sum(b.numel() * b.element_size() for b in model.buffers())
    assert found.bytes == 2 * (size + buffers - table) + 2 * size + 2 * (state + size)
    made.finish()


def test_a_traced_step_has_three_phases_that_sum_to_the_whole(subject: Any, work: Workload) -> None:
    from paretoscope.worker import inside

    made = Finetune(subject, work)
    made.call(0)
    tree, line = inside.trace(subject, inside.work_of(subject, made))
    assert [r.phase for r in tree.roots] == ["forward", "backward", "update"]
    assert set(tree.plain) == {"forward", "backward", "update"}
    forward, backward, update = tree.roots
    assert backward.flops == pytest.approx(2 * forward.flops, rel=0.1)
    assert update.flops == 0
    for root in tree.roots:
        assert sum(c.seconds for c in root.children) == pytest.approx(root.seconds, rel=1e-6)
    assert {e[1] for e in line["events"]} >= {"mark", "module"}
    assert "end of backward" in line["names"]
    assert not tree.unknown  # the optimizer's own marks for a profiler multiply nothing
