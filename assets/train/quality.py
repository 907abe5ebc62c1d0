"""Measure the built-in models as stored, as JSON: ``python -m assets.train.quality [lm] [draft] [vit]``.

Weights are stored in bfloat16 and measured in float32 on one thread, so the figures do not depend on the CPU.
"""

import gzip
import json
import lzma
import os
import random
import sys

import torch
from assets.train.measure import bits_per_byte, recall_accuracy
from assets.train.prepare import LM, MODELS
from assets.train.recall import Recall
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoModelForImageClassification, AutoTokenizer

GROUP = 64  # weights that share a scale
PART = 12_288  # tokens of held-out text on which rounded weights are measured
ITEMS = 40  # questions a distance


def load(name):
    """Return a language model of the repository in float32."""
    return AutoModelForCausalLM.from_pretrained(MODELS / name, dtype=torch.float32).eval()


def text_ids(tokenizer, name, characters=None):
    """Return the tokens of a text beside demo-lm as an int64 array, [n], and the text."""
    text = (LM / "data" / f"{name}.txt").read_text("utf-8")[:characters]
    return tokenizer(text, return_tensors="np", verbose=False)["input_ids"][0], text


def archive_bits(text):
    """Return bits per byte of the best general-purpose compressors on the same text."""
    raw = text.encode()
    return {
        "gzip -9": 8 * len(gzip.compress(raw, 9)) / len(raw),
        "xz -9": 8 * len(lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)) / len(raw),
    }


@torch.no_grad()
def stored_recall(model, tokenizer, limit=None):
    """Return {distance range: exact matches / items} of ``recall.jsonl``."""
    rows = [json.loads(line) for line in (LM / "data" / "recall.jsonl").read_text().splitlines()][:limit]
    found = {}
    for row in rows:
        ids = tokenizer(row["context"], return_tensors="pt")["input_ids"]
        right = tokenizer.decode([model(ids, logits_to_keep=1).logits[0, -1].argmax()]) == row["answer"]
        found.setdefault(f"{row['distance'] // 300 * 300}+", []).append(right)
    return {key: sum(r) / len(r) for key, r in found.items()}


@torch.no_grad()
def rounded(weight, bits):
    """Return the weight rounded to the nearest of ``2**bits`` levels between each group's least and greatest value."""
    rows = weight.view(-1, GROUP)
    low, high = rows.amin(1, True), rows.amax(1, True)
    scale = ((high - low) / (2**bits - 1)).clamp(min=1e-9)
    return (((rows - low) / scale).round() * scale + low).view_as(weight)


def quantized(bits):
    """Return demo-lm with all matrices of its layers rounded; embeddings and head stay as they are."""
    model = load("demo-lm")
    for name, p in model.named_parameters():
        if p.ndim == 2 and "layers" in name:
            p.data = rounded(p.data, bits)
    return model


def measure_lm():
    """Return all figures of demo-lm."""
    tokenizer, model = AutoTokenizer.from_pretrained(LM), load("demo-lm")
    (ids, text), recall = text_ids(tokenizer, "eval"), Recall(tokenizer)
    part = ids[: PART + 1]
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "archives": archive_bits(text),
        "bpb": {n: bits_per_byte(model, tokenizer, ids, n) for n in (512, 2048)},
        "recall items": ITEMS,
        "recall": {d: recall_accuracy(model, recall, ids, d, ITEMS) for d in (200, 1000, 1800)},
        "recall.jsonl": stored_recall(model, tokenizer),
        "finetune_eval bpb": bits_per_byte(model, tokenizer, text_ids(tokenizer, "finetune_eval")[0], 512),
        "bpb of a part": bits_per_byte(model, tokenizer, part, 2048),
        "rounded": {bits: damage(bits, tokenizer, recall, ids) for bits in (8, 4, 3, 2)},
    }


def damage(bits, tokenizer, recall, ids):
    """Return what rounding to ``bits`` leaves of text and recall."""
    model = quantized(bits)
    return {
        "bpb": bits_per_byte(model, tokenizer, ids[: PART + 1], 2048),
        "recall 1000": recall_accuracy(model, recall, ids, 1000, ITEMS // 2),
    }


@torch.no_grad()
def accepted(target, draft, ids, ahead=4, new=48):
    """Speculate greedily from the prompt ``ids`` [1, n]; return (drafted tokens accepted, drafted, rounds)."""
    right = drafted = rounds = 0
    end = ids.shape[1] + new
    while ids.shape[1] < end:
        guess = ids
        for _ in range(ahead):
            guess = torch.cat([guess, draft(guess, logits_to_keep=1).logits.argmax(-1)], 1)
        truth = target(guess, logits_to_keep=ahead + 1).logits.argmax(-1)  # [1, ahead + 1]
        same = int((truth[:, :-1] == guess[:, -ahead:]).long().cumprod(-1).sum())
        ids = torch.cat([guess[:, : ids.shape[1] + same], truth[:, same : same + 1]], 1)
        right, drafted, rounds = right + same, drafted + ahead, rounds + 1
    return right, drafted, rounds


def measure_draft():
    """Return how often demo-draft guesses demo-lm's most likely token, on held-out text and while generating."""
    tokenizer, target, draft = AutoTokenizer.from_pretrained(LM), load("demo-lm"), load("demo-draft")
    ids, _ = text_ids(tokenizer, "eval")
    rows = torch.as_tensor(ids[: 64 * 256]).view(64, 256)
    with torch.no_grad():
        same = [(draft(r).logits.argmax(-1) == target(r).logits.argmax(-1)).float().mean() for r in rows.split(8)]
    prompts = [json.loads(line)["prompt"] for line in (LM / "data" / "prompts.jsonl").read_text().splitlines()]
    runs = [accepted(target, draft, tokenizer(p, return_tensors="pt")["input_ids"]) for p in prompts]
    right, drafted, rounds = map(sum, zip(*runs, strict=True))
    return {
        "parameters": sum(p.numel() for p in draft.parameters()),
        "bpb 512": bits_per_byte(draft, tokenizer, ids, 512),
        "same token on held-out text": torch.stack(same).mean().item(),
        "accepted of 4 ahead": right / drafted,
        "tokens a round": (right + rounds) / rounds,
    }


def measure_vit():
    """Return demo-vit's accuracy on the stored images."""
    from assets.train.vit import VIT, accuracy

    data = load_file(VIT / "data" / "eval.safetensors")
    model = AutoModelForImageClassification.from_pretrained(VIT).eval()
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "images": len(data["labels"]),
        "accuracy": accuracy(model, data["pixel_values"], data["labels"]),
    }


def main():
    """Print the figures of the models that are named, of all without a name."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch.set_num_threads(1)
    random.seed(0)
    measures = {"lm": measure_lm, "draft": measure_draft, "vit": measure_vit}
    print(json.dumps({name: measures[name]() for name in sys.argv[1:] or measures}, indent=1))


if __name__ == "__main__":
    main()
