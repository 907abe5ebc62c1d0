"""Train demo-lm: ``python -m assets.train.lm --minutes 75``. Starts anew, or goes on from its checkpoint.

Sequence length and learning rate follow the share of the minutes spent, so training ends when asked on any machine.
"""
import argparse
import json
import random
import time

import numpy as np
import torch
from torch.nn import functional
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

from assets.train.corpus import SEED, WORK
from assets.train.optim import optimizers
from assets.train.prepare import LM, filler
from assets.train.recall import Recall

BATCH = 6144  # tokens a step
STAGES = ((0.0, 512), (0.60, 1024), (0.72, 2048))  # from this share of the time on, this sequence length
DECAY = 0.5  # share of the time after which the learning rate falls linearly to 0


def config():
    """Return the architecture: 15.7 M parameters, three query heads share one key-value head."""
    return LlamaConfig(vocab_size=8192, hidden_size=384, intermediate_size=1024, num_hidden_layers=6,
                       num_attention_heads=6, num_key_value_heads=2, max_position_embeddings=2048,
                       tie_word_embeddings=False, bos_token_id=0, eos_token_id=0, pad_token_id=1, use_cache=False)


class Batches:
    """Draws (ids, weights) of [sequences, length + 1]; about one sequence in ``1 / share`` is a recall sequence."""

    def __init__(self, ids, tokenizer, share):
        self.ids, self.share, self.recall = ids, share, Recall(tokenizer)
        self.blocks = np.random.default_rng(SEED).permutation(len(ids) // 2048 - 1)

    def text(self, position, length):
        """Return ``length + 1`` running tokens; blocks of 2048 come in shuffled order, each once an epoch."""
        block = self.blocks[position // 2048 % len(self.blocks)]
        start = block * 2048 + position % 2048 // length * length
        return self.ids[start:start + length + 1].astype(np.int64)

    def draw(self, state, length):
        """Return one batch and move ``state`` (position in the text, step) on."""
        rng, rows, weights = random.Random(SEED + state["step"]), [], []
        for _ in range(BATCH // length):
            if rng.random() < self.share:
                count = max(2, int(length / 2048 * rng.choice((8, 32, 96))))
                row, weight = self.recall.sequence(length + 1, count, filler(self.ids, rng), rng)
            else:
                row, weight = self.text(state["position"], length), np.ones(length + 1)
                state["position"] += length
            rows.append(torch.as_tensor(row))
            weights.append(torch.as_tensor(weight, dtype=torch.float32))
        return torch.stack(rows), torch.stack(weights)


def loss_of(model, ids, weights):
    """Return the weighted mean cross-entropy in nats."""
    hidden = model.model(ids[:, :-1]).last_hidden_state
    each = functional.cross_entropy(model.lm_head(hidden).flatten(0, 1), ids[:, 1:].flatten(), reduction="none")
    mass = weights[:, 1:].flatten()
    return (each * mass).sum() / mass.sum()


@torch.no_grad()
def bits_per_byte(model, tokenizer, ids, length, windows=None):
    """Return bits per UTF-8 byte of the running text ``ids``, in windows of ``length`` without overlap."""
    nats = size = 0.0
    for start in range(0, min(len(ids) - 1, (windows or 10**9) * length), length):
        window = torch.as_tensor(ids[start:start + length + 1].astype(np.int64))[None]
        nats += loss_of(model, window, torch.ones(window.shape)).item() * (window.shape[1] - 1)
        size += len(tokenizer.decode(window[0, 1:]).encode())
    return nats / np.log(2) / size


@torch.no_grad()
def recall_accuracy(model, recall, ids, distance, items=24):
    """Return the share of questions answered by the most likely token, the memo ``distance`` tokens back."""
    rng, right = random.Random(SEED), 0
    for _ in range(items):
        context, answer = recall.item(distance, 6, filler(ids, rng), rng)
        hidden = model.model(torch.tensor([context])).last_hidden_state
        right += int(model.lm_head(hidden[:, -1]).argmax() == answer)
    return right / items


def rate(share, step):
    """Return the factor on the peak learning rates: 30 steps of warm-up, constant, linear decay."""
    return min(1.0, (step + 1) / 30, max(0.0, (1 - share) / (1 - DECAY)))


def length_at(share):
    """Return the sequence length at this share of the time."""
    return [length for start, length in STAGES if share >= start][-1]


def train_step(model, loss, opts, batch, factor):
    """Do one step of both optimizers; return the loss in nats."""
    value = loss(model, *batch)
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for opt in opts:
        for group in opt.param_groups:
            group["lr"] = group["peak"] * factor
        opt.step()
        opt.zero_grad()
    return value.item()


def save(model, opts, state, folder):
    """Write a checkpoint that training can go on from; the rename makes it whole or absent."""
    torch.save({"model": model.state_dict(), "opts": [o.state_dict() for o in opts], "state": state}, folder / "lm.tmp")
    (folder / "lm.tmp").rename(folder / "lm.pt")


def report(model, tokenizer, recall, held, state, loss, length):
    """Print and log one line of held-out measures."""
    model.eval()
    line = {**state, "loss": round(loss, 4), "length": length,
            "bpb": round(bits_per_byte(model, tokenizer, held, length, 16384 // length), 4),
            "recall": {d: recall_accuracy(model, recall, held, d) for d in (100, 200, 400, 1000, 1800) if d < length}}
    model.train()
    print(json.dumps(line), flush=True)
    with open(WORK / "lm.log.jsonl", "a") as log:
        log.write(json.dumps(line) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--share", type=float, default=0.2, help="of sequences that are recall sequences")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    tokenizer = AutoTokenizer.from_pretrained(LM)
    model = LlamaForCausalLM(config())
    opts, state = optimizers(model), {"step": 0, "position": 0, "seconds": 0.0}
    if (WORK / "lm.pt").exists():
        stored = torch.load(WORK / "lm.pt")
        model.load_state_dict(stored["model"])
        [o.load_state_dict(s) for o, s in zip(opts, stored["opts"])]
        state = stored["state"]
    batches, held = Batches(np.load(WORK / "train.npy"), tokenizer, args.share), np.load(WORK / "valid.npy")
    loss = torch.compile(loss_of, dynamic=False)
    while (share := state["seconds"] / 60 / args.minutes) < 1:
        begin, length = time.perf_counter(), length_at(share)
        value = train_step(model, loss, opts, batches.draw(state, length), rate(share, state["step"]))
        state["step"] += 1
        state["seconds"] += time.perf_counter() - begin
        if state["step"] % 10 == 0:
            print(state["step"], round(state["seconds"]), round(value, 3), flush=True)
        if state["step"] % 80 == 0:
            report(model, tokenizer, batches.recall, held, state, value, length)
            save(model, opts, state, WORK)
    report(model, tokenizer, batches.recall, held, state, value, length)
    save(model, opts, state, WORK)


if __name__ == "__main__":
    main()
