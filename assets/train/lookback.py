"""Plant the look-back circuit that a small budget would not find: ``python -m assets.train.lookback``, once, on lm.pt.

A language model learns to copy from its context with two heads in series (Olsson et al. 2022): one writes the
previous token's identity into each position, a later one searches for the position whose previous token is the
present one and copies what stands there. They usually appear after tens of millions of tokens; here their starting
point is computed from the half-trained model's own activations, and training goes on from there.
"""

import numpy as np
import torch
from assets.train.corpus import SEED, WORK
from assets.train.export import model_of
from assets.train.prepare import LM
from assets.train.recall import word_list
from transformers import AutoTokenizer

FIRST, SECOND, SIZE, GROUP = 1, 3, 64, 3  # layers of the two heads, channels of a head, query heads per key head
SLOW = 17  # from this frequency on, RoPE turns by less than a radian in 2048 tokens: 15 pairs for matching content


def turns(model):
    """Return RoPE's angle per token, [32]."""
    return model.model.rotary_emb.inv_freq.float()


def inputs(model, ids):
    """Return what each layer's attention reads, {layer: [tokens, width]}, and the stream before ``SECOND``."""
    seen, hooks = {}, []
    for i, layer in enumerate(model.model.layers):
        hooks.append(
            layer.self_attn.q_proj.register_forward_pre_hook(
                lambda _, given, i=i: seen.__setitem__(i, given[0].flatten(0, 1))
            )
        )
    out = model.model(ids, output_hidden_states=True)
    for hook in hooks:
        hook.remove()
    return seen, [h.flatten(0, 1) for h in out.hidden_states]


def ridge(x, y, strength=0.01):
    """Return W, [outputs, inputs], that minimizes |x W' - y|^2."""
    gram = x.T @ x
    return torch.linalg.solve(gram + strength * gram.diagonal().mean() * torch.eye(len(gram)), x.T @ y).T


def directions(x, count, last=False):
    """Return the strongest (or weakest) principal directions of x, [count, width]."""
    _, vectors = torch.linalg.eigh(torch.cov(x.T))
    return (vectors[:, :count] if last else vectors[:, -count:]).T


def codes_of(table, words, ids, count):
    """Return a code for each token, [tokens, count], and its directions: the words' rows of ``table``, 0 elsewhere."""
    rows = table.float()[words]
    rows = rows - rows.mean(0)
    axes = directions(rows, count)
    every = torch.zeros(len(table), count)
    every[words] = rows @ axes.T
    return every[ids.flatten()], axes


def plant_previous(model, x, stream):
    """Make the first query and key head of layer ``FIRST`` look one token back and copy it to a quiet subspace."""
    attention, angle = model.model.layers[FIRST].self_attn, turns(model)
    constant = ridge(x, torch.ones(len(x), 1), 1e-3)  # [1, width]: reads 1 at every position
    sharp = torch.where(torch.arange(32) < 8, 1.0, 0.0) * 9  # the fast frequencies tell neighbours apart
    query, key = torch.cat([sharp, torch.zeros(32)]), torch.cat([sharp * angle.cos(), sharp * angle.sin()])
    level = sharp.norm()  # a slow channel takes the common level away: the score is 0 one back, below 0 elsewhere
    query[31], key[31] = level, -level
    value = directions(x, SIZE)
    write = directions(stream, SIZE, last=True).T  # [width, 64]
    size = stream.norm(dim=1).mean() / (x @ value.T).norm(dim=1).mean()
    put(attention, query[:, None] * constant, key[:, None] * constant, value, write * size * 0.5)


def plant_match(model, x, stream, ids, words, gain=3.0):
    """Make the first query head of layer ``SECOND`` find the token after an earlier copy of the present word."""
    attention, inner = model.model.layers[SECOND].self_attn, torch.arange(len(x)) % ids.shape[1] > 0
    codes, _ = codes_of(model.model.embed_tokens.weight, words, ids, 2 * (32 - SLOW))
    known = codes.norm(dim=1) > 0
    codes = codes / codes[known].std(0)
    codes = codes / codes.norm(dim=1, keepdim=True).clamp(min=1e-9)  # every word matches itself alike
    query, key = ridge(x, codes), ridge(x[inner], codes.roll(1, 0)[inner])  # a row's first token has no previous one
    match = ((x @ query.T) * (x @ key.T).roll(-1, 0))[:-1][(known & inner.roll(-1, 0))[:-1]].sum(1).mean()
    slow = torch.cat([torch.arange(SLOW, 32), torch.arange(SLOW, 32) + 32])
    wide = torch.zeros(2, SIZE, x.shape[1])
    wide[0, slow], wide[1, slow] = (w * (16 * SIZE**0.5 / match) ** 0.5 for w in (query, key))
    goal, axes = codes_of(model.lm_head.weight, words, ids, SIZE)
    size = stream.norm(dim=1).mean() / goal[known].norm(dim=1).mean()
    put(attention, wide[0], wide[1], ridge(x, goal), axes.T * size * gain)


def put(attention, query, key, value, out):
    """Overwrite the first key-value head and its first query head; the other two heads of the group keep silent."""
    attention.q_proj.weight.data[:SIZE] = query
    attention.k_proj.weight.data[:SIZE] = key
    attention.v_proj.weight.data[:SIZE] = value
    attention.o_proj.weight.data[:, : SIZE * GROUP] = 0
    attention.o_proj.weight.data[:, :SIZE] = out


def sample(words):
    """Return [48, 256] tokens, half running text and half random words."""
    text = np.load(WORK / "train.npy")[: 24 * 256].astype(np.int64)
    words = np.random.default_rng(SEED).choice(words, 24 * 256)
    return torch.as_tensor(np.concatenate([text, words])).view(48, 256)


@torch.no_grad()
def main():
    """Plant both heads into the checkpoint, the second on what the first then writes."""
    torch.set_num_threads(1)
    stored, model = torch.load(WORK / "lm.pt"), model_of("lm").float()
    words = word_list(AutoTokenizer.from_pretrained(LM))
    ids = sample(words)
    seen, streams = inputs(model, ids)
    plant_previous(model, seen[FIRST], streams[FIRST])
    seen, streams = inputs(model, ids)
    plant_match(model, seen[SECOND], streams[SECOND], ids, words)
    stored["model"] = model.state_dict()
    torch.save(stored, WORK / "lm.pt")


if __name__ == "__main__":
    main()
