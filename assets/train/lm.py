"""Train demo-lm: ``python -m assets.train.lm --minutes 120``. Starts anew, or goes on from its checkpoint.

Sequence length and learning rate follow the share of the minutes spent, so training ends when asked on any machine.
"""

import argparse
import json
import random
import time

import numpy as np
import torch
from assets.train.corpus import SEED, WORK
from assets.train.measure import bits_per_byte, loss_of, recall_accuracy
from assets.train.optim import optimizers
from assets.train.parallel import WORKERS, clock, join, launch, place, together
from assets.train.prepare import LM, filler
from assets.train.recall import Recall
from torch import distributed as dist
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

BATCH = 2048  # tokens a step and process
STAGES = ((0.0, 512), (0.45, 2048), (0.492, 512), (0.9, 2048))  # from this share of the time on, this sequence length
ECHO = 610  # steps
RATES = (0.0, 0.268, 0.492, 0.5, 0.65, 1.0), (1.0, 1.0, 0.0, 0.35, 0.35, 0.0)  # share of the time, factor on the rates


def config():
    """Return the architecture: 15.7 M parameters, three query heads share one key-value head."""
    return LlamaConfig(
        vocab_size=8192,
        hidden_size=384,
        intermediate_size=1024,
        num_hidden_layers=6,
        num_attention_heads=6,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        tie_word_embeddings=False,
        bos_token_id=0,
        eos_token_id=0,
        pad_token_id=1,
        use_cache=False,
        rope_parameters={"rope_type": "default", "rope_theta": 1e6},
    )


class Batches:
    """Draws (ids, weights) of [sequences, length + 1]; a ``share`` of the sequences are recall sequences."""

    def __init__(self, ids, tokenizer, share, rank=0, world=1):
        self.ids, self.share, self.rank, self.recall = ids, share, rank, Recall(tokenizer)
        self.blocks = np.random.default_rng(SEED).permutation(len(ids) // 2048 - 1)[rank::world]

    def text(self, position, length):
        """Return ``length + 1`` running tokens; blocks of 2048 come in shuffled order, each once an epoch."""
        block = self.blocks[position // 2048 % len(self.blocks)]
        start = block * 2048 + position % 2048 // length * length
        return self.ids[start : start + length + 1].astype(np.int64)

    def exercise(self, length, step, rng):
        """Return a recall sequence, or, in half of the cases before ``ECHO`` steps, an echo."""
        if step < ECHO and rng.random() < 0.5:
            return self.recall.echo(length, rng)
        count = max(2, int(length / 2048 * rng.choice((12, 24, 56))))
        return self.recall.sequence(length, count, filler(self.ids, rng), rng)

    def draw(self, state, length):
        """Return one batch and move ``state`` (position in the text, step) on."""
        which, rng = random.Random(state["step"]), random.Random(f"{SEED} {state['step']} {self.rank}")
        rows, weights = [], []
        for _ in range(BATCH // length):
            if which.random() < self.share:  # the same in all processes, so that they move on alike
                row, weight = self.exercise(length + 1, state["step"], rng)
            else:
                row, weight = self.text(state["position"], length), np.ones(length + 1)
                state["position"] += length
            rows.append(torch.as_tensor(row))
            weights.append(torch.as_tensor(weight, dtype=torch.float32))
        return torch.stack(rows), torch.stack(weights)


def rate(share, step):
    """Return the factor on the peak learning rates: 30 steps of warm-up, then ``RATES``, linear between its points.

    It falls to 0 in the middle: at the full rate a model this small forgets to recall, at a third it does not.
    """
    return min(1.0, (step + 1) / 30) * float(np.interp(share, *RATES))


def length_at(share):
    """Return the sequence length at this share of the time."""
    return [length for start, length in STAGES if share >= start][-1]


def train_step(model, loss, opts, batch, factor):
    """Do one step of both optimizers; return the loss in nats."""
    value = loss(model, *batch)
    value.backward()
    params, world = list(model.parameters()), place()[1]
    for p, grad in zip(params, together([p.grad for p in params]), strict=True):
        p.grad = grad / world
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for opt in opts:
        for group in opt.param_groups:
            group["lr"] = group["peak"] * factor
        opt.step()
        opt.zero_grad()
    return value.item()


def save(model, opts, state, path):
    """Write a checkpoint that training can go on from; the rename makes it whole or absent."""
    fresh = path.with_suffix(".tmp")
    torch.save({"model": model.state_dict(), "opts": [o.state_dict() for o in opts], "state": state}, fresh)
    fresh.rename(path)


def report(model, tokenizer, recall, held, state, loss, length):
    """Print and log one line of held-out measures; the first process measures text, the last recall."""
    model.eval()
    rank, world = place()
    line = {"loss": round(loss, 4), "length": length}
    if rank == 0:
        line["bpb"] = round(bits_per_byte(model, tokenizer, held, length, 16384 // length), 4)
    if rank == world - 1:
        line["recall"] = {d: recall_accuracy(model, recall, held, d) for d in (100, 200, 400, 1000, 1800) if d < length}
    lines = [line]
    if world > 1:
        dist.all_gather_object(lines := [None] * world, line)
    model.train()
    if rank == 0:
        text = json.dumps({**state, **lines[-1], **line})
        print(text, flush=True)
        with open(WORK / "lm.log.jsonl", "a") as log:
            log.write(text + "\n")


def resume(model, opts, path):
    """Load a checkpoint if there is one; return the state of training."""
    if not path.exists():
        return {"step": 0, "position": 0, "seconds": 0.0}
    stored = torch.load(path)
    model.load_state_dict(stored["model"])
    for opt, kept in zip(opts, stored["opts"], strict=True):
        opt.load_state_dict(kept)
    return stored["state"]


def worker(rank, minutes, share):
    """Train in one process of ``WORKERS``."""
    join(rank, "lm")
    tokenizer, held = AutoTokenizer.from_pretrained(LM), np.load(WORK / "valid.npy")
    model = LlamaForCausalLM(config())
    opts = optimizers(model)
    state = resume(model, opts, WORK / "lm.pt")
    batches = Batches(np.load(WORK / "train.npy"), tokenizer, share, rank, WORKERS)
    loss, done = torch.compile(loss_of, dynamic=False), False
    while not done:
        begin, spent = time.perf_counter(), state["seconds"] / 60 / minutes
        length = length_at(spent)
        value = train_step(model, loss, opts, batches.draw(state, length), rate(spent, state["step"]))
        state["step"] += 1
        clock(state, time.perf_counter() - begin)
        done = state["seconds"] >= minutes * 60
        if rank == 0 and state["step"] % 10 == 0:
            print(state["step"], round(state["seconds"]), round(value, 3), flush=True)
        if state["step"] % 100 == 0 or done:
            report(model, tokenizer, batches.recall, held, state, value, length)
            if rank == 0:
                save(model, opts, state, WORK / "lm.pt")


def main():
    """Train in ``WORKERS`` processes for the minutes that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--share", type=float, default=0.2, help="of sequences that are recall sequences")
    args = parser.parse_args()
    launch(worker, "lm", args.minutes, args.share)


if __name__ == "__main__":
    main()
