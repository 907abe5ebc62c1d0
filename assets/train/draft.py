"""Train demo-draft on what demo-lm predicts: ``python -m assets.train.draft --minutes 12``."""

import argparse
import json
import time

import numpy as np
import torch
from assets.train.corpus import WORK
from assets.train.lm import Batches, save, train_step
from assets.train.optim import optimizers
from assets.train.parallel import WORKERS, clock, join, launch
from assets.train.prepare import LM
from torch.nn import functional
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

LENGTH = 256  # tokens a training sequence


def config():
    """Return the architecture: two layers, 3.9 M parameters of which all but 0.8 M are input and output words."""
    return LlamaConfig(
        vocab_size=8192,
        hidden_size=192,
        intermediate_size=512,
        num_hidden_layers=2,
        num_attention_heads=3,
        num_key_value_heads=1,
        max_position_embeddings=2048,
        tie_word_embeddings=False,
        bos_token_id=0,
        eos_token_id=0,
        pad_token_id=1,
        use_cache=False,
    )


def shrink(draft, teacher):
    """Start the draft's word vectors from the teacher's: their 192 strongest directions, [8192, 192]."""
    pairs = [(draft.model.embed_tokens, teacher.model.embed_tokens), (draft.lm_head, teacher.lm_head)]
    for small, large in pairs:
        u, s, _ = torch.linalg.svd(large.weight.detach(), full_matrices=False)
        narrow = (u * s)[:, : small.weight.shape[1]]
        small.weight.data.copy_(narrow * large.weight.std() / narrow.std())


def distillation(teacher):
    """Return a loss: weighted mean of KL(teacher || draft) over the positions, in nats."""

    def loss(draft, ids, weights):
        """``ids`` [batch, length] running text, ``weights`` of the same shape: how much each position counts."""
        with torch.no_grad():
            goal = teacher(ids[:, :-1]).logits.flatten(0, 1).log_softmax(-1)
        guess = draft(ids[:, :-1]).logits.flatten(0, 1).log_softmax(-1)
        each = functional.kl_div(guess, goal, log_target=True, reduction="none").sum(-1)
        mass = weights[:, 1:].flatten()
        return (each * mass).sum() / mass.sum()

    return loss


@torch.no_grad()
def agreement(draft, teacher, ids, windows=32):
    """Return the share of positions where both models' most likely token is the same, on running text."""
    rows = torch.as_tensor(ids[: windows * LENGTH].astype(np.int64)).view(windows, LENGTH)
    return (draft(rows).logits.argmax(-1) == teacher(rows).logits.argmax(-1)).float().mean().item()


def worker(rank, minutes):
    """Train in one process of ``WORKERS``."""
    join(rank, "draft")
    teacher = LlamaForCausalLM.from_pretrained(LM, dtype=torch.float32).eval()
    model = LlamaForCausalLM(config())
    shrink(model, teacher)
    opts, state = optimizers(model), {"step": 0, "position": 0, "seconds": 0.0}
    batches = Batches(np.load(WORK / "train.npy"), AutoTokenizer.from_pretrained(LM), 0.05, rank, WORKERS)
    loss, held = torch.compile(distillation(teacher), dynamic=False), np.load(WORK / "valid.npy")
    while (spent := state["seconds"] / 60 / minutes) < 1:
        begin = time.perf_counter()
        value = train_step(
            model, loss, opts, batches.draw(state, LENGTH), min(1.0, (state["step"] + 1) / 30, 2 * (1 - spent))
        )
        state["step"] += 1
        clock(state, time.perf_counter() - begin)
        if rank == 0 and state["step"] % 100 == 0:
            print(json.dumps({**state, "kl": value, "agreement": agreement(model, teacher, held)}), flush=True)
            save(model, opts, state, WORK / "draft.pt")


def main():
    """Train in ``WORKERS`` processes for the minutes that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=12)
    launch(worker, "draft", parser.parse_args().minutes)


if __name__ == "__main__":
    main()
