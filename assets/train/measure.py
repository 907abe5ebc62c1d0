"""How well a language model predicts text and recalls."""

import random

import numpy as np
import torch
from assets.train.corpus import SEED
from assets.train.prepare import filler
from torch.nn import functional


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
        window = torch.as_tensor(ids[start : start + length + 1].astype(np.int64))[None]
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
